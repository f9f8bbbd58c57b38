"""The text layer of a PDF page: its words with every character's box, through PDFium.

What signing programs draw over a page (number, day, signature stamps) stands in annotations, which PDFium keeps out of the text of the
page; :func:`read` flattens them in memory and hands them out apart, so that a stamp never mixes with a sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from .drawings import Place, drawings_of
from .frame import Frame, frame_of
from .glyphs import words_of
from .tables import Ruling
from .words import Word

_DRAWING = {
    pdfium_c.FPDF_ANNOT_WIDGET,
    pdfium_c.FPDF_ANNOT_STAMP,
    pdfium_c.FPDF_ANNOT_FREETEXT,
}
_DEEPEST = 5  # forms in forms: signing programs draw a form in a form in a form


@dataclass(frozen=True)
class TextLayer:
    """What a page says of itself.

    ``words`` is the printed text; ``annotations`` the words of each annotation that shows any; ``pictures`` where pictures are;
    ``rulings`` the lines drawn on the page.
    """

    words: Sequence[Word]
    annotations: tuple[tuple[Word, ...], ...]
    pictures: tuple[Place, ...]
    rulings: tuple[Ruling, ...]


def read(pdf: pdfium.PdfDocument, index: int) -> TextLayer:
    """The text layer of page ``index`` (from 0); annotations are flattened into the page in memory (the file stays as it is)."""
    page = pdf[index]
    try:
        frame = frame_of(page)
        printed, words = _page_words(page, frame, 0)
        pictures, rulings = drawings_of(page, frame)
        shown = list(_annotations(page))
        flattened = bool(shown) and pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY) == pdfium_c.FLATTEN_SUCCESS
    finally:
        page.close()
    annotations = _annotation_words(pdf, index, frame, printed, shown) if flattened else ()
    return TextLayer(words, annotations, pictures, rulings)


def _page_words(page: pdfium.PdfPage, frame: Frame, start: int) -> tuple[int, Sequence[Word]]:
    """How many characters the page has, and the words from character ``start`` on."""
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        return count, words_of(textpage, start, count, frame)
    finally:
        textpage.close()


def _annotation_words(
    pdf: pdfium.PdfDocument, index: int, frame: Frame, printed: int, shown: list[tuple[float, float, float, float]]
) -> tuple[tuple[Word, ...], ...]:
    """The words of each annotation: on the flattened page they follow the ``printed`` characters of the page itself."""
    page = pdf[index]
    try:
        _, words = _page_words(page, frame, printed)
    finally:
        page.close()
    places = [[float(side[0]) for side in frame.place(np.array([rectangle], dtype=np.float32))] for rectangle in shown]
    found: list[list[Word]] = [[] for _ in places]
    at = 0  # flattened annotations keep their order; they may overlap
    for word in words:
        x, y = (word.left + word.right) / 2, word.middle
        inside = (i for i in (*range(at, len(places)), *range(at)) if _within(places[i], x, y))
        at = next(inside, at)
        found[at].append(word)
    return tuple(tuple(group) for group in found if group)


def _within(place: Sequence[float], x: float, y: float) -> bool:
    left, top, right, bottom = place
    return left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1


def _annotations(page: pdfium.PdfPage) -> Iterator[tuple[float, float, float, float]]:
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
