"""From the words of a page to its zones in reading order, as Vietnamese official documents are laid out (Nghị định 30/2020, phụ lục I).

Two places of a page stand in two columns and are read column by column: the letterhead (issuer, number and V/v on the left; quốc hiệu,
place and date on the right) and the end (nơi nhận on the left, the signature on the right). All else is read line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from operator import attrgetter

import numpy as np

from .letterhead import HeadName, head_name, is_motto
from .pagelines import SAME_HEIGHT, Asked, lines_of, side_by_side
from .pagewords import PageWords
from .signers import signers_of
from .vietnamese import without_marks
from .words import PrintedLine, Word, WordLine, typical

COLUMN_GAP = 1.3  # words farther apart than this many font heights do not belong to one piece of text without more evidence
_SAME_EDGE = 3.0  # points; lines of one edge begin nearer to each other, those of a scan too
_SHOW_EDGE = 4  # wide lines: fewer do not show where the text begins
_SMALL = 0.72  # share of the usual font: stamps are printed so small, lists of recipients and footnotes are not

_OF_NAMES = re.compile(r"x. h.i|vi.t nam|h. ch. minh|sao y|sao l.c|tr.ch sao")  # in small letters; found many times as fast
_NEAR_THE_TOP = 16.0  # font heights
_WIDEST_DATE = 26.0  # font heights; a line of running text is wider
_DATE = re.compile(r"(?!h.m nay\b|\().*?(?:\bng.y\b.*\bth.ng\b|\bth.ng\b.*\bn.m\b)(?!.*[,;:]$)", re.IGNORECASE)
_REST_OF_NAME = re.compile(r"(?:ch. ngh.a )?vi.t nam\W*|[\W_o0]+", re.IGNORECASE)  # or an ornament under it
_NUMBER = re.compile(r"s.\s*[:.]?\s*\d*\s*[-/]", re.IGNORECASE)
ABOUT = re.compile(r"^v\s*[/.]\s*v\b|^v.\s+vi.c\b", re.IGNORECASE)
_RECIPIENTS = re.compile(r"\W*n.i nh.n\W*", re.IGNORECASE)
_WITH_MORE = re.compile(r"n.i nh.n\s*[:.;]\s*(?:[-–—+*]|(?:TM|KT|TL|TUQ|Q)\b|[A-ZĐ]{2,}\s[A-ZĐ]{2,})", re.IGNORECASE)
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
    while rest and _OF_NAMES.search(text):
        head = _letterhead(rest)
        if head is None:
            break
        above, left, right, rest = head
        found.extend(_body_and_end(above))
        found.append(Region(Zone.LETTERHEAD_LEFT, tuple(_rows(left))))
        found.append(Region(Zone.LETTERHEAD_RIGHT, tuple(_rows(right))))
        text = _in_small_letters(rest)
    found.extend(_body_and_end(rest) if _OF_RECIPIENTS.search(text) else _body(rest))
    return [region for region in found if region.lines]


def _in_small_letters(lines: Sequence[PrintedLine]) -> str:
    """The lines, to be asked whether looking at them one by one is worth it."""
    return "\n".join(["", *[line.text for line in lines]]).lower()


# --- the letterhead --------------------------------------------------------------------------------------------------------------

_Split = tuple[list[PrintedLine], list[PrintedLine], list[PrintedLine], list[PrintedLine]]


def _letterhead(lines: Sequence[PrintedLine]) -> _Split | None:
    """What stands above the quốc hiệu, the left column, the right column, and what follows; None without a quốc hiệu."""
    opening = next((found for line in lines if (found := _opening(line, lines))), None)
    if opening is None:
        return None
    lines, name = _cut_at_name(lines, *opening)
    gutter = _gutter_of(name)
    centre = name.centre
    right = _right_column(lines, name)
    last = max(line.middle for line in right)
    top = name.top - 3.5 * name.size
    left: list[PrintedLine] = []
    for line in lines:
        if line in right or line.middle < top:
            continue
        if line.middle < last + 0.7 * name.size and line.right < max(gutter + name.size, centre - 3 * name.size):
            left.append(line)
    left += _hanging([line for line in lines if line not in right], left, gutter + 2 * name.size)
    chosen = {id(line) for line in (*left, *right)}
    above = [line for line in lines if id(line) not in chosen and line.middle < name.top]
    below = [line for line in lines if id(line) not in chosen and line.middle >= name.top]
    return above, left, right, below


def _opening(line: PrintedLine, lines: Sequence[PrintedLine]) -> tuple[PrintedLine, HeadName] | None:
    """``line`` with the name in it where that opens the right column of a letterhead; running text and titles hold such names too."""
    name = head_name(line.text, capitals=line.upper)
    if name is None:
        return None
    if name.of_nation and _has_motto(line, lines):
        return line, name
    near_the_top = line.middle < _NEAR_THE_TOP * line.size
    dated = _date_under(line, lines) is not None
    known = (near_the_top or dated) if _has_issuer(line, lines) else (near_the_top and dated)
    return (line, name) if line.upper and known else None


def _has_motto(name: PrintedLine, lines: Sequence[PrintedLine]) -> bool:
    """Whether the tiêu ngữ stands under the quốc hiệu, which may be broken in two lines."""
    return any(
        name.middle < line.middle < name.bottom + 3.5 * name.size and name.left < line.centre < name.right and is_motto(line.text)
        for line in lines
    )


def _has_issuer(name: PrintedLine, lines: Sequence[PrintedLine]) -> bool:
    """Whether an issuer stands left of ``name``."""
    reach = 2.2 * name.size
    return any(
        line is not name and abs(line.middle - name.middle) < reach and line.right < name.left + name.size and line.upper
        for line in lines
    )


def _date_under(name: PrintedLine, lines: Sequence[PrintedLine]) -> PrintedLine | None:
    """The line of place and date under the name that opens the right column."""
    return next((line for line in _under(name, lines) if _is_date(line)), None)


def _under(name: PrintedLine, lines: Sequence[PrintedLine]) -> list[PrintedLine]:
    """The lines among which the right column that ``name`` opens may be, from top to bottom."""
    gutter, end = _gutter_of(name), name.bottom + 7 * name.size
    return [line for line in lines if name.middle < line.middle < end and line.centre > gutter]


def _gutter_of(name: PrintedLine) -> float:
    return name.left - 0.3 * name.size


def _is_date(line: PrintedLine) -> bool:
    return line.right - line.left < _WIDEST_DATE * line.size and _DATE.match(line.text) is not None


def _cut_at_name(lines: Sequence[PrintedLine], line: PrintedLine, name: HeadName) -> tuple[list[PrintedLine], PrintedLine]:
    """Where the issuer stands so near that it runs into the name right of it, the two made two lines."""
    before = len(line.text[: name.start].split())
    if not before or not name.whole:
        return list(lines), line
    first, second = WordLine(line.words[:before], line.page), WordLine(line.words[before:], line.page)
    return [piece for one in lines for piece in ((first, second) if one is line else (one,))], second


def _right_column(lines: Sequence[PrintedLine], name: PrintedLine) -> list[PrintedLine]:
    """Quốc hiệu, tiêu ngữ and the line of place and date."""
    under = _under(name, lines)
    if not _has_issuer(name, lines):
        return [name, *_following(under)]
    column = [name]
    date = next((line for line in under if _is_date(line)), None)
    end = date.middle if date else name.bottom + 2 * name.size
    for line in under:
        same_row_as_date = date is not None and abs(line.middle - end) < 0.6 * line.size
        centred = abs(line.centre - name.centre) < 4 * name.size
        if (line.middle <= end and centred) or same_row_as_date:
            column.append(line)
    return column


def _following(under: Sequence[PrintedLine]) -> Iterator[PrintedLine]:
    """What belongs to a quốc hiệu in the middle of the page, the title and the text standing right under it."""
    for line in under:
        if _is_date(line):
            yield line
            return
        if not is_motto(line.text) and not _REST_OF_NAME.fullmatch(line.text):
            return
        yield line


def _hanging(lines: Sequence[PrintedLine], left: Sequence[PrintedLine], limit: float) -> list[PrintedLine]:
    """The lines of the number and of the trích yếu (V/v …) that hang below the date."""
    if not left:
        return []
    lowest = max(left, key=lambda line: line.middle)
    started = any(ABOUT.match(line.text) for line in left)
    found: list[PrintedLine] = []
    for line in lines:
        if line.middle <= lowest.middle + 0.3 * line.size or line in left:
            continue
        about = ABOUT.match(line.text) is not None
        numbered = _NUMBER.match(line.text) is not None  # under the rule below the issuer
        near = line.top - lowest.bottom < (0.9 if started else 2.2 if numbered else 1.6) * line.size
        belongs = started or about or numbered or is_cut_number(lowest.text)
        if not near or line.right > limit or not belongs:
            if line.left < limit:
                break
            continue
        started = started or about
        found.append(line)
        lowest = line
    return found


def is_cut_number(text: str) -> bool:
    """Whether the number of the document goes on in the next line: the left column is narrow."""
    return text.endswith(("-", "/")) and _NUMBER.match(text) is not None


# --- body and end ----------------------------------------------------------------------------------------------------------------


def _body_and_end(lines: Sequence[PrintedLine]) -> list[Region]:
    """Body text, then nơi nhận before the signature, then what follows (an appendix, another document on the same page)."""
    start = next((line for line in lines if _RECIPIENTS.fullmatch(line.text)), None)
    if start is None:
        start = next((line for line in lines if _WITH_MORE.match(line.text)), None)
    if start is None:
        return _body(lines)
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
        *_body(before),
        Region(Zone.RECIPIENTS, tuple(_rows(recipients))),
        *_signature(signature),
        *(_body_and_end(after) if len(after) < len(lines) else _body(after)),
    ]


def _body(lines: Sequence[PrintedLine]) -> list[Region]:
    """Body text, and signers side by side at its end."""
    found = signers_of(lines)
    if found is None:
        return [Region(Zone.BODY, tuple(_rows(lines)))]
    columns = [Region(Zone.SIGNATURE, tuple(column)) for column in found.columns]
    return [Region(Zone.BODY, tuple(_rows(found.above))), *columns, Region(Zone.BODY, tuple(_rows(found.below)))]


def _signature(lines: Sequence[PrintedLine]) -> list[Region]:
    """The signature beside nơi nhận, of joint documents several."""
    found = signers_of(lines)
    parts = [lines] if found is None else [found.above, *found.columns, found.below]
    return [Region(Zone.SIGNATURE, tuple(_rows(part))) for part in parts]


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
            and line.middle - rows[-1][-1].middle < SAME_HEIGHT * max(line.size, rows[-1][-1].size)
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
        abs(line.middle - note.middle) < SAME_HEIGHT * line.size and line.left - note.right > 2 * line.size for line in text
    )


def _beside(row: Sequence[PrintedLine], line: PrintedLine) -> bool:
    return all(
        abs(piece.middle - line.middle) < SAME_HEIGHT * max(piece.size, line.size)
        and (piece.right <= line.left + 0.3 * line.size or line.right <= piece.left + 0.3 * line.size)
        for piece in row
    )
