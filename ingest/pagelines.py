"""The printed lines that the words of pages make up.

Numpy's fixed cost for each question rules where columns are as short as those of one page: lines are looked for on many pages at once.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, compress, pairwise, repeat

import numpy as np

from .pagewords import Edges, Flags, Floats, Numbers, PageWords
from .tidying import untidy_places
from .words import PrintedLine, Word, WordLine, middle_of, typical

SAME_HEIGHT = 0.45  # middles of words on one line differ by less than this share of the font height
_OVERLAP = 0.3  # words of one line lie over each other by less than this share
_NEXT = 1.3  # font heights: over a wider gap words of another part of the content stream may stand between
_ROUNDING = 0.001  # points; heights that are looked for may be off by less
_MOST_PAIRS = 2_000_000  # of runs that may be of one line; a page of ten thousand words has a twentieth of that
_AT_ONCE = 20_000  # words among which lines are looked for together, some eighty pages; more is memory and no time


@dataclass(frozen=True, eq=False)
class Asked:
    """The words of page ``page`` of which lines are to be made.

    Words are of one line where they stand beside each other with less than ``gaps`` font heights (of each word) between them and are of
    one of ``groups``; words of a group below 0 are left out.
    """

    page: int
    words: PageWords
    gaps: Floats
    groups: Numbers


Grouped = tuple[int, PrintedLine]  # a line with the number of its group


def lines_of(asked: Iterable[Asked]) -> Iterator[list[Grouped]]:
    """The printed lines of each page, from top to bottom."""
    batch: list[Asked] = []
    for one in asked:
        if batch and sum(len(page.words) for page in batch) + len(one.words) > _AT_ONCE:
            yield from _lines_of(batch)
            batch = []
        batch.append(one)
    yield from _lines_of(batch)


def _lines_of(batch: Sequence[Asked]) -> list[list[Grouped]]:
    filled = [page for page in batch if len(page.words)]
    of_page = iter(_Runs.of(filled).printed() if filled else ())
    return [next(of_page) if len(page.words) else [] for page in batch]


class _Stretch(PrintedLine):
    """A printed line of words that follow each other in the content stream: ``[first, last]`` of ``table``, ``[start, end)`` of its text.

    ``rising`` says that no character begins left of the one before it, ``is_tidy`` that there is nothing to tidy in the text.
    """

    def __init__(
        self,
        table: PageWords,
        page: int,
        first: int,
        last: int,
        start: int,
        end: int,
        rising: bool,
        is_tidy: bool,
        left: float,
        right: float,
        top: float,
        bottom: float,
        middle: float,
        size: float,
        bold: bool,
    ) -> None:
        self.page = page
        self.table = table
        self.first = first
        self.last = last
        self.start = start
        self.end = end
        self.text = table.text[start:end]
        self.rising = rising
        self.tidy = is_tidy
        self.left = left
        self.right = right
        self.top = top
        self.bottom = bottom
        self.middle = middle
        self.size = size
        self.bold = bold
        self.sure = table.sure or all(word.sure for word in self.words)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(self.table[self.first : self.last + 1])

    def left_of(self, index: int) -> float | None:
        at = self.first + index
        return float(self.table.left[at]) if at <= self.last else None

    @property
    def first_width(self) -> float:
        return float(self.table.right[self.first]) - self.left

    def edges(self) -> Sequence[float]:
        if self.rising:
            return self.table.edges_as_array[self.start : self.end + 1]
        return _never_falling(self.raw_edges())

    def raw_edges(self) -> Edges:
        """The edges as the page has them: they may fall where words overlap."""
        return self.table.edges[self.start : self.end + 1]

    def column(self, values: Floats | Numbers | Flags) -> list[float]:
        """What a column of the table has for each word."""
        found: list[float] = values[self.first : self.last + 1].tolist()
        return found


class _Chain(PrintedLine):
    """A printed line of several stretches that stand beside each other, from left to right."""

    def __init__(self, stretches: Sequence[_Stretch]) -> None:
        self.page = stretches[0].page
        self.stretches = stretches
        self.text = " ".join(one.text for one in stretches)
        self.left = stretches[0].left
        self.right = stretches[-1].right
        self.top = min(one.top for one in stretches)
        self.bottom = max(one.bottom for one in stretches)
        self.sure = all(one.sure for one in stretches)
        self.tidy = all(one.tidy for one in stretches)
        # What the stretches have in common the whole has too: a median of values does not leave where the medians of their parts meet.
        first = stretches[0]
        self.middle = first.middle if all(one.middle == first.middle for one in stretches) else self._middle()
        self.size = first.size if all(one.size == first.size for one in stretches) else self._size()
        self.bold = first.bold if all(one.bold == first.bold for one in stretches) else self._bold()

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for one in self.stretches for word in one.words)

    def _middle(self) -> float:
        return middle_of(middle for one in self.stretches for middle in one.column(one.table.middle))

    def _size(self) -> float:
        return typical(
            pair for one in self.stretches for pair in zip(one.column(one.table.size), one.column(one.table.lengths), strict=True)
        )

    def _bold(self) -> bool:
        letters = [count for one in self.stretches for count in one.column(one.table.lengths)]
        heavy = [is_bold for one in self.stretches for is_bold in one.column(one.table.bold)]
        return 2 * sum(compress(letters, heavy)) > sum(letters)

    def left_of(self, index: int) -> float | None:
        for one in self.stretches:
            count = one.last - one.first + 1
            if index < count:
                return one.left_of(index)
            index -= count
        return None

    @property
    def first_width(self) -> float:
        return self.stretches[0].first_width

    def edges(self) -> Sequence[float]:
        if all(one.rising for one in self.stretches):
            parts = [one.edges() for one in self.stretches]
            if all(before[-1] <= behind[0] for before, behind in pairwise(parts)):
                return array("f", chain.from_iterable(parts))
        return _never_falling(np.concatenate([one.raw_edges() for one in self.stretches]))


def side_by_side(lines: Sequence[PrintedLine]) -> PrintedLine:
    """Lines that stand at one height made one, from left to right."""
    stretches: list[_Stretch] = []
    for line in lines:
        if isinstance(line, _Stretch):
            stretches.append(line)
        elif isinstance(line, _Chain):
            stretches += line.stretches
        else:
            return WordLine(tuple(word for piece in lines for word in piece.words), lines[0].page)
    return _Chain(stretches)


def _never_falling(edges: Edges) -> Sequence[float]:
    rising = np.maximum.accumulate(edges)
    if rising.dtype == np.float32:
        return array("f", rising.tobytes())
    found: list[float] = rising.tolist()
    return found


@dataclass(frozen=True, eq=False)
class _Runs:
    """Words that follow each other both in the content stream and on the page: run *i* has the words ``[first[i], last[i]]``.

    The words of all pages of ``asked`` are one ``table``; ``begins`` are the numbers of the first words of the pages, ``page`` the place
    in ``asked`` of each word's page. ``groups`` are told apart across the pages.
    """

    asked: Sequence[Asked]
    table: PageWords
    begins: Numbers
    page: Numbers
    gaps: Floats
    groups: Numbers
    first: Numbers
    last: Numbers

    @classmethod
    def of(cls, asked: Sequence[Asked]) -> _Runs:
        """The runs of pages that have words."""
        table = PageWords.joined([one.words for one in asked])
        counts = np.array([len(one.words) for one in asked])
        gaps = np.concatenate([one.gaps for one in asked])
        page = np.repeat(np.arange(len(asked)), counts)
        groups = np.concatenate([one.groups for one in asked])
        groups = np.where(groups >= 0, groups * len(asked) + page, -1)
        before, behind = np.arange(len(table) - 1), np.arange(1, len(table))
        joined = _follows(table, np.minimum(gaps, _NEXT), before, behind) & (groups[:-1] == groups[1:]) & (page[:-1] == page[1:])
        first = np.flatnonzero(np.concatenate(([True], ~joined)))
        last = np.append(first[1:], len(table)) - 1
        kept = groups[first] >= 0
        return cls(asked, table, np.cumsum(counts) - counts, page, gaps, groups, first[kept], last[kept])

    def printed(self) -> list[list[Grouped]]:
        """The lines of each page of ``asked`` from top to bottom, runs that continue each other on one height made one."""
        found: list[list[Grouped]] = [[] for _ in self.asked]
        if not len(self.first):
            return found
        stretches = list(self._stretches())
        lines: list[PrintedLine] = list(stretches)
        middle = np.array([line.middle for line in stretches])
        alone = np.ones(len(lines), dtype=bool)
        for head, *rest in self._chains():
            lines[head] = _Chain([stretches[run] for run in (head, *rest)])
            middle[head] = lines[head].middle
            alone[rest] = False
        pages, groups = self.page[self.first], self.groups[self.first] // len(self.asked)
        order = np.lexsort((self.table.left[self.first], middle, pages))
        order = order[alone[order]]
        for page, group, run in zip(pages[order].tolist(), groups[order].tolist(), order.tolist(), strict=True):
            found[page].append((group, lines[run]))
        return found

    def _stretches(self) -> Iterator[_Stretch]:
        table, first, last = self.table, self.first, self.last
        counts = last - first + 1
        begins = np.cumsum(counts) - counts
        words = np.arange(counts.sum()) + np.repeat(first - begins, counts)
        run = np.repeat(np.arange(len(first)), counts)
        lengths = table.lengths[words]
        letters = np.add.reduceat(lengths, begins)
        bold = 2 * np.add.reduceat(np.where(table.bold[words], lengths, 0), begins) > letters
        heights = table.middle[words]
        middle = heights[_order_in(run, heights)][begins + counts // 2]  # the median of each run
        sizes = table.size[words]
        order = _order_in(run, sizes)
        reach = np.cumsum(lengths[order])
        halves = np.cumsum(letters) - letters / 2
        size = sizes[order][np.searchsorted(reach, halves)]  # the median of each run, words weighted by their letters
        start, end = table.starts[first], table.ends[last]
        fallen = np.concatenate(([0], np.cumsum(table.edges[1:] < table.edges[:-1])))
        untidy = np.zeros(len(table.text) + 1, dtype=np.intp)
        untidy[[at + 1 for at in untidy_places(table.text)]] = 1
        untidy = np.cumsum(untidy)
        columns = (
            np.array([one.page for one in self.asked])[self.page[first]],
            first,
            last,
            start,
            end,
            fallen[start] == fallen[end],
            untidy[start] == untidy[end],
            table.left[first],
            table.right[last],
            np.minimum.reduceat(table.top[words], begins),
            np.maximum.reduceat(table.bottom[words], begins),
            middle,
            size,
            bold,
        )
        return map(_Stretch, repeat(table), *(column.tolist() for column in columns))

    def _chains(self) -> list[list[int]]:
        """The numbers of the runs of each line of several, from left to right."""
        before, behind = self._pairs()
        paired = np.unique(np.concatenate((before, behind)))
        ways: dict[int, list[int]] = {}
        for one, other in zip(before.tolist(), behind.tolist(), strict=True):
            ways.setdefault(other, []).append(one)
        right = self.table.right[self.last].tolist()
        chain_of_tail: dict[int, list[int]] = {}
        chains: list[list[int]] = []
        for run in paired[np.argsort(self.table.left[self.first[paired]], kind="stable")].tolist():
            open_ends = [one for one in ways.get(run, ()) if one in chain_of_tail]
            if open_ends:
                runs = chain_of_tail.pop(max(open_ends, key=right.__getitem__))
                runs.append(run)
            else:
                runs = [run]
                chains.append(runs)
            chain_of_tail[run] = runs
        return [runs for runs in chains if len(runs) > 1]

    def _pairs(self) -> tuple[Numbers, Numbers]:
        """The pairs of runs of which the second can go on where the first ends."""
        table = self.table
        below = self._shifts()
        ends_at = table.middle[self.last] + below
        order = np.argsort(ends_at, kind="stable")
        begins_at = table.middle[self.first] + below
        reach = SAME_HEIGHT * np.maximum.reduceat(table.size, self.begins)[self.page[self.first]] + _ROUNDING
        low, count = _near(ends_at[order], begins_at, reach)
        crowded = np.flatnonzero(np.bincount(self.page[self.first], count) > _MOST_PAIRS)
        for page in crowded.tolist():  # one letter as high as the page must not make every word its neighbour
            reach[self.page[self.first] == page] = SAME_HEIGHT * 2 * float(np.median(self.asked[page].words.size))
        if len(crowded):
            low, count = _near(ends_at[order], begins_at, reach)
        behind = np.repeat(np.arange(len(low)), count)
        before = order[np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(low, count)]
        fits = _follows(table, self.gaps, self.last[before], self.first[behind])
        fits &= (before != behind) & (self.groups[self.last[before]] == self.groups[self.first[behind]])
        return before[fits], behind[fits]

    def _shifts(self) -> Floats:
        """For each run how far its page must go down to stand under all pages before it, so that one order serves all."""
        table = self.table
        highest = np.minimum.reduceat(table.top, self.begins)
        room = np.maximum.reduceat(table.bottom, self.begins) - highest + 2 * np.maximum.reduceat(table.size, self.begins)
        shifts: Floats = (np.cumsum(room) - room - highest)[self.page[self.first]]
        return shifts


def _order_in(groups: Numbers, values: Floats) -> Numbers:
    """The order of ``values`` by their groups, which come in order, and in these by size; one sort of sums is faster than two of columns."""
    span = float(values.max() - values.min()) + 1.0
    found: Numbers = np.argsort(groups * span + values)
    return found


def _near(places: Floats, wanted: Floats, reach: Floats) -> tuple[Numbers, Numbers]:
    """For each of ``wanted`` the first of the sorted ``places`` within ``reach`` of it, and how many there are."""
    low = np.searchsorted(places, wanted - reach)
    return low, np.searchsorted(places, wanted + reach, side="right") - low


def _follows(table: PageWords, gaps: Floats, before: Numbers, behind: Numbers) -> Flags:
    """For pairs of words: whether the second goes on in the line of the first."""
    size = np.maximum(table.size[before], table.size[behind])
    ahead = table.left[behind] - table.right[before]
    fits: Flags = np.abs(table.middle[before] - table.middle[behind]) < SAME_HEIGHT * size
    fits &= (ahead > -_OVERLAP * size) & (ahead < gaps[behind] * size)
    return fits
