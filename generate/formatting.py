"""The formatting that a paragraph or run really has (định dạng hiệu lực): its own, else its style's, else the document's defaults."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Length
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TOGGLE_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Font:
    """``size`` in points. ``color``: six hex digits, "" for automatic."""

    name: str
    size: float
    bold: bool
    italic: bool
    color: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Paragraph layout; lengths in millimetres, gaps in points. ``line``: ("multiple", 1.15), ("exact", 18.0) or ("least", 18.0)."""

    alignment: str
    first_line: float
    left: float
    right: float
    before: float
    after: float
    line: tuple[str, float]


def font_of(run: Run, paragraph: Paragraph) -> Font:
    """The effective font of ``run``."""
    properties = list(_run_properties(run, paragraph))
    return Font(
        name=_font_name(properties, paragraph),
        size=float(_value(properties, "w:sz") or 20) / 2,
        bold=_toggled(properties, "w:b"),
        italic=_toggled(properties, "w:i"),
        color=_color(_value(properties, "w:color")),
    )


def layout_of(paragraph: Paragraph) -> Layout:
    """The effective layout of ``paragraph``."""
    properties = list(_paragraph_properties(paragraph))
    twips = {name: _attribute(properties, "w:ind", name) for name in ("firstLine", "hanging", "left", "start", "right", "end")}
    first = twips["firstLine"] or (f"-{twips['hanging']}" if twips["hanging"] else "0")
    return Layout(
        alignment=_value(properties, "w:jc") or "left",
        first_line=_mm(first),
        left=_mm(twips["left"] or twips["start"] or "0"),
        right=_mm(twips["right"] or twips["end"] or "0"),
        before=float(_attribute(properties, "w:spacing", "before") or 0) / 20,
        after=float(_attribute(properties, "w:spacing", "after") or 0) / 20,
        line=_line(properties),
    )


def _line(properties: list[Any]) -> tuple[str, float]:
    value = float(_attribute(properties, "w:spacing", "line") or 240)
    rule = _attribute(properties, "w:spacing", "lineRule") or "auto"
    return {"exact": ("exact", value / 20), "atLeast": ("least", value / 20)}.get(rule, ("multiple", round(value / 240, 3)))


def _mm(twips: str) -> float:
    return round(float(twips) / 1440 * 25.4, 2)


def _styles(element: Any, paragraph: Paragraph, kind: str) -> Iterator[Any]:
    """The style elements that apply, nearest first. ``element`` is the pPr or rPr that names the style; paragraphs fall back to the default style."""
    part_styles = _main_part(paragraph).styles.element
    named = element.find(qn("w:pStyle" if kind == "paragraph" else "w:rStyle")) if element is not None else None
    by_id = {style.get(qn("w:styleId")): style for style in part_styles.findall(qn("w:style"))}
    if named is not None:
        style = by_id.get(named.get(qn("w:val")))
    elif kind == "paragraph":
        style = next((s for s in by_id.values() if s.get(qn("w:type")) == "paragraph" and s.get(qn("w:default")) == "1"), None)
    else:
        style = None
    seen: set[int] = set()
    while style is not None and id(style) not in seen:
        seen.add(id(style))
        yield style
        based = style.find(qn("w:basedOn"))
        style = by_id.get(based.get(qn("w:val"))) if based is not None else None


def _main_part(paragraph: Paragraph) -> Any:
    """The document part, also of a paragraph in a header."""
    package: Any = paragraph.part.package
    return package.main_document_part


def _paragraph_properties(paragraph: Paragraph) -> Iterator[Any]:
    own = paragraph._p.pPr
    if own is not None:
        yield own
    for style in _styles(own, paragraph, "paragraph"):
        if (properties := style.find(qn("w:pPr"))) is not None:
            yield properties
    yield from _defaults(paragraph, "w:pPrDefault", "w:pPr")


def _run_properties(run: Run, paragraph: Paragraph) -> Iterator[Any]:
    own = run._r.rPr
    if own is not None:
        yield own
        for style in _styles(own, paragraph, "character"):
            if (properties := style.find(qn("w:rPr"))) is not None:
                yield properties
    for style in _styles(paragraph._p.pPr, paragraph, "paragraph"):
        if (properties := style.find(qn("w:rPr"))) is not None:
            yield properties
    yield from _defaults(paragraph, "w:rPrDefault", "w:rPr")


def _defaults(paragraph: Paragraph, holder: str, name: str) -> Iterator[Any]:
    styles = _main_part(paragraph).styles.element
    yield from styles.iterfind(f"{qn('w:docDefaults')}/{qn(holder)}/{qn(name)}")


def _value(properties: list[Any], tag: str) -> str | None:
    return _attribute(properties, tag, "val")


def _attribute(properties: list[Any], tag: str, name: str) -> str | None:
    for element in properties:
        child = element.find(qn(tag))
        if child is not None and (value := child.get(qn(f"w:{name}"))) is not None:
            return str(value)
    return None


def _toggled(properties: list[Any], tag: str) -> bool:
    for element in properties:
        child = element.find(qn(tag))
        if child is not None:
            return child.get(qn("w:val"), "1") not in _TOGGLE_OFF
    return False


def _color(value: str | None) -> str:
    return "" if value in (None, "auto") else value.upper()


def _font_name(properties: list[Any], paragraph: Paragraph) -> str:
    for element in properties:
        fonts = element.find(qn("w:rFonts"))
        if fonts is None:
            continue
        if theme := fonts.get(qn("w:asciiTheme")):
            return _theme_font(paragraph, theme)
        if name := fonts.get(qn("w:ascii")):
            return str(name)
    return ""


def _theme_font(paragraph: Paragraph, theme: str) -> str:
    """Latin typeface of the theme's major or minor font; "" where the package has no theme."""
    which = "majorFont" if theme.startswith("major") else "minorFont"
    for relation in _main_part(paragraph).rels.values():
        if relation.reltype.endswith("/theme"):
            latin = etree.fromstring(relation.target_part.blob).find(f".//{_A}{which}/{_A}latin")
            return str(latin.get("typeface", "")) if latin is not None else ""
    return ""


def is_rule(paragraph: Paragraph) -> bool:
    """Does the paragraph draw a rule: a border above or below it, its own or its style's, or a drawn line?"""
    for properties in _paragraph_properties(paragraph):
        borders = properties.find(qn("w:pBdr"))
        if borders is not None:
            return any(borders.find(qn(f"w:{side}")) is not None for side in ("top", "bottom"))
    return any(next(paragraph._p.iter(qn(tag)), None) is not None for tag in ("w:drawing", "w:pict"))


def millimetres(length: Length | int | None) -> float:
    """python-docx's EMU as millimetres; 0 for none."""
    return round(int(length or 0) / 36000, 2)
