"""Scanned pages read: prepared, cut into lines, recognised, several pages at a time."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from . import handwriting, ocr
from .document import PageSource
from .legibility import legible
from .numerals import counted
from .pagetext import PageText
from .readings import doubtful, merged, sense
from .scans import Ink, prepared
from .tables import tables_of
from .textlines import TextLine, text_lines
from .urgency import stamps_of
from .vietnamese import is_syllable, quality
from .words import Word
from .zones import zones_of

_POINT = 72 / ocr.DPI
_MOST = 0.6  # share of a line's words in doubt from which it is read again as a whole
_SENSE = 0.5  # share of syllables below which a page may lie on its side or on its head; a table of figures has no more
_EDGES = '.,;:!?…()"“”'
_FEW_WORDS = 8  # make no page of text
_WIDE = 2.0  # heights of a capital: more white than between the words of a justified line
_SHORT = 8.0  # heights of a capital
_CAPITAL = 0.67  # height of capitals as a share of the height of the font, in Times


def read_scans(pages: Iterable[tuple[PageText, Callable[[], Image.Image]]]) -> Iterator[PageText]:
    """Each page with the words recognised in its picture, in order; as many at a time as the machine has cores.

    Pictures are asked for one by one in the calling thread (PDFium knows no threads), and only as far ahead as there are cores, so that
    a scan of a thousand pages needs no more memory than one of ten.
    """
    workers = ocr.CORES.number
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
        with ocr.CORES.held():
            return _read_scan(picture, page)
    except ocr.RecognitionFailed:
        warning = f"Trang {page.number} không nhận dạng được chữ. Hãy xem bản gốc và nhập tay phần này."
        return replace(page, source=PageSource.NONE, quality=0.0, warnings=(*page.warnings, warning))


def _read_scan(picture: Image.Image, page: PageText) -> PageText:
    """The page as it lies; one that makes no sense so (a wide table scanned on its side) as it stands upright."""
    found = _read_as_it_lies(picture, page)
    if _share_of_syllables(found) >= _SENSE or len(found.words) < _FEW_WORDS:
        return found
    quarter = ocr.turn_of(picture)
    if not quarter:
        return found
    upright = replace(page, words=(), quarter=quarter)
    width, height = upright.size  # turned once more, or as it was
    other = _read_as_it_lies(picture.rotate(-quarter, expand=True), replace(upright, width=width, height=height))
    drawn = (" ".join(word.text for word in page.words),) if page.words else ()
    return replace(other, turned=(*page.turned, *drawn)) if _share_of_syllables(other) > _share_of_syllables(found) else found


def _share_of_syllables(page: PageText) -> float:
    """The share of what was read on a page that is syllables of several letters: a page on its side gives single letters and signs."""
    letters = sum(len(word.text) for word in page.words if len(word.text) > 1 and is_syllable(word.text.strip(_EDGES)))
    return letters / max(sum(len(word.text) for word in page.words), 1)


def _read_as_it_lies(picture: Image.Image, page: PageText) -> PageText:
    scan = prepared(picture, page.width, page.height)
    tables = tables_of(scan.rulings)
    lines = text_lines(scan.grey, scan.small, zones_of(scan.small, tables))
    words = _recognised(lines, scan.removed)
    urgent = tuple(stamps_of(picture, page.width, page.height))
    share = quality(" ".join(word.text for word in words))
    return replace(
        page,
        source=PageSource.OCR,
        quality=share,
        words=(*page.words, *words),
        tables=tuple(tables),
        urgent=urgent,
        angle=scan.angle,
    )


def _recognised(lines: Sequence[TextLine], removed: Ink) -> list[Word]:
    """The words of the lines with their places on the page in points; doubtful stretches are looked at twice."""
    readings = ocr.recognise_lines([line.picture for line in lines], mode=ocr.Mode.RAW_LINE)
    found = [fitted(words, line) for line, words in zip(lines, readings, strict=True)]
    stretches = [stretch for index, line in enumerate(lines) for stretch in _to_look_at(index, line, found[index])]
    again = ocr.recognise_lines([stretch.line.picture for stretch in stretches], mode=ocr.Mode.LINE)
    for stretch, words in zip(reversed(stretches), reversed(again), strict=True):
        first = found[stretch.index][stretch.start : stretch.end]
        second = [_moved(word, stretch.line.left - lines[stretch.index].left) for word in fitted(words, stretch.line)]
        whole_short_line = _short(lines[stretch.index])
        best = max(second, first, key=sense) if whole_short_line else merged(first, second)
        found[stretch.index][stretch.start : stretch.end] = best
    found = [counted(line, words) for line, words in zip(lines, found, strict=True)]
    kept = legible(lines, _with_handwriting(lines, found, removed))
    return [_on_page(word, line) for line, words in zip(lines, kept, strict=True) for word in words]


@dataclass(frozen=True)
class _Stretch:
    """Words ``start`` to before ``end`` of line ``index``, and where they stand."""

    index: int
    start: int
    end: int
    line: TextLine


def _to_look_at(index: int, line: TextLine, words: Sequence[Word]) -> Iterator[_Stretch]:
    """The stretches of a line that are worth a second look: doubtful words, each with a neighbour on both sides."""
    if _short(line) or not words:
        yield _Stretch(index, 0, len(words), line)
        return
    in_doubt = [any(doubtful([near]) for near in words[max(at - 1, 0) : at + 2]) for at in range(len(words))]
    if sum(in_doubt) > _MOST * len(words):
        yield from _parts(index, line, words)
        return
    at = 0
    for whether, group in itertools.groupby(in_doubt):
        end = at + len(list(group))
        if whether:
            left = 0.0 if at == 0 else (words[at - 1].right + words[at].left) / 2
            right = float(line.picture.shape[1]) if end == len(words) else (words[end - 1].right + words[end].left) / 2
            yield _Stretch(index, at, end, line.between(round(left), max(round(right), round(left) + 8)))
        at = end


def _parts(index: int, line: TextLine, words: Sequence[Word]) -> Iterator[_Stretch]:
    """A line in pieces, cut where it has far more white than between words: what stands beside a stamp is read without it."""
    wide = [gap for gap in _gaps(line)[1:-1] if gap[1] - gap[0] > _WIDE * line.capital]
    cuts = [0.0, *((left + right) / 2 for left, right in wide), float(line.picture.shape[1])]
    at = 0
    for left, right in itertools.pairwise(cuts):
        end = at + sum((word.left + word.right) / 2 < right for word in words[at:])
        yield _Stretch(index, at, end, line.between(round(left), round(right)))
        at = end


def _moved(word: Word, across: float) -> Word:
    return replace(word, left=word.left + across, right=word.right + across, edges=tuple(edge + across for edge in word.edges))


def _with_handwriting(lines: Sequence[TextLine], found: Sequence[list[Word]], removed: Ink) -> list[list[Word]]:
    """The lines with numbers that are written in by hand read as such, and the print around them read without."""
    done = list(found)
    written = handwriting.find(lines, found, removed)
    printed = {index: handwriting.without(lines[index], of_line) for index, of_line in written.items()}
    again = ocr.recognise_lines([line.picture for line in printed.values()], mode=ocr.Mode.LINE)
    for (index, line), words in zip(printed.items(), again, strict=True):
        known = handwriting.print_of(done[index], written[index])
        done[index] = handwriting.inserted(merged(known, fitted(words, line)), written[index])
    return done


def _short(line: TextLine) -> bool:
    """Whether a line holds a word or two: too little for a reading of the line as a whole."""
    return float(line.picture.shape[1]) < _SHORT * line.capital


def fitted(words: Sequence[Word], line: TextLine) -> list[Word]:
    """The words of a line fitted to the white between its ink, in pixels of its picture.

    Tesseract guesses edges from when it noticed a letter, which is mostly late.
    """
    if not words:
        return []
    words = _apart(words)
    gaps = _gaps(line)
    edges = [gaps[0][1], *_ends(words, gaps, line), gaps[-1][0]]
    done = []
    for word, left, right in zip(words, edges[::2], edges[1::2], strict=True):
        right = max(right, left + 1)
        stretch = (right - left) / max(word.edges[-1] - word.edges[0], 1.0)
        inner = tuple(left + (edge - word.edges[0]) * stretch for edge in word.edges)
        done.append(replace(word, left=left, right=right, edges=inner))
    return done


def _apart(words: Sequence[Word]) -> list[Word]:
    """The words, none reaching over the beginning of the next: tesseract now and then has one end where the line does."""
    begins = [*(word.left for word in words[1:]), float("inf")]
    return [
        replace(word, right=max(begin, word.left), edges=tuple(min(edge, max(begin, word.left)) for edge in word.edges))
        if begin < word.right
        else word
        for word, begin in zip(words, begins, strict=True)
    ]


def _on_page(word: Word, line: TextLine) -> Word:
    """A word of a line's picture on the page, in points; all words of a line are as high as the line."""
    return replace(
        word,
        left=(word.left + line.left) * _POINT,
        right=(word.right + line.left) * _POINT,
        top=(line.feet - 1.25 * line.capital) * _POINT,
        bottom=(line.feet + 0.35 * line.capital) * _POINT,
        edges=tuple((edge + line.left) * _POINT for edge in word.edges),
        size=line.capital / _CAPITAL * _POINT,
    )


