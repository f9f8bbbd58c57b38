"""The text layer of a PDF page: its words with every character's box, through PDFium.

What signing programs draw over a page is handed out apart, so that a stamp never mixes with a sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium

from .annotations import Overlays, annotations_of
from .drawings import Place, drawings_of
from .frame import Frame, frame_of
from .glyphs import Characters, characters_of, words_of
from .tables import Ruling
from .words import Word

_AT_ONCE = 16  # pages that are read together: fewer cost time, more memory
_MOST_CHARACTERS = 50_000  # of pages that are read together, some more for the last one


@dataclass(frozen=True)
class TextLayer:
    """What a page says of itself.

    ``width`` and ``height`` are in points; ``words`` is the printed text, ``turned`` the strings of it that do not stand upright;
    ``annotations`` the words of each annotation that shows any; ``pictures`` where pictures are; ``rulings`` the lines drawn on the page.
    """

    width: float
    height: float
    words: Sequence[Word]
    turned: tuple[Word, ...]
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


def read(pdf: pdfium.PdfDocument, path: Path, indexes: Iterable[int]) -> Iterator[tuple[int, TextLayer | None]]:
    """The text layers of the pages ``indexes`` (from 0) of ``pdf``, the file at ``path``; None where a page cannot be opened.

    Annotations may be flattened into their pages in memory (the file stays as it is).
    """
    with closing(Overlays(pdf, path)) as overlays:
        batch: list[_OpenPage] = []
        for index in indexes:
            try:
                batch.append(_opened(pdf, index))
            except pdfium.PdfiumError:
                yield index, None
            if len(batch) == _AT_ONCE or sum(len(one.characters.text) for one in batch) > _MOST_CHARACTERS:
                yield from _layers(overlays, batch)
                batch = []
        yield from _layers(overlays, batch)


def _opened(pdf: pdfium.PdfDocument, index: int) -> _OpenPage:
    page = pdf[index]
    try:
        frame = frame_of(page)
        textpage = page.get_textpage()
        characters = characters_of(textpage, 0, textpage.count_chars(), frame)
        pictures, rulings = drawings_of(page, frame)
        return _OpenPage(index, page, textpage, frame, characters, pictures, rulings, list(annotations_of(page)))
    except pdfium.PdfiumError:
        page.close()
        raise


def _layers(overlays: Overlays, pages: Sequence[_OpenPage]) -> Iterator[tuple[int, TextLayer | None]]:
    """The text layers of the ``pages``, which are closed."""
    if not pages:
        return
    try:
        printed = words_of([one.characters for one in pages])
        sizes = [one.page.get_size() for one in pages]
    finally:
        for one in pages:
            one.close()
    for one, (words, turned), (width, height) in zip(pages, printed, sizes, strict=True):
        try:
            annotations = _annotation_words(overlays, one) if one.shown else ()
        except pdfium.PdfiumError:
            yield one.index, None
            continue
        yield one.index, TextLayer(width, height, words, turned, annotations, one.pictures, one.rulings)


def _annotation_words(overlays: Overlays, one: _OpenPage) -> tuple[tuple[Word, ...], ...]:
    """The words of each annotation: on the flattened page they follow the characters of the page itself, where it shows them."""
    flattened = overlays.flattened(one.index)
    if flattened is None:
        return ()
    page, whole = flattened
    try:
        textpage = page.get_textpage()
        start = len(one.characters.text) if whole else 0
        ((words, turned),) = words_of([characters_of(textpage, start, textpage.count_chars(), one.frame)])
    finally:
        page.close()
    places = [[float(side[0]) for side in one.frame.place(np.array([place], dtype=np.float32))] for place in one.shown]
    found: list[list[Word]] = [[] for _ in places]
    at = 0  # flattened annotations keep their order; they may overlap
    for word in (*words, *turned):
        x, y = (word.left + word.right) / 2, word.middle
        inside = (i for i in (*range(at, len(places)), *range(at)) if _within(places[i], x, y))
        at = next(inside, at)
        found[at].append(word)
    return tuple(tuple(group) for group in found if group)


def _within(place: Sequence[float], x: float, y: float) -> bool:
    left, top, right, bottom = place
    return left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1
