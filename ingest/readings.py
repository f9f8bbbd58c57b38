"""Two readings of one line made one: what a recogniser sees in the whole line, and what it sees where it looks for the line itself.

The first has the marks right more often, the second copes better with short lines and with scraps of rulings beside them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from .vietnamese import is_syllable, matching_key, without_marks
from .words import Word

_LETTERS = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"[(\[]?\d{1,4}(?:[./,:-]\d{1,4}){0,5}(?:/[A-ZĐ&a-z]{1,6}(?:-[A-ZĐ&a-z\d]{1,8}){0,3})?[%)\].,;:]*")
_RUBBISH = re.compile(r"[\W_]+")
_WORTH_OF_SENSE = 0.5  # how much a word that can be one outweighs confidence
_SURE = 0.7
_SURER = 0.3  # with other marks only, the second reading must be this much surer


def merged(first: Sequence[Word], second: Sequence[Word]) -> list[Word]:
    """The better of both readings, stretch by stretch; what the other one saw is kept among the ``choices``."""
    if not second:
        return list(first)
    ours, theirs = [_key(word) for word in first], [_key(word) for word in second]
    found: list[Word] = []
    for _, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if b - a == d - c:
            found += [_better(one, other) for one, other in zip(first[a:b], second[c:d], strict=True)]
        else:
            one, other = first[a:b], second[c:d]
            found += one if sense(one) >= sense(other) else other
    return found


def sense(words: Sequence[Word]) -> float:
    """How much sense some words make, on average: their confidence, and whether they can be words or numbers; 0 for none."""
    if not words:
        return 0.0
    total: float = sum(word.confidence + _WORTH_OF_SENSE * possible(word.text) for word in words)
    return total / len(words)


def doubtful(words: Sequence[Word]) -> bool:
    """Whether some words are worth a second look."""
    return not words or any(word.confidence < _SURE or possible(word.text) < 1 for word in words)


def _better(one: Word, other: Word) -> Word:
    if one.text == other.text:
        return one if one.confidence >= other.confidence else replace(one, confidence=other.confidence)
    if len(one.text) == len(other.text) and without_marks(one.text).lower() == without_marks(other.text).lower():
        chosen, rest = (other, one) if other.confidence > one.confidence + _SURER else (one, other)
    else:
        chosen, rest = (one, other) if sense([one]) >= sense([other]) else (other, one)
    return _with_choices(chosen, rest)


def _with_choices(chosen: Word, rest: Word) -> Word:
    """``chosen`` with the letters that the other reading has in their places among its choices."""
    if len(chosen.text) != len(rest.text) or len(chosen.choices) != len(chosen.text):
        return chosen
    choices = tuple(
        seen if letter == mine or letter in seen else seen + letter
        for seen, mine, letter in zip(chosen.choices, chosen.text, rest.text, strict=True)
    )
    return replace(chosen, choices=choices, confidence=min(chosen.confidence, max(rest.confidence, 0.5)))


def _key(word: Word) -> str:
    return without_marks(matching_key(word.text)).strip(".,;:-–—_'\"“”‘’|")


def possible(text: str) -> float:
    """1 for what can be a word, a number or an abbreviation, 0 for rubbish, between for a mixture."""
    if _NUMBER.fullmatch(text):
        return 1.0
    runs = _LETTERS.findall(text)
    if not runs:
        return 0.0 if _RUBBISH.fullmatch(text) and text not in ("-", "–", "+", "&", "/") else 0.5
    good = [run for run in runs if (is_syllable(run) and _even(run)) or (run.isupper() and len(run) <= 8)]
    return float(len(good) / len(runs))


def _even(run: str) -> bool:
    return run.islower() or run.isupper() or run.istitle()
