"""Tables (bảng) from the ruling lines of a page, drawn in a PDF or found in a picture.

The lines that touch each other span a grid; neighbouring fields of it with no line between them are one cell. That stands gaps in scanned
lines, merged cells, and tables without outer borders.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

_SNAP = 3.0  # rulings nearer than this, in points, are one
_COVERED = 0.6  # a side of a field counts as drawn from this share of its length on
_SMALLEST = 5.0  # fields narrower or lower than this are the space between double lines
_DASH = 20.0  # longer strokes are lines by themselves
_DOT = 3.0  # strokes up to this long may be part of a line in either direction
_DASH_GAP = 4.0  # strokes of a dotted or dashed line are no farther apart
_IN_LINE = 0.1  # nor do they lie farther beside it
_FEWEST_DASHES = 4


class Ruling(NamedTuple):
    """A straight line along ``at`` from ``start`` to ``end``, in points: a height and two x, or (``upright``) an x and two heights."""

    upright: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Table:
    """A grid of cells: ``columns`` and ``rows`` are the positions of its lines, ``cell_of[row][column]`` the number of the cell there."""

    columns: tuple[float, ...]
    rows: tuple[float, ...]
    cell_of: tuple[tuple[int, ...], ...]

    @property
    def left(self) -> float:
        return self.columns[0]

    @property
    def right(self) -> float:
        return self.columns[-1]

    @property
    def top(self) -> float:
        return self.rows[0]

    @property
    def bottom(self) -> float:
        return self.rows[-1]

    @property
    def fields(self) -> int:
        """How many fields the grid has; the numbers of the cells are below that."""
        return (len(self.columns) - 1) * (len(self.rows) - 1)

    def holds(self, across: Floats, down: Floats) -> Flags:
        """Which points lie in the table."""
        found: Flags = (self.left <= across) & (across <= self.right) & (self.top <= down) & (down <= self.bottom)
        return found

    def cells(self) -> Iterator[tuple[float, float, float, float]]:
        """Left, top, right, bottom of each cell."""
        fields: dict[int, list[tuple[int, int]]] = {}
        for row, numbers in enumerate(self.cell_of):
            for column, number in enumerate(numbers):
                fields.setdefault(number, []).append((row, column))
        for places in fields.values():
            rows, columns = [row for row, _ in places], [column for _, column in places]
            yield self.columns[min(columns)], self.rows[min(rows)], self.columns[max(columns) + 1], self.rows[max(rows) + 1]

    def cells_at(self, across: Floats, down: Floats) -> Numbers:
        """The number of the cell of each point of the table."""
        row = np.clip(np.searchsorted(self.rows, down, side="right") - 1, 0, len(self.rows) - 2)
        column = np.clip(np.searchsorted(self.columns, across, side="right") - 1, 0, len(self.columns) - 2)
        found: Numbers = np.asarray(self.cell_of)[row, column]
        return found

    def rows_of_cells(self) -> Iterator[list[int]]:
        """The numbers of the cells of each row; -1 for a cell that began in a row above."""
        above: set[int] = set()
        for numbers in self.cell_of:
            row = dict.fromkeys(numbers)
            yield [-1 if number in above else number for number in row]
            above |= set(row)


def tables_of(rulings: Sequence[Ruling]) -> list[Table]:
    """The tables that ``rulings`` draw, from top to bottom; frames around a text are none."""
    found = []
    for group in _touching([one for one in _whole(rulings) if one.end - one.start > _SMALLEST]):
        upright, level = [one for one in group if one.upright], [one for one in group if not one.upright]
        columns = _positions([*(one.at for one in upright), *_ends(level)])  # a table may be open at its sides
        rows = _positions([*(one.at for one in level), *_ends(upright)])
        if len(columns) >= 2 and len(rows) >= 2 and len(columns) + len(rows) > 4:
            table = Table(columns, rows, _cells(columns, rows, group))
            if len({number for row in table.cell_of for number in row}) >= 2:
                found.append(table)
    return sorted(found, key=lambda table: table.top)


def _whole(rulings: Sequence[Ruling]) -> list[Ruling]:
    """``rulings`` with each dotted or dashed line as one."""
    short = [one for one in rulings if one.end - one.start <= _DASH]
    if len(short) < 2 * _FEWEST_DASHES:  # as on most pages; one dashed line is no table
        return list(rulings)
    level = [one for one in short if not one.upright]
    upright = [one if one.upright else _standing(one) for one in short if one.upright or one.end - one.start <= _DOT]
    across, down = list(_dashed(level)), list(_dashed(upright))
    dashes = {dash for line in (*across, *down) for dash in line}
    crossing = [_standing(dash) in dashes for line in across for dash in line]
    if 2 * sum(crossing) > len(crossing):  # dots over a whole area: a pattern
        return list(rulings)
    whole = [Ruling(line[0].upright, line[0].at, line[0].start, line[-1].end) for line in (*across, *down)]
    return [*(one for one in rulings if one not in dashes), *whole]


def _standing(dot: Ruling) -> Ruling:
    return Ruling(True, (dot.start + dot.end) / 2, dot.at, dot.at)


def _dashed(strokes: Iterable[Ruling]) -> Iterator[list[Ruling]]:
    """The strokes of one direction that make up dotted or dashed lines, line by line."""
    for beside in _apart(sorted(strokes, key=lambda one: one.at), lambda before, one: one.at - before.at > _IN_LINE):
        for line in _apart(sorted(beside, key=lambda one: one.start), lambda before, one: one.start - before.end > _DASH_GAP):
            if len(line) >= _FEWEST_DASHES:
                yield line


def _apart(strokes: Sequence[Ruling], parted: Callable[[Ruling, Ruling], bool]) -> Iterator[list[Ruling]]:
    """The strokes in groups, a new one where one is parted from the one before."""
    group: list[Ruling] = []
    for one in strokes:
        if group and parted(group[-1], one):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _touching(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Rulings in groups: those that cross or meet, directly or through others."""
    group_of = list(range(len(rulings)))

    def root(index: int) -> int:
        while group_of[index] != index:
            group_of[index] = group_of[group_of[index]]
            index = group_of[index]
        return index

    upright = [(index, one) for index, one in enumerate(rulings) if one.upright]
    if not upright:  # as on most pages: strokes under the letterhead touch nothing
        return []
    level = [(index, one) for index, one in enumerate(rulings) if not one.upright]
    for i, down in upright:
        for j, across in level:
            if across.start - _SNAP <= down.at <= across.end + _SNAP and down.start - _SNAP <= across.at <= down.end + _SNAP:
                group_of[root(i)] = root(j)
    groups: dict[int, list[Ruling]] = {}
    for index, one in enumerate(rulings):
        groups.setdefault(root(index), []).append(one)
    return [group for group in groups.values() if len(group) >= 4]


