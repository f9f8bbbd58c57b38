"""Days, months, quarters and years as official Vietnamese writes them (ngày, tháng, quý, năm).

Readers take a text and a stretch of it and yield :class:`DateMention` in order, without overlaps; a mention keeps what is printed, also
where it is no possible day ("30/12/016", "ngày   tháng 12 năm 2025"), so that a caller can say so. Nothing here asks what the date is for.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from extract import lunar
from extract.patterns import AnyGuarded, Guarded, standing_behind

ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}
MONTH_WORDS = {
    "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "mười một": 11, "mười hai": 12,
}  # fmt: skip
#: Months that only the lunar calendar calls so.
LUNAR_WORDS = {"giêng": 1, "chạp": 12}


class Span(StrEnum):
    """How long the stretch of the calendar is that was named."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


@dataclass(slots=True, unsafe_hash=True)  # not frozen: that takes three times as long to make
class DateMention:
    """A stretch of the calendar as printed at ``text[start:end]``; parts that are not printed are None.

    ``year`` is the full year ("12/23" after a day gives 2023), or None also where the digits cannot be a year ("016").
    ``blank`` is True where the page leaves a part open ("ngày … tháng 12 năm 2025"). With ``lunar`` the parts are those of the lunar calendar,
    the values the solar days that they fall on.
    """

    start: int
    end: int
    span: Span
    day: int | None = None
    month: int | None = None
    quarter: int | None = None
    year: int | None = None
    blank: bool = False
    impossible: bool = False
    lunar: bool = False

    @property
    def value(self) -> date | None:
        """The day, or the last day of the month, quarter or year; None where a part is missing or the day does not exist."""
        return self.in_year(self.year)

    def in_year(self, year: int | None) -> date | None:
        """The same with ``year`` in place of a missing one."""
        if year is None or self.blank or self.impossible:
            return None
        if self.span is Span.YEAR:
            return date(year, 12, 31)
        if self.span is Span.QUARTER:
            return last_day(year, (self.quarter or 0) * 3)
        if self.span is Span.MONTH:
            return (lunar.last_day if self.lunar else last_day)(year, self.month or 0)
        return (lunar.solar_day if self.lunar else day_of)(year, self.month or 0, self.day or 0)

    def on_or_after(self, anchor: date | None) -> date | None:
        """The stated date; a missing year is the one that makes it the next such date on or after ``anchor``."""
        if self.year is not None or anchor is None:
            return self.value
        if self.lunar:  # lunar years run from one solar year into the next
            stated = (self.in_year(anchor.year + shift) for shift in (-1, 0, 1))
            return next((day for day in stated if day is not None and day >= anchor), None)
        this_year = self.in_year(anchor.year)
        if this_year is not None and this_year < anchor:
            return self.in_year(anchor.year + 1)
        return this_year or self.in_year(anchor.year + 1)


def moved(mention: DateMention, by: int) -> DateMention:
    """The mention at a place ``by`` characters further on."""
    return replace(mention, start=mention.start + by, end=mention.end + by)


