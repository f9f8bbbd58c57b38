"""Scanned pages read: prepared, cut into lines, recognised, several pages at a time."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

from PIL import Image

from . import ocr
from .document import PageSource
from .pages import PageText
from .scans import prepared
from .tables import tables_of
from .textlines import TextLine, text_lines
from .vietnamese import quality
from .words import Word
from .zones import zones_of

_POINT = 72 / ocr.DPI


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
        scan = prepared(picture, page.width, page.height)
        lines = text_lines(scan.grey, scan.small, zones_of(scan.small))
        words = _recognised(lines)
    except ocr.RecognitionFailed:
        warning = f"Trang {page.number} không nhận dạng được chữ. Hãy xem bản gốc và nhập tay phần này."
        return replace(page, source=PageSource.NONE, quality=0.0, warnings=(*page.warnings, warning))
    share = quality(" ".join(word.text for word in words))
    tables = tuple(tables_of(scan.rulings))
    return replace(page, source=PageSource.OCR, quality=share, words=(*page.words, *words), tables=tables)


def _recognised(lines: Sequence[TextLine]) -> list[Word]:
    """The words of the lines with their places on the page in points."""
    found = ocr.recognise_lines([line.picture for line in lines], mode=ocr.Mode.RAW_LINE)
    return [_placed(word, line) for line, words in zip(lines, found, strict=True) for word in words]


def _placed(word: Word, line: TextLine) -> Word:
    """``word`` of a line's picture on the page."""
    return replace(
        word,
        left=(word.left + line.left) * _POINT,
        right=(word.right + line.left) * _POINT,
        top=(word.top + line.top) * _POINT,
        bottom=(word.bottom + line.top) * _POINT,
        edges=tuple((edge + line.left) * _POINT for edge in word.edges),
        size=word.size * _POINT,
    )
