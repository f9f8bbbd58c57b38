"""Deadlines that name a part of a period, a span of days, or a day of a week: "đầu tháng 12", "trong tuần từ ngày … đến ngày …",
"thứ Sáu tuần này" (thời hạn theo phần của kỳ).

Parts after Bộ luật Dân sự 2015, Điều 146 (giữa tháng is the 15th, giữa năm 30 June, cuối the last day) and practice: of the beginning of a period,
which the code sets on its first day, an office records the last day that can still be called so.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from extract import dates
from extract.dates import DateMention, Span
from extract.deadline_words import FLAGS, GAP, SPACE, TIME, WEEKDAY, Candidate, Strength, clock, first_letters, forms
from extract.findings import DeadlineKind
from extract.patterns import Guarded, standing_behind

#: Part of a month → its last day; 0 is the last day of the month.
_OF_MONTH = {
    "đầu": 10, "giữa": 15, "cuối": 0, "thượng tuần": 10, "trung tuần": 20, "hạ tuần": 0, "nửa đầu": 15, "nửa cuối": 0,
    "tuần đầu": 7, "tuần đầu tiên": 7, "tuần cuối": 0, "tuần cuối cùng": 0,
    "10 ngày đầu": 10, "10 ngày cuối": 0, "15 ngày đầu": 15, "15 ngày cuối": 0,
}  # fmt: skip
#: Part of a quarter → months before its end and day of that month; of a year → month, whose last day is meant.
_OF_QUARTER = {"đầu": (2, 0), "giữa": (1, 15), "cuối": (0, 0)}
_OF_YEAR = {"đầu": 3, "giữa": 6, "cuối": 12, "nửa đầu": 6, "nửa cuối": 12}
_OF_WEEK = {"đầu": 0, "giữa": 2, "cuối": 4}
_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5}

_PART_WORDS = "|".join(part.replace(" ", SPACE) for part in sorted(_OF_MONTH, key=len, reverse=True))
#: What may stand before a part or a day; it begins with one of these letters or with what follows it.
_BOUND_LETTERS = first_letters("latest") + "tđhvn"
_BOUND = (
    rf"(?:(?P<latest>\b{forms('latest')}){SPACE}(?:(?:là|vào|trong|đến){SPACE})*)?"
    rf"(?:(?P<bound>\b(?:trước|đến|tới|hết|vào|ngay{SPACE}trong|trong)){SPACE})?"
)
_PART = Guarded(
    rf"{_BOUND}\b(?P<part>{_PART_WORDS}){SPACE}(?:(?:của|trong){SPACE})?(?=tháng|quý|năm|tuần)"
    rf"(?:(?P<what>tuần|tháng|quý|năm){SPACE}(?P<which>này|nay|sau|tới|kế{SPACE}tiếp|tiếp{SPACE}theo)\b)?",
    FLAGS,
    needs=(
        rf"{word}{SPACE}(?:(?:của|trong){SPACE})?(?:tháng|quý|năm|tuần)"
        for word in ("đầu", "giữa", "cuối", "tuần", "tiên", "cùng")
    ),
)
_FROM = re.compile(
    rf"\b(?:từ|kể{SPACE}từ|tính{SPACE}từ|{forms('not_before', 'told_before')}|họp|hội{SPACE}nghị|kỳ|tháng|quý|báo{SPACE}cáo|dịp){SPACE}$",
    FLAGS,
)
_NAMES = {"tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year"}

_SPAN = Guarded(
    rf"(?:\btrong{SPACE}(?:(?:tuần|đợt|thời{SPACE}gian|khoảng{SPACE}thời{SPACE}gian|các{SPACE}ngày|tháng){SPACE})?)?\btừ{SPACE}(?=ngày\b|\d)",
    FLAGS,
    needs=rf"từ{SPACE}(?:ngày|\d)",
)
_TO = re.compile(rf"{GAP}(?:đến|tới|[-–]){GAP}(?:hết{SPACE})?", FLAGS)
#: "từ ngày 15 đến ngày 20/11/2025", "từ ngày 15-20/11/2025": month and year stand behind the second day only.
_SHORT_START = re.compile(rf"(?:ngày{SPACE})?\d{{1,2}}(?=\D)", FLAGS)
_LONGEST_DAY = 40
#: "trong các ngày 14, 15/11/2025", "trong 02 ngày 14 và 15/11"
_DAYS = Guarded(
    rf"\btrong{SPACE}(?:các|hai|ba|\d{{1,2}}){SPACE}ngày{SPACE}(?:\d{{1,2}}{GAP}(?:,|và|[-–]){GAP})+(?=\d{{1,2}}{GAP}[/.-])",
    FLAGS,
    needs=standing_behind(["các", "hai", "ba", r"\d"], "ngày") + rf"{SPACE}\d",
)

_OF_THIS_WEEK = Guarded(
    rf"(?=[{_BOUND_LETTERS}scn\d]){_BOUND}(?P<time>{TIME})?{WEEKDAY}{GAP},?{SPACE}(?:của{SPACE})?tuần{SPACE}(?P<which>này|nay|sau|tới)\b",
    FLAGS,
    needs=rf"tuần{SPACE}(?:này|nay|sau|tới)",
)
_TODAY = Guarded(
    rf"(?=[{_BOUND_LETTERS}lsctnm\d]){_BOUND}(?:lúc{SPACE})?(?P<time>{TIME})?(?:ngày{SPACE})?(?:(?P<day>sáng|trưa|chiều|tối|đêm|hôm|ngày){SPACE})?(?P<which>nay|mai)\b"
    rf"(?:{GAP},?{GAP}\(?(?:ngày{SPACE})?\d{{1,2}}[/-]\d{{1,2}}(?:[/-]\d{{4}})?\)?)?",
    FLAGS,
    needs=("nay", "mai"),
)
#: "cùng ngày" is the day named last within so many characters.
_SAME = 600
_SAME_DAY = Guarded(
    rf"{_BOUND}(?:lúc{SPACE})?(?P<time>{TIME})?(?<!\w)cùng{SPACE}ngày\b(?!{SPACE}với)",
    FLAGS,
    needs=rf"cùng{SPACE}ngày",
)
_DAY_OF_THIS_MONTH = Guarded(
    rf"(?=[{_BOUND_LETTERS}\d]){_BOUND}(?P<time>{TIME})?ngày{SPACE}(?:mùng{SPACE}|mồng{SPACE})?(?P<day>\d{{1,2}}){SPACE}(?:của{SPACE})?tháng{SPACE}(?:này|nay)\b",
    FLAGS,
    needs=rf"tháng{SPACE}(?:này|nay)",
)


def span_of(rule: str) -> Span | None:
    """The period that a rule's name ends with; None for a week."""
    return {"month": Span.MONTH, "quarter": Span.QUARTER, "year": Span.YEAR}.get(rule.rsplit("-", 1)[-1])


