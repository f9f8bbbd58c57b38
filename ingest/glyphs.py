"""The characters of PDF pages as PDFium gives them, made words with every character's edges.

PDFium is asked for the text of a page, the box of each printed character, the font and the turn of each line; all else is done on whole
columns, those of several pages at once. What no column can say (marks that the layer keeps apart from their letters, glyphs printed twice,
fonts of before Unicode) is settled word by word.
"""

from __future__ import annotations

import ctypes
import unicodedata
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, repeat
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from . import spacing
from .direct import (
    Pointer,
    angle_of_character,
    font_info,
    font_of_object,
    handle_of,
    loose_box,
    matrix_of_object,
    object_of_character,
    origin_of_character,
    pointer,
    size_of_object,
)
from .frame import Array, Frame
from .pagewords import Flags, Floats, Numbers, PageWords
from .turned import clockwise, is_turned, strings_of
from .vietnamese import OldEncoding, encoding_of_font, from_old_encoding
from .words import Word

Codes = npt.NDArray[np.uint32]

_SHOWN: dict[int, str | None] = {
    **dict.fromkeys([*range(0x20), 0x7F, 0xAD, 0x200B, 0x200C, 0x200D, 0xFEFF, 0xFFFE]),
    **{0xFB00 + i: ligature for i, ligature in enumerate(("ff", "fi", "fl", "ffi", "ffl"))},
}
_INVISIBLE = frozenset("\xad\u200b\u200c\u200d\ufeff")
_HYPHENS = (0x02, 0xAD, 0xFFFE)  # how PDFium hands out a hyphen at the end of a line, and a soft one
# Blocks whose characters are mostly one glyph each: Latin, Greek, Cyrillic, Vietnamese, signs, and the private area of symbol fonts.
_ONE_GLYPH = ((0x21, 0x530), (0x1E00, 0x2030), (0x2030, 0x2C00), (0xE000, 0xF900))
_PLAIN, _SPACE, _ODD = range(3)
MUTE = "\ufffd"  # stands for a word of glyphs whose font does not say what letters they are
_ROOM = 1024  # characters whose boxes are asked for at a time
_OVERPRINT = 0.3  # two equal glyphs nearer than this share of their width are one glyph printed twice
_FORCE_BOLD, _ITALIC = 1 << 18, 1 << 6  # flags of a font descriptor, ISO 32000-1 table 123
_DEEPER = 0.4  # heights by which "p" may reach under "o": words farther off the one before have a baseline of their own
_SMALLEST, _SAME_SCALE = 4.0, 0.01  # points, and by how much a scale may be off 1: no page's text is smaller
_RAISED = 0.1  # font heights by which a raised or lowered digit stands off its neighbours at least
_TIMES_ASCENT, _TIMES_DESCENT = 0.891, 0.216  # what Times New Roman claims above and under the baseline, as shares of its size
_LEAST_HEIGHT, _MOST_HEIGHT = 0.8, 2.6  # of that of a line's highest glyph: else the size is in units of another kind
_TOUCHING = 0.05  # font heights between letters that have no space between them
_STEP = 0.5  # font heights between words that may be letters of one word printed upwards
_SIZE = 0.9  # height of a font as a share of that of its boxes, which reach from ascender to descender


@cache
def _kinds() -> npt.NDArray[np.uint8]:
    """For each code whether it is white space, one glyph that is a letter or sign as it stands, or something to look at."""
    kinds = np.full(0x10000, _ODD, dtype=np.uint8)
    for first, last in _ONE_GLYPH:
        for code in range(first, last):
            char = chr(code)
            plain = code not in _SHOWN and not unicodedata.combining(char) and unicodedata.is_normalized("NFC", char)
            if plain and unicodedata.category(char) != "Cn":
                kinds[code] = _PLAIN
    for code in range(0x10000):
        if chr(code).isspace():
            kinds[code] = _SPACE
    return kinds


@dataclass(frozen=True, slots=True)
class Characters:
    """Characters of a text page that stays open until they are made words: ``text`` from number ``start`` on, one for each number."""

    handle: int
    start: int
    text: str
    frame: Frame


