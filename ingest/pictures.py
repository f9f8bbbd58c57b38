"""Pictures of pages: for the reviewer beside the text, and for recognition."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

from .errors import CorruptFile, EmptyFile, EncryptedFile, TooLarge

MAX_PIXELS = 120_000_000  # A3 at 600 dpi has 70 million; more is a mistake or an attack


@contextmanager
def open_pdf(path: Path) -> Iterator[pdfium.PdfDocument]:
    """The PDF at ``path``, closed afterwards; raises the reader's errors for encrypted, empty and damaged files."""
    if path.stat().st_size == 0:
        raise EmptyFile
    try:
        pdf = pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        # PDFium gives the code of the last file that failed where it has none for this one (a PDF of no pages).
        if error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY) and b"/Encrypt" in path.read_bytes():
            raise EncryptedFile from error
        raise CorruptFile from error
    try:
        if len(pdf) == 0:
            raise CorruptFile("Tệp PDF không có trang nào. Hãy mở thử trên máy, lưu lại rồi thả lại.")
        yield pdf
    except pdfium.PdfiumError as error:  # a page that the file names and does not hold
        raise CorruptFile from error
    finally:
        pdf.close()


def rendered(pdf: pdfium.PdfDocument, index: int, *, dpi: int, stamps: bool) -> Image.Image:
    """Page ``index`` (from 0) as an RGB picture; ``stamps`` says whether annotations (signature stamps, numbers drawn by a signing
    program) are drawn. They are flattened in memory, since viewers draw signature fields and PDFium alone does not."""
    page = pdf[index]
    try:
        if stamps and pdfium_c.FPDFPage_GetAnnotCount(page):
            flattened = pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY)
            if flattened == pdfium_c.FLATTEN_SUCCESS:
                page.close()
                page = pdf[index]
        width, height = page.get_size()
        scale = dpi / 72
        if width * height * scale * scale > MAX_PIXELS:
            scale = (MAX_PIXELS / (width * height)) ** 0.5
        bitmap = page.render(scale=scale, may_draw_forms=False, draw_annots=False, rev_byteorder=True)
        try:
            picture: Image.Image = bitmap.to_pil().convert("RGB")
            return picture
        finally:
            bitmap.close()
    finally:
        page.close()


def frames(path: Path) -> Iterator[Image.Image]:
    """Every page of a picture file (.png, .jpg, .tif with several pages), turned upright as its camera says."""
    if path.stat().st_size == 0:
        raise EmptyFile
    try:
        with Image.open(path) as picture:
            for frame in ImageSequence.Iterator(picture):
                if frame.width * frame.height > MAX_PIXELS:
                    raise TooLarge("Ảnh có quá nhiều điểm ảnh. Hãy quét lại ở 300 dpi rồi thả lại.")
                yield on_white(ImageOps.exif_transpose(frame))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise CorruptFile from error


def picture_from(data: bytes) -> Image.Image:
    """The picture in ``data`` (the first of several), turned upright; raises CorruptFile, TooLarge."""
    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise TooLarge("Ảnh có quá nhiều điểm ảnh. Hãy quét lại ở 300 dpi rồi thả lại.")
            dpi = picture.info.get("dpi")
            upright = on_white(ImageOps.exif_transpose(picture))
            if dpi:
                upright.info["dpi"] = dpi
            return upright
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise CorruptFile from error


def on_white(picture: Image.Image) -> Image.Image:
    """RGB; what is transparent is paper."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        paper = Image.new("RGBA", clear.size, "white")
        paper.alpha_composite(clear)
        return paper.convert("RGB")
    if picture.mode in ("I", "I;16", "I;16B", "F"):
        return picture.convert("F").point(lambda value: value / 256).convert("L").convert("RGB")
    return picture.convert("RGB")


def dpi_of(picture: Image.Image) -> float:
    """Dots per inch of a scanned page: what the file says if an office page comes out of it, else what makes the page A4 wide."""
    said = picture.info.get("dpi", (0, 0))[0] or 0
    if 120 <= float(said) <= 1300 and 3.5 <= picture.width / float(said) <= 20:
        return float(said)
    short = min(picture.width, picture.height)
    return max(short / 8.27, 50.0)


def page_picture(path: Path, page: int, *, dpi: int = 110) -> bytes:
    """Page ``page`` (from 1) of a PDF, a picture file or a Word file of scanned pages as PNG, as a person sees it, stamps included.

    Raises IndexError past the end.
    """
    if _is_pdf(path):
        with open_pdf(path) as pdf:
            if not 1 <= page <= len(pdf):
                raise IndexError(page)
            picture = rendered(pdf, page - 1, dpi=dpi, stamps=True)
    else:
        picture = _page_of_word(path, page) if _is_packed(path) else _frame(path, page)
        scale = dpi / dpi_of(picture)
        if scale < 1:
            picture = picture.resize((round(picture.width * scale), round(picture.height * scale)), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=False, compress_level=6)
    return out.getvalue()


def _frame(path: Path, page: int) -> Image.Image:
    for number, frame in enumerate(frames(path), 1):
        if number == page:
            return frame
    raise IndexError(page)


def _page_of_word(path: Path, page: int) -> Image.Image:
    from .wordscans import page_of  # it stands above this module

    return page_of(path, page)


def _is_packed(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"PK"


def _is_pdf(path: Path) -> bool:
    with path.open("rb") as file:
        return b"%PDF-" in file.read(1024)
