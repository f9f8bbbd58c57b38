"""Working days of offices."""

from __future__ import annotations

from datetime import date

import pytest

from extract import working_days


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2025, 11, 14), True),
        (date(2025, 11, 15), False),  # Saturday
        (date(2026, 1, 1), False),
        (date(2026, 4, 30), False),
        (date(2026, 9, 2), False),
        (date(2026, 11, 24), False),  # Ngày Văn hóa Việt Nam, from 2026
        (date(2025, 11, 24), True),
        (date(2025, 5, 2), False),  # swapped with Saturday 26 April
        (date(2025, 4, 26), True),
        (date(2026, 2, 18), False),  # Tết
    ],
)
def test_is_working_day(day: date, works: bool) -> None:
    assert working_days.is_working_day(day) is works


@pytest.mark.parametrize(
    ("event", "amount", "last"),
    [
        (date(2025, 11, 12), 1, date(2025, 11, 13)),  # the event's day is not counted
        (date(2025, 11, 14), 1, date(2025, 11, 17)),  # over the weekend
        (date(2025, 4, 28), 3, date(2025, 5, 6)),  # over two holidays and a swapped day
        (date(2025, 11, 12), 0, date(2025, 11, 12)),
    ],
)
def test_after(event: date, amount: int, last: date) -> None:
    assert working_days.after(event, amount) == last


def test_before() -> None:
    assert working_days.before(date(2025, 11, 17), 5) == date(2025, 11, 10)


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        (2024, date(2024, 2, 10), date(2024, 2, 7)),
        (2026, date(2026, 2, 17), date(2026, 2, 13)),
        (2027, date(2027, 2, 6), date(2027, 2, 3)),
    ],
)
def test_new_year(year: int, first: date, last: date) -> None:
    assert working_days.new_year(year) == first
    assert working_days.last_before_new_year(year) == last
