"""The columns of a scanned page, so that each is recognised by itself.

The page is cut along its white: at a gutter that runs through a stretch of it, else between lines. What has no gutter stays together:
a recogniser reads a block of lines better than one line, and two columns at once not at all.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from .ocr import DPI
from .tables import Table

Ink = npt.NDArray[np.bool_]

_DPI = DPI / 2
_GUTTER = 0.24  # inches; the widest space between two words of a justified line is narrower
_LINE_GAP = 0.025  # inches of white between lines; a mark stands nearer to its letter
_MARGIN = 0.03  # inches of white left around a zone
_THINNEST = 0.04  # inches; less ink than this in either direction is a speck


_Place = tuple[int, int, int, int]  # top, bottom, left, right


@dataclass(frozen=True, slots=True)
class Zone:
    """A rectangle of a picture that holds one column, in pixels."""

    left: int
    top: int
    width: int
    height: int


def zones_of(ink: Ink, tables: Sequence[Table] = ()) -> list[Zone]:
    """Rectangles of the page that hold one column each, in pixels of the whole picture; ``ink`` is in half its resolution.

    Each cell of ``tables`` is a page by itself.
    """
    point = _DPI / 72
    rest = ink.copy() if tables else ink
    places: list[_Place] = []
    for table in tables:
        for left, top, right, bottom in table.cells():
            cell = round(top * point) + 3, round(bottom * point) - 3, round(left * point) + 3, round(right * point) - 3
            places += _cut(ink, *cell)
        rest[round(table.top * point) : round(table.bottom * point), round(table.left * point) : round(table.right * point)] = (
            False
        )
    places += _cut(rest, 0, ink.shape[0], 0, ink.shape[1])
    return [_zone(place, ink.shape) for place in sorted(places)]


def _zone(place: _Place, shape: tuple[int, ...]) -> Zone:
    """The place with some white around it, in pixels of the whole picture."""
    top, bottom, left, right = place
    margin = round(_MARGIN * _DPI)
    top, bottom = max(top - margin, 0), min(bottom + margin, shape[0])
    left, right = max(left - margin, 0), min(right + margin, shape[1])
    return Zone(2 * left, 2 * top, 2 * (right - left), 2 * (bottom - top))


def _cut(ink: Ink, top: int, bottom: int, left: int, right: int) -> Iterator[_Place]:
    """The columns within a part of the page."""
    part = ink[top:bottom, left:right]
    rows = _bridged(_stretches(_any(part, 1)), _LINE_GAP * _DPI)
    columns = _stretches(_any(part, 0))
    if not rows or not columns:
        return
    top, bottom = top + rows[0][0], top + rows[-1][1]
    left, right = left + columns[0][0], left + columns[-1][1]
    thinnest = _THINNEST * _DPI
    if bottom - top < thinnest and right - left < thinnest:
        return
    gutter = _widest_gutter(ink[top:bottom, left:right])
    if gutter is not None:
        yield from _cut(ink, top, bottom, left, left + gutter)
        yield from _cut(ink, top, bottom, left + gutter, right)
        return
    bands = [(top + first - rows[0][0], top + last - rows[0][0]) for first, last in rows]
    if len(bands) == 1:
        yield top, bottom, left, right
        return
    yield from _joined_bands(ink, bands, left, right)


def _joined_bands(ink: Ink, bands: list[tuple[int, int]], left: int, right: int) -> Iterator[_Place]:
    """Neighbouring lines without a gutter together; the others cut on."""
    start = None
    end = 0
    for first, last in bands:
        if _widest_gutter(_trimmed(ink[first:last, left:right])) is None:
            start = first if start is None else start
            end = last
            continue
        if start is not None:
            yield from _whole(ink, start, end, left, right)
            start = None
        yield from _cut(ink, first, last, left, right)
    if start is not None:
        yield from _whole(ink, start, end, left, right)


def _whole(ink: Ink, top: int, bottom: int, left: int, right: int) -> Iterator[_Place]:
    """Lines without a gutter of their own; but short ones on the left and others below on the right have one in common."""
    columns = np.flatnonzero(_any(ink[top:bottom, left:right], 0))
    left, right = left + int(columns[0]), left + int(columns[-1]) + 1
    if _widest_gutter(ink[top:bottom, left:right]) is None:
        yield top, bottom, left, right
    else:
        yield from _cut(ink, top, bottom, left, right)


def _trimmed(part: Ink) -> Ink:
    columns = np.flatnonzero(_any(part, 0))
    return part[:, columns[0] : columns[-1] + 1] if len(columns) else part


def _widest_gutter(part: Ink) -> int | None:
    """The middle of the widest white strip that runs through ``part`` from top to bottom; None where none is wide enough."""
    columns = _stretches(_any(part, 0))
    best, place = 0, 0
    for (_, end), (start, _) in itertools.pairwise(columns):
        if start - end > best:
            best, place = start - end, (start + end) // 2
    return place if best >= _GUTTER * _DPI else None


def _any(part: Ink, axis: int) -> Ink:
    found: Ink = np.any(part, axis=axis)
    return found


def _bridged(stretches: list[tuple[int, int]], gap: float) -> list[tuple[int, int]]:
    """Stretches nearer than ``gap`` made one: a line of capitals and the marks above it."""
    joined: list[tuple[int, int]] = []
    for start, end in stretches:
        if joined and start - joined[-1][1] <= gap:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _stretches(full: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Where ``full`` is true: starts and ends."""
    steps = np.diff(np.concatenate(([0], full.astype(np.int8), [0])))
    return list(zip(np.flatnonzero(steps == 1).tolist(), np.flatnonzero(steps == -1).tolist(), strict=True))
