"""Syllables of a stretch of text, and phrases looked up among them (tiếng và cụm từ).

Phrases of the lexicon are matched syllable by syllable, blind to case, to the amount of white space and to the place of the tone mark
("hoà" = "hòa", "uỷ" = "ủy"); the look-up costs one dictionary step a syllable.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

#: A full stop before a small letter ends nothing: an abbreviation's, or a speck of the scan.
_TOKEN = re.compile(r"\w+|(?!\.\s+[a-zà-ỹđ])[^\w\s]")
#: Old-style tone placement, as many typists write it, to the new style of the lexicon.
_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip


@cache
def fold(syllable: str) -> str:
    """Lower case with the tone mark in its new place."""
    lower = syllable.lower()
    if lower in "–—−":
        return "-"
    if lower.endswith(tuple(_TONES)) and not lower.startswith("qu"):
        return lower[:-2] + _TONES[lower[-2:]]
    return lower


@dataclass(frozen=True, slots=True)
class Word:
    """A syllable, number or mark at ``[start, end)``."""

    start: int
    end: int
    form: str
    capital: bool
    upper: bool


class Words:
    """The words of ``text[start:end]``."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.items = [
            Word(m.start(), m.end(), fold(m[0]), m[0][0].isupper(), len(m[0]) > 1 and m[0].isupper())
            for m in _TOKEN.finditer(text, start, end)
        ]
        self._starts = [w.start for w in self.items]
        self._ends: dict[int, int] | None = None

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> Word:
        return self.items[index]

    def index(self, offset: int) -> int:
        """Index of the first word that starts at or after the offset."""
        return bisect_left(self._starts, offset)

    def is_word(self, index: int) -> bool:
        """Whether the syllable is a word of its own by segmentation of this stretch ("giao" in "giao Sở A", not in "giao thông")."""
        if self._ends is None:
            from extract.tokens import segment  # loads underthesea: not before a rule asks

            self._ends = dict(segment(self.text, self.start, self.end))
        return self._ends.get(self.items[index].start) == self.items[index].end

    def form(self, index: int) -> str:
        """Folded form of the word, "" outside."""
        return self.items[index].form if 0 <= index < len(self.items) else ""


class Phrases:
    """A set of phrases, each with a value."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, value in entries:
            forms = tuple(fold(m[0]) for m in _TOKEN.finditer(phrase))
            self._by_first.setdefault(forms[0], []).append((forms, value))
        for options in self._by_first.values():
            options.sort(key=lambda option: -len(option[0]))

    def match(self, words: Words, index: int) -> tuple[int, str] | None:
        """``(index after the phrase, value)`` of the longest phrase that stands at ``index``."""
        items = words.items
        if index >= len(items):
            return None
        for forms, value in self._by_first.get(items[index].form, ()):
            stop = index + len(forms)
            if stop <= len(items) and all(items[index + k].form == form for k, form in enumerate(forms)):
                return stop, value
        return None