def characters_of(textpage: pdfium.PdfTextPage, start: int, end: int, frame: Frame) -> Characters:
    """The characters ``[start, end)`` of a text page."""
    return Characters(handle_of(textpage), start, _text(textpage, start, end) if end > start else "", frame)


class Printed(NamedTuple):
    """The words of a page, in the order of its content stream, and the strings that are printed turned."""

    words: Sequence[Word] = ()
    turned: tuple[Word, ...] = ()


def words_of(pages: Sequence[Characters]) -> list[Printed]:
    """The words of each page."""
    text = "\n".join(page.text for page in pages)  # the end of a page ends a word, as any white space does
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    kinds = _kinds()[np.minimum(codes, 0xFFFF)]
    if (kinds == _ODD).any():
        codes = np.where(np.isin(codes, _HYPHENS), ord("-"), codes).astype(np.uint32)
        kinds = _kinds()[np.minimum(codes, 0xFFFF)]
    shown = np.flatnonzero(kinds != _SPACE)
    if not len(shown):
        return [Printed()] * len(pages)
    offsets = np.cumsum([0, *(len(page.text) + 1 for page in pages)])
    bounds = np.searchsorted(shown, offsets)  # the shown characters of page i are [bounds[i], bounds[i + 1])
    indexes = shown - np.repeat(offsets[:-1] - [page.start for page in pages], np.diff(bounds))
    places = np.empty((4, len(shown)), dtype=np.float32)
    for page, (start, end) in zip(pages, pairwise(bounds.tolist()), strict=True):
        places[:, start:end] = page.frame.place(_boxes(page.handle, indexes[start:end]))
    return _printed(pages, _Glyphs(codes[shown], kinds[shown] == _ODD, places, shown, indexes), bounds)


def _printed(pages: Sequence[Characters], glyphs: _Glyphs, bounds: Numbers) -> list[Printed]:
    """The words that ``glyphs`` make: those of page *i* are ``[bounds[i], bounds[i + 1])``."""
    raised = glyphs.raised()
    begun = _Begun.of(glyphs, bounds, raised)
    turns = _turns(pages, glyphs, begun)
    strings: list[tuple[Word, ...]] = [()] * len(pages)
    turned = is_turned(turns)
    if turned.any():
        strings = [_strings(glyphs, turns, start + np.flatnonzero(turned[start:end])) for start, end in pairwise(bounds.tolist())]
        glyphs, bounds = glyphs.those(~turned), np.append(0, np.cumsum(~turned))[bounds]
        raised = glyphs.raised()
        begun = _Begun.of(glyphs, bounds, raised)
    if not len(glyphs):
        return [Printed(turned=one) for one in strings]
    fonts = _Fonts()
    for page, (start, end) in zip(pages, pairwise(begun.words.tolist()), strict=True):
        if start < end:
            lines = np.flatnonzero(begun.lines[start:end])
            fonts.add(page.handle, glyphs.indexes[begun.first[start:end]].tolist(), lines.tolist())
    numbers = fonts.numbers
    _even_out(pages, glyphs, begun, fonts.sizes)
    if begun.torn:
        of_letters = np.repeat(numbers, begun.lengths(glyphs))
        begun = _Begun.of(glyphs, bounds, raised)
        numbers = of_letters[begun.first]
    words = _Words(glyphs, begun.first, np.append(begun.first[1:], len(glyphs)), fonts.fonts, numbers)
    return list(map(Printed, words.of_pages(begun.words.tolist()), strings))


