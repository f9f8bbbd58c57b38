"""From the words of a page to its zones in reading order, as Vietnamese official documents are laid out (Nghị định 30/2020, phụ lục I).

Two places of a page stand in two columns and are read column by column: the letterhead (issuer, number and V/v on the left; quốc hiệu,
place and date on the right) and the end (nơi nhận on the left, the signature on the right). All else is read line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from operator import attrgetter

import numpy as np

from .pagelines import Asked, lines_of, side_by_side
from .pagewords import PageWords
from .vietnamese import without_marks
from .words import PrintedLine, Word, WordLine, typical

COLUMN_GAP = 1.3  # words farther apart than this many font heights do not belong to one piece of text without more evidence
_SAME_HEIGHT = 0.45  # middles of words on one line differ by less than this share of the font height
_SAME_EDGE = 3.0  # points; lines of one edge begin nearer to each other, those of a scan too
_SHOW_EDGE = 4  # wide lines: fewer do not show where the text begins
_SMALL = 0.72  # share of the usual font: stamps are printed so small, lists of recipients and footnotes are not

_MOTTO = re.compile(r"\bc.ng h.. x. h.i|\bh.i ch. ngh.a vi.t nam", re.IGNORECASE)
_OF_MOTTO = re.compile(r"x. h.i|vi.t nam")  # in small letters; found many times as fast
_DATE = re.compile(r"\bng.y\b.*\bth.ng\b|\bth.ng\b.*\bn.m\b", re.IGNORECASE)
_ABOUT = re.compile(r"^v\s*[/.]\s*v\b|^v.\s+vi.c\b", re.IGNORECASE)
_RECIPIENTS = re.compile(r"n.i nh.n\s*[:.;]?", re.IGNORECASE)
_OF_RECIPIENTS = re.compile(r"\nn.i nh.n")
_AUTHORITY = re.compile(
    r"^(?:tm|kt|tl|tuq|q)\s*[.,]|^(?:pho )?(?:chu tich|giam doc|cuc truong|bo truong|thu tuong|truong)\b|^chanh\b"
)


class Zone(Enum):
    """What part of a page some lines are."""

    LETTERHEAD_LEFT = auto()
    LETTERHEAD_RIGHT = auto()
    BODY = auto()
    RECIPIENTS = auto()
    SIGNATURE = auto()


@dataclass(frozen=True, slots=True)
class Region:
    """Lines of one zone from top to bottom."""

    zone: Zone
    lines: tuple[PrintedLine, ...]


def printed_lines(words: Sequence[Word], page: int, *, gap: float = COLUMN_GAP) -> list[PrintedLine]:
    """Words joined to lines wherever they stand beside each other with less than ``gap`` font heights between; top to bottom.

    A row of two columns gives two lines. Words may come in any order; the order of a content stream, mostly right, makes it fast.
    """
    table = PageWords.of(words)
    asked = Asked(page, table, np.full(len(table), gap), np.zeros(len(table), dtype=np.intp))
    return [line for lines in lines_of([asked]) for _, line in lines]


def regions(lines: Sequence[PrintedLine]) -> list[Region]:
    """The lines of a page as regions in reading order."""
    rest = list(lines)
    found: list[Region] = []
    text = _in_small_letters(lines)
    while rest and _OF_MOTTO.search(text):
        head = _letterhead(rest)
        if head is None:
            break
        above, left, right, rest = head
        found.extend(_body_and_end(above))
        found.append(Region(Zone.LETTERHEAD_LEFT, tuple(_rows(left))))
        found.append(Region(Zone.LETTERHEAD_RIGHT, tuple(_rows(right))))
        text = _in_small_letters(rest)
    found.extend(_body_and_end(rest) if _OF_RECIPIENTS.search(text) else [Region(Zone.BODY, tuple(_rows(rest)))])
    return [region for region in found if region.lines]


def _in_small_letters(lines: Sequence[PrintedLine]) -> str:
    """The lines, to be asked whether looking at them one by one is worth it."""
    return "\n".join(["", *[line.text for line in lines]]).lower()


# --- the letterhead --------------------------------------------------------------------------------------------------------------

_Split = tuple[list[PrintedLine], list[PrintedLine], list[PrintedLine], list[PrintedLine]]


def _letterhead(lines: Sequence[PrintedLine]) -> _Split | None:
    """What stands above the quốc hiệu, the left column, the right column, and what follows; None without a quốc hiệu."""
    motto = next((line for line in lines if _MOTTO.search(line.text)), None)
    if motto is None:
        return None
    lines, motto = _cut_at_motto(lines, motto)
    gutter = motto.left - 0.3 * motto.size
    centre = (motto.left + motto.right) / 2
    right = _right_column(lines, motto, gutter, centre)
    last = max(line.middle for line in right)
    top = motto.top - 3.5 * motto.size
    left: list[PrintedLine] = []
    for line in lines:
        if line in right or line.middle < top:
            continue
        if line.middle < last + 0.7 * motto.size and line.right < max(gutter + motto.size, centre - 3 * motto.size):
            left.append(line)
    left += _about(lines, left, gutter + 2 * motto.size)
    chosen = {id(line) for line in (*left, *right)}
    above = [line for line in lines if id(line) not in chosen and line.middle < motto.top]
    below = [line for line in lines if id(line) not in chosen and line.middle >= motto.top]
    return above, left, right, below


def _cut_at_motto(lines: Sequence[PrintedLine], motto: PrintedLine) -> tuple[list[PrintedLine], PrintedLine]:
    """Where the issuer stands so near that it runs into the quốc hiệu, the two made two lines."""
    match = _MOTTO.search(motto.text)
    start = match.start() if match else 0
    before = len(motto.text[:start].split())
    if not before or not re.match(r"c.ng", motto.text[start:], re.IGNORECASE):
        return list(lines), motto
    first, second = WordLine(motto.words[:before], motto.page), WordLine(motto.words[before:], motto.page)
    return [piece for line in lines for piece in ((first, second) if line is motto else (line,))], second


def _right_column(lines: Sequence[PrintedLine], motto: PrintedLine, gutter: float, centre: float) -> list[PrintedLine]:
    """Quốc hiệu, tiêu ngữ and the line of place and date."""
    column = [motto]
    under = [line for line in lines if motto.middle < line.middle < motto.bottom + 7 * motto.size and _centre(line) > gutter]
    date = next((line for line in under if _DATE.search(line.text)), None)
    end = date.middle if date else motto.bottom + 2 * motto.size
    for line in under:
        same_row_as_date = date is not None and abs(line.middle - end) < 0.6 * line.size
        centred = abs(_centre(line) - centre) < 4 * motto.size
        if (line.middle <= end and centred) or same_row_as_date:
            column.append(line)
    return column


def _about(lines: Sequence[PrintedLine], left: Sequence[PrintedLine], limit: float) -> list[PrintedLine]:
    """The lines of the trích yếu (V/v …) that hang below the number."""
    if not left:
        return []
    lowest = max(left, key=lambda line: line.middle)
    started = any(_ABOUT.match(line.text) for line in left)
    found: list[PrintedLine] = []
    for line in lines:
        if line.middle <= lowest.middle + 0.3 * line.size or line in left:
            continue
        near = line.top - lowest.bottom < (0.9 if started else 1.6) * line.size
        if not near or line.right > limit or not (started or _ABOUT.match(line.text)):
            if line.left < limit:
                break
            continue
        started = True
        found.append(line)
        lowest = line
    return found


def _centre(line: PrintedLine) -> float:
    return (line.left + line.right) / 2


# --- body and end ----------------------------------------------------------------------------------------------------------------


def _body_and_end(lines: Sequence[PrintedLine]) -> list[Region]:
    """Body text, then nơi nhận before the signature, then what follows (an appendix on the same page)."""
    start = next((line for line in lines if _RECIPIENTS.match(line.text)), None)
    if start is None:
        return [Region(Zone.BODY, tuple(_rows(lines)))]
    end = _end_of_columns(lines, start)
    inside = [line for line in lines if start.top - 0.5 * start.size <= line.middle <= end]
    gutter = _gutter(inside, start)
    top = _top_of_signature(lines, start, gutter)
    recipients = [line for line in inside if line.left < gutter]
    signature = [line for line in lines if top <= line.middle <= end and line.left >= gutter]
    used = {id(line) for line in (*recipients, *signature)}
    before = [line for line in lines if id(line) not in used and line.middle < start.middle]
    after = [line for line in lines if id(line) not in used and line.middle >= start.middle]
    return [
        Region(Zone.BODY, tuple(_rows(before))),
        Region(Zone.RECIPIENTS, tuple(_rows(recipients))),
        Region(Zone.SIGNATURE, tuple(_rows(signature))),
        Region(Zone.BODY, tuple(_rows(after))),
    ]


def _end_of_columns(lines: Sequence[PrintedLine], start: PrintedLine) -> float:
    """How far down the two columns reach: to the first line that runs across both, or the bottom of the page."""
    across = start.left + 24 * start.size
    for line in lines:
        if line.middle > start.middle and line.left < start.left + 8 * start.size and line.right > across + 10 * start.size:
            return line.top - 0.1
    return float("inf")


def _gutter(lines: Sequence[PrintedLine], start: PrintedLine) -> float:
    """Where the right column begins: the middle of the widest strip that no line touches, right of the heading "Nơi nhận"."""
    spans = sorted((line.left, line.right) for line in lines)
    reach = start.right
    best, place = 0.0, float("inf")
    for left, right in spans:
        if left - reach > best and left > start.left + 5 * start.size:
            best, place = left - reach, left - 0.1
        reach = max(reach, right)
    return place if best > 0 else start.left + 22 * start.size


def _top_of_signature(lines: Sequence[PrintedLine], start: PrintedLine, gutter: float) -> float:
    """The signature may begin a few lines above "Nơi nhận"."""
    top = start.top - 0.5 * start.size
    above = [line for line in lines if start.top - 6 * start.size < line.middle < top]
    for line in reversed(above):
        if line.left < gutter or not (line.upper or _AUTHORITY.match(without_marks(line.text).lower())):
            break
        top = line.top
    return top


_middle, _left = attrgetter("middle"), attrgetter("left")


def _rows(lines: Iterable[PrintedLine]) -> list[PrintedLine]:
    """Pieces that stand at one height made one line, from left to right; lines from top to bottom.

    Notes in the margin are no part of the lines beside them: they come before the paragraph that these belong to.
    """
    ordered = sorted(lines, key=_middle)
    notes = _notes(ordered)
    if not notes:
        return _joined_rows(ordered)
    beside = {id(line) for note in notes for line in note}
    rows = _joined_rows([line for line in ordered if id(line) not in beside])
    for note in notes:
        place = _paragraph_beside(rows, note[0])
        rows[place:place] = note
    return rows


def _paragraph_beside(rows: Sequence[PrintedLine], note: PrintedLine) -> int:
    """The row before which ``note`` parts no paragraph: the first beside it, or one above where full lines lead to that."""
    beside = next((index for index, row in enumerate(rows) if row.bottom > note.top), len(rows))
    edge = max(row.right for row in rows)
    full = edge - 0.1 * (edge - min(row.left for row in rows))
    start = beside
    while 0 < start < len(rows) and rows[start - 1].right > full and rows[start].top - rows[start - 1].bottom < rows[start].size:
        start -= 1
    return start or beside


def _joined_rows(ordered: Iterable[PrintedLine]) -> list[PrintedLine]:
    rows: list[list[PrintedLine]] = []
    for line in ordered:
        if (
            rows
            and line.middle - rows[-1][-1].middle < _SAME_HEIGHT * max(line.size, rows[-1][-1].size)
            and _beside(rows[-1], line)
        ):
            rows[-1].append(line)
        else:
            rows.append([line])
    for row in rows:
        row.sort(key=_left)
    return [row[0] if len(row) == 1 else side_by_side(row) for row in rows]


def left_edge(wide: Sequence[PrintedLine], lines: Sequence[PrintedLine]) -> float:
    """The leftmost place where lines that are ``wide`` begin, and not only one of all ``lines``: a stamp in the margin is no edge."""
    lefts = [line.left for line in lines]
    return next(
        (edge for edge in sorted(line.left for line in wide) if sum(abs(left - edge) < _SAME_EDGE for left in lefts) > 1),
        min(line.left for line in wide),
    )


def _notes(lines: Sequence[PrintedLine]) -> list[list[PrintedLine]]:
    """What stands in the margin beside the text, as the stamp of an arrival ("CÔNG VĂN ĐẾN"): lines under each other, all of a small
    font or begun left of the text, with text of the usual font far to the right of one of them."""
    extent = max((line.right for line in lines), default=0.0) - min((line.left for line in lines), default=0.0)
    wide = [line for line in lines if line.right - line.left > 0.6 * extent]
    if len(wide) < _SHOW_EDGE:
        return []
    edge = left_edge(wide, lines)
    size = typical((line.size, len(line.text)) for line in wide)
    aside = [line for line in lines if line.right - line.left < 0.4 * extent and _off(line, edge, size)]
    notes: list[list[PrintedLine]] = []
    for line in aside:
        if notes and line.top - notes[-1][-1].bottom < line.size and line.left < notes[-1][0].right:
            notes[-1].append(line)
        else:
            notes.append([line])
    text = [line for line in lines if not _off(line, edge, size)] if notes else []
    return [note for note in notes if any(_far_beside(text, line) for line in note)]


def _off(line: PrintedLine, edge: float, size: float) -> bool:
    return line.left < edge - size or line.size < _SMALL * size


def _far_beside(text: Sequence[PrintedLine], note: PrintedLine) -> bool:
    """Whether some of ``text`` begins beside ``note`` so far to the right that it does not go on there."""
    return any(
        abs(line.middle - note.middle) < _SAME_HEIGHT * line.size and line.left - note.right > 2 * line.size for line in text
    )


def _beside(row: Sequence[PrintedLine], line: PrintedLine) -> bool:
    return all(
        abs(piece.middle - line.middle) < _SAME_HEIGHT * max(piece.size, line.size)
        and (piece.right <= line.left + 0.3 * line.size or line.right <= piece.left + 0.3 * line.size)
        for piece in row
    )
