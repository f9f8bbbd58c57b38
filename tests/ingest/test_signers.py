"""The end of a text: who signs, side by side or beside nơi nhận, and lines that only speak of recipients."""

from __future__ import annotations

import pytest

from ingest.words import Word
from tests.ingest.drawn_pages import centred, line
from tests.ingest.test_letterheads import FULL, LEFT, body, lines

TEXT = FULL * 2 + "xong."


def column(middle: float, top: float, *texts: str) -> list[Word]:
    """Lines of a signer; the title is bold, the name stands a little below."""
    heights = [top + 16 * number for number in range(len(texts))]
    heights[-1] += 40
    return [
        one
        for text, height in zip(texts, heights, strict=True)
        for one in centred(text, middle, height, 12, bold=not text.startswith("("))
    ]


@pytest.mark.parametrize(
    "signers",
    [
        [("THƯ KÝ", "(Chữ ký)", "Trần Thị Lan"), ("CHỦ TRÌ", "(Chữ ký, dấu)", "Nguyễn Văn Bình")],
        [("ĐẠI DIỆN BÊN GIAO", "TRƯỞNG PHÒNG", "Lê Quang Dũng"), ("ĐẠI DIỆN BÊN NHẬN", "CHÁNH VĂN PHÒNG", "Trần Thị Lan")],
        [("SỞ TÀI CHÍNH", "GIÁM ĐỐC", "Lê Hoa"), ("SỞ NỘI VỤ", "GIÁM ĐỐC", "Đỗ Tâm"), ("KHO BẠC", "GIÁM ĐỐC", "Phạm Hải")],
    ],
    ids=["record", "contract", "joint"],
)
@pytest.mark.parametrize("with_recipients", [False, True])
def test_signers_side_by_side_are_read_one_by_one(signers: list[tuple[str, ...]], with_recipients: bool) -> None:
    places = {2: (180.0, 430.0), 3: (150.0, 310.0, 470.0)}[len(signers)]
    words = [one for place, signer in zip(places, signers, strict=True) for one in column(place, 320, *signer)]
    end = [*line("Nơi nhận:", LEFT, 440, 11, bold=True), *line("- Như trên;", LEFT, 454, 10), *line("- Lưu: VT.", LEFT, 468, 10)]
    found = lines(*body(160), *words, *(end if with_recipients else ()))
    assert found[0] == TEXT
    assert found[1 : 1 + sum(map(len, signers))] == [text for signer in signers for text in signer]
    assert found[1 + sum(map(len, signers)) :] == (["Nơi nhận:", "- Như trên;", "- Lưu: VT."] if with_recipients else [])


def test_the_day_over_the_last_of_several_signers_is_his() -> None:
    words = [
        *column(150, 330, "NGƯỜI LẬP BIỂU", "(Ký, ghi rõ họ tên)", "Phạm Thị Mai"),
        *column(440, 330, "THỦ TRƯỞNG", "(Ký tên)", "Lê Hoa"),
    ]
    found = lines(*body(160), *centred("Ngày 05 tháng 9 năm 2026", 440, 312, 11), *words)
    assert found[1:] == [
        "NGƯỜI LẬP BIỂU",
        "(Ký, ghi rõ họ tên)",
        "Phạm Thị Mai",
        "Ngày 05 tháng 9 năm 2026",
        "THỦ TRƯỞNG",
        "(Ký tên)",
        "Lê Hoa",
    ]


def test_rows_of_words_that_nobody_signs_are_read_across() -> None:
    rows = [("ĐƠN VỊ", "KẾT QUẢ"), ("Sở Nội vụ", "đạt 98,5%"), ("Sở Y tế", "đạt 97,2%")]
    words = [
        one
        for number, (left, right) in enumerate(rows)
        for one in (*line(left, 120, 330 + 18 * number, bold=not number), *line(right, 400, 330 + 18 * number, bold=not number))
    ]
    assert " ".join(lines(*body(160), *words)[1:]) == "ĐƠN VỊ KẾT QUẢ Sở Nội vụ đạt 98,5% Sở Y tế đạt 97,2%"


@pytest.mark.parametrize("named", ["nơi nhận của từng văn bản trước khi phát hành.", "Nơi nhận hồ sơ: Bộ phận Một cửa của xã."])
def test_a_line_that_speaks_of_recipients_opens_no_list_of_them(named: str) -> None:
    end = [
        *line("Nơi nhận:", LEFT, 500, 11, bold=True),
        *line("- Như trên;", LEFT, 514, 10),
        *column(430, 500, "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Lê Hoa"),
    ]
    found = lines(*body(160), *line(named, LEFT + 36, 300), *body(320), *end)
    assert found == [TEXT, named, TEXT, "Nơi nhận:", "- Như trên;", "TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG", "Lê Hoa"]
