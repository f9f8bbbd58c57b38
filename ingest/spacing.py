"""Headings set with spaced letters ("Q U Y Ế T   Đ Ị N H"), typed so or by the font's spacing: which letters are of one word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from .pagewords import Flags
from .vietnamese import is_syllable

_LEAST = 4  # letters that stand alone one behind the other
_WIDER = 1.5  # times the usual gap between letters: from here on it is one between words


def joined(letters: str, alone: Flags, gaps: Sequence[float]) -> Iterator[int]:
    """The numbers of those words that go on the word before them.

    Word *i* begins with ``letters[i]`` and is that letter only where ``alone[i]``; ``gaps[i]`` is the space before it, infinite where it
    stands on another line. Letters are joined only where syllables come of it.
    """
    for start, end in _runs(letters, alone, gaps):
        inner = sorted(gaps[start + 1 : end])
        wide = _WIDER * inner[len(inner) // 3]
        begins = [start, *(index for index in range(start + 1, end) if gaps[index] > wide), end]
        if all(is_syllable(letters[first:last]) for first, last in pairwise(begins)):
            yield from (index for index in range(start + 1, end) if index not in begins)


def may_be(alone: Flags) -> bool:
    """Whether there are so many letters that stand alone one behind the other."""
    count = len(alone) - _LEAST + 1
    return count > 0 and bool(np.logical_and.reduce([alone[at : at + count] for at in range(_LEAST)]).any())


def _runs(letters: str, alone: Flags, gaps: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Stretches of capitals that stand alone on one line."""
    start = 0
    for index in range(len(letters) + 1):
        capital = index < len(letters) and bool(alone[index]) and letters[index].isupper()
        if capital and (index == start or gaps[index] < float("inf")):
            continue
        if index - start >= _LEAST:
            yield start, index
        start = index if capital else index + 1
