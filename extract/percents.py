"""Percentages tested against the part and the whole they come from (kiểm tra tỷ lệ).

Rounded half up at the precision that is printed. The part is the figure that the percentage is said of ("483.677 hồ sơ, đạt 97,7%"); the whole is
printed with it ("11/12 đơn vị"), named behind it ("chiếm 20% trong tổng số 50 dự án"), or the total whose part it is.
"""

from __future__ import annotations

import re
from decimal import Decimal

from extract import rates, states
from extract.breakdowns import Breakdown, decimals, exact, head, is_bound, pattern, same_kind, shown, span_of
from extract.findings import Check, Figure
from extract.numbers import round_half_up, written
from extract.patterns import SPACE as _S
from extract.units import MONEY
from extract.work import Work

_TO_WHOLE = re.compile(rf"{_S}*(?:trên|so{_S}+với|trong|của|/)?{_S}*(?:tổng{_S}+)?(?:số{_S}+)?$", re.IGNORECASE)
_RATIO = re.compile(rf"[^.;:,()\d\n/]{{0,40}}/{_S}*(?:tổng{_S}+)?(?:số{_S}+)?$", re.IGNORECASE)
#: "655 giao dịch trực tuyến trong tổng số 712 giao dịch": the part, and the whole behind it.
_OUT_OF = re.compile(
    rf"[^.;:()%\d]{{0,50}}?{_S}(?:(?:trong|của){_S}+(?:tổng(?:{_S}+số)?|số)|trên(?:{_S}+(?:tổng(?:{_S}+số)?|số))?|(?:trên|so{_S}+với){_S}+tổng(?:{_S}+[^\W\d]+){{1,5}}|trong){_S}*$",
    re.IGNORECASE,
)
#: "bằng 71% tổng mức đầu tư": the whole is named again by the words that stand before it further up.
_NAMED_AGAIN = re.compile(
    rf"{_S}*(?:(?:của|so{_S}+với){_S}+)?(?P<name>(?:tổng|kế{_S}+hoạch|dự{_S}+toán)(?:{_S}+[^\W\d]+){{1,6}}?){_S}*(?:[.,;)]|$)",
    re.IGNORECASE,
)
#: "đã hoàn thành 51 nhiệm vụ (đúng hạn 47 nhiệm vụ, quá hạn 04 nhiệm vụ), đạt 79,7%": brackets between a part and its percentage.
_ASIDE = re.compile(r"\([^()]*\)")
#: "đạt 51,8% so với nghị quyết đề ra (23.600 tỷ đồng)"
_NAMED_BASE = re.compile(
    rf"{_S}*(?:so{_S}+với{_S}+)?(?:kế{_S}+hoạch|dự{_S}+toán|nghị{_S}+quyết|chỉ{_S}+tiêu|mục{_S}+tiêu|tổng)[^.;,()%\d]{{0,50}}?{_S}*(?:\({_S}*|{_S}(?:là{_S}+|giao{_S}+)?)$",
    re.IGNORECASE,
)
#: "chiếm 94% dân số toàn tỉnh (1.200.000 người)"
_BASE_IN_BRACKETS = re.compile(rf"{_S}+[^.;:,()%\d\n]{{2,60}}\({_S}*(?:[^.;:,()%\d\n]{{0,30}}{_S})?$")
#: "chiếm 79,37% trong tổng số hồ sơ trễ hạn của cả tỉnh (58 hồ sơ)"
_BASE_TOTALLED = re.compile(
    rf"{_S}*(?:trong|trên|so{_S}+với|của){_S}+tổng{_S}+số{_S}[^.;:,()%\d\n]{{2,70}}\({_S}*(?:gồm{_S}+|là{_S}+)?$", re.IGNORECASE
)
_PLAN = re.compile(
    rf"(?:tổng{_S}+(?:số|vốn|mức|kinh{_S}+phí)|kế{_S}+hoạch|dự{_S}+toán|được{_S}+giao|phân{_S}+bổ|phải{_S}+(?:giải|thực))[^;.%]*$",
    re.IGNORECASE,
)
#: "15 nghị quyết, với tỷ lệ tán thành 100%": a rate with a name of its own may be of something else.
_OTHER_RATE = re.compile(rf"tỷ{_S}+lệ{_S}+(?!đạt|là|khoảng|chiếm|hoàn|gần|hơn|trên|tương|[\d:])[^\W\d]", re.IGNORECASE)
#: Rounded numbers that miss their percentage by more points than this are not told to agree.
_ROUNDING = Decimal("0.5")
#: So many figures before a percentage are tried as its whole before it is called wrong.
_OTHERS = 12
#: The words between a part and its percentage are no longer than this.
_FURTHEST = 70
_OPENS_ASIDE = re.compile(
    rf"(?:{_S}+[^\W\d]+){{0,6}}?{_S}*(?:\({_S}*(?:[^\W\d]+{_S}+){{0,6}}?(?:tương{_S}+(?:ứng|đương)(?:{_S}+với)?{_S}*)?|,{_S}*tương{_S}+(?:ứng|đương)(?:{_S}+với)?{_S}+|,?{_S}+với{_S}+)$"
)


