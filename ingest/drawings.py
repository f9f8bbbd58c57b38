"""What is drawn on a PDF page beside its text: pictures, and the ruling lines of tables."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from .frame import Frame
from .tables import Ruling

_THIN = 3.0  # a filled rectangle thinner than this, in points, is a line
_MOST_SEGMENTS = 2000  # a path with more is a drawing
_DEEPEST = 3  # forms in forms

_Object = Any  # a handle of PDFium's
_Place = tuple[float, float, float, float]  # left, top, right, bottom in user space


def drawings_of(page: pdfium.PdfPage, frame: Frame) -> tuple[float, tuple[Ruling, ...]]:
    """Share of the page under pictures, and its ruling lines."""
    area = max((frame.right - frame.left) * (frame.top - frame.bottom), 1.0)
    covered = 0.0
    drawn: list[_Place] = []
    for item, kind in _objects(page):
        place = _bounds(item)
        if place is None:
            continue
        left, top, right, bottom = place
        if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            covered += max(right - left, 0.0) * max(top - bottom, 0.0)
        elif min(right - left, top - bottom) < _THIN:
            drawn.append(place)
        elif _stroked(item):
            drawn += _sides(item, left, top)
    return min(covered / area, 1.0), tuple(_rulings(drawn, frame))


def _objects(page: pdfium.PdfPage) -> Iterator[tuple[_Object, int]]:
    """Pictures and paths with their kind, those in forms too, up to :data:`_DEEPEST` forms in each other."""
    for index in range(pdfium_c.FPDFPage_CountObjects(page)):
        yield from _inside(pdfium_c.FPDFPage_GetObject(page, index), 1)


def _inside(item: _Object, depth: int) -> Iterator[tuple[_Object, int]]:
    kind = pdfium_c.FPDFPageObj_GetType(item)
    if kind in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_PATH):
        yield item, kind
    elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        for index in range(pdfium_c.FPDFFormObj_CountObjects(item)):
            yield from _inside(pdfium_c.FPDFFormObj_GetObject(item, index), depth + 1)


def _bounds(item: _Object) -> _Place | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium_c.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    return left.value, top.value, right.value, bottom.value


def _stroked(item: _Object) -> bool:
    filling, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium_c.FPDFPath_GetDrawMode(item, filling, stroke)) and bool(stroke.value)


def _sides(item: _Object, left: float, top: float) -> Iterator[_Place]:
    """The straight level and upright lines of a path: a frame, or a grid drawn in one go."""
    matrix = _matrix(item)
    count = pdfium_c.FPDFPath_CountSegments(item)
    if count > _MOST_SEGMENTS:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    before = begin = (left, top)
    for index in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(item, index)
        if not pdfium_c.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        lines = [(before, point)] if kind == pdfium_c.FPDF_SEGMENT_LINETO else []
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            begin = point
        elif pdfium_c.FPDFPathSegment_GetClose(segment):
            lines.append((point, begin))
        for (x0, y0), (x1, y1) in lines:
            if min(abs(x1 - x0), abs(y1 - y0)) < _THIN:
                yield min(x0, x1), max(y0, y1), max(x0, x1), min(y0, y1)
        before = point


def _matrix(item: _Object) -> pdfium_c.FS_MATRIX:
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
