"""The way from pages to blocks: page numbers and running heads out, regions in order, paragraphs joined over the ends of pages."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from .assemble import Assembler
from .document import Aside, AsideKind, BlockKind
from .footnotes import notes_of, number_of
from .layout import COLUMN_GAP, Region, Zone, regions
from .pagelines import Asked, lines_of
from .pagetext import PageText
from .pagewords import PageWords
from .paragraphs import Column, Passage, column_of, goes_on, passages
from .placing import Writer
from .rows import ONE_LINE, Head, joined_row, rows_of
from .stamps import may_hold_stamps, stamped, tells_of_signing
from .tables import Table
from .vietnamese import matching_key
from .words import PrintedLine, WordLine, typical

_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?(?:(\d{1,4})|[ivxl]{1,6})(?:\s*/\s*(\d{1,4}))?[-–—\s]*", re.IGNORECASE)
_MOST_PAGES = 1900  # what is more is a year
_MARGIN = 0.11  # share of the page's height at its top and foot where numbers and running heads stand
_SMALL = 0.85  # of the font height of a page's text: what stands in its margins is smaller, a letterhead is not
_SAME_PLACE = 2.0  # points
_CONTACT = re.compile(r"(?:điện thoại|website|e-?mail|fax|\bđt)\s*:", re.IGNORECASE)
_OF_CONTACTS = ("điện thoại", "website", "mail", "fax", "đt:")
_REPEATED = 3  # pages with the same line in their margin: two have it by chance, or each has a letterhead
_RULE = re.compile(r"[_]+|[.…·]{6,}|[-–—=*~]{3,}")  # lines to write on, and under headings
_OF_RULES = re.compile(r"[-_.…·–—=*~]{3}")  # no rule but of less than three strokes is without
_DIGIT = re.compile(r"\d")


@dataclass
class _Sheet:
    """A page on its way: its lines, and what was taken out of them."""

    page: PageText
    lines: list[PrintedLine]
    tables: list[tuple[Table, list[Passage]]] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)

    @cached_property
    def size(self) -> float:
        """The font height of the page's text."""
        return typical((line.size, len(line.text)) for line in self.lines)

    @cached_property
    def regions(self) -> list[list[Region]]:
        """The lines above, between and below the tables as regions; to be asked for when all is out that is no text."""
        return [regions(band) for band in _bands(self)]


def blocks_of(pages: Sequence[PageText], assembler: Assembler) -> list[Aside]:
    """Add the text of ``pages`` to ``assembler`` block by block; what is not part of the text comes back."""
    plans = [_plan(page) for page in pages]
    sheets = [_sheet(plan, lines) for plan, lines in zip(plans, lines_of(plan.asked for plan in plans), strict=True)]
    _take_running_lines(sheets)
    notes = _take_notes(sheets)
    writer = Writer(assembler, {page.number: page for page in pages})
    for passage in (*_joined(sheets), *notes):
        writer.add(passage)
    return [aside for sheet in sheets for aside in sheet.asides]


@dataclass(frozen=True)
class _Plan:
    """A page of which lines are to be made: those of text are of group 0, those of a cell of their own.

    ``tables`` are those that hold any words, each with the group of its first cell.
    """

    page: PageText
    asked: Asked
    tables: Sequence[tuple[Table, int]]


def _plan(page: PageText) -> _Plan:
    words = PageWords.of(page.words)
    groups = np.zeros(len(words), dtype=np.intp)
    if "_" in words.text or _OF_RULES.search(words.text):
        groups[[index for index in range(len(words)) if _RULE.fullmatch(words.text_of(index))]] = -1
    gaps = np.full(len(words), COLUMN_GAP)
    filled: list[tuple[Table, int]] = []
    least = 1
    for table in page.tables:
        inside = table.holds((words.left + words.right) / 2, words.middle) & (groups == 0)
        if inside.any():
            groups[inside] = least + table.cells_at((words.left + words.right)[inside] / 2, words.middle[inside])
            gaps[inside] = ONE_LINE
            filled.append((table, least))
            least += table.fields
    return _Plan(page, Asked(page.number, words, gaps, groups), filled)


