"""Text that is printed turned on a PDF page: heads of narrow columns, marks of who printed the page, watermarks.

Its letters stand one above the other, so that a reader of level lines would make a line of each. Each string of such text becomes one
:class:`Word` that holds its spaces, as wide and high as the string: enough to find the cell of a table it stands in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from .frame import Array
from .pagewords import Flags, Floats, Numbers
from .words import Word

LEAST = 5  # degrees to which text counts as level: slanted letters and scanners' unsteady lines are no turned text
_SPACE = 0.13  # font heights between letters from which a space stands between them
_STRING = 2.0  # font heights between letters from which they are of two strings
_LINE = 0.5  # font heights by which letters of one string differ in height


def strings_of(text: str, spaced: Sequence[bool], angles: Sequence[int], places: Array) -> list[Word]:
    """The strings that turned letters make, in the order of the content stream.

    ``text`` has one letter a column of ``places`` (left, top, right, bottom on the page as shown), ``spaced`` says before which the layer
    has white space, ``angles`` are those of :func:`clockwise`.
    """
    found: list[Word] = []
    for start, end in _runs(angles):
        right_angled = angles[start] % 90 == 0
        level = _levelled(places[:, start:end], angles[start]) if right_angled else places[:, start:end]
        columns = [column.tolist() for column in level]
        for first, last in _strings(columns) if right_angled else [(0, end - start)]:
            gaps = _gaps(columns) if right_angled else spaced[start:end]
            words = "".join((" " if index > first and gaps[index] else "") + text[start + index] for index in range(first, last))
            found.append(
                _word(words, places[:, start + first : start + last], max(columns[3][first:last]) - min(columns[1][first:last]))
            )
    return found


def clockwise(angles: Floats, rotation: int) -> Numbers:
    """By how many whole degrees letters are turned on a page as shown, itself turned by ``rotation``; ``angles`` in radians, as PDFium has them."""
    found: Numbers = (np.rint(np.degrees(angles)).astype(np.intp) + rotation) % 360
    return found


def is_turned(turns: Numbers) -> Flags:
    """Which letters do not stand upright."""
    found: Flags = (turns > LEAST) & (turns < 360 - LEAST)
    return found


def _runs(angles: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for index in range(1, len(angles) + 1):
        if index == len(angles) or angles[index] != angles[start]:
            yield start, index
            start = index


def _levelled(places: Array, angle: int) -> Array:
    """The places as on a page that is turned until the letters stand upright."""
    left, top, right, bottom = places
    if angle == 90:
        return np.stack((top, -right, bottom, -left))
    if angle == 180:
        return np.stack((-right, -bottom, -left, -top))
    return np.stack((-bottom, left, -top, right))


def _strings(columns: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = columns
    start = 0
    for index in range(1, len(left) + 1):
        size = bottom[index - 1] - top[index - 1]
        if (
            index == len(left)
            or not -size < left[index] - right[index - 1] < _STRING * size
            or abs(bottom[index] - bottom[index - 1]) > _LINE * size
        ):
            yield start, index
            start = index


def _gaps(columns: Sequence[Sequence[float]]) -> list[bool]:
    left, top, right, bottom = columns
    return [False, *(left[i] - right[i - 1] > _SPACE * (bottom[i] - top[i]) for i in range(1, len(left)))]


def _word(text: str, places: Array, size: float) -> Word:
    left, top = float(places[0].min()), float(places[1].min())
    right, bottom = float(places[2].max()), float(places[3].max())
    edges = np.linspace(left, right, len(text) + 1).tolist()
    return Word(text, left, top, right, bottom, tuple(edges), size)
