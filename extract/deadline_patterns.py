"""The grammar of deadlines: which words make a date, a period, a rhythm or a count of days a time limit (mẫu thời hạn).

Patterns after the catalogue of expressions in use (domain notes, 6.2); each reader yields :class:`Candidate`. What a candidate means for a
given document (missing years, past events, targets) is decided in :mod:`extract.deadlines`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from extract import dates, lexicon
from extract.dates import DateMention
from extract.findings import DeadlineKind
from extract.sentences import Span

_S = r"[ \t\n\xa0]+"
_s = r"[ \t\n\xa0]*"
_FLAGS = re.IGNORECASE


def _any(*keys: str) -> str:
    words = lexicon.tables("deadlines")
    forms = {form for key in keys for form in words[key]}
    return "(?:" + "|".join(re.escape(form).replace(r"\ ", _S) for form in sorted(forms, key=len, reverse=True)) + ")"


class Strength(IntEnum):
    """How sure the words alone make it a time limit."""

    WEAK = 0  # only inside a directive: "hằng năm", "đến năm 2026"
    NEEDS_FINISHING = 1  # only beside a verb of finishing: "trong năm 2025"
    STRONG = 2  # "trước ngày 15/12", "chậm nhất"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch that reads like a time limit."""

    start: int
    end: int
    kind: DeadlineKind
    rule: str
    strength: Strength = Strength.STRONG
    strict: bool = False
    mention: DateMention | None = None
    recurrence: str | None = None
    amount: int | None = None
    amount_unit: str | None = None
    event: Span | None = None
    back: bool = False  # counted back from the event ("trước ngày họp 02 ngày")
    time: str | None = None
    shift: int = 0  # months, weeks or days from the anchor for "tháng này" (0), "tuần sau" (1) …
    confidence: float = 0.95


_TIME = rf"(?P<hour>\d{{1,2}}){_s}(?:giờ|h|g|:)(?:{_s}(?P<minute>\d{{2}})(?!\d))?(?:{_s}(?:phút|'|’))?(?:{_S}(?:sáng|chiều|tối|trưa))?{_s},?{_s}"
_BOUND_LEFT = re.compile(
    rf"(?P<latest>\b{_any('latest')}{_S}(?:(?:là|vào|trong|:){_s})*)?(?P<bound>\b(?:trước|{_any('until')})\b{_s}(?:{_S}khi{_S})?)?"
    rf"(?P<time>{_TIME})?(?:(?:sáng|chiều|tối|cuối|hết){_S})?(?P<tail>)$",
    _FLAGS,
)
_NOT_BEFORE = re.compile(rf"\b{_any('not_before')}{_s}$", _FLAGS)
_LABEL_LEFT = re.compile(rf"\b{_any('labels')}{_s}(?:\([^()]*\){_s})?(?::{_s}|là{_S}|vào{_S})(?:(?:là|vào|trong){_S})?$", _FLAGS)
_EVERY_YEAR = re.compile(rf"{_s}(?:của{_S})?(?:h[ằà]ng|mỗi){_S}năm\b", _FLAGS)
_AND_DAY = re.compile(rf"{_s}(?:,|và|&){_s}(?:(?:trước{_S})?ngày{_S})?$", _FLAGS)
_MONTH_RIGHT = re.compile(rf"{_s}(?P<which>tới|này|nay|sau|năm nay|năm sau|năm tới)\b", _FLAGS)
_WINDOW = 64


def read(text: str, start: int, end: int) -> list[Candidate]:
    """All candidates of ``text[start:end]``, longest first where they overlap, in order."""
    found: list[Candidate] = []
    for reader in (_recurring_days, _days, _relative, _periods, _rhythms, _fuzzy, _events):
        found.extend(reader(text, start, end))
    chosen: list[Candidate] = []
    taken: list[Span] = []
    for c in sorted(found, key=lambda c: (-(c.end - c.start), c.start)):
        if all(c.end <= a or b <= c.start for a, b in taken):
            chosen.append(c)
            taken.append((c.start, c.end))
    return sorted(chosen, key=lambda c: c.start)


# --- days ----------------------------------------------------------------------------------------------------------------------------------


def _bound(text: str, start: int, at: int) -> re.Match[str] | None:
    """The bound that stands right before ``at`` ("trước", "chậm nhất là", "đến hết"); None without one."""
    m = _BOUND_LEFT.search(text, max(start, at - _WINDOW), at)
    return m if m and (m["latest"] or m["bound"]) else None


