"""The two places of a page that stand in columns: which lines make a letterhead, which the end, and what only looks like them."""

from __future__ import annotations

import pytest

from ingest.document import BlockKind
from ingest.words import Word
from tests.ingest.drawn_pages import blocks, centred, document, line, page
from tests.ingest.test_pages import LETTERHEAD, letterhead

NATION = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
Row = tuple[str, float]  # a text and the middle of its column


def rows(*found: list[Row], top: float = 60.0, pitch: float = 17.0, size: float = 13.0) -> list[Word]:
    """The words of rows of centred pieces, each row ``pitch`` below the one before; an empty row is a gap."""
    words: list[Word] = []
    for number, row in enumerate(found):
        for text, centre in row:
            words += centred(text, centre, top + number * pitch, size)
    return words


def in_letterhead(words: list[Word]) -> list[str]:
    made = document(page(words))
    return [made.text[block.start : block.end] for block in made.blocks if block.kind is BlockKind.LETTERHEAD]


# --- letterheads -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        [
            "Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 2013;",
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        ],
        [
            "Điều 4. Công dân nước Cộng hòa xã hội chủ nghĩa Việt Nam",
            "chịu trách nhiệm thi hành kể từ ngày 05 tháng 9 năm 2026./.",
        ],
        ["CHỦ TỊCH NƯỚC", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["ĐIỀU LỆ ĐẢNG CỘNG SẢN VIỆT NAM", "(thông qua ngày 19 tháng 01 năm 2011)"],
    ],
)
def test_the_name_of_the_nation_in_the_text_opens_no_letterhead(text: list[str]) -> None:
    body = [word for number, one in enumerate(text) for word in centred(one, 312, 150 + 18 * number, 12)]
    assert in_letterhead([*letterhead(), *body]) == LETTERHEAD


@pytest.mark.parametrize("written", [str, str.capitalize], ids=["capitals", "small letters"])
def test_a_second_document_on_the_page_has_its_own_letterhead(written: type[str]) -> None:
    second = rows(
        [("SỞ TÀI CHÍNH", 150), (written(NATION[0]), 400)],
        [("Số: 9/TB-STC", 150), (NATION[1], 400)],
        [("Sơn Hải, ngày 07 tháng 11 năm 2026", 400)],
        top=500,
    )
    expected = [*LETTERHEAD, "SỞ TÀI CHÍNH", "Số: 9/TB-STC", written(NATION[0]), NATION[1], "Sơn Hải, ngày 07 tháng 11 năm 2026"]
    assert in_letterhead([*letterhead(), *line("Nội dung thông báo.", 85, 160), *second]) == expected


@pytest.mark.parametrize(
    ("issuer", "name"),
    [
        ("TỈNH ỦY SƠN HẢI", "ĐẢNG CỘNG SẢN VIỆT NAM"),
        ("BCH ĐOÀN TỈNH SƠN HẢI", "ĐOÀN TNCS HỒ CHÍ MINH"),
        ("SỞ TÀI CHÍNH", "SAO Y"),
    ],
)
def test_what_stands_in_the_place_of_the_quoc_hieu(issuer: str, name: str) -> None:
    words = rows(
        [(issuer, 150), (name, 400)], [("*", 150)], [("Số 07-TB/TU", 150), ("Sơn Hải, ngày 05 tháng 9 năm 2026", 400)], top=300
    )
    assert in_letterhead(words) == [issuer, "*", "Số 07-TB/TU", name, "Sơn Hải, ngày 05 tháng 9 năm 2026"]


@pytest.mark.parametrize(
    "below",
    [
        ["BIÊN BẢN", "Bàn giao tài sản", "Hôm nay, ngày 05 tháng 9 năm 2026, tại Ủy ban nhân dân"],
        ["Hôm nay, ngày 05 tháng 9 năm 2026, tại Ủy ban nhân dân"],
        ["ĐƠN ĐỀ NGHỊ", "Tôi tên là Trần Thị Lan, sinh ngày 05 tháng 9 năm 1990"],
    ],
)
def test_title_and_text_under_a_quoc_hieu_in_the_middle_are_no_part_of_it(below: list[str]) -> None:
    words = rows(*[[(text, 312)] for text in [*NATION, *below]])
    assert in_letterhead(words) == NATION


