"""What stands together in Vietnamese: the words of the dictionary by how common they are, phrases of official prose, words that stand alone.

Everything is looked up under :func:`ingest.vietnamese.matching_key`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from .vietnamese import DATA, lexicon, matching_key, to_nfc, without_marks

Pair = tuple[str, str]
Triple = tuple[str, str, str]

# Worths, in arbitrary units.
PAIR = (4.0, 3.2, 2.6, 1.8)  # for a pair of neighbours in a compound, by tier
PHRASE = 4.4  # for a pair in a phrase of official prose

_TIERS = ("Viet11K", "Viet22K", "Viet39K", "Viet74K")  # from the commonest words to all


@cache
def tiers() -> Mapping[str, int]:
    """The tier of every word of the dictionary."""
    spec = find_spec("underthesea")
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        raise ModuleNotFoundError("underthesea is not installed: its dictionary is needed to repair recognised text")
    folder = Path(next(iter(folders))) / "corpus" / "data"
    found: dict[str, int] = {}
    for tier, name in enumerate(_TIERS):
        for line in (folder / f"{name}.txt").read_text(encoding="utf-8").splitlines():
            found.setdefault(matching_key(to_nfc(line.strip())), tier)
    return found


@cache
def pairs() -> Mapping[Pair, float]:
    """Neighbours within compounds of the dictionary and phrases of official prose, with what they are worth."""
    found: dict[Pair, float] = {}
    for word, tier in tiers().items():
        syllables = word.split()
        for pair in pairwise(syllables):
            worth = PAIR[tier] if len(syllables) == 2 else 0.6 * PAIR[tier]
            found[pair] = max(found.get(pair, 0.0), worth)
    return {**found, **phrase_pairs()}


@cache
def phrase_pairs() -> Mapping[Pair, float]:
    """Neighbours within phrases of official prose and names of provinces."""
    return {pair: PHRASE for phrase in _phrases() for pair in pairwise(phrase)}


@cache
def compounds() -> Mapping[Pair, float]:
    """Words of two syllables, and phrases of two, with what they are worth."""
    found = {(w[0], w[1]): PAIR[tier] for word, tier in tiers().items() if len(w := word.split()) == 2}
    return found | {(phrase[0], phrase[1]): PHRASE for phrase in _phrases() if len(phrase) == 2}


@dataclass(frozen=True)
class Triples:
    """Three syllables in a row: those that words and phrases begin with, those that they end with, and all within them."""

    first: frozenset[Triple]
    last: frozenset[Triple]
    any: frozenset[Triple]


@cache
def triples() -> Triples:
    """Three syllables in a row within longer words of the dictionary and phrases of official prose."""
    longer = [way for way in (*(tuple(word.split()) for word in tiers()), *_phrases()) if len(way) > 2]
    return Triples(
        first=frozenset((way[0], way[1], way[2]) for way in longer),
        last=frozenset((way[-3], way[-2], way[-1]) for way in longer),
        any=frozenset(triple for way in longer for triple in zip(way, way[1:], way[2:], strict=False)),
    )


@cache
def common() -> frozenset[str]:
    """Words that stand anywhere in official prose."""
    return frozenset(matching_key(word) for line in _lines_of("common_syllables.txt") for word in line.split())


@cache
def free() -> frozenset[str]:
    """Words that stand by themselves in prose: beside a neighbour that they make no word with they may be right all the same."""
    return common() | frozenset(matching_key(word) for line in _lines_of("free_words.txt") for word in line.split())


@cache
def same_letters() -> Mapping[str, tuple[str, ...]]:
    """Syllables of the dictionary by their letters without marks."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for syllable in lexicon().syllables:
        found[without_marks(syllable)].append(syllable)
    return {letters: tuple(sorted(syllables)) for letters, syllables in found.items()}


@cache
def _phrases() -> tuple[tuple[str, ...], ...]:
    lines = (*_lines_of("official_phrases.txt"), *_lines_of("provinces.txt"))
    return tuple(tuple(matching_key(line).split()) for line in lines)


def _lines_of(name: str) -> list[str]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
