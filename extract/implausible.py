"""Dates that cannot be, or hardly can be, in the document (ngày tháng không hợp lý).

A day that does not exist ("31/4/2025", "30/12/016"), a document cited with a date after this one's, a number whose year is not that of its
date, a weekday that does not fall on its day, a deadline that had passed when the document was issued.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from extract import dates
from extract.dates import DateMention
from extract.findings import Check
from extract.patterns import SPACE as _S
from extract.work import Work
from extract.zones import Zone

_WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5, "2": 0, "3": 1, "4": 2, "5": 3, "6": 4, "7": 5}
_WEEKDAY_NAMES = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEKDAY = rf"(?:thứ{_S}+(?P<day>hai|ba|tư|năm|sáu|bảy|[2-7])\b|(?P<sunday>chủ{_S}+nhật))"
_WEEKDAY_BEFORE = re.compile(rf"{_WEEKDAY}{_S}*[,(]?{_S}*$", re.IGNORECASE)
_WEEKDAY_BEHIND = re.compile(rf"{_S}*[,(]{_S}*(?:(?:sáng|chiều|tối|vào){_S}+)?{_WEEKDAY}", re.IGNORECASE)
_NUMBER_YEAR = re.compile(r"/((?:19|20)\d\d)/")
_TYPO_YEAR = re.compile(r"[/.-]\s?0?(\d{2,3})$")
#: No day further ahead of the document's than this is planned.
_YEARS_AHEAD = 50


def find(work: Work) -> list[Check]:
    """A check, always failed, for every date that cannot be right."""
    mentions = list(_mentions(work))
    return [
        *_impossible(work, mentions),
        *_cited_later(work),
        *_number_year(work),
        *_weekdays(work, mentions),
        *_past_deadlines(work),
        *_far_years(work, mentions),
    ]


def written(day: date) -> str:
    """The day as official texts print it: "05/02/2025", "05/9/2025"."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def _failed(rule: str, spans: list[tuple[int, int]], message: str) -> Check:
    return Check(rule=rule, holds=False, spans=tuple(spans), message=message)


def _mentions(work: Work) -> Iterator[DateMention]:
    for passage in work.structure.passages:
        if passage.zone is not Zone.NOISE:
            yield from dates.days(work.structure.text, passage.start, passage.end)


def _impossible(work: Work, mentions: list[DateMention]) -> Iterator[Check]:
    for mention in mentions:
        if not mention.impossible:
            continue
        printed = " ".join(work.structure.text[mention.start : mention.end].split())
        if _is_far(printed, mention):
            yield _failed(
                "implausible-year", [(mention.start, mention.end)], f"Năm của “{printed}” không hợp lý: đề nghị kiểm tra lại"
            )
            continue
        message = f"“{printed}” không phải là một ngày có thật"
        guess = _meant(printed, mention)
        message += f"; có thể là {written(guess)}" if guess else ""
        yield _failed("impossible-date", [(mention.start, mention.end)], message + ": đề nghị kiểm tra lại")


def _is_far(printed: str, mention: DateMention) -> bool:
    """Whether the day exists, in a year that no office writes about."""
    m = re.search(r"\d{4}$", printed)
    return (
        m is not None
        and mention.day is not None
        and mention.month is not None
        and dates.day_of(2024, mention.month, mention.day) is not None
    )


def _meant(printed: str, mention: DateMention) -> date | None:
    """The day with a year that lost its first digit ("016" → 2016)."""
    m = _TYPO_YEAR.search(printed)
    if m is None or mention.day is None or mention.month is None or mention.year is not None:
        return None
    return dates.day_of(2000 + int(m[1][-2:]), mention.month, mention.day) if len(m[1]) < 3 or m[1][0] == "0" else None


def _cited_later(work: Work) -> Iterator[Check]:
    issued = work.header.issued_on
    if issued is None or work.header.doc_type is None:
        return
    for c in work.citations:
        if c.issued_on is not None and c.issued_on > issued and _prints_date(c.text):
            message = f"{c.text.strip()}: ghi ngày {written(c.issued_on)}, sau ngày ban hành văn bản này ({written(issued)}): đề nghị kiểm tra lại"
            yield _failed("date-after-issue", [(c.start, c.end)], " ".join(message.split()))


def _number_year(work: Work) -> Iterator[Check]:
    for c in work.citations:
        m = _NUMBER_YEAR.search(c.number or "")
        if m is not None and c.issued_on is not None and int(m[1]) != c.issued_on.year and _prints_date(c.text):
            message = f"Số {c.number} mang năm {m[1]} nhưng ghi ngày {written(c.issued_on)}: đề nghị kiểm tra lại"
            yield _failed("year-mismatch", [(c.start, c.end)], message)


def _prints_date(words: str) -> bool:
    return next(dates.days(words, bare=True), None) is not None


def _weekdays(work: Work, mentions: list[DateMention]) -> Iterator[Check]:
    text = work.structure.text
    for mention in mentions:
        day = mention.value
        if day is None:
            continue
        m = _WEEKDAY_BEFORE.search(text, max(0, mention.start - 24), mention.start) or _WEEKDAY_BEHIND.match(
            text, mention.end, mention.end + 40
        )
        if m is None:
            continue
        said = 6 if m["sunday"] else _WEEKDAYS[m["day"].lower()]
        if said != day.weekday():
            span = (min(m.start(), mention.start), max(m.end(), mention.end))
            message = f"Ngày {written(day)} là {_WEEKDAY_NAMES[day.weekday()]}, văn bản ghi {_WEEKDAY_NAMES[said]}: đề nghị kiểm tra lại"
            yield _failed("weekday", [span], message)


def _past_deadlines(work: Work) -> Iterator[Check]:
    issued = work.header.issued_on
    if issued is None or work.header.doc_type is None:
        return
    for d in work.deadlines:
        if d.due is not None and d.due < issued and str(d.kind) in ("date", "period"):
            said = f"Thời hạn “{' '.join(d.text.split())}” ({written(d.due)})"
            message = f"{said} trước ngày ban hành văn bản ({written(issued)}): đề nghị kiểm tra lại"
            yield _failed("deadline-before-issue", [(d.start, d.end)], message)


def _far_years(work: Work, mentions: list[DateMention]) -> Iterator[Check]:
    reference = work.reference_date or work.header.issued_on
    if reference is None:
        return
    for mention in mentions:
        day = mention.value
        if day is not None and day.year > reference.year + _YEARS_AHEAD:
            message = f"Ngày {written(day)} cách xa ngày của văn bản ({written(reference)}): đề nghị kiểm tra lại năm"
            yield _failed("implausible-year", [(mention.start, mention.end)], message)