@dataclass(frozen=True, slots=True)
class _Begun:
    """Where words begin: word *i* with the glyph ``first[i]``, those of page *j* are ``[words[j], words[j + 1])``.

    ``lines`` says which words begin a printed line, as far as the order of the content stream tells, ``torn`` that words end where the layer
    has no white space.
    """

    first: Numbers
    words: Numbers
    lines: Flags
    torn: bool

    @classmethod
    def of(cls, glyphs: _Glyphs, bounds: Numbers, raised: Flags) -> _Begun:
        """``raised``: after which characters no word ends, whatever the layer says (:meth:`_Glyphs.raised`)."""
        if not len(glyphs):
            return cls(bounds[:0], bounds, raised, False)
        apart, spaced = glyphs.breaks(), np.diff(glyphs.at) > 1
        first = np.flatnonzero(np.concatenate(([True], (spaced | apart) & ~raised)))
        alone = np.diff(np.append(first, len(glyphs))) == 1
        if spacing.may_be(alone):
            first = np.delete(first, list(spacing.joined(glyphs.text_of(first), alone, glyphs.gaps(first))))
        words = np.searchsorted(first, bounds)
        lines = glyphs.starts_of_lines(first)
        lines[words[:-1][words[:-1] < words[1:]]] = True
        return cls(first, words, lines, bool((apart & ~spaced).any()))

    def lengths(self, glyphs: _Glyphs) -> Numbers:
        """How many of ``glyphs`` each word has."""
        return np.diff(np.append(self.first, len(glyphs)))


def _even_out(pages: Sequence[Characters], glyphs: _Glyphs, begun: _Begun, sizes: Floats) -> None:
    """Give the characters of a word one top and one foot, by the size of its font (``sizes``).

    PDFium's boxes have the height that the font claims, made longer by glyphs that reach beyond: with fonts that claim nothing (some
    LibreOffices write "/Ascent 0 /Descent 0") each box has that of its glyph.
    """
    level = np.flatnonzero(begun.lines | glyphs.steps(begun.first, _DEEPER))
    baselines = np.empty(len(level))
    bounds = np.searchsorted(level, begun.words)
    for page, (start, end) in zip(pages, pairwise(bounds.tolist()), strict=True):
        baselines[start:end] = _baselines(page, glyphs.indexes[begun.first[level[start:end]]].tolist())
    foot = np.repeat(baselines, np.diff(np.append(level, len(begun.first))))
    reach = np.maximum.reduceat(glyphs.bottom - glyphs.top, begun.first)
    height = (_TIMES_ASCENT + _TIMES_DESCENT) * sizes
    lengths = begun.lengths(glyphs)
    known = np.repeat((height > _LEAST_HEIGHT * reach) & (height < _MOST_HEIGHT * reach), lengths)
    glyphs.top[known] = np.repeat(foot - _TIMES_ASCENT * sizes, lengths)[known]
    glyphs.bottom[known] = np.repeat(foot + _TIMES_DESCENT * sizes, lengths)[known]


def _baselines(page: Characters, indexes: Sequence[int]) -> Floats:
    """The height on the page, as shown, of the baseline of each character."""
    room, across, up = _origins()
    textpage = pointer(page.handle)
    origins = np.empty((len(indexes), 2))
    for start in range(0, len(indexes), _ROOM):
        part = indexes[start : start + _ROOM]
        deque(map(origin_of_character, repeat(textpage), part, across, up), maxlen=0)
        origins[start : start + _ROOM] = room[: len(part)]
    return page.frame.down(origins[:, 0], origins[:, 1])


@cache
def _origins() -> tuple[Floats, list[Pointer], list[Pointer]]:
    """Where PDFium puts the origins of characters, and pointers to both numbers of each."""
    room = np.zeros((_ROOM, 2))
    at = [pointer(place) for place in range(room.ctypes.data, room.ctypes.data + room.nbytes, room.itemsize)]
    return room, at[::2], at[1::2]


def _turns(pages: Sequence[Characters], glyphs: _Glyphs, begun: _Begun) -> Numbers:
    """By how many degrees each glyph is turned clockwise.

    Words that begin a line or stand a step off the one before are asked; where one of them is turned, all glyphs of its page.
    """
    turns = np.zeros(len(glyphs), dtype=np.intp)
    asked = begun.lines | glyphs.steps(begun.first, _STEP)
    ends = np.append(begun.first, len(glyphs))
    for page, (start, end) in zip(pages, pairwise(begun.words.tolist()), strict=True):
        if is_turned(_clockwise(page, glyphs.indexes[begun.first[start:end][asked[start:end]]])).any():
            whole = slice(ends[start], ends[end])
            turns[whole] = _clockwise(page, glyphs.indexes[whole])
    return turns


