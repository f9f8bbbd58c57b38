"""What stands behind a number: a measure, money, per cent, or the noun that is counted (đơn vị tính)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from extract import lexicon
from extract.compounds import may_join
from extract.patterns import SPACE as _S
from extract.patterns import UPPER, alternatives
from extract.words import fold

_WORD = re.compile(rf"{_S}*(?P<word>[^\W_]+(?:[-&][^\W_]+)*)")
_PER = re.compile(r"(?:/[^\W\d_]+(?: dân\b| gia đình\b| nghèo\b| đêm\b)?)+")
_JOINT = re.compile(rf"{_S}*(?:,{_S}*(?:và{_S}+)?|{_S}và{_S}+|{_S}hoặc{_S}+)")
#: "520 hộ, phường Đông Sơn 290 hộ": a noun with a name behind it is counted no more.
_NAMED = re.compile(rf"{_S}+[{UPPER}][a-zà-ỹđ]")
_VOWEL = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
_SYLLABLE = re.compile(rf"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?[{_VOWEL}]{{1,3}}(?:ch|ng|nh|[cmnpt])?")
#: A noun phrase ends after so many syllables behind its head, or with the word that the last of them opens.
_LONGEST_MODIFIER = 3
_NUMBER_BEHIND = re.compile(rf"{_S}+\d")

#: Names of units of money, as figures bear them.
MONEY = ("đồng", "USD", "EUR")


class UnitKind(StrEnum):
    """How sure it is that a number with this unit is a quantity, and how it may be reckoned with."""

    PERCENT = "percent"
    MONEY = "money"
    MEASURE = "measure"
    COUNT = "count"  # a noun of the lexicon
    NOUN = "noun"  # some other word


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit printed at ``[start, end)``, and the name it is recorded under ("%", "đồng", "hồ sơ hành chính")."""

    start: int
    end: int
    name: str
    kind: UnitKind


@cache
def _measure() -> re.Pattern[str]:
    names = alternatives(lexicon.tables("figures")["measures"])
    return re.compile(rf"{_S}*(?P<name>{names})(?![\w²³])")


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"{_S}+(?P<name>{alternatives(lexicon.tables('figures')['words']['counted'])})(?!\w)", re.IGNORECASE)


@cache
def _together() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>{alternatives(lexicon.tables('figures')['words']['together'])})(?!\w|{_S}+(?:hành|bố)\b)", re.IGNORECASE
    )


@cache
def _kept() -> re.Pattern[str]:
    return re.compile(rf"{_S}+(?P<name>{alternatives(lexicon.tables('figures')['words']['kept'])})(?!\w)", re.IGNORECASE)


@cache
def words(key: str) -> frozenset[str]:
    """A list of words of ``lexicon/figures.toml``."""
    return frozenset(lexicon.tables("figures")["words"][key])


def read(text: str, at: int, end: int) -> Unit | None:
    """The unit that begins at ``at`` (right behind a number), None where no unit can follow."""
    m = _measure().match(text, at, end)
    if m:
        name = lexicon.tables("figures")["measures"][" ".join(m["name"].split())]
        kind = UnitKind.PERCENT if name == "%" else UnitKind.MONEY if name in MONEY else UnitKind.MEASURE
        per = _PER.match(text, m.end(), end)
        return Unit(m.start("name"), per.end() if per else m.end(), name, kind)
    m = _counted().match(text, at, end)
    if m:
        stop = _phrase_end(text, m.start("name"), m.end(), end)
        return Unit(m.start("name"), stop, " ".join(text[m.start("name") : stop].split()), UnitKind.COUNT)
    m = _WORD.match(text, at, end)
    if m is None or m.start("word") == at or m["word"].lower() in words("stops") or not _is_word(m["word"]):
        return None
    head_end, _ = _word_end(text, m, end)
    if _folded(text[m.start("word") : head_end]) in words("adverbs"):
        return None
    stop = _phrase_end(text, m.start("word"), head_end, end)
    return Unit(m.start("word"), stop, " ".join(text[m.start("word") : stop].split()), UnitKind.NOUN)


def noun_end(text: str, at: int, end: int) -> int:
    """Where the counted noun that begins at ``at`` ends ("mặt hàng"), ``at`` itself where the lexicon knows none."""
    m = _counted().match(text, at, end)
    return m.end() if m else at


def head(name: str) -> str:
    """The counted noun that the unit's name opens with, folded ("vụ việc" of "vụ việc khiếu nại"), "" where the lexicon knows none."""
    return _folded(noun(name))


