"""The lunar calendar: days that every Vietnamese calendar prints."""

from __future__ import annotations

from datetime import date

import pytest

from extract import lunar, working_days


@pytest.mark.parametrize(
    ("year", "month", "day", "solar"),
    [
        (2024, 1, 1, date(2024, 2, 10)),
        (2025, 1, 1, date(2025, 1, 29)),
        (2026, 1, 1, date(2026, 2, 17)),
        (2027, 1, 1, date(2027, 2, 6)),
        (2025, 3, 10, date(2025, 4, 7)),  # Giỗ Tổ Hùng Vương
        (2026, 3, 10, date(2026, 4, 26)),
        (2025, 8, 15, date(2025, 10, 6)),  # Trung thu, behind the leap sixth month
        (2025, 7, 15, date(2025, 9, 6)),
        (2025, 12, 23, date(2026, 2, 10)),  # ông Công ông Táo
        (2023, 8, 15, date(2023, 9, 29)),  # behind the leap second month
        (2007, 1, 1, date(2007, 2, 17)),  # a day before Beijing
        (2025, 12, 30, None),  # the last month of Ất Tỵ has 29 days
        (2025, 13, 1, None),
    ],
)
def test_solar_day(year: int, month: int, day: int, solar: date | None) -> None:
    assert lunar.solar_day(year, month, day) == solar


@pytest.mark.parametrize("year", range(2000, 2041))
def test_new_year_is_that_of_the_public_holidays(year: int) -> None:
    assert lunar.solar_day(year, 1, 1) == working_days.new_year(year)


def test_the_last_day_of_the_year_is_the_day_before_the_next() -> None:
    assert lunar.last_day(2025, 12) == date(2026, 2, 16)
    assert lunar.last_day(2026, 12) == date(2027, 2, 5)
