"""PDF (.pdf): text layer where it can be trusted, recognition where not, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import compress, islice

import numpy as np
import pypdfium2 as pdfium

from ingest import signatures, textlayer
from ingest.assemble import Assembler
from ingest.document import Document, Page, PageSource, Signature
from ingest.drawings import Place
from ingest.errors import CorruptFile, NoText, TooManyPages
from ingest.glyphs import MUTE
from ingest.listings import listings
from ingest.mixed import silent, with_recognised
from ingest.nesting import endless_pages
from ingest.ocr import DPI
from ingest.pages import blocks_of
from ingest.pagetext import PageText
from ingest.pagewords import PageWords
from ingest.pictures import open_pdf, rendered
from ingest.recognition import read_scans
from ingest.source import Source
from ingest.stamps import is_stamp_text, signature_of, texts_of
from ingest.tables import Ruling, Table, tables_of
from ingest.vietnamese import matching_key, quality
from ingest.words import Word

TRUSTED = 0.75  # a text layer with a smaller share of possible syllables is not believed
TRUSTED_UNDER_PICTURE = 0.93  # under a scan the layer is some recogniser's work, and ours is likely better
COVERED = 0.75  # share of a page under pictures from which it counts as a scan
FEW_LETTERS = 12
_LEVEL = 0.5  # font heights by which the middles of words of one line differ at most
A4 = (595.0, 842.0)  # points

UNREADABLE_PAGE = (
    "Trang {number} bị hỏng trong tệp nên không đọc được; các trang khác vẫn được đọc. Hãy xem bản gốc và nhập tay phần này."
)
ENDLESS_PAGE = "Trang {number} có hình vẽ lồng nhau quá nhiều nên không mở được; các trang khác vẫn được đọc. Hãy xem bản gốc và nhập tay phần này."
LONGEST = 15.0  # seconds that a page of nested drawings may take to open


def read(source: Source) -> Document:
    """The document in a PDF; raises EncryptedFile, CorruptFile, TooManyPages, NoText.

    A page that cannot be opened costs itself alone: it is empty, with a warning.
    """
    with open_pdf(source.path) as pdf:
        if len(pdf) > source.limits.pages:
            raise TooManyPages
        endless = endless_pages(source.path, len(pdf), min(LONGEST, source.limits.seconds / 4))
        found, warnings = signatures.read(pdf, source.path)  # before the layers: reading those flattens stamps into the pages
        layers = [_broken(index, ENDLESS_PAGE) for index in endless]
        for index, said in textlayer.read(pdf, source.path, (index for index in range(len(pdf)) if index not in endless)):
            layers.append(_broken(index, UNREADABLE_PAGE) if said is None else _from_layer(index, said))
    layers.sort(key=lambda layer: layer.page.number)
    if all(layer.broken for layer in layers):
        raise CorruptFile
    pages = [layer.page for layer in layers]
    scans = [layer for layer in layers if layer.to_recognise]
    if scans:
        with open_pdf(source.path) as pdf:  # anew: reading the layer has flattened stamps into the pages
            for page, layer in _recognised(pdf, scans):
                pages[page.number - 1] = with_recognised(layer.page, page, layer.pictures) if layer.pictures else page
    try:
        return document_of(source, pages, found, warnings)
    except NoText:
        if any(layer.broken for layer in layers):
            raise CorruptFile from None
        raise


@dataclass(frozen=True, slots=True)
class _Layer:
    """A page by its text layer alone. Its source is NONE where that cannot be trusted; ``pictures``: those that may hold text beside it."""

    page: PageText
    pictures: tuple[Place, ...] = ()
    broken: bool = False

    @property
    def to_recognise(self) -> bool:
        return not self.broken and (self.page.source is not PageSource.TEXT_LAYER or bool(self.pictures))


def _recognised(pdf: pdfium.PdfDocument, layers: Sequence[_Layer]) -> Iterator[tuple[PageText, _Layer]]:
    """The pages of ``layers`` recognised, in order; what the layer of a mixed page has is left out."""
    asked = [replace(one.page, words=(), tables=(), source=PageSource.NONE) if one.pictures else one.page for one in layers]
    draws = (partial(rendered, pdf, page.number - 1, dpi=DPI, stamps=False) for page in asked)
    return zip(read_scans(zip(asked, draws, strict=True)), layers, strict=True)


def _from_layer(index: int, layer: textlayer.TextLayer) -> _Layer:
    """Page ``index`` by its text layer."""
    width, height = layer.width, layer.height
    stamps: list[str] = []
    written: list[Word] = []
    for text, words in zip(texts_of(layer.annotations), layer.annotations, strict=True):
        if is_stamp_text(text):
            stamps.append(text)
        else:
            written.extend(words)
    printed = _in_sight(PageWords.of(layer.words), width, height)
    share = quality(printed.text)
    shown = PageWords.of([word for word in printed if word.text != MUTE]) if MUTE in printed.text else printed
    if written:
        shown = _with_written(shown, written)
    page = PageText(index + 1, width, height, PageSource.TEXT_LAYER, share, shown, stamps=tuple(stamps))
    covered = sum((right - left) * (bottom - top) for left, top, right, bottom in layer.pictures) / max(width * height, 1.0)
    if not _trusted(printed.text, share, covered) or sum(len(one.text) for one in layer.turned) > len(printed.text):
        return _Layer(replace(page, words=tuple(written), source=PageSource.NONE, quality=0.0))
    page = _with_turned(replace(page, tables=_tables(shown, layer.rulings)), layer.turned)
    return _Layer(page, layer.pictures if silent(printed, layer.pictures, width * height) else ())


def _in_sight(words: PageWords, width: float, height: float) -> PageWords:
    """The words that a page of this size shows: what printers put outside its crop box (marks, names of files) nobody sees."""
    across, down = (words.left + words.right) / 2, words.middle
    seen = (across > 0) & (across < width) & (down > 0) & (down < height)
    return words if seen.all() else PageWords.of([words[index] for index in np.flatnonzero(seen).tolist()])


def _with_turned(page: PageText, turned: Sequence[Word]) -> PageText:
    """The page with its turned strings: those in tables are heads of columns, the others are beside the text."""
    if not turned:
        return page
    strings = PageWords.of(turned)
    inside = np.zeros(len(strings), dtype=bool)
    for table in page.tables:
        inside |= table.holds((strings.left + strings.right) / 2, strings.middle)
    heads = list(compress(turned, inside))
    words = PageWords.of(page.words).changed({}, heads) if heads else page.words
    return replace(page, words=words, turned=tuple(one.text for one in compress(turned, ~inside)))


def _tables(words: PageWords, rulings: Sequence[Ruling]) -> tuple[Table, ...]:
    """The tables that are drawn, and the lists in columns beside them."""
    drawn = tables_of(rulings)
    return tuple(sorted((*drawn, *listings(words, drawn)), key=lambda table: table.top))


def _broken(index: int, warning: str) -> _Layer:
    """A page that is lost, its size unknown, too."""
    page = PageText(index + 1, *A4, PageSource.NONE, 0.0, warnings=(warning.format(number=index + 1),))
    return _Layer(page, broken=True)


def _with_written(words: PageWords, written: Sequence[Word]) -> PageWords:
    """The printed words and those that a signing program wrote between them; what touches the word behind it is one with it."""
    longer: dict[int, Word] = {}
    apart: list[Word] = []
    for word in written:
        level = np.flatnonzero(np.abs(words.middle - word.middle) < _LEVEL * word.size).tolist()
        touched = next((index for index in level if _touches(word, longer.get(index) or words[index])), None)
        if touched is not None:
            longer[touched] = _one(word, longer.get(touched) or words[touched])
            continue
        others = (number for number, other in enumerate(apart) if abs(other.middle - word.middle) < _LEVEL * word.size)
        touched = next((number for number in others if _touches(word, apart[number])), None)
        if touched is None:
            apart.append(word)
        else:
            apart[touched] = _one(word, apart[touched])
    return words.changed(longer, apart)


def _touches(word: Word, behind: Word) -> bool:
    return -0.5 * word.size < behind.left - word.right < 0.05 * word.size and behind.left > word.left


def _one(word: Word, behind: Word) -> Word:
    left = tuple(min(edge, behind.left) for edge in word.edges[:-1])
    return replace(behind, text=word.text + behind.text, left=word.left, edges=(*left, *behind.edges))


def _trusted(text: str, share: float, pictures: float) -> bool:
    letters = (1 for c in text if c.isalpha())
    if sum(islice(letters, FEW_LETTERS)) < FEW_LETTERS:
        return not pictures and bool(text.strip()) and (MUTE not in text) and (len(text) < FEW_LETTERS or share >= TRUSTED)
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
        pages=[Page(page.number, *page.size, page.source, page.quality) for page in pages],
        asides=asides,
        signatures=[*signed, *_stamped(pages, signed)],
        warnings=[*warnings, *(warning for page in pages for warning in page.warnings)],
    )


def _stamped(pages: Sequence[PageText], signed: Sequence[Signature]) -> list[Signature]:
    """Signatures of which only the printed stamp is known."""
    known = {matching_key(signature.signer) for signature in signed}
    found = (signature_of(stamp) for page in pages for stamp in page.stamps)
    return [signature for signature in found if signature is not None and matching_key(signature.signer) not in known]
