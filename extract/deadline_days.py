"""Deadlines that name a day or a period: "trước ngày 15/12", "trong quý IV/2026", "tuần tới", "cuối năm" (thời hạn theo ngày, kỳ)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from extract import dates
from extract.dates import DateMention
from extract.deadline_words import FLAGS, GAP, SPACE, TIME, WEEKDAY, Candidate, Strength, clock, first_letters, forms
from extract.findings import DeadlineKind
from extract.patterns import Guarded, small

_BOUND_LEFT = re.compile(
    rf"(?=[{first_letters('latest', 'until')}bcdhlnst\d])"
    rf"(?P<latest>\b{forms('latest')}{GAP}(?:(?:là|vào|trong|lúc|đến|:){GAP})*)?(?P<bound>\b(?:trước|{forms('until')})\b{GAP}(?:{SPACE}khi{SPACE})?)?"
    rf"(?:lúc{SPACE})?(?P<time>{TIME})?(?:(?:dịp{SPACE})?(?:nghỉ{SPACE})?lễ{SPACE})?(?:ngày{SPACE}{forms('feasts')}{GAP}\(?)?(?:{WEEKDAY}{GAP},?{GAP}\(?|(?:buổi{SPACE})?(?:sáng|chiều|tối|cuối|hết){SPACE}(?:nay{SPACE}|mai{SPACE})?\(?)?(?P<tail>)$",
    FLAGS,
)
#: One of these stands in every bound; in small letters.
_BOUND_WORD = re.compile(rf"trước|{forms('latest', 'until')}")
_NOT_BEFORE = re.compile(rf"\b{forms('not_before')}{GAP}$", FLAGS)
_TOLD_BEFORE = re.compile(rf"\b{forms('told_before')}{GAP}$", FLAGS)
_LABEL_LEFT = re.compile(
    rf"\b{forms('labels')}{GAP}(?:\([^()]*\){GAP})?(?::{GAP}|là{SPACE}|vào{SPACE})(?:(?:là|vào|trong){SPACE})?$", FLAGS
)
_EVERY_YEAR = re.compile(
    rf"{GAP}(?:(?:của{SPACE})?(?:h[ằà]ng|mỗi){SPACE}năm\b|của{SPACE}năm{SPACE}(?:báo{SPACE}cáo|kế{SPACE}hoạch)\b)", FLAGS
)
#: "định kỳ hằng năm báo cáo kết quả về Sở A trước ngày 31/12": the rhythm stands before, in the same clause.
_YEARLY_BEFORE = re.compile(rf"(?<!\w)h[ằà]ng{SPACE}năm\b[^.;:]*$", FLAGS)
_CLAUSE = 140
_TOLD_YEAR = re.compile(rf"{SPACE}năm{SPACE}(?:nay|này|sau|tới)\b", FLAGS)
#: "từ ngày 15/11 đến ngày 20/11": the end of a span, which deadline_parts reads as one.
_SINCE = re.compile(rf"\btừ{SPACE}(?:[\d/.,\s–-]|ngày|tháng|năm|giờ|phút)+$", FLAGS)
_AND_DAY = re.compile(rf"{GAP}(?:,|và|&){GAP}(?:(?:trước{SPACE})?ngày{SPACE})?$", FLAGS)
_MONTH_RIGHT = re.compile(rf"{GAP}(?P<which>tới|này|nay|sau|năm nay|năm sau|năm tới)\b", FLAGS)
_WINDOW = 64


def _bound(text: str, start: int, at: int) -> re.Match[str] | None:
    """The bound that stands right before ``at`` ("trước", "chậm nhất là", "đến hết"); None without one."""
    start = max(start, at - _WINDOW)
    m = _BOUND_LEFT.search(text, start, at) if _BOUND_WORD.search(small(text), start, at) else None
    return m if m and (m["latest"] or m["bound"]) else None


def _is_told(text: str, start: int, m: re.Match[str]) -> bool:
    """Whether the words before the bound make the date one of what is, was or will be."""
    at = m.start()
    if _NOT_BEFORE.search(text, max(start, at - 24), at):
        return True
    return not (m["latest"] or _is_strict(m)) and _TOLD_BEFORE.search(text, max(start, at - 24), at) is not None


def _is_strict(m: re.Match[str]) -> bool:
    return bool(m["bound"]) and m["bound"].split()[0].lower() == "trước"


def days(text: str, start: int, end: int) -> Iterator[Candidate]:
    previous: Candidate | None = None
    for day in dates.days(text, start, end, bare=True):
        candidate = _bounded_day(text, start, day) or _labelled_day(text, start, day)
        if candidate is None:
            if previous is not None and (listed := _listed_day(text, previous, day)) is not None:
                yield listed
                previous = listed
                continue
            if (
                previous
                and _AND_DAY.fullmatch(text, previous.end, day.start)
                and (every := _EVERY_YEAR.match(text, day.end, end))
            ):
                yield _two_days_a_year(previous, day, every.end())
            previous = None
            continue
        every = _EVERY_YEAR.match(text, candidate.end, end)
        if (
            every is None
            and day.year is None
            and _YEARLY_BEFORE.search(text, max(start, candidate.start - _CLAUSE), candidate.start)
        ):
            rule = f"FREQ=YEARLY;BYMONTH={day.month};BYMONTHDAY={day.day}"
            candidate = replace(candidate, kind=DeadlineKind.RECURRING, rule="day-every-year", recurrence=rule, mention=None)
        if every and day.year is None:
            rule = f"FREQ=YEARLY;BYMONTH={day.month};BYMONTHDAY={day.day}"
            candidate = Candidate(
                candidate.start, every.end(), DeadlineKind.RECURRING, "day-every-year", strict=candidate.strict, recurrence=rule
            )
        yield candidate
        previous = candidate


_NEXT_DAY = re.compile(rf"{GAP}(?:,{GAP}|và{SPACE}(?:ngày{SPACE})?)$", FLAGS)


def _listed_day(text: str, previous: Candidate, day: DateMention) -> Candidate | None:
    """A further day of a row, each of them a limit: "trước ngày 05/4, 05/7, 05/10 và 05/12"."""
    goes_on = previous.kind is DeadlineKind.DATE and _NEXT_DAY.fullmatch(text, previous.end, day.start)
    anew = text[previous.end : day.start].strip() == "," and not text[day.start].isdigit()  # "…, ngày 25/12 tổ chức hội nghị"
    if not goes_on or anew or previous.mention is None or _EVERY_YEAR.match(text, day.end):
        return None
    return replace(previous, start=day.start, end=day.end, mention=day, rule="listed-day")


def _bounded_day(text: str, start: int, day: DateMention) -> Candidate | None:
    m = _bound(text, start, day.start)
    if m is None or (
        not text[day.start : day.end].lower().startswith(("ngày", "mùng", "mồng")) and not _may_be_bare(text, m, day)
    ):
        return None
    opening = m.start()
    if _is_told(text, start, m):
        return None
    if (m["bound"] or "").lower().startswith(("đến", "tới")) and _SINCE.search(text, max(start, opening - 40), opening):
        return None
    word = (m["bound"] or "").split()[0].lower() if m["bound"] else ""
    strength = (
        Strength.STRONG if _is_strict(m) or m["latest"] or "hết" in (m["bound"] or "").lower() else Strength.NEEDS_FINISHING
    )
    if word == "vào" and not m["latest"]:
        if m["time"]:
            return None  # "Vào lúc 08 giờ, ngày 09/11": when a meeting takes place
        return Candidate(
            opening, day.end, DeadlineKind.DATE, "on-day", Strength.NEEDS_FINISHING, mention=day, time=clock(m), confidence=0.75
        )
    rule = (
        "before-day"
        if _is_strict(m)
        else "latest-day"
        if m["latest"]
        else f"{ {'đến': 'until', 'tới': 'until', 'hết': 'until'}.get(word, 'within') }-day"
    )
    told_year = _TOLD_YEAR.match(text, day.end) if day.year is None else None
    stop = told_year.end() if told_year else day.end
    if m[0].rstrip().endswith("(") and text[stop : stop + 1] == ")":
        stop += 1
    return Candidate(opening, stop, DeadlineKind.DATE, rule, strength, _is_strict(m), day, time=clock(m))


def _may_be_bare(text: str, m: re.Match[str], day: DateMention) -> bool:
    """ "trước 30/6" and "trước 30/11/2024" are days; "đạt trước 11/12 đơn vị" is none."""
    if day.year is not None:
        return True
    return _is_strict(m) or bool(m["latest"]) or bool(m["time"]) or "hết" in (m["bound"] or "").lower()


def _labelled_day(text: str, start: int, day: DateMention) -> Candidate | None:
    if not _LABEL_LEFT.search(text, max(start, day.start - _WINDOW), day.start):
        return None
    return Candidate(day.start, day.end, DeadlineKind.DATE, "labelled-day", mention=day, confidence=0.9)


def _two_days_a_year(first: Candidate, second: DateMention, end: int) -> Candidate:
    assert first.mention is not None
    months, month_days = {first.mention.month, second.month}, {first.mention.day, second.day}
    rule = None
    ends = [d for d in (first.mention, second) if d.day == (dates.last_day(2025, d.month or 0) or date.min).day]
    if len(ends) == 2:
        rule = f"FREQ=YEARLY;BYMONTH={','.join(str(m) for m in sorted(m for m in months if m))};BYMONTHDAY=-1"
    elif len(month_days) == 1:
        rule = f"FREQ=YEARLY;BYMONTH={','.join(str(m) for m in sorted(m for m in months if m))};BYMONTHDAY={second.day}"
    return Candidate(
        first.start, end, DeadlineKind.RECURRING, "two-days-a-year", strict=first.strict, recurrence=rule, confidence=0.85
    )


_HALF = Guarded(
    rf"\b(?P<bound>(?:trong|hết|đến{SPACE}hết|cuối){SPACE})(?:(?:các|những|thời{SPACE}gian|gần|hơn|khoảng|còn{SPACE}lại){SPACE})*"
    rf"(?:(?:(?P<count>0?[369]|\d{{1,2}}|ba|sáu|chín){SPACE})?tháng{SPACE}(?P<part>đầu|cuối|còn{SPACE}lại{SPACE}của)|nửa{SPACE}(?P<half>đầu|cuối)){SPACE}năm(?:{SPACE}(?P<year>20\d\d|nay|sau|tới))?",
    FLAGS,
    needs=(rf"{word}{SPACE}năm" for word in ("đầu", "cuối", "của")),
)
_REST = Guarded(
    rf"\btrong{SPACE}(?:thời{SPACE}gian{SPACE})?(?:(?:gần|hơn|khoảng){SPACE})?\d{{1,2}}{SPACE}(?:tháng|tuần|ngày){SPACE}còn{SPACE}lại{SPACE}(?:của{SPACE})?(?P<what>năm|tháng|quý)"
    rf"(?:{SPACE}(?P<year>20\d\d))?",
    FLAGS,
    needs=rf"còn{SPACE}lại",
)


def periods(text: str, start: int, end: int) -> Iterator[Candidate]:
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
    if re.search(r"\d\s*$", before) or re.search(r"(?:ngày|mùng)\s*[.…_]*\s*$", before, FLAGS):
        return None  # the month of a full day
    m = _bound(text, start, mention.start)
    name = mention.span.value
    mention = last_of_list(text, mention, end)
    right = _MONTH_RIGHT.match(text, mention.end, end)
    every = _EVERY_YEAR.match(text, mention.end, end)
    stop = right.end() if right and mention.year is None and mention.span is not dates.Span.YEAR else mention.end
    if m is not None and not _is_told(text, start, m):
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


_AND_PERIOD = re.compile(
    rf"{GAP}(?:,|và|,{GAP}và|[-–]|đến){GAP}(?P<bare>(?P<month>\d{{1,2}})(?:{GAP}/{GAP}|{SPACE}năm{SPACE})(?P<year>20\d\d)(?!\d))?",
    FLAGS,
)


def last_of_list(text: str, mention: DateMention, end: int) -> DateMention:
    """The last of "tháng 11 và tháng 12/2025", "quý III, quý IV năm 2026", put in one mention with those before it."""
    reader = {dates.Span.MONTH: dates.months, dates.Span.QUARTER: dates.quarters}.get(mention.span)
    joint = _AND_PERIOD.match(text, mention.end, end) if reader and mention.year is None else None
    if joint is None or reader is None:
        return mention
    following: DateMention | None
    if joint["bare"] and mention.span is dates.Span.MONTH and 1 <= int(joint["month"]) <= 12:
        following = DateMention(
            joint.start("bare"), joint.end(), dates.Span.MONTH, month=int(joint["month"]), year=int(joint["year"])
        )
    else:
        following = next(reader(text, joint.end(), min(end, joint.end() + _WINDOW)), None)
        if following is None or following.start != joint.end():
            return mention
    return replace(last_of_list(text, following, end), start=mention.start)


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
        first_half = (m["part"] or m["half"]).lower() == "đầu"
        count = {"ba": 3, "sáu": 6, "chín": 9}.get((m["count"] or "6").lower()) or int(m["count"] or 6)
        month = count if first_half else 12
        if not 1 <= month <= 12:
            continue
        mention = DateMention(m.start(), m.end(), dates.Span.MONTH, month=month, year=year)
        yield Candidate(m.start(), m.end(), DeadlineKind.PERIOD, "half-of-year", Strength.WEAK, mention=mention, confidence=0.7)


_FUZZY = Guarded(
    rf"\b(?P<bound>(?:(?:chậm{SPACE}nhất{SPACE}(?:là{SPACE}|trong{SPACE}|vào{SPACE}|đến{SPACE})?)?(?:ngay{SPACE}trong|trong|trước|hết|đến{SPACE}hết|đến|cuối|vào)|(?:chậm|muộn){SPACE}nhất(?:{SPACE}là)?){SPACE}(?:cuối{SPACE}|hết{SPACE})?(?P<time>{TIME})?(?:ngày{SPACE})?)"
    rf"(?P<what>tuần|tháng|quý|năm|hôm|ngày){SPACE}(?P<which>này|nay|sau|tới|mai|kế{SPACE}tiếp|tiếp{SPACE}theo)\b(?!{SPACE}(?:khi|đó))(?:{SPACE}\(\d{{1,2}}/\d{{1,2}}(?:/\d{{4}})?\))?"
    rf"|(?:\b(?P<end_bound>đến|vào|trước){SPACE})?\b(?P<end>cuối{SPACE}năm|cuối{SPACE}tháng|cuối{SPACE}tuần|hết{SPACE}năm|cuối{SPACE}quý)\b(?!{SPACE}(?:\d|này|sau))",
    FLAGS,
    needs=(
        *(rf"{word}{SPACE}(?:này|nay|sau|tới|mai|kế|tiếp)" for word in ("tuần", "tháng", "quý", "năm", "hôm", "ngày")),
        *(rf"{word}{SPACE}(?:năm|tháng|tuần|quý)" for word in ("cuối", "hết")),
    ),
)
_NEXT_WORKDAY = Guarded(
    rf"\btrước{SPACE}{TIME}(?:sáng{SPACE}|chiều{SPACE})?ngày{SPACE}làm{SPACE}việc{SPACE}(?:tiếp{SPACE}theo|kế{SPACE}tiếp|hôm{SPACE}sau)",
    FLAGS,
    needs=rf"làm{SPACE}việc",
)
_SPAN_OF = {"tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year", "hôm": "day", "ngày": "day"}


def fuzzy(text: str, start: int, end: int) -> Iterator[Candidate]:
    for m in _NEXT_WORKDAY.finditer(text, start, end):
        yield Candidate(
            m.start(),
            m.end(),
            DeadlineKind.DATE,
            "next-working-day",
            Strength.STRONG,
            True,
            time=clock(m),
            shift=1,
            confidence=0.9,
        )
    for m in _FUZZY.finditer(text, start, end):
        if m["end"]:
            before = text[max(start, m.start() - 60) : m.start()]
            if re.search(
                r"\b(?:họp|hội nghị|dịp|giao ban|báo cáo|thi)\s*$|\b(?:kỳ họp|phiên họp|hội nghị)\b[^,;.]*$", before, FLAGS
            ):
                continue  # "kỳ họp cuối năm"
            what = m["end"].split()[-1].lower()
            yield Candidate(
                m.start(),
                m.end(),
                DeadlineKind.PERIOD,
                f"end-of-{_SPAN_OF[what]}",
                Strength.NEEDS_FINISHING,
                (m["end_bound"] or "").lower() == "trước",
                confidence=0.8,
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
                        time=clock(m), confidence=0.85)  # fmt: skip
