"""Percentages told apart from the figures that they come from (tỷ lệ nói riêng với số liệu).

"Tỷ lệ giải quyết quá hạn là 1,48%": the part is the figure further up that the same words name. "giải ngân 4.653 tỷ đồng, đạt 55% kế
hoạch": the whole is the figure that "kế hoạch" stands before further up. "chiếm 95%" of the hộ that the sentence before counted.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extract import lexicon
from extract.breakdowns import decimals, exact, head, pattern, same_kind
from extract.findings import Figure
from extract.numbers import round_half_up
from extract.patterns import SPACE as _S
from extract.units import MONEY

_SENTENCE_END = re.compile(r"[.!?…][\"”)]*\s|\n")
#: "Tỷ lệ giải quyết quá hạn là", right before the percentage.
_RATE = re.compile(
    rf"(?<!\w)tỷ{_S}+(?:lệ|trọng){_S}+(?P<name>[^.;:,()%\d\n]{{3,80}}?)(?:{_S}+(?:là|đạt|ước|chiếm|chỉ|mới|còn|khoảng|ở|mức|của|toàn|tỉnh|xã))*{_S}*:?{_S}*$",
    re.IGNORECASE,
)
_BASE = re.compile(rf"{_S}*(?:(?:của|so{_S}+với|trên){_S}+)?(?P<words>[^.;:,()%\d\n]{{2,60}})", re.IGNORECASE)
_COMPARED = re.compile(rf"so{_S}+với|cùng{_S}+kỳ|năm{_S}+trước", re.IGNORECASE)
#: Words that say a share is told.
SHARES = re.compile(rf"(?:chiếm|tương{_S}+(?:ứng|đương)|tỷ{_S}+(?:lệ|trọng))", re.IGNORECASE)
#: What was given is the plan, where the share agrees: "được giao 18 dự án với tổng vốn 1.260 tỷ đồng … đạt 55% kế hoạch".
_GIVEN = re.compile(rf"(?<!\w)(?:giao|phân{_S}+bổ|bố{_S}+trí|tổng{_S}+(?:vốn|kinh{_S}+phí|mức)|đăng{_S}+ký)(?!\w)")
_ALL = re.compile(r"(?<!\w)(?:toàn|tổng|cả|tất cả)(?!\w)", re.IGNORECASE)
#: So many figures before a percentage are looked at, and so many characters before a figure for its name.
_FURTHEST, _LONGEST_NAME = 12, 130
#: A percentage that misses by no more points than this was meant to be of the figures named.
_SLIP = Decimal(3)

Pair = tuple[Figure, Figure | Decimal]


def pair(
    text: str,
    figures: list[Figure],
    i: int,
    whole_of: dict[tuple[int, int], Figure],
    by_state: dict[tuple[int, int], list[Figure]],
) -> Pair | None:
    """Part and whole of the percentage ``figures[i]``, None where no words lead to them."""
    return (
        _rate(text, figures, i, whole_of, by_state) or _of_named_base(text, figures, i) or _of_sentence_before(text, figures, i)
    )


def _rate(
    text: str,
    figures: list[Figure],
    i: int,
    whole_of: dict[tuple[int, int], Figure],
    by_state: dict[tuple[int, int], list[Figure]],
) -> Pair | None:
    """ "Tỷ lệ …" of a part told before: its name has the rate's last telling words."""
    percent = figures[i]
    named = _RATE.search(text, max(0, percent.start - _LONGEST_NAME), percent.start)
    if named is None or pattern("other_base").match(text[percent.end : percent.end + 30].lstrip(" \xa0")):
        return None
    name = _telling(named["name"].lower().split())
    if not name:
        return None
    for at in range(i - 1, max(-1, i - _FURTHEST - 1), -1):
        part = figures[at]
        if part.unit == "%" or not _is_named(text, figures, at, name):
            continue
        told = whole_of.get((part.start, part.end))
        wholes = ([told] if told else []) + by_state.get((part.start, part.end), [])
        agreeing = next((whole for whole in wholes if _gap(part, whole, percent) == 0), None)
        if agreeing is not None:
            return part, agreeing
        return (part, told) if told is not None and _gap(part, told, percent) <= _SLIP else None
    return None


