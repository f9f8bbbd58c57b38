"""Patterns made from words of the lexicon (mẫu câu từ từ điển).

They are blind to the kind and amount of white space and to where a typist sets the tone mark ("hoà" = "hòa", "uỷ ban" = "ủy ban").
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from itertools import chain

from extract import lexicon

#: White space between words; a line may break inside a phrase.
SPACE = r"[ \t\n\xa0]"
#: Capital letters, for a character class: the accented capitals and small letters stand mixed in Unicode, so that no range will do.
UPPER = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_NEW = ("òa", "óa", "ỏa", "õa", "ọa", "òe", "óe", "ỏe", "õe", "ọe", "ùy", "úy", "ủy", "ũy", "ụy")
_OLD = ("oà", "oá", "oả", "oã", "oạ", "oè", "oé", "oẻ", "oẽ", "oẹ", "uỳ", "uý", "uỷ", "uỹ", "uỵ")
_BOTH = {
    case(form): f"(?:{case(new)}|{case(old)})"
    for new, old in zip(_NEW, _OLD, strict=True)
    for form in (new, old)
    for case in (str.lower, str.capitalize, str.upper)
}
_TONE = re.compile(rf"(?<![qQ])(?:{'|'.join(_BOTH)})(?!\w)")


def alternatives(names: Iterable[str]) -> str:
    """A pattern for any of the names, longest first."""
    ordered = sorted(dict.fromkeys(names), key=len, reverse=True)
    return expression(re.escape(name).replace("\\ ", "_") for name in ordered)


def expression(parts: Iterable[str]) -> str:
    """A pattern for any of the parts, which are patterns themselves; "_" in them stands for white space."""
    spelled = [each for part in parts for each in _spelled_out(either_tone(part))]
    return gathered(spelled).replace("_", SPACE + "+")


_NOT_BEHIND = r"(?P<not_behind>(?:\(\?<![^()]*\))*)"
#: A part that opens with one of several words, or with one or none: "(?:kém|yếu)_…", "(?:kém_)?…".
_SEVERAL = re.compile(rf"{_NOT_BEHIND}\(\?:(?P<words>[^()\[\]\\]+)\)(?P<or_none>\??)(?![?*+{{])(?P<rest>.*)")
#: A part that opens with a letter or white space, and one before which something must not stand.
_OPENS = re.compile(r"(?P<letter>[^\W\d])(?![?*+{])(?P<rest>.*)")
_OPENS_UNLESS = re.compile(rf"{_NOT_BEHIND}(?P<letter>[^\W\d_])(?![?*+{{])(?P<rest>.*)")
#: What in a pattern stands for one thing, whatever it holds.
_CLOSED = re.compile(r"\\.|\[[^\]]*\]|\([^()\[\]\\]*\)")


def _spelled_out(part: str) -> list[str]:
    """A part that opens with one of several words as one part for each, each with its first letter in front."""
    if _is_choice(part):
        return [f"(?:{part})"]
    several = _SEVERAL.fullmatch(part)
    if several is None:
        return [_letter_first(part)]
    words = [*several["words"].split("|"), *([""] if several["or_none"] else [])]
    return [_letter_first(several["not_behind"] + word + several["rest"]) for word in words]


def _letter_first(part: str) -> str:
    """What must not stand before a part asked behind its first letter: "(?<!không )bị" as "b(?<!không b)ị"."""
    opening = _OPENS_UNLESS.fullmatch(part)
    if opening is None:
        return part
    letter = opening["letter"]
    return letter + re.sub(r"(?=[|)])", letter, opening["not_behind"]) + opening["rest"]


def _is_choice(part: str) -> bool:
    """Whether a part is alternatives itself ("kém|yếu_…")."""
    while (closed := _CLOSED.sub("", part)) != part:
        part = closed
    return "|" in part


def gathered(parts: Iterable[str]) -> str:
    """The parts, none of which is alternatives itself, as alternatives, those that open with the same letter as one: "được_(?:giao|khen)".

    The engine tries one alternative after the other; so a letter rules out all that open with another. What is found stays the same: a part
    is only moved past parts that open with other letters.
    """
    return "|".join(_by_letter(parts))


def _by_letter(parts: Iterable[str]) -> list[str]:
    groups: list[tuple[str, list[str]]] = []  # a letter and what may follow it, or no letter and one part
    of_letter: dict[str, list[str]] = {}  # the groups that a part may still be moved to
    for part in parts:
        opening = _OPENS.fullmatch(part)
        letter, rest = (opening["letter"], opening["rest"]) if opening else ("", part)
        if letter and letter in of_letter:
            of_letter[letter].append(rest)
            continue
        if not letter or letter.swapcase() in of_letter:
            of_letter.clear()
        groups.append((letter, [rest]))
        if letter:
            of_letter[letter] = groups[-1][1]
    return [letter + _behind_letter(rests) for letter, rests in groups]


def _behind_letter(rests: list[str]) -> str:
    if len(rests) == 1:
        return rests[0]
    told = _by_letter(rests)
    return told[0] if len(told) == 1 else f"(?:{'|'.join(told)})"


def either_tone(pattern: str) -> str:
    """The pattern with both places of the tone mark where a syllable of it allows two."""
    return _TONE.sub(lambda m: _BOTH[m[0]], pattern)


def standing_behind(before: Sequence[str], word: str) -> str:
    """A pattern for the word where one of ``before`` (patterns of a fixed length) stands in front of it; between them nothing, white space, a comma.

    It opens with the word, which the engine looks for ten times faster than for one of several others; two marks between pass unasked.
    """
    gap = r"[,\s]"
    places = [*before, *(each + gap for each in before), gap + gap]
    return f"{word}(?:{'|'.join(f'(?<={place}{word})' for place in places)})"


class Guarded:
    """A pattern that is tried only where one of ``needs`` is found: simpler patterns, in small letters, one of which stands in every match.

    Most stretches of a text hold no match, and a simple pattern says so many times faster, above all one that opens with a fixed word: the
    engine then runs through the text as a search for the word does, at a twentieth of the time that a choice of words takes.
    It is looked for once in a whole document, whose stretches then only ask whether one of its places is theirs; so it must not
    ask what stands behind the match. All patterns are compiled when they are first asked for.
    """

    def __init__(self, pattern: str, flags: int = 0, *, needs: str | Iterable[str]) -> None:
        self._source, self._flags = pattern, flags
        self._needed = (needs,) if isinstance(needs, str) else tuple(needs)
        self._last: tuple[str, list[int]] = ("", [])

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self._source, self._flags)

    @cached_property
    def _needs(self) -> list[re.Pattern[str]]:
        return [re.compile(needed) for needed in self._needed]

    def finditer(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """As ``re.Pattern.finditer``."""
        return self.pattern.finditer(text, start, end) if self.may_stand(text, start, end) else _NOTHING

    def search(self, text: str, start: int, end: int) -> re.Match[str] | None:
        """As ``re.Pattern.search``."""
        return self.pattern.search(text, start, end) if self.may_stand(text, start, end) else None

    def may_stand(self, text: str, start: int, end: int) -> bool:
        """Whether a match is to be looked for at all in ``text[start:end]``."""
        known, places = self._last
        if known is not text:
            if len(text) <= _LONG:
                return any(needed.search(small(text), start, end) for needed in self._needs)
            places = self.places(text)
        return _any_within(places, start, end)

    def places(self, text: str) -> list[int]:
        """Where one of ``needs`` stands in the text, in order; remembered for the text asked about last."""
        if self._last[0] is not text:
            self._last = text, self._places(small(text))
        return self._last[1]

    def _places(self, text: str) -> list[int]:
        """The same in small letters; also where a guard overlaps itself."""
        places: list[int] = []
        for needed in self._needs:
            m = needed.search(text)
            while m is not None:
                places.append(m.start())
                m = needed.search(text, m.start() + 1)
        return sorted(places)


class AnyGuarded:
    """Several guarded patterns asked at once whether one of them may stand in a stretch of a text."""

    def __init__(self, guarded: Iterable[Guarded]) -> None:
        self._guarded = tuple(guarded)
        self._last: tuple[str, list[int]] = ("", [])

    def may_stand(self, text: str, start: int, end: int) -> bool:
        """Whether a match of any is to be looked for at all in ``text[start:end]``."""
        if len(text) <= _LONG:
            return True
        if self._last[0] is not text:
            self._last = text, sorted(chain.from_iterable(guarded.places(text) for guarded in self._guarded))
        return _any_within(self._last[1], start, end)


def _any_within(places: list[int], start: int, end: int) -> bool:
    """Whether one of the places, which are in order, lies in ``[start, end)``."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


