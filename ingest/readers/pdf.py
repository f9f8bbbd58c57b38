"""PDF (.pdf): text layer where it can be trusted, recognition where not, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import islice

import pypdfium2 as pdfium

from ingest import signatures, textlayer
from ingest.assemble import Assembler
from ingest.document import Document, Page, PageSource, Signature
from ingest.errors import NoText, TooManyPages
from ingest.ocr import DPI
from ingest.pages import blocks_of
from ingest.pagetext import PageText
from ingest.pagewords import PageWords
from ingest.pictures import open_pdf, rendered
from ingest.recognition import read_scans
from ingest.source import Source
from ingest.stamps import is_stamp_text, signature_of, text_of
from ingest.tables import tables_of
from ingest.vietnamese import matching_key, quality
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
        found, warnings = signatures.read(pdf, source.path)  # before the layers: reading those flattens stamps into the pages
        pages = [_from_layer(pdf, index) for index in range(len(pdf))]
    poor = [page for page in pages if page.source is not PageSource.TEXT_LAYER]
    if poor:
        with open_pdf(source.path) as pdf:  # anew: reading the layer has flattened stamps into the pages
            for page in read_scans((page, partial(rendered, pdf, page.number - 1, dpi=DPI, stamps=False)) for page in poor):
                pages[page.number - 1] = page
    return document_of(source, pages, found, warnings)


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
    printed = PageWords.of(layer.words)
    share = quality(printed.text)
    shown: Sequence[Word] = _with_written(printed, written) if written else printed
    page = PageText(index + 1, width, height, PageSource.TEXT_LAYER, share, shown, stamps=tuple(stamps))
    if _trusted(printed.text, share, layer.picture_share):
        return replace(page, tables=tuple(tables_of(layer.rulings)))
    return replace(page, words=tuple(written), source=PageSource.NONE, quality=0.0)


def _with_written(words: Sequence[Word], written: Sequence[Word]) -> tuple[Word, ...]:
    """The printed words and those that a signing program wrote between them; what touches the word behind it is one with it."""
    done = list(words)
    for word in written:
        for index, other in enumerate(done):
            beside = abs(other.middle - word.middle) < 0.5 * word.size
            if beside and -0.5 * word.size < other.left - word.right < 0.05 * word.size and other.left > word.left:
                left = tuple(min(edge, other.left) for edge in word.edges[:-1])
                edges = (*left, *other.edges)
                done[index] = replace(other, text=word.text + other.text, left=word.left, edges=edges)
                break
        else:
            done.append(word)
    return tuple(done)


def _trusted(text: str, share: float, pictures: float) -> bool:
    letters = (1 for c in text if c.isalpha())
    if sum(islice(letters, FEW_LETTERS)) < FEW_LETTERS:
        return not pictures and bool(text.strip())
    return share >= (TRUSTED_UNDER_PICTURE if pictures >= COVERED else TRUSTED)


def document_of(
    source: Source, pages: Sequence[PageText], signed: Sequence[Signature] = (), warnings: Sequence[str] = ()
) -> Document:
    """The document that ``pages`` make, ``signed`` digitally; raises NoText where none of them has any text."""
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
        signatures=[*signed, *_stamped(pages, signed)],
        warnings=[*warnings, *(warning for page in pages for warning in page.warnings)],
    )


def _stamped(pages: Sequence[PageText], signed: Sequence[Signature]) -> list[Signature]:
    """Signatures of which only the printed stamp is known."""
    known = {matching_key(signature.signer) for signature in signed}
    found = (signature_of(stamp) for page in pages for stamp in page.stamps)
    return [signature for signature in found if signature is not None and matching_key(signature.signer) not in known]