def _clockwise(page: Characters, indexes: Numbers) -> Numbers:
    angles = list(map(angle_of_character, repeat(pointer(page.handle)), indexes.tolist()))
    return clockwise(np.array(angles, dtype=np.float64), page.frame.rotation)


def _strings(glyphs: _Glyphs, turns: Numbers, wanted: Numbers) -> tuple[Word, ...]:
    """The strings that the ``wanted`` glyphs make, which are turned."""
    spaced = np.diff(glyphs.at[wanted], prepend=glyphs.at[wanted][:1]) > 1
    return tuple(strings_of(glyphs.text_of(wanted), spaced.tolist(), turns[wanted].tolist(), glyphs.places[:, wanted]))


def _text(textpage: pdfium.PdfTextPage, start: int, end: int) -> str:
    """One character for each index: PDFium's own text drops what has no Unicode value."""
    text: str = textpage.get_text_range(start, end - start)
    if len(text) == end - start:
        return text
    codes = (pdfium_c.FPDFText_GetUnicode(textpage, index) for index in range(start, end))
    return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)


def _boxes(handle: int, indexes: Numbers) -> Array:
    """Left, top, right, bottom of the characters, from ascender to descender; zeros where PDFium knows none."""
    room, places = _room()
    textpage = pointer(handle)
    boxes = np.empty((len(indexes), 4), dtype=np.float32)
    for start in range(0, len(indexes), _ROOM):
        part = indexes[start : start + _ROOM].tolist()
        room[: len(part)] = 0
        deque(map(loose_box, repeat(textpage), part, places), maxlen=0)
        boxes[start : start + _ROOM] = room[: len(part)]
    return boxes


@cache
def _room() -> tuple[Array, list[Pointer]]:
    """Where PDFium puts boxes (FS_RECTF), and a pointer to the place of each."""
    room = np.zeros((_ROOM, 4), dtype=np.float32)
    at = room.ctypes.data
    return room, [pointer(place) for place in range(at, at + room.nbytes, room.strides[0])]


# --- fonts -------------------------------------------------------------------------------------------------------------------------


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


def _sizes(objects: Sequence[int | None]) -> Floats:
    """The heights of the fonts of text objects on their page, in points; 0 where PDFium knows none."""
    sizes = np.zeros(len(objects), dtype=np.float32)
    deque(map(size_of_object, objects, range(sizes.ctypes.data, sizes.ctypes.data + sizes.nbytes, sizes.itemsize)), maxlen=0)
    # A program that writes sizes of its own units does so from a page's first text on: no other page is asked for all its scales.
    if sizes[0] < _SMALLEST or abs(_scales(objects[:1])[0] - 1) > _SAME_SCALE:
        sizes *= _scales(objects)
    return sizes.astype(np.float64)


def _scales(objects: Sequence[int | None]) -> Array:
    """By how much text objects are made higher than their font's size says."""
    matrices = np.zeros((len(objects), 6), dtype=np.float32)  # FS_MATRIX
    at = range(matrices.ctypes.data, matrices.ctypes.data + matrices.nbytes, matrices.strides[0])
    deque(map(matrix_of_object, objects, at), maxlen=0)
    scales: Array = np.hypot(matrices[:, 2], matrices[:, 3])
    return scales


