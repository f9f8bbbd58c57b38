"""Vietnamese dates as official documents print them, and the dates that a sentence already names.

A day below 10 and the months 1 and 2 carry a leading zero, the other months none (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II, điểm 4).
"""

from __future__ import annotations

import re
from datetime import date

from generate.drafts import DraftDate

HAND_BLANK = " " * 4
"""Room for a number written in by hand, between the spaces that are there anyway."""

_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})\s?([/.-])\s?(\d{1,2})(?:\s?\2\s?(\d{4}))?(?![\d/-]|\.\d)")
_SPOKEN = re.compile(r"(?<!\d)(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s+năm\s+(\d{4}))?", re.IGNORECASE)


def pad_day(day: int) -> str:
    """01 … 09, 10 … 31."""
    return f"{day:02d}"


def pad_month(month: int) -> str:
    """01 and 02, then 3 … 12."""
    return f"{month:02d}" if month <= 2 else str(month)


def long_date(day: DraftDate | date | None, *, blank: str = HAND_BLANK) -> str:
    """ "ngày 05 tháng 01 năm 2026"; what is not known is left ``blank``: "ngày      tháng 01 năm 2026"."""
    known = DraftDate.of(day) if isinstance(day, date) else day or DraftDate()
    return (
        f"ngày {blank if known.day is None else pad_day(known.day)} "
        f"tháng {blank if known.month is None else pad_month(known.month)} "
        f"năm {blank if known.year is None else known.year}"
    )


def short_date(day: date) -> str:
    """ "05/01/2026", "15/6/2026"."""
    return f"{pad_day(day.day)}/{pad_month(day.month)}/{day.year}"


def named_dates(text: str) -> frozenset[tuple[int, int, int | None]]:
    """Every (day, month, year or None) that ``text`` names in figures: "15/12/2025", "15-12", "05 tháng 12 năm 2025"."""
    found = set()
    for match in _NUMERIC.finditer(text):
        found.add((int(match[1]), int(match[3]), int(match[4]) if match[4] else None))
    for match in _SPOKEN.finditer(text):
        found.add((int(match[1]), int(match[2]), int(match[3]) if match[3] else None))
    return frozenset(d for d in found if 1 <= d[0] <= 31 and 1 <= d[1] <= 12)
