"""The text layer of a PDF page: its words with every character's box, through PDFium.

What signing programs draw over a page (number, day, signature stamps) stands in annotations, which PDFium keeps out of the text of the
page; :func:`read` flattens them in memory and hands them out apart, so that a stamp never mixes with a sentence.
"""

from __future__ import annotations

import ctypes
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from .tables import Ruling
from .vietnamese import OldEncoding, encoding_of_font, from_old_encoding
from .words import Word

Array = npt.NDArray[np.float32]

_RUN = re.compile(r"\S+")
_PLAIN = re.compile(r"[\x21-\x7e\xa1-\xac\xae-\u02ff\u1e00-\u1eff\u2010-\u2027\u2030-\u205e]+")  # one glyph a character, NFC
_TWICE = re.compile(r"(.)\1")
_SHOWN: dict[int, str | None] = {
    **dict.fromkeys([*range(0x20), 0x7F, 0x200B, 0x200C, 0x200D, 0xFEFF]),
    **dict.fromkeys((0x02, 0xAD, 0xFFFE), "-"),  # how PDFium hands out a hyphen at the end of a line, and a soft one
    **{0xFB00 + i: ligature for i, ligature in enumerate(("ff", "fi", "fl", "ffi", "ffl"))},
}
_OVERPRINT = 0.3  # two equal glyphs nearer than this share of their width are one glyph printed twice
_FORCE_BOLD, _ITALIC = 1 << 18, 1 << 6  # flags of a font descriptor, ISO 32000-1 table 123
_THIN = 3.0  # a filled rectangle thinner than this, in points, is a line
_MOST_SEGMENTS = 2000  # a path with more is a drawing
_DRAWING = {
    pdfium_c.FPDF_ANNOT_WIDGET,
    pdfium_c.FPDF_ANNOT_STAMP,
    pdfium_c.FPDF_ANNOT_FREETEXT,
}

_BoxOf = Callable[[int, int, int], int]


def _direct(function: Any, *argument_types: Any) -> Any:
    """The C function without ctypes' checking of each argument: it is called once a character, and the checks cost more than the call."""
    address = ctypes.cast(function, ctypes.c_void_p).value
    if address is None:
        raise RuntimeError("PDFium function is missing")
    return ctypes.CFUNCTYPE(ctypes.c_int, *argument_types)(address)


