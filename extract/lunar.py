"""The Vietnamese lunar calendar (âm lịch): the solar day of "23 tháng Chạp", "rằm tháng Giêng", "mùng 10 tháng 3 âm lịch".

New moons and solar longitudes after Jean Meeus, Astronomical Algorithms (1998), for the time zone of Hà Nội (UTC+7, the legal base of the calendar:
Quyết định 121-CP of 08/8/1967). The eleventh month holds the winter solstice; a month that holds no major solar term is the leap month.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from math import floor, pi, sin

_ZONE = 7 / 24
_EPOCH = date(2000, 1, 1).toordinal() - 2451545
#: Mean length of a lunar month in days, and the new moon of 1 January 1900 as a Julian day.
_MONTH = 29.530588853
_FIRST = 2415021.076998695


def solar_day(year: int, month: int, day: int) -> date | None:
    """The day ``day`` of the plain (not leap) month ``month`` in lunar year ``year``; None where that month has no such day."""
    first = _first_of_month(year, month)
    if first is None or not 1 <= day <= 30:
        return None
    found = first + timedelta(days=day - 1)
    return found if day < 30 or _day_of(_index_after(first) + 1) > found else None


def last_day(year: int, month: int) -> date | None:
    """Last day of the plain month."""
    return solar_day(year, month, 30) or solar_day(year, month, 29)


@lru_cache(maxsize=512)
def _first_of_month(year: int, month: int) -> date | None:
    """First day of the month; months 11 and 12 end the year."""
    if not (1 <= month <= 12 and 1900 <= year <= 2100):
        return None
    before, after = (year - 1, year) if month < 11 else (year, year + 1)
    start = _eleventh(before)
    leap = _leap_offset(before) if _eleventh(after) - start > 365 else None
    offset = (month - 11) % 12
    if leap is not None and offset >= leap:
        offset += 1
    return date.fromordinal(_new_moon(_index(start) + offset) + _EPOCH)


def _day_of(index: int) -> date:
    return date.fromordinal(_new_moon(index) + _EPOCH)


def _index_after(first: date) -> int:
    return _index(first.toordinal() - _EPOCH)


def _index(julian: int) -> int:
    """Number of the new moon on the Julian day."""
    return floor((julian - _FIRST) / _MONTH + 0.5)


@lru_cache(maxsize=256)
def _eleventh(year: int) -> int:
    """Julian day on which the eleventh month begins, the one with the winter solstice of the solar year."""
    end = date(year, 12, 31).toordinal() - _EPOCH
    index = floor((end - 2415021) / _MONTH)
    start = _new_moon(index)
    return _new_moon(index - 1) if _sun_sector(start) >= 9 else start


def _leap_offset(year: int) -> int:
    """How many months after the eleventh of ``year`` the leap month comes."""
    index = _index(_eleventh(year))
    last, offset = _sun_sector(_new_moon(index + 1)), 1
    while offset < 14:
        offset += 1
        sector = _sun_sector(_new_moon(index + offset))
        if sector == last:
            break
        last = sector
    return offset - 1


@lru_cache(maxsize=1024)
def _new_moon(index: int) -> int:
    """Julian day, in Hà Nội, of the new moon number ``index`` since 1900."""
    t = index / 1236.85
    t2, t3, rad = t * t, t * t * t, pi / 180
    mean = 2415020.75933 + 29.53058868 * index + 0.0001178 * t2 - 0.000000155 * t3
    mean += 0.00033 * sin((166.56 + 132.87 * t - 0.009173 * t2) * rad)
    sun = (359.2242 + 29.10535608 * index - 0.0000333 * t2 - 0.00000347 * t3) * rad
    moon = (306.0253 + 385.81691806 * index + 0.0107306 * t2 + 0.00001236 * t3) * rad
    node = (21.2964 + 390.67050646 * index - 0.0016528 * t2 - 0.00000239 * t3) * rad
    shift = (0.1734 - 0.000393 * t) * sin(sun) + 0.0021 * sin(2 * sun) - 0.4068 * sin(moon) + 0.0161 * sin(2 * moon)
    shift += -0.0004 * sin(3 * moon) + 0.0104 * sin(2 * node) - 0.0051 * sin(sun + moon) - 0.0074 * sin(sun - moon)
    shift += 0.0004 * sin(2 * node + sun) - 0.0004 * sin(2 * node - sun) - 0.0006 * sin(2 * node + moon)
    shift += 0.0010 * sin(2 * node - moon) + 0.0005 * sin(2 * moon + sun)
    lag = -0.000278 + 0.000265 * t + 0.000262 * t2
    if t < -11:
        lag = 0.001 + 0.000839 * t + 0.0002261 * t2 - 0.00000845 * t3 - 0.000000081 * t * t3
    return floor(mean + shift - lag + 0.5 + _ZONE)


def _sun_sector(julian: int) -> int:
    """Which of the twelve sectors of 30° the sun stands in at the start of that day in Hà Nội; 9 begins at the winter solstice."""
    t = (julian - 0.5 - _ZONE - 2451545.0) / 36525
    t2, rad = t * t, pi / 180
    mean = 357.52910 + 35999.05030 * t - 0.0001559 * t2 - 0.00000048 * t * t2
    longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t2
    longitude += (1.914600 - 0.004817 * t - 0.000014 * t2) * sin(rad * mean)
    longitude += (0.019993 - 0.000101 * t) * sin(rad * 2 * mean) + 0.000290 * sin(rad * 3 * mean)
    return floor((longitude * rad % (2 * pi)) / pi * 6)
