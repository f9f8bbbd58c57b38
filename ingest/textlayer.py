"""The text layer of a PDF page: its words with every character's box, through PDFium.

What signing programs draw over a page (number, day, signature stamps) stands in annotations, which PDFium keeps out of the text of the
page; :func:`read` flattens them in memory and hands them out apart, so that a stamp never mixes with a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from .drawings import Place, drawings_of
from .frame import Frame, frame_of
from .glyphs import Characters, characters_of, words_of
from .tables import Ruling
from .words import Word

_DRAWING = {
    pdfium_c.FPDF_ANNOT_WIDGET,
    pdfium_c.FPDF_ANNOT_STAMP,
    pdfium_c.FPDF_ANNOT_FREETEXT,
}
_AT_ONCE = 16  # pages that are read together: fewer cost time, more memory
_MOST_CHARACTERS = 50_000  # of pages that are read together, some more for the last one
_DEEPEST = 5  # forms in forms: signing programs draw a form in a form in a form


@dataclass(frozen=True)
class TextLayer:
    """What a page says of itself.

    ``width`` and ``height`` are in points; ``words`` is the printed text; ``annotations`` the words of each annotation that shows any;
    ``pictures`` where pictures are; ``rulings`` the lines drawn on the page.
    """

    width: float
    height: float
    words: Sequence[Word]
    annotations: tuple[tuple[Word, ...], ...]
    pictures: tuple[Place, ...]
    rulings: tuple[Ruling, ...]


@dataclass(frozen=True)
class _OpenPage:
    """A page between its opening and the making of its words; ``shown`` are the places of annotations with text of their own."""

    index: int
    page: pdfium.PdfPage
    textpage: pdfium.PdfTextPage
    frame: Frame
    characters: Characters
    pictures: tuple[Place, ...]
    rulings: tuple[Ruling, ...]
    shown: Sequence[tuple[float, float, float, float]]

    def close(self) -> None:
        self.textpage.close()
        self.page.close()


def read(pdf: pdfium.PdfDocument, indexes: Iterable[int]) -> Iterator[tuple[int, TextLayer | None]]:
    """The text layers of the pages ``indexes`` (from 0); None where a page cannot be opened.

    Annotations are flattened into their pages in memory (the file stays as it is).
    """
    batch: list[_OpenPage] = []
    for index in indexes:
        try:
            batch.append(_opened(pdf, index))
        except pdfium.PdfiumError:
            yield index, None
        if len(batch) == _AT_ONCE or sum(len(one.characters.text) for one in batch) > _MOST_CHARACTERS:
            yield from _layers(pdf, batch)
            batch = []
    yield from _layers(pdf, batch)


def _opened(pdf: pdfium.PdfDocument, index: int) -> _OpenPage:
    page = pdf[index]
    try:
        frame = frame_of(page)
        textpage = page.get_textpage()
        characters = characters_of(textpage, 0, textpage.count_chars(), frame)
        pictures, rulings = drawings_of(page, frame)
        return _OpenPage(index, page, textpage, frame, characters, pictures, rulings, list(_annotations(page)))
    except pdfium.PdfiumError:
        page.close()
        raise


def _layers(pdf: pdfium.PdfDocument, pages: Sequence[_OpenPage]) -> Iterator[tuple[int, TextLayer | None]]:
    """The text layers of the ``pages``, which are closed."""
    if not pages:
        return
    try:
        printed = words_of([one.characters for one in pages])
        sizes = [one.page.get_size() for one in pages]
        flattened = [
            bool(one.shown) and pdfium_c.FPDFPage_Flatten(one.page, pdfium_c.FLAT_NORMALDISPLAY) == pdfium_c.FLATTEN_SUCCESS
            for one in pages
        ]
    finally:
        for one in pages:
            one.close()
    for one, words, (width, height), flat in zip(pages, printed, sizes, flattened, strict=True):
        try:
            annotations = _annotation_words(pdf, one) if flat else ()
        except pdfium.PdfiumError:
            yield one.index, None
            continue
        yield one.index, TextLayer(width, height, words, annotations, one.pictures, one.rulings)


def _annotation_words(pdf: pdfium.PdfDocument, flattened: _OpenPage) -> tuple[tuple[Word, ...], ...]:
    """The words of each annotation: on the flattened page they follow the characters of the page itself."""
    frame = flattened.frame
    page = pdf[flattened.index]
    try:
        textpage = page.get_textpage()
        count = textpage.count_chars()
        (words,) = words_of([characters_of(textpage, len(flattened.characters.text), count, frame)])
    finally:
        page.close()
    places = [[float(side[0]) for side in frame.place(np.array([one], dtype=np.float32))] for one in flattened.shown]
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
