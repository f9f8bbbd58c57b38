"""Lists laid out in columns without any lines: who takes part with their posts, the hours of a day with what is on.

Only those are tables here whose cells run over lines, for read across the columns those make no sense: rows that each begin with a number,
a dash or "Ông", "Bà", stand at one edge, go on at another one, and have no line between them that crosses the space before that edge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from .pagewords import PageWords
from .paragraphs import MARKER
from .tables import Table

_PERSON = re.compile(r"(?:ông|bà|đồng chí|đ/c)\s", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_FARTHEST = 1e5  # points; more than any page is wide
_LEVEL = 3.0  # points by which the middles of words of one line differ at most
_EDGE = 1.5  # points by which the beginnings of one column differ at most
_GAP = 1.0  # font heights between columns at least
_NEXT = 2.2  # font heights from one line to the next at most
_WIDE = 100.0  # points that the second column has at least: not a line written upright beside the text


class _Part(NamedTuple):
    """Words with no wide gap between them."""

    text: str
    left: float
    right: float


class _Line(NamedTuple):
    middle: float
    size: float
    parts: Sequence[_Part]

    @property
    def left(self) -> float:
        return self.parts[0].left

    @property
    def begins_row(self) -> bool:
        """Whether the line begins as a row does and goes on in another column; who signs, in capitals beside the recipients, is none."""
        if len(self.parts) < 2 or self.parts[1].text.isupper():
            return False
        text = self.parts[0].text
        marker = MARKER.match(text)
        named = _LETTER.search(text, marker.end()) if marker else _PERSON.match(f"{text} ")
        return named is not None


def listings(words: PageWords, tables: Sequence[Table] = ()) -> list[Table]:
    """The lists among ``words``, beside the ``tables`` that are drawn, that are to be read as tables; from top to bottom."""
    lines = _lines(words, tables)
    found: list[Table] = []
    index = 0
    while index < len(lines):
        rows, end = _list_at(lines, index)
        if len(rows) > 1 and end - index > len(rows):
            found += _table(lines, rows, end)
        index = max(end, index + 1)
    return [one for one in found if all(one.bottom < table.top or table.bottom < one.top for table in tables)]


def _lines(words: PageWords, tables: Sequence[Table]) -> list[_Line]:
    """The lines of the page in parts; none where no two of them go on at one edge behind a gap, as on most pages."""
    downwards = np.argsort(words.middle)
    for table in tables:
        downwards = downwards[~table.holds(words.left[downwards], words.middle[downwards])]
    if not len(downwards):
        return []
    line = np.zeros(len(downwards))
    np.cumsum(np.diff(words.middle[downwards]) > _LEVEL, out=line[1:])
    by_line = np.argsort(line * _FARTHEST + words.left[downwards])
    order, line = downwards[by_line], line[by_line]
    left, right = words.left[order], words.right[order]
    goes_on = (line[1:] == line[:-1]) & (left[1:] - right[:-1] > _GAP * words.size[order[1:]])
    edges = np.sort(left[1:][goes_on])
    if not (edges[1:] - edges[:-1] < _EDGE).any():
        return []
    parts = np.flatnonzero(np.append(True, goes_on | (line[1:] != line[:-1]))).tolist()
    lines: list[_Line] = []
    for start, end in zip(parts, [*parts[1:], len(order)], strict=True):
        text = " ".join(map(words.text_of, order[start:end].tolist()))
        part = _Part(text, float(left[start]), float(right[end - 1]))
        if start and goes_on[start - 1]:
            lines[-1] = lines[-1]._replace(parts=[*lines[-1].parts, part])
        else:
            lines.append(_Line(float(words.middle[order[start]]), float(words.size[order[start]]), [part]))
    return lines


def _list_at(lines: Sequence[_Line], first: int) -> tuple[list[int], int]:
    """The lines that begin the rows of a list that begins at line ``first``, and the line where it has ended."""
    if not lines[first].begins_row:
        return [], first
    left, edge = lines[first].left, lines[first].parts[1].left
    rows, end = [first], first + 1
    for index in range(first + 1, len(lines)):
        line = lines[index]
        if line.middle - lines[index - 1].middle > _NEXT * line.size:
            break
        if _reaches(line, edge):
            if line.begins_row and abs(line.left - left) < _EDGE:
                rows.append(index)
            elif abs(line.left - edge) > _EDGE and not _continues_first(line, left, edge):
                break
            end = index + 1
        elif not _continues_first(line, left, edge):  # a name over two lines, if the list goes on below
            break
    return rows, end


def _reaches(line: _Line, edge: float) -> bool:
    """Whether a part of ``line``, the first or the second, begins at ``edge``."""
    return any(abs(part.left - edge) < _EDGE for part in line.parts[:2])


def _continues_first(line: _Line, left: float, edge: float) -> bool:
    """Whether ``line`` begins in the first column as the rest of a cell, and nothing of it crosses to the second one."""
    first = line.parts[0]
    return left - _EDGE < first.left and first.right < edge - _EDGE and not MARKER.match(first.text)


def _table(lines: Sequence[_Line], rows: Sequence[int], end: int) -> list[Table]:
    """The list of lines up to ``end`` as a table; none where its second column is too narrow to hold text."""
    inside = lines[rows[0] : end]
    edge = lines[rows[0]].parts[1].left
    right = max(line.parts[-1].right for line in inside)
    if right - edge < _WIDE:
        return []
    more = {part.left for index in rows for part in lines[index].parts[2:]}
    edges = [lines[rows[0]].left, edge, *sorted(at for at in more if not _is_crossed(at, inside))]
    columns = (*(at - _EDGE for at in edges), right + _EDGE)
    tops = [(lines[index - 1].middle + lines[index].middle) / 2 for index in rows[1:]]
    first, last = inside[0], inside[-1]
    bounds = (first.middle - first.size / 2, *tops, last.middle + last.size / 2)
    width = len(edges)
    cells = tuple(tuple(range(width * row, width * (row + 1))) for row in range(len(rows)))
    return [Table(columns, bounds, cells)]


def _is_crossed(at: float, lines: Sequence[_Line]) -> bool:
    return any(part.left < at - _EDGE < part.right for line in lines for part in line.parts)