_NOTHING: Iterator[re.Match[str]] = iter(())


class Caseless:
    """A pattern blind to case that is tried in small letters first.

    There the first letter of an alternative rules it out, which Python's engine does not use where it is told to ignore case; most stretches
    hold no match. Matches are those of the text itself.
    """

    def __init__(self, pattern: str) -> None:
        self._source = pattern
        self._small = re.compile(_LETTERS.sub(lambda m: m[1] or m[0].lower(), pattern))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern itself; compiled when something is first found in small letters."""
        return re.compile(self._source, re.IGNORECASE)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As ``re.Pattern.search``."""
        m = self._small.search(small(text), start, end)
        return self.pattern.search(text, m.start(), end) if m else None

    def match(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As ``re.Pattern.match``."""
        return self.pattern.match(text, start, end) if self._small.match(small(text), start, end) else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As ``re.Pattern.finditer``."""
        m = self._small.search(small(text), start, end)
        return self.pattern.finditer(text, m.start(), end) if m else _NOTHING


#: The letters of a pattern; in the group what must stay as it is: escapes and the "P" of named groups.
_LETTERS = re.compile(r"(\\.|\(\?P)|[^\\(]+|\(", re.DOTALL)


def small(text: str) -> str:
    """The text in small letters, every letter in its place."""
    return _small(text) if len(text) > _LONG else _small_clause(text)


#: A text of so many characters is a document, whose stretches are asked for thousands of times.
_LONG = 500


def _in_small(text: str) -> str:
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


_small = lru_cache(maxsize=8)(_in_small)
_small_clause = lru_cache(maxsize=64)(_in_small)  # a clause is tried with a dozen patterns


@cache
def listed(table: str, key: str) -> Caseless:
    """Any phrase of the list ``key`` of ``lexicon/TABLE.toml``, as whole words."""
    return Caseless(rf"(?<!\w)(?:{expression(lexicon.tables(table)[key])})(?!\w)")