def last_day(part: str, span: Span | None, last: date) -> date | None:
    """Last day of the part of the period that ends on ``last``; ``span`` None is a week that ends on ``last``, a Sunday."""
    if span is None:
        return last - timedelta(days=6 - _OF_WEEK[part]) if part in _OF_WEEK else None
    if span is Span.YEAR:
        return dates.last_day(last.year, _OF_YEAR[part]) if part in _OF_YEAR else None
    back, day = _OF_QUARTER.get(part, (0, None)) if span is Span.QUARTER else (0, _OF_MONTH[part])
    if day is None:
        return None
    month = last.month - back
    return date(last.year, month, day or monthrange(last.year, month)[1])


def _words(printed: str) -> str:
    return " ".join(printed.lower().split())


def _strength(m: re.Match[str], otherwise: Strength) -> Strength:
    return Strength.STRONG if m["latest"] or _words(m["bound"] or "") in ("trước", "hết") else otherwise


def _strict(m: re.Match[str]) -> bool:
    return _words(m["bound"] or "") == "trước"


def parts(text: str, start: int, end: int) -> Iterator[Candidate]:
    for m in _PART.finditer(text, start, end):
        if _FROM.search(text, max(start, m.start() - 16), m.start()):
            continue
        part = _words(m["part"])
        mention, stop, shift = None, m.end(), 0
        if m["what"]:
            name = _NAMES[m["what"].lower()]
            shift = 0 if _words(m["which"]) in ("này", "nay") else 1
        else:
            mention = _period_at(text, m.end(), end)
            if mention is None:
                continue
            name, stop = mention.span.value, mention.end
        yield Candidate(m.start(), stop, DeadlineKind.PERIOD, f"part-of-{name}", _strength(m, Strength.NEEDS_FINISHING), _strict(m),
                        mention, shift=shift, part=part, confidence=0.7)  # fmt: skip


