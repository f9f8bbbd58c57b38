"""All words of a page as columns of numbers.

A page has hundreds of words and thousands of characters; what is asked of all of them is asked of whole columns at once, and single
:class:`Word` objects are made only for what looks at words one by one.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

import numpy as np
import numpy.typing as npt

from .words import Word

Floats = npt.NDArray[np.float64]
Edges = npt.NDArray[np.float32] | npt.NDArray[np.float64]
Numbers = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]


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
            sure=all(word.sure for word in words),
            make=lambda _, index: words[index],
        )

    @classmethod
    def joined(cls, tables: Sequence[PageWords]) -> PageWords:
        """The words of several tables, one after another."""
        if len(tables) == 1:
            return tables[0]
        begins = np.cumsum([0, *(len(table.text) + 1 for table in tables)])
        first: list[int] = np.cumsum([0, *map(len, tables)]).tolist()

        def make(_: PageWords, index: int) -> Word:
            number = bisect_right(first, index) - 1
            return tables[number][index - first[number]]

        return cls(
            text=" ".join(table.text for table in tables),
            edges=np.concatenate([table.edges for table in tables]),
            starts=np.concatenate([table.starts + at for table, at in zip(tables, begins, strict=False)]),
            ends=np.concatenate([table.ends + at for table, at in zip(tables, begins, strict=False)]),
            left=np.concatenate([table.left for table in tables]),
            right=np.concatenate([table.right for table in tables]),
            top=np.concatenate([table.top for table in tables]),
            bottom=np.concatenate([table.bottom for table in tables]),
            middle=np.concatenate([table.middle for table in tables]),
            size=np.concatenate([table.size for table in tables]),
            bold=np.concatenate([table.bold for table in tables]),
            sure=all(table.sure for table in tables),
            make=make,
        )

    def part(self, first: int, last: int) -> PageWords:
        """The words ``[first, last)``, at least one."""
        start, end = int(self.starts[first]), int(self.ends[last - 1])
        return PageWords(
            text=self.text[start:end],
            edges=self.edges[start : end + 1],
            starts=self.starts[first:last] - start,
            ends=self.ends[first:last] - start,
            left=self.left[first:last],
            right=self.right[first:last],
            top=self.top[first:last],
            bottom=self.bottom[first:last],
            middle=self.middle[first:last],
            size=self.size[first:last],
            bold=self.bold[first:last],
            sure=self.sure,
            make=lambda _, index: self.make(self, first + index),
        )

    def changed(self, others: Mapping[int, Word], more: Sequence[Word]) -> PageWords:
        """These words, with ``others`` in the place of those of their numbers, and ``more`` behind; at least one in all."""
        parts: list[PageWords] = []
        at = 0
        for index in sorted(others):
            parts += [self.part(at, index)] if at < index else []
            parts.append(PageWords.of([others[index]]))
            at = index + 1
        parts += [self.part(at, len(self))] if at < len(self) else []
        parts += [PageWords.of(more)] if more else []
        return PageWords.joined(parts)

    @cached_property
    def lengths(self) -> Numbers:
        """How many characters each word has."""
        return self.ends - self.starts

    @cached_property
    def edges_as_array(self) -> array[float]:
        """``edges`` as an ``array('f')``, to cut those of lines out of."""
        return array("f", self.edges.astype(np.float32, copy=False).tobytes())

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
