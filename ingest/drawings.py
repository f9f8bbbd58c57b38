"""What is drawn on a PDF page beside its text: pictures, and the ruling lines of tables."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from .frame import Frame
from .tables import Ruling

_THIN = 3.0  # a filled rectangle thinner than this, in points, is a line
_MOST_SEGMENTS = 2000  # a path with more is a drawing


def drawings_of(page: pdfium.PdfPage, frame: Frame) -> tuple[float, tuple[Ruling, ...]]:
    """Share of the page under pictures, and its ruling lines."""
    area = max((frame.right - frame.left) * (frame.top - frame.bottom), 1.0)
    covered = 0.0
    drawn: list[tuple[float, float, float, float]] = []
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=3):
        try:
            left, bottom, right, top = item.get_bounds()
        except pdfium.PdfiumError:
            continue
        if item.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            covered += max(right - left, 0.0) * max(top - bottom, 0.0)
        elif min(right - left, top - bottom) < _THIN:
            drawn.append((left, top, right, bottom))
        elif _stroked(item):
            drawn += _sides(item, left, top, right, bottom)
    return min(covered / area, 1.0), tuple(_rulings(drawn, frame))


def _stroked(item: pdfium.PdfObject) -> bool:
    filling, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium_c.FPDFPath_GetDrawMode(item, filling, stroke)) and bool(stroke.value)


def _sides(
    item: pdfium.PdfObject, left: float, top: float, right: float, bottom: float
) -> Iterator[tuple[float, float, float, float]]:
    """The straight level and upright lines of a path: a frame, or a grid drawn in one go."""
    matrix = item.get_matrix()
    count = pdfium_c.FPDFPath_CountSegments(item)
    if count > _MOST_SEGMENTS:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    before = begin = (left, top)
    for index in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(item, index)
        if not pdfium_c.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = matrix.on_point(x.value, y.value)
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


def _rulings(drawn: Sequence[tuple[float, float, float, float]], frame: Frame) -> Iterator[Ruling]:
    if not drawn:
        return
    boxes = np.array(drawn, dtype=np.float32)
    for left, top, right, bottom in zip(*(side.tolist() for side in frame.place(boxes)), strict=True):
        if right - left >= bottom - top:
            yield Ruling(False, (top + bottom) / 2, left, right)
        else:
            yield Ruling(True, (left + right) / 2, top, bottom)
