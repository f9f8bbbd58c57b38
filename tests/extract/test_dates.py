"""Days, months, quarters and years as printed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract import dates

ANCHOR = date(2025, 1, 8)


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("ngày 05 tháng 12 năm 2025", "ngày 05 tháng 12 năm 2025", date(2025, 12, 5)),
        ("Sơn Hải, ngày 01 tháng 7 năm \n2026.", "ngày 01 tháng 7 năm \n2026", date(2026, 7, 1)),
        ("ngày 5 tháng 12/2025", "ngày 5 tháng 12/2025", date(2025, 12, 5)),
        ("trước ngày 05/12/2025,", "ngày 05/12/2025", date(2025, 12, 5)),
        ("ngày 5-12-2025", "ngày 5-12-2025", date(2025, 12, 5)),
        ("ngày 20.7.2025", "ngày 20.7.2025", date(2025, 7, 20)),
        ("ngày 22/5 năm 2024", "ngày 22/5 năm 2024", date(2024, 5, 22)),
        ("ngày 01/01/25", "ngày 01/01/25", date(2025, 1, 1)),
        ("từ ngày 01/7/2025-31/12/2025", "ngày 01/7/2025", date(2025, 7, 1)),
        ("ngày 29/02/2024", "ngày 29/02/2024", date(2024, 2, 29)),
    ],
)
def test_full_days(text: str, quote: str, value: date) -> None:
    found = next(dates.days(text))
    assert (text[found.start : found.end], found.value) == (quote, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("trước ngày 15/6", date(2025, 6, 15)),
        ("trước ngày 05/01", date(2026, 1, 5)),  # already past in the anchor's year
        ("sáng 4/11", date(2025, 11, 4)),
        ("trước ngày 17-1", date(2025, 1, 17)),
        ("ngày 08 tháng 01", date(2025, 1, 8)),  # the anchor's own day
    ],
)
def test_a_missing_year_is_the_next_such_day(text: str, value: date) -> None:
    found = next(dates.days(text))
    assert found.value is None
    assert found.on_or_after(ANCHOR) == value
    assert found.on_or_after(None) is None


@pytest.mark.parametrize(
    "text",
    [
        "đạt 11/12 đơn vị",
        "Nghị định số 02/2023/NĐ-CP",
        "7,5/10 điểm",
        "1.932 thủ tục",
        "tỷ lệ 20/11%",
        "mã 5-12-20/3",
        "số 15/KH-UBND",
    ],
)
def test_ratios_and_numbers_are_no_days(text: str) -> None:
    assert list(dates.days(text)) == []


@pytest.mark.parametrize(
    ("text", "blank", "impossible"),
    [
        ("ngày 30/12/016", False, True),
        ("ngày 31/02/2025", False, True),
        ("ngày   tháng 12 năm 2025", True, False),
        ("ngày … tháng … năm 2025", True, False),
        ("ngày 05/13/2025", False, True),
    ],
)
def test_blank_and_impossible_days_are_kept_and_have_no_value(text: str, blank: bool, impossible: bool) -> None:
    found = next(dates.days(text))
    assert (found.value, found.blank, found.impossible) == (None, blank, impossible)


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("trong tháng 11/2025", date(2025, 11, 30)),
        ("tháng 02 năm 2024", date(2024, 2, 29)),
        ("tháng 9-2025", date(2025, 9, 30)),
        ("quý IV/2025", date(2025, 12, 31)),
        ("Quý I / 2025", date(2025, 3, 31)),
        ("quý 3 năm 2025", date(2025, 9, 30)),
        ("năm 2025", date(2025, 12, 31)),
    ],
)
def test_periods_end_on_their_last_day(text: str, last: date) -> None:
    found = next(iter([*dates.months(text), *dates.quarters(text), *dates.years(text)]))
    assert found.value == last


def test_a_range_of_years_is_no_year() -> None:
    assert list(dates.years("giai đoạn năm 2021-2025")) == []


@given(
    st.dates(date(1990, 1, 1), date(2090, 12, 31)),
    st.sampled_from(["ngày {d:02d}/{m}/{y}", "ngày {d} tháng {m} năm {y}", "ngày {d:02d}-{m:02d}-{y}"]),
)
def test_every_way_of_writing_a_day_comes_back(day: date, form: str) -> None:
    (found,) = dates.days(f"trước {form.format(d=day.day, m=day.month, y=day.year)};")
    assert found.value == day


@given(st.text(alphabet="ngàythángnămquý 0123456789/-.…\n", max_size=80))
def test_mentions_never_overlap_and_lie_in_the_text(text: str) -> None:
    at = 0
    for found in dates.days(text, bare=True):
        assert at <= found.start < found.end <= len(text)
        at = found.end
