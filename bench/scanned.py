"""Scans made on the spot from the samples: pages set in type, laid a little askew, soft and grainy, as pictures in a PDF."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from bench.files import _font_path, raw_pdf

DPI = 300
_PAGE = round(8.27 * DPI), round(11.69 * DPI)
_MARGIN = round(1.1 * DPI)
_SIZE, _PITCH = 58, 79  # pixels: 14 points, and the distance of lines
_SLANT = 0.6  # degrees to either side
_GRAIN = 6.0  # of 255


@dataclass(frozen=True)
class Scan:
    """A picture-only PDF, the pictures of its pages as files, and the text that was printed on them."""

    pdf: Path
    pages: tuple[Path, ...]
    text: str


def of_paragraphs(paragraphs: Sequence[str], folder: Path, name: str, *, seed: int = 3) -> Scan:
    """``paragraphs`` set in type on as many pages as they need, scanned."""
    chance = np.random.default_rng(seed)
    pages = [_scanned(page, chance) for page in _typeset(paragraphs)]
    file = io.BytesIO()
    pages[0].save(file, "PDF", save_all=True, append_images=pages[1:], resolution=DPI, quality=80)
    path = folder / f"{name}.pdf"
    path.write_bytes(file.getvalue())
    return Scan(path, pictures_of(path, folder), "\n".join(paragraphs))


def pictures_of(pdf: Path, folder: Path) -> tuple[Path, ...]:
    """The pages of a PDF as pictures at 300 dpi, which is what a recogniser by itself must be given."""
    made = []
    document = pypdfium2.PdfDocument(pdf)
    for number in range(len(document)):
        path = folder / f"{pdf.stem}-{number + 1}.tif"
        document[number].render(scale=DPI / 72).to_pil().convert("L").save(path, dpi=(DPI, DPI))
        made.append(path)
    document.close()
    return tuple(made)


def repeated(pages: int, lines: int, text: str) -> bytes:
    """A PDF of ``pages`` pages that all show one scanned picture of ``lines`` lines of ``text``: any length at the price of one page."""
    page = next(iter(_typeset([text] * lines)))
    jpeg = io.BytesIO()
    _scanned(page, np.random.default_rng(5)).save(jpeg, "JPEG", quality=80)
    show = b"q 595 0 0 842 0 0 cm /Im Do Q"
    picture = b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 " % _PAGE
    picture += b"/Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream" % (len(jpeg.getvalue()), jpeg.getvalue())
    kids = b" ".join(b"%d 0 R" % number for number in range(5, 5 + pages))
    leaf = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /Im 3 0 R >> >> /Contents 4 0 R >>"
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, pages), picture]
    objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(show), show))
    return raw_pdf([*objects, *[leaf] * pages])


def _typeset(paragraphs: Sequence[str]) -> list[Image.Image]:
    """The pages that paragraphs fill, their lines justified as in an office's letters."""
    font = ImageFont.truetype(_font_path(), _SIZE)
    room = _PAGE[0] - 2 * _MARGIN
    pages: list[Image.Image] = []
    foot = _PAGE[1]
    for paragraph in paragraphs:
        for words, last in _lines(paragraph.split(), font, room):
            if foot + _PITCH > _PAGE[1] - _MARGIN:
                pages.append(Image.new("L", _PAGE, 255))
                foot = _MARGIN
            foot += _PITCH
            space = font.getlength(" ")
            if not last and len(words) > 1:
                space = (room - sum(map(font.getlength, words))) / (len(words) - 1)
            left = float(_MARGIN)
            for word in words:
                ImageDraw.Draw(pages[-1]).text((left, foot), word, fill=25, font=font, anchor="ls")
                left += font.getlength(word) + space
        foot += _PITCH // 3
    return pages


def _lines(words: Sequence[str], font: ImageFont.FreeTypeFont, room: float) -> list[tuple[list[str], bool]]:
    """Words broken into lines, each with whether it is the last of its paragraph."""
    lines: list[list[str]] = [[]]
    for word in words:
        if lines[-1] and font.getlength(" ".join([*lines[-1], word])) > room:
            lines.append([])
        lines[-1].append(word)
    return [(line, line is lines[-1]) for line in lines]


def _scanned(page: Image.Image, chance: np.random.Generator) -> Image.Image:
    """The page as it comes off the glass."""
    slant = float(chance.uniform(-_SLANT, _SLANT))
    turned = page.rotate(slant, resample=Image.Resampling.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(0.6))
    grain = chance.normal(0, _GRAIN, (turned.height, turned.width))
    return Image.fromarray(np.clip(np.asarray(turned) * 0.93 + 8 + grain, 0, 255).astype(np.uint8))
