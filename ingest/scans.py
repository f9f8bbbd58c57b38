"""The picture of a page made ready for recognition, and read."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

import numpy as np
from PIL import Image

from . import ocr
from .document import PageSource
from .pages import PageText
from .vietnamese import quality
from .words import Word


def read_scans(pages: Iterable[tuple[PageText, Callable[[], Image.Image]]]) -> Iterator[PageText]:
    """Each page with the words recognised in its picture, in order; as many at a time as the machine has cores.

    Pictures are asked for one by one in the calling thread (PDFium knows no threads), and only as far ahead as there are cores, so that
    a scan of a thousand pages needs no more memory than one of ten.
    """
    workers = max(os.cpu_count() or 1, 1)
    ocr.version()
    with ThreadPoolExecutor(workers) as pool:
        waiting: deque[Future[PageText]] = deque()
        for page, draw in pages:
            if len(waiting) > workers:
                yield waiting.popleft().result()
            waiting.append(pool.submit(read_scan, draw(), page))
        while waiting:
            yield waiting.popleft().result()


def read_scan(picture: Image.Image, page: PageText) -> PageText:
    """``page`` with the words recognised in its ``picture``, beside those it has already (a number drawn by a signing program)."""
    try:
        lines = ocr.recognise(prepared(picture, page))
    except ocr.RecognitionFailed:
        warning = f"Trang {page.number} không nhận dạng được chữ. Hãy xem bản gốc và nhập tay phần này."
        return replace(page, source=PageSource.NONE, quality=0.0, warnings=(*page.warnings, warning))
    words: list[Word] = [word for line in lines for word in line]
    share = quality(" ".join(word.text for word in words))
    return replace(page, source=PageSource.OCR, quality=share, words=(*page.words, *words))


def prepared(picture: Image.Image, page: PageText) -> Image.Image:
    """The picture in grey at the resolution of recognition, without coloured ink."""
    grey = without_colour(picture)
    size = round(page.width * ocr.DPI / 72), round(page.height * ocr.DPI / 72)
    return grey if grey.size == size else grey.resize(size, Image.Resampling.BICUBIC)


def without_colour(picture: Image.Image) -> Image.Image:
    """Grey, with coloured ink (red stamps, blue signatures) gone: the lightest of the three channels is light there, dark under black."""
    return Image.fromarray(np.asarray(picture.convert("RGB")).max(axis=2))
