"""Dates as Nghị định 30 pads them."""

from __future__ import annotations

from datetime import date

import pytest

from generate.dates import long_date, named_dates, short_date
from generate.drafts import DraftDate


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2026, 1, 5), "ngày 05 tháng 01 năm 2026"),
        (date(2026, 2, 28), "ngày 28 tháng 02 năm 2026"),
        (date(2026, 3, 9), "ngày 09 tháng 3 năm 2026"),
        (date(2026, 9, 10), "ngày 10 tháng 9 năm 2026"),
        (date(2026, 11, 22), "ngày 22 tháng 11 năm 2026"),
        (DraftDate.month_of(date(2026, 11, 22)), "ngày      tháng 11 năm 2026"),
        (DraftDate(), "ngày      tháng      năm     "),
        (None, "ngày      tháng      năm     "),
    ],
)
def test_long_dates(day: date | DraftDate | None, printed: str) -> None:
    assert long_date(day) == printed


@pytest.mark.parametrize(
    ("day", "printed"), [(date(2026, 1, 5), "05/01/2026"), (date(2026, 6, 15), "15/6/2026"), (date(2026, 12, 1), "01/12/2026")]
)
def test_short_dates(day: date, printed: str) -> None:
    assert short_date(day) == printed


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("trước ngày 15/12/2025", {(15, 12, 2025)}),
        ("chậm nhất ngày 05 tháng 12 năm 2025", {(5, 12, 2025)}),
        ("trước 15/12", {(15, 12, None)}),
        ("trước ngày 15-12-2025 và ngày 20.01.2026", {(15, 12, 2025), (20, 1, 2026)}),
        ("trước 17 giờ 00 ngày 27/11/2025", {(27, 11, 2025)}),
        ("trong tháng 11/2025", set()),
        ("Kế hoạch số 12/KH-UBND", set()),
        ("giải ngân 1.209.500 đồng, đạt 41,97%", set()),
        ("Nghị quyết số 84/2024/NQ-CP", set()),
    ],
)
def test_dates_that_a_sentence_names(text: str, dates: set[tuple[int, int, int | None]]) -> None:
    assert named_dates(text) == dates