def _is_strict(m: re.Match[str]) -> bool:
    return bool(m["bound"]) and m["bound"].split()[0].lower() == "trước"


def _clock(m: re.Match[str]) -> str | None:
    if not m["time"]:
        return None
    hour = int(m["hour"])
    if "chiều" in m["time"].lower() and hour < 12:
        hour += 12
    return f"{hour:02d}:{m['minute'] or '00'}" if hour < 24 else None


def _days(text: str, start: int, end: int) -> Iterator[Candidate]:
    previous: Candidate | None = None
    for day in dates.days(text, start, end, bare=True):
        candidate = _bounded_day(text, start, day) or _labelled_day(text, start, day)
        if candidate is None:
            if (
                previous
                and _AND_DAY.fullmatch(text, previous.end, day.start)
                and (every := _EVERY_YEAR.match(text, day.end, end))
            ):
                yield _two_days_a_year(previous, day, every.end())
            previous = None
            continue
        every = _EVERY_YEAR.match(text, candidate.end, end)
        if every and day.year is None:
            rule = f"FREQ=YEARLY;BYMONTH={day.month};BYMONTHDAY={day.day}"
            candidate = Candidate(
                candidate.start, every.end(), DeadlineKind.RECURRING, "day-every-year", strict=candidate.strict, recurrence=rule
            )
        yield candidate
        previous = candidate


def _bounded_day(text: str, start: int, day: DateMention) -> Candidate | None:
    m = _bound(text, start, day.start)
    if m is None or (
        not text[day.start : day.end].lower().startswith(("ngày", "mùng", "mồng")) and not _may_be_bare(text, m, day)
    ):
        return None
    opening = m.start()
    if _NOT_BEFORE.search(text, max(start, opening - 24), opening):
        return None
    word = (m["bound"] or "").split()[0].lower() if m["bound"] else ""
    strength = (
        Strength.STRONG if _is_strict(m) or m["latest"] or "hết" in (m["bound"] or "").lower() else Strength.NEEDS_FINISHING
    )
    if word == "vào" and not m["latest"]:
        return None
    rule = (
        "before-day"
        if _is_strict(m)
        else "latest-day"
        if m["latest"]
        else f"{ {'đến': 'until', 'tới': 'until', 'hết': 'until'}.get(word, 'within') }-day"
    )
    return Candidate(opening, day.end, DeadlineKind.DATE, rule, strength, _is_strict(m), day, time=_clock(m))


def _may_be_bare(text: str, m: re.Match[str], day: DateMention) -> bool:
    """ "trước 30/6" and "trước 30/11/2024" are days; "đạt trước 11/12 đơn vị" is none."""
    if day.year is not None:
        return True
    return _is_strict(m) or bool(m["latest"]) or bool(m["time"])


def _labelled_day(text: str, start: int, day: DateMention) -> Candidate | None:
    if not _LABEL_LEFT.search(text, max(start, day.start - _WINDOW), day.start):
        return None
    return Candidate(day.start, day.end, DeadlineKind.DATE, "labelled-day", mention=day, confidence=0.9)


def _two_days_a_year(first: Candidate, second: DateMention, end: int) -> Candidate:
    assert first.mention is not None
    months, month_days = {first.mention.month, second.month}, {first.mention.day, second.day}
    rule = None
    if len(month_days) == 1:
        rule = f"FREQ=YEARLY;BYMONTH={','.join(str(m) for m in sorted(m for m in months if m))};BYMONTHDAY={second.day}"
    return Candidate(
        first.start, end, DeadlineKind.RECURRING, "two-days-a-year", strict=first.strict, recurrence=rule, confidence=0.85
    )


_DAY_OF_MONTH = re.compile(
    rf"(?:(?P<latest>\b{_any('latest')}{_S}(?:(?:là|vào){_S})?)?(?P<bound>\btrước{_S}|\bđến{_S}(?:hết{_S})?|\bvào{_S})?"
    rf"(?P<time>{_TIME})?)ngày{_S}(?:(?:mùng|mồng){_S})?(?P<day>\d{{1,2}})(?!\d|{_s}/){_S}(?:của{_S})?"
    rf"(?P<every>(?:h[ằà]ng|mỗi){_S}tháng|tháng{_S}(?:cuối(?:{_S}cùng)?|đầu(?:{_S}tiên)?){_S}(?:của{_S})?(?:(?:h[ằà]ng|mỗi|các){_S})?"
    rf"quý(?:{_S}(?:sau|báo{_S}cáo))?|tháng{_S}(?:sau|kế{_S}tiếp|tiếp{_S}theo|liền{_S}kề|kế{_S}sau|sau{_S}liền{_S}kề)|tháng{_S}(?:báo{_S}cáo)|"
    rf"cuối{_S}quý|(?:h[ằà]ng|mỗi){_S}quý)",
    _FLAGS,
)  # fmt: skip