def _period_at(text: str, at: int, end: int) -> DateMention | None:
    """The month, quarter or year that begins at ``at``."""
    for reader in (dates.months, dates.quarters, dates.years):
        mention = next(reader(text, at, min(end, at + _LONGEST_DAY)), None)
        if mention is not None and mention.start == at:
            return mention
    return None


def spans(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Spans of days, due on the last of them."""
    for m in _SPAN.finditer(text, start, end):
        if _FROM.search(text, max(start, m.start() - 16), m.start()):
            continue
        last = end_of_span(text, m.end(), end)
        if last is not None:
            yield Candidate(
                m.start(), last.end, DeadlineKind.PERIOD, "span-of-days", Strength.NEEDS_FINISHING, mention=last, confidence=0.85
            )


def rows(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Days told in a row, due on the last of them."""
    for m in _DAYS.finditer(text, start, end):
        day = next(dates.days(text[m.end() : min(end, m.end() + _LONGEST_DAY)], bare=True), None)
        if day is not None and day.start == 0:
            last = dates.moved(day, m.end())
            yield Candidate(
                m.start(), last.end, DeadlineKind.PERIOD, "span-of-days", Strength.NEEDS_FINISHING, mention=last, confidence=0.85
            )


def end_of_span(text: str, at: int, end: int) -> DateMention | None:
    """The second day of the span whose first day begins at ``at``."""
    first = next(dates.days(text, at, min(end, at + _LONGEST_DAY), bare=True), None)
    openings = [first.end] if first is not None and first.start == at else []
    short = _SHORT_START.match(text, at, end)
    openings += [short.end()] if short else []
    for opening in openings:
        to = _TO.match(text, opening, end)
        if to is None:
            continue
        window = text[to.end() : min(end, to.end() + _LONGEST_DAY)]  # cut out: "15-20/11" must not look like a longer number
        day = next(dates.days(window, bare=True), None)
        if day is not None and day.start == 0:
            return dates.moved(day, to.end())
    return None


def weekdays(text: str, start: int, end: int) -> Iterator[Candidate]:
    """Days told from the day of the document: "thứ Sáu tuần này", "17 giờ chiều nay", "ngày 20 tháng này"."""
    for m in _OF_THIS_WEEK.finditer(text, start, end):
        if not (m["latest"] or m["bound"] or m["time"]):
            continue
        weekday = 6 if m["sunday"] else _WEEKDAYS[m["weekday"].lower()]
        shift = 0 if m["which"].lower() in ("này", "nay") else 1
        yield Candidate(m.start(), m.end(), DeadlineKind.DATE, "weekday-of-week", _strength(m, Strength.NEEDS_FINISHING), _strict(m),
                        shift=shift, weekday=weekday, time=clock(m), confidence=0.85)  # fmt: skip
    for m in _TODAY.finditer(text, start, end):
        if not (m["latest"] or m["bound"]) or not (m["day"] or m["time"]):
            continue
        shift = 0 if m["which"].lower() == "nay" else 1
        rule = "this-day" if shift == 0 else "next-day"
        yield Candidate(
            m.start(), m.end(), DeadlineKind.DATE, rule, Strength.STRONG, _strict(m), shift=shift, time=clock(m), confidence=0.85
        )
    for m in _SAME_DAY.finditer(text, start, end):
        if m["latest"] or m["bound"]:
            named = max(dates.days(text, max(0, m.start() - _SAME), m.start()), key=lambda day: day.start, default=None)
            yield Candidate(m.start(), m.end(), DeadlineKind.DATE, "same-day", Strength.STRONG, _strict(m), named, time=clock(m),
                            confidence=0.8)  # fmt: skip
    for m in _DAY_OF_THIS_MONTH.finditer(text, start, end):
        if not (m["latest"] or m["bound"]):
            continue
        mention = DateMention(m.start(), m.end(), Span.DAY, day=int(m["day"]))
        yield Candidate(m.start(), m.end(), DeadlineKind.DATE, "day-of-this-month", _strength(m, Strength.NEEDS_FINISHING), _strict(m),
                        mention, time=clock(m), confidence=0.85)  # fmt: skip