def _sheet(plan: _Plan, lines: Sequence[tuple[int, PrintedLine]]) -> _Sheet:
    """The page of ``plan`` with its ``lines``, those in tables made rows, what is no text taken out."""
    sheet = _Sheet(plan.page, [line for group, line in lines if not group])
    of_group: dict[int, list[PrintedLine]] = {}
    for group, line in lines if plan.tables else ():
        of_group.setdefault(group, []).append(line)
    for table, first in plan.tables:
        of_cell = {group - first: of_group[group] for group in of_group if 0 <= group - first < table.fields}
        sheet.tables.append((table, rows_of(table, of_cell)))
    text = plan.asked.words.text.lower()
    if any(word in text for word in _OF_CONTACTS):
        _take_address(sheet)
    sheet.asides += [Aside(AsideKind.SIGNATURE_STAMP, text, plan.page.number) for text in plan.page.stamps]
    sheet.asides += [Aside(AsideKind.TURNED, text, plan.page.number) for text in plan.page.turned]
    if may_hold_stamps(text):
        _take_stamps(sheet)
    _take_page_number(sheet)
    return sheet


def _take_address(sheet: _Sheet) -> None:
    """The issuer's address and telephone at the foot of its first page (Nghị định 30/2020/NĐ-CP, phụ lục I, ô 13)."""
    text = [line.middle for line in sheet.lines if line.size >= _SMALL * sheet.size]
    foot = [
        line for line in sheet.lines if line.middle > max(text, default=0.0) and line.middle > (1 - _MARGIN) * sheet.page.height
    ]
    if any(_CONTACT.search(line.text) for line in foot) and not any(tells_of_signing(line.text) for line in foot):
        sheet.asides.append(Aside(AsideKind.RUNNING_FOOT, "\n".join(line.text for line in foot), sheet.page.number))
        sheet.lines = [line for line in sheet.lines if line not in foot]


def _take_stamps(sheet: _Sheet) -> None:
    """Printed signature stamps ("Ký bởi: …") that are part of the page itself."""
    found = stamped(sheet.lines, sheet.size)
    if found:
        sheet.asides.append(Aside(AsideKind.SIGNATURE_STAMP, "\n".join(line.text for line in found), sheet.page.number))
        sheet.lines = [line for line in sheet.lines if line not in found]


def _take_page_number(sheet: _Sheet) -> None:
    """A lone number in the middle of the upper margin (Nghị định 30/2020) or at the foot."""
    height = sheet.page.height
    for line in dict.fromkeys((*sheet.lines[:1], *sheet.lines[-1:])):
        in_margin = line.middle < _MARGIN * height or line.middle > (1 - _MARGIN) * height
        if not in_margin or not _is_page_number(line.text):
            continue
        others = [other for other in sheet.lines if other is not line]
        if not any(_of_text(line, other) for other in others):
            sheet.asides.append(Aside(AsideKind.PAGE_NUMBER, line.text, sheet.page.number))
            sheet.lines = others


def _is_page_number(text: str) -> bool:
    """Whether ``text`` can be one: not a sentence's last number with its full stop, nor a year, nor a day ("15/9")."""
    match = _PAGE_NUMBER.fullmatch(text)
    if match is None:
        return False
    number, of = int(match[1] or 0), int(match[2] or _MOST_PAGES - 1)
    return number <= of < _MOST_PAGES


def _of_text(number: PrintedLine, other: PrintedLine) -> bool:
    """Whether ``number`` may be no page number for ``other``'s sake: it stands beside it, or right under it at its left edge."""
    down = number.middle - other.middle
    return abs(down) <= number.size or (0 < down < 2 * number.size and abs(number.left - other.left) < number.size)


def _take_running_lines(sheets: Sequence[_Sheet]) -> None:
    """Lines that stand in the same margin of several pages with the same words, numbers aside."""
    found: dict[tuple[bool, str], list[tuple[_Sheet, PrintedLine]]] = {}
    for sheet in sheets:
        for line in _marginal(sheet):
            found.setdefault(_margin_key(sheet, line), []).append((sheet, line))
    for (foot, _), places in found.items():
        if len({sheet.page.number for sheet, _ in places}) >= _REPEATED or _is_pair(places):
            for sheet, line in places:
                kind = AsideKind.RUNNING_FOOT if foot else AsideKind.RUNNING_HEAD
                kind = AsideKind.PAGE_NUMBER if _is_page_number(line.text) else kind
                sheet.asides.append(Aside(kind, line.text, sheet.page.number))
                sheet.lines = [other for other in sheet.lines if other is not line]


def _is_pair(places: Sequence[tuple[_Sheet, PrintedLine]]) -> bool:
    """Whether two lines of two pages are one head or foot: small ones in the same place, which no letterhead is."""
    if len(places) != 2:
        return False
    (sheet, line), (other_sheet, other) = places
    same_place = abs(line.middle - other.middle) < _SAME_PLACE and abs(line.left - other.left) < _SAME_PLACE
    small = max(line.size, other.size) < _SMALL * max(sheet.size, other_sheet.size)  # a last page may have no other text
    return sheet is not other_sheet and same_place and small and not line.upper


