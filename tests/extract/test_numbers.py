"""Reading Vietnamese numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract import numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("495.353", 495353),
        ("12.734.000", 12734000),
        ("7.285,7", Decimal("7285.7")),
        ("97,7", Decimal("97.7")),
        ("96.5", Decimal("96.5")),
        ("02", 2),
        ("1,2 tỷ", 1_200_000_000),
        ("47,5 nghìn tỷ", 47_500_000_000_000),
        ("500 triệu", 500_000_000),
        ("3 tỉ rưỡi", 3_500_000_000),
        ("1 tỷ 200 triệu", 1_200_000_000),
        ("1,234,567", 1234567),
        ("2 vạn", 20000),
        ("mười lăm", 15),
        ("hai mươi mốt", 21),
        ("ba trăm linh tư", 304),
        ("một nghìn hai trăm tỷ", 1_200_000_000_000),
        ("năm trăm", 500),
        ("hai nghìn không trăm linh chín", 2009),
    ],
)
def test_value(text: str, value: int | Decimal) -> None:
    assert numbers.parse(text) == value


@pytest.mark.parametrize("text", ["", "QH15", "1.2.3", "xã", "12 xã", "tỷ lệ", "mươi", "linh năm"])
def test_what_is_no_number(text: str) -> None:
    assert numbers.parse(text) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("đạt 5 tỷ lệ cao", ["5"]),
        ("giải ngân 1.250,5 tỷ đồng, đạt 62,5%", ["1.250,5 tỷ", "62,5"]),
        ("tại Điều 12.", ["12"]),
        ("gồm 3, 4 và 5 xã", ["3", "4", "5"]),
        ("VX11 và TT2", []),
        ("đất rộng 500m", ["500"]),
    ],
)
def test_found_in_prose(text: str, found: list[str]) -> None:
    assert [text[n.start : n.end] for n in numbers.find(text)] == found


def test_the_printed_precision_is_kept() -> None:
    (number,) = numbers.find("tổng vốn 1,25 tỷ đồng")
    assert (number.decimals, number.scale, number.step) == (2, 10**9, 10**7)


@settings(deadline=None)
@given(st.decimals(min_value=0, max_value=10**15, places=2))
def test_written_numbers_read_back(value: Decimal) -> None:
    assert numbers.parse(numbers.written(value)) == value


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**15))
def test_written_whole_numbers_read_back(value: int) -> None:
    assert numbers.parse(numbers.written(value)) == value


_UNITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def _below_thousand(value: int, full: bool) -> list[str]:
    hundreds, tens, units = value // 100, value // 10 % 10, value % 10
    words = [_UNITS[hundreds], "trăm"] if hundreds or full else []
    if tens > 1:
        return [*words, _UNITS[tens], "mươi", *({0: [], 1: ["mốt"], 5: ["lăm"]}.get(units, [_UNITS[units]]))]
    if tens == 1:
        return [*words, "mười", *({0: [], 5: ["lăm"]}.get(units, [_UNITS[units]]))]
    return [*words, *(["linh"] if words and units else []), *([_UNITS[units]] if units else [])]


def _spell(value: int) -> str:
    """A plain speller for values below 10¹², kept apart from the reader so that neither can hide the other's fault."""
    words: list[str] = []
    for scale, name in ((10**9, "tỷ"), (10**6, "triệu"), (1000, "nghìn"), (1, "")):
        group = value // scale % 1000
        if group:
            words += [*_below_thousand(group, bool(words)), *([name] if name else [])]
    return " ".join(words) or "không"


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_spelled_numbers_read_back(value: int) -> None:
    assert numbers.parse(_spell(value)) == value


@settings(deadline=None)
@given(st.decimals(min_value=-1000, max_value=1000, places=4), st.integers(min_value=0, max_value=3))
def test_rounding_moves_by_at_most_half_a_step(value: Decimal, decimals: int) -> None:
    assert abs(numbers.round_half_up(value, decimals) - value) <= Decimal(5).scaleb(-decimals - 1)


@settings(deadline=None)
@given(st.text(alphabet="0123456789.,/% -năm một trăm tỷ rưỡi\n", max_size=60))
def test_any_text_gives_slices_in_order(text: str) -> None:
    at = 0
    for number in numbers.find(text):
        assert at <= number.start < number.end <= len(text)
        at = number.end
    at = 0
    for number in numbers.find_spelled(text):
        assert at <= number.start < number.end <= len(text)
        at = number.end