class _Fonts:
    """The fonts of the words of several pages: word *i* is in ``fonts[numbers[i]]``, ``sizes[i]`` points high."""

    def __init__(self) -> None:
        self.fonts: list[_Font] = []
        self._number_of: dict[tuple[bytes, int], int] = {}
        self._runs: list[int] = []  # numbers of fonts, each of as many words as ``_lengths`` says
        self._lengths: list[int] = []
        self._sizes: list[Floats] = []

    @property
    def numbers(self) -> Numbers:
        return np.repeat(np.array(self._runs, dtype=np.intp), self._lengths)

    @property
    def sizes(self) -> Floats:
        return np.repeat(np.concatenate([*self._sizes, np.empty(0)]), self._lengths)

    def add(self, handle: int, indexes: Sequence[int], lines: Sequence[int]) -> None:
        """The words of a page that begin with these characters; ``lines`` are the places in ``indexes`` where printed lines begin.

        A text object has one font, and often is a whole line: where a line ends in the object in which it begins, that is all of it.
        """
        textpage = pointer(handle)
        ends = [*lines[1:], len(indexes)]
        firsts = map(object_of_character, repeat(textpage), [indexes[start] for start in lines])
        lasts = map(object_of_character, repeat(textpage), [indexes[end - 1] for end in ends])
        objects: list[int | None] = []
        characters: list[int] = []
        for start, end, first, last in zip(lines, ends, firsts, lasts, strict=True):
            if first == last:
                objects.append(first)
                characters.append(indexes[start])
                self._lengths.append(end - start)
            else:
                inside = indexes[start:end]
                objects += map(object_of_character, repeat(textpage), inside)
                characters += inside
                self._lengths += [1] * len(inside)
        fonts = list(map(font_of_object, objects))
        number_of = self._numbered(handle, dict(zip(fonts, characters, strict=True)))
        self._runs += map(number_of.__getitem__, fonts)
        self._sizes.append(_sizes(objects))

    def _numbered(self, handle: int, fonts: dict[int | None, int]) -> dict[int | None, int]:
        """The numbers of fonts of a page, each given with one of its characters."""
        name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
        name_at, flags_at = ctypes.addressof(name), ctypes.addressof(flags)
        found = {}
        for font, character in fonts.items():
            font_info(handle, character, name_at, 128, flags_at)
            number = self._number_of.setdefault((name.value, flags.value), len(self.fonts))
            if number == len(self.fonts):
                self.fonts.append(_font(name.value, flags.value))
            found[font] = number
        return found


# --- characters --------------------------------------------------------------------------------------------------------------------


class _Glyphs:
    """Printed characters with their boxes on the page as shown, white space left out.

    ``odd`` are those that may be no letter of their own. ``at`` is where each stands in the text of all pages with its white space,
    ``indexes`` its number on its own text page.
    """

    def __init__(self, codes: Codes, odd: Flags, places: Array, at: Numbers, indexes: Numbers) -> None:
        self.codes = codes
        self.odd = odd
        self.places = places
        self.at = at
        self.indexes = indexes
        self.left, self.top, self.right, self.bottom = places

    def __len__(self) -> int:
        return len(self.codes)

    def those(self, wanted: Flags | slice) -> _Glyphs:
        """The characters that are ``wanted``."""
        return _Glyphs(self.codes[wanted], self.odd[wanted], self.places[:, wanted], self.at[wanted], self.indexes[wanted])

    def breaks(self) -> Flags:
        """After which character (but the last) the next one cannot be of the same word: it stands on another line, to the left, or far
        off. There the layer lost a space."""
        height = self.bottom[:-1] - self.top[:-1]
        broken: Flags = np.abs(self.bottom[1:] - self.bottom[:-1]) > 0.7 * height
        broken |= self.left[1:] < self.left[:-1] - 0.5 * height
        broken |= self.left[1:] - self.right[:-1] > 0.35 * height
        return broken

    def raised(self) -> Flags:
        """After which character (but the last) the next one touches it and one of the two is a raised or lowered digit ("m²;", "CO₂"): there
        the layer has a line's end too many."""
        height = np.maximum(self.bottom[1:] - self.top[1:], self.bottom[:-1] - self.top[:-1])
        shift = np.abs(np.diff(self.bottom))
        digit = (self.codes >= ord("0")) & (self.codes <= ord("9"))
        touching = np.abs(self.left[1:] - self.right[:-1]) < _TOUCHING * height
        found: Flags = touching & (shift > _RAISED * height) & (shift < _STEP * height) & (digit[1:] | digit[:-1])
        return found

    def text_of(self, wanted: Numbers) -> str:
        """The characters of these numbers."""
        return self.codes[wanted].tobytes().decode("utf-32-le", "surrogatepass")

    def gaps(self, first: Numbers) -> list[float]:
        """The space before each of the words that begin at ``first``, infinite before the first of a line."""
        space = self.left[first][1:] - self.right[first[1:] - 1]
        return [float("inf"), *np.where(self.starts_of_lines(first)[1:], np.inf, space).tolist()]

    def starts_of_lines(self, first: Numbers) -> Flags:
        """Which of the words that begin at ``first`` stand left of, or under, the word before them."""
        left, bottom = self.left[first], self.bottom[first]
        height = bottom - self.top[first]
        starts = (left[1:] < left[:-1]) | (np.abs(bottom[1:] - bottom[:-1]) > 2 * height[:-1])
        return np.concatenate(([True], starts))

    def steps(self, first: Numbers, least: float) -> Flags:
        """Which of the words that begin at ``first`` stand more than ``least`` heights off the word before them."""
        bottom = self.bottom[first]
        return np.concatenate(([True], np.abs(np.diff(bottom)) > least * (bottom - self.top[first])[1:]))

    def overprinted(self) -> Flags:
        """Which characters are printed over an equal one."""
        twice = np.zeros(len(self.codes), dtype=bool)
        near = np.abs(self.left[1:] - self.left[:-1]) < _OVERPRINT * (self.right[1:] - self.right[:-1])
        twice[1:] = near & (self.codes[1:] == self.codes[:-1])
        return twice


