"""Deadlines that return: "trước ngày 20 hằng tháng", "định kỳ 6 tháng", "02 lần/năm" (thời hạn định kỳ).

Recurrence rules are RFC 5545 RRULEs; hằng quý is FREQ=MONTHLY;INTERVAL=3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.deadline_words import (
    COUNT_WORDS,
    EVERY,
    EVERY_WORDS,
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

_DAY_OF_MONTH = Guarded(
    rf"(?:(?P<latest>\b{forms('latest')}{SPACE}(?:(?:là|vào){SPACE})?)?(?P<bound>\btrước{SPACE}|\bđến{SPACE}(?:hết{SPACE})?|\bvào{SPACE})?"
    rf"(?P<time>{TIME})?)ngày{SPACE}(?:(?:mùng|mồng){SPACE})?(?P<day>\d{{1,2}}|cuối(?:{SPACE}cùng)?)(?!\d|{GAP}/)"
    rf"(?P<more>(?:{GAP}(?:,|và|&){GAP}(?:ngày{SPACE})?\d{{1,2}}(?!\d|{GAP}/))*){SPACE}(?:của{SPACE})?"
    rf"(?P<every>(?:h[ằà]ng|mỗi){SPACE}tháng|tháng{SPACE}(?:cuối(?:{SPACE}cùng)?|đầu(?:{SPACE}tiên)?){SPACE}(?:của{SPACE})?(?:(?:h[ằà]ng|mỗi|các){SPACE})?"
    rf"quý(?:{SPACE}(?:sau|báo{SPACE}cáo))?|tháng{SPACE}(?:sau|kế{SPACE}tiếp|tiếp{SPACE}theo|liền{SPACE}kề|kế{SPACE}sau|sau{SPACE}liền{SPACE}kề)|tháng{SPACE}(?:báo{SPACE}cáo|cuối{SPACE}(?:của{SPACE})?kỳ{SPACE}báo{SPACE}cáo)|"
    rf"cuối{SPACE}quý|(?:h[ằà]ng|mỗi){SPACE}quý)",
    FLAGS,
    needs=rf"ngày{SPACE}(?:m[ùồ]ng{SPACE})?(?:\d{{1,2}}(?!\d|{GAP}/)|cuối)",
)  # fmt: skip


def days_of_month(text: str, start: int, end: int) -> Iterator[Candidate]:
    yield from _said_first(text, start, end)
    yield from _working_days(text, start, end)
    for m in _DAY_OF_MONTH.finditer(text, start, end):
        if m["day"].isdigit() and not 1 <= int(m["day"]) <= 31:
            continue
        quarterly = "quý" in m["every"].lower()
        month_days = [int(d) for d in re.findall(r"\d+", m["day"] + m["more"])] or [-1]
        rule: str | None = f"FREQ=MONTHLY;{'INTERVAL=3;' if quarterly else ''}BYMONTHDAY={','.join(str(d) for d in month_days)}"
        if "kỳ" in m["every"].lower():
            rule = None  # the months of the period are told elsewhere
        strict = (m["bound"] or "").strip().lower() == "trước"
        strength = Strength.STRONG if m["bound"] or m["latest"] else Strength.WEAK
        yield Candidate(
            m.start(), m.end(), DeadlineKind.RECURRING, "day-of-month", strength, strict, recurrence=rule, time=clock(m)
        )  # fmt: skip


#: "hằng tháng, trước ngày 20", "hằng quý (trước ngày 25 của tháng cuối quý)", "hằng năm trước ngày 15/12": the rhythm first, then its day.
_SAID_FIRST = Guarded(
    rf"(?:\b(?:theo{SPACE})?định{SPACE}kỳ{SPACE})?\b(?:(?:h[ằà]ng|mỗi){SPACE}(?P<period>tháng|quý|năm)){GAP}(?P<joint>[,(])?{GAP}"
    rf"(?P<latest>\b{forms('latest')}{SPACE}(?:(?:là|vào){SPACE})?)?(?P<bound>\b(?:trước|vào|đến){SPACE})?(?P<time>{TIME})?"
    rf"ngày{SPACE}(?:(?:mùng|mồng){SPACE})?(?P<day>\d{{1,2}})(?!\d)(?:{GAP}/{GAP}(?P<month>\d{{1,2}})|{SPACE}tháng{SPACE}(?P<month2>\d{{1,2}}))?"
    rf"(?P<quarter>{SPACE}(?:của{SPACE})?tháng{SPACE}(?:cuối(?:{SPACE}cùng)?|đầu(?:{SPACE}tiên)?){SPACE}(?:của{SPACE})?(?:mỗi{SPACE}|h[ằà]ng{SPACE})?quý)?"
    rf"(?!\d|{GAP}/|{GAP}-{GAP}\d|{SPACE}(?:của{SPACE})?tháng|{SPACE}năm{SPACE}\d)(?P<close>\))?",
    FLAGS,
    needs=(rf"{every}{SPACE}(?:tháng|quý|năm)" for every in EVERY_WORDS),
)
_WORKING_DAY = Guarded(
    rf"(?P<bound>\b(?:trước|vào|đến){SPACE})?ngày{SPACE}làm{SPACE}việc{SPACE}(?P<which>đầu(?:{SPACE}tiên)?|cuối(?:{SPACE}cùng)?){SPACE}(?:của{SPACE})?(?:(?:h[ằà]ng|mỗi){SPACE})?(?P<period>tháng|tuần|quý)\b",
    FLAGS,
    needs=rf"làm{SPACE}việc",
)


def _said_first(text: str, start: int, end: int) -> Iterator[Candidate]:
    for m in _SAID_FIRST.finditer(text, start, end):
        month, period = m["month"] or m["month2"], m["period"].lower()
        if (period == "năm") != (month is not None) or (period == "quý") != (m["quarter"] is not None):
            continue
        if bool(m["close"]) != (m["joint"] == "(") or not 1 <= int(m["day"]) <= 31 or (month and not 1 <= int(month) <= 12):
            continue
        by_month = f";BYMONTH={int(month)}" if month else ""
        rule = f"{_PERIODS[period]}{by_month};BYMONTHDAY={int(m['day'])}"
        strict = (m["bound"] or "").strip().lower() == "trước"
        yield Candidate(
            m.start(), m.end(), DeadlineKind.RECURRING, "rhythm-and-day", Strength.STRONG, strict, recurrence=rule, time=clock(m)
        )


def _working_days(text: str, start: int, end: int) -> Iterator[Candidate]:
    """ "vào ngày làm việc cuối cùng của tháng": the first or last of Monday to Friday; holidays are not known to such a rule."""
    for m in _WORKING_DAY.finditer(text, start, end):
        strict = (m["bound"] or "").strip().lower() == "trước"
        place = 1 if m["which"].lower().startswith("đầu") else -1
        rule = f"{_PERIODS[m['period'].lower()]};BYDAY=MO,TU,WE,TH,FR;BYSETPOS={place}"
        yield Candidate(
            m.start(),
            m.end(),
            DeadlineKind.RECURRING,
            "working-day-of-period",
            Strength.STRONG,
            strict,
            recurrence=rule,
            confidence=0.85,
        )


_PERIODS = {
    "giờ": "FREQ=HOURLY",
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
_RHYTHM = Guarded(
    rf"(?P<regular>\b(?:theo{SPACE})?định{SPACE}kỳ{SPACE}(?P<open>\({GAP}(?:ít{SPACE}nhất{SPACE}|tối{SPACE}thiểu{SPACE}|cứ{SPACE})?)?)?"
    rf"(?P<bound>\b(?:trước|vào|chậm{SPACE}nhất){SPACE})?"
    rf"(?:\d{{1,2}}{GAP}(?:giờ|h)(?:{GAP}\d{{2}})?(?:{SPACE}(?:phút|sáng|chiều))*{SPACE}và{SPACE})?(?P<time>{TIME})?"
    rf"(?:(?:(?:sáng|chiều|tối){SPACE})?(?:ngày{SPACE})?(?:thứ{SPACE}(?P<weekday>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sunday>chủ{SPACE}nhật)){SPACE}"
    rf"(?P<nth>(?:đầu|cuối)(?:{SPACE}(?:tiên|cùng))?{SPACE})?(?:của{SPACE})?)?"
    rf"(?:(?:\b{EVERY}{SPACE}|(?(nth)(?<=[ \t\n\xa0])|(?!)))(?P<period>ngày|tuần|tháng|quý|năm|giờ)\b(?!{SPACE}(?:nay|qua|làm))"
    rf"(?:{SPACE}(?P<times>một|hai|ba|\d{{1,2}}){SPACE}lần)?"
    rf"|(?P<months>\b0?[36]|\b0?9|\b12|\b(?:ba|sáu|chín)){SPACE}tháng(?:{GAP}/{GAP}(?:0?1{SPACE})?lần|{SPACE}(?:một|0?1){SPACE}lần)?)",
    FLAGS,
    needs=(
        *(rf"{every}{SPACE}(?:ngày|tuần|tháng|quý|năm|giờ)" for every in EVERY_WORDS),
        rf"thứ{SPACE}(?:hai|ba|tư|năm|sáu|bảy|[2-7])",
        rf"chủ{SPACE}nhật",
        standing_behind([r"\b[369]", r"\b0[369]", r"\b12", r"\bba", r"\bsáu", r"\bchín"], "tháng"),
    ),
)  # fmt: skip
_TIMES = Guarded(
    rf"(?:\bđịnh{SPACE}kỳ{SPACE})?(?:ít{SPACE}nhất{SPACE}|tối{SPACE}thiểu{SPACE})?(?P<times>\d{{1,2}}){SPACE}lần{GAP}/{GAP}(?:(?P<count>\d{{1,2}}){GAP})?(?P<period>ngày|tuần|tháng|quý|năm)\b"
    rf"|(?:\bđịnh{SPACE}kỳ{SPACE})?(?:\bcứ{SPACE})?(?P<count2>(?<![\d/.,])\d{{1,2}}|\b(?:một|hai|ba|bốn|sáu|mười{SPACE}lăm|ba{SPACE}mươi)){SPACE}(?P<period2>tuần|tháng|quý|năm|ngày|giờ|tiếng|phút)(?:{GAP}/{GAP}(?:0?1{SPACE})?lần|{SPACE}một{SPACE}lần)\b",
    FLAGS,
    needs="lần",
)
_ALSO = re.compile(
    rf"{GAP}(?:,|và|hoặc|/){GAP}(?P<every>{EVERY}{SPACE})?"
    rf"(?:(?P<period>ngày|tuần|tháng|quý|năm)\b(?!{SPACE}\d|{SPACE}học)|(?P<months>0?[369]|1[02]){SPACE}tháng\b)",
    FLAGS,
)
#: "Hằng ngày, trước 16 giờ 30 phút": the hour belongs to the rhythm.
_HOUR_BEHIND = re.compile(
    rf"{GAP},?{GAP}\(?(?P<bound>trước{SPACE}(?:lúc{SPACE})?|(?:{forms('latest')}){SPACE}(?:là{SPACE}|vào{SPACE}|lúc{SPACE})*|vào{SPACE}(?:lúc{SPACE})?|lúc{SPACE})"
    rf"(?P<time>{TIME})",
    FLAGS,
)
_RHYTHM_NOUN = re.compile(rf"\b{forms('rhythm_nouns')}{GAP}$", FLAGS)
#: "… Chỉ số cải cách hành chính hằng năm": the index is a yearly one.
_OF_AN_INDEX = re.compile(
    rf"\b(?:chỉ{SPACE}số|xếp{SPACE}hạng|bảng{SPACE}giá|niên{SPACE}giám)(?:{SPACE}[^\W\d]+){{0,8}}{GAP}$", FLAGS
)
#: "công bố giá theo tháng"
_BY_PERIOD = Guarded(
    rf"(?P<act>\b(?:công{SPACE}bố|báo{SPACE}cáo|cập{SPACE}nhật|thông{SPACE}báo|thống{SPACE}kê|tổng{SPACE}hợp|đánh{SPACE}giá|kiểm{SPACE}tra|họp|giao{SPACE}ban|chấm{SPACE}điểm)\b[^,;.:\n]{{0,80}}?{SPACE})"
    rf"(?P<by>theo{SPACE}(?:từng{SPACE})?(?P<period>ngày|tuần|tháng|quý)\b)(?!{SPACE}(?:\d|này|đó|sinh|lương|đến))",
    FLAGS,
    needs=rf"theo{SPACE}(?:từng{SPACE})?(?:ngày|tuần|tháng|quý)",
)
_REGULAR_BARE = Guarded(rf"\bđịnh{SPACE}kỳ{SPACE}(?P<period>tuần|tháng|quý|năm)\b(?!{SPACE}\d)", FLAGS, needs=rf"định{SPACE}kỳ")


def rhythms(text: str, start: int, end: int) -> Iterator[Candidate]:
    for m in _REGULAR_BARE.finditer(text, start, end):
        yield Candidate(
            m.start(), m.end(), DeadlineKind.RECURRING, "rhythm", Strength.STRONG, recurrence=_PERIODS[m["period"].lower()]
        )
    for m in _BY_PERIOD.finditer(text, start, end):
        recurrence = _PERIODS[m["period"].lower()]
        yield Candidate(*m.span("by"), DeadlineKind.RECURRING, "rhythm", Strength.WEAK, recurrence=recurrence, confidence=0.8)
    for m in _RHYTHM.finditer(text, start, end):
        regular = m["regular"] is not None
        if m["months"] and not (regular or "lần" in m[0].lower()):
            continue
        if not (regular or m["bound"] or m["time"]) and _OF_AN_INDEX.search(text, max(start, m.start() - 60), m.start()):
            continue
        if not (regular or m["bound"] or m["time"]) and _RHYTHM_NOUN.search(text, max(start, m.start() - 24), m.start()):
            continue
        strength = Strength.STRONG if regular or m["weekday"] or m["sunday"] or m["bound"] else Strength.WEAK
        strict = (m["bound"] or "").strip().lower() == "trước"
        stop = m.end() + 1 if m["open"] and text[m.end() : m.end() + 1] == ")" else m.end()
        hour = _HOUR_BEHIND.match(text, stop, end) if m["period"] and m["period"].lower() == "ngày" and not m["time"] else None
        if hour is not None:
            stop, strict = without_space(text, m.start(), hour.end("time")), (hour["bound"] or "").lower().startswith("trước")
            strength = Strength.STRONG
        yield Candidate(
            m.start(), stop, DeadlineKind.RECURRING, "rhythm", strength, strict, recurrence=_recurrence(m), time=clock(hour or m)
        )
        yield from _further_rhythms(text, m.end(), end, strength)
    for m in _TIMES.finditer(text, start, end):
        yield Candidate(m.start(), m.end(), DeadlineKind.RECURRING, "times-per-period", Strength.WEAK, recurrence=_times(m))


def _recurrence(m: re.Match[str]) -> str | None:
    if m["months"]:
        months = COUNT_WORDS.get(m["months"].lower()) or int(m["months"])
        return f"FREQ=MONTHLY;INTERVAL={months}" if months != 12 else "FREQ=YEARLY"
    rule = _PERIODS[m["period"].lower()]
    if (m["times"] or "1").lower() not in ("một", "1", "01"):
        return None  # "mỗi tuần 02 lần": no rule says on which days
    if m["weekday"] or m["sunday"]:
        nth = "" if not m["nth"] else "1" if m["nth"].lower().startswith("đầu") else "-1"
        rule += f";BYDAY={nth}{_WEEKDAYS[m['weekday'].lower()] if m['weekday'] else 'SU'}"
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
        unit, count = m["period2"].lower(), COUNT_WORDS.get(" ".join(m["count2"].lower().split())) or int(m["count2"])
        if unit == "phút" and count and count % 60 == 0:
            unit, count = "giờ", count // 60
        of_unit = {"phút": "MINUTELY", "giờ": "HOURLY", "tiếng": "HOURLY", "ngày": "DAILY", "tuần": "WEEKLY", "năm": "YEARLY"}
        if unit in ("tháng", "quý"):
            return f"FREQ=MONTHLY;INTERVAL={count * (3 if unit == 'quý' else 1)}".removesuffix(";INTERVAL=1")
        return f"FREQ={of_unit[unit]};INTERVAL={count}".removesuffix(";INTERVAL=1")
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