def find(work: Work, breakdowns: list[Breakdown]) -> list[Check]:
    """A check for every percentage whose part and whole the text gives."""
    text, figures = work.structure.text, sorted(work.figures, key=lambda f: f.start)
    whole_of = {(part.start, part.end): b.total for b in breakdowns for part in b.parts}
    by_state = states.bases(work)
    found: list[Check] = []
    for i, percent in enumerate(figures):
        if percent.unit != "%" or percent.change or is_bound(percent):
            continue
        told = [
            _told(pair, percent, figures[max(0, i - _OTHERS) : i]) for pair in _pairs(text, figures, i, whole_of, by_state)
        ]  # another whole that fits leaves nothing to be called wrong
        check = next((c for c in told if c is not None and c.holds), told[0] if told else None)
        if check is not None:
            found.append(check)
    return found


def _pairs(
    text: str,
    figures: list[Figure],
    i: int,
    whole_of: dict[tuple[int, int], Figure],
    by_state: dict[tuple[int, int], list[Figure]],
) -> list[tuple[Figure, Figure | Decimal]]:
    """Parts and wholes that the percentage ``figures[i]`` may be of, the surest first."""
    readings = (
        _before(text, figures, i, whole_of),
        _in_brackets_behind(text, figures, i),
        _of_state(text, figures, i, by_state),
        _out_of(text, figures, i),
        _named_again(text, figures, i),
        _around_aside(text, figures, i, whole_of),
        _of_the_same(text, figures, i),
        rates.pair(text, figures, i, whole_of, by_state),
    )
    return [pair for pair in readings if pair is not None]


def _told(pair: tuple[Figure, Figure | Decimal], percent: Figure, before: list[Figure]) -> Check | None:
    """The check of the pair; None where it fails and need not: a rounded number proves nothing, and a percentage may be of another whole."""
    part, whole = pair
    if any(f.approximate for f in (part, percent)) or (isinstance(whole, Figure) and whole.approximate):
        return _check(part, whole, percent, holds=True) if _may_be(part, whole, percent) else None
    check = _check(part, whole, percent)
    if check.holds or isinstance(whole, Decimal) or whole.start > part.start:
        return check
    others = [f for f in before if f.unit == part.unit or (f.unit != "%" and same_kind(f, part))]
    fitting = next((f for f in reversed(others) if f is not part and exact(f) >= exact(part) and _share(part, f, percent)), None)
    if fitting is None:
        return check
    return _check(part, fitting, percent) if head(fitting) == head(part) else None


