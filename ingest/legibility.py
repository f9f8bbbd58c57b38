"""What of a recognised page is text: scraps of stamps, signatures and rulings are not, and what cannot be read is said to be so.

Nothing is invented: a stretch of letters that a recogniser only guessed at becomes "[…]" with a mark, so that a reviewer looks at the
page; scraps too small or too odd to be text are left out.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from .document import MarkKind
from .readings import possible
from .textlines import TextLine
from .words import Word

ILLEGIBLE = "[…]"
NOTE = "không đọc được"
_GUESSED = 0.5  # mean confidence of a line below which it was guessed
_SURE_WORDS = 2  # but not where this many words are sure
_SURE = 0.85
_NO_IDEA = 0.1  # confidence of a word that is no reading at all
_HARDLY = 0.35  # likewise, where it is no possible word either
_NEVER_PRINTED = "|{}~¬¡£€©®‹›\\^"  # in an official document
_WORTH_SAYING = 6.0  # heights of a capital: a shorter stretch that cannot be read is a scrap
_SCRAP = 0.55  # share of the usual height of capitals; what is lower than this, or higher than its inverse, is no line of text


def legible(lines: Sequence[TextLine], found: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """The words of each line as they may stand in the text; none for scraps."""
    heights = sorted(line.capital for line, words in zip(lines, found, strict=True) for _ in words)
    usual = heights[len(heights) // 2] if heights else 1.0
    return [_legible(line, list(words), usual) for line, words in zip(lines, found, strict=True)]


def _legible(line: TextLine, words: list[Word], usual: float) -> list[Word]:
    words = _without_scraps(words)
    if not words or _is_scrap(line, words, usual):
        return []
    if not _guessed(words):
        return _without_nonsense(words)
    whole = words[-1].right - words[0].left
    if whole < _WORTH_SAYING * usual or not _SCRAP * usual < line.capital < usual / _SCRAP:
        return []
    return [_illegible(words)]


def _without_nonsense(words: Sequence[Word]) -> list[Word]:
    """Words of a line that was read otherwise, with one sign for each run of what stamps and signatures over letters are taken for."""
    made: list[Word] = []
    for nonsense, group in itertools.groupby(words, _is_nonsense):
        run = list(group)
        made += [_illegible(run)] if nonsense else run
    return made


def _is_nonsense(word: Word) -> bool:
    if word.mark is not None or not any(c.isalnum() for c in word.text):
        return False
    odd = possible(word.text) < 1 or any(c in _NEVER_PRINTED for c in word.text)
    return word.confidence < _NO_IDEA or (word.confidence < _HARDLY and odd)


def _without_scraps(words: list[Word]) -> list[Word]:
    """Without what stands at the ends of a line and is no word: bits of a frame, of a stamp."""
    while words and _is_bit(words[0]):
        words = words[1:]
    while words and _is_bit(words[-1]):
        words = words[:-1]
    return words


def _is_bit(word: Word) -> bool:
    if word.mark is not None:
        return False
    if any(c.isalnum() for c in word.text):
        return word.confidence < 0.5 and possible(word.text) < 0.5
    return word.confidence < 0.5 or word.text.strip("|_¦ˆ`´¨˜'’‘") == ""


def _is_scrap(line: TextLine, words: Sequence[Word], usual: float) -> bool:
    text = "".join(word.text for word in words)
    odd = not _SCRAP * usual < line.capital < usual / _SCRAP
    return (len(text) <= 3 and odd) or not any(c.isalnum() for c in text)


def _guessed(words: Sequence[Word]) -> bool:
    letters = sum(len(word.text) for word in words)
    mean = sum(word.confidence * len(word.text) for word in words) / letters
    sure = sum(word.confidence >= _SURE and possible(word.text) == 1 and len(word.text) > 1 for word in words)
    return mean < _GUESSED and sure < _SURE_WORDS and all(word.mark is None for word in words)


def _illegible(words: Sequence[Word]) -> Word:
    """One sign for all of ``words``, as wide as they are."""
    left, right = words[0].left, words[-1].right
    step = (right - left) / len(ILLEGIBLE)
    edges = tuple(left + step * i for i in range(len(ILLEGIBLE) + 1))
    return replace(
        words[0],
        text=ILLEGIBLE,
        left=left,
        right=right,
        edges=edges,
        confidence=0.0,
        choices=(),
        mark=MarkKind.UNREADABLE,
        note=NOTE,
    )
