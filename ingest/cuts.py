"""Writing cut out of the picture of a printed line, piece of ink by piece of ink, with what speaks against its being all that is written."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from .textlines import TextLine

Grey = npt.NDArray[np.uint8]
Box = tuple[slice, slice]  # rows and columns of a piece of ink

# Shares of the height of a capital.
_DOT = 0.25  # what a form is dotted with is not larger
_REACH = 0.6  # writing that reaches farther out of its place, or print into it, is joined to a letter there
_TO_THE_STROKE = 0.2  # or to the stroke behind a number
_LEANING = 0.15  # columns by which the top of a stroke is behind its foot at least
_WIDE = 0.5  # no stroke takes more columns
_STRAIGHT = 0.12  # and by which its left edge may leave a straight line
_BESIDE = 0.4  # what stands nearer may belong to the writing
_LETTER = 0.4  # no letter is lower
_CAPITALS = 3  # pieces of ink that tell how high capitals are
_X_HEIGHT = 0.75  # small letters are not higher
_DIGIT = 0.6  # share of the height of a number from which a piece of ink is a digit of its own


@dataclass(frozen=True)
class Cut:
    """Writing, dark on white, cut out to its edges.

    ``high`` and ``foot``: its height, and the row of the page where it ends. ``capital``: the height of the capitals behind a number, which in a
    short line tall digits hide; 0 where they are not known. ``whole``: no piece of it is joined to print. ``wider``: the same
    with the piece of ink before it or behind it, where one is near; that is a letter, unless a digit was taken for one.
    """

    picture: Grey
    high: int
    foot: int
    capital: float = 0.0
    whole: bool = True
    wider: tuple[Grey, ...] = ()

    @property
    def pieces(self) -> int:
        """How many pieces of ink are as high as digits."""
        boxes = ndimage.find_objects(_labelled(self.picture))
        return sum(rows.stop - rows.start > _DIGIT * self.picture.shape[0] for rows, _ in boxes)


def cut_out(line: TextLine, left: float, right: float, *, before_stroke: bool) -> Cut | None:
    """What is written between two places of a line's picture, without dots of the form; None where there is no ink.

    ``before_stroke``: the print behind it begins with the stroke of a document number ("/TB-UBND").
    """
    labels = _labelled(line.picture)
    boxes: list[Box] = ndimage.find_objects(labels)
    inside = [index for index, box in enumerate(boxes) if left <= _middle(box) <= right and not _is_dot(box, line)]
    if not inside:
        return None
    around = _around([boxes[index] for index in inside])
    behind = (_TO_THE_STROKE if before_stroke else _REACH) * line.capital
    reach = _REACH * line.capital
    whole = all(
        box[1].start >= left - reach and box[1].stop <= right + behind
        if index in inside
        else min(box[1].stop, right) - max(box[1].start, left) <= reach
        for index, box in enumerate(boxes)
    )
    all_behind = list(_behind(boxes, inside, around, line))
    next_behind = min(all_behind, key=lambda index: boxes[index][1].start, default=None)
    if before_stroke and next_behind is not None:
        whole = whole and _begins_as_stroke(labels == next_behind + 1, line)
    near = [*_before(boxes, inside, around, line)]
    if not before_stroke and next_behind is not None and boxes[next_behind][1].start - around[1].stop < _BESIDE * line.capital:
        near.append(next_behind)

    def picture(pieces: Sequence[int]) -> Grey:
        rows, columns = _around([boxes[index] for index in pieces])
        ink = np.isin(labels[rows, columns], [index + 1 for index in pieces])
        return np.where(ink, line.picture[rows, columns], 255).astype(np.uint8)

    high, foot = around[0].stop - around[0].start, around[0].stop + line.top
    heights = sorted(boxes[index][0].stop - boxes[index][0].start for index in all_behind)
    capital = float(heights[len(heights) // 2]) if before_stroke and len(heights) >= _CAPITALS else 0.0
    return Cut(picture(inside), high, foot, capital, whole, tuple(picture([*inside, index]) for index in near))


def colon_before(line: TextLine, right: float) -> float | None:
    """Where the first colon ends, the two dots over each other, that begins before ``right``; None where none stands free."""
    dot = _DOT * line.capital
    dots = [(rows, columns) for rows, columns in ndimage.find_objects(_labelled(line.picture)) if columns.start < right]
    dots = [
        box for box in dots if max(box[0].stop - box[0].start, box[1].stop - box[1].start) <= dot and _is_below_marks(box, line)
    ]
    pairs = [max(a[1].stop, b[1].stop) for a, b in itertools.combinations(dots, 2) if abs(_middle(a) - _middle(b)) <= dot / 2]
    return float(min(pairs)) if pairs else None


def _is_below_marks(box: Box, line: TextLine) -> bool:
    """Whether a piece of ink is lower than the marks over letters."""
    return bool(line.feet - line.top - box[0].start <= _X_HEIGHT * line.capital)


def _labelled(picture: Grey) -> npt.NDArray[np.int32]:
    labels: npt.NDArray[np.int32] = ndimage.label(picture < 128, structure=np.ones((3, 3), bool))[0]
    return labels


def _middle(box: Box) -> float:
    return float(box[1].start + box[1].stop) / 2


def _is_dot(box: Box, line: TextLine) -> bool:
    """Whether a piece of ink is one of the dots of a form, at the foot of the line."""
    rows, columns = box
    dot = _DOT * line.capital
    return bool(max(rows.stop - rows.start, columns.stop - columns.start) <= dot and rows.stop >= line.feet - line.top - dot)


def _is_letter(box: Box, line: TextLine) -> bool:
    return bool(box[0].stop - box[0].start > _LETTER * line.capital)


def _before(boxes: Sequence[Box], inside: Sequence[int], around: Box, line: TextLine) -> Iterator[int]:
    """Pieces of ink as high as letters that stand close before the writing."""
    for index, box in enumerate(boxes):
        begins = box[1].start < around[1].start and box[1].stop <= around[1].stop
        if index not in inside and begins and _is_letter(box, line) and around[1].start - box[1].stop < _BESIDE * line.capital:
            yield index


def _behind(boxes: Sequence[Box], inside: Sequence[int], around: Box, line: TextLine) -> Iterator[int]:
    """Pieces of ink as high as letters that end behind the writing."""
    for index, box in enumerate(boxes):
        if index not in inside and box[1].start >= around[1].start and box[1].stop > around[1].stop and _is_letter(box, line):
            yield index


def _begins_as_stroke(ink: npt.NDArray[np.bool_], line: TextLine) -> bool:
    """Whether the left edge of a piece of ink is a straight line that leans: no digit is joined to the stroke."""
    rows = np.flatnonzero(ink.any(axis=1))
    left = np.argmax(ink[rows], axis=1).astype(float)
    edge = left - left.min() <= _WIDE * line.capital  # in other rows the letters begin that are joined to it
    rows, left = rows[edge], left[edge]
    straight = np.interp(rows, (rows[0], rows[-1]), (left[0], left[-1]))
    leans = left[0] - left[-1] >= _LEANING * line.capital
    return bool(leans and np.abs(left - straight).max() <= _STRAIGHT * line.capital)


def _around(boxes: Sequence[Box]) -> Box:
    """The rows and columns that all pieces take together."""
    rows, columns = zip(*boxes, strict=True)
    return (
        slice(min(part.start for part in rows), max(part.stop for part in rows)),
        slice(min(part.start for part in columns), max(part.stop for part in columns)),
    )
