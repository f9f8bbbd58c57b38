"""Lists in columns without lines: tables where their cells run over lines, and what looks alike but is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest import read_here
from ingest.document import BlockKind
from ingest.listings import listings
from ingest.pagewords import PageWords
from ingest.words import Word
from tests.ingest.drawn_pages import Put, blocks, line, page, pdf

Placed = tuple[float, float, str]  # left, middle, text

SECOND, THIRD = 250.0, 460.0
PEOPLE: list[Placed] = [
    (85, 100, "Tham dự cuộc họp có:"),
    (85, 130, "1. Ông Nguyễn Văn"),
    (SECOND, 130, "Chủ tịch xã"),
    (THIRD, 130, "Chủ trì"),
    (85, 146, "Bình"),
    (85, 162, "2. Bà Trần Thị Lan"),
    (SECOND, 162, "Trưởng phòng Kinh tế,"),
    (SECOND, 178, "phụ trách môi trường"),
    (85, 210, "Cuộc họp bắt đầu lúc tám giờ."),
]
HOURS: list[Placed] = [
    (85, 100, "- 07 giờ 30:"),
    (SECOND, 100, "Dự lễ khai giảng năm học"),
    (SECOND, 116, "mới tại trường của xã."),
    (85, 132, "- 10 giờ 00:"),
    (SECOND, 132, "Họp giao ban tuần."),
]


def words_of(placed: list[Placed]) -> list[Word]:
    return [one for left, middle, text in placed for one in line(text, left, middle)]


def read(placed: list[Placed]) -> list[str]:
    words = words_of(placed)
    return blocks(page(words, tables=tuple(listings(PageWords.of(words)))))


@pytest.mark.parametrize(
    ("placed", "expected"),
    [
        pytest.param(
            PEOPLE,
            [
                "Tham dự cuộc họp có:",
                "1. Ông Nguyễn Văn Bình\tChủ tịch xã\tChủ trì",
                "2. Bà Trần Thị Lan\tTrưởng phòng Kinh tế, phụ trách môi trường",
                "Cuộc họp bắt đầu lúc tám giờ.",
            ],
            id="people",
        ),
        pytest.param(
            [(left, middle, text.removeprefix("1. ").removeprefix("2. ")) for left, middle, text in PEOPLE],
            [
                "Tham dự cuộc họp có:",
                "Ông Nguyễn Văn Bình\tChủ tịch xã\tChủ trì",
                "Bà Trần Thị Lan\tTrưởng phòng Kinh tế, phụ trách môi trường",
                "Cuộc họp bắt đầu lúc tám giờ.",
            ],
            id="people without numbers",
        ),
        pytest.param(
            HOURS,
            ["- 07 giờ 30:\tDự lễ khai giảng năm học mới tại trường của xã.", "- 10 giờ 00:\tHọp giao ban tuần."],
            id="hours",
        ),
    ],
)
def test_a_list_in_columns_is_read_row_by_row(placed: list[Placed], expected: list[str]) -> None:
    assert read(placed) == expected


@pytest.mark.parametrize(
    "placed",
    [
        pytest.param([one for one in HOURS if one[1] != 116], id="each row on one line"),
        pytest.param(HOURS[:3], id="a single row"),
        pytest.param(
            [(left, middle, text.replace("- 10 giờ 00:", "Sau đó")) for left, middle, text in HOURS], id="two columns of text"
        ),
        pytest.param(
            [(left, middle, "-" if text.startswith("- ") else text) for left, middle, text in HOURS],
            id="items that hang behind a dash",
        ),
        pytest.param(
            [
                (85, 600, "Nơi nhận:"),
                (85, 616, "- Các sở, ban, ngành"),
                (360, 616, "KT. CHỦ TỊCH HUYỆN"),
                (85, 632, "thuộc tỉnh;"),
                (85, 648, "- Lưu: VT."),
                (360, 648, "PHÓ CHỦ TỊCH"),
            ],
            id="recipients and who signs",
        ),
        pytest.param([*HOURS[:3], (85, 124, "Một dòng chữ chạy ngang qua cả hai cột của trang"), *HOURS[3:]], id="a line across"),
        pytest.param(
            [(85, 100, "- Một"), (300, 100, "h"), (85, 116, "- Hai"), (300, 116, "n"), (300, 132, "m")],
            id="letters written upright",
        ),
    ],
)
def test_what_is_no_list_in_columns(placed: list[Placed]) -> None:
    assert listings(PageWords.of(words_of(placed))) == []


def test_a_list_in_columns_beside_a_drawn_table(tmp_path: Path) -> None:
    below = [Put("Bảng", 90, 415, 12), Put("Số", 300, 415, 12)]
    grid = [(85.0, at, 500.0, at) for at in (400.0, 420.0)] + [(at, 400.0, at, 420.0) for at in (85.0, 250.0, 500.0)]
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf([[*(Put(text, left, middle, 12) for left, middle, text in PEOPLE), *below]], rulings=grid))
    document = read_here(file)
    assert [document.text[block.start : block.end] for block in document.blocks if block.kind is BlockKind.TABLE_ROW] == [
        "1. Ông Nguyễn Văn Bình\tChủ tịch xã\tChủ trì",
        "2. Bà Trần Thị Lan\tTrưởng phòng Kinh tế, phụ trách môi trường",
        "Bảng\tSố",
    ]
