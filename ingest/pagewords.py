"""All words of a page as columns of numbers, and the printed lines they make up.

A page has hundreds of words and thousands of characters; what is asked of all of them is asked of whole columns at once, and single
:class:`Word` objects are made only for what looks at words one by one.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from operator import attrgetter
from typing import overload

import numpy as np
import numpy.typing as npt

from .words import PrintedLine, Word, middle_of, typical

Floats = npt.NDArray[np.float64]
Edges = npt.NDArray[np.float32] | npt.NDArray[np.float64]
Numbers = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

_SAME_HEIGHT = 0.45  # middles of words on one line differ by less than this share of the font height
_OVERLAP = 0.3  # words of one line lie over each other by less than this share
_MOST_PAIRS = 2_000_000  # of runs that may be of one line; a page of ten thousand words has a twentieth of that
_ON_PAGE = attrgetter("middle", "left")


@dataclass(frozen=True, eq=False)
class PageWords(Sequence[Word]):
    """The words of a page in the order of its content stream.

    ``text`` is all of them with one space between; word *i* is ``text[starts[i]:ends[i]]``, its edges are ``edges[starts[i]:ends[i] + 1]``.
    The other columns have one value a word. ``make`` gives the :class:`Word` of a number; ``sure`` says that none of them is doubtful.
    """

    text: str
    edges: Edges
    starts: Numbers
    ends: Numbers
    left: Floats
    right: Floats
    top: Floats
    bottom: Floats
    middle: Floats
    size: Floats
    bold: Flags
    sure: bool
    make: Callable[[PageWords, int], Word]

    @classmethod
    def of(cls, words: Sequence[Word]) -> PageWords:
        """Columns of single words."""
        if isinstance(words, PageWords):
            return words
        lengths = np.array([len(word.text) for word in words], dtype=np.intp)
        ends = np.cumsum(lengths + 1) - 1
        numbers = np.array([(w.left, w.right, w.top, w.bottom, w.middle, w.size) for w in words], dtype=np.float64).reshape(-1, 6)
        left, right, top, bottom, middle, size = numbers.T
        return cls(
            text=" ".join(word.text for word in words),
            edges=np.array([edge for word in words for edge in word.edges], dtype=np.float64),
            starts=ends - lengths,
            ends=ends,
            left=left,
            right=right,
            top=top,
            bottom=bottom,
            middle=middle,
            size=size,
            bold=np.array([word.bold for word in words], dtype=bool),
            sure=all(word.mark is None and word.confidence == 1.0 for word in words),
            make=lambda _, index: words[index],
        )

    def __len__(self) -> int:
        return len(self.starts)

    @overload
    def __getitem__(self, index: int) -> Word: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Word]: ...
    def __getitem__(self, index: int | slice) -> Word | Sequence[Word]:
        if isinstance(index, slice):
            return [self.make(self, number) for number in range(*index.indices(len(self)))]
        if index < 0:
            index += len(self)
        if not 0 <= index < len(self):
            raise IndexError(index)
        return self.make(self, index)

    def __iter__(self) -> Iterator[Word]:
        return (self.make(self, index) for index in range(len(self)))

    def text_of(self, index: int) -> str:
        return self.text[self.starts[index] : self.ends[index]]

    def lines(self, page: int, gaps: float | Floats, groups: Numbers | None = None) -> list[tuple[int, PrintedLine]]:
        """The printed lines, each with the number of its group, from top to bottom.

        Words are of one line where they stand beside each other with less than ``gaps`` font heights (of one for all, or of each word)
        between them and are of one of ``groups`` (all of group 0 if there are none); words of a group below 0 are left out.
        """
        if groups is None:
            groups = np.zeros(len(self), dtype=np.intp)
        wide = np.broadcast_to(np.asarray(gaps, dtype=np.float64), (len(self),))
        runs = _Runs.of(self, wide, groups)
        lines = runs.printed(page)
        lines.sort(key=lambda pair: _ON_PAGE(pair[1]))
        return lines


class _Stretch(PrintedLine):
    """A printed line of words that follow each other in the content stream: ``[first, last]`` of ``table``."""

    def __init__(
        self,
        table: PageWords,
        page: int,
        first: int,
        last: int,
        text: str,
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
        self.text = text
        self.left = left
        self.right = right
        self.top = top
        self.bottom = bottom
        self.middle = middle
        self.size = size
        self.bold = bold
        if table.sure:
            self.sure = True

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
        return _never_falling(self.raw_edges())

    def raw_edges(self) -> Edges:
        """The edges as the page has them: they may fall where words overlap."""
        return self.table.edges[self.table.starts[self.first] : self.table.ends[self.last] + 1]

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

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for one in self.stretches for word in one.words)

    @cached_property
    def middle(self) -> float:
        return middle_of(middle for one in self.stretches for middle in one.column(one.table.middle))

    @cached_property
    def size(self) -> float:
        return typical(
            pair
            for one in self.stretches
            for pair in zip(one.column(one.table.size), one.column(one.table.ends - one.table.starts), strict=True)
        )

    @cached_property
    def bold(self) -> bool:
        letters = [count for one in self.stretches for count in one.column(one.table.ends - one.table.starts)]
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
            return PrintedLine(tuple(word for piece in lines for word in piece.words), lines[0].page)
    return _Chain(stretches)


def _never_falling(edges: Edges) -> Sequence[float]:
    rising = np.maximum.accumulate(edges)
    if rising.dtype == np.float32:
        return array("f", rising.tobytes())
    found: list[float] = rising.tolist()
    return found


@dataclass(frozen=True, eq=False)
class _Runs:
    """Words that follow each other both in the content stream and on the page: run *i* has the words ``[first[i], last[i]]``."""

    table: PageWords
    gaps: Floats
    groups: Numbers
    first: Numbers
    last: Numbers

    @classmethod
    def of(cls, table: PageWords, gaps: Floats, groups: Numbers) -> _Runs:
        before, behind = np.arange(len(table) - 1), np.arange(1, len(table))
        joined = _follows(table, gaps, before, behind) & (groups[:-1] == groups[1:])
        first = np.flatnonzero(np.concatenate(([True], ~joined))[: len(table)])
        last = np.append(first[1:], len(table)) - 1
        kept = groups[first] >= 0
        return cls(table, gaps, groups, first[kept], last[kept])

    def printed(self, page: int) -> list[tuple[int, PrintedLine]]:
        """The lines, runs that continue each other on one height made one."""
        if not len(self.first):
            return []
        stretches = list(self._stretches(page))
        groups = self.groups[self.first].tolist()
        chains = self._chains()
        if chains is None:
            return list(zip(groups, stretches, strict=True))
        return [
            (groups[chain[0]], stretches[chain[0]] if len(chain) == 1 else _Chain([stretches[run] for run in chain]))
            for chain in chains
        ]

    def _stretches(self, page: int) -> Iterator[_Stretch]:
        table, first, last = self.table, self.first, self.last
        counts = last - first + 1
        begins = np.cumsum(counts) - counts
        words = np.arange(counts.sum()) + np.repeat(first - begins, counts)
        run = np.repeat(np.arange(len(first)), counts)
        lengths = (table.ends - table.starts)[words]
        letters = np.add.reduceat(lengths, begins)
        bold = 2 * np.add.reduceat(np.where(table.bold[words], lengths, 0), begins) > letters
        heights = table.middle[words]
        middle = heights[np.lexsort((heights, run))][begins + counts // 2]  # the median of each run
        sizes = table.size[words]
        order = np.lexsort((sizes, run))
        reach = np.cumsum(lengths[order])
        halves = np.cumsum(letters) - letters / 2
        size = sizes[order][np.searchsorted(reach, halves)]  # the median of each run, words weighted by their letters
        columns = (
            first,
            last,
            table.starts[first],
            table.ends[last],
            table.left[first],
            table.right[last],
            np.minimum.reduceat(table.top[words], begins),
            np.maximum.reduceat(table.bottom[words], begins),
            middle,
            size,
            bold,
        )
        text = table.text
        for a, b, start, end, *place in zip(*(column.tolist() for column in columns), strict=True):
            yield _Stretch(table, page, a, b, text[start:end], *place)

    def _chains(self) -> list[list[int]] | None:
        """The numbers of the runs of each line from left to right; None where every run is a line."""
        before, behind = self._pairs()
        if not len(before):
            return None
        ways: dict[int, list[int]] = {}
        for one, other in zip(before.tolist(), behind.tolist(), strict=True):
            ways.setdefault(other, []).append(one)
        right = self.table.right[self.last].tolist()
        chain_of_tail: dict[int, list[int]] = {}
        chains: list[list[int]] = []
        for run in np.argsort(self.table.left[self.first], kind="stable").tolist():
            open_ends = [one for one in ways.get(run, ()) if one in chain_of_tail]
            if open_ends:
                chain = chain_of_tail.pop(max(open_ends, key=right.__getitem__))
                chain.append(run)
            else:
                chain = [run]
                chains.append(chain)
            chain_of_tail[run] = chain
        return chains

    def _pairs(self) -> tuple[Numbers, Numbers]:
        """The pairs of runs of which the second can go on where the first ends."""
        table = self.table
        ends_at = table.middle[self.last]
        order = np.argsort(ends_at, kind="stable")
        begins_at = table.middle[self.first]
        reach = _SAME_HEIGHT * float(table.size.max())
        low, count = _near(ends_at[order], begins_at, reach)
        if count.sum() > _MOST_PAIRS:  # one letter as high as the page must not make every word its neighbour
            low, count = _near(ends_at[order], begins_at, _SAME_HEIGHT * 2 * float(np.median(table.size)))
        behind = np.repeat(np.arange(len(low)), count)
        before = order[np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + np.repeat(low, count)]
        fits = _follows(table, self.gaps, self.last[before], self.first[behind])
        fits &= (before != behind) & (self.groups[self.last[before]] == self.groups[self.first[behind]])
        return before[fits], behind[fits]


def _near(places: Floats, wanted: Floats, reach: float) -> tuple[Numbers, Numbers]:
    """For each of ``wanted`` the first of the sorted ``places`` within ``reach`` of it, and how many there are."""
    low = np.searchsorted(places, wanted - reach)
    return low, np.searchsorted(places, wanted + reach, side="right") - low


def _follows(table: PageWords, gaps: Floats, before: Numbers, behind: Numbers) -> Flags:
    """For pairs of words: whether the second goes on in the line of the first."""
    size = np.maximum(table.size[before], table.size[behind])
    ahead = table.left[behind] - table.right[before]
    fits: Flags = np.abs(table.middle[before] - table.middle[behind]) < _SAME_HEIGHT * size
    fits &= (ahead > -_OVERLAP * size) & (ahead < gaps[behind] * size)
    return fits
