"""Where paragraphs of a page begin and end: beside stamps in the margin, in headings, narrow lists, forms. Invented text only."""

from __future__ import annotations

import pytest

from ingest.words import Word
from tests.ingest import drawn_pages
from tests.ingest.drawn_pages import centred, line, page, paragraph

LEFT, RIGHT = 85.0, 540.0
CENTRE = (LEFT + RIGHT) / 2
BODY = (
    "Giao Sở Nội vụ chủ trì, phối hợp với các cơ quan liên quan rà soát, tổng hợp kết quả thực hiện của các đơn vị trong toàn "
    "tỉnh, báo cáo Ủy ban nhân dân tỉnh trước ngày 20 tháng 9 năm 2026; các sở, ban, ngành khác phối hợp theo chức năng, nhiệm vụ "
    "được giao và chịu trách nhiệm về kết quả của mình."
)


def blocks(*sheets: list[Word]) -> list[str]:
    return drawn_pages.blocks(*(page(words, number) for number, words in enumerate(sheets, 1)))


def body(top: float, *, left: float = LEFT, indent: float = 36.0) -> list[Word]:
    """A paragraph of running text, whose lines show the column."""
    return paragraph(BODY, left, RIGHT, top, indent=indent)[0]


def stamp(left: float, top: float) -> list[Word]:
    """What a commune stamps on what arrives, in a small font."""
    texts = ("XÃ HẢI AN", "CÔNG VĂN ĐẾN", "Số: 152", "Ngày: 08/9")
    return [word for index, text in enumerate(texts) for word in line(text, left, top + 12 * index, 8)]


STAMP = ["XÃ HẢI AN", "CÔNG VĂN ĐẾN", "Số: 152", "Ngày: 08/9"]


# --- notes in the margin -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("left", [18.0, 50.0, LEFT], ids=["at the edge of the page", "in the margin", "at the edge of the text"])
def test_a_stamp_beside_the_text_is_no_part_of_its_lines(left: float) -> None:
    title = [
        *centred("THÔNG BÁO", CENTRE, 150, bold=True),
        *centred("Kết quả cuộc họp về", CENTRE, 168),
        *centred("giải ngân", CENTRE, 186),
    ]
    found = blocks([*stamp(left, 148), *title, *body(220)])
    assert found == [*STAMP, "THÔNG BÁO", "Kết quả cuộc họp về giải ngân", BODY]


def test_a_stamp_left_of_running_text_does_not_part_its_lines() -> None:
    assert blocks([*body(100), *stamp(6, 222), *body(200)]) == [BODY, *STAMP, BODY]


def test_a_stamp_below_the_letterhead_does_not_part_it() -> None:
    head = [*line("TỈNH ỦY", LEFT, 82), *line("Số: 07-TB/TU", LEFT, 100), *line("Sơn Hải, ngày 05 tháng 9 năm 2026", 309, 100)]
    found = blocks([*head, *stamp(18, 148), *centred("THÔNG BÁO", CENTRE, 150, bold=True), *body(220)])
    assert found == ["TỈNH ỦY", "Số: 07-TB/TU Sơn Hải, ngày 05 tháng 9 năm 2026", *STAMP, "THÔNG BÁO", BODY]


@pytest.mark.parametrize("left", [40.0, 60.0])
def test_one_line_left_of_the_text_leaves_its_paragraphs_whole(left: float) -> None:
    """A wide line in the margin's reach does not show where the text begins."""
    wide = line("Dự thảo lần hai, xin ý kiến các thành viên Ủy ban nhân dân", left, 80)
    assert blocks([*wide, *body(140), *body(240)])[1:] == [BODY, BODY]


# --- lines against the right edge --------------------------------------------------------------------------------------------------


def against_right(text: str, middle: float) -> list[Word]:
    return line(text, RIGHT - 7 * len(text), middle)


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        (against_right("Mẫu số 02", 80), centred("TỜ KHAI", CENTRE, 98), False),
        (against_right("Phụ lục I", 80), centred("DANH MỤC THỦ TỤC HÀNH CHÍNH ĐƯỢC CẮT GIẢM", CENTRE, 98), False),
        (against_right("Đơn vị tính: triệu đồng", 80), against_right("Đơn vị tính: nghìn đồng", 98), False),
        (against_right("Đơn vị tính: đồng", 80), line("Tổng số tiền đã chi", LEFT, 98), False),
        (against_right("- Các phòng, ban chuyên môn;", 80), line("cá nhân liên quan.", 344, 98), True),
        (against_right("quan trung ương và", 80), line("thực tiễn của địa phương.", LEFT, 98), True),
        (line("BÁO CÁO TỔNG HỢP TÌNH HÌNH THỰC HIỆN KẾ HOẠCH ĐẦU TƯ CÔNG NĂM", LEFT, 80), centred("CỦA TỈNH", CENTRE, 98), True),
    ],
    ids=[
        "form over its title",
        "annex over its title",
        "two notes",
        "note over a line",
        "list",
        "rest of a broken line",
        "title over the whole column",
    ],
)
def test_a_line_set_against_the_right_edge_stands_alone(first: list[Word], second: list[Word], joined: bool) -> None:
    texts = [" ".join(one.text for one in words) for words in (first, second)]
    found = blocks([*first, *second, *body(140), *body(240)])
    assert found == [*([" ".join(texts)] if joined else texts), BODY, BODY]


