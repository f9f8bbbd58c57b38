"""A page as a reader hands it on, and the way from pages to blocks: page numbers and running heads out, regions in order, paragraphs joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from .assemble import Assembler, Flag, Piece
from .document import Aside, AsideKind, MarkKind, PageSource
from .layout import Region, Zone, printed_lines, regions
from .paragraphs import Column, Passage, column_of, glue_between, goes_on, passages
from .stamps import is_stamp
from .vietnamese import matching_key
from .words import PrintedLine, Word

UNSURE_BELOW = 0.6  # words recognised with less confidence are marked
NUMBER_UNSURE_BELOW = 0.9  # a wrong digit is worse than a wrong letter: nothing around it tells

_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:trang\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*/\s*\d{1,4})?[-–—.\s]*", re.IGNORECASE)
_MARGIN = 0.11  # share of the page's height at its top and foot where numbers and running heads stand
_RULE = re.compile(r"[_.…·\-–—=*~]{3,}|[_—–\-]{2,}")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class PageText:
    """What was read on one page: size in points, words in any order, and how it was won.

    ``stamps`` are texts of signature stamps that were found apart from the words.
    """

    number: int
    width: float
    height: float
    source: PageSource
    quality: float
    words: tuple[Word, ...] = ()
    stamps: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass
class _Sheet:
    """A page on its way: its lines, and what was taken out of them."""

    page: PageText
    lines: list[PrintedLine]
    asides: list[Aside] = field(default_factory=list)


def blocks_of(pages: Sequence[PageText], assembler: Assembler) -> list[Aside]:
    """Add the text of ``pages`` to ``assembler`` block by block; what is not part of the text comes back."""
    sheets = [_sheet(page) for page in pages]
    _take_running_lines(sheets)
    for passage in _joined(sheets):
        _add(passage, assembler)
    return [aside for sheet in sheets for aside in sheet.asides]


def _sheet(page: PageText) -> _Sheet:
    words = [word for word in page.words if not _RULE.fullmatch(word.text)]
    sheet = _Sheet(page, printed_lines(words, page.number))
    sheet.asides += [Aside(AsideKind.SIGNATURE_STAMP, text, page.number) for text in page.stamps]
    _take_stamps(sheet)
    _take_page_number(sheet)
    return sheet


def _take_stamps(sheet: _Sheet) -> None:
    """Printed signature stamps ("Ký bởi: …") that are part of the page itself."""
    found = [line for line in sheet.lines if is_stamp(line.text)]
    if found:
        sheet.asides.append(Aside(AsideKind.SIGNATURE_STAMP, "\n".join(line.text for line in found), sheet.page.number))
        sheet.lines = [line for line in sheet.lines if line not in found]


def _take_page_number(sheet: _Sheet) -> None:
    """A lone number in the middle of the upper margin (Nghị định 30/2020) or at the foot."""
    height = sheet.page.height
    for line in (*sheet.lines[:1], *sheet.lines[-1:]):
        in_margin = line.middle < _MARGIN * height or line.middle > (1 - _MARGIN) * height
        alone = all(other is line or abs(other.middle - line.middle) > line.size for other in sheet.lines)
        if in_margin and alone and _PAGE_NUMBER.fullmatch(line.text):
            sheet.asides.append(Aside(AsideKind.PAGE_NUMBER, line.text, sheet.page.number))
            sheet.lines = [other for other in sheet.lines if other is not line]


def _take_running_lines(sheets: Sequence[_Sheet]) -> None:
    """Lines that stand in the same margin of several pages with the same words, numbers aside."""
    seen: Counter[tuple[bool, str]] = Counter()
    for sheet in sheets:
        seen.update({_margin_key(sheet, line) for line in _marginal(sheet)})
    for sheet in sheets:
        for line in list(_marginal(sheet)):
            foot, _ = key = _margin_key(sheet, line)
            if seen[key] >= max(2, min(3, len(sheets) - 1)):
                kind = AsideKind.RUNNING_FOOT if foot else AsideKind.RUNNING_HEAD
                sheet.asides.append(Aside(kind, line.text, sheet.page.number))
                sheet.lines = [other for other in sheet.lines if other is not line]


def _marginal(sheet: _Sheet) -> Iterator[PrintedLine]:
    height = sheet.page.height
    yield from (line for line in sheet.lines if line.middle < 0.08 * height or line.middle > 0.92 * height)


def _margin_key(sheet: _Sheet, line: PrintedLine) -> tuple[bool, str]:
    return line.middle > sheet.page.height / 2, _DIGIT.sub("#", matching_key(line.text))


def _joined(sheets: Sequence[_Sheet]) -> Iterator[Passage]:
    """Passages of all pages; a paragraph that runs over the end of a page is one."""
    waiting: Passage | None = None
    for sheet in sheets:
        found = regions(sheet.lines)
        column = _body_column(found, sheet.page)
        for number, region in enumerate(found):
            for index, passage in enumerate(passages(region, column)):
                if waiting is None:
                    waiting = passage
                elif number == index == 0 and _continues(waiting, passage, column):
                    waiting = replace(waiting, cells=((*waiting.cells[0], *passage.cells[0]),))
                else:
                    yield waiting
                    waiting = passage
    if waiting is not None:
        yield waiting


def _body_column(found: Sequence[Region], page: PageText) -> Column:
    lines = [line for region in found if region.zone is Zone.BODY for line in region.lines]
    return column_of(lines, page.width)


def _continues(before: Passage, passage: Passage, column: Column) -> bool:
    if before.zone is not passage.zone or len(before.cells) != 1 or len(passage.cells) != 1:
        return False
    return passage.zone is Zone.BODY and goes_on(before.cells[0], passage.cells[0][0], column)


def _add(passage: Passage, assembler: Assembler) -> None:
    if passage.gap:
        assembler.gap()
    cells = [_pieces(cell) for cell in passage.cells]
    if len(cells) == 1:
        assembler.add_printed(cells[0], kind=passage.kind, label=passage.label, level=passage.level)
    else:
        assembler.add_printed_row(cells)


def _pieces(lines: Sequence[PrintedLine]) -> list[Piece]:
    pieces: list[Piece] = []
    before: PrintedLine | None = None
    for line in lines:
        glue = glue_between(before, line) if before else " "
        pieces.append(Piece(line.text, line.page, line.top, line.bottom, line.edges(), glue, tuple(_flags(line))))
        before = line
    return pieces


def _flags(line: PrintedLine) -> Iterator[Flag]:
    """What a reviewer should look at twice in a line."""
    at = 0
    for word in line.words:
        end = at + len(word.text)
        if word.handwritten:
            yield Flag(at, end, MarkKind.HANDWRITTEN, confidence=word.confidence)
        elif word.note:
            yield Flag(at, end, MarkKind.REPAIRED, word.note, word.confidence)
        elif word.confidence < (NUMBER_UNSURE_BELOW if any(c.isdigit() for c in word.text) else UNSURE_BELOW):
            yield Flag(at, end, MarkKind.UNSURE, confidence=word.confidence)
        at = end + 1