def _may_be(part: Figure, whole: Figure | Decimal, percent: Figure) -> bool:
    """Whether rounded numbers may stand for a part that is so many per cent of the whole, and do not miss it by much as they are printed."""
    base = whole if isinstance(whole, Decimal) else exact(whole)
    if not base or abs(exact(part) * 100 / base - exact(percent)) > _ROUNDING:
        return False
    low, high = span_of(part)
    least, most = (whole, whole) if isinstance(whole, Decimal) else span_of(whole)
    from_, to = span_of(percent)
    return least > 0 and low * 100 / most <= to and from_ <= high * 100 / least


def _before(
    text: str, figures: list[Figure], i: int, whole_of: dict[tuple[int, int], Figure]
) -> tuple[Figure, Figure | Decimal] | None:
    """Part and whole of the percentage ``figures[i]`` where the part stands right before it."""
    if i == 0:
        return None
    percent, part = figures[i], figures[i - 1]
    if part.unit == "%" or not _says_percent(text[part.end : percent.start]):
        return None
    if part.total is not None:
        return part, Decimal(repr(part.total))
    if i > 1 and same_kind(figures[i - 2], part) and _RATIO.fullmatch(text[figures[i - 2].end : part.start]):
        return figures[i - 2], part
    behind = figures[i + 1] if i + 1 < len(figures) else None
    if (
        behind is not None
        and same_kind(part, behind)
        and _TO_WHOLE.fullmatch(text[percent.end : behind.start])
        and text[percent.end : behind.start].strip()
    ):
        return part, behind
    if behind is not None and same_kind(part, behind) and _NAMED_BASE.fullmatch(text[percent.end : behind.start]):
        return part, behind
    if (
        behind is not None
        and same_kind(part, behind)
        and _BASE_IN_BRACKETS.fullmatch(text[percent.end : behind.start])
        and exact(behind)
        and abs(exact(part) * 100 / exact(behind) - exact(percent)) <= 1
    ):
        return part, behind
    if (
        behind is not None
        and same_kind(part, behind)
        and head(part) == head(behind)
        and exact(part) <= exact(behind)
        and _BASE_TOTALLED.fullmatch(text[percent.end : behind.start])
    ):
        return part, behind
    other = pattern("other_base").match(text[percent.end : percent.end + 30].lstrip(" \xa0"))
    if other is not None:
        return _plan_named_twice(text, figures, i, other[0])
    total = whole_of.get((part.start, part.end)) or _planned(text, figures, i)
    gap = text[part.end : percent.start]
    doubtful = (part.unit in MONEY and not rates.SHARES.search(gap)) or _OTHER_RATE.search(gap) is not None
    if total is None or (doubtful and not _share(part, total, percent)):
        return None
    return part, total


def _plan_named_twice(text: str, figures: list[Figure], i: int, name: str) -> tuple[Figure, Figure] | None:
    """ "Kế hoạch vốn 600 tỷ đồng; đã giải ngân 450 tỷ đồng, đạt 75% kế hoạch": the base is the figure that the same word names before."""
    whole = _planned(text, figures, i)
    if whole is None or not re.search(
        rf"(?<!\w){re.escape(name)}(?!\w)[^;.%\d]*$", text[max(0, whole.start - 60) : whole.start], re.IGNORECASE
    ):
        return None
    return figures[i - 1], whole


def _of_the_same(text: str, figures: list[Figure], i: int) -> tuple[Figure, Figure] | None:
    """Part and whole that count the same in one sentence, where the share agrees: "kiểm tra 45 cơ sở, phát hiện 9 cơ sở vi phạm (chiếm 20%)"."""
    at = _behind_asides(text, figures, i)
    if at is None or figures[at].unit == "%" or figures[at].total:
        return None
    part = figures[at]
    if pattern("other_base").match(text[figures[i].end : figures[i].end + 30].lstrip(" \xa0")):
        return None
    for whole in reversed(figures[max(0, at - 3) : at]):
        if re.search(r"[.!?]\s|\n", text[whole.end : part.start]):
            return None
        if (
            same_kind(whole, part)
            and head(whole) == head(part)
            and not whole.total
            and exact(whole) >= exact(part)
            and _share(part, whole, figures[i])
        ):
            return part, whole
    return None


