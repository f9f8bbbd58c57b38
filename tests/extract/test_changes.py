"""Rises and falls tested against what was before and after."""

from __future__ import annotations

import pytest
from document_factories import read


@pytest.mark.parametrize(
    ("sentence", "values", "holds"),
    [
        ("Số hồ sơ tăng từ 120 lên 150 hồ sơ (tăng 25%).", (150, 120, 25), True),
        ("Số hồ sơ tăng từ 120 lên 150 hồ sơ (tăng 20%).", (150, 120, 20), False),
        ("Số vụ cháy giảm từ 45 vụ xuống 33 vụ, giảm 12 vụ.", (33, 45, 12), True),
        ("Tỷ lệ hộ nghèo giảm từ 4,2% xuống 3,1% (giảm 1,1%).", (3.1, 4.2, 1.1), True),
        ("Tỷ lệ hộ nghèo giảm từ 4,2% xuống còn 3,1%, giảm 1,2 điểm phần trăm.", (3.1, 4.2, 1.2), False),
        ("Tiếp nhận 1.120 hồ sơ, tăng 12% so với cùng kỳ năm trước (1.000 hồ sơ).", (1120, 1000, 12), True),
        ("Tiếp nhận 1.120 hồ sơ, tăng 130 hồ sơ so với cùng kỳ năm 2025 (1.000 hồ sơ).", (1120, 1000, 130), False),
        ("Số xã đạt chuẩn tăng từ 12 lên 10 xã, tăng 2 xã.", (10, 12, 2), False),
    ],
)
def test_change(sentence: str, values: tuple[float, ...], holds: bool) -> None:
    assert [(c.values, c.holds) for c in read("Tin của tỉnh Sơn Hải\n" + sentence).checks if c.rule == "change"] == [
        (values, holds)
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Thu 1.200 tỷ đồng, tăng 8% so với cùng kỳ, bằng 75% dự toán (1.600 tỷ đồng).",
        "Tỷ lệ hộ nghèo giảm từ 4,2% xuống 3,1%, giảm 1.320 hộ.",
        "Số hồ sơ tăng từ 120 lên khoảng 150 hồ sơ (tăng 30%).",
        "Tỷ lệ hộ nghèo giảm từ 4,2% xuống 3,1% (giảm 2%).",
    ],
)
def test_a_change_of_something_else(sentence: str) -> None:
    assert [c for c in read("Tin của tỉnh Sơn Hải\n" + sentence).checks if c.rule == "change"] == []


def test_the_message_says_what_the_ends_give() -> None:
    (check,) = read("Tin của tỉnh Sơn Hải\nSố hồ sơ tăng từ 120 lên 150 hồ sơ (tăng 20%).").checks
    assert check.message == "Từ 120 lên 150 là tăng 25 %, văn bản ghi 20%: đề nghị kiểm tra lại"