def _take_notes(sheets: Sequence[_Sheet]) -> list[Passage]:
    """Footnotes, which would stand between the two halves of a paragraph: they follow the text, as those of Word do."""
    found: list[Passage] = []
    expected = 1
    for sheet in sheets:
        notes = notes_of(sheet.lines, sheet.size, expected)
        for note in notes:
            label = str(number_of(note[0]))
            found.append(Passage(BlockKind.FOOTNOTE, (note,), label=label, gap=not found))
            expected = int(label) + 1
        taken = {id(line) for note in notes for line in note}
        sheet.lines = [line for line in sheet.lines if id(line) not in taken] if taken else sheet.lines
    return found


def _marginal(sheet: _Sheet) -> list[PrintedLine]:
    top, foot = 0.08 * sheet.page.height, 0.92 * sheet.page.height
    return [line for line in sheet.lines if not top <= line.middle <= foot]


def _margin_key(sheet: _Sheet, line: PrintedLine) -> tuple[bool, str]:
    return line.middle > sheet.page.height / 2, _DIGIT.sub("#", matching_key(line.text))


def _joined(sheets: Sequence[_Sheet]) -> Iterator[Passage]:
    """Passages of all pages; a paragraph or a table row that runs over the end of a page is one."""
    waiting: Passage | None = None
    head = Head()
    column: Column | None = None
    of_text = True
    for sheet in sheets:
        first = True
        head.turn_page()
        column = _body_column(sheet, column, of_text=of_text and not sheet.tables)
        of_text = not sheet.tables
        for passage in _in_order(sheet, column):
            if first and waiting is not None and waiting.kind is BlockKind.TABLE_ROW and head.repeats(passage):
                sheet.asides.append(Aside(AsideKind.RUNNING_HEAD, passage.text, sheet.page.number))
                continue
            whole = _one(waiting, passage, column) if first and waiting is not None else None
            first = False
            if whole is not None:
                waiting = whole
                continue
            if waiting is not None:
                yield waiting
            if passage.kind is BlockKind.TABLE_ROW:
                if waiting is None or waiting.kind is not BlockKind.TABLE_ROW:
                    head = Head()
                head.learn(passage)
            waiting = passage
    if waiting is not None:
        yield waiting


def _in_order(sheet: _Sheet, column: Column) -> Iterator[Passage]:
    """The passages of one page, tables where they stand."""
    urgent = [Passage(BlockKind.PARAGRAPH, ((WordLine((word,), sheet.page.number),),), gap=True) for word in sheet.page.urgent]
    for index, band in enumerate(sheet.regions):
        for region in band:
            if region.zone not in (Zone.LETTERHEAD_LEFT, Zone.LETTERHEAD_RIGHT):
                yield from urgent
                urgent = []
            yield from passages(region, column)
        if index < len(sheet.tables):
            yield from sheet.tables[index][1]


def _bands(sheet: _Sheet) -> list[list[PrintedLine]]:
    """The lines above, between and below the tables."""
    if not sheet.tables:
        return [sheet.lines]
    bands: list[list[PrintedLine]] = [[] for _ in range(len(sheet.tables) + 1)]
    tops = sorted(table.top for table, _ in sheet.tables)
    for line in sheet.lines:
        bands[bisect_left(tops, line.middle)].append(line)
    return bands


def _body_column(sheet: _Sheet, before: Column | None, *, of_text: bool) -> Column:
    """The column of running text; ``before`` is that of the page before, ``of_text`` says that no tables have a part in it."""
    lines = [line for band in sheet.regions for region in band if region.zone is Zone.BODY for line in region.lines]
    width = sheet.page.width
    known = before if before is not None and before.right <= width and before.right > 0.75 * width else None
    if sheet.tables:
        known = Column(min(table.left for table, _ in sheet.tables), max(table.right for table, _ in sheet.tables), 18.0)
    return column_of(lines, width, known, of_text=of_text)


def _one(before: Passage, passage: Passage, column: Column) -> Passage | None:
    """The two as one where ``passage``, the first of its page, continues ``before``, the last of the page before."""
    if before.kind is passage.kind is BlockKind.TABLE_ROW:
        return joined_row(before, passage)
    running = passage.zone is before.zone is Zone.BODY and BlockKind.TABLE_ROW not in (before.kind, passage.kind)
    if running and goes_on(before.cells[0], passage.cells[0][0], column):
        return before._replace(cells=((*before.cells[0], *passage.cells[0]),))
    return None
