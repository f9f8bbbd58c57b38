"""Working days of Vietnamese offices (ngày làm việc): Monday to Friday without public holidays, with swapped days.

Holidays come from the ``holidays`` package, corrections from ``lexicon/holidays.toml``. Counting follows Bộ luật Dân sự 2015, Điều 147: the day of
the event is not counted.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache

from extract import lexicon

_DAY = timedelta(days=1)


@cache
def _holidays(year: int) -> frozenset[date]:
    import holidays  # a heavy import, and few documents count working days

    return frozenset(holidays.country_holidays("VN", years=year))


@cache
def _corrections(year: int) -> tuple[frozenset[date], frozenset[date]]:
    entry = lexicon.tables("holidays").get(str(year), {})
    off, working = (frozenset(date.fromisoformat(day) for day in entry.get(key, ())) for key in ("off", "working"))
    return off, working


@lru_cache(maxsize=4096)
def is_working_day(day: date) -> bool:
    """Whether offices work on that day."""
    off, working = _corrections(day.year)
    if day in working:
        return True
    return day.weekday() < 5 and day not in off and day not in _holidays(day.year)


def after(event: date, amount: int) -> date:
    """The ``amount``-th working day after the event's day; 0 gives the event's day itself."""
    day = event
    while amount > 0:
        day += _DAY
        amount -= is_working_day(day)
    return day


def before(event: date, amount: int) -> date:
    """The ``amount``-th working day before the event's day."""
    day = event
    while amount > 0:
        day -= _DAY
        amount -= is_working_day(day)
    return day


@cache
def new_year(year: int) -> date | None:
    """First day of the lunar new year (mùng 1 Tết) that falls in the calendar year; None where the package does not know it."""
    import holidays

    named = holidays.country_holidays("VN", years=year, language="en_US")
    return next((day for day in sorted(named) if named[day] == "Lunar New Year"), None)


def last_before_new_year(year: int) -> date | None:
    """Last working day before the Tết leave of that year."""
    first = new_year(year)
    return before(first, 1) if first else None