# --- pages that hold little text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("left", "size"), [(71.0, 14.0), (85.0, 12.0), (99.0, 14.0)])
def test_a_short_page_shows_its_margins_too(left: float, size: float) -> None:
    words = [
        *line("Chủ tịch UBND xã kính mời các đồng chí Trưởng các phòng, ban", left + 36, 180, size, right=538),
        *line("chuyên môn, Trưởng thôn dự họp bàn công tác năm học mới.", left, 198, size),
        *line("Thời gian: 14 giờ ngày 08 tháng 9 năm 2026.", left + 36, 222, size),
    ]
    assert [len(text.split()) for text in blocks(words)] == [25, 10]


# --- lists in a narrow column ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([("- Chủ tịch UBND các xã, phường", 200), ("trên địa bàn tỉnh.", 200)], 1),
        ([("- Chủ tịch UBND các xã, phường", 200), ("trên địa bàn tỉnh.", 214)], 1),
        ([("- Chủ tịch UBND các xã,", 200), ("Chủ tịch UBND các phường;", 200), ("- Công an tỉnh.", 200)], 2),
        ([("Kính gửi: - Giám đốc các sở, ban", 130), ("ngành thuộc tỉnh;", 200), ("- Công an tỉnh.", 200)], 2),
        ([("Kính gửi: Ban Quản lý dự án", 130), ("và phát triển quỹ đất.", 200)], 1),
        ([("- Chủ tịch UBND các xã;", 200), ("giao thông của tỉnh.", 200)], 2),
        ([("- Chủ tịch UBND các xã", 200), ("- Công an tỉnh", 200)], 2),
        ([("- Chủ tịch UBND các xã", 200), ("Nội dung:", 200)], 2),
    ],
    ids=["under the dash", "under the text", "comma", "addressees", "one addressee", "closed", "next item", "capital"],
)
def test_an_item_goes_on_in_a_line_that_begins_small_below_it(lines: list[tuple[str, float]], expected: int) -> None:
    words = [word for index, (text, left) in enumerate(lines) for word in line(text, left, 80 + 18 * index)]
    found = blocks([*words, *body(180), *body(280)])
    assert (len(found) - 2, found[-2:]) == (expected, [BODY, BODY])
    assert " ".join(found[:-2]) == " ".join(text for text, _ in lines)


# --- headings and forms ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "gap", "joined"),
    [
        ("Về việc ứng phó mưa lũ", "trên địa bàn tỉnh", 18, True),
        ("Về việc ứng phó mưa lũ", "trên địa bàn tỉnh", 26, True),
        ("Về việc ứng phó mưa lũ", "Chủ tịch Ủy ban nhân dân tỉnh điện:", 30, False),
        ("(Dùng cho nhà ở riêng lẻ)", "Kính gửi: Ủy ban nhân dân xã", 18, False),
    ],
    ids=["subject", "subject, spaced", "sender after a gap", "addressee"],
)
def test_centred_lines_are_one_heading_unless_a_gap_or_the_words_say_otherwise(
    first: str, second: str, gap: float, joined: bool
) -> None:
    found = blocks([*centred(first, CENTRE, 80), *centred(second, CENTRE, 80 + gap), *body(150), *body(250)])
    assert found == [*([f"{first} {second}"] if joined else [first, second]), BODY, BODY]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["I. Tình hình" + "." * 52 + "2", "Kết quả" + "." * 56 + "15", "III. Nhiệm vụ" + "." * 49 + "123"], 3),
        (["I. Tình hình " + "." * 50 + " 2", "Kết quả " + "." * 54 + " 15", "III. Nhiệm vụ " + "." * 47 + " 123"], 3),
        (["Họ và tên:" + "." * 54, "Nơi ở hiện nay:" + "." * 47], 2),
        (["Căn cứ Quyết định về việc giao nhiệm vụ số" + "." * 22, "của Ủy ban nhân dân tỉnh;"], 1),
        (["Kế hoạch năm 2026" + "." * 47, "2027 được giao theo quyết định."], 1),
        (["Căn cứ Quyết định về việc giao kế hoạch đầu tư công cho năm 2026", "Ủy ban nhân dân tỉnh."], 1),
    ],
    ids=["contents", "contents without dots", "fields", "blank in a sentence", "blank before a year", "a year at the end"],
)
def test_dots_to_a_page_number_or_to_write_on_end_a_paragraph(lines: list[str], expected: int) -> None:
    words = [word for index, text in enumerate(lines) for word in line(text, LEFT, 80 + 18 * index)]
    found = blocks([*words, *body(180), *body(280)])
    assert (len(found) - 2, found[-2:]) == (expected, [BODY, BODY])


@pytest.mark.parametrize(
    ("end", "start", "gap", "joined"),
    [
        ("xem xét, quyết định.", "Nghị quyết này", 24, False),
        ("xem xét, quyết định;", "Nghị quyết này", 24, False),
        ("xem xét, quyết định.", "Nghị quyết này", 20, True),
        ("xem xét, quyết định", "Nghị quyết này", 24, True),
        ("xem xét, quyết định.", "kèm theo", 24, True),
    ],
    ids=["gap", "gap behind an item", "as wide as a line with a raised sign", "sentence goes on", "begins small"],
)
def test_a_gap_between_paragraphs_that_are_not_indented_parts_them(end: str, start: str, gap: float, joined: bool) -> None:
    first = f"Các cơ quan, đơn vị phản ánh về Sở để tổng hợp, {end}"
    second = f"{start} được Hội đồng thông qua."
    words = [*line(first, LEFT, 80, right=RIGHT), *line(second, LEFT, 80 + gap)]
    found = blocks([*words, *body(180, indent=0), *body(280, indent=0)])
    assert found == [*([f"{first} {second}"] if joined else [first, second]), BODY, BODY]