def _behind_asides(text: str, figures: list[Figure], i: int) -> int | None:
    """Which figure the percentage is said of: the one before it, or before a bracket that only compares it."""
    for at in range(i - 1, max(-1, i - 5), -1):
        gap = text[figures[at].end : figures[i].start]
        if _says_percent(gap) or (")" in gap and _says_percent(_ASIDE.sub("", gap))):
            return at
        if "\n" in gap or len(gap) > 3 * _FURTHEST:
            return None
    return None


def _planned(text: str, figures: list[Figure], i: int) -> Figure | None:
    """The plan or total named before the part in the same sentence ("Tổng vốn 200 tỷ đồng; đã giải ngân 100 tỷ đồng, đạt 50%")."""
    part = figures[i - 1]
    for whole in reversed(figures[max(0, i - 4) : i - 1]):
        if re.search(r"[.!?]\s", text[whole.end : part.start]) or "\n\n" in text[whole.end : part.start]:
            return None
        named = _PLAN.search(text[max(0, whole.start - 60) : whole.start])
        if (
            named
            and same_kind(whole, part)
            and exact(whole) > exact(part)
            and abs(exact(part) * 100 / exact(whole) - exact(figures[i])) <= 1
        ):
            return whole
    return None


def _share(part: Figure, whole: Figure, percent: Figure) -> bool:
    """Whether the percentage is that of the part in the whole. Said of money, "đạt 65%" mostly speaks of a plan that stands elsewhere."""
    return exact(whole) != 0 and round_half_up(exact(part) * 100 / exact(whole), decimals(percent)) == exact(percent)


def _of_state(
    text: str, figures: list[Figure], i: int, by_state: dict[tuple[int, int], list[Figure]]
) -> tuple[Figure, Figure | Decimal] | None:
    """Part and whole by their states ("đến hạn 4.169 hồ sơ. … đúng hạn là 4.157 hồ sơ (đạt 99,71%)"), where the share agrees."""
    part = figures[i - 1] if i else figures[i]
    if part.unit == "%" or not _says_percent(text[part.end : figures[i].start]):
        return None
    return next(((part, whole) for whole in by_state.get((part.start, part.end), []) if _share(part, whole, figures[i])), None)


def _out_of(text: str, figures: list[Figure], i: int) -> tuple[Figure, Figure | Decimal] | None:
    """Part and whole before the percentage: "1.146 hộ trong tổng số 1.512 hộ bị ảnh hưởng (75,8%)"."""
    if i < 2:
        return None
    part, whole, percent = figures[i - 2], figures[i - 1], figures[i]
    joined = _OUT_OF.fullmatch(text[part.end : whole.start])
    if joined is None or not same_kind(part, whole) or part.total or exact(part) > exact(whole) or part.unit == "%":
        return None
    gap = text[whole.end : percent.start]
    if _says_percent(gap) or (_share(part, whole, percent) and not re.search(r"[;.:\d]", gap) and len(gap) <= _FURTHEST):
        return part, whole
    return None


def _named_again(text: str, figures: list[Figure], i: int) -> tuple[Figure, Figure | Decimal] | None:
    """The part before the percentage, and the figure of its passage that the words behind it name, where the share is about right."""
    named = _NAMED_AGAIN.match(text, figures[i].end)
    if i == 0 or named is None or figures[i - 1].unit == "%" or not _says_percent(text[figures[i - 1].end : figures[i].start]):
        return None
    part, name = figures[i - 1], " ".join(named["name"].lower().split())
    for whole in reversed(figures[: i - 1]):
        if "\n" in text[whole.end : part.start]:
            return None
        words = " ".join(text[max(0, whole.start - 80) : whole.start].lower().split())
        if same_kind(part, whole) and re.search(rf"{re.escape(name)}(?: (?:là|giao|đạt|khoảng)|:)*$", words):
            return (part, whole) if exact(whole) and abs(exact(part) * 100 / exact(whole) - exact(figures[i])) <= 1 else None
    return None