def _recurring_days(text: str, start: int, end: int) -> Iterator[Candidate]:
    for m in _DAY_OF_MONTH.finditer(text, start, end):
        if not 1 <= int(m["day"]) <= 31:
            continue
        quarterly = "quý" in m["every"].lower()
        rule = f"FREQ=MONTHLY;{'INTERVAL=3;' if quarterly else ''}BYMONTHDAY={int(m['day'])}"
        strict = (m["bound"] or "").strip().lower() == "trước"
        strength = Strength.STRONG if m["bound"] or m["latest"] else Strength.WEAK
        yield Candidate(
            m.start(), m.end(), DeadlineKind.RECURRING, "day-of-month", strength, strict, recurrence=rule, time=_clock(m)
        )  # fmt: skip


# --- months, quarters, years ---------------------------------------------------------------------------------------------------------------

_HALF = re.compile(
    rf"\b(?P<bound>(?:trong|hết|đến{_S}hết|cuối){_S})(?:(?:các|những|thời{_S}gian|gần|hơn|khoảng|còn{_S}lại){_S})*"
    rf"(?:(?P<count>0?[369]|\d{{1,2}}){_S})?tháng{_S}(?P<part>đầu|cuối|còn{_S}lại{_S}của){_S}năm(?:{_S}(?P<year>20\d\d|nay|sau))?",
    _FLAGS,
)
_REST = re.compile(
    rf"\btrong{_S}(?:thời{_S}gian{_S})?(?:(?:gần|hơn|khoảng){_S})?\d{{1,2}}{_S}(?:tháng|tuần|ngày){_S}còn{_S}lại{_S}(?:của{_S})?(?P<what>năm|tháng|quý)"
    rf"(?:{_S}(?P<year>20\d\d))?",
    _FLAGS,
)


def _periods(text: str, start: int, end: int) -> Iterator[Candidate]:
    yield from _rest_of_year(text, start, end)
    taken_until = -1
    for reader in (dates.months, dates.quarters, dates.years):
        for mention in reader(text, start, end):
            if mention.span is dates.Span.YEAR and mention.start < taken_until:
                continue
            candidate = _bounded_period(text, start, end, mention)
            if candidate:
                yield candidate


def _bounded_period(text: str, start: int, end: int, mention: DateMention) -> Candidate | None:
    before = text[max(start, mention.start - 12) : mention.start]
    if re.search(r"\d\s*$", before) or re.search(r"(?:ngày|mùng)\s*[.…_]*\s*$", before, _FLAGS):
        return None  # the month of a full day
    m = _bound(text, start, mention.start)
    name = mention.span.value
    right = _MONTH_RIGHT.match(text, mention.end, end)
    every = _EVERY_YEAR.match(text, mention.end, end)
    stop = right.end() if right and mention.year is None and mention.span is not dates.Span.YEAR else mention.end
    if m is not None and not _NOT_BEFORE.search(text, max(start, m.start() - 24), m.start()):
        word = (m["bound"] or "").split()[0].lower() if m["bound"] else "latest"
        if every and mention.span is dates.Span.MONTH:
            rule = f"FREQ=YEARLY;BYMONTH={mention.month}"
            return Candidate(
                m.start(), every.end(), DeadlineKind.RECURRING, "month-every-year", strict=_is_strict(m), recurrence=rule
            )
        sure = bool(m["latest"]) or word in ("trước", "hết") or "hết" in (m["bound"] or "").lower()
        strength = Strength.STRONG if sure and mention.span is not dates.Span.YEAR else Strength.NEEDS_FINISHING
        return Candidate(
            m.start(),
            stop,
            DeadlineKind.PERIOD,
            f"{'before' if word == 'trước' else 'within'}-{name}",
            strength,
            word == "trước",
            mention,
        )
    if _LABEL_LEFT.search(text, max(start, mention.start - _WINDOW), mention.start):
        return Candidate(
            mention.start, stop, DeadlineKind.PERIOD, f"labelled-{name}", Strength.STRONG, mention=mention, confidence=0.9
        )
    return None