def noun(phrase: str) -> str:
    """The counted noun that the phrase begins with ("hồ sơ tiếp nhận" → "hồ sơ"), "" where the lexicon knows none."""
    padded = f" {phrase}"
    return padded[: noun_end(padded, 0, len(padded))].strip()


def first_word(phrase: str) -> str:
    """The first word of the phrase, by the dictionary: "tử vong", not "tử"."""
    m = _WORD.match(phrase)
    return phrase[: _word_end(phrase, m, len(phrase))[0]].strip() if m else phrase


def _is_word(word: str) -> bool:
    """Whether the letters can be a Vietnamese syllable, a hyphenated loan word or an abbreviation, not the debris of recognition."""
    if word.isupper():
        return len(word) > 1 and word.isalpha()
    return all(_SYLLABLE.fullmatch(part) for part in word.lower().split("-"))


def _phrase_end(text: str, start: int, at: int, end: int) -> int:
    """Where the noun phrase ends whose head is ``text[start:at]``: its modifiers, and nouns counted together with it."""
    at = _modifiers_end(text, start, at, end)
    for _ in range(3):
        joint = _JOINT.match(text, at, end)
        m = _together().match(text, joint.end(), end) if joint else None
        if m is None or _NAMED.match(text, m.end(), end) or _is_proposal(text, m, end):
            break
        at = _modifiers_end(text, m.start(), m.end(), end)
    return at


def _is_proposal(text: str, m: re.Match[str], end: int) -> bool:
    """Whether the noun is a verb here: what shall be done stands behind it ("8 cá nhân, kiến nghị kiểm điểm 17 tập thể")."""
    return _folded(m[0]) in words("nouns_and_verbs") and any(said in _verbs() for said in _ahead(text, m.end(), end))


def _modifiers_end(text: str, start: int, at: int, end: int) -> int:
    """Where the modifiers end behind the noun ``text[start:at]``: at a stop, before a verb that tells what became of it, never inside a word."""
    noun, taken = _folded(text[start:at]), 0
    while taken < _LONGEST_MODIFIER:
        kept = _kept().match(text, at, end)
        if kept:
            at, taken = kept.end(), taken + 1
            continue
        m = _WORD.match(text, at, end)
        if m is None or m.start("word") == at or not m["word"].isalpha() or m["word"].lower() in words("stops"):
            break
        if m["word"][0].isupper() and not m["word"].isupper():
            break
        ahead = _ahead(text, at, end)
        if any(said in words("ends") or (said in words("done_by") and noun in words("doers")) for said in ahead):
            break
        paired = _pair().match(text, at, end) if taken == 0 else None
        stop, syllables = (paired.end(), _LONGEST_MODIFIER) if paired else _word_end(text, m, end)
        if _NUMBER_BEHIND.match(text, stop, end) and (m["word"].lower() == "năm" or _folded(text[at:stop]) in _verbs()):
            break  # "2 tiêu chí năm 2010", "315 quyết định công bố 7.518 thủ tục"
        at, taken = stop, taken + syllables
    return at


def _word_end(text: str, m: re.Match[str], end: int) -> tuple[int, int]:
    """Where the word ends whose first syllable is ``m``, and how many syllables it has, by the dictionary: "hòa giải", "giao thông"."""
    second = _WORD.match(text, m.end(), end)
    if second is None or second.start("word") == m.end() or not second["word"].islower() or not m["word"].islower():
        return m.end(), 1
    joins = fold(second["word"]) not in words("no_syllables") and may_join(fold(m["word"]), fold(second["word"]))
    return (second.end(), 2) if joins else (m.end(), 1)


def _ahead(text: str, at: int, end: int) -> list[str]:
    """The next syllable, the next two, the next three, folded; fewer where a mark or the end stands in the way."""
    said: list[str] = []
    for _ in range(3):
        m = _WORD.match(text, at, end)
        if m is None or m.start("word") == at:
            break
        said.append(f"{said[-1]} {fold(m['word'])}" if said else fold(m["word"]))
        at = m.end()
    return said


def _folded(phrase: str) -> str:
    return " ".join(fold(word) for word in phrase.split())


@cache
def _pair() -> re.Pattern[str]:
    return re.compile(rf"{_S}+(?:{alternatives(lexicon.tables('figures')['words']['pairs'])})(?!\w)", re.IGNORECASE)


@cache
def _verbs() -> frozenset[str]:
    """Verbs of administration of two syllables or more."""
    return frozenset(_folded(verb) for verb in lexicon.tables("verbs")["strong"] if " " in verb)
