"""Numbers in Vietnamese words (số đọc bằng chữ), money in words, Roman numerals and the letters of điểm.

The words follow accounting vouchers and the State's forms: mốt after mươi, lăm after mười and mươi, tư after mươi, ``linh`` (or ``lẻ``) for a
missing ten, ``không trăm`` for a missing hundred inside a larger number, ``nghìn``, ``triệu``, ``tỷ``, ``nghìn tỷ``. Every whole number has
words of its own: none can be read as another.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

ZeroTen = Literal["linh", "lẻ"]

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SCALES = ("", "nghìn", "triệu")
_BILLION = 1_000_000_000
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip

POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""Letters of điểm in the order of the Vietnamese alphabet (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II, điểm 6).

Letters with ă, â, ê, ô, ơ, ư are not used, nor f, j, w, z."""


def in_words(number: int | Decimal, *, zero_ten: ZeroTen = "linh") -> str:
    """``number`` in lower-case words: 1005 → "một nghìn không trăm linh năm". A decimal part is read digit by digit after "phẩy".

    Raises ValueError for a Decimal that is not finite.
    """
    if isinstance(number, Decimal):
        return _decimal_words(number, zero_ten)
    if number < 0:
        return "âm " + in_words(-number, zero_ten=zero_ten)
    if number == 0:
        return _DIGITS[0]
    return " ".join(_whole(number, zero_ten))


def money_in_words(amount: int, *, zero_ten: ZeroTen = "linh", even: bool = False) -> str:
    """Amount of đồng as it stands after "Bằng chữ:": capital first letter, "đồng" last; ``even`` adds "chẵn"."""
    words = f"{in_words(amount, zero_ten=zero_ten)} đồng"
    return words[0].upper() + words[1:] + (" chẵn" if even else "")


def roman(number: int) -> str:
    """Roman numeral of 1…3999, for Phần, Chương and Phụ lục. Raises ValueError outside."""
    if not 1 <= number <= 3999:
        raise ValueError(f"no Roman numeral for {number}")
    letters = []
    for value, letter in _ROMAN:
        count, number = divmod(number, value)
        letters.append(letter * count)
    return "".join(letters)


def point_letter(position: int) -> str:
    """Letter of the ``position``-th điểm, from 1: a, b, c, d, đ, e, g … Raises ValueError outside 1…23."""
    if not 1 <= position <= len(POINT_LETTERS):
        raise ValueError(f"no letter for point {position}")
    return POINT_LETTERS[position - 1]


def _decimal_words(number: Decimal, zero_ten: ZeroTen) -> str:
    if not number.is_finite():
        raise ValueError(f"not a finite number: {number}")
    whole, _, fraction = format(abs(number), "f").partition(".")
    words = in_words(int(whole), zero_ten=zero_ten)
    fraction = fraction.rstrip("0")
    if fraction:
        words += " phẩy " + " ".join(_DIGITS[int(digit)] for digit in fraction)
    return f"âm {words}" if number < 0 else words


def _whole(number: int, zero_ten: ZeroTen, *, full: bool = False) -> list[str]:
    """Words of a positive number; ``full`` reads a missing hundred aloud, as inside a larger number."""
    billions, rest = divmod(number, _BILLION)
    words: list[str] = []
    if billions:
        words += [*_whole(billions, zero_ten, full=full), "tỷ"]
    groups = [(rest // 1000**power) % 1000 for power in (2, 1, 0)]
    for power, group in zip((2, 1, 0), groups, strict=True):
        if group:
            words += _group(group, zero_ten, full=full or bool(words))
            if _SCALES[power]:
                words.append(_SCALES[power])
    return words


def _group(group: int, zero_ten: ZeroTen, *, full: bool) -> list[str]:
    """Words of 1…999."""
    hundreds, rest = divmod(group, 100)
    tens, units = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or full else []
    if tens == 0:
        if units:
            words += [zero_ten, _DIGITS[units]] if words else [_DIGITS[units]]
        return words
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if units:
        words.append(_units_after_ten(tens, units))
    return words


def _units_after_ten(tens: int, units: int) -> str:
    if units == 5:
        return "lăm"
    if tens > 1:
        return {1: "mốt", 4: "tư"}.get(units, _DIGITS[units])
    return _DIGITS[units]
