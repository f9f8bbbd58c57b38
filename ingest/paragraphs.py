"""Printed lines joined to paragraphs, across pages too.

A paragraph ends where its last line could still have held the next word, or where the next line is indented, starts a new item of a list,
or stands far off. Vietnamese is never hyphenated, so a hyphen at the end of a line stays.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from .document import BlockKind
from .layout import ABOUT, Region, Zone, is_cut_number, left_edge
from .vietnamese import DATA, matching_key
from .words import PrintedLine, typical

MARKER = re.compile(
    r"(?:(?:Điều|Chương|Mục|Phần|Tiểu mục)\s+(?:[IVXL]+|\d+)\s*[.:]?"  # Điều 3.
    r"|(?:[IVXL]{1,6}|\d{1,2}(?:\.\d{1,2}){0,3})\s*[.)]"  # IV. 2. 2.1. 3)
    r"|\d{1,2}(?:\.\d{1,2}){1,3}"  # 2.1
    r"|\(?[a-zđ\d]{1,2}\)|[a-zđ]\."  # a) (1) a.
    r"|[-–—+*•▪■●○◦➢✓])(?=\s|$)"
)
_GLUED_MARKER = re.compile(r"(?:-|–|\+|\d{1,2}[.)]|[a-zđ]\))(?=[^\W\d_])")  # "-Như trên": typed without the space
_DEEPER = 4.5  # font heights: no paragraph's first line is indented so far, but a list of addressees is
_WIDER = 1.25  # gaps between lines: 6 points between paragraphs are more, what superscripts and scanning add is less
_MANY = 8  # lines that fill more than half of a page: from so many on, they show its column
_JOINING = frozenset("-/")
_SENTENCE_ENDS = frozenset(".;:!?…")
_HEADING = re.compile(
    r"(?:Điều|Chương|Mục|Phần|Tiểu mục|Phụ lục|PHỤ LỤC|CHƯƠNG|MỤC|PHẦN)\s+(?:[IVXL]+|\d+)\b|(?:Phụ lục|PHỤ LỤC)$"
)
_ADDRESSEES = re.compile(r"k.nh g.i\s*:", re.IGNORECASE)
_LEADER = re.compile(r"(?:\.{4}|…{2})\s*\d{0,3}$")  # to a page number, or to write on
_ROMAN = re.compile(r"[IVXL]{1,6}\s*[.)]\s+[^a-zđ]{2}")


class Passage(NamedTuple):
    """One block to be: the printed lines of each of its cells (one cell but for table rows).

    ``gap`` says that the page shows a clear gap above it. ``centred`` that its lines stand around the middle of the column.
    """

    kind: BlockKind
    cells: tuple[tuple[PrintedLine, ...], ...]
    label: str = ""
    level: int = 0
    gap: bool = False
    zone: Zone = Zone.BODY

    @property
    def text(self) -> str:
        """The words of all cells, for looking at."""
        return "\t".join(" ".join(line.text for line in cell) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Column:
    """The edges between which the running text of a page stands, in points, and the usual distance of its lines."""

    left: float
    right: float
    pitch: float


def column_of(lines: Sequence[PrintedLine], page_width: float, known: Column | None = None, *, of_text: bool = True) -> Column:
    """The column of running text among ``lines``; ``known`` (of the page before, or of a table here) where they are too few to tell.

    ``of_text``: whether ``known`` is the column of running text; tables are often wider.
    """
    wide = [line for line in lines if line.right - line.left > 0.5 * page_width]
    pitch = _pitch(lines)
    if len(wide) < 4:
        if known is None:
            known = Column(_first_left(wide, page_width), _first_right(wide, page_width), pitch)
        left = min([known.left, *(line.left for line in wide)])
        right = max([known.right, *(line.right for line in wide)])
        return Column(left, right, pitch)
    first = left_edge(wide, lines)
    left = typical((round(line.left), 1) for line in wide if first - 12 < line.left < first + 12)
    rights = sorted(line.right for line in wide)
    right = rights[int(0.8 * (len(rights) - 1))]
    if known is not None and of_text and len(wide) < _MANY:  # a few lines, all alike and all short, say little of the column
        left, right = min(left, known.left), max(right, known.right)
    return Column(left, right, pitch)


def _first_left(wide: Sequence[PrintedLine], page_width: float) -> float:
    """The left edge of a first page with few ``wide`` lines: where one begins that is not indented, or behind a usual margin."""
    return min((line.left for line in wide if 0.1 * page_width < line.left < 0.18 * page_width), default=0.13 * page_width)


def _first_right(wide: Sequence[PrintedLine], page_width: float) -> float:
    """Its right edge: where two of them end near a usual margin, as justified lines do, or that margin."""
    rights = sorted(line.right for line in wide if 0.88 * page_width < line.right < 0.96 * page_width)
    return next((right for one, right in pairwise(rights) if right - one < 1.5), 0.93 * page_width)


def _pitch(lines: Sequence[PrintedLine]) -> float:
    middles = [line.middle for line in lines]
    ways = zip(lines, middles, middles[1:], strict=False)
    gaps = [below - middle for line, middle, below in ways if 0 < below - middle < 3 * line.size]
    return sorted(gaps)[len(gaps) // 3] if gaps else 18.0


def passages(region: Region, column: Column) -> list[Passage]:
    """The lines of one region as blocks."""
    match region.zone:
        case Zone.LETTERHEAD_LEFT:
            return _letterhead_left(region)
        case Zone.LETTERHEAD_RIGHT | Zone.SIGNATURE:
            kind = BlockKind.LETTERHEAD if region.zone is Zone.LETTERHEAD_RIGHT else BlockKind.PARAGRAPH
            return [Passage(kind, ((line,),), gap=index == 0, zone=region.zone) for index, line in enumerate(region.lines)]
        case Zone.RECIPIENTS:
            return _recipients(region)
        case _:
            return [_passage(group, column, index) for index, group in enumerate(_groups(region.lines, column))]


def _letterhead_left(region: Region) -> list[Passage]:
    """Issuer and number line by line; the lines of V/v as one, and those of a number that the column cut."""
    groups: list[list[PrintedLine]] = []
    about = False
    for line in region.lines:
        starts = ABOUT.match(line.text) is not None
        if groups and (about or is_cut_number(groups[-1][-1].text)) and not starts:
            groups[-1].append(line)
        else:
            groups.append([line])
        about = about or starts
    return [
        Passage(BlockKind.LETTERHEAD, (tuple(group),), gap=index == 0, zone=region.zone) for index, group in enumerate(groups)
    ]


def _recipients(region: Region) -> list[Passage]:
    """Nơi nhận: each recipient with the lines that continue it."""
    groups: list[list[PrintedLine]] = []
    for line in region.lines:
        before = groups[-1][-1] if groups else None
        item = MARKER.match(line.text) or _GLUED_MARKER.match(line.text)
        closed = before is not None and before.text.rstrip().endswith((":", "."))
        far = before is not None and line.top - before.bottom > 1.5 * line.size
        if before is None or item or closed or far:
            groups.append([line])
        else:
            groups[-1].append(line)
    return [
        Passage(
            BlockKind.LIST_ITEM if MARKER.match(group[0].text) else BlockKind.PARAGRAPH,
            (tuple(group),),
            label=label_of(group[0].text),
            gap=index == 0,
            zone=region.zone,
        )
        for index, group in enumerate(groups)
    ]


def label_of(text: str) -> str:
    """The printed number or dash at the start of ``text``; "" where there is none."""
    match = MARKER.match(text)
    return match[0] if match else ""


def _groups(lines: Sequence[PrintedLine], column: Column) -> Iterator[list[PrintedLine]]:
    group: list[PrintedLine] = []
    for line in lines:
        if group and starts_anew(group, line, column):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def starts_anew(group: Sequence[PrintedLine], line: PrintedLine, column: Column) -> bool:
    """Whether ``line``, below the lines of ``group`` on the same page, begins a paragraph of its own."""
    before = group[-1]
    size = max(before.size, line.size)
    gap = line.middle - before.middle
    if (
        gap > max(1.9 * column.pitch, 2.2 * size)
        or _ADDRESSEES.match(line.text)
        or line.size < 0.8 * before.size
        or before.size < 0.8 * line.size
    ):
        return True
    if _centred(before, column) and _centred(line, column) and not _closed(before.text):
        return gap > max(1.6 * column.pitch, 1.8 * size) or _other_heading(group, line)
    return _ends_here(group, line, column)


def goes_on(group: Sequence[PrintedLine], line: PrintedLine, column: Column) -> bool:
    """Whether ``line``, the first on its page, continues the paragraph ``group`` that ends the page before."""
    if _centred(line, column) or _centred(group[-1], column) or abs(line.size - group[-1].size) > 0.2 * line.size:
        return False
    return not _ends_here(group, line, column)


def _ends_here(group: Sequence[PrintedLine], line: PrintedLine, column: Column) -> bool:
    before = group[-1]
    size = line.size
    reach = before.right + line.first_width + 0.2 * size
    full = reach > column.right - 0.4 * size
    marker = MARKER.match(line.text)
    hang = group[-1].left if len(group) > 1 else _text_left(group[0])
    indented = line.left > column.left + 0.6 * size
    aligned = hang is not None and abs(line.left - hang) < 0.45 * size
    deep = line.left > column.left + _DEEPER * size and abs(line.left - group[0].left) < 0.45 * size
    if _goes_on_hanging(group, line, column):
        return False
    if (marker or line.text[:1].isupper()) and _leads_on(before):
        return True
    if not full or (_right_half(before, column) and not _continues(group, line, hangs=aligned or deep)):
        return True
    if _closed(before.text) and line.text[:1].isupper() and _wider_gap(group, line, column):
        return True
    if _centred(line, column) and not marker and not _closed(before.text) and before.bold == line.bold:
        # the last line of a heading whose first fills the column; one that only reaches its right edge stands alone: "Mẫu số 02"
        return line.middle - before.middle > 1.3 * column.pitch or before.left > column.left + 3 * size
    if marker and (indented or _closed(before.text)):
        return True
    if marker and len(group) > 1 and line.left > group[-1].left + 0.6 * size:
        return True
    return indented and not aligned and not deep


def _goes_on_hanging(group: Sequence[PrintedLine], line: PrintedLine, column: Column) -> bool:
    """Whether ``line`` hangs under an unfinished item of a list, which may stand in a column narrower than that of the text."""
    first, before = group[0], group[-1]
    addressees = _ADDRESSEES.match(first.text) is not None
    if not (before.text.endswith(",") or line.text[:1].islower()) or not (addressees or MARKER.match(first.text)):
        return False
    if _closed(before.text) or MARKER.match(line.text) or line.middle - before.middle > 1.3 * column.pitch:
        return False
    if len(group) == 1 and addressees:
        return line.left > first.left + 2 * line.size
    text_left = _text_left(first)
    hangs = [before.left] if text_left is None or len(group) > 1 else [first.left, text_left]
    return any(abs(line.left - hang) < 0.45 * line.size for hang in hangs)


def _leads_on(line: PrintedLine) -> bool:
    """Whether ``line`` ends in dots to write on, or in a page number at their end; the dots may have been left out."""
    if _LEADER.search(line.text):
        return True
    if not line.text[-1:].isdigit():
        return False
    words = line.words
    return len(words) > 1 and words[-1].text.isdigit() and words[-1].left - words[-2].right > 3 * line.size


def _wider_gap(group: Sequence[PrintedLine], line: PrintedLine, column: Column) -> bool:
    """Whether more stands between ``line`` and the one above it than between the lines of the page and those of ``group``."""
    before = group[-1]
    within = before.middle - group[-2].middle if len(group) > 1 else 0.0
    return line.middle - before.middle > _WIDER * max(column.pitch, within)


def _right_half(line: PrintedLine, column: Column) -> bool:
    """Whether ``line`` begins behind the middle of the column, as what is set against its right edge."""
    return line.left > (column.left + column.right) / 2


def _continues(group: Sequence[PrintedLine], line: PrintedLine, *, hangs: bool) -> bool:
    """Whether ``line`` goes on where ``group`` ends in the right half: in a list there (``hangs``: it begins where its lines do), or
    behind the rest of a line that recognition has broken, which begins small like itself."""
    small = not line.text[:1].isupper()
    if hangs:
        return small or MARKER.match(group[0].text) is not None
    return small and group[-1].text[:1].islower()


def _closed(text: str) -> bool:
    """Whether ``text`` ends a sentence or a part of it that stands alone."""
    return text.rstrip('"”’)')[-1:] in _SENTENCE_ENDS


def _text_left(line: PrintedLine) -> float | None:
    """Where the text behind a list marker begins: lines below may hang there; None without a marker."""
    marker = MARKER.match(line.text)
    count = len(marker[0].split()) if marker else 0
    return line.left_of(count) if count else None


def _centred(line: PrintedLine, column: Column) -> bool:
    before, behind = line.left - column.left, column.right - line.right
    return min(before, behind) > 0.4 * line.size and abs(before - behind) < 2 * line.size


def _other_heading(group: Sequence[PrintedLine], line: PrintedLine) -> bool:
    """Whether two centred lines are different headings: "THÔNG BÁO" over its subject."""
    before = group[-1]
    if line.upper != before.upper or line.bold != before.bold:
        return True
    first = " ".join(one.text for one in group)
    return matching_key(first) in _type_names() or bool(MARKER.match(line.text)) or line.text.startswith("(")


@cache
def _type_names() -> frozenset[str]:
    """Names of document types under their matching keys (Nghị định 30/2020, phụ lục III, mục I, and common ones beside)."""
    lines = (DATA / "document_types.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(matching_key(line) for line in lines if line and not line.startswith("#"))


def _passage(group: Sequence[PrintedLine], column: Column, index: int) -> Passage:
    text = " ".join(line.text for line in group)
    label = label_of(text)
    kind, level = BlockKind.PARAGRAPH, 0
    short = len(group) <= 3 and not text.rstrip().endswith((";", "./."))
    if short and (_HEADING.match(text) or _ROMAN.match(text) or (len(text) > 3 and all(line.upper for line in group))):
        kind, level = BlockKind.HEADING, 1
    elif short and all(line.bold for line in group):
        kind, level = BlockKind.HEADING, 2 if label else 1
    elif label:
        kind = BlockKind.LIST_ITEM
    return Passage(kind, (tuple(group),), label=label, level=level, gap=index == 0)


def glue_between(before: str, line: str) -> str:
    """What stands between two lines of a paragraph: nothing behind a hyphen that joins ("QĐ-" + "UBND"), else a space."""
    joins = before[-1:] in _JOINING and before[-2:-1].isalnum() and line[:1].isalnum()
    return "" if joins else " "


def lines_of(found: Iterable[Passage]) -> Iterator[PrintedLine]:
    """Every printed line of the passages."""
    for passage in found:
        for cell in passage.cells:
            yield from cell