def day_of(year: int, month: int, day: int) -> date | None:
    """That day, None where there is none (30/02)."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_day(year: int, month: int) -> date | None:
    """Last day of the month, None for a month out of 1 to 12."""
    if not (1 <= month <= 12 and 1 <= year <= 9999):
        return None
    return date(year, month, calendar.monthrange(year, month)[1])


_S = r"[ \t\n\xa0]"
_DAY = rf"(?P<day>\d{{1,2}}|mùng{_S}+\d{{1,2}}|mồng{_S}+\d{{1,2}})"
_MONTH_WORD = r"mười hai|mười một|một|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười"
_BLANK = r"[.…_]{1,12}"
# Patterns that open with what may be left out first ask for the letters that they may begin with: most places then cost one look.
#: "ngày 05 tháng 12 năm 2025", "05 tháng 12", "ngày … tháng 12 năm 2025", "ngày 5 tháng 12/2025"
_LONG = Guarded(
    rf"(?=[nm\d.…_]|(?<=ngày))(?:(?P<word>\bngày){_S}*)?(?<!\d)(?:{_DAY}|(?P<open_day>{_BLANK}|(?<=ngày){_S}*))"
    rf"{_S}*,?\btháng{_S}*(?:(?P<month>\d{{1,2}})(?!\d)|(?P<month_word>{_MONTH_WORD})\b(?!{_S}*(?:\d|lần\b|một{_S}+lần))"
    rf"|(?P<open_month>{_BLANK}|(?={_S}+năm{_S}+(?:\d{{4}}|{_BLANK}))))"
    rf"(?:{_S}*,?{_S}*năm{_S}*(?:(?P<year>\d{{2,4}})(?!\d)|(?P<open_year>{_BLANK}))|{_S}*[/-]{_S}*(?P<slash_year>\d{{4}})(?!\d))?",
    re.IGNORECASE,
    needs=standing_behind([r"[\dy.…_]"], "tháng"),
)
#: "05/12/2025", "5-12-2025", "15.12.2025", "15/12" — a bare "15/12" only after "ngày" (or where the caller says so)
_SHORT = Guarded(
    rf"(?P<day>\d(?<![\d/.,-]\d)\d?){_S}?(?P<sep>[/.\-–]){_S}?(?P<month>\d{{1,2}})"
    rf"(?:{_S}?(?P=sep){_S}?(?P<year>\d{{2,4}}))?(?![\d/]|[.,]\d|(?P=sep)\d|{_S}?%)(?P<spelled_year>{_S}*năm{_S}*\d{{4}}(?!\d))?",
    re.IGNORECASE,
    needs=(standing_behind([r"\d"], sign) + rf"{_S}?\d" for sign in ("/", r"\.", "-", "–")),
)
_MONTH = Guarded(
    rf"\btháng{_S}*(?:(?P<month>0?[1-9]|1[0-2])(?!\d)|(?P<month_word>{_MONTH_WORD}|giêng|chạp)\b(?!{_S}*\d))"
    rf"(?:{_S}*[/.\-–]{_S}*(?P<year>(?:19|20)\d{{2}})(?!\d)|{_S}*,?{_S}*năm{_S}*(?P<spelled>(?:19|20)\d{{2}})(?!\d))?",
    re.IGNORECASE,
    needs="tháng",
)
_QUARTER = Guarded(
    rf"\bquý{_S}*(?P<quarter>IV|I{{1,3}}|[1-4](?!\d))(?![A-Za-zÀ-ỹ])"
    rf"(?:{_S}*[/\-–]{_S}*(?P<year>(?:19|20)\d{{2}})(?!\d)|{_S}*,?{_S}*năm{_S}*(?P<spelled>(?:19|20)\d{{2}})(?!\d))?",
    re.IGNORECASE,
    needs="quý",
)
#: "ngày 23 tháng Chạp", "rằm tháng 7", "mùng 10 tháng 3 âm lịch"
_LUNAR_DAY = Guarded(
    rf"(?=[nhmr\d])(?:\b(?:ngày|hôm){_S}+)?(?:(?<!\d)(?P<day>(?:mùng{_S}+|mồng{_S}+)?\d{{1,2}})|\b(?P<full_moon>rằm)){_S}+tháng{_S}+"
    rf"(?:(?P<name>giêng|chạp)\b|(?P<month>\d{{1,2}})(?![\d/.]))(?:{_S}*,?{_S}*(?:năm{_S}+)?(?P<year>20\d\d)(?!\d))?(?P<said>{_S}*\(?(?:âm{_S}+lịch|âl)\b\)?)?",
    re.IGNORECASE,
    needs=standing_behind([r"\d", "rằm"], "tháng"),
)
_DAYS = AnyGuarded((_LONG, _SHORT, _LUNAR_DAY))
_LUNAR_SAID = re.compile(rf"{_S}*\(?(?:âm{_S}+lịch|âl)\b\)?", re.IGNORECASE)
_PART_OF_DAY = ("sáng", "trưa", "chiều", "tối", "đêm", "hôm", "hạn")
_YEAR = Guarded(
    rf"\bnăm{_S}*(?P<year>(?:19|20)\d{{2}})(?!\d|{_S}?[-–]{_S}?(?:19|20)\d{{2}}(?!\d))",
    re.IGNORECASE,
    needs=rf"năm{_S}*(?:19|20)\d\d",
)


def days(text: str, start: int = 0, end: int | None = None, *, bare: bool = False) -> Iterator[DateMention]:
    """Days named in ``text[start:end]``, the word "ngày" included where it stands.

    "15/12" without a year is taken only after "ngày" or a part of the day ("sáng 4/11"); with ``bare`` also alone
    (the caller knows that no ratio is meant).
    """
    end = len(text) if end is None else end
    if not _DAYS.may_stand(text, start, end):
        return
    found = [mention for m in _LONG.finditer(text, start, end) if (mention := _long(m))]
    found += [mention for m in _LUNAR_DAY.finditer(text, start, end) if (mention := _lunar(m))]
    found += [mention for m in _SHORT.finditer(text, start, end) if (mention := _short(m, start, bare))]
    yield from _without_overlaps(found)


def months(text: str, start: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """Months named by number or word ("tháng 11/2025", "tháng 9 năm 2025", "tháng Chín"); the month of a full day is found too."""
    for m in _MONTH.finditer(text, start, len(text) if end is None else end):
        word = " ".join(m["month_word"].lower().split()) if m["month_word"] else ""
        month = int(m["month"]) if m["month"] else LUNAR_WORDS.get(word) or MONTH_WORDS[word]
        year = _number(m["year"] or m["spelled"])
        said = _LUNAR_SAID.match(text, m.end())
        yield DateMention(
            m.start(),
            said.end() if said else m.end(),
            Span.MONTH,
            month=month,
            year=year,
            lunar=bool(said) or word in LUNAR_WORDS,
        )


def quarters(text: str, start: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """Quarters ("quý IV/2023", "quý 4 năm 2023", "Quý I")."""
    for m in _QUARTER.finditer(text, start, len(text) if end is None else end):
        quarter = ROMAN.get(m["quarter"].upper()) or int(m["quarter"])
        yield DateMention(m.start(), m.end(), Span.QUARTER, quarter=quarter, year=_number(m["year"] or m["spelled"]))


def years(text: str, start: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """Single years after the word "năm"; a range ("năm 2021-2025") is none."""
    for m in _YEAR.finditer(text, start, len(text) if end is None else end):
        yield DateMention(m.start(), m.end(), Span.YEAR, year=int(m["year"]))


def full_year(digits: str | None) -> int | None:
    """The year that two or four printed digits mean; None for anything else ("016")."""
    if digits is None or len(digits) not in (2, 4):
        return None
    year = int(digits) + (2000 if len(digits) == 2 else 0)
    return year if 1900 <= year <= 2100 else None


def _long(m: re.Match[str]) -> DateMention | None:
    spelled = m["month_word"] is not None or (m["open_month"] is not None and not m["open_month"])
    if spelled and not m["word"]:
        return None  # "trong 10 tháng năm 2023" counts months; only "ngày 10 tháng   năm 2023" leaves one open
    printed_year = m["year"] or m["slash_year"]
    day = int(re.sub(r"\D", "", m["day"])) if m["day"] else None
    month = MONTH_WORDS[" ".join(m["month_word"].lower().split())] if m["month_word"] else _number(m["month"])
    year = full_year(printed_year)
    blank = m["open_day"] is not None or m["open_month"] is not None or m["open_year"] is not None
    return DateMention(
        m.start(), m.end(), Span.DAY, day, month, year=year, blank=blank, impossible=_impossible(day, month, year, printed_year)
    )


def _lunar(m: re.Match[str]) -> DateMention | None:
    if not (m["full_moon"] or m["name"] or m["said"]):
        return None
    day = 15 if m["full_moon"] else int(re.sub(r"\D", "", m["day"]))
    month = LUNAR_WORDS[m["name"].lower()] if m["name"] else int(m["month"])
    impossible = not (1 <= day <= 30 and 1 <= month <= 12)
    return DateMention(m.start(), m.end(), Span.DAY, day, month, year=_number(m["year"]), impossible=impossible, lunar=True)


def _short(m: re.Match[str], start: int, bare: bool) -> DateMention | None:
    day, month, printed_year = int(m["day"]), int(m["month"]), m["year"]
    end = m.end()
    if m["spelled_year"] and not printed_year:
        printed_year = m["spelled_year"].split("năm")[-1].split("NĂM")[-1].strip()[-4:]
    elif m["spelled_year"]:
        end = m.start("spelled_year")
    if not (1 <= month <= 12 and 1 <= day <= 31) and not (printed_year and len(printed_year) >= 3):
        return None
    begin = _before_number(m.string, start, m.start())
    if not printed_year and begin == m.start() and not (m["sep"] in "/-" and (bare or _follows_part_of_day(m))):
        return None
    if m["sep"] in ".–" and not printed_year:
        return None
    year = full_year(printed_year)
    said = _LUNAR_SAID.match(m.string, end)
    impossible = not said and _impossible(day, month, year, printed_year)
    return DateMention(
        begin, said.end() if said else end, Span.DAY, day, month, year=year, impossible=bool(impossible), lunar=bool(said)
    )


_BEFORE_NUMBER = ("ngày", "mùng", "mồng")


def _before_number(text: str, start: int, number: int) -> int:
    """Where the word "ngày" before the number begins; the number's own place where none stands there."""
    end = number
    while end > start and text[end - 1] in " \t\n\xa0":
        end -= 1
    begin = end - 4
    opens = begin >= start and text[begin:end].lower() in _BEFORE_NUMBER and not (begin and _is_letter(text[begin - 1]))
    return begin if opens else number


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"


def _follows_part_of_day(m: re.Match[str]) -> bool:
    return m.string[max(0, m.start() - 8) : m.start()].rstrip().lower().endswith(_PART_OF_DAY)


def _impossible(day: int | None, month: int | None, year: int | None, printed_year: str | None) -> bool:
    if printed_year is not None and year is None:
        return True
    if day is None or month is None:
        return False
    return day_of(year or 2024, month, day) is None  # 2024: a leap year, so that 29/02 without a year may be


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _without_overlaps(found: list[DateMention]) -> Iterator[DateMention]:
    at = -1
    for mention in sorted(found, key=lambda d: (d.start, -d.end)):
        if mention.start >= at:
            yield mention
            at = mention.end