def test_place_and_date_right_under_a_quoc_hieu_in_the_middle_belong_to_it() -> None:
    words = rows(
        *[[(text, 312)] for text in NATION], [("---o0o---", 312)], [("Sơn Hải, ngày 05 tháng 9 năm 2026", 420)], [("ĐƠN", 312)]
    )
    assert in_letterhead(words) == [*NATION, "---o0o---", "Sơn Hải, ngày 05 tháng 9 năm 2026"]


def test_a_number_that_the_left_column_cuts_is_one() -> None:
    words = rows(
        [("SỞ TÀI CHÍNH", 150), (NATION[0], 400)],
        [("SỞ NỘI VỤ", 150), (NATION[1], 400)],
        [("Sơn Hải, ngày 05 tháng 9 năm 2026", 400)],
        [("Số: 1245/HDLN-STC-", 150)],
        [("SNV", 150)],
        [("V/v chi trả chế độ", 150)],
    )
    numbered = ["SỞ TÀI CHÍNH", "SỞ NỘI VỤ", "Số: 1245/HDLN-STC-SNV", "V/v chi trả chế độ"]
    assert in_letterhead(words) == [*numbered, *NATION, "Sơn Hải, ngày 05 tháng 9 năm 2026"]


# --- the end -----------------------------------------------------------------------------------------------------------------------

SPACE: list[Row] = []
RECIPIENTS = [*line("Nơi nhận:", 85, 320, 12, bold=True), *line("- Như trên;", 85, 335, 11), *line("- Lưu: VT.", 85, 350, 11)]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        pytest.param(
            [
                [("THƯ KÝ", 190), ("CHỦ TRÌ", 420)],
                [("(Chữ ký)", 190), ("(Chữ ký, dấu)", 420)],
                [("Trần Thị Lan", 190), ("Nguyễn Văn An", 420)],
            ],
            ["THƯ KÝ", "(Chữ ký)", "Trần Thị Lan", "CHỦ TRÌ", "(Chữ ký, dấu)", "Nguyễn Văn An"],
            id="two with notes",
        ),
        pytest.param(
            [
                [("TRƯỞNG PHÒNG", 190), ("KT. GIÁM ĐỐC", 420)],
                [("PHÓ GIÁM ĐỐC", 420)],
                SPACE,
                [("Phan Văn Sáu", 190)],
                SPACE,
                [("Lê Thị Hoa", 420)],
            ],
            ["TRƯỞNG PHÒNG", "Phan Văn Sáu", "KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Lê Thị Hoa"],
            id="columns of unlike height",
        ),
        pytest.param(
            [
                [("Ngày 05 tháng 9 năm 2026", 480)],
                [("Người lập", 130), ("Kế toán trưởng", 300), ("Giám đốc", 480)],
                [("(Ký, họ tên)", 130), ("(Ký, họ tên)", 300), ("(Ký, đóng dấu)", 480)],
            ],
            [
                "Người lập",
                "(Ký, họ tên)",
                "Kế toán trưởng",
                "(Ký, họ tên)",
                "Ngày 05 tháng 9 năm 2026",
                "Giám đốc",
                "(Ký, đóng dấu)",
            ],
            id="three to sign, dated",
        ),
    ],
)
def test_signers_side_by_side_come_one_after_the_other(found: list[list[Row]], expected: list[str]) -> None:
    text = line("Biên bản được lập thành hai bản./.", 85, 180)
    recipients = ["Nơi nhận:", "- Như trên;", "- Lưu: VT."]
    assert blocks(page([*text, *rows(*found, top=205), *RECIPIENTS])) == [
        "Biên bản được lập thành hai bản./.",
        *expected,
        *recipients,
    ]


