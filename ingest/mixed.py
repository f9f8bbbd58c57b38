"""Digital pages with large pictures that may hold text: a scan with a line typed over it, a scanned annex pasted into a report.

The text layer says nothing of what stands in such a picture. It is recognised beside the layer, so that nothing is lost, and the
reviewer is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from .document import PageSource
from .drawings import Place
from .pagetext import PageText
from .pagewords import Flags, PageWords
from .tables import Table
from .vietnamese import quality
from .words import Word

LARGE = 0.25  # share of the page under pictures from which they may hold a part of its text; logos and signatures cover far less
_SPOKEN_FOR = 0.03  # share of the pictures under words of the layer from which these are taken for the text in them
_READABLE = 0.75  # share of possible syllables; what is recognised in a photograph has less
_FEW_LETTERS = 20
_NEAR = 1.0  # points

RECOGNISED = "Trang {number} có hình chứa chữ: chữ trong hình được nhận dạng tự động. Hãy đối chiếu với bản gốc."
NOT_READ = "Trang {number} có hình lớn, chữ trong hình (nếu có) không đọc được. Hãy xem bản gốc."


def silent(words: PageWords, pictures: Sequence[Place], area: float) -> bool:
    """Whether large ``pictures`` of a page of ``area`` square points may hold text that is not among ``words``, its text layer."""
    covered = sum((right - left) * (bottom - top) for left, top, right, bottom in pictures)
    if covered < LARGE * area:
        return False
    inside = _inside(words, pictures)
    spoken = float(((words.right - words.left) * (words.bottom - words.top))[inside].sum())
    return spoken < _SPOKEN_FOR * min(covered, area)


def with_recognised(page: PageText, recognised: PageText, pictures: Sequence[Place]) -> PageText:
    """``page``, read by its text layer, with those words of ``recognised``, the same page as a scan, that stand in its ``pictures``."""
    layer = PageWords.of(page.words)
    scan = PageWords.of([_levelled(word, recognised) for word in recognised.words])
    wanted = _inside(scan, pictures) & ~_inside(scan, [(w.left, w.top, w.right, w.bottom) for w in layer])
    found = [scan[index] for index in np.flatnonzero(wanted).tolist()]
    text = " ".join(word.text for word in found)
    if sum(map(str.isalpha, text)) < _FEW_LETTERS:
        return page
    if quality(text) < _READABLE:
        return replace(page, warnings=(*page.warnings, NOT_READ.format(number=page.number)))
    words = (*layer, *found)
    return replace(
        page,
        source=PageSource.OCR if len(found) > len(layer) else page.source,
        quality=quality(" ".join(word.text for word in words)),
        words=words,
        tables=(*page.tables, *(table for table in recognised.tables if _lies_in(table, pictures))),
        warnings=(*page.warnings, *recognised.warnings, RECOGNISED.format(number=page.number)),
    )


def _inside(words: PageWords, places: Sequence[Place]) -> Flags:
    """Which words have their middle in one of the places."""
    across, down = (words.left + words.right) / 2, words.middle
    found = np.zeros(len(words), dtype=bool)
    for left, top, right, bottom in places:
        found |= (left - _NEAR <= across) & (across <= right + _NEAR) & (top - _NEAR <= down) & (down <= bottom + _NEAR)
    return found


def _lies_in(table: Table, places: Sequence[Place]) -> bool:
    across, down = (table.left + table.right) / 2, (table.top + table.bottom) / 2
    return any(left <= across <= right and top <= down <= bottom for left, top, right, bottom in places)


def _levelled(word: Word, page: PageText) -> Word:
    """A word of a page that was turned to be read, where it is on the page as shown; a word is short enough to count as level."""
    middle = (word.left + word.right) / 2
    across, down = page.as_seen(middle, word.middle)
    right, lower = across - middle, down - word.middle
    if not right and not lower:
        return word
    return replace(
        word,
        left=word.left + right,
        right=word.right + right,
        top=word.top + lower,
        bottom=word.bottom + lower,
        edges=tuple(edge + right for edge in word.edges),
    )
