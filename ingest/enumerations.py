"""Roman numbers of enumerations within a paragraph, "(i) …; (ii) …; (iii) …", that a recogniser took for other signs.

Recognisers of Vietnamese do not expect "ii" and read "(¡)", "(1ñ)", "(11)", "(vị)". Only the sequence tells what is meant: a number is
set right where one that was read well follows or precedes it and every one between fits its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .document import MarkKind
from .vietnamese import without_marks
from .words import Word

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_BRACKETED = re.compile(r"^\(([^()\s]{1,6})\)([.,;:]?)$")
_STROKES = str.maketrans(
    dict.fromkeys("1lI|!¡ïijtJLT", "i") | {"ñ": "ii", "n": "ii", "ü": "ii", "u": "ii", "y": "v", "V": "v", "X": "x"}
)


def with_roman_numbers(words: Sequence[Word]) -> list[Word]:
    """``words`` with misread roman numbers of an enumeration replaced, marked as repaired; others as they were."""
    done = list(words)
    places = [at for at, word in enumerate(words) if word.mark is None and _BRACKETED.match(word.text)]
    read = [_number(words[at].text) for at in places]
    for known, number in enumerate(read):
        if number not in _ROMAN[1:] or len(number) < 2:
            continue  # "(i)", "(v)" and "(x)" may be letters
        first = known - _ROMAN.index(number)
        last = known + 1
        if first < 0 or not all(_may_be(read[at], _ROMAN[at - first]) for at in range(first, known)):
            continue
        while last < len(read) and last - first < len(_ROMAN) and _may_be(read[last], _ROMAN[last - first]):
            last += 1
        for at in range(first, last):
            if read[at] != _ROMAN[at - first]:
                done[places[at]] = _changed(words[places[at]], _ROMAN[at - first])
    return done


def _number(text: str) -> str:
    match = _BRACKETED.match(text)
    return match[1] if match else ""


def _may_be(read: str, number: str) -> bool:
    """Whether ``number`` may have been read as ``read``: the same strokes; of i, ii and iii one more or less."""
    if read in _ROMAN:
        return read == number
    strokes = "".join(char if char in "ñü" else without_marks(char) for char in read).translate(_STROKES)
    if set(number) == {"i"} == set(strokes):
        return abs(len(strokes) - len(number)) <= 1
    return strokes == number


def _changed(word: Word, number: str) -> Word:
    match = _BRACKETED.match(word.text)
    text = f"({number}){match[2] if match else ''}"
    step = (word.edges[-1] - word.edges[0]) / len(text)
    edges = (*(word.edges[0] + step * at for at in range(len(text))), word.edges[-1])
    return replace(word, text=text, edges=edges, choices=(), mark=MarkKind.REPAIRED, note=word.note or word.text)