def _rest_of_year(text: str, start: int, end: int) -> Iterator[Candidate]:
    """The year that is running out: "trong thời gian gần 2 tháng còn lại của năm", "trong 6 tháng cuối năm 2025"."""
    for m in _REST.finditer(text, start, end):
        span = {"năm": dates.Span.YEAR, "tháng": dates.Span.MONTH, "quý": dates.Span.QUARTER}[m["what"].lower()]
        year = int(m["year"]) if m["year"] else None
        mention = DateMention(m.start(), m.end(), span, year=year)
        yield Candidate(
            m.start(), m.end(), DeadlineKind.PERIOD, "rest-of-period", Strength.STRONG, mention=mention, confidence=0.85
        )
    for m in _HALF.finditer(text, start, end):
        year = int(m["year"]) if m["year"] and m["year"].isdigit() else None
        first_half = m["part"].lower() == "đầu"
        month = int(m["count"] or 6) if first_half else 12
        if not 1 <= month <= 12:
            continue
        mention = DateMention(m.start(), m.end(), dates.Span.MONTH, month=month, year=year)
        yield Candidate(m.start(), m.end(), DeadlineKind.PERIOD, "part-of-year", Strength.WEAK, mention=mention, confidence=0.7)


# --- counted from an event -------------------------------------------------------------------------------------------------------------------

_UNITS = {
    "ngày làm việc": "working_day",
    "ngày": "day",
    "giờ": "hour",
    "tiếng": "hour",
    "tháng": "month",
    "tuần": "week",
    "năm": "year",
}
_EVENT_END = r"(?=[,;.:()\n]|$)"
_EVENT = rf"{_s},?{_s}(?:tính{_S}|kể{_S})?(?:từ|sau){_S}(?P<event>[^,;.:()\n]{{3,160}}?){_EVENT_END}"
_AMOUNT = rf"(?P<amount>\d{{1,3}})(?:{_s}\([^()]{{1,30}}\))?{_S}(?P<unit>ngày{_S}làm{_S}việc|ngày|giờ|tháng|tuần|năm)(?:{_S}\([^()]{{1,30}}\))?"
_COUNTED = re.compile(
    rf"\b(?P<bound>(?:(?:chậm|muộn|trễ){_S}nhất{_S}(?:là{_S})?|không{_S}(?:quá|vượt{_S}quá){_S}|tối{_S}đa{_S}(?:là{_S})?|)"
    rf"(?:trong{_S})?(?:thời{_S}(?:hạn|gian){_S}|vòng{_S})?(?:là{_S})?(?:(?:không{_S}quá|tối{_S}đa){_S})?)(?P<sau>sau{_S})?{_AMOUNT}"
    rf"(?P<back>{_S}trước{_S}(?P<back_event>[^,;.:()\n]{{3,80}}?){_EVENT_END})?(?:{_EVENT})?",
    _FLAGS,
)
_BACK = re.compile(
    rf"\btrước{_S}(?P<event>(?:ngày|khi|thời{_S}điểm|{_any('event_nouns')})[^,;.:()\n\d]{{0,60}}?){_S}(?:ít{_S}nhất{_S}|tối{_S}thiểu{_S})?{_AMOUNT}\b",
    _FLAGS,
)


def _relative(text: str, start: int, end: int) -> Iterator[Candidate]:
    for m in _BACK.finditer(text, start, end):
        amount, unit = _amount(m)
        yield Candidate(m.start(), m.end(), DeadlineKind.RELATIVE, "days-before-event", Strength.STRONG, True, amount=amount, amount_unit=unit,
                        event=m.span("event"), back=True, confidence=0.9)  # fmt: skip
    for m in _COUNTED.finditer(text, start, end):
        event = m["event"]
        if not (m["bound"].strip() or (event and m["sau"] is None)) or (m["sau"] and not event and not m["bound"].strip()):
            continue
        if not m["bound"].strip() and not re.match(rf"{_s},?{_s}(?:tính|kể)", text[m.end("unit") : m.end()], _FLAGS):
            continue  # "05 ngày sau Tết" tells when, not by when
        bound = " ".join(m["bound"].lower().split())
        vague = not event and not m["back"] and bound in ("trong", "thời gian", "trong thời gian", "là")
        if not event and not m["back"] and m["unit"].lower() in ("năm", "tháng") and bound in ("trong", "", "thời gian"):
            continue  # "trong 10 tháng", a span of the past
        if (
            re.match(rf"{_S}(?:qua|vừa{_S}qua|gần{_S}đây|trước|đầu|cuối|còn)\b", text[m.end() : m.end() + 12], _FLAGS)
            and not m["back"]
        ):
            continue
        amount, unit = _amount(m)
        back = m["back"] is not None
        where = m.span("back_event") if back else m.span("event") if event else None
        rule = "days-before-event" if back else "count-from-event" if event else "count"
        strength = Strength.WEAK if vague else Strength.STRONG
        yield Candidate(m.start(), _without_space(text, m.start(), m.end()), DeadlineKind.RELATIVE, rule, strength,
                        amount=amount, amount_unit=unit, event=where, back=back)  # fmt: skip