def _around_aside(
    text: str, figures: list[Figure], i: int, whole_of: dict[tuple[int, int], Figure]
) -> tuple[Figure, Figure | Decimal] | None:
    """The part before a bracket that breaks it down, and the total that it is part of."""
    for part in reversed(figures[max(0, i - 6) : i]):
        gap = text[part.end : figures[i].start]
        if "\n" in gap or len(gap) > 3 * _FURTHEST:
            return None
        if ")" in gap and (bare := _ASIDE.sub("", gap)) != gap and "(" not in bare and ")" not in bare:
            whole = whole_of.get((part.start, part.end))
            if (
                part.unit == "%"
                or whole is None
                or not _says_percent(bare)
                or pattern("other_base").match(text[figures[i].end :].lstrip())
            ):
                return None
            return part, whole
    return None


def _says_percent(gap: str) -> bool:
    """Whether nothing but "đạt", "chiếm tỷ lệ", brackets and a few words of the part stand between a part and its percentage."""
    if len(gap) > _FURTHEST or re.search(r"[;.:]", gap) or gap.count(",") > 1 or gap.count("(") > 1 or ")" in gap:
        return False
    words = gap.strip(" \t\n\xa0")
    if words.endswith("(") and "," not in words and len(words.split()) <= 7:
        return True
    if words in ("(", ",", "", "-", "–", "="):
        return words == "(" or words == "="
    tail = re.split(r"[,(]", words)[-1].strip()
    return pattern("to_percent").search(tail) is not None and pattern("other_base").search(tail) is None


def _in_brackets_behind(text: str, figures: list[Figure], i: int) -> tuple[Figure, Figure | Decimal] | None:
    """Part and whole in brackets behind the percentage: "97,7% (483.677/495.353 hồ sơ)", or behind "tương ứng"."""
    if i + 1 >= len(figures) or not _OPENS_ASIDE.fullmatch(text[figures[i].end : figures[i + 1].start]):
        return None
    part = figures[i + 1]
    if part.total is not None:
        return part, Decimal(repr(part.total))
    whole = figures[i + 2] if i + 2 < len(figures) else None
    if whole is not None and same_kind(part, whole) and exact(part) <= exact(whole):
        gap = text[part.end : whole.start]
        return (part, whole) if _RATIO.fullmatch(gap) or _OUT_OF.fullmatch(gap) else None
    return None


def _check(part: Figure, whole: Figure | Decimal, percent: Figure, *, holds: bool = False) -> Check:
    """The check; ``holds`` where it is known to, of rounded numbers."""
    base = whole if isinstance(whole, Decimal) else exact(whole)
    places = decimals(percent)
    spans = [(part.start, part.end), (percent.start, percent.end)]
    if not isinstance(whole, Decimal):
        spans.insert(1, (whole.start, whole.end))
    values = (part.value, float(base), percent.value)
    if base == 0:
        return Check(
            "percent",
            False,
            values,
            None,
            tuple(spans),
            f"Tỷ lệ {written(exact(percent))} % tính trên tổng số bằng 0: đề nghị kiểm tra lại",
        )
    share = exact(part) * 100 / base
    exactly = round_half_up(share, places) == exact(percent)
    holds = holds or exactly
    whole_shown = written(whole) if isinstance(whole, Decimal) else shown(whole)
    words = f"{shown(part)}/{whole_shown} = {written(share, max(places + 1, 2))} %"
    message = (
        f"{words}, khớp với văn bản{'' if exactly else ' trong phạm vi làm tròn'}"
        if holds
        else f"{words}, văn bản ghi {written(exact(percent), places)} %: đề nghị kiểm tra lại"
    )
    return Check("percent", holds, values, float(round_half_up(share, places)), tuple(spans), message)