def test_several_signers_beside_noi_nhan_come_one_after_the_other() -> None:
    signers = rows(
        [("SỞ TÀI CHÍNH", 310), ("SỞ NỘI VỤ", 470)],
        [("GIÁM ĐỐC", 310), ("GIÁM ĐỐC", 470)],
        SPACE,
        SPACE,
        [("Lê Thị Hoa", 310), ("Đỗ Minh Tâm", 470)],
        top=316,
    )
    expected = ["SỞ TÀI CHÍNH", "GIÁM ĐỐC", "Lê Thị Hoa", "SỞ NỘI VỤ", "GIÁM ĐỐC", "Đỗ Minh Tâm"]
    assert blocks(page([*RECIPIENTS, *signers])) == ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", *expected]


@pytest.mark.parametrize(
    "found",
    [
        [
            [("HỌ VÀ TÊN", 190), ("CHỨC VỤ", 420)],
            [("Trần Thị Lan", 190), ("Thư ký", 420)],
            [("Lê Văn Tùng", 190), ("Chủ trì", 420)],
        ],
        [[("ÔNG", 190), ("BÀ", 420)], [("Lê Văn Tùng", 190), ("Trần Thị Lan", 420)], [("Lê Văn An", 190), ("Trần Thị Ba", 420)]],
        [[("HẠNG MỤC", 190), ("KINH PHÍ", 420)], SPACE, [("Đường Trần Phú", 190), ("15 triệu", 420)]],
    ],
)
def test_rows_without_the_space_of_signatures_are_read_across(found: list[list[Row]]) -> None:
    read = " ".join(blocks(page(rows(*found))))
    assert read == " ".join(text for row in found for text, _ in row)


SIGNATURE = [*centred("TL. CHỦ TỊCH", 430, 318, 13), *centred("Lê Văn Tùng", 430, 400, 13)]


@pytest.mark.parametrize(
    "text",
    [
        ["ghi đúng, đủ", "nơi nhận của từng văn bản trước khi phát hành."],
        ["Nơi nhận hồ sơ và trả kết quả: Bộ phận Một cửa."],
        ["Nơi nhận: Trung tâm Phục vụ hành chính công tỉnh."],
    ],
)
def test_text_that_begins_like_noi_nhan_is_no_end(text: list[str]) -> None:
    body = [word for number, one in enumerate(text) for word in line(one, 85, 120 + 18 * number)]
    found = blocks(page([*body, *RECIPIENTS, *SIGNATURE]))
    assert found[-5:] == ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "TL. CHỦ TỊCH", "Lê Văn Tùng"]


def test_the_first_recipient_may_stand_behind_the_heading() -> None:
    words = [*line("Nơi nhận: - Như trên;", 85, 320, 11), *line("- Lưu: VT.", 85, 335, 11), *SIGNATURE]
    assert blocks(page(words)) == ["Nơi nhận: - Như trên;", "- Lưu: VT.", "TL. CHỦ TỊCH", "Lê Văn Tùng"]


def test_two_documents_on_a_page_have_an_end_each() -> None:
    second = rows(
        [("SỞ TÀI CHÍNH", 150), ("SAO Y", 400)],
        [("Số: 45/SY-STC", 150), ("Sơn Hải, ngày 08 tháng 9 năm 2026", 400)],
        [],
        [("GIÁM ĐỐC", 430)],
        top=460,
    )
    end = [*line("Nơi nhận:", 85, 512, 12), *line("- Lưu: VT.", 85, 527, 11), *centred("Lê Thị Hoa", 430, 590, 13)]
    assert blocks(page([*RECIPIENTS, *SIGNATURE, *second, *end])) == [
        *("Nơi nhận:", "- Như trên;", "- Lưu: VT.", "TL. CHỦ TỊCH", "Lê Văn Tùng"),
        *("SỞ TÀI CHÍNH", "Số: 45/SY-STC", "SAO Y", "Sơn Hải, ngày 08 tháng 9 năm 2026"),
        *("Nơi nhận:", "- Lưu: VT.", "GIÁM ĐỐC", "Lê Thị Hoa"),
    ]
