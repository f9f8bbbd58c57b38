"""Recognised words repaired by what stands together in Vietnamese: "bô sung" → "bổ sung", "tôn tại" → "tồn tại".

Recognisers of Vietnamese confuse marks (ô, ố, ổ), hardly ever letters. A word is replaced only where another reading of it, with other
marks or with a letter that the recogniser itself thought of, makes a word of the dictionary with a neighbour, and what was recognised
does not. Names, abbreviations, numbers and everything in capitals and digits stay as they were read. Every replaced word keeps
what was recognised in :attr:`ingest.words.Word.note`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import pairwise, product
from pathlib import Path

from .document import MarkKind
from .vietnamese import DATA, is_syllable, lexicon, matching_key, to_nfc, without_marks
from .words import Word

_CORE = re.compile(r"[^\W\d_]+")
_BREAK = re.compile(r"[^\s\"'“”‘’«»]")  # any sign between two words but quotation marks parts them
_TIERS = ("Viet11K", "Viet22K", "Viet39K", "Viet74K")  # from the commonest words to all

# Scores, in arbitrary units; chosen so that one pair of the dictionary outweighs a change of marks, and nothing less does.
_PAIR = (4.0, 3.2, 2.6, 1.8)  # for a pair of neighbours in a compound, by tier
_PHRASE = 4.4  # for a pair in a phrase of official prose
_COMMON = 1.2  # for a word that stands anywhere
_KNOWN = (0.0, -0.4, -0.9, -1.2)  # for a syllable of the dictionary, by tier
_POSSIBLE = -2.0  # for a syllable that the dictionary does not have
_IMPOSSIBLE = -3.5
_OTHER_MARKS = 2.8  # cost of changing marks without the recogniser's own doubt
_THOUGHT_OF = 1.3  # cost of changing to characters that it thought of
_OTHER_LETTER = 2.2  # cost of changing a letter to one that it thought of
_SURE = 1.0  # further cost where the recogniser was sure of the word
_MARGIN = 0.6  # by how much a change must be better than leaving the line as it was
_READINGS = 24  # "bo" has eighteen with other marks


@dataclass(frozen=True, slots=True)
class _Slot:
    """A run of letters within a word: where it is, and whether it belongs with the slot before it."""

    word: int
    start: int
    text: str
    joined: bool
    fixed: bool
    name: bool = False  # beside another word with a capital: a name, of which no dictionary knows


@dataclass(frozen=True, slots=True)
class _Reading:
    """What some letters may be. ``least``: a pair with a neighbour that is worth less does not speak for it."""

    text: str
    score: float
    least: float = 0.0


def repaired(words: Sequence[Word]) -> list[Word]:
    """The words of a paragraph in reading order, doubtful ones replaced; as many as were given, each as long as it was."""
    slots = list(_slots(words))
    found = list(words)
    for chain in _chains(slots):
        texts = _best(chain, [_readings(slot, words[slot.word]) for slot in chain])
        for at, (slot, text) in enumerate(zip(chain, texts, strict=True)):
            if text != matching_key(slot.text) and _is_borne_out(slot, at, texts):
                found[slot.word] = _changed(found[slot.word], slot, text)
    return found


def _is_borne_out(slot: _Slot, at: int, texts: Sequence[str]) -> bool:
    """Whether a change is of marks alone, or makes a pair with a neighbour: scribbles are read as letters that might be anything."""
    if without_marks(texts[at]) == without_marks(matching_key(slot.text)):
        return True
    return any(pair in _pairs() for pair in pairwise(texts[max(at - 1, 0) : at + 2]))


def _changed(word: Word, slot: _Slot, key: str) -> Word:
    """``word`` with ``key`` in place of the letters of ``slot``, in the case in which they were read."""
    letters = "".join(new.upper() if old.isupper() else new for old, new in zip(slot.text, key, strict=True))
    text = word.text[: slot.start] + letters + word.text[slot.start + len(slot.text) :]
    return replace(word, text=text, mark=MarkKind.REPAIRED, note=word.note or word.text)


def _slots(words: Sequence[Word]) -> Iterator[_Slot]:
    open_end = False
    for index, word in enumerate(words):
        at = 0
        for match in _CORE.finditer(word.text):
            between = word.text[at : match.start()]
            joined = open_end and not _BREAK.search(between) and at == 0
            text = match[0]
            yield _Slot(index, match.start(), text, joined, _is_fixed(text, word))
            at = match.end()
            open_end = True
        open_end = at > 0 and not _BREAK.search(word.text[at:])


def _is_fixed(text: str, word: Word) -> bool:
    """Whether the letters must stay: one letter, an abbreviation, part of a number, case mixed, marked already."""
    if len(text) < 2 or word.mark is not None or any(c.isdigit() for c in word.text):
        return True
    if not (text.islower() or text.istitle() or text.isupper()):
        return True
    if len(matching_key(text)) != len(text):  # several tones on one syllable
        return True
    return text.isupper() and text.isascii() and not is_syllable(text)


def _chains(slots: Sequence[_Slot]) -> Iterator[list[_Slot]]:
    chain: list[_Slot] = []
    for slot in slots:
        if chain and not slot.joined:
            yield chain
            chain = []
        if chain and slot.text.istitle() and chain[-1].text.istitle():
            chain[-1] = replace(chain[-1], name=True)
            slot = replace(slot, name=True)
        chain.append(slot)
    if chain:
        yield chain


def _readings(slot: _Slot, word: Word) -> list[_Reading]:
    """What the letters of ``slot`` may be, the reading of the recogniser first."""
    key = matching_key(slot.text)
    first = _Reading(key, _COMMON if slot.name else _alone(key))
    if slot.fixed:
        return [first]
    thought = _thought_of(slot, word)
    sure = _SURE if word.confidence >= 0.9 and not any(thought) else 0.0
    others: dict[str, float] = {}
    for other in _same_letters().get(without_marks(key), ()):
        if other != key and len(other) == len(key):
            seen = all(a == b or b in choices for a, b, choices in zip(key, other, thought, strict=True))
            others[other] = _alone(other) - (_THOUGHT_OF if seen else _OTHER_MARKS + sure)
    for other in _other_letters(key, thought):
        others.setdefault(other, _alone(other) - _OTHER_LETTER)
    # What may well stand alone gives way to common words only.
    least = _PAIR[0] if key in _common() else _PAIR[1] if _tiers().get(key) == 0 else 0.0
    best = sorted((_Reading(text, score, least) for text, score in others.items()), key=lambda reading: -reading.score)
    return [first, *best[:_READINGS]]


def _thought_of(slot: _Slot, word: Word) -> list[str]:
    if len(word.choices) != len(word.text):
        return [""] * len(slot.text)
    return [matching_key(choices) for choices in word.choices[slot.start : slot.start + len(slot.text)]]


def _other_letters(key: str, thought: Sequence[str]) -> Iterator[str]:
    """Syllables of the dictionary with up to two letters replaced by others that the recogniser thought of."""
    options = [char + "".join(c for c in choices if c.isalpha()) for char, choices in zip(key, thought, strict=True)]
    if sum(len(option) > 1 for option in options) > 3:
        return
    for letters in product(*options):
        other = "".join(letters)
        if other != key and other in lexicon().syllables:
            yield other


def _best(chain: Sequence[_Slot], columns: Sequence[Sequence[_Reading]]) -> list[str]:
    """The readings of a chain of words that go together best; the first of each unless others are better by a margin."""
    scores = [[reading.score - (_MARGIN if i else 0.0) for i, reading in enumerate(columns[0])]]
    back: list[list[int]] = []
    for (before, here), (one, other) in zip(pairwise(columns), pairwise(chain), strict=True):
        row, arrows = [], []
        pairs = _phrase_pairs() if one.name and other.name else _pairs()
        for i, reading in enumerate(here):
            ways = [score + _worth(pairs, old, reading) for old, score in zip(before, scores[-1], strict=True)]
            arrow = max(range(len(ways)), key=ways.__getitem__)
            row.append(ways[arrow] + reading.score - (_MARGIN if i else 0.0))
            arrows.append(arrow)
        scores.append(row)
        back.append(arrows)
    at = max(range(len(scores[-1])), key=scores[-1].__getitem__)
    chosen = [at]
    for arrows in reversed(back):
        at = arrows[at]
        chosen.append(at)
    return [column[index].text for column, index in zip(columns, reversed(chosen), strict=True)]


def _worth(pairs: Mapping[tuple[str, str], float], one: _Reading, other: _Reading) -> float:
    worth = pairs.get((one.text, other.text), 0.0)
    return worth if worth >= one.least and worth >= other.least else 0.0


# --- what stands alone, what stands together ---------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def _alone(key: str) -> float:
    """How likely a syllable is by itself."""
    if key in _common():
        return _COMMON
    tier = _tiers().get(key)
    if tier is not None:
        return _KNOWN[tier]
    return _POSSIBLE if is_syllable(key) else _IMPOSSIBLE


@cache
def _common() -> frozenset[str]:
    return frozenset(matching_key(word) for line in _lines_of("common_syllables.txt") for word in line.split())


@cache
def _tiers() -> Mapping[str, int]:
    """The tier of every word of the dictionary, by matching key."""
    spec = find_spec("underthesea")
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        raise ModuleNotFoundError("underthesea is not installed: its dictionary is needed to repair recognised text")
    folder = Path(next(iter(folders))) / "corpus" / "data"
    tiers: dict[str, int] = {}
    for tier, name in enumerate(_TIERS):
        for line in (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            tiers.setdefault(matching_key(to_nfc(line.strip())), tier)
    return tiers


@cache
def _pairs() -> dict[tuple[str, str], float]:
    """Neighbours within compounds of the dictionary and phrases of official prose, with what they are worth."""
    pairs: dict[tuple[str, str], float] = {}
    for word, tier in _tiers().items():
        syllables = word.split()
        for pair in pairwise(syllables):
            worth = _PAIR[tier] if len(syllables) == 2 else 0.6 * _PAIR[tier]
            pairs[pair] = max(pairs.get(pair, 0.0), worth)
    return pairs | _phrase_pairs()


@cache
def _phrase_pairs() -> dict[tuple[str, str], float]:
    """Neighbours within phrases of official prose and names of provinces."""
    phrases = (*_lines_of("official_phrases.txt"), *_lines_of("provinces.txt"))
    return {pair: _PHRASE for phrase in phrases for pair in pairwise(matching_key(phrase).split())}


@cache
def _same_letters() -> Mapping[str, tuple[str, ...]]:
    """Syllables of the dictionary by their letters without marks."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for syllable in lexicon().syllables:
        found[without_marks(syllable)].append(syllable)
    return {letters: tuple(sorted(syllables)) for letters, syllables in found.items()}


def _lines_of(name: str) -> list[str]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
