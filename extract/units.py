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
#: A noun phrase is cut after so many syllables behind its head.
_LONGEST_MODIFIER = 3

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
        stop = _phrase_end(text, m.end(), end)
        return Unit(m.start("name"), stop, " ".join(text[m.start("name") : stop].split()), UnitKind.COUNT)
    m = _WORD.match(text, at, end)
    if m is None or m.start("word") == at or m["word"].lower() in words("stops") or not _is_word(m["word"]):
        return None
    stop = _phrase_end(text, m.end(), end)
    return Unit(m.start("word"), stop, " ".join(text[m.start("word") : stop].split()), UnitKind.NOUN)


def noun_end(text: str, at: int, end: int) -> int:
    """Where the counted noun that begins at ``at`` ends ("mặt hàng"), ``at`` itself where the lexicon knows none."""
    m = _counted().match(text, at, end)
    return m.end() if m else at


def _is_word(word: str) -> bool:
    """Whether the letters can be a Vietnamese syllable, a hyphenated loan word or an abbreviation, not the debris of recognition."""
    if word.isupper():
        return len(word) > 1 and word.isalpha()
    return all(_SYLLABLE.fullmatch(part) for part in word.lower().split("-"))


def _phrase_end(text: str, at: int, end: int) -> int:
    """Where the noun phrase ends whose head ends at ``at``: its modifiers, and nouns counted together with it."""
    at = _modifiers_end(text, at, end)
    for _ in range(3):
        joint = _JOINT.match(text, at, end)
        m = _together().match(text, joint.end(), end) if joint else None
        if m is None or _NAMED.match(text, m.end(), end):
            break
        at = _modifiers_end(text, m.end(), end)
    return at


def _modifiers_end(text: str, at: int, end: int) -> int:
    for _ in range(_LONGEST_MODIFIER):
        kept = _kept().match(text, at, end)
        if kept:
            at = kept.end()
            continue
        m = _WORD.match(text, at, end)
        if m is None or m.start("word") == at or not m["word"].isalpha() or m["word"].lower() in words("stops"):
            break
        if m["word"][0].isupper() and not m["word"].isupper():
            break
        at = m.end()
    else:
        at = _word_end(text, at, end)
    return at


def _word_end(text: str, at: int, end: int) -> int:
    """Where the word ends whose syllable ends at ``at``: a phrase is not cut between the syllables of one ("thủ tục hành|chính")."""
    behind, before = _WORD.match(text, at, end), text[max(0, at - 24) : at].split()
    if behind is None or behind.start("word") == at or len(before) < 2 or not behind["word"].islower():
        return at
    last, following = fold(before[-1]), fold(behind["word"])
    begins = may_join(last, following) and not may_join(fold(before[-2]), last)
    return behind.end() if begins and behind["word"] not in words("stops") else at