def _telling(words: list[str]) -> str:
    """The last words that name a part ("quá hạn" of "hồ sơ giải quyết quá hạn")."""
    common = frozenset(lexicon.tables("checks")["rate_words"])
    while words and words[-1] in common:
        words = words[:-1]
    start = max((at + 1 for at, word in enumerate(words) if word in common), default=0)
    return " ".join(words[start:][-3:])


def _is_named(text: str, figures: list[Figure], at: int, name: str) -> bool:
    """Whether the words of the clause around the figure have the name in them."""
    part = figures[at]
    behind = re.split(r"[,;.:()]", text[part.end : part.end + 50])[0]
    around = f"{_clause_before(text, figures, at)} {part.unit or ''} {behind}".lower()
    return f" {name} " in f" {' '.join(around.split())} "


def _clause_before(text: str, figures: list[Figure], at: int) -> str:
    """The words before the figure, back to the one before it or to where its clause begins."""
    start = max(figures[at - 1].end if at else 0, figures[at].start - _LONGEST_NAME)
    words = text[start : figures[at].start].rstrip(": \t\n\xa0")
    return re.split(r"[,;:.(\n](?=\s)", words)[-1].strip(" ,;:.(\n")


def _of_named_base(text: str, figures: list[Figure], i: int) -> Pair | None:
    """The part before the percentage, and the figure that the words behind it name ("đạt 55% kế hoạch")."""
    percent, part = figures[i], figures[i - 1] if i else figures[i]
    behind = _BASE.match(text, percent.end)
    if part.unit == "%" or behind is None or _COMPARED.search(behind["words"]) or not _leads_to(text, part, percent):
        return None
    key = pattern("named_bases").match(behind["words"].strip())
    if key is None:
        return None
    word = " ".join(key[0].lower().split())
    for at in range(i - 2, max(-1, i - _FURTHEST - 1), -1):
        whole = figures[at]
        start = max(figures[at - 1].end if at else 0, whole.start - _LONGEST_NAME)
        label = re.split(r";", _SENTENCE_END.split(text[start : whole.start])[-1])[-1].lower()
        if not same_kind(whole, part):
            continue
        if word in " ".join(label.split()):
            return (part, whole) if exact(whole) and _gap(part, whole, percent) <= _SLIP / 2 else None
        if _GIVEN.search(label) and _gap(part, whole, percent) == 0:
            return part, whole
    return None


def _of_sentence_before(text: str, figures: list[Figure], i: int) -> Pair | None:
    """The part before the percentage, and what the sentence before counted of the same kind, where the share agrees."""
    percent, part = figures[i], figures[i - 1] if i else figures[i]
    if part.unit == "%" or part.unit in MONEY or part.total or not _leads_to(text, part, percent):
        return None
    if pattern("other_base").match(text[percent.end : percent.end + 30].lstrip(" \xa0")):
        return None
    between = text[part.end : percent.start]
    says_share = "(" in between or SHARES.search(between) is not None
    near: Pair | None = None
    for at in range(i - 2, max(-1, i - _FURTHEST - 1), -1):
        whole = figures[at]
        sentences = len(_SENTENCE_END.findall(text[whole.end : part.start]))
        if not same_kind(whole, part) or head(whole) != head(part) or whole.total or exact(whole) <= exact(part):
            continue
        gap = _gap(part, whole, percent)
        all_of_them = _ALL.search(_clause_before(text, figures, at)) is not None
        if gap == 0 and (sentences < 2 or all_of_them):
            return part, whole
        if near is None and sentences < 2 and says_share and all_of_them and gap <= _SLIP and not part.approximate:
            near = part, whole
    return near


def _leads_to(text: str, part: Figure, percent: Figure) -> bool:
    """Whether the words between a part and a percentage say that the one is a share told of the other."""
    gap = text[part.end : percent.start]
    if len(gap) > 70 or re.search(r"[;.:\n)]", gap) or gap.count("(") > 1:
        return False
    tail = re.split(r"[,(]", gap)[-1].strip()
    return gap.rstrip().endswith("(") or pattern("to_percent").search(tail) is not None


def _gap(part: Figure, whole: Figure, percent: Figure) -> Decimal:
    """By how many points the percentage misses the share, rounded as printed."""
    if exact(whole) == 0:
        return Decimal(100)
    return abs(round_half_up(exact(part) * 100 / exact(whole), decimals(percent)) - exact(percent))