_loose_box: _BoxOf = _direct(pdfium_c.FPDFText_GetLooseCharBox, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
_font_info = _direct(
    pdfium_c.FPDFText_GetFontInfo, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p, ctypes.c_ulong, ctypes.c_void_p
)


@dataclass(frozen=True)
class TextLayer:
    """What a page says of itself.

    ``words`` is the printed text; ``annotations`` the words of each annotation that shows any; ``picture_share`` the share of the page
    that pictures cover, 0 to 1; ``rulings`` the
    lines drawn on it.
    """

    words: tuple[Word, ...]
    annotations: tuple[tuple[Word, ...], ...]
    picture_share: float
    rulings: tuple[Ruling, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page in PDF user space, and its rotation clockwise in degrees."""

    left: float
    bottom: float
    right: float
    top: float
    rotation: int

    def place(self, boxes: Array) -> tuple[Array, Array, Array, Array]:
        """Left, top, right, bottom on the page as shown, from rows of left, top, right, bottom in user space."""
        left, top, right, bottom = boxes[:, 0], boxes[:, 1], boxes[:, 2], boxes[:, 3]
        if self.rotation == 90:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.rotation == 180:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        if self.rotation == 270:
            return self.top - top, self.right - right, self.top - bottom, self.right - left
        return left - self.left, self.top - top, right - self.left, self.top - bottom


def frame_of(page: pdfium.PdfPage) -> Frame:
    left, bottom, right, top = page.get_bbox()
    return Frame(left, bottom, right, top, page.get_rotation())


def read(pdf: pdfium.PdfDocument, index: int) -> TextLayer:
    """The text layer of page ``index`` (from 0); annotations are flattened into the page in memory (the file stays as it is)."""
    page = pdf[index]
    try:
        frame = frame_of(page)
        printed, words = _page_words(page, frame, 0)
        picture_share, rulings = _objects(page, frame)
        shown = list(_annotations(page))
        flattened = bool(shown) and pdfium_c.FPDFPage_Flatten(page, pdfium_c.FLAT_NORMALDISPLAY) == pdfium_c.FLATTEN_SUCCESS
    finally:
        page.close()
    annotations = _annotation_words(pdf, index, frame, printed, shown) if flattened else ()
    return TextLayer(words, annotations, picture_share, rulings)


def _page_words(page: pdfium.PdfPage, frame: Frame, start: int) -> tuple[int, tuple[Word, ...]]:
    """How many characters the page has, and the words from character ``start`` on."""
    textpage = page.get_textpage()
    try:
        count = textpage.count_chars()
        return count, tuple(_words(textpage, start, count, frame))
    finally:
        textpage.close()


def _words(textpage: pdfium.PdfTextPage, start: int, end: int, frame: Frame) -> Iterator[Word]:
    """Words among the characters ``[start, end)`` of a text page, in the order of its content stream."""
    if end <= start:
        return
    glyphs = _Glyphs(textpage, start, end, frame)
    for match in _RUN.finditer(glyphs.text):
        for first, last in glyphs.pieces(match.start(), match.end()):
            word = glyphs.word(first, last)
            if word is not None:
                yield word


class _Glyphs:
    """The characters of a text page with their boxes on the page as shown."""

    def __init__(self, textpage: pdfium.PdfTextPage, start: int, end: int, frame: Frame) -> None:
        self._handle = ctypes.cast(textpage.raw, ctypes.c_void_p).value or 0
        self._start = start
        self.text = _text(textpage, start, end)
        boxes = np.empty((end - start, 4), dtype=np.float32)  # FS_RECTF: left, top, right, bottom
        at = boxes.ctypes.data
        for index in range(start, end):
            _loose_box(self._handle, index, at)
            at += 16
        left, top, right, bottom = frame.place(boxes)
        self._breaks = _breaks(left, right, bottom, bottom - top)
        self._left, self._right = left.tolist(), right.tolist()
        self._top, self._bottom = top.tolist(), bottom.tolist()
        self._name = ctypes.create_string_buffer(128)
        self._flags = ctypes.c_int()

    def pieces(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """``[first, last)`` cut where the next glyph stands on another line, to the left, or far off: there the layer lost a space."""
        at = bisect_left(self._breaks, first)
        while at < len(self._breaks) and self._breaks[at] < last - 1:
            yield first, self._breaks[at] + 1
            first = self._breaks[at] + 1
            at += 1
        yield first, last

    def word(self, first: int, last: int) -> Word | None:
        """One word of the glyphs ``[first, last)``; None where they show nothing."""
        text = self.text[first:last]
        if _PLAIN.fullmatch(text) and not _TWICE.search(text):
            edges = [*self._left[first:last], self._right[last - 1]]
        else:
            text, edges = self._clusters(first, last)
            if not text:
                return None
        font = self._font(first)
        if font.encoding is not None:
            text, edges = _decoded(text, edges, font.encoding)
        top, bottom = min(self._top[first:last]), max(self._bottom[first:last])
        return Word(
            text, edges[0], top, edges[-1], bottom, tuple(edges), 0.9 * (bottom - top), font.bold, font.italic, font=font.name
        )

    def _clusters(self, first: int, last: int) -> tuple[str, list[float]]:
        """NFC text and edges: marks that the layer keeps apart join their letter, glyphs printed twice count once."""
        text: list[str] = []
        edges: list[float] = []
        for index in range(first, last):
            char = self.text[index].translate(_SHOWN)
            if not char or (text and char == self.text[index - 1] and self._overprinted(index)):
                continue
            joined = unicodedata.normalize("NFC", text[-1] + char) if text and unicodedata.combining(char) else ""
            if len(joined) == 1:
                text[-1] = joined
                continue
            for part in unicodedata.normalize("NFC", char):
                text.append(part)
                edges.append(max(self._left[index], edges[-1]) if edges else self._left[index])
        if text:
            edges.append(max(self._right[last - 1], edges[-1]))
        return "".join(text), edges

    def _overprinted(self, index: int) -> bool:
        width = self._right[index] - self._left[index]
        return bool(abs(self._left[index] - self._left[index - 1]) < _OVERPRINT * width)

    def _font(self, index: int) -> _Font:
        _font_info(self._handle, self._start + index, ctypes.addressof(self._name), 128, ctypes.addressof(self._flags))
        return _font(self._name.value, self._flags.value)


def _breaks(left: Array, right: Array, bottom: Array, height: Array) -> list[int]:
    """Indexes of glyphs after which the next one cannot belong to the same word."""
    apart = np.abs(bottom[1:] - bottom[:-1]) > 0.7 * height[:-1]
    backward = left[1:] < left[:-1] - 0.5 * height[:-1]
    far = left[1:] - right[:-1] > 0.35 * height[:-1]
    broken: list[int] = np.flatnonzero(apart | backward | far).tolist()
    return broken


def _text(textpage: pdfium.PdfTextPage, start: int, end: int) -> str:
    """One character for each index: PDFium's own text drops what has no Unicode value."""
    text: str = textpage.get_text_range(start, end - start)
    if len(text) == end - start:
        return text
    codes = (pdfium_c.FPDFText_GetUnicode(textpage, index) for index in range(start, end))
    return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)


def _decoded(text: str, edges: list[float], encoding: OldEncoding) -> tuple[str, list[float]]:
    """Letters of an old font as Unicode; where two glyphs make one letter it has the width of both."""
    whole = from_old_encoding(text, encoding)
    if len(whole) == len(text):
        return whole, edges
    begins = [len(from_old_encoding(text[:end], encoding)) for end in range(1, len(text) + 1)]
    made = [edges[next(i for i, count in enumerate(begins) if count > index)] for index in range(min(len(whole), begins[-1]))]
    made += [edges[-1]] * (len(whole) - len(made))
    return whole, [*made, edges[-1]]


@dataclass(frozen=True, slots=True)
class _Font:
    name: str
    bold: bool
    italic: bool
    encoding: OldEncoding | None


@cache
def _font(raw: bytes, flags: int) -> _Font:
    name = raw.decode("utf-8", "replace").rpartition("+")[2]
    lower = name.lower()
    return _Font(
        name,
        bold="bold" in lower or bool(flags & _FORCE_BOLD),
        italic="italic" in lower or "oblique" in lower or bool(flags & _ITALIC),
        encoding=encoding_of_font(name),
    )


def _annotation_words(
    pdf: pdfium.PdfDocument, index: int, frame: Frame, printed: int, shown: list[tuple[float, float, float, float]]
) -> tuple[tuple[Word, ...], ...]:
    """The words of each annotation: on the flattened page they follow the ``printed`` characters of the page itself."""
    page = pdf[index]
    try:
        _, words = _page_words(page, frame, printed)
    finally:
        page.close()
    places = [[float(side[0]) for side in frame.place(np.array([rectangle], dtype=np.float32))] for rectangle in shown]
    found: list[list[Word]] = [[] for _ in places]
    at = 0  # flattened annotations keep their order; they may overlap
    for word in words:
        x, y = (word.left + word.right) / 2, word.middle
        inside = (i for i in (*range(at, len(places)), *range(at)) if _within(places[i], x, y))
        at = next(inside, at)
        found[at].append(word)
    return tuple(tuple(group) for group in found if group)


def _within(place: Sequence[float], x: float, y: float) -> bool:
    left, top, right, bottom = place
    return left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1


def _annotations(page: pdfium.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """Left, top, right, bottom in user space of the annotations that draw something of their own."""
    for index in range(pdfium_c.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium_c.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            rectangle = pdfium_c.FS_RECTF()
            if pdfium_c.FPDFAnnot_GetSubtype(annotation) in _DRAWING and pdfium_c.FPDFAnnot_GetRect(annotation, rectangle):
                yield rectangle.left, rectangle.top, rectangle.right, rectangle.bottom
        finally:
            pdfium_c.FPDFPage_CloseAnnot(annotation)


def _objects(page: pdfium.PdfPage, frame: Frame) -> tuple[float, tuple[Ruling, ...]]:
    """Share of the page under pictures, and its ruling lines."""
    area = max((frame.right - frame.left) * (frame.top - frame.bottom), 1.0)
    covered = 0.0
    drawn: list[tuple[float, float, float, float]] = []
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_PATH], max_depth=3):
        try:
            left, bottom, right, top = item.get_bounds()
        except pdfium.PdfiumError:
            continue
        if item.type == pdfium_c.FPDF_PAGEOBJ_IMAGE:
            covered += max(right - left, 0.0) * max(top - bottom, 0.0)
        elif min(right - left, top - bottom) < _THIN:
            drawn.append((left, top, right, bottom))
        elif _stroked(item):
            drawn += _sides(item, left, top, right, bottom)
    return min(covered / area, 1.0), tuple(_rulings(drawn, frame))


def _stroked(item: pdfium.PdfObject) -> bool:
    filling, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(pdfium_c.FPDFPath_GetDrawMode(item, filling, stroke)) and bool(stroke.value)


def _sides(
    item: pdfium.PdfObject, left: float, top: float, right: float, bottom: float
) -> Iterator[tuple[float, float, float, float]]:
    """The straight level and upright lines of a path: a frame, or a grid drawn in one go."""
    matrix = item.get_matrix()
    count = pdfium_c.FPDFPath_CountSegments(item)
    if count > _MOST_SEGMENTS:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    before = begin = (left, top)
    for index in range(count):
        segment = pdfium_c.FPDFPath_GetPathSegment(item, index)
        if not pdfium_c.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        point = matrix.on_point(x.value, y.value)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        lines = [(before, point)] if kind == pdfium_c.FPDF_SEGMENT_LINETO else []
        if kind == pdfium_c.FPDF_SEGMENT_MOVETO:
            begin = point
        elif pdfium_c.FPDFPathSegment_GetClose(segment):
            lines.append((point, begin))
        for (x0, y0), (x1, y1) in lines:
            if min(abs(x1 - x0), abs(y1 - y0)) < _THIN:
                yield min(x0, x1), max(y0, y1), max(x0, x1), min(y0, y1)
        before = point


def _rulings(drawn: Sequence[tuple[float, float, float, float]], frame: Frame) -> Iterator[Ruling]:
    if not drawn:
        return
    boxes = np.array(drawn, dtype=np.float32)
    for left, top, right, bottom in zip(*(side.tolist() for side in frame.place(boxes)), strict=True):
        if right - left >= bottom - top:
            yield Ruling(False, (top + bottom) / 2, left, right)
        else:
            yield Ruling(True, (left + right) / 2, top, bottom)