def _ends(rulings: Sequence[Ruling]) -> tuple[float, ...]:
    """How far lines of one direction reach; nothing for a single one, which may reach anywhere."""
    if len(rulings) < 2:
        return ()
    return min(one.start for one in rulings), max(one.end for one in rulings)


def _positions(values: Iterable[float]) -> tuple[float, ...]:
    """Where lines run, those nearer than a field can be made one."""
    clusters: list[list[float]] = []
    for value in sorted(values):
        if clusters and value - clusters[-1][0] < _SMALLEST:
            clusters[-1].append(value)
        else:
            clusters.append([value])
    return tuple(sum(cluster) / len(cluster) for cluster in clusters)


def _cells(columns: Sequence[float], rows: Sequence[float], rulings: Sequence[Ruling]) -> tuple[tuple[int, ...], ...]:
    """The number of the cell of each field of the grid."""
    width, height = len(columns) - 1, len(rows) - 1
    upright = [_along(rulings, True, column) for column in columns]
    level = [_along(rulings, False, row) for row in rows]
    cell = list(range(width * height))

    def root(index: int) -> int:
        while cell[index] != index:
            index = cell[index]
        return index

    for row in range(height):
        for column in range(width):
            here = row * width + column
            if column + 1 < width and not _drawn(upright[column + 1], rows[row], rows[row + 1]):
                _unite(cell, root(here), root(here + 1))
            if row + 1 < height and not _drawn(level[row + 1], columns[column], columns[column + 1]):
                _unite(cell, root(here), root(here + width))
    return tuple(tuple(root(row * width + column) for column in range(width)) for row in range(height))


def _unite(cell: list[int], one: int, other: int) -> None:
    cell[max(one, other)] = min(one, other)


def _along(rulings: Sequence[Ruling], upright: bool, at: float) -> list[tuple[float, float]]:
    """Where the lines along ``at`` start and end, in order."""
    return sorted((one.start, one.end) for one in rulings if one.upright == upright and abs(one.at - at) < _SMALLEST)


def _drawn(lines: Sequence[tuple[float, float]], start: float, end: float) -> bool:
    """Whether ``lines`` along it cover enough of the side from ``start`` to ``end``."""
    covered = 0.0
    reach = start
    for begin, stop in lines:
        first, last = max(begin, reach), min(stop, end)
        if last > first:
            covered += last - first
            reach = last
    return covered >= _COVERED * (end - start)
