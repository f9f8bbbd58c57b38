"""Deadlines that return: "trước ngày 20 hằng tháng", "định kỳ 6 tháng", "02 lần/năm" (thời hạn định kỳ).

Recurrence rules are RFC 5545 RRULEs; hằng quý is FREQ=MONTHLY;INTERVAL=3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.deadline_words import EVERY, FLAGS, GAP, SPACE, TIME, Candidate, Strength, clock, forms
from extract.findings import DeadlineKind

_DAY_OF_MONTH = re.compile(
    rf"(?:(?P<latest>\b{forms('latest')}{SPACE}(?:(?:là|vào){SPACE})?)?(?P<bound>\btrước{SPACE}|\bđến{SPACE}(?:hết{SPACE})?|\bvào{SPACE})?"
    rf"(?P<time>{TIME})?)ngày{SPACE}(?:(?:mùng|mồng){SPACE})?(?P<day>\d{{1,2}})(?!\d|{GAP}/){SPACE}(?:của{SPACE})?"
    rf"(?P<every>(?:h[ằà]ng|mỗi){SPACE}tháng|tháng{SPACE}(?:cuối(?:{SPACE}cùng)?|đầu(?:{SPACE}tiên)?){SPACE}(?:của{SPACE})?(?:(?:h[ằà]ng|mỗi|các){SPACE})?"
    rf"quý(?:{SPACE}(?:sau|báo{SPACE}cáo))?|tháng{SPACE}(?:sau|kế{SPACE}tiếp|tiếp{SPACE}theo|liền{SPACE}kề|kế{SPACE}sau|sau{SPACE}liền{SPACE}kề)|tháng{SPACE}(?:báo{SPACE}cáo)|"
    rf"cuối{SPACE}quý|(?:h[ằà]ng|mỗi){SPACE}quý)",
    FLAGS,
)  # fmt: skip


def days_of_month(text: str, start: int, end: int) -> Iterator[Candidate]:
    for m in _DAY_OF_MONTH.finditer(text, start, end):
        if not 1 <= int(m["day"]) <= 31:
            continue
        quarterly = "quý" in m["every"].lower()
        rule = f"FREQ=MONTHLY;{'INTERVAL=3;' if quarterly else ''}BYMONTHDAY={int(m['day'])}"
        strict = (m["bound"] or "").strip().lower() == "trước"
        strength = Strength.STRONG if m["bound"] or m["latest"] else Strength.WEAK
        yield Candidate(
            m.start(), m.end(), DeadlineKind.RECURRING, "day-of-month", strength, strict, recurrence=rule, time=clock(m)
        )  # fmt: skip


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
_RHYTHM = re.compile(
    rf"(?P<regular>\b(?:theo{SPACE})?định{SPACE}kỳ{SPACE})?(?P<bound>\b(?:trước|vào|chậm{SPACE}nhất){SPACE})?(?P<time>{TIME})?"
    rf"(?:(?:(?:sáng|chiều){SPACE})?(?:ngày{SPACE})?thứ{SPACE}(?P<weekday>hai|ba|tư|năm|sáu|bảy|[2-7]){SPACE}(?:của{SPACE})?)?"
    rf"(?:\b{EVERY}{SPACE}(?P<period>ngày|tuần|tháng|quý|năm)\b(?!{SPACE}(?:nay|qua))(?:{SPACE}(?P<times>một|hai|ba|\d{{1,2}}){SPACE}lần)?"
    rf"|(?P<months>\b0?[36]|\b0?9|\b12){SPACE}tháng(?:{GAP}/{GAP}(?:0?1{SPACE})?lần|{SPACE}(?:một|0?1){SPACE}lần)?)",
    FLAGS,
)  # fmt: skip
_TIMES = re.compile(
    rf"(?:\bđịnh{SPACE}kỳ{SPACE})?(?:ít{SPACE}nhất{SPACE}|tối{SPACE}thiểu{SPACE})?(?P<times>\d{{1,2}}){SPACE}lần{GAP}/{GAP}(?:(?P<count>\d{{1,2}}){GAP})?(?P<period>ngày|tuần|tháng|quý|năm)\b"
    rf"|(?:\bđịnh{SPACE}kỳ{SPACE})?(?P<count2>\d{{1,2}}){SPACE}(?P<period2>tuần|tháng|năm|ngày|giờ)(?:{GAP}/{GAP}(?:0?1{SPACE})?lần|{SPACE}một{SPACE}lần)\b",
    FLAGS,
)
_ALSO = re.compile(
    rf"{GAP}(?:,|và|hoặc|/){GAP}(?P<every>{EVERY}{SPACE})?"
    rf"(?:(?P<period>ngày|tuần|tháng|quý|năm)\b(?!{SPACE}\d|{SPACE}học)|(?P<months>0?[369]|1[02]){SPACE}tháng\b)",
    FLAGS,
)
_RHYTHM_NOUN = re.compile(rf"\b{forms('rhythm_nouns')}{GAP}$", FLAGS)
_REGULAR_BARE = re.compile(rf"\bđịnh{SPACE}kỳ{SPACE}(?P<period>tuần|tháng|quý|năm)\b(?!{SPACE}\d)", FLAGS)


def rhythms(text: str, start: int, end: int) -> Iterator[Candidate]:
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
            m.start(), m.end(), DeadlineKind.RECURRING, "rhythm", strength, strict, recurrence=_recurrence(m), time=clock(m)
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
                "ngày": f"FREQ=DAILY;INTERVAL={count}", "giờ": f"FREQ=HOURLY;INTERVAL={count}"}[unit].replace(";INTERVAL=1", "")  # fmt: skip
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
