"""What a paragraph or run inherits from its styles (styles.xml): font, capitals, hiding, numbering, outline level."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ingest.openxml.package import Element, W

_OFF = frozenset({"0", "false", "off", "none"})


class Format(NamedTuple):
    """What reading needs of a run's and paragraph's format; None means "as inherited".

    ``font`` is "" for a font of the theme, which is never one of the old fonts. ``num_id`` and ``num_level`` point into numbering.xml,
    ``outline`` counts from 0 (9 is running text).
    """

    font: str | None = None
    caps: bool | None = None
    bold: bool | None = None
    hidden: bool | None = None
    num_id: str | None = None
    num_level: int | None = None
    outline: int | None = None
    style: str | None = None

    def over(self, base: Format) -> Format:
        """This format where it says something, ``base`` elsewhere."""
        if self is INHERITED:
            return base
        merged: list[Any] = [theirs if own is None else own for own, theirs in zip(self, base, strict=True)]
        return Format(*merged)


INHERITED = Format()


def is_on(parent: Element, tag: str) -> bool | None:
    """A switch such as ``<w:caps/>`` or ``<w:caps w:val="0"/>``; None where it is not set."""
    element = parent.find(W + tag)
    return None if element is None else element.get(W + "val", "1").lower() not in _OFF


def value(parent: Element | None, tag: str) -> str | None:
    """``w:val`` of a direct child."""
    element = None if parent is None else parent.find(W + tag)
    found: str | None = None if element is None else element.get(W + "val")
    return found


def number(parent: Element | None, tag: str) -> int | None:
    """``w:val`` of a direct child as a number; None also for nonsense."""
    raw = value(parent, tag)
    try:
        return None if raw is None else int(raw)
    except ValueError:
        return None


_SWITCHES = {W + "caps": "caps", W + "b": "bold", W + "vanish": "hidden"}


def run_format(properties: Element | None) -> Format:
    """The format that a ``w:rPr`` sets itself."""
    if properties is None or not len(properties):
        return INHERITED
    own: dict[str, Any] = {}
    for element in properties.iterchildren():
        tag = element.tag
        if tag == W + "rFonts":
            own["font"] = font_of(element)
        elif tag in _SWITCHES:
            own[_SWITCHES[tag]] = element.get(W + "val", "1").lower() not in _OFF
    return Format(**own) if own else INHERITED


def font_of(fonts: Element | None) -> str | None:
    """The font of Latin letters; the high half of a code page is drawn in ``hAnsi``."""
    if fonts is None:
        return None
    for side in ("hAnsi", "ascii"):
        if fonts.get(W + side + "Theme") is not None:
            return ""
        name: str = fonts.get(W + side, "")
        if name:
            return name
    complex_script: str | None = fonts.get(W + "cs")
    return complex_script


def paragraph_format(properties: Element | None) -> Format:
    """The format that a ``w:pPr`` sets itself, without that of its paragraph mark."""
    if properties is None:
        return INHERITED
    numbering = properties.find(W + "numPr")
    outline = number(properties, "outlineLvl")
    if numbering is None and outline is None:
        return INHERITED
    return Format(num_id=value(numbering, "numId"), num_level=number(numbering, "ilvl"), outline=outline)


@dataclass
class Styles:
    """The styles of a document by their ids; :meth:`of` gives what a style and all it is based on say together."""

    _elements: dict[str, Element] = field(default_factory=dict)
    _defaults: Format = field(default=INHERITED)
    _default_paragraph: str | None = None
    _known: dict[str, Format] = field(default_factory=dict)

    @classmethod
    def read(cls, root: Element | None) -> Styles:
        """From the root of styles.xml; None where a file has no styles."""
        styles = cls()
        if root is None:
            return styles
        styles._defaults = run_format(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        for element in root.iterchildren(W + "style"):
            style_id = element.get(W + "styleId", "")
            styles._elements[style_id] = element
            if element.get(W + "type") == "paragraph" and element.get(W + "default", "0").lower() not in _OFF:
                styles._default_paragraph = style_id
        return styles

    def paragraph(self, style_id: str | None) -> Format:
        """The format of a paragraph in this style (the default one where it is None or unknown), over the document's defaults."""
        if style_id is None or style_id not in self._elements:
            style_id = self._default_paragraph
        return self.of(style_id).over(self._defaults) if style_id else self._defaults

    def of(self, style_id: str) -> Format:
        """What a style says, with all it is based on."""
        known = self._known.get(style_id)
        if known is None:
            known = self._known[style_id] = self._resolve(style_id, frozenset())
        return known

    def borders(self, style_id: str | None) -> Element | None:
        """``w:tblBorders`` of a table style or the nearest one it is based on."""
        seen: set[str] = set()
        while style_id and style_id not in seen and style_id in self._elements:
            seen.add(style_id)
            element = self._elements[style_id]
            borders = element.find(f"{W}tblPr/{W}tblBorders")
            if borders is not None:
                return borders
            style_id = value(element, "basedOn")
        return None

    def numbering_of(self, style_id: str) -> str | None:
        """The numbering that a list style stands for."""
        return self.of(style_id).num_id

    def _resolve(self, style_id: str, seen: frozenset[str]) -> Format:
        element = self._elements.get(style_id)
        if element is None or style_id in seen:
            return INHERITED
        own = paragraph_format(element.find(W + "pPr")).over(run_format(element.find(W + "rPr")))
        if own.num_id is not None:
            own = own._replace(style=style_id)  # numbering.xml may say at which level this style stands
        base = value(element, "basedOn")
        return own.over(self._resolve(base, seen | {style_id})) if base else own
