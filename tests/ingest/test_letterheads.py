"""Letterheads of printed pages: which names open their right column, and what belongs to their left one."""

from __future__ import annotations

import pytest

from ingest.words import Word
from tests.ingest.drawn_pages import blocks, centred, line, page, paragraph

LEFT, RIGHT = 85.0, 540.0
FULL = "Giao Sở Nội vụ chủ trì, phối hợp với các cơ quan liên quan rà soát, tổng hợp kết quả thực hiện của các đơn vị trong toàn tỉnh, "
NATION = [
    *centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 410, 60, 11, bold=True),
    *centred("Độc lập - Tự do - Hạnh phúc", 410, 76, 12, bold=True),
]


def lines(*words: Word) -> list[str]:
    return blocks(page(words))


def body(top: float) -> list[Word]:
    return paragraph(FULL * 2 + "xong.", LEFT, RIGHT, top)[0]


@pytest.mark.parametrize(
    "named",
    [
        "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;",
        "Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013 quy định.",
        "Đảng Cộng sản Việt Nam lãnh đạo Nhà nước và xã hội.",
    ],
)
def test_the_nation_named_in_running_text_opens_no_letterhead(named: str) -> None:
    head = [*centred("ỦY BAN NHÂN DÂN", 160, 60, 12, bold=True), *NATION, *line("Số: 45/QĐ-UBND", 110, 104, 12)]
    date = line("Sơn Hải, ngày 05 tháng 11 năm 2026", 310, 104, 11)
    found = lines(*head, *date, *body(160), *line(named, LEFT + 36, 320), *body(340))
    assert found[:5] == [
        "ỦY BAN NHÂN DÂN",
        "Số: 45/QĐ-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Sơn Hải, ngày 05 tháng 11 năm 2026",
    ]
    assert found[5:] == [FULL * 2 + "xong.", named, FULL * 2 + "xong."]


@pytest.mark.parametrize("name", ["ĐẢNG CỘNG SẢN VIỆT NAM", "ĐOÀN TNCS HỒ CHÍ MINH", "HỘI LHTN VIỆT NAM"])
def test_other_names_stand_in_the_place_of_the_nations(name: str) -> None:
    head = [
        *centred("TỈNH ỦY SƠN HẢI", 160, 60, 12),
        *centred(name, 410, 60, 12, bold=True),
        *centred("*", 160, 76, 12),
        *line("Số 07-TB/TU", 120, 96, 12),
        *line("Sơn Hải, ngày 05 tháng 11 năm 2026", 310, 96, 11),
    ]
    found = lines(*head, *body(160))
    assert found[:-1] == ["TỈNH ỦY SƠN HẢI", "*", "Số 07-TB/TU", name, "Sơn Hải, ngày 05 tháng 11 năm 2026"]


def test_a_name_in_the_middle_of_the_page_takes_neither_title_nor_text_along() -> None:
    head = [
        *centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 312, 60, 12, bold=True),
        *centred("Độc lập - Tự do - Hạnh phúc", 312, 78, 13, bold=True),
        *centred("BIÊN BẢN", 312, 110, bold=True),
    ]
    text, _ = paragraph("Hôm nay, ngày 05 tháng 11 năm 2026, tại trụ sở " + FULL + "gồm:", LEFT, RIGHT, 140)
    assert lines(*head, *text) == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "BIÊN BẢN",
        "Hôm nay, ngày 05 tháng 11 năm 2026, tại trụ sở " + FULL + "gồm:",
    ]


def test_a_number_that_the_column_cuts_is_one_line_and_stands_left_also_under_the_date() -> None:
    head = [
        *centred("SỞ LAO ĐỘNG - THƯƠNG BINH", 170, 60, 11, bold=True),
        *centred("VÀ XÃ HỘI", 170, 76, 11, bold=True),
        *centred("SỞ TÀI CHÍNH", 170, 92, 11, bold=True),
        *NATION,
        *line("Sơn Hải, ngày 05 tháng 11 năm 2026", 310, 96, 11),
        *line("Số: 1245/HDLN-LĐTBXH-", 100, 116, 12),
        *line("STC", 155, 132, 12),
    ]
    found = lines(*head, *body(180))
    assert found[:4] == ["SỞ LAO ĐỘNG - THƯƠNG BINH", "VÀ XÃ HỘI", "SỞ TÀI CHÍNH", "Số: 1245/HDLN-LĐTBXH-STC"]
    assert found[4:7] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Sơn Hải, ngày 05 tháng 11 năm 2026",
    ]