@dataclass(frozen=True, slots=True)
class _Words:
    """Words of printed characters: word *i* has the glyphs ``[first[i], last[i])`` in ``fonts[font[i]]``."""

    glyphs: _Glyphs
    first: Numbers
    last: Numbers
    fonts: Sequence[_Font]
    font: Numbers

    def of_pages(self, bounds: Sequence[int]) -> list[Sequence[Word]]:
        """The words of each page: page *i* has ``[bounds[i], bounds[i + 1])``."""
        if self.plain:
            whole = self.columns()
            return [whole.part(start, end) if start < end else () for start, end in pairwise(bounds)]
        parts = (self.part(start, end) if start < end else None for start, end in pairwise(bounds))
        return [() if part is None else part.columns() if part.plain else part.one_by_one() for part in parts]

    def part(self, start: int, end: int) -> _Words:
        """The words ``[start, end)``, at least one."""
        begin = int(self.first[start])
        glyphs = self.glyphs.those(slice(begin, int(self.last[end - 1])))
        first, last = self.first[start:end] - begin, self.last[start:end] - begin
        return _Words(glyphs, first, last, self.fonts, self.font[start:end])

    @property
    def plain(self) -> bool:
        """Whether each character is one glyph and one letter."""
        return not (self.glyphs.odd.any() or self.glyphs.overprinted().any() or self._old())

    def _old(self) -> bool:
        """Whether any of the words is typed in a font of before Unicode and is another word without that font."""
        old = any(font.encoding is not None for font in self.fonts)
        for number, font in enumerate(self.font.tolist()) if old else ():
            encoding = self.fonts[font].encoding
            if encoding is not None:
                text = self.glyphs.codes[self.first[number] : self.last[number]].tobytes().decode("utf-32-le", "surrogatepass")
                if from_old_encoding(text, encoding) != text:
                    return True
        return False

    def columns(self) -> PageWords:
        """The words where they are plain."""
        glyphs, first, last = self.glyphs, self.first, self.last
        count, words = len(glyphs.codes), len(first)
        number = np.zeros(count, dtype=np.intp)
        number[first[1:]] = 1
        at = np.arange(count) + np.cumsum(number)
        letters = np.full(count + words - 1, ord(" "), dtype=np.uint32)
        letters[at] = glyphs.codes
        edges = np.empty(len(letters) + 1, dtype=np.float32)
        edges[at] = glyphs.left
        starts, ends = first + np.arange(words), last + np.arange(words)
        edges[ends] = glyphs.right[last - 1]
        top = np.minimum.reduceat(glyphs.top, first).astype(np.float64)
        bottom = np.maximum.reduceat(glyphs.bottom, first).astype(np.float64)
        return PageWords(
            text=letters.tobytes().decode("utf-32-le"),
            edges=edges,
            starts=starts,
            ends=ends,
            left=glyphs.left[first].astype(np.float64),
            right=glyphs.right[last - 1].astype(np.float64),
            top=top,
            bottom=bottom,
            middle=(top + bottom) / 2,
            size=_SIZE * (bottom - top),
            bold=np.array([font.bold for font in self.fonts])[self.font],
            sure=True,
            make=_Maker(self.fonts, self.font),
        )

    def one_by_one(self) -> tuple[Word, ...]:
        """The words where odd ones have more to them than a letter a glyph, or less: what shows no letter at all is :data:`MUTE`."""
        glyphs = self.glyphs
        text = glyphs.codes.tobytes().decode("utf-32-le", "surrogatepass")
        left, right = glyphs.left.tolist(), glyphs.right.tolist()
        tops = np.minimum.reduceat(glyphs.top, self.first).tolist()
        bottoms = np.maximum.reduceat(glyphs.bottom, self.first).tolist()
        odd = np.logical_or.reduceat(glyphs.odd | glyphs.overprinted(), self.first).tolist()
        found = []
        for start, end, number, top, bottom, is_odd in zip(
            self.first.tolist(), self.last.tolist(), self.font.tolist(), tops, bottoms, odd, strict=True
        ):
            font = self.fonts[number]
            written, edges = text[start:end], [*left[start:end], right[end - 1]]
            if is_odd:
                written, edges = _clusters(written, edges, right[start:end])
            if not written:
                if _INVISIBLE.issuperset(text[start:end]):
                    continue
                written, edges = MUTE, [left[start], right[end - 1]]
            if font.encoding is not None:
                written, edges = _decoded(written, edges, font.encoding)
            found.append(_word(written, edges, top, bottom, font))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes single words of columns."""

    fonts: Sequence[_Font]
    font: Numbers

    def __call__(self, table: PageWords, index: int) -> Word:
        start, end = int(table.starts[index]), int(table.ends[index])
        edges = table.edges[start : end + 1].tolist()
        return _word(
            table.text[start:end], edges, float(table.top[index]), float(table.bottom[index]), self.fonts[self.font[index]]
        )


def _word(text: str, edges: Sequence[float], top: float, bottom: float, font: _Font) -> Word:
    size = _SIZE * (bottom - top)
    return Word(text, edges[0], top, edges[-1], bottom, tuple(edges), size, font.bold, font.italic, font=font.name)


def _clusters(glyphs: str, lefts: Sequence[float], rights: Sequence[float]) -> tuple[str, list[float]]:
    """NFC text and edges of a word: marks that the layer keeps apart join their letter, glyphs printed twice count once."""
    text: list[str] = []
    edges: list[float] = []
    for index, glyph in enumerate(glyphs):
        char = glyph.translate(_SHOWN)
        twice = index and glyph == glyphs[index - 1]
        if not char or (twice and abs(lefts[index] - lefts[index - 1]) < _OVERPRINT * (rights[index] - lefts[index])):
            continue
        joined = unicodedata.normalize("NFC", text[-1] + char) if text and unicodedata.combining(char) else ""
        if len(joined) == 1:
            text[-1] = joined
            continue
        for part in unicodedata.normalize("NFC", char):
            text.append(part)
            edges.append(max(lefts[index], edges[-1]) if edges else lefts[index])
    if text:
        edges.append(max(rights[-1], edges[-1]))
    return "".join(text), edges


def _decoded(text: str, edges: list[float], encoding: OldEncoding) -> tuple[str, list[float]]:
    """Letters of an old font as Unicode; where two glyphs make one letter it has the width of both."""
    whole = from_old_encoding(text, encoding)
    if len(whole) == len(text):
        return whole, edges
    begins = [len(from_old_encoding(text[:end], encoding)) for end in range(1, len(text) + 1)]
    made = [edges[next(i for i, count in enumerate(begins) if count > index)] for index in range(min(len(whole), begins[-1]))]
    made += [edges[-1]] * (len(whole) - len(made))
    return whole, [*made, edges[-1]]
