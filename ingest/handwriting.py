"""Numbers and days written into a printed form by hand: "Số: … /TB-UBND", "ngày … tháng … năm 2025".

A recogniser of print invents digits for handwriting. A place that looks written in is read by a network that knows handwriting, in several
forms; only where all agree, none with a doubt, is the number taken, and marked. Else the place stays empty, and the word before it is marked
as followed by something that could not be read: a reviewer must look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from . import digits
from .cuts import Cut, colon_before, cut_out
from .document import MarkKind
from .textlines import TextLine
from .vietnamese import lexicon, matching_key
from .words import Word

Grey = npt.NDArray[np.uint8]
Ink = npt.NDArray[np.bool_]

_NUMBER_LABEL = re.compile(r"^S[ốôồổỗộoóòỏõọ]\s*[:.;]", re.IGNORECASE)
_SYMBOLS = (re.compile(r"/\s?[A-ZĐ]{2}"), re.compile(r"/\s?[^\W\d_]"))  # the first is plainer
_SLASHLESS = re.compile(r"[JIl|!](?=UBND|HĐND)")  # the stroke of a symbol, touched by what is written before it
# Signs beside a word are what the writing was taken for; so is a capital behind small letters ("ngàyÔ®").
_DAY = re.compile(r"ng.y(?![^\W\d_])|(?-i:ng.y(?=[A-ZĐÂÔÊĂƠƯ]))", re.IGNORECASE)
_MONTH = re.compile(r"th.ng[.,;:]*$", re.IGNORECASE)
_YEAR = re.compile(r"(?<![^\W\d_])n.m[.,;:]*$", re.IGNORECASE)
_MONTHS = re.compile(r"0?[1-9]|1[0-2]")
_DIGITS = re.compile(r"\d{1,5}")

_CAPITAL = 0.67  # height of a capital as a share of the height of the font
_LETTER = 0.5  # width of a small letter of "ngày", "tháng" likewise
_SLACK = 0.75  # heights of a capital by which a word may be wider than usual
_LONGEST = 14  # words of a line of place and date; running text is longer
_TALLER = 1.09  # printed digits are as high as capitals
_LOWER = 0.1  # and stand on their feet: share of a capital by which ink may reach below
_WORDY = 3  # letters: what is written by hand is now and then taken for a shorter word
_KNOWN = 0.8  # confidence in a word that is expected where it was read
_PRINTED = 0.4  # share of its usual width from which a word is where it was found
_SURE = 0.95  # likelihood of the number among all numbers; bench.handwriting: one in a hundred taken so is wrong
_OUTRIGHT = 0.3  # likelihood that just this is written there, and no letter
_RIGHT = 0.99  # share of those taken that are right: no number is surer
NUMBERS = re.compile(r"(?!0+$)\d{1,5}")
DAYS = re.compile(r"0[1-9]|[12]\d|3[01]")  # the rules of form want the 0 before small ones; so none is a day that lost a digit
MONTHS = re.compile(r"0[1-9]|1[0-2]|[3-9]")
NOTE = "chữ viết tay, không đọc được"


@dataclass(frozen=True)
class Place:
    """Where something may be written in: between words ``before`` and ``behind`` of a line, from ``left`` to ``right`` of its picture.

    ``offset`` is where in the word behind the printed text goes on ("/TB-UBND"), ``end`` how much of the word before is print; ``wanted`` are
    what can stand there.
    """

    before: int
    behind: int
    left: float
    right: float
    wanted: re.Pattern[str]
    offset: int
    end: int


@dataclass(frozen=True)
class Written:
    """Something written by hand in ``place`` of a line; ``digits`` are "" where it could not be read."""

    place: Place
    digits: str
    confidence: float

    @property
    def left(self) -> float:
        return self.place.left

    @property
    def right(self) -> float:
        return self.place.right


def find(lines: Sequence[TextLine], found: Sequence[Sequence[Word]], removed: Ink) -> dict[int, list[Written]]:
    """What is written into the lines, by their numbers; ``removed`` is ink of the page, in half resolution, that was no letters."""
    made: dict[int, list[Written]] = {}
    for index, (line, words) in enumerate(zip(lines, found, strict=True)):
        for place in places(line, words):
            cut = written_in(line, words, place, removed)
            if cut is not None:
                number, confidence = read_number(cut, place.wanted)
                made.setdefault(index, []).append(Written(place, number, confidence))
    return made


def print_of(words: Sequence[Word], written: Sequence[Written]) -> list[Word]:
    """What was read of a line without what was read in the places that are ``written`` in."""
    done = list(words)
    for place in sorted((one.place for one in written), key=lambda place: place.before, reverse=True):
        before, behind = done[place.before], done[place.behind]
        if _NUMBER_LABEL.match(before.text):
            before = replace(before, text="S" + before.text[1:])
        if place.end < len(before.text):  # what was in doubt was the writing, not the word that it was taken for a part of
            known = max(before.confidence, _KNOWN)
            before = replace(
                before, text=before.text[: place.end], edges=before.edges[: place.end + 1], choices=(), confidence=known
            )
        right = min(before.edges[-1], place.left)
        before = replace(before, right=right, edges=(*(min(edge, right) for edge in before.edges[:-1]), right))
        edges = tuple(max(edge, place.right) for edge in behind.edges[place.offset :])
        text = _SLASHLESS.sub("/", behind.text[place.offset :])
        behind = replace(behind, text=text, left=edges[0], edges=edges, choices=())
        done[place.before : place.behind + 1] = [before, behind] if behind.text else [before]
    return done


def without(line: TextLine, written: Sequence[Written]) -> TextLine:
    """The line with nothing but print: scribbles between printed words confuse the reading of both."""
    picture = line.picture.copy()
    for one in written:
        picture[:, max(round(one.left), 0) : max(round(one.right), 0)] = 255
    return replace(line, picture=picture)


def places(line: TextLine, words: Sequence[Word]) -> Iterator[Place]:
    """The places of a line where a number, a day or a month may be written in; ``words`` are fitted to its picture."""
    yield from _number_place(line, words)
    if len(words) > _LONGEST:
        return
    for index, word in enumerate(words):
        for label, behind, wanted in ((_DAY, _MONTH, DAYS), (_MONTH, _YEAR, MONTHS)):
            match = label.search(word.text)
            if match:
                yield from _dated_place(line, words, index, match.end(), behind, wanted)


def _dated_place(
    line: TextLine, words: Sequence[Word], before: int, end: int, pattern: re.Pattern[str], wanted: re.Pattern[str]
) -> Iterator[Place]:
    """Between a word ("ngày"), printed up to ``end``, and the next but two at most that matches ``pattern`` ("tháng")."""
    for index in range(before, min(before + 4, len(words))):
        word = words[index]
        match = pattern.search(word.text, end if index == before else 0)
        if match is None:
            continue
        if any(map(_is_printed, words[before + 1 : index])):
            return
        left, right = _end_of_print(line, words[before], end), _start_of_print(line, word, match.start())
        if word.right - word.left >= _PRINTED * _usual_width(line, match.group()):
            yield Place(before, index, left, right, wanted, match.start(), end)
        return


def _is_printed(word: Word) -> bool:
    """Whether a word is surely a word of the language: "6 tháng cuối năm", "ngày 20 hằng tháng" have nothing written in."""
    return len(word.text) >= _WORDY and word.confidence >= _KNOWN and matching_key(word.text) in lexicon().syllables


def _number_place(line: TextLine, words: Sequence[Word]) -> Iterator[Place]:
    """Between "Số:" and the symbol of a document number."""
    if not words or not _NUMBER_LABEL.match(words[0].text):
        return
    label = words[0]
    end = next(index for index, char in enumerate(label.text) if char in ":.;") + 1
    for symbol in (*_SYMBOLS, _SLASHLESS):
        for index, word in enumerate(words[:6]):
            slash = symbol.search(word.text)
            if slash:
                right = word.edges[slash.start()]
                left = colon_before(line, right)
                yield Place(0, index, label.edges[end] if left is None else left, right, NUMBERS, slash.start(), end)
                return


def _end_of_print(line: TextLine, word: Word, end: int) -> float:
    """Where the printed part of a word, up to ``end``, ends when handwriting follows so close that it was taken for its tail."""
    usual = word.left + _usual_width(line, word.text[:end])
    as_usual = end == len(word.text) and word.right < usual + _SLACK * line.capital
    return word.right if as_usual else _nearest_white(line, usual)


def _start_of_print(line: TextLine, word: Word, start: int) -> float:
    """Where the printed part of a word, from ``start`` on, begins when handwriting before it was taken for its head."""
    usual = word.right - _usual_width(line, word.text[start:])
    as_usual = start == 0 and word.left > usual - _SLACK * line.capital
    return word.left if as_usual else _nearest_white(line, usual)


def _usual_width(line: TextLine, text: str) -> float:
    return _LETTER * line.capital / _CAPITAL * len(text)


def _nearest_white(line: TextLine, place: float) -> float:
    ink: Ink = np.any(line.picture < 128, axis=0)
    reach = 0.6 * line.capital
    nearest = sorted(range(round(place - reach), round(place + reach)), key=lambda x: abs(x - place))
    return float(next((x for x in nearest if 0 <= x < len(ink) and not ink[x]), place))


def written_in(line: TextLine, words: Sequence[Word], place: Place, removed: Ink) -> Cut | None:
    """The ink in ``place``, cut out; None where there is none, or where it is print.

    ``removed`` is ink of the page, in half resolution, that was taken for a scribble: what is written thick and joined up is such.
    """
    cut = cut_out(line, place.left, place.right, before_stroke=place.wanted == NUMBERS)
    if cut is None or cut.high < 0.4 * line.capital:
        return _scribbled(line, place, removed)
    printed = cut.high <= _TALLER * (cut.capital or line.capital) and cut.foot <= line.feet + _LOWER * line.capital
    between = _between(words, place)
    if (printed or (place.wanted == MONTHS and _MONTHS.fullmatch(between))) and _DIGITS.fullmatch(between):
        return None  # read well or not: it is print, and marked as unsure where it is
    return cut


def _scribbled(line: TextLine, place: Place, removed: Ink) -> Cut | None:
    """The scribble in ``place``; None where there is none."""
    top, bottom = round((line.feet - 1.2 * line.capital) / 2), round((line.feet + 0.2 * line.capital) / 2)
    left, right = round((line.left + place.left) / 2), round((line.left + place.right) / 2)
    ink = removed[max(top, 0) : bottom, max(left, 0) : right]
    if ink.sum() < 0.02 * line.capital**2:
        return None
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    ink = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    picture = np.where(np.repeat(np.repeat(ink, 2, axis=0), 2, axis=1), 0, 255).astype(np.uint8)
    return Cut(picture, picture.shape[0], 2 * (max(top, 0) + int(rows[-1]) + 1))


def _between(words: Sequence[Word], place: Place) -> str:
    """What was read in ``place``."""
    if place.behind == place.before:
        return words[place.before].text[place.end : place.offset]
    inner = "".join(word.text for word in words[place.before + 1 : place.behind])
    return words[place.before].text[place.end :] + inner + words[place.behind].text[: place.offset]


def read_number(cut: Cut, wanted: re.Pattern[str]) -> tuple[str, float]:
    """The number of ``wanted`` that is written there, and how sure it is; ("", 0) where that is in doubt."""
    if not cut.whole or not digits.available():
        return "", 0.0
    reading = digits.read(cut.picture, wanted)
    if reading.likelihood < _SURE or reading.outright < _OUTRIGHT or len(reading.digits) < cut.pieces:
        return "", 0.0
    if any(digits.read(wider, NUMBERS).outright >= _OUTRIGHT for wider in cut.wider):
        return "", 0.0
    return reading.digits, min(reading.likelihood, _RIGHT)


def inserted(words: Sequence[Word], written: Sequence[Written]) -> list[Word]:
    """The printed ``words`` of a line with what was ``written`` between them: its digits, or a mark on the word before."""
    done = [_trimmed(word) for word in words if any(c.isalnum() for c in word.text)]
    for one in written:
        index = sum((word.left + word.right) / 2 < (one.left + one.right) / 2 for word in done)
        if index and (_DAY.search(done[index - 1].text) or _MONTH.search(done[index - 1].text)):
            done[index - 1] = _without(done[index - 1], ".,;:")
        if one.digits:
            done.insert(index, _number(one, done))
        elif done:
            near = max(index - 1, 0)
            word = done[near]
            left, right = min(word.left, one.left), max(word.right, one.right)
            edges = (left, *word.edges[1:-1], right)  # the mark shows where the writing is
            done[near] = replace(word, left=left, right=right, edges=edges, mark=MarkKind.UNREADABLE, note=NOTE, confidence=0.0)
    return done


def _trimmed(word: Word) -> Word:
    """Without the signs that a reader makes of the edge of what was taken out."""
    return _without(word, "{}[]_|~^—–'\"`")


def _without(word: Word, signs: str) -> Word:
    """The word without ``signs`` at its end."""
    text = word.text.rstrip(signs)
    if text == word.text or not text:
        return word
    return replace(word, text=text, edges=word.edges[: len(text) + 1], right=word.edges[len(text)], choices=())


def _number(one: Written, words: Sequence[Word]) -> Word:
    step = (one.right - one.left) / len(one.digits)
    edges = tuple(one.left + step * index for index in range(len(one.digits) + 1))
    size = words[0].size if words else 0.0
    return Word(one.digits, one.left, 0.0, one.right, 0.0, edges, size, confidence=one.confidence, mark=MarkKind.HANDWRITTEN)
