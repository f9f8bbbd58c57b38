"""The predicate of a task: adverbs, words of duty, time limits, then a verb of tasks (vị ngữ).

Functions work on the words of a clause; ``limits`` are the time limits in it, which may stand before the verb.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extract import agencies, lexicon
from extract.contexts import phrases, skip
from extract.sentences import Span
from extract.words import Phrases, Words


@dataclass(frozen=True, slots=True)
class Predicate:
    """``verb`` is the index of the verb's first word; ``duty``: a word of duty stands before it ("phải"), ``adverb``: manner or time does."""

    verb: int
    duty: bool
    adverb: bool


@cache
def verbs() -> Phrases:
    """Verbs of tasks."""
    words = lexicon.tables("verbs")
    return Phrases((p, kind) for kind in ("strong", "orders") for p in words[kind])


@cache
def adverbs() -> Phrases:
    """Words of manner, time and duty that stand before the verb."""
    words = lexicon.tables("verbs")
    return Phrases([(p, "deontic") for p in words["deontic"]] + [(p, "adverb") for p in words["adverbs"]])


def duty_inside(words: Words, at: int) -> int | None:
    """Index of "phải" or "cần" before a verb further on in a clause whose subject is no body ("Việc bàn giao phải hoàn thành …")."""
    for i in words.among(_MUST, at + 1, min(len(words) - 1, at + 150)):
        if not words[i].capital and words.form(i - 1) not in ("không", "đã", "mà", "để", "chỉ", "khi", "thấy", "nếu"):
            if words.form(i + 1) in ("thiết", "có", "được") and words.form(i + 1) == "thiết":
                continue
            if read(words, i, []) is not None:
                return i
    return None


_MUST = frozenset(("phải", "cần"))


def read(words: Words, at: int, limits: list[Span]) -> Predicate | None:
    """Adverbs, words of duty and time limits, then a verb of tasks."""
    duty = adverb = False
    last: int | None = None
    i = _past_rhythm(words, at)
    while i < len(words):
        step = after_limit(words, i, limits)
        if step != i:
            i = past_comma(words, step)
            continue
        found = adverbs().match(words, i)
        if found is None or (i > at and words[i].capital and i + 1 < len(words) and words[i + 1].capital):
            break  # "thành phố Cần Thơ"
        duty = duty or found[1] == "deontic"
        adverb, last, i = True, i, found[0]
        while words.form(i) in (",", "và", "hơn", "nữa") and (adverbs().match(words, i + 1) or verbs().match(words, i + 1)):
            i += 1
        if words.form(i) == "(":  # "định kỳ (6 tháng một lần) tổ chức"
            closing = words.closing(i, 16)
            i = i if closing is None else closing + 1
    verb = verbs().match(words, i)
    if verb is not None and not _in_longer_word(words, i, verb[0]):
        return Predicate(i, duty, adverb)
    if last is not None and verbs().match(words, last):
        return Predicate(last, duty, adverb)
    if duty and i < len(words) and words.form(i)[0].isalpha():
        return Predicate(i, duty, adverb)
    strong = last is not None and words.form(last) in ("tiếp", "khẩn", "kịp", "tích", "quyết", "nghiêm", "tập")
    if strong and i < len(words) and words.form(i)[0].isalpha() and not words[i].capital:
        return Predicate(i, duty, adverb)
    return None


def _past_rhythm(words: Words, at: int) -> int:
    """Index of the verb after "cứ 10 ngày", "cứ 2 giờ một lần"."""
    if words.form(at) != "cứ" or not words.form(at + 1)[:1].isalnum():
        return at
    return next((k for k in range(at + 2, min(len(words), at + 8)) if verbs().match(words, k)), at)


def _in_longer_word(words: Words, at: int, end: int) -> bool:
    """A verb of one syllable may be the beginning of another word: "giao thông", "thu nhập"."""
    if end > at + 1 or end >= len(words) or words[end].capital or not words.form(end).isalpha() or words.form(at) == "không":
        return False
    return not words.is_word(at)


def after_bodies(words: Words, at: int, limits: list[Span]) -> Predicate | None:
    """The predicate after a row of bodies, past what may stand between ("theo chức năng, nhiệm vụ", a time limit, a ground between commas)."""
    at = past_company(words, past_comma(words, at))
    for _ in range(4):
        between = skip(words, at, "between")
        after = after_limit(words, between, limits)
        after = past_comma(words, after) if after != at else after
        if after == at:
            break
        at = after
    if words.form(at) == "(":
        while at < len(words) and words.form(at) != ")":
            at += 1
        at += 1
    if words.form(at) == ":":
        numbered = words.form(at + 1) == "(" and words.form(at + 3) == ")"  # "UBND các xã: (1) rà soát …"
        at = past_comma(words, skip(words, at + 1 + (3 if numbered else 0), "between"))
        return read(words, at, limits) or _behind_ground(words, at, limits) or _duty_anywhere(words, at, limits)
    predicate = read(words, at, limits)
    if predicate is None and phrases("grounds").match(words, at):
        comma = next((i for i in range(at, len(words)) if words.form(i) == "," and read(words, i + 1, limits)), None)
        predicate = read(words, comma + 1, limits) if comma else None
        manner = next((i for i in range(at, comma or len(words)) if words.form(i) in _MANNER and adverbs().match(words, i)), None)
        if predicate is None and manner is None and words.form(at) in ("căn", "trên", "theo", "tùy"):
            # "Các địa phương căn cứ tình hình cụ thể thực hiện việc cấm biển"
            predicate = next(
                (found for i in range(at + 3, min(len(words), at + 20)) if (found := read(words, i, limits)) is not None), None
            )
        if manner is not None:  # "trên cơ sở chương trình công tác của mình chủ động phối hợp với Sở A …"
            predicate = read(words, manner, limits) or predicate
    return predicate


def _behind_ground(words: Words, at: int, limits: list[Span]) -> Predicate | None:
    """ "…: Căn cứ khả năng cân đối ngân sách, phối hợp với …": the verb behind the comma that ends the ground."""
    if not phrases("grounds").match(words, at):
        return None
    commas = (i for i in range(at, min(len(words), at + 60)) if words.form(i) == ",")
    return next((found for i in commas if (found := read(words, i + 1, limits)) is not None), None)


#: First syllables of the words of manner with which a predicate begins behind a ground without a comma.
_MANNER = frozenset(("chủ", "khẩn", "tích", "kịp", "nghiêm"))


def past_company(words: Words, at: int) -> int:
    """Index after "cùng (với) các huyện", which stands between the lead and its verb."""
    if words.form(at) != "cùng":
        return at
    company = agencies.read(words, at + 2 if words.form(at + 1) == "với" else at + 1, company=True)
    return company.end if company else at


def _duty_anywhere(words: Words, at: int, limits: list[Span]) -> Predicate | None:
    duty = duty_inside(words, at)
    return Predicate(duty, True, False) if duty else None


def after_limit(words: Words, at: int, limits: list[Span]) -> int:
    """Index after the time limit that begins at the word, ``at`` itself where none does."""
    if at >= len(words):
        return at
    start = words[at].start
    after = next((words.index(b) for a, b in limits if a == start), at)
    if after == at:
        return at
    joined = after + 1 if words.form(after) in ("và", ",", "hoặc") else after
    further = after_limit(words, joined, limits)  # "định kỳ 06 tháng và hằng năm"
    return further if further != joined else after


def past_comma(words: Words, at: int) -> int:
    """Index after a comma that stands at the word, else ``at``."""
    return at + 1 if words.form(at) == "," else at
