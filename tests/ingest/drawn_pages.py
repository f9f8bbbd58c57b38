"""Pages drawn for the tests of PDF and scans: words at places, PDFs with text layers, pictures of pages. Invented text only."""

from __future__ import annotations

import ctypes
import io
import math
import random
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from ingest.assemble import Assembler
from ingest.document import Document, Page, PageSource
from ingest.pages import blocks_of
from ingest.pagetext import PageText
from ingest.source import Source
from ingest.words import Word

SIZE = 14.0


def word(text: str, left: float, middle: float, size: float = SIZE, *, bold: bool = False, confidence: float = 1.0) -> Word:
    """A word of letters half as wide as the font is high."""
    step = size / 2
    edges = tuple(left + step * index for index in range(len(text) + 1))
    return Word(text, left, middle - size / 2, edges[-1], middle + size / 2, edges, size, bold=bold, confidence=confidence)


def line(
    text: str, left: float, middle: float, size: float = SIZE, *, right: float | None = None, bold: bool = False
) -> list[Word]:
    """The words of a line from ``left`` on; with ``right`` spread to end there (justified)."""
    texts = text.split()
    widths = [len(one) * size / 2 for one in texts]
    space = size / 2
    if right is not None and len(texts) > 1:
        space = (right - left - sum(widths)) / (len(texts) - 1)
    words = []
    for one, width in zip(texts, widths, strict=True):
        words.append(word(one, left, middle, size, bold=bold))
        left += width + space
    return words


def centred(text: str, centre: float, middle: float, size: float = SIZE, *, bold: bool = False) -> list[Word]:
    return line(text, centre - len(text) * size / 4, middle, size, bold=bold)


def paragraph(
    text: str, left: float, right: float, top: float, *, indent: float = 36.0, pitch: float = 18.0
) -> tuple[list[Word], float]:
    """The words of a justified paragraph and the middle of the line that would follow."""
    rows: list[list[str]] = [[]]
    start = left + indent
    for one in text.split():
        trial = " ".join([*rows[-1], one])
        if rows[-1] and len(trial) * SIZE / 2 > right - (start if len(rows) == 1 else left):
            rows.append([])
        rows[-1].append(one)
    words: list[Word] = []
    for number, row in enumerate(rows):
        begin = start if number == 0 else left
        words += line(" ".join(row), begin, top, right=right if number < len(rows) - 1 else None)
        top += pitch
    return words, top


def page(words: Sequence[Word], number: int = 1, **more: object) -> PageText:
    """An A4 page of a text layer with these words; ``more`` are other fields of PageText."""
    return PageText(number, 595, 842, PageSource.TEXT_LAYER, 1.0, tuple(words), **more)  # type: ignore[arg-type]


def document(*pages: PageText) -> Document:
    """The document that ``pages`` make."""
    assembler = Assembler()
    asides = blocks_of(pages, assembler)
    shown = [Page(one.number, one.width, one.height, one.source) for one in pages]
    source = Source(Path("a.pdf"), "a.pdf", "0" * 64, "application/pdf")
    return assembler.finish(source, read_by="pdf", pages=shown, asides=asides)


def blocks(*pages: PageText) -> list[str]:
    """The texts of the blocks that ``pages`` make."""
    made = document(*pages)
    return [made.text[block.start : block.end] for block in made.blocks]


# --- PDF ---------------------------------------------------------------------------------------------------------------------------


@cache
def font_path(style: str = "Regular") -> str:
    """A serif font with Vietnamese letters, metrics of Times New Roman."""
    pattern = f"Liberation Serif:style={style}:lang=vi"
    return subprocess.run(["fc-match", "-f", "%{file}", pattern], capture_output=True, text=True, check=True).stdout


@dataclass(frozen=True)
class Put:
    """Text at a place of a page: left edge and foot in points from the top left corner; turned so many degrees about that corner."""

    text: str
    left: float
    foot: float
    size: float = SIZE
    style: str = "Regular"
    turned: float = 0.0


