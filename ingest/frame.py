"""The visible part of a PDF page: from PDF user space to the page as a person sees it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

Array = npt.NDArray[np.float32]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page in PDF user space, and its rotation clockwise in degrees."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    def place(self, boxes: Array) -> tuple[Array, Array, Array, Array]:
        """Left, top, right, bottom on the page as shown, from rows of left, top, right, bottom in user space."""
        left, top, right, bottom = boxes[:, 0], boxes[:, 1], boxes[:, 2], boxes[:, 3]
        if self.rotation == 90:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.rotation == 180:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        if self.rotation == 270:
            return self.top - top, self.right - right, self.top - bottom, self.right - left
        return left - self.left, self.top - top, right - self.left, self.top - bottom

    def down(self, across: Floats, up: Floats) -> Floats:
        """The heights, on the page as shown, of points in user space."""
        if self.rotation == 90:
            return across - self.left
        if self.rotation == 180:
            return up - self.bottom
        if self.rotation == 270:
            return self.right - across
        return self.top - up


def frame_of(page: pdfium.PdfPage) -> Frame:
    left, bottom, right, top = page.get_bbox()
    return Frame(left, bottom, right, top, page.get_rotation())
