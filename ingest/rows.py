"""Table rows as passages: their cells, rows that run over the end of a page, headers printed again on the next one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .document import BlockKind
from .paragraphs import Passage
from .tables import Table
from .vietnamese import matching_key
from .words import PrintedLine

ONE_LINE = 40.0  # within a cell, words on one height belong together however far apart (in font heights)
_CLOSED = re.compile(r"[.;:!?…]$")


def rows_of(table: Table, lines: Mapping[int, Sequence[PrintedLine]]) -> list[Passage]:
    """The rows of ``table`` that hold any lines, from top to bottom; ``lines`` has those of each cell under its number."""
    rows: list[Passage] = []
    for index, numbers in enumerate(table.rows_of_cells()):
        cells = tuple(tuple(lines.get(number, ())) for number in numbers)
        if any(cells):
            rows.append(Passage(BlockKind.TABLE_ROW, cells, gap=index == 0))
    return rows


def repeats(header: Passage, row: Passage) -> bool:
    """Whether ``row``, the first of its page, is the table's ``header`` printed again."""
    return len(header.cells) == len(row.cells) and matching_key(header.text) == matching_key(row.text)


def joined_row(before: Passage, row: Passage) -> Passage | None:
    """One row where ``row`` holds the rest of ``before``, cut by the end of a page; None where it is a row of its own.

    It is the rest where its first cell (the number) is empty and what it holds continues cells that were left in mid-sentence.
    """
    if len(before.cells) != len(row.cells) or row.cells[0] or not before.cells[0]:
        return None
    pairs = [(a, b) for a, b in zip(before.cells, row.cells, strict=True) if b]
    if any(not a for a, _ in pairs):
        return None
    if not any(b[0].text[:1].islower() or not _CLOSED.search(a[-1].text) for a, b in pairs):
        return None
    return before._replace(cells=tuple((*a, *b) for a, b in zip(before.cells, row.cells, strict=True)))
