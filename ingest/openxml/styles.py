"""What a paragraph or run inherits from its styles (styles.xml): font, capitals, hiding, numbering, outline level."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ingest.openxml.package import Element, W
from ingest.openxml.stylesheet import StyleSheet

_OFF = frozenset({"0", "false", "off", "none"})
_VAL, _FONTS, _RUN_STYLE, _VANISH = (W + name for name in ("val", "rFonts", "rStyle", "vanish"))
_NUM_PR, _RUN_PR, _STYLE, _OUTLINE, _SECTION = (W + tag for tag in ("numPr", "rPr", "pStyle", "outlineLvl", "sectPr"))
_SWITCHES = {W + "caps": "caps", W + "b": "bold", W + "vanish": "hidden"}
_DELETED = (W + "del", W + "moveFrom")


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
        if base is INHERITED:
            return self
        merged: list[Any] = [theirs if own is None else own for own, theirs in zip(self, base, strict=True)]
        return Format(*merged)


INHERITED = Format()


def is_on(parent: Element, tag: str) -> bool | None:
    """A switch such as ``<w:caps/>`` or ``<w:caps w:val="0"/>``; None where it is not set."""
    element = parent.find(W + tag)
    return None if element is None else element.get(_VAL, "1").lower() not in _OFF


def value(parent: Element | None, tag: str) -> str | None:
    """``w:val`` of a direct child."""
    element = None if parent is None else next(parent.iterchildren(W + tag), None)
    return None if element is None else element.get(_VAL)


def number(parent: Element | None, tag: str) -> int | None:
    """``w:val`` of a direct child as a number; None also for nonsense."""
    raw = value(parent, tag)
    try:
        return None if raw is None else int(raw)
    except ValueError:
        return None


def run_format(properties: Element | None) -> Format:
    """The format that a ``w:rPr`` sets itself."""
    return INHERITED if properties is None else run_properties(properties)[0]


def run_properties(properties: Element) -> tuple[Format, str | None]:
    """What a ``w:rPr`` says itself, and the id of the character style it names."""
    own: dict[str, Any] = {}
    style = None
    for element in properties:
        tag = element.tag
        if tag == _FONTS:
            own["font"] = font_of(element)
        elif tag in _SWITCHES:
            own[_SWITCHES[tag]] = element.get(_VAL, "1").lower() not in _OFF
        elif tag == _RUN_STYLE:
            style = element.get(_VAL)
    return Format(**own) if own else INHERITED, style


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


class ParagraphProperties(NamedTuple):
    """What a ``w:pPr`` says itself. ``listed`` is whether it names a level of a list; the mark is the paragraph's sign at its end."""

    form: Format = INHERITED
    style: str | None = None
    listed: bool = False
    mark_deleted: bool = False
    mark_hidden: bool = False
    ends_section: bool = False


PLAIN = ParagraphProperties()


def paragraph_properties(properties: Element | None) -> ParagraphProperties:
    """Read a ``w:pPr``: each child is looked at once, for there is one in every paragraph."""
    if properties is None:
        return PLAIN
    children = {child.tag: child for child in properties}
    numbering, mark, style = children.get(_NUM_PR), children.get(_RUN_PR), children.get(_STYLE)
    form = INHERITED
    if numbering is not None or _OUTLINE in children:
        outline = number(properties, "outlineLvl")
        form = Format(num_id=value(numbering, "numId"), num_level=number(numbering, "ilvl"), outline=outline)
    signs = {child.tag: child for child in mark} if mark is not None else {}
    return ParagraphProperties(
        form,
        None if style is None else style.get(_VAL),
        form.num_level is not None,
        any(tag in signs for tag in _DELETED),
        _VANISH in signs and signs[_VANISH].get(_VAL, "1").lower() not in _OFF,
        _SECTION in children,
    )


@dataclass
class Styles:
    """The styles of a document by their ids; :meth:`of` gives what a style and all it is based on say together."""

    _sheet: StyleSheet = field(default_factory=lambda: StyleSheet(None))
    _known: dict[str, Format] = field(default_factory=dict)
    _paragraphs: dict[str | None, Format] = field(default_factory=dict)

    @classmethod
    def read(cls, data: bytes | None) -> Styles:
        """From the bytes of styles.xml; None where a file has no styles."""
        return cls(StyleSheet(data))

    def paragraph(self, style_id: str | None) -> Format:
        """The format of a paragraph in this style (the default one where it is None or unknown), over the document's defaults."""
        known = self._paragraphs.get(style_id)
        if known is None:
            defaults = run_format(self._sheet.defaults)
            own = style_id if style_id is not None and self._sheet.get(style_id) is not None else self._sheet.default_paragraph
            known = self._paragraphs[style_id] = self.of(own).over(defaults) if own else defaults
        return known

    def of(self, style_id: str) -> Format:
        """What a style says, with all it is based on."""
        known = self._known.get(style_id)
        if known is None:
            known = self._known[style_id] = self._resolve(style_id, frozenset())
        return known

    def borders(self, style_id: str | None) -> Element | None:
        """``w:tblBorders`` of a table style or the nearest one it is based on."""
        seen: set[str] = set()
        while style_id and style_id not in seen:
            seen.add(style_id)
            element = self._sheet.get(style_id)
            if element is None:
                return None
            borders = element.find(f"{W}tblPr/{W}tblBorders")
            if borders is not None:
                return borders
            style_id = value(element, "basedOn")
        return None

    def numbering_of(self, style_id: str) -> str | None:
        """The numbering that a list style stands for."""
        return self.of(style_id).num_id

    def _resolve(self, style_id: str, seen: frozenset[str]) -> Format:
        element = self._sheet.get(style_id)
        if element is None or style_id in seen:
            return INHERITED
        own = paragraph_properties(element.find(W + "pPr")).form.over(run_format(element.find(W + "rPr")))
        if own.num_id is not None:
            own = own._replace(style=style_id)  # numbering.xml may say at which level this style stands
        base = value(element, "basedOn")
        return own.over(self._resolve(base, seen | {style_id})) if base else own
