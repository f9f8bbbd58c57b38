"""Syllables of a stretch of text, and phrases looked up among them (tiếng và cụm từ).

Phrases of the lexicon are matched syllable by syllable, blind to case, to the amount of white space and to the place of the tone mark
("hoà" = "hòa", "uỷ" = "ủy"); the look-up costs one dictionary step a syllable.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from itertools import accumulate, repeat
from operator import attrgetter
from typing import Concatenate, NamedTuple, ParamSpec, TypeVar

#: A full stop before a small letter ends nothing: an abbreviation's, or a speck of the scan.
_TOKEN = re.compile(r"\w+|[^\w\s.]|\.(?!\s+[a-zà-ỹđ])")
_APART = re.compile(f"({_TOKEN.pattern})")
#: Old-style tone placement, as many typists write it, to the new style of the lexicon.
_TONES = {
    "oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe", "oẹ": "ọe",
    "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy",
}  # fmt: skip


_start = attrgetter("start")


@lru_cache(maxsize=1 << 16)
def fold(syllable: str) -> str:
    """Lower case with the tone mark in its new place."""
    lower = syllable.lower()
    if lower in "–—−":
        return "-"
    if lower.endswith(tuple(_TONES)) and not lower.startswith("qu"):
        return lower[:-2] + _TONES[lower[-2:]]
    return lower


class Word(NamedTuple):
    """A syllable, number or mark at ``[start, end)``."""

    start: int
    end: int
    form: str
    capital: bool
    upper: bool


class _Shapes(dict[str, tuple[str, bool, bool]]):
    """Form, ``capital`` and ``upper`` of the tokens met so far."""

    def __missing__(self, token: str) -> tuple[str, bool, bool]:
        shape = fold(token), token[0].isupper(), len(token) > 1 and token.isupper()
        if len(self) < _MOST_SHAPES:
            self[token] = shape
        return shape


_MOST_SHAPES = 1 << 16
_shapes = _Shapes()


def _cut(text: str, start: int, end: int) -> tuple[list[Word], list[int], list[str]]:
    """The words of ``text[start:end]``, their starts and forms; made column by column, which takes half the time of word by word."""
    pieces = _APART.split(text[start:end])  # what stands between, a word, what stands between, …
    if len(pieces) == 1:
        return [], [], []
    edges = list(accumulate(map(len, pieces), initial=start))
    starts = edges[1:-1:2]
    forms, capitals, uppers = zip(*map(_shapes.__getitem__, pieces[1::2]), strict=True)
    columns = zip(starts, edges[2::2], forms, capitals, uppers, strict=True)
    return list(map(tuple.__new__, repeat(Word), columns)), starts, list(forms)


@lru_cache(maxsize=2)
def _all(text: str) -> tuple[list[Word], list[int], list[str]]:
    """The words of a whole text: a document's stretches are asked for thousands of times."""
    return _cut(text, 0, len(text))


def _stretch(text: str, start: int, end: int) -> tuple[list[Word], list[str]]:
    """The words of ``text[start:end]`` and their forms, out of those of the whole text where the stretch cuts none in two."""
    items, starts, forms = _all(text)
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    halved = (first and items[first - 1].end > start) or (last and items[last - 1].end > end)
    if halved or text[max(start, end - _BLANKS) : end].rstrip().endswith("."):  # a full stop that ends it stays, whatever follows
        items, _, forms = _cut(text, start, end)
        return items, forms
    return items[first:last], forms[first:last]


#: More white space stands behind no full stop.
_BLANKS = 16


class Words:
    """The words of ``text[start:end]``."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.items, self.forms = _stretch(text, start, end)
        self.known: dict[object, object] = {}
        self._ends: dict[int, int] | None = None

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> Word:
        return self.items[index]

    def index(self, offset: int) -> int:
        """Index of the first word that starts at or after the offset."""
        return bisect_left(self.items, offset, key=_start)

    def is_word(self, index: int) -> bool:
        """Whether the syllable is a word of its own, not the beginning of another: "giao" in "giao Sở A", not in "giao thông".

        The dictionary tells where two syllables may belong together, segmentation of this stretch whether they do.
        """
        from extract.compounds import are_one, may_join
        from extract.tokens import segment  # loads spaCy and underthesea: not before a rule asks

        if not may_join(self.form(index), self.form(index + 1)):
            return True
        if are_one(self.form(index), self.form(index + 1)):
            return False
        if self._ends is None:
            self._ends = dict(segment(self.text, self.start, self.end))
        return self._ends.get(self.items[index].start) == self.items[index].end

    def form(self, index: int) -> str:
        """Folded form of the word, "" outside."""
        return self.forms[index] if 0 <= index < len(self.forms) else ""

    def closing(self, index: int, most: int) -> int | None:
        """Index of the first ")" among the ``most`` words from ``index`` on."""
        return next((i for i in range(index, min(len(self), index + most)) if self.forms[i] == ")"), None)

    def among(self, wanted: frozenset[str], start: int = 0, stop: int | None = None) -> list[int]:
        """Indices from ``start`` on, before ``stop``, of the words that are one of the wanted; asking word by word takes five times as long."""
        if wanted.isdisjoint(self.forms):
            return []
        return [i for i, form in enumerate(self.forms[start:stop], start) if form in wanted]


@lru_cache(maxsize=64)
def shared(text: str, start: int, end: int) -> Words:
    """The words of ``text[start:end]``, the same for all that ask, with what they have read there: a clause is looked at in several ways."""
    return Words(text, start, end)


_UNREAD = object()
_Read = TypeVar("_Read")
_Place = ParamSpec("_Place")


def remembered(read: Callable[Concatenate[Words, _Place], _Read]) -> Callable[Concatenate[Words, _Place], _Read]:
    """What was read at a place of the same words is not read again."""

    @wraps(read)
    def known(words: Words, /, *place: _Place.args, **how: _Place.kwargs) -> _Read:
        key = (read, place, *how.items())
        found: _Read | object = words.known.get(key, _UNREAD)
        if found is _UNREAD:
            found = words.known[key] = read(words, *place, **how)
        return found  # type: ignore[return-value]

    return known


class _Node:
    """Phrases that begin alike: what may follow, and the value of the phrase that ends here."""

    __slots__ = ("following", "value")

    def __init__(self) -> None:
        self.following: dict[str, _Node] = {}
        self.value: str | None = None


class Phrases:
    """A set of phrases, each with a value."""

    def __init__(self, entries: Iterable[tuple[str, str]]) -> None:
        root = _Node()
        self._first = root.following
        for phrase, value in entries:
            node = root
            for token in _TOKEN.findall(phrase):
                form = fold(token)
                following = node.following.get(form)
                if following is None:
                    following = node.following[form] = _Node()
                node = following
            if node.value is None:
                node.value = value

    def openings(self) -> frozenset[str]:
        """The first words of all phrases."""
        return frozenset(self._first)

    def match(self, words: Words, index: int) -> tuple[int, str] | None:
        """``(index after the phrase, value)`` of the longest phrase that stands at ``index``."""
        forms = words.forms
        if index >= len(forms) or (node := self._first.get(forms[index])) is None:
            return None
        found, at = None, index
        while node is not None:
            at += 1
            if node.value is not None:
                found = at, node.value
            if at >= len(forms):
                break
            node = node.following.get(forms[at])
        return found

    def stand_in(self, words: Words) -> bool:
        """Whether one of the phrases stands anywhere among the words."""
        begun = self._first.keys() & words.forms
        return bool(begun) and any(form in begun and self.match(words, i) for i, form in enumerate(words.forms))
