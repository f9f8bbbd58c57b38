"""Table rows as passages: their cells, rows that run over the end of a page, headers printed again on the next one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .document import BlockKind
from .paragraphs import MARKER, Passage
from .tables import Table
from .vietnamese import matching_key
from .words import PrintedLine

ONE_LINE = 40.0  # within a cell, words on one height belong together however far apart (in font heights)
_CLOSED = re.compile(r"[.;:!?…]$")
_FIGURE = re.compile(r"[\d\W]*[\d%)]|[-–—]")  # a number, a sum, a share; a dash for none
_NUMBER = re.compile(r"\(?(?:\d{1,4}|[IVXL]{1,6}|[A-Za-zđ])[.)]{0,2}")  # of a row, or of a column: "1", "(2)", "II.", "B", "2026"
_MOST_HEAD_ROWS = 6

_Pair = tuple[Sequence[PrintedLine], Sequence[PrintedLine]]  # the lines of a cell, and those below it on the next page


def rows_of(table: Table, lines: Mapping[int, Sequence[PrintedLine]]) -> list[Passage]:
    """The rows of ``table`` that hold any lines, from top to bottom; ``lines`` has those of each cell under its number."""
    rows: list[Passage] = []
    for index, numbers in enumerate(table.rows_of_cells()):
        cells = tuple(tuple(lines.get(number, ())) for number in numbers)
        if any(cells):
            rows.append(Passage(BlockKind.TABLE_ROW, cells, gap=index == 0))
    return rows


class Head:
    """The first rows of a table, and which of them the pages that follow print again above their own rows.

    How many rows the head has shows where it is printed again: as many as are the same, in the same order.
    """

    def __init__(self) -> None:
        self._rows: list[Passage] = []
        self._complete = False
        self._repeated = 0

    def learn(self, row: Passage) -> None:
        """Take ``row`` for one of the head while the first page of the table lasts; most tables have fewer rows of it."""
        if not self._complete and len(self._rows) < _MOST_HEAD_ROWS:
            self._rows.append(row)

    def turn_page(self) -> None:
        """The rows to come are those of the next page."""
        self._complete = True
        if self._repeated:
            del self._rows[self._repeated :]
        self._repeated = 0

    def repeats(self, row: Passage) -> bool:
        """Whether ``row``, with nothing but the head above it on its page, is the next row of the head printed again."""
        if self._repeated == len(self._rows):
            return False
        head = self._rows[self._repeated]
        if len(head.cells) != len(row.cells) or matching_key(head.text) != matching_key(row.text):
            return False
        if _is_data(row):
            return False
        self._repeated += 1
        return True


def _is_data(row: Passage) -> bool:
    """Whether ``row`` begins with a number and is not the one of a head that numbers the columns: data may be the same on two pages."""
    texts = [" ".join(line.text for line in cell) for cell in row.cells if cell]
    numbers = {text for text in texts if _NUMBER.fullmatch(text)}
    return texts[0] in numbers and not 1 < len(texts) == len(numbers)


def joined_row(before: Passage, row: Passage) -> Passage | None:
    """One row where ``row`` holds the rest of ``before``, cut by the end of a page; None where it is a row of its own.

    It is the rest where what it holds continues cells that were left in mid-sentence or between items, and other cells of it are empty: the
    first one (the number) above all. A row that fills every column, or has a figure under a figure, is one of its own, as "- Vốn ngân sách
    trung ương" under a project is.
    """
    if len(before.cells) != len(row.cells) or not before.cells[0]:
        return None
    pairs = [(a, b) for a, b in zip(before.cells, row.cells, strict=True) if b]
    if any(not a or (_is_figure(a) and _is_figure(b)) for a, b in pairs):
        return None
    if not (_first_goes_on(row, pairs) if row.cells[0] else _others_go_on(row, pairs)):
        return None
    return before._replace(cells=tuple((*a, *b) for a, b in zip(before.cells, row.cells, strict=True)))


def _first_goes_on(row: Passage, pairs: Sequence[_Pair]) -> bool:
    """Whether ``row`` is the rest of one in a table without numbers: all it holds is in mid-sentence, and some of it is empty."""
    return len(pairs) < len(row.cells) and all(_in_mid_sentence(pair) and _is_open(pair) for pair in pairs)


def _others_go_on(row: Passage, pairs: Sequence[_Pair]) -> bool:
    """Whether ``row``, without a number, is the rest of a numbered one."""
    if not all(_is_next_item(pair) for pair in pairs if _is_item(pair)):
        return False
    if len(pairs) > 1 and len(pairs) == len(row.cells) - 1:
        return any(_in_mid_sentence(pair) for pair in pairs)
    return any(_is_item(pair) or _in_mid_sentence(pair) or _is_open(pair) for pair in pairs)


def _is_figure(cell: Sequence[PrintedLine]) -> bool:
    return all(_FIGURE.fullmatch(line.text) for line in cell)


def _is_item(pair: _Pair) -> bool:
    """Whether the lines below begin with the number or the dash of an item."""
    return MARKER.match(pair[1][0].text) is not None


def _is_next_item(pair: _Pair) -> bool:
    """Whether the item below is one more of a list that runs in the cell, or the first one of a list that is told there."""
    above, _ = pair
    return above[-1].text.endswith((";", ":")) or any(MARKER.match(line.text) for line in above)


def _in_mid_sentence(pair: _Pair) -> bool:
    """Whether the lines below begin as no sentence and no name does."""
    return pair[1][0].text[:1].islower() and not _is_item(pair)


def _is_open(pair: _Pair) -> bool:
    """Whether the lines above end as no sentence does; names and figures do so too."""
    return not _CLOSED.search(pair[0][-1].text)