def _amount(m: re.Match[str]) -> tuple[int, str]:
    unit = _UNITS[" ".join(m["unit"].lower().split())]
    amount = int(m["amount"])
    if unit == "week":
        return amount * 7, "day"
    if unit == "year":
        return amount * 12, "month"
    return amount, unit


def _without_space(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


# --- rhythms ---------------------------------------------------------------------------------------------------------------------------------

_PERIODS = {
    "ngày": "FREQ=DAILY",
    "tuần": "FREQ=WEEKLY",
    "tháng": "FREQ=MONTHLY",
    "quý": "FREQ=MONTHLY;INTERVAL=3",
    "năm": "FREQ=YEARLY",
}
_WEEKDAYS = {
    "hai": "MO",
    "2": "MO",
    "ba": "TU",
    "3": "TU",
    "tư": "WE",
    "4": "WE",
    "năm": "TH",
    "5": "TH",
    "sáu": "FR",
    "6": "FR",
    "bảy": "SA",
    "7": "SA",
}
_EVERY = r"(?:h[ằà]ng|mỗi)"
_RHYTHM = re.compile(
    rf"(?P<regular>\b(?:theo{_S})?định{_S}kỳ{_S})?(?P<bound>\b(?:trước|vào|chậm{_S}nhất){_S})?(?P<time>{_TIME})?"
    rf"(?:(?:(?:sáng|chiều){_S})?(?:ngày{_S})?thứ{_S}(?P<weekday>hai|ba|tư|năm|sáu|bảy|[2-7]){_S}(?:của{_S})?)?"
    rf"(?:\b{_EVERY}{_S}(?P<period>ngày|tuần|tháng|quý|năm)\b(?!{_S}(?:nay|qua))(?:{_S}(?P<times>một|hai|ba|\d{{1,2}}){_S}lần)?"
    rf"|(?P<months>\b0?[36]|\b0?9|\b12){_S}tháng(?:{_s}/{_s}(?:0?1{_S})?lần|{_S}(?:một|0?1){_S}lần)?)",
    _FLAGS,
)  # fmt: skip
_TIMES = re.compile(
    rf"(?:\bđịnh{_S}kỳ{_S})?(?:ít{_S}nhất{_S}|tối{_S}thiểu{_S})?(?P<times>\d{{1,2}}){_S}lần{_s}/{_s}(?:(?P<count>\d{{1,2}}){_s})?(?P<period>ngày|tuần|tháng|quý|năm)\b"
    rf"|(?:\bđịnh{_S}kỳ{_S})?(?P<count2>\d{{1,2}}){_S}(?P<period2>tuần|tháng|năm|ngày){_s}/{_s}(?:0?1{_S})?lần",
    _FLAGS,
)
_ALSO = re.compile(
    rf"{_s}(?:,|và|hoặc|/){_s}(?P<every>{_EVERY}{_S})?"
    rf"(?:(?P<period>ngày|tuần|tháng|quý|năm)\b(?!{_S}\d|{_S}học)|(?P<months>0?[369]|1[02]){_S}tháng\b)",
    _FLAGS,
)
_RHYTHM_NOUN = re.compile(rf"\b{_any('rhythm_nouns')}{_s}$", _FLAGS)
_REGULAR_BARE = re.compile(rf"\bđịnh{_S}kỳ{_S}(?P<period>tuần|tháng|quý|năm)\b(?!{_S}\d)", _FLAGS)


def _rhythms(text: str, start: int, end: int) -> Iterator[Candidate]:
    for m in _REGULAR_BARE.finditer(text, start, end):
        yield Candidate(
            m.start(), m.end(), DeadlineKind.RECURRING, "rhythm", Strength.STRONG, recurrence=_PERIODS[m["period"].lower()]
        )
    for m in _RHYTHM.finditer(text, start, end):
        regular = m["regular"] is not None
        if m["months"] and not (regular or "lần" in m[0].lower()):
            continue
        if not (regular or m["bound"] or m["time"]) and _RHYTHM_NOUN.search(text, max(start, m.start() - 24), m.start()):
            continue
        strength = Strength.STRONG if regular or m["weekday"] or m["bound"] else Strength.WEAK
        strict = (m["bound"] or "").strip().lower() == "trước"
        yield Candidate(
            m.start(), m.end(), DeadlineKind.RECURRING, "rhythm", strength, strict, recurrence=_recurrence(m), time=_clock(m)
        )
        yield from _further_rhythms(text, m.end(), end, strength)
    for m in _TIMES.finditer(text, start, end):
        yield Candidate(m.start(), m.end(), DeadlineKind.RECURRING, "times-per-period", Strength.WEAK, recurrence=_times(m))


def _recurrence(m: re.Match[str]) -> str:
    if m["months"]:
        return f"FREQ=MONTHLY;INTERVAL={int(m['months'])}" if int(m["months"]) != 12 else "FREQ=YEARLY"
    rule = _PERIODS[m["period"].lower()]
    if m["weekday"]:
        rule += f";BYDAY={_WEEKDAYS[m['weekday'].lower()]}"
    return rule


def _further_rhythms(text: str, at: int, end: int, strength: Strength) -> Iterator[Candidate]:
    """The second of two rhythms: "định kỳ 6 tháng và hằng năm", "hằng tháng, quý, năm"."""
    while m := _ALSO.match(text, at, end):
        opening = m.start("every") if m["every"] else m.start("period") if m["period"] else m.start("months")
        rule = _PERIODS[m["period"].lower()] if m["period"] else f"FREQ=MONTHLY;INTERVAL={int(m['months'])}"
        yield Candidate(opening, m.end(), DeadlineKind.RECURRING, "further-rhythm", strength, recurrence=rule)
        at = m.end()


def _times(m: re.Match[str]) -> str | None:
    if m["count2"]:
        unit, count = m["period2"].lower(), int(m["count2"])
        return {"tuần": f"FREQ=WEEKLY;INTERVAL={count}", "tháng": f"FREQ=MONTHLY;INTERVAL={count}", "năm": f"FREQ=YEARLY;INTERVAL={count}",
                "ngày": f"FREQ=DAILY;INTERVAL={count}"}[unit].replace(";INTERVAL=1", "")  # fmt: skip
    times, count, unit = int(m["times"]), int(m["count"] or 1), m["period"].lower()
    months = {"tháng": 1, "quý": 3, "năm": 12}.get(unit)
    if times < 1:
        return None
    if months is None:
        return _PERIODS[unit] if times == 1 and count == 1 else None
    months *= count
    if months % times:
        return None
    interval = months // times
    return "FREQ=YEARLY" if interval == 12 else "FREQ=MONTHLY" if interval == 1 else f"FREQ=MONTHLY;INTERVAL={interval}"


# --- weeks, ends of periods, days named from today -------------------------------------------------------------------------------------------

_FUZZY = re.compile(
    rf"\b(?P<bound>(?:chậm{_S}nhất{_S}(?:là{_S}|trong{_S}|vào{_S}|đến{_S})?)?(?:ngay{_S}trong|trong|trước|hết|đến{_S}hết|đến|cuối|vào){_S}(?:cuối{_S}|hết{_S})?(?P<time>{_TIME})?(?:ngày{_S})?)"
    rf"(?P<what>tuần|tháng|quý|năm|hôm|ngày){_S}(?P<which>này|nay|sau|tới|mai|kế{_S}tiếp|tiếp{_S}theo)\b(?!{_S}(?:khi|đó))"
    rf"|\b(?P<end>cuối{_S}năm|cuối{_S}tháng|cuối{_S}tuần|hết{_S}năm|cuối{_S}quý)\b(?!{_S}(?:\d|này|sau))",
    _FLAGS,
)
_NEXT_WORKDAY = re.compile(
    rf"\btrước{_S}{_TIME}(?:sáng{_S}|chiều{_S})?ngày{_S}làm{_S}việc{_S}(?:tiếp{_S}theo|kế{_S}tiếp|hôm{_S}sau)", _FLAGS
)
_SPAN_OF = {"tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year", "hôm": "day", "ngày": "day"}


def _fuzzy(text: str, start: int, end: int) -> Iterator[Candidate]:
    for m in _NEXT_WORKDAY.finditer(text, start, end):
        yield Candidate(
            m.start(),
            m.end(),
            DeadlineKind.DATE,
            "next-working-day",
            Strength.STRONG,
            True,
            time=_clock_of(m),
            shift=1,
            confidence=0.9,
        )
    for m in _FUZZY.finditer(text, start, end):
        if m["end"]:
            if re.search(
                r"\b(?:họp|hội nghị|dịp|giao ban|báo cáo|thi)\s*$", text[max(start, m.start() - 10) : m.start()], _FLAGS
            ):
                continue  # "kỳ họp cuối năm"
            what = m["end"].split()[-1].lower()
            yield Candidate(
                m.start(), m.end(), DeadlineKind.PERIOD, f"end-of-{_SPAN_OF[what]}", Strength.NEEDS_FINISHING, confidence=0.8
            )
            continue
        what, which = _SPAN_OF[m["what"].lower()], " ".join(m["which"].lower().split())
        if what == "day" and which in ("này", "sau", "tới"):
            continue
        shift = 0 if which in ("này", "nay") else 1
        kind = DeadlineKind.DATE if what == "day" else DeadlineKind.PERIOD
        strict = m["bound"].split()[0].lower() == "trước"
        strength = Strength.STRONG if what in ("week", "day") or strict else Strength.NEEDS_FINISHING
        yield Candidate(m.start(), m.end(), kind, f"{'this' if shift == 0 else 'next'}-{what}", strength, strict, shift=shift,
                        time=_clock_of(m), confidence=0.85)  # fmt: skip


def _clock_of(m: re.Match[str]) -> str | None:
    hour = m["hour"]
    return f"{int(hour):02d}:{m['minute'] or '00'}" if hour and int(hour) < 24 else None


# --- events ------------------------------------------------------------------------------------------------------------------------------------

_RIGHT_AFTER = re.compile(rf"\bngay{_S}(?:sau{_S}(?:khi{_S})?|khi{_S})(?P<event>[^,;.:()\n]{{3,120}}?){_EVENT_END}", _FLAGS)
_BEFORE_EVENT = re.compile(rf"\btrước{_S}(?P<event>{_any('event_nouns')}(?:{_S}[^,;.:()\n]{{2,80}}?)?){_EVENT_END}", _FLAGS)
_NEW_YEAR = re.compile(
    rf"\btrước{_S}(?:(?:kỳ{_S}nghỉ|dịp|ngày){_S})?[Tt]ết(?:{_S}Nguyên{_S}[đĐ]án)?(?:{_S}(?P<name>[A-ZĐÀ-Ỹ]\w+{_S}[A-ZĐÀ-Ỹ]\w+))?(?:{_S}năm{_S}(?P<year>\d{{4}}))?(?!{_S}(?:trồng|thiếu|độc|Trung))"
)


def _events(text: str, start: int, end: int) -> Iterator[Candidate]:
    for m in _RIGHT_AFTER.finditer(text, start, end):
        yield Candidate(m.start(), _without_space(text, m.start(), m.end()), DeadlineKind.RELATIVE, "right-after-event", Strength.WEAK,
                        event=m.span("event"), confidence=0.85)  # fmt: skip
    for m in _BEFORE_EVENT.finditer(text, start, end):
        if re.search(rf"\d{_S}$|\b(?:ngày|lần|năm|kỳ){_S}$", text[max(start, m.start() - 6) : m.start()], _FLAGS):
            continue
        yield Candidate(m.start(), _without_space(text, m.start(), m.end()), DeadlineKind.RELATIVE, "before-event", Strength.WEAK, True,
                        event=m.span("event"), confidence=0.8)  # fmt: skip
    for m in _NEW_YEAR.finditer(text, start, end):
        mention = DateMention(m.start(), m.end(), dates.Span.YEAR, year=int(m["year"]) if m["year"] else None)
        yield Candidate(
            m.start(), m.end(), DeadlineKind.RELATIVE, "before-new-year", Strength.STRONG, True, mention=mention, confidence=0.8
        )