def _gaps(line: TextLine) -> list[tuple[float, float]]:
    """White columns of a line's picture, from the margin before it to the margin behind it."""
    white = np.all(line.picture >= 128, axis=0)
    steps = np.diff(np.concatenate(([0], white.astype(np.int8), [0])))
    gaps = [(float(a), float(b)) for a, b in zip(np.flatnonzero(steps == 1), np.flatnonzero(steps == -1), strict=True)]
    width = float(len(white))
    if not gaps or gaps[0][0] > 0:
        gaps.insert(0, (0.0, 0.0))
    if gaps[-1][1] < width:
        gaps.append((width, width))
    return gaps


def _ends(words: Sequence[Word], gaps: Sequence[tuple[float, float]], line: TextLine) -> list[float]:
    """End of each word and beginning of the next: the widest gap near the place where tesseract changes from one to the other."""
    ends: list[float] = []
    reach = gaps[0][1]
    for before, behind in itertools.pairwise(words):
        place = (before.right + behind.left) / 2
        near = [gap for gap in gaps if gap[0] > reach and gap[0] - 0.7 * line.capital < place < gap[1] + 0.7 * line.capital]
        start, end = max(near, key=lambda gap: gap[1] - gap[0], default=(max(place, reach), max(place, reach)))
        ends += [start, end]
        reach = end
    return ends
