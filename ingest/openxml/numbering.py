"""Automatic numbers as Word prints them (numbering.xml).

A paragraph points to a list (``w:num``), which is an instance of a definition (``w:abstractNum``) of up to nine levels. Instances of one
definition count on together, unless an instance says where a level starts. A level starts again after a higher one was used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ingest.openxml.package import Element, W
from ingest.openxml.styles import Styles, font_of, is_on, number, value
from ingest.openxml.symbols import symbol
from ingest.vietnamese import encoding_of_font, from_old_encoding

_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list. ``restart`` is the count of higher levels that start it again; None for all, 0 for never."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    glue: str = " "
    font: str = ""
    capitals: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class _List:
    definition: str
    levels: tuple[Level, ...]
    starts: dict[int, int]


@dataclass(frozen=True, slots=True)
class Label:
    """A printed number: its text, what stands between it and the paragraph (" " or ""), and the depth of the item from 1."""

    text: str
    glue: str
    depth: int


@dataclass
class Numbering:
    """The lists of a document and where each has got to. Paragraphs must be asked for in the order of the page."""

    _definitions: dict[str, Element] = field(default_factory=dict)
    _instances: dict[str, Element] = field(default_factory=dict)
    _styles: Styles = field(default_factory=Styles)
    _lists: dict[str, _List | None] = field(default_factory=dict)  # those that were asked for
    _counters: dict[str, list[int | None]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def read(cls, root: Element | None, styles: Styles) -> Numbering:
        """From the root of numbering.xml; None where a file has no lists."""
        if root is None:
            return cls()
        definitions = {a.get(W + "abstractNumId", ""): a for a in root.iterchildren(W + "abstractNum")}
        instances = {n.get(W + "numId", ""): n for n in root.iterchildren(W + "num")}
        return cls(definitions, instances, styles)

    def level_of_style(self, num_id: str, style_id: str) -> int | None:
        """The level at which a list holds the paragraphs of a style."""
        found = self._list(num_id)
        if found is None:
            return None
        return next((i for i, level in enumerate(found.levels) if level.style == style_id), None)

    def next(self, num_id: str, level: int) -> Label | None:
        """The label of the next paragraph at ``level`` (from 0) of a list; None where the list prints nothing or is not there."""
        found = self._list(num_id)
        if found is None or not 0 <= level < len(found.levels):
            return None
        counters = self._counters.setdefault(found.definition, [None] * _LEVELS)
        self._count(found, num_id, level, counters)
        form = found.levels[level]
        text = _printed(found.levels, level, counters)
        return Label(text, form.glue, level + 1) if text else None

    def _list(self, num_id: str) -> _List | None:
        if num_id not in self._lists:
            instance = self._instances.get(num_id)
            resolved = None if instance is None else _resolve(instance, self._definitions, self._instances, self._styles)
            self._lists[num_id] = resolved
        return self._lists[num_id]

    def _count(self, found: _List, num_id: str, level: int, counters: list[int | None]) -> None:
        first_use = (num_id, level) not in self._begun
        self._begun.add((num_id, level))
        start = found.starts.get(level)
        last = counters[level]
        if (start is not None and first_use) or last is None:
            counters[level] = found.levels[level].start if start is None else start
        else:
            counters[level] = last + 1
        for higher in range(level):
            if counters[higher] is None:  # an item without the item above it: that one counts as used
                counters[higher] = found.starts.get(higher, found.levels[higher].start)
        for deeper in range(level + 1, len(found.levels)):
            restart = found.levels[deeper].restart
            if restart is None or level < restart:
                counters[deeper] = None


def _resolve(instance: Element, definitions: dict[str, Element], instances: dict[str, Element], styles: Styles) -> _List | None:
    key = value(instance, "abstractNumId") or ""
    definition = definitions.get(key)
    linked = value(definition, "numStyleLink")
    if linked:  # the levels are those of a list style
        target = instances.get(styles.numbering_of(linked) or "")
        key = value(target, "abstractNumId") or key
        definition = definitions.get(key, definition)
    if definition is None:
        return None
    levels = [Level(text="")] * _LEVELS
    for element in definition.iterchildren(W + "lvl"):
        _set(levels, element.get(W + "ilvl"), _level(element))
    starts: dict[int, int] = {}
    for override in instance.iterchildren(W + "lvlOverride"):
        index = override.get(W + "ilvl")
        replaced = override.find(W + "lvl")
        if replaced is not None:
            _set(levels, index, _level(replaced))
        start = number(override, "startOverride")
        if start is not None and (index or "").isdigit():
            starts[int(index or 0)] = start
    return _List(key, tuple(levels), starts)


def _set(levels: list[Level], index: str | None, level: Level) -> None:
    if index is not None and index.isdigit() and int(index) < _LEVELS:
        levels[int(index)] = level


def _level(element: Element) -> Level:
    properties = element.find(W + "rPr")
    form = element.find(f".//{W}numFmt")  # newer forms stand in an AlternateContent
    start = number(element, "start")
    level = Level(
        start=1 if start is None else start,
        form="decimal" if form is None else form.get(W + "val", "decimal"),
        text=value(element, "lvlText") or "",
        restart=number(element, "lvlRestart"),
        legal=bool(is_on(element, "isLgl")),
        glue="" if value(element, "suff") == "nothing" else " ",
        font=(font_of(properties.find(W + "rFonts")) or "") if properties is not None else "",
        capitals=bool(properties is not None and is_on(properties, "caps")),
        style=value(element, "pStyle"),
    )
    if properties is not None and is_on(properties, "vanish"):
        return replace(level, text="")
    return level


def _printed(levels: tuple[Level, ...], level: int, counters: list[int | None]) -> str:
    form = levels[level]
    if form.form == "bullet":
        return symbol(form.text, form.font)
    if form.form == "none" and not _PLACE.search(form.text):
        return form.text

    def place(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        if index > level:
            return ""
        count = counters[index]
        return numeral(levels[index].start if count is None else count, "decimal" if form.legal else levels[index].form)

    text = _PLACE.sub(place, form.text)
    encoding = encoding_of_font(form.font)
    if encoding is not None:
        text = from_old_encoding(text, encoding)
    return text.upper() if form.capitals else text


def numeral(count: int, form: str) -> str:
    """``count`` as Word writes it in a number format (ECMA-376 part 1, 17.18.59); in digits where the format is not known here."""
    if form == "none":
        return ""
    if form in ("lowerLetter", "upperLetter") and count > 0:
        # a … z, aa, bb … zz, aaa …
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        return _roman(count) if form == "upperRoman" else _roman(count).lower()
    if form == "decimalZero":
        return f"{count:02d}"
    if form == "numberInDash":
        return f"- {count} -"
    if form == "decimalEnclosedCircle" and 1 <= count <= 20:
        return chr(0x245F + count)
    if form == "decimalEnclosedParen" and 1 <= count <= 20:
        return f"({count})"
    return str(count)


_ROMAN_VALUES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_ROMAN_LETTERS = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")


def _roman(count: int) -> str:
    out = ""
    for worth, letters in zip(_ROMAN_VALUES, _ROMAN_LETTERS, strict=True):
        times, count = divmod(count, worth)
        out += letters * times
    return out
