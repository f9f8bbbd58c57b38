"""Deadlines counted from an event or bound to one: "trong 05 ngày làm việc kể từ …", "ngay sau khi …", "trước Tết" (thời hạn theo sự kiện)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract import dates
from extract.dates import DateMention
from extract.deadline_words import (
    COUNT_WORDS,
    EVENT_END,
    FLAGS,
    GAP,
    SPACE,
    TIME,
    Candidate,
    Strength,
    clock,
    forms,
    without_space,
)
from extract.findings import DeadlineKind
from extract.patterns import Guarded, standing_behind

_UNITS = {
    "ngày làm việc": "working_day",
    "ngày": "day",
    "giờ": "hour",
    "h": "hour",
    "tiếng": "hour",
    "tháng": "month",
    "tuần": "week",
    "năm": "year",
}
_EVENT = rf"{GAP},?{GAP}(?:tính{SPACE}|kể{SPACE})?(?:từ|sau){SPACE}(?P<event>[^,;.:()\n]{{3,160}}?){EVENT_END}"
_WORDS = "|".join(word.replace(" ", SPACE) for word in sorted(COUNT_WORDS, key=len, reverse=True))
#: What may open a count: its first and second letters; and the last letters of the numbers.
_OPENING = (*COUNT_WORDS, "chậm", "muộn", "trễ", "không", "tối", "ít", "trong", "thời", "vòng", "là", "từ", "sau")
_FIRST = "".join(sorted({word[0] for word in _OPENING}))
_SECOND = "".join(sorted({word[1] for word in _OPENING}))
_LAST = "".join(sorted({word[-1] for word in COUNT_WORDS}))
#: Of a range ("từ 03 đến 05 ngày") the last day counts.
_AMOUNT = (
    rf"(?:(?:từ{SPACE})?\d{{1,3}}{GAP}(?:[-–]|đến){GAP})?(?P<amount>\d{{1,3}}|\b(?:{_WORDS}))(?:{GAP}\([^()]{{1,30}}\))?"
    rf"(?:{SPACE}(?P<unit>ngày{SPACE}làm{SPACE}việc|ngày|giờ|tiếng|tháng|tuần|năm)|(?<=[\d)])(?P<hours>h)\b)(?!{SPACE}\d{{1,2}}(?:{SPACE}phút)?\b)(?:{SPACE}\([^()]{{1,30}}\))?(?P<ahead>{SPACE}(?:sắp{SPACE})?(?:tới|nữa)\b)?"
)
_COUNTED = Guarded(
    rf"\b(?=\d|[{_FIRST}][{_SECOND}])(?P<bound>(?:(?:chậm|muộn|trễ){SPACE}nhất{SPACE}(?:là{SPACE})?|không{SPACE}(?:quá|vượt{SPACE}quá){SPACE}|tối{SPACE}đa{SPACE}(?:là{SPACE})?|ít{SPACE}nhất{SPACE}|tối{SPACE}thiểu{SPACE}|)"
    rf"(?:trong{SPACE})?(?:thời{SPACE}(?:hạn|gian){SPACE}|vòng{SPACE})?(?:là{SPACE})?(?:(?:không{SPACE}quá|tối{SPACE}đa){SPACE})?)(?P<sau>sau{SPACE})?{_AMOUNT}"
    rf"(?P<back>{SPACE}trước{SPACE}(?P<back_event>[^,;.:()\n]{{3,80}}?){EVENT_END})?(?:{_EVENT})?",
    FLAGS,
    needs=(
        *(standing_behind([rf"[\d){_LAST}]"], unit) for unit in ("ngày", "giờ", "tiếng", "tháng", "tuần", "năm")),
        standing_behind([r"[\d)]"], "h") + r"\b",
    ),
)
_BACK = Guarded(
    rf"\btrước{SPACE}(?P<event>(?:ngày|khi|thời{SPACE}điểm|{forms('event_nouns')})[^,;.:()\n\d]{{0,60}}?){SPACE}(?:ít{SPACE}nhất{SPACE}|tối{SPACE}thiểu{SPACE})?{_AMOUNT}\b",
    FLAGS,
    needs="trước",
)
#: "trước ít nhất 03 ngày làm việc so với ngày họp"
_AHEAD = Guarded(
    rf"\btrước{SPACE}(?:ít{SPACE}nhất{SPACE}|tối{SPACE}thiểu{SPACE})?{_AMOUNT}{SPACE}(?:so{SPACE}với|tính{SPACE}đến){SPACE}(?P<event>[^,;.:()\n]{{3,80}}?){EVENT_END}",
    FLAGS,
    needs="trước",
)


def counted(text: str, start: int, end: int) -> Iterator[Candidate]:
    for m in (*_BACK.finditer(text, start, end), *_AHEAD.finditer(text, start, end)):
        amount, unit = _amount(m)
        yield Candidate(m.start(), m.end(), DeadlineKind.RELATIVE, "days-before-event", Strength.STRONG, True, amount=amount, amount_unit=unit,
                        event=m.span("event"), back=True, confidence=0.9)  # fmt: skip
    for m in _COUNTED.finditer(text, start, end):
        event = m["event"]
        if not m["amount"].isdigit() and not re.search(r"\b(?:hạn|vòng|nhất|quá|đa)\s+$", m["bound"], FLAGS):
            continue  # "năm", "một" are other words too
        if not (m["bound"].strip() or (event and m["sau"] is None)) or (m["sau"] and not event and not m["bound"].strip()):
            continue
        if (
            m["unit"]
            and m["unit"].lower() == "giờ"
            and re.match(rf"{SPACE}(?:ngày|sáng|chiều|hôm|thứ)\b", text[m.end("unit") : m.end("unit") + 12], FLAGS)
        ):
            continue  # "chậm nhất 07 giờ ngày họp" is a time of the day
        if not m["bound"].strip() and not re.match(
            rf"{GAP},?{GAP}(?:tính|kể)", text[m.end("unit" if m["unit"] else "hours") : m.end()], FLAGS
        ):
            continue  # "05 ngày sau Tết" tells when, not by when
        bound = " ".join(m["bound"].lower().split())
        if bound.startswith(("ít nhất", "tối thiểu")) and not m["back"]:
            continue  # "ít nhất 05 ngày" is a duration; "ít nhất 05 ngày trước khi họp" says by when
        vague = not event and not m["back"] and bound in ("trong", "thời gian", "trong thời gian", "là")
        if not event and not m["back"] and (m["unit"] or "").lower() in ("năm", "tháng") and bound in ("trong", "", "thời gian"):
            continue  # "trong 10 tháng", a span of the past
        if (
            re.match(rf"{SPACE}(?:qua|vừa{SPACE}qua|gần{SPACE}đây|trước|đầu|cuối|còn)\b", text[m.end() : m.end() + 12], FLAGS)
            and not m["back"]
        ):
            continue
        amount, unit = _amount(m)
        back = m["back"] is not None
        where = m.span("back_event") if back else m.span("event") if event else None
        rule = "days-before-event" if back else "count-from-event" if event else "count"
        strength = Strength.WEAK if vague else Strength.STRONG
        yield Candidate(m.start(), without_space(text, m.start(), m.end()), DeadlineKind.RELATIVE, rule, strength,
                        amount=amount, amount_unit=unit, event=where, back=back)  # fmt: skip


def _amount(m: re.Match[str]) -> tuple[int, str]:
    unit = _UNITS[" ".join((m["unit"] or m["hours"]).lower().split())]
    amount = int(m["amount"]) if m["amount"].isdigit() else COUNT_WORDS[" ".join(m["amount"].lower().split())]
    if unit == "week":
        return amount * 7, "day"
    if unit == "year":
        return amount * 12, "month"
    return amount, unit


#: "chậm nhất 07 giờ 30 phút ngày họp"
_HOUR_OF_EVENT = Guarded(
    rf"\b(?:trước|(?P<latest>{forms('latest')})){SPACE}(?:lúc{SPACE})?(?P<time>{TIME})(?:(?:sáng|chiều){SPACE})?(?:của{SPACE})?(?P<event>ngày{SPACE}(?:họp|làm{SPACE}việc|tổ{SPACE}chức|diễn{SPACE}ra|khai{SPACE}mạc|kiểm{SPACE}tra|bầu{SPACE}cử)\b)(?!{SPACE}(?:tiếp|kế|hôm))",
    FLAGS,
    needs=rf"ngày{SPACE}(?:họp|làm|tổ|diễn|khai|kiểm|bầu)",
)
_RIGHT_AFTER = Guarded(
    rf"\bngay{SPACE}(?:sau{SPACE}(?:khi{SPACE})?|khi{SPACE})(?P<event>[^,;.:()\n]{{3,120}}?){EVENT_END}",
    FLAGS,
    needs="ngay",
)
_BEFORE_EVENT = Guarded(
    rf"\btrước{SPACE}(?:thềm{SPACE})?(?P<event>{forms('event_nouns')}(?:{SPACE}[^,;.:()\n]{{2,80}}?)?){EVENT_END}",
    FLAGS,
    needs="trước",
)
_NEW_YEAR = Guarded(
    rf"\btrước{SPACE}(?:(?:kỳ{SPACE}nghỉ|dịp|ngày){SPACE})?[Tt]ết(?:{SPACE}(?P<calendar>[dD]ương{SPACE}lịch)|(?:{SPACE}Nguyên{SPACE}[đĐ]án|{SPACE}(?:âm{SPACE}lịch|cổ{SPACE}truyền))?(?:{SPACE}(?:năm{SPACE})?(?P<name>[A-ZĐÀ-Ỹ]\w+{SPACE}[A-ZĐÀ-Ỹ]\w+))?)"
    rf"(?:{SPACE}(?:năm{SPACE})?\(?(?P<year>20\d\d)\b\)?)?(?!{SPACE}(?:trồng|thiếu|độc|Trung|Đoan|Thanh))",
    needs="tết",
)

_IN_BRACKETS = re.compile(
    rf"{SPACE}\((?:tức{SPACE})?(?P<day>(?:ngày{SPACE})?\d{{1,2}}(?:/|-|{SPACE}tháng{SPACE})\d{{1,2}}(?:/|-|{SPACE}năm{SPACE})20\d\d)\)",
    FLAGS,
)


def events(text: str, start: int, end: int) -> Iterator[Candidate]:
    for m in _RIGHT_AFTER.finditer(text, start, end):
        yield Candidate(m.start(), without_space(text, m.start(), m.end()), DeadlineKind.RELATIVE, "right-after-event", Strength.WEAK,
                        event=m.span("event"), confidence=0.85)  # fmt: skip
    for m in _BEFORE_EVENT.finditer(text, start, end):
        if re.search(rf"\d{SPACE}$|\b(?:ngày|lần|năm|kỳ){SPACE}$", text[max(start, m.start() - 6) : m.start()], FLAGS):
            continue
        yield Candidate(m.start(), without_space(text, m.start(), m.end()), DeadlineKind.RELATIVE, "before-event", Strength.WEAK, True,
                        event=m.span("event"), confidence=0.8)  # fmt: skip
    for m in _HOUR_OF_EVENT.finditer(text, start, end):
        yield Candidate(m.start(), m.end(), DeadlineKind.RELATIVE, "hour-of-event", Strength.STRONG, m["latest"] is None,
                        event=m.span("event"), time=clock(m), confidence=0.8)  # fmt: skip
    for m in _NEW_YEAR.finditer(text, start, end):
        day = _IN_BRACKETS.match(text, m.end(), end)
        stated = next(iter(dates.days(text, day.start("day"), day.end("day"))), None) if day else None
        if day is not None and stated is not None:  # "trước Tết Nguyên đán (ngày 17/02/2026)": the day is told
            yield Candidate(m.start(), day.end(), DeadlineKind.DATE, "day-of-new-year", Strength.STRONG, True, mention=stated)
            continue
        mention = DateMention(m.start(), m.end(), dates.Span.YEAR, year=int(m["year"]) if m["year"] else None)
        rule = "before-calendar-new-year" if m["calendar"] else "before-new-year"
        yield Candidate(
            m.start(),
            m.end(),
            DeadlineKind.RELATIVE,
            rule,
            Strength.STRONG,
            True,
            mention=mention,
            confidence=0.8,
        )
