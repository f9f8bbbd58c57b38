"""What signing programs draw over a page (number, day, signature stamps): annotations, which PDFium keeps out of the text of the page.

Their text is read by flattening them, in memory, into a page that shows nothing else: a copy of the file in which the pages have lost what
they show themselves. Laid out together with the page it would cost as much as the page once more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import ExitStack, closing
from functools import cached_property
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

_DRAWING = {
    pdfium_c.FPDF_ANNOT_WIDGET,
    pdfium_c.FPDF_ANNOT_STAMP,
    pdfium_c.FPDF_ANNOT_FREETEXT,
}
_DEEPEST = 5  # forms in forms: signing programs draw a form in a form in a form
_CONTENTS = re.compile(rb"/Contents(?=\s*(?:\[|\d+\s+\d+\s+R\b))")  # of pages; those of annotations and signatures are strings


class Overlays:
    """The annotations of the PDF ``pdf``, the file at ``path``, page by page without the pages. To be closed."""

    def __init__(self, pdf: pdfium.PdfDocument, path: Path) -> None:
        self._pdf = pdf
        self._path = path
        self._opened = ExitStack()

    def close(self) -> None:
        self._opened.close()

    def flattened(self, index: int) -> tuple[pdfium.PdfPage, bool] | None:
        """Page ``index`` (from 0) with its annotations made part of it, to be closed, and whether it shows its own content before them.

        It does where the page cannot be told from its bytes (packed into a stream). None where flattening fails; raises PdfiumError.
        """
        if self._bare is not None:
            page = self._bare[index]
            if not pdfium_c.FPDFPage_CountObjects(page):
                return _flattened(self._bare, index, page, whole=False)
            page.close()
        return _flattened(self._pdf, index, self._pdf[index], whole=True)

    @cached_property
    def _bare(self) -> pdfium.PdfDocument | None:
        """The file without what its pages show; None where such a copy cannot be opened."""
        try:
            bare = pdfium.PdfDocument(_CONTENTS.sub(b"/Withheld", self._path.read_bytes()))
        except pdfium.PdfiumError:
            return None
        return self._opened.enter_context(closing(bare))


def _flattened(pdf: pdfium.PdfDocument, index: int, page: pdfium.PdfPage, *, whole: bool) -> tuple[pdfium.PdfPage, bool] | None:
    done = pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY) == pdfium_c.FLATTEN_SUCCESS
    page.close()
    return (pdf[index], whole) if done else None


def annotations_of(page: pdfium.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """Left, top, right, bottom in user space of the annotations that draw text of their own."""
    for index in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            rectangle = pdfium_c.FS_RECTF()
            drawing = pdfium_c.FPDFAnnot_GetSubtype(annotation) in _DRAWING and _draws_text(annotation)
            if drawing and pdfium_c.FPDFAnnot_GetRect(annotation, rectangle):
                yield rectangle.left, rectangle.top, rectangle.right, rectangle.bottom
        finally:
            pdfium_c.FPDFPage_CloseAnnot(annotation)


def _draws_text(annotation: Any) -> bool:
    """Whether an annotation is more than a picture (a seal, a signature): only for text the page must be laid out anew."""
    count = pdfium_c.FPDFAnnot_GetObjectCount(annotation)
    return any(_holds_text(pdfium_c.FPDFAnnot_GetObject(annotation, index), 1) for index in range(count))


def _holds_text(item: Any, depth: int) -> bool:
    kind = pdfium_c.FPDFPageObj_GetType(item)
    if kind != pdfium_c.FPDF_PAGEOBJ_FORM or depth > _DEEPEST:
        return bool(kind in (pdfium_c.FPDF_PAGEOBJ_TEXT, pdfium_c.FPDF_PAGEOBJ_FORM))
    count = pdfium_c.FPDFFormObj_CountObjects(item)
    return any(_holds_text(pdfium_c.FPDFFormObj_GetObject(item, index), depth + 1) for index in range(count))
