"""Numbers in words, as a treasury clerk would accept them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generate.numerals import POINT_LETTERS, in_words, money_in_words, point_letter, roman

WORDS = [
    (0, "không"),
    (1, "một"),
    (4, "bốn"),
    (5, "năm"),
    (10, "mười"),
    (11, "mười một"),
    (14, "mười bốn"),
    (15, "mười lăm"),
    (20, "hai mươi"),
    (21, "hai mươi mốt"),
    (24, "hai mươi tư"),
    (25, "hai mươi lăm"),
    (55, "năm mươi lăm"),
    (100, "một trăm"),
    (101, "một trăm linh một"),
    (104, "một trăm linh bốn"),
    (105, "một trăm linh năm"),
    (110, "một trăm mười"),
    (111, "một trăm mười một"),
    (121, "một trăm hai mươi mốt"),
    (505, "năm trăm linh năm"),
    (1000, "một nghìn"),
    (1005, "một nghìn không trăm linh năm"),
    (1015, "một nghìn không trăm mười lăm"),
    (10_000, "mười nghìn"),
    (21_024, "hai mươi mốt nghìn không trăm hai mươi tư"),
    (105_000, "một trăm linh năm nghìn"),
    (1_000_005, "một triệu không trăm linh năm"),
    (1_005_000, "một triệu không trăm linh năm nghìn"),
    (12_734_500, "mười hai triệu bảy trăm ba mươi tư nghìn năm trăm"),
    (1_000_000_000, "một tỷ"),
    (1_000_000_001, "một tỷ không trăm linh một"),
    (47_500_000_000, "bốn mươi bảy tỷ năm trăm triệu"),
    (1_000_000_000_000, "một nghìn tỷ"),
    (1_005_000_000_000, "một nghìn không trăm linh năm tỷ"),
    (10**18, "một tỷ tỷ"),
    (-1, "âm một"),
    (-19, "âm mười chín"),
    (Decimal("97.64"), "chín mươi bảy phẩy sáu bốn"),
    (Decimal("0.05"), "không phẩy không năm"),
    (Decimal("-2.50"), "âm hai phẩy năm"),
    (Decimal("3.00"), "ba"),
    (Decimal("1E+3"), "một nghìn"),
]


@pytest.mark.parametrize(("number", "words"), WORDS)
def test_numbers_are_read_as_the_clerk_reads_them(number: int | Decimal, words: str) -> None:
    assert in_words(number) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [(105, "một trăm lẻ năm"), (1_000_001, "một triệu không trăm lẻ một"), (Decimal("204.5"), "hai trăm lẻ bốn phẩy năm")],
)
def test_the_southern_word_for_a_missing_ten(number: int | Decimal, words: str) -> None:
    assert in_words(number, zero_ten="lẻ") == words


@pytest.mark.parametrize(
    ("amount", "even", "words"),
    [
        (1_250_000, False, "Một triệu hai trăm năm mươi nghìn đồng"),
        (1_250_000, True, "Một triệu hai trăm năm mươi nghìn đồng chẵn"),
        (0, False, "Không đồng"),
        (-500, False, "Âm năm trăm đồng"),
        (60_000_000, True, "Sáu mươi triệu đồng chẵn"),
    ],
)
def test_money(amount: int, even: bool, words: str) -> None:
    assert money_in_words(amount, even=even) == words


def test_what_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError):
        in_words(Decimal("NaN"))


UNITS = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
}


def read_back(words: str) -> int:
    """What a listener understands: digits, tens and hundreds add up, nghìn, triệu and tỷ multiply what came before them."""
    total, group = 0, 0
    for word in words.split():
        if word in UNITS:
            group += UNITS[word]
        elif word == "mười":
            group += 10
        elif word == "mươi":
            group += (group % 10) * 9
        elif word == "trăm":
            group = group * 100
        elif word in ("nghìn", "triệu"):
            total, group = total + group * {"nghìn": 10**3, "triệu": 10**6}[word], 0
        elif word == "tỷ":
            total, group = (total + group) * 10**9, 0
        else:
            assert word == "linh", word
    return total + group


@given(st.integers(min_value=0, max_value=10**18 - 1))
def test_every_number_can_be_heard_back(number: int) -> None:
    assert read_back(in_words(number)) == number


@given(st.integers(min_value=0, max_value=10**30), st.integers(min_value=0, max_value=10**30))
def test_no_two_numbers_share_their_words(one: int, other: int) -> None:
    assert (in_words(one) == in_words(other)) == (one == other)


@pytest.mark.parametrize(
    ("number", "numeral"),
    [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (40, "XL"), (90, "XC"), (400, "CD"), (1994, "MCMXCIV"), (3999, "MMMCMXCIX")],
)
def test_roman(number: int, numeral: str) -> None:
    assert roman(number) == numeral


@given(st.integers(min_value=1, max_value=3999))
def test_roman_can_be_read_back(number: int) -> None:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[letter] for letter in roman(number)]
    assert sum(-v if v < max(values[i:]) else v for i, v in enumerate(values)) == number


@pytest.mark.parametrize("number", [0, -3, 4000])
def test_there_is_no_roman_numeral_outside_its_range(number: int) -> None:
    with pytest.raises(ValueError):
        roman(number)


def test_points_follow_the_vietnamese_alphabet() -> None:
    assert [point_letter(n) for n in range(1, 8)] == ["a", "b", "c", "d", "đ", "e", "g"]
    assert len(set(POINT_LETTERS)) == 23
    assert not set(POINT_LETTERS) & set("fjwzăâêôơư")
    with pytest.raises(ValueError):
        point_letter(24)
