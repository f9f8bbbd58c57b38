"""What is drawn on a PDF page beside its text: pictures, and the ruling lines of tables."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import compress, repeat
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from .direct import bounds_of_object, handle_of, kind_of_object, object_of_form, object_of_page, pointer
from .frame import Frame
from .tables import Ruling

_THIN = 3.0  # a filled rectangle thinner than this, in points, is a line
_MOST_SEGMENTS = 2000  # a path with more is a drawing
_OF_RECTANGLE = 5  # segments
_ASLANT = 0.1  # points by which the ends of a level or upright line are apart at most
_DEEPEST = 3  # forms in forms

_Object = int  # a handle of PDFium's
_Point = tuple[float, float]
_Place = tuple[float, float, float, float]  # left, top, right, bottom in user space
Place = tuple[float, float, float, float]  # left, top, right, bottom in points, on the page as shown


def drawings_of(page: pdfium.PdfPage, frame: Frame) -> tuple[tuple[Place, ...], tuple[Ruling, ...]]:
    """Where the pictures are on the page as shown, and its ruling lines."""
    pictures: list[_Place] = []
    drawn: list[_Place] = []
    sides = (ctypes.c_float * 4)()
    at = ctypes.addressof(sides)
    for item, kind in _objects(page):
        place = _bounds(item, sides, at)
        if place is None:
            continue
        left, top, right, bottom = place
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            pictures.append(place)
        elif min(right - left, top - bottom) < _THIN:
            drawn.append(place)
        elif _stroked(item):
            drawn += _sides(_pointer(item), left, top)
        else:
            drawn += _bars(_pointer(item))
    return tuple(_clipped(pictures, frame)), tuple(_rulings(drawn, frame))


def _clipped(pictures: Sequence[_Place], frame: Frame) -> Iterator[Place]:
    """The parts of the pictures that lie on the page."""
    if not pictures:
        return
    turned = frame.rotation in (90, 270)
    width, height = frame.right - frame.left, frame.top - frame.bottom
    across, down = (height, width) if turned else (width, height)
    for place in zip(*(side.tolist() for side in frame.place(np.array(pictures, dtype=np.float32))), strict=True):
        left, top, right, bottom = place
        left, top, right, bottom = max(left, 0.0), max(top, 0.0), min(right, across), min(bottom, down)
        if right - left > _THIN and bottom - top > _THIN:
            yield left, top, right, bottom


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[_Object, int]]:
    """Pictures and paths with their kind, those in forms too, up to :data:`_DEEPEST` forms in each other."""
    return _shown(list(map(object_of_page, repeat(pointer(handle_of(page))), range(pdfium_c.FPDFPage_CountObjects(page)))), 1)


def _shown(items: Sequence[_Object], depth: int) -> Iterator[tuple[_Object, int]]:
    kinds = list(map(kind_of_object, items))
    for item, kind in compress(zip(items, kinds, strict=True), map(pdfium_c.FPDF_PAGEOBJ_TEXT.__ne__, kinds)):
        if kind in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_PATH):
            yield item, kind
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            count = pdfium_c.FPDFFormObj_CountObjects(_pointer(item))
            yield from _shown([object_of_form(item, index) for index in range(count)], depth + 1)


def _pointer(item: _Object) -> Any:
    return ctypes.cast(item, pdfium_c.FPDF_PAGEOBJECT)


def _bounds(item: _Object, sides: ctypes.Array[ctypes.c_float], at: int) -> _Place | None:
    """The bounds of an object; ``sides`` at the address ``at`` is where PDFium puts them."""
    if not bounds_of_object(item, at, at + 4, at + 8, at + 12):
        return None
    left, bottom, right, top = sides
    return left, top, right, bottom


def _stroked(item: _Object) -> bool:
    filling, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium_c.FPDFPath_GetDrawMode(_pointer(item), filling, stroke)) and bool(stroke.value)


def _sides(item: Any, left: float, top: float) -> Iterator[_Place]:
    """The straight level and upright lines of a path: a frame, or a grid drawn in one go."""
    before = begin = (left, top)
    for kind, point, closes in _segments(item):
        lines = [(before, point)] if kind == pdfium_c.FPDF_SEGMENT_LINETO else []
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            begin = point
        elif closes:
            lines.append((point, begin))
        for (x0, y0), (x1, y1) in lines:
            if min(abs(x1 - x0), abs(y1 - y0)) < _THIN:
                yield min(x0, x1), max(y0, y1), max(x0, x1), min(y0, y1)
        before = point


def _bars(item: Any) -> list[_Place]:
    """The thin bars of a filled path of nothing but level and upright lines: a grid filled in one go; nothing of other drawings."""
    bars: list[list[_Point]] = []
    if pdfium_c.FPDFPath_CountSegments(item) <= _OF_RECTANGLE:  # as most: the ground of a cell
        return []
    for kind, point, _ in _segments(item):
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            bars.append([point])
        elif kind == pdfium_c.FPDF_SEGMENT_LINETO and bars and _straight(bars[-1][-1], point):
            bars[-1].append(point)
        else:
            return []
    return [place for place in map(_around, bars) if min(place[2] - place[0], place[1] - place[3]) < _THIN]


def _straight(one: _Point, other: _Point) -> bool:
    return min(abs(one[0] - other[0]), abs(one[1] - other[1])) < _ASLANT


def _around(points: Sequence[_Point]) -> _Place:
    across, up = zip(*points, strict=True)
    return min(across), max(up), max(across), min(up)


def _segments(item: Any) -> Iterator[tuple[int, _Point, bool]]:
    """The segments of a path, none of a drawing of too many: the kind, the end in user space, whether the path closes there."""
    matrix = _matrix(item)
    count = pdfium_c.FPDFPath_CountSegments(item)
    if count > _MOST_SEGMENTS:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(item, index)
        if not pdfium_c.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f
        yield pdfium_c.FPDFPathSegment_GetType(segment), point, bool(pdfium_c.FPDFPathSegment_GetClose(segment))


def _matrix(item: Any) -> pdfium_c.FS_MATRIX:
    """From the coordinates of an object to those of its page."""
    matrix = pdfium_c.FS_MATRIX(1, 0, 0, 1, 0, 0)
    pdfium_c.FPDFPageObj_GetMatrix(item, matrix)
    return matrix


def _rulings(drawn: Sequence[_Place], frame: Frame) -> Iterator[Ruling]:
    if not drawn:
        return
    boxes = np.array(drawn, dtype=np.float32)
    for left, top, right, bottom in zip(*(side.tolist() for side in frame.place(boxes)), strict=True):
        if right - left >= bottom - top:
            yield Ruling(False, (top + bottom) / 2, left, right)
        else:
            yield Ruling(True, (left + right) / 2, top, bottom)
