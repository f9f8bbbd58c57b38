"""Recognised words repaired by what stands together in Vietnamese: "bô sung" → "bổ sung", "tôn tại" → "tồn tại".

Recognisers of Vietnamese confuse marks (ô, ố, ổ), hardly ever letters. A word is replaced only where another reading of it, with other
marks or with a letter that the recogniser itself thought of, makes a word of the dictionary with a neighbour, and what was recognised
does not: all the words of a line together, then each by itself, where what stands beside it leaves one reading (:func:`_is_certain`).
Names, abbreviations, numbers and everything in capitals and digits stay as they were read. Every replaced word keeps what was recognised
in :attr:`ingest.words.Word.note`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise, product

from .collocations import PAIR, PHRASE, Pair, common, compounds, free, pairs, phrase_pairs, same_letters, tiers, triples
from .document import MarkKind
from .enumerations import with_roman_numbers
from .formulas import formulas_in
from .slips import Slip, lost_hook, slip
from .vietnamese import is_syllable, lexicon, matching_key, to_nfc, without_marks
from .words import Word

_CORE = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"[_@\\]|^[.:/]|[a-z]\.[a-z]")  # an address, a file, what a program reads
_END = re.compile(r"(?<=[^\W\d_])[.,][!|lIíÍ][.,]$|(?<=\))[.,][!|lIíÍ][.,]$")  # "thực hiện.!."
_BREAK = re.compile(r"[^\s\"'“”‘’«»]")  # any sign between two words but quotation marks parts them

# Scores, in arbitrary units; chosen so that one pair of the dictionary outweighs a change of marks, and nothing less does.
_COMMON = 1.2  # for a word that stands anywhere
_KNOWN = (0.0, -0.4, -0.9, -1.2)  # for a syllable of the dictionary, by tier
_POSSIBLE = -2.4  # for a syllable that the dictionary does not have
_IMPOSSIBLE = -3.5
_OTHER_MARKS = 2.8  # cost of changing marks without the recogniser's own doubt
_THOUGHT_OF = 1.3  # cost of changing to characters that it thought of
_OTHER_LETTER = 2.2  # cost of changing a letter to one that it thought of
_SURE = 1.0  # further cost where the recogniser was sure of the word
_MARGIN = 0.6  # by how much a change must be better than leaving the line as it was
_WORD = PAIR[3]  # what a pair is worth from which it is a word, however rare
_COMMON_WORD = PAIR[2]
_PARTICLES = {("đề", "để"), ("cua", "của")}  # read, meant: before what a phrase says stands behind
_NO_WORDS = {("cúa", "của")}  # read, meant: what was read is no word of prose
_COUNTING = frozenset(["các", "những", "mỗi", "từng", "một", "hai", "ra", "soạn", "con"])  # "đề" and "cua" behind these are nouns
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
    """The words of a paragraph in reading order, doubtful ones replaced; as many as were given.

    Each is as long as it was, but for the numbers of enumerations ("(11)" where "(iii)" must stand).
    """
    found = _ended(with_roman_numbers(words))
    slots = list(_slots(found))
    for at, text in formulas_in([slot.text for slot in slots]).items():
        if not slots[at].fixed and text != matching_key(slots[at].text):
            found[slots[at].word] = _changed(found[slots[at].word], slots[at], text)
            slots[at] = replace(slots[at], text=_in_case_of(slots[at].text, text), fixed=True)
    for chain in _chains(slots):
        columns = [_readings(slot, found[slot.word]) for slot in chain]
        for slot, text in zip(chain, _settled(chain, columns), strict=True):
            if text != matching_key(slot.text):
                found[slot.word] = _changed(found[slot.word], slot, text)
    return found


def _ended(words: Sequence[Word]) -> list[Word]:
    """The words with the sign that a document ends with, "./.", where its stroke was taken for another."""
    done = list(words)
    if done and done[-1].mark is None and (end := _END.search(done[-1].text)) is not None:
        last = done[-1]
        done[-1] = replace(last, text=last.text[: end.start()] + "./.", mark=MarkKind.REPAIRED, note=last.note or last.text)
    return done


def _settled(chain: Sequence[_Slot], columns: Sequence[Sequence[_Reading]]) -> list[str]:
    """The readings that go together best, those taken back that what stands beside them does not bear out, certain ones added."""
    texts = _best(chain, columns)
    for at, (slot, column) in enumerate(zip(chain, columns, strict=True)):
        read = column[0].text
        if texts[at] != read and not _is_borne_out(_Place(texts, chain, at), slot, texts[at]):
            texts[at] = read
    for at, (slot, column) in enumerate(zip(chain, columns, strict=True)):
        if texts[at] == column[0].text and not slot.fixed:
            texts[at] = _certain(_Place(texts, chain, at), texts[at])
    return texts


@dataclass(frozen=True)
class _Place:
    """Word ``at`` of a chain and what stands beside it."""

    texts: Sequence[str]
    chain: Sequence[_Slot]
    at: int

    def is_in_name(self, text: str) -> bool:
        """Whether a name that is a phrase ("Bộ Tài chính", "Quảng Ngãi") has ``text`` here, beside another word of the name."""
        near = [at for at in (self.at - 1, self.at + 1) if 0 <= at < len(self.texts) and self.chain[at].name]
        return any(((self.texts[at], text) if at < self.at else (text, self.texts[at])) in phrase_pairs() for at in near)

    def beside(self, step: int) -> str:
        """The word ``step`` places on; "" beyond the chain, and for a name beside a word that is none."""
        at = self.at + step
        if not 0 <= at < len(self.texts) or (self.chain[at].name and not self.chain[self.at].name):
            return ""
        return self.texts[at]


def _is_borne_out(place: _Place, slot: _Slot, text: str) -> bool:
    """Whether what stands beside a word bears out that it is ``text`` and not what was read."""
    read = matching_key(slot.text)
    beside = ((place.beside(-1), text), (text, place.beside(1)))
    if without_marks(text) != without_marks(read):  # scribbles are read as letters that might be anything
        return any(pair in pairs() for pair in beside) and not _stands(place, read)
    if _stands(place, read) and not slot.name:
        return False
    if read not in tiers():
        return any(pair in pairs() for pair in beside) or (text in common() and not read.isascii())
    if slot.name:
        return place.is_in_name(text)
    return _is_certain(place, read, text) or (read not in free() and any(pair in phrase_pairs() for pair in beside))


def _certain(place: _Place, read: str) -> str:
    """The one other reading of a word that makes a word or a phrase where ``read`` makes none; ``read`` where there is none or two."""
    if _stands(place, read, _COMMON_WORD):
        return read
    others = [other for other in same_letters().get(without_marks(read), ()) if len(other) == len(read) and other != read]
    rare = _stands(place, read)  # a rare word gives way to phrases of official prose only
    found = [
        other
        for other in others
        if (kind := slip(read, other)) is not None
        and _is_certain(place, read, other)
        and (_is_phrase(place, other) or (kind is Slip.LIKELY and not rare))
    ]
    return found[0] if len(found) == 1 else read


def _is_phrase(place: _Place, text: str) -> bool:
    """Whether ``text`` makes a whole phrase of two with a neighbour, or a part of three of one with both."""
    before, behind = place.beside(-1), place.beside(1)
    whole = any(compounds().get(pair) == PHRASE for pair in ((before, text), (text, behind)))
    return whole or (before, text, behind) in triples().any or (text, behind, place.beside(2)) in triples().first


def _stands(place: _Place, text: str, least: float = _WORD) -> bool:
    """Whether ``text`` makes a word of the dictionary or a part of a phrase with a neighbour, worth at ``least`` as much."""
    return any(pairs().get(pair, 0.0) >= least for pair in ((place.beside(-1), text), (text, place.beside(1))))


def _is_certain(place: _Place, read: str, text: str) -> bool:
    """Whether ``text`` makes a phrase of three with its neighbours, or with one of them a word that this one needs."""
    before, behind = place.beside(-1), place.beside(1)
    farther, further = place.beside(-2), place.beside(2)
    if (read, text) in _NO_WORDS:
        return True
    if (read, text) in _PARTICLES:
        return before not in _COUNTING and any(
            (text, following) in phrase_pairs() for following in place.texts[place.at + 1 : place.at + 2]
        )
    if read in free() and slip(read, text) is None:
        return False
    if place.chain[place.at].name:
        return (text, behind) in phrase_pairs() and (text, behind, further) in triples().first
    if (
        (farther, before, text) in triples().last
        or (before, text, behind) in triples().any
        or (text, behind, further) in triples().first
    ):
        return True
    return _makes_word((before, text), (farther, before), before, read, text) or _makes_word(
        (text, behind), (behind, further), behind, read, text
    )


def _makes_word(pair: Pair, other: Pair, neighbour: str, read: str, text: str) -> bool:
    """Whether ``pair`` is a common word, whose ``neighbour`` neither belongs to the ``other`` pair nor stands by itself as ``read`` does."""
    hook = lost_hook(read, text)
    worth = max(compounds().get(pair, 0.0), phrase_pairs().get(pair, 0.0) if hook else 0.0)
    if worth < _COMMON_WORD or compounds().get(other, 0.0) >= (_WORD if read in free() else _COMMON_WORD):
        return False
    if worth == PHRASE or read not in free() or hook:
        return True
    return neighbour not in free() and (read not in common() or (worth >= PAIR[0] and slip(read, text) is Slip.LIKELY))


def _changed(word: Word, slot: _Slot, key: str) -> Word:
    """``word`` with ``key`` in place of the letters of ``slot``, in the case in which they were read."""
    letters = _in_case_of(slot.text, key)
    text = word.text[: slot.start] + letters + word.text[slot.start + len(slot.text) :]
    return replace(word, text=text, mark=MarkKind.REPAIRED, note=word.note or word.text)


def _in_case_of(read: str, key: str) -> str:
    """``key`` in the case in which ``read`` was read."""
    return "".join(new.upper() if old.isupper() else new for old, new in zip(read, key, strict=True))


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
    if to_nfc(word.text) != word.text or len(matching_key(text)) != len(text):  # marks apart from their letters, several tones
        return True
    if _CODE.search(word.text):
        return True
    return text.isupper() and text.isascii() and (len(text) == 2 or not is_syllable(text))


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
    for other in same_letters().get(without_marks(key), ()):
        if other != key and len(other) == len(key):
            seen = all(a == b or b in choices for a, b, choices in zip(key, other, thought, strict=True))
            others[other] = _alone(other) - (_THOUGHT_OF if seen else _OTHER_MARKS + sure)
    for other in _other_letters(key, thought):
        others.setdefault(other, _alone(other) - _OTHER_LETTER)
    # What may well stand alone gives way to common words only.
    least = PAIR[0] if key in common() else PAIR[1] if tiers().get(key) == 0 else 0.0
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
        known = phrase_pairs() if one.name and other.name else pairs()
        for i, reading in enumerate(here):
            ways = [score + _worth(known, old, reading) for old, score in zip(before, scores[-1], strict=True)]
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


def _worth(known: Mapping[Pair, float], one: _Reading, other: _Reading) -> float:
    worth = known.get((one.text, other.text), 0.0)
    return worth if worth >= one.least and worth >= other.least else 0.0


# --- what stands alone, what stands together ---------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def _alone(key: str) -> float:
    """How likely a syllable is by itself."""
    if key in common():
        return _COMMON
    tier = tiers().get(key)
    if tier is not None:
        return _KNOWN[tier]
    return _POSSIBLE if is_syllable(key) else _IMPOSSIBLE
