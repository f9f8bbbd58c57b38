"""A remark on the layout, and the look that Phụ lục I asks of a component."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generate.tags import shown

if TYPE_CHECKING:
    from generate.decree30.boxes import Line


@dataclass(frozen=True, slots=True)
class Remark:
    """One departure from the decree.

    ``rule``: its short name; ``message``: Vietnamese; ``source``: where the rule stands; ``place``: the text it is about, "" for the page as a whole.
    """

    rule: str
    message: str
    source: str
    place: str = ""


def source(section: str, point: int | None = None) -> str:
    """ "Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II, điểm 3"."""
    return f"Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, mục {section}" + (f", điểm {point}" if point else "")


@dataclass(frozen=True, slots=True)
class Look:
    """How a component is set: sizes in points; None where the decree leaves it open."""

    name: str
    sizes: tuple[float, float]
    bold: bool
    italic: bool
    source: str
    upper: bool = False
    alignment: str = ""


_ALIGNMENTS = {"center": "canh giữa", "both": "canh đều hai lề", "left": "canh trái", "right": "canh phải"}


def size_words(least: float, most: float) -> str:
    """ "13", "13-14"."""
    return f"{least:g}" if least == most else f"{least:g}-{most:g}"


def look_remarks(rule: str, line: Line, look: Look) -> Iterator[Remark]:
    """Departures of ``line`` from ``look``."""
    place, font = shown(line.text), line.font
    if not look.sizes[0] <= font.size <= look.sizes[1]:
        yield Remark(
            f"{rule}-size", f"{look.name} phải có cỡ chữ {size_words(*look.sizes)}, đang là {font.size:g}.", look.source, place
        )
    if font.bold != look.bold:
        yield Remark(f"{rule}-bold", f"{look.name} phải in {'đậm' if look.bold else 'thường, không đậm'}.", look.source, place)
    if font.italic != look.italic:
        yield Remark(f"{rule}-italic", f"{look.name} phải là chữ {'nghiêng' if look.italic else 'đứng'}.", look.source, place)
    if look.upper and line.text != line.text.upper():
        yield Remark(f"{rule}-case", f"{look.name} phải viết bằng chữ in hoa.", look.source, place)
    if look.alignment and line.layout.alignment != look.alignment:
        yield Remark(f"{rule}-alignment", f"{look.name} phải {_ALIGNMENTS[look.alignment]}.", look.source, place)
