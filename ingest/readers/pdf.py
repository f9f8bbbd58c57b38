"""PDF (.pdf): text layer where it can be trusted, recognition where not, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pypdfium2 as pdfium

from ingest import textlayer
from ingest.assemble import Assembler
from ingest.document import Document, Page, PageSource, Signature
from ingest.errors import NoText, TooManyPages
from ingest.ocr import DPI
from ingest.pages import PageText, blocks_of
from ingest.pictures import open_pdf, rendered
from ingest.recognition import read_scans
from ingest.source import Source
from ingest.stamps import is_stamp_text, signature_of, text_of
from ingest.tables import tables_of
from ingest.vietnamese import quality
from ingest.words import Word

TRUSTED = 0.75  # a text layer with a smaller share of possible syllables is not believed
TRUSTED_UNDER_PICTURE = 0.93  # under a scan the layer is some recogniser's work, and ours is likely better
COVERED = 0.75  # share of a page under pictures from which it counts as a scan
FEW_LETTERS = 12


def read(source: Source) -> Document:
    """The document in a PDF; raises EncryptedFile, CorruptFile, TooManyPages, NoText."""
    with open_pdf(source.path) as pdf:
        if len(pdf) > source.limits.pages:
            raise TooManyPages
        pages = [_from_layer(pdf, index) for index in range(len(pdf))]
    poor = [page for page in pages if page.source is not PageSource.TEXT_LAYER]
    if poor:
        with open_pdf(source.path) as pdf:  # anew: reading the layer has flattened stamps into the pages
            for page in read_scans((page, partial(rendered, pdf, page.number - 1, dpi=DPI, stamps=False)) for page in poor):
                pages[page.number - 1] = page
    return document_of(source, pages)


def _from_layer(pdf: pdfium.PdfDocument, index: int) -> PageText:
    """Page ``index`` by its text layer; its source is NONE where that cannot be trusted."""
    width, height = pdf.get_page_size(index)
    layer = textlayer.read(pdf, index)
    stamps: list[str] = []
    written: list[Word] = []
    for words in layer.annotations:
        text = text_of(words)
        if is_stamp_text(text):
            stamps.append(text)
        else:
            written.extend(words)
    text = " ".join(word.text for word in layer.words)
    share = quality(text)
    page = PageText(index + 1, width, height, PageSource.TEXT_LAYER, share, (*layer.words, *written), stamps=tuple(stamps))
    if _trusted(text, share, layer.picture_share):
        return replace(page, tables=tuple(tables_of(layer.rulings)))
    return replace(page, words=tuple(written), source=PageSource.NONE, quality=0.0)


def _trusted(text: str, share: float, pictures: float) -> bool:
    if sum(c.isalpha() for c in text) < FEW_LETTERS:
        return not pictures and bool(text.strip())
    return share >= (TRUSTED_UNDER_PICTURE if pictures >= COVERED else TRUSTED)


def document_of(source: Source, pages: Sequence[PageText]) -> Document:
    """The document that ``pages`` make; raises NoText where none of them has any."""
    assembler = Assembler()
    asides = blocks_of(pages, assembler)
    if assembler.empty:
        raise NoText
    recognised = sum(page.source is PageSource.OCR for page in pages)
    return assembler.finish(
        source,
        read_by="ocr" if recognised == len(pages) else "pdf",
        pages=[Page(page.number, page.width, page.height, page.source, page.quality) for page in pages],
        asides=asides,
        signatures=_signatures(pages),
        warnings=[warning for page in pages for warning in page.warnings],
    )


def _signatures(pages: Sequence[PageText]) -> list[Signature]:
    found = (signature_of(stamp) for page in pages for stamp in page.stamps)
    return [signature for signature in found if signature is not None]