def pdf(
    pages: Sequence[Sequence[Put]],
    *,
    rulings: Sequence[tuple[float, float, float, float]] = (),
    drawn_over: Sequence[Sequence[Put]] = (),
    rotation: int = 0,
) -> bytes:
    """A PDF of A4 pages with text layers; ``rulings`` are lines (left, top, right, bottom) on every page.

    Each of ``drawn_over`` is an annotation of its own on the first page, as signing programs draw numbers and stamps.
    """
    document = pdfium.PdfDocument.new()
    fonts: dict[str, object] = {}
    for number, puts in enumerate(pages):
        page = document.new_page(595, 842)
        for put in puts:
            pdfium_c.FPDFPage_InsertObject(page, _text_object(document, put, fonts))
        for group in drawn_over if number == 0 else ():
            annotation = pdfium_c.FPDFPage_CreateAnnot(page, pdfium_c.FPDF_ANNOT_STAMP)
            left, top = min(put.left for put in group), min(put.foot - put.size for put in group)
            right = max(put.left + len(put.text) * put.size * 0.6 for put in group)
            box = pdfium_c.FS_RECTF(left - 2, 842 - top + 2, right, 842 - max(put.foot for put in group) - 4)
            pdfium_c.FPDFAnnot_SetRect(annotation, box)
            for put in group:
                pdfium_c.FPDFAnnot_AppendObject(annotation, _text_object(document, put, fonts))
            pdfium_c.FPDFPage_CloseAnnot(annotation)
        for left, top, right, bottom in rulings:
            bar = pdfium_c.FPDFPageObj_CreateNewRect(left, 842 - bottom - 0.5, max(right - left, 0.5), max(bottom - top, 0.5))
            pdfium_c.FPDFPath_SetDrawMode(bar, pdfium_c.FPDF_FILLMODE_WINDING, False)
            pdfium_c.FPDFPage_InsertObject(page, bar)
        if rotation:
            page.set_rotation(rotation)
        page.gen_content()
    file = io.BytesIO()
    document.save(file)
    document.close()
    return file.getvalue()


def _text_object(document: pdfium.PdfDocument, put: Put, fonts: dict[str, object]) -> object:
    text = pdfium_c.FPDFPageObj_CreateTextObj(document, _font(document, put.style, fonts), put.size)
    encoded = put.text.encode("utf-16-le") + b"\0\0"
    pdfium_c.FPDFText_SetText(text, (ctypes.c_ushort * (len(encoded) // 2)).from_buffer_copy(encoded))
    across, up = math.cos(math.radians(put.turned)), -math.sin(math.radians(put.turned))
    pdfium_c.FPDFPageObj_Transform(text, across, up, -up, across, put.left, 842 - put.foot)
    return text


def _font(document: pdfium.PdfDocument, style: str, fonts: dict[str, object]) -> object:
    if style not in fonts:
        data = Path(font_path(style)).read_bytes()
        buffer = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
        fonts[style] = pdfium_c.FPDFText_LoadFont(document, buffer, len(data), pdfium_c.FPDF_FONT_TRUETYPE, True)
    return fonts[style]


def bare_pdf(objects: Sequence[bytes]) -> bytes:
    """A PDF of the given objects (numbered from 1, the first is the catalogue), for what no library draws."""
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + trailer


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


# --- pictures ----------------------------------------------------------------------------------------------------------------------

DPI = 300


def picture(puts: Sequence[Put], *, width: float = 595, height: float = 842) -> Image.Image:
    """A page as a clean scan at 300 dpi."""
    scale = DPI / 72
    page = Image.new("RGB", (round(width * scale), round(height * scale)), "white")
    draw = ImageDraw.Draw(page)
    for put in puts:
        font = ImageFont.truetype(font_path(put.style), round(put.size * scale))
        draw.text((put.left * scale, put.foot * scale), put.text, fill=(25, 25, 30), font=font, anchor="ls")
    return page


def with_seal(page: Image.Image, centre: tuple[float, float], radius: float = 50.0) -> Image.Image:
    """The page with a round red seal, centre and radius in points."""
    scale = DPI / 72
    x, y, r = centre[0] * scale, centre[1] * scale, radius * scale
    layer = Image.new("RGB", page.size, "white")
    draw = ImageDraw.Draw(layer)
    for ring in (1.0, 0.75):
        draw.ellipse((x - r * ring, y - r * ring, x + r * ring, y + r * ring), outline=(225, 30, 45), width=9)
    font = ImageFont.truetype(font_path("Bold"), round(0.2 * r))
    draw.text((x, y), "ỦY BAN\nNHÂN DÂN", fill=(225, 30, 45), font=font, anchor="mm", align="center")
    return Image.fromarray(np.minimum(np.asarray(page), np.asarray(layer)))


def as_scanned(page: Image.Image, *, degrees: float = 0.0, seed: int = 7) -> Image.Image:
    """The page as it comes off the glass: askew, a little soft, grainy."""
    turned = page.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor="white").filter(ImageFilter.GaussianBlur(0.7))
    grain = np.random.default_rng(seed).normal(0, 6, (turned.height, turned.width, 1))
    return Image.fromarray(np.clip(np.asarray(turned).astype(np.float32) + grain, 0, 255).astype(np.uint8))


def scan_pdf(pages: Sequence[Image.Image]) -> bytes:
    """A PDF that holds nothing but pictures of pages."""
    file = io.BytesIO()
    first, *others = pages
    first.save(file, "PDF", save_all=True, append_images=others, resolution=DPI, quality=90)
    return file.getvalue()


def shuffled(items: Sequence[Word], seed: int) -> list[Word]:
    """The items in an order that means nothing: content streams have any."""
    found = list(items)
    random.Random(seed).shuffle(found)
    return found
