"""Numbers and days written into a printed form by hand: "Số: … /TB-UBND", "ngày … tháng … năm 2025".

A recogniser of print invents digits for handwriting. A place that looks written in is read again as digits alone, several times; only where
all readings agree is the number taken, and marked. Else the place stays empty, and the word before it is marked as followed by something
that could not be read: a reviewer must look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from PIL import Image
from scipy import ndimage

from . import ocr
from .document import MarkKind
from .textlines import TextLine
from .words import Word

Grey = npt.NDArray[np.uint8]
Ink = npt.NDArray[np.bool_]

_NUMBER_LABEL = re.compile(r"^S[ốôồổỗộoóòỏõọ]\s*[:.;]", re.IGNORECASE)
_SYMBOLS = (re.compile(r"/\s?[A-ZĐ]{2}"), re.compile(r"/\s?[^\W\d_]"))  # the first is plainer
_DAY = re.compile(r"ng.y[.,;:]*$", re.IGNORECASE)
_MONTH = re.compile(r"^th.ng[.,;:]*$", re.IGNORECASE)
_YEAR = re.compile(r"^n.m[.,;:]*$", re.IGNORECASE)
_DIGITS = re.compile(r"\d{1,5}")

_CAPITAL = 0.67  # height of a capital as a share of the height of the font
_LETTER = 0.5  # width of a small letter of "ngày", "tháng" likewise
_SLACK = 0.75  # heights of a capital by which a word may be wider than usual
_LONGEST = 14  # words of a line of place and date; running text is longer
_TALLER = 1.09  # printed digits are as high as capitals
_LOWER = 0.1  # and stand on their feet: share of a capital by which ink may reach below
_SCALES = (1.0, 0.75, 0.55)
_AGREEING = 4  # readings, of six
_SOME = 0.5  # confidence that at least half of them have
_WHITE = 20  # pixels around a number that is read again
NOTE = "chữ viết tay, không đọc được"


@dataclass(frozen=True)
class Place:
    """Where something may be written in: between words ``before`` and ``behind`` of a line, from ``left`` to ``right`` of its picture.

    ``offset`` is where in the word behind the printed text goes on ("/TB-UBND"); ``month`` says that a month belongs there, which is mostly
    printed.
    """

    before: int
    behind: int
    left: float
    right: float
    offset: int = 0
    month: bool = False


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
    seen: list[tuple[int, Place, Grey]] = []
    for index, (line, words) in enumerate(zip(lines, found, strict=True)):
        for place in places(line, words):
            cut = written_in(line, words, place, removed)
            if cut is not None:
                seen.append((index, place, cut))
    made: dict[int, list[Written]] = {}
    for (index, place, _), (digits, confidence) in zip(seen, read_digits([cut for *_, cut in seen]), strict=True):
        made.setdefault(index, []).append(Written(place, digits, confidence))
    return made


def print_of(words: Sequence[Word], written: Sequence[Written]) -> list[Word]:
    """What was read of a line without what was read in the places that are ``written`` in."""
    done = list(words)
    for place in sorted((one.place for one in written), key=lambda place: place.before, reverse=True):
        before, behind = done[place.before], done[place.behind]
        if _NUMBER_LABEL.match(before.text):
            end = next(index for index, char in enumerate(before.text) if char in ":.;") + 1
            before = replace(before, text="S" + before.text[1:end], edges=before.edges[: end + 1], choices=())
        right = min(before.edges[-1], place.left)
        before = replace(before, right=right, edges=(*(min(edge, right) for edge in before.edges[:-1]), right))
        edges = tuple(max(edge, place.right) for edge in behind.edges[place.offset :])
        behind = replace(behind, text=behind.text[place.offset :], left=edges[0], edges=edges, choices=())
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
    yield from _number_place(words)
    if len(words) > _LONGEST:
        return
    for index, word in enumerate(words):
        pattern = _MONTH if _DAY.search(word.text) else _YEAR if _MONTH.match(word.text) else None
        if pattern is None:
            continue
        behind = next((i for i in range(index + 1, min(index + 4, len(words))) if pattern.match(words[i].text)), None)
        if behind is not None:
            left, right = _end_of_print(line, word), _start_of_print(line, words[behind])
            yield Place(index, behind, left, right, month=pattern is _YEAR)


def _number_place(words: Sequence[Word]) -> Iterator[Place]:
    """Between "Số:" and the symbol of a document number."""
    if not words or not _NUMBER_LABEL.match(words[0].text):
        return
    label = words[0]
    end = label.text.index(next(c for c in label.text if c in ":.;")) + 1
    for symbol in _SYMBOLS:
        for index, word in enumerate(words[:6]):
            slash = symbol.search(word.text)
            if slash:
                yield Place(0, index, label.edges[end], word.edges[slash.start()], slash.start())
                return


def _end_of_print(line: TextLine, word: Word) -> float:
    """Where a printed word ends when handwriting follows so close that it was taken for its tail."""
    usual = word.left + _usual_width(line, word)
    return word.right if word.right < usual + _SLACK * line.capital else _nearest_white(line, usual)


def _start_of_print(line: TextLine, word: Word) -> float:
    """Where a printed word begins when handwriting before it was taken for its head."""
    usual = word.right - _usual_width(line, word)
    return word.left if word.left > usual - _SLACK * line.capital else _nearest_white(line, usual)


def _usual_width(line: TextLine, word: Word) -> float:
    return _LETTER * line.capital / _CAPITAL * len(word.text)


def _nearest_white(line: TextLine, place: float) -> float:
    ink: Ink = np.any(line.picture < 128, axis=0)
    reach = 0.6 * line.capital
    nearest = sorted(range(round(place - reach), round(place + reach)), key=lambda x: abs(x - place))
    return float(next((x for x in nearest if 0 <= x < len(ink) and not ink[x]), place))


def written_in(line: TextLine, words: Sequence[Word], place: Place, removed: Ink) -> Grey | None:
    """The ink in ``place``, cut out; None where there is none, or where it is print.

    ``removed`` is ink of the page, in half resolution, that was taken for a scribble: what is written thick and joined up is such.
    """
    cut = _alone(line.picture, place)
    rows, columns = np.flatnonzero(np.any(cut < 128, axis=1)), np.flatnonzero(np.any(cut < 128, axis=0))
    if len(columns) < 4:
        return _scribbled(line, place, removed)
    cut = cut[:, columns[0] : columns[-1] + 1]
    high, foot = rows[-1] + 1 - rows[0], rows[-1] + 1 + line.top
    if high < 0.4 * line.capital:  # dots of a form
        return _scribbled(line, place, removed)
    printed = high <= _TALLER * line.capital and foot <= line.feet + _LOWER * line.capital
    between = _between(words, place)
    if (printed or (place.month and between.isdigit() and 1 <= int(between) <= 12)) and _DIGITS.fullmatch(between):
        return None  # read well or not: it is print, and marked as unsure where it is
    return cut[rows[0] : rows[-1] + 1]


def _alone(picture: Grey, place: Place) -> Grey:
    """The pieces of ink whose middle lies in ``place``, without the tail of a slanted "g" that reaches into it."""
    labels, _ = ndimage.label(picture < 128, structure=np.ones((3, 3), bool))
    inside = [
        number
        for number, (_, columns) in enumerate(ndimage.find_objects(labels), 1)
        if place.left <= (columns.start + columns.stop) / 2 <= place.right
    ]
    alone: Grey = np.where(np.isin(labels, inside), picture, 255).astype(np.uint8)
    return alone


def _scribbled(line: TextLine, place: Place, removed: Ink) -> Grey | None:
    """The scribble in ``place``; None where there is none."""
    top, bottom = round((line.feet - 1.2 * line.capital) / 2), round((line.feet + 0.2 * line.capital) / 2)
    left, right = round((line.left + place.left) / 2), round((line.left + place.right) / 2)
    ink = removed[max(top, 0) : bottom, max(left, 0) : right]
    if ink.sum() < 0.02 * line.capital**2:
        return None
    return np.where(np.repeat(np.repeat(ink, 2, axis=0), 2, axis=1), 0, 255).astype(np.uint8)


def _between(words: Sequence[Word], place: Place) -> str:
    """What was read in ``place``."""
    inner = "".join(word.text for word in words[place.before + 1 : place.behind])
    label = words[place.before].text
    if place.behind == place.before:
        return label[label.index(":") + 1 : place.offset] if ":" in label else ""
    tail = re.sub(r"^S.\s*[:.;]", "", label) if _NUMBER_LABEL.match(label) else ""
    return tail + inner + words[place.behind].text[: place.offset]


def read_digits(cuts: Sequence[Grey]) -> list[tuple[str, float]]:
    """The digits of each cut and a confidence; ("", 0) where readings at several sizes disagree."""
    pictures = [_at_scale(cut, scale) for cut in cuts for scale in _SCALES]
    readings: list[list[tuple[str, float]]] = [[] for _ in cuts]
    for mode in (ocr.Mode.LINE, ocr.Mode.WORD):
        for index, words in enumerate(ocr.recognise_lines(pictures, mode=mode, digits=True)):
            text = "".join(word.text for word in words)
            if text:
                readings[index // len(_SCALES)].append((text, min(word.confidence for word in words)))
    return [_agreed(found, _pieces(cut)) for found, cut in zip(readings, cuts, strict=True)]


def _agreed(found: Sequence[tuple[str, float]], pieces: int) -> tuple[str, float]:
    """The number on which all readings agree, if some are sure of it and it has a digit for each of ``pieces`` of ink."""
    texts = {text for text, _ in found}
    if len(found) < _AGREEING or len(texts) != 1 or not _DIGITS.fullmatch(found[0][0]) or len(found[0][0]) < pieces:
        return "", 0.0
    confidences = sorted(confidence for _, confidence in found)
    middle = confidences[len(confidences) // 2]
    return (found[0][0], min(middle, 0.8)) if middle >= _SOME else ("", 0.0)


def _pieces(cut: Grey) -> int:
    """How many pieces of ink are as high as digits."""
    labels, _ = ndimage.label(cut < 128, structure=np.ones((3, 3), bool))
    return sum(place[0].stop - place[0].start > 0.6 * cut.shape[0] for place in ndimage.find_objects(labels))


def _at_scale(cut: Grey, scale: float) -> Grey:
    size = max(round(cut.shape[1] * scale), 4), max(round(cut.shape[0] * scale), 8)
    smaller = np.asarray(Image.fromarray(cut).resize(size, Image.Resampling.LANCZOS))
    return np.pad(smaller, _WHITE, constant_values=255)


def inserted(words: Sequence[Word], written: Sequence[Written]) -> list[Word]:
    """The printed ``words`` of a line with what was ``written`` between them: its digits, or a mark on the word before."""
    done = [_trimmed(word) for word in words if any(c.isalnum() for c in word.text)]
    for one in written:
        index = sum((word.left + word.right) / 2 < (one.left + one.right) / 2 for word in done)
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
    text = word.text.rstrip("{}[]_|~^—–'\"`")
    if text == word.text or not text:
        return word
    return replace(word, text=text, edges=word.edges[: len(text) + 1], right=word.edges[len(text)], choices=())


def _number(one: Written, words: Sequence[Word]) -> Word:
    step = (one.right - one.left) / len(one.digits)
    edges = tuple(one.left + step * index for index in range(len(one.digits) + 1))
    size = words[0].size if words else 0.0
    return Word(one.digits, one.left, 0.0, one.right, 0.0, edges, size, confidence=one.confidence, mark=MarkKind.HANDWRITTEN)
