"""From words on pages to blocks in reading order: letterhead, paragraphs over lines and pages, nơi nhận, what is not text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.assemble import Assembler
from ingest.document import Aside, AsideKind, BlockKind, MarkKind, Page, PageSource
from ingest.layout import printed_lines
from ingest.pages import blocks_of
from ingest.pagetext import PageText
from ingest.source import Source
from ingest.tables import Ruling, tables_of
from ingest.words import Word
from tests.ingest.drawn_pages import blocks, centred, document, line, page, paragraph, shuffled, word

LEFT, RIGHT = 85.0, 540.0
SOURCE = Source(Path("a.pdf"), "a.pdf", "0" * 64, "application/pdf")


def letterhead() -> list[Word]:
    return [
        *centred("ỦY BAN NHÂN DÂN", 150, 60, 13, bold=True),
        *centred("TỈNH SƠN HẢI", 150, 76, 13, bold=True),
        *centred("Số: 45/TB-UBND", 150, 104, 13),
        *centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 400, 60, 13, bold=True),
        *centred("Độc lập - Tự do - Hạnh phúc", 400, 77, 13, bold=True),
        *centred("Sơn Hải, ngày 05 tháng 11 năm 2026", 400, 104, 13),
    ]


LETTERHEAD = [
    "ỦY BAN NHÂN DÂN",
    "TỈNH SƠN HẢI",
    "Số: 45/TB-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Sơn Hải, ngày 05 tháng 11 năm 2026",
]


# --- columns -----------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_left_column_of_the_letterhead_comes_before_the_right_one(seed: int) -> None:
    title = centred("THÔNG BÁO", 312, 140, bold=True)
    assert blocks(page(shuffled([*letterhead(), *title], seed))) == [*LETTERHEAD, "THÔNG BÁO"]


def test_the_lines_of_v_v_are_one_and_belong_to_the_left_column() -> None:
    about = [*centred("V/v rà soát hồ sơ đất", 150, 122, 12), *centred("đai tồn đọng", 150, 137, 12)]
    body = line("Kính gửi: Sở Tài chính.", 190, 180)
    found = blocks(page([*letterhead(), *about, *body]))
    assert found == [*LETTERHEAD[:3], "V/v rà soát hồ sơ đất đai tồn đọng", *LETTERHEAD[3:], "Kính gửi: Sở Tài chính."]


def test_an_issuer_that_touches_the_quoc_hieu_is_parted_from_it() -> None:
    words = [
        *line("VĂN PHÒNG CHÍNH PHỦ CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM", 70, 60, 10),
        *centred("Độc lập - Tự do - Hạnh phúc", 268, 76, 10),
        *line("Số: 79/TB-VPCP", 75, 100, 10),
        *line("Hà Nội, ngày 22 tháng 3 năm 2026", 190, 100, 10),
    ]
    assert blocks(page(words)) == [
        "VĂN PHÒNG CHÍNH PHỦ",
        "Số: 79/TB-VPCP",
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hà Nội, ngày 22 tháng 3 năm 2026",
    ]


def test_noi_nhan_is_read_before_the_signature_beside_it() -> None:
    words = [
        *line("Nơi nhận:", 85, 600, 12, bold=True),
        *line("- Như trên;", 85, 616, 11),
        *line("- Các sở, ban, ngành thuộc Ủy", 85, 630, 11),
        *line("ban nhân dân tỉnh;", 85, 644, 11),
        *line("- Lưu: VT, TH.", 85, 658, 11),
        *centred("TM. ỦY BAN NHÂN DÂN", 430, 590, bold=True),
        *centred("CHỦ TỊCH", 430, 607, bold=True),
        *centred("Nguyễn Văn An", 430, 690, bold=True),
    ]
    assert blocks(page(shuffled(words, 5))) == [
        "Nơi nhận:",
        "- Như trên;",
        "- Các sở, ban, ngành thuộc Ủy ban nhân dân tỉnh;",
        "- Lưu: VT, TH.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Nguyễn Văn An",
    ]


# --- paragraphs --------------------------------------------------------------------------------------------------------------------

FULL = "Giao Sở Nội vụ chủ trì, phối hợp với các cơ quan liên quan rà soát, tổng hợp kết quả thực hiện của các đơn vị trong toàn tỉnh, "

SYLLABLES = st.sampled_from(
    ["giao", "sở", "nội", "vụ", "chủ", "trì", "phối", "hợp", "với", "các", "địa", "phương", "báo", "cáo", "nghiệp"]
)


@st.composite
def running_text(draw: st.DrawFn) -> str:
    words = draw(st.lists(SYLLABLES, min_size=3, max_size=60))
    return " ".join(words).capitalize() + draw(st.sampled_from([".", ";", ":"]))


@given(texts=st.lists(running_text(), min_size=1, max_size=7), top=st.floats(90, 700), seed=st.integers(0, 9))
@settings(max_examples=60, deadline=None)
def test_justified_paragraphs_come_back_as_they_were_written_also_over_pages(texts: list[str], top: float, seed: int) -> None:
    texts = [FULL * 5 + "xong.", *texts]  # how wide the column is shows where some lines fill it
    sheets: list[list[Word]] = [[]]
    for text in texts:
        words, _ = paragraph(text, LEFT, RIGHT, 0.0)
        for row in sorted({one.middle for one in words}):
            if top > 770:
                sheets.append([])
                top = 90.0
            sheets[-1] += [word_at(one, top) for one in words if one.middle == row]
            top += 18
        top += 6
    assert blocks(*(page(shuffled(words, seed), number) for number, words in enumerate(sheets, 1))) == texts


def word_at(one: Word, middle: float) -> Word:
    return word(one.text, one.left, middle)


@pytest.mark.parametrize(
    "texts",
    [
        ["1. " + FULL * 2 + "báo cáo.", "2. " + FULL + "hoàn thành."],
        ["a) " + FULL * 3 + "báo cáo;", "b) Đôn đốc;", "- " + FULL + "kịp thời."],
        ["I. TỔ CHỨC THỰC HIỆN", FULL * 2 + "xong.", "Điều 2. " + FULL + "hết."],
        ["Căn cứ Kế hoạch số 12/KH-UBND; " + FULL * 2 + "như sau:", "+ Một là;", "+ Hai là."],
    ],
)
def test_items_of_lists_begin_blocks_of_their_own(texts: list[str]) -> None:
    words: list[Word] = []
    top = 100.0
    for text in [FULL * 5 + "xong.", *texts]:
        made, top = paragraph(text, LEFT, RIGHT, top)
        words += made
    assert blocks(page(words))[1:] == texts


def test_kinds_and_labels_tell_headings_and_items() -> None:
    words: list[Word] = []
    top = 100.0
    for text in [FULL * 5 + "xong.", "II. NHIỆM VỤ TRỌNG TÂM", "3. " + FULL * 2 + "báo cáo."]:
        made, top = paragraph(text, LEFT, RIGHT, top)
        words += made
    made = document(page(words))
    assert [(block.kind, block.label) for block in made.blocks] == [
        (BlockKind.PARAGRAPH, ""),
        (BlockKind.HEADING, "II."),
        (BlockKind.LIST_ITEM, "3."),
    ]


def test_a_title_over_several_centred_lines_is_one_block_but_not_with_the_name_of_its_kind() -> None:
    words = [
        *centred("THÔNG BÁO", 312, 100, bold=True),
        *centred("Kết luận của Chủ tịch UBND tỉnh tại cuộc họp về", 312, 118, bold=True),
        *centred("công tác giải ngân vốn đầu tư công", 312, 136, bold=True),
    ]
    made, _ = paragraph(FULL * 4 + "xong.", LEFT, RIGHT, 180)
    assert blocks(page([*words, *made]))[:2] == [
        "THÔNG BÁO",
        "Kết luận của Chủ tịch UBND tỉnh tại cuộc họp về công tác giải ngân vốn đầu tư công",
    ]


def test_a_hyphen_at_the_end_of_a_line_joins_a_number_but_not_two_words() -> None:
    rows = ["thực hiện Quyết định số 1743/QĐ-UBND và Quyết định số 1744/QĐ-", "UBND của tỉnh, phát triển kinh tế -", "xã hội."]
    words = [
        *line("Ủy ban nhân dân tỉnh yêu cầu các cơ quan, đơn vị nghiêm túc", LEFT, 100, right=RIGHT),
        *line(rows[0], LEFT, 118, right=RIGHT),
        *line(rows[1] + " văn hóa -", LEFT, 136, right=RIGHT),
        *line(rows[2], LEFT, 154),
        *line("một hai ba bốn năm sáu bảy tám chín mười một hai ba bốn năm", LEFT, 172, right=RIGHT),
    ]
    assert "1744/QĐ-UBND của tỉnh, phát triển kinh tế - văn hóa - xã hội." in blocks(page(words))[0]


def test_characters_keep_their_places_over_spaces_and_pages() -> None:
    words, _ = paragraph(FULL * 12 + "xong.", LEFT, RIGHT, 700)
    first = [one for one in words if one.middle < 780]
    second = [word_at(one, one.middle - 780 + 90) for one in words if one.middle >= 780]
    made = document(page(first, 1), page(second, 2))
    start = made.text.index("toàn tỉnh, xong.")
    place = made.locate(start, start + 4)
    assert place.pages == (2,)
    last = [one for one in second if one.text == "toàn"][-1]
    assert (place.boxes[0].left, place.boxes[0].right) == pytest.approx((last.left, last.right), abs=0.1)
    assert len(made.blocks) == 1


# --- what is not text ---------------------------------------------------------------------------------------------------------------


def test_page_numbers_running_lines_and_stamps_are_kept_apart() -> None:
    pages = []
    for number in range(1, 5):
        body, _ = paragraph(f"Trang này nói về việc thứ {number}. " + FULL * 3 + "xong.", LEFT, RIGHT, 120)
        pages.append(
            page([*centred(str(number), 312, 40), *body, *line("Kế hoạch cây xanh tỉnh Sơn Hải", LEFT, 800, 10)], number)
        )
    stamp = [*line("Ký bởi: Ủy ban nhân dân tỉnh Sơn Hải", 380, 20, 8), *line("Thời gian ký: 05/11/2026 08:15:00", 380, 30, 8)]
    pages[0] = page([*stamp, *pages[0].words])
    made = document(*pages)
    assert len(made.blocks) == 4
    assert "Ký bởi" not in made.text
    kinds = {kind: [one.text for one in made.asides if one.kind is kind] for kind in AsideKind}
    assert kinds[AsideKind.PAGE_NUMBER] == ["2", "3", "4"] or kinds[AsideKind.PAGE_NUMBER] == ["1", "2", "3", "4"]
    assert kinds[AsideKind.RUNNING_FOOT] == ["Kế hoạch cây xanh tỉnh Sơn Hải"] * 4
    assert (
        Aside(AsideKind.SIGNATURE_STAMP, "Ký bởi: Ủy ban nhân dân tỉnh Sơn Hải\nThời gian ký: 05/11/2026 08:15:00", 1)
        in made.asides
    )


@pytest.mark.parametrize(
    "stamp",
    [
        "Người ký: Văn phòng Ủy ban nhân dân",
        "ĐƯỢC KÝ ĐIỆN TỬ",
        "Digitally signed by Sở Nội vụ",
        "Signature Not Verified",
        "Email: vanthu@sonhai.gov.vn",
        "vanthu@sonhai.gov.vn",
        "Signing Date: 05.11.2026 08:15",
        "05.11.2026 08:15:00 +07:00",
        "5-11-2026 8:15",
    ],
)
def test_each_line_of_a_stamp_is_known_on_a_page_without_another(stamp: str) -> None:
    body, _ = paragraph(FULL * 3 + "xong.", LEFT, RIGHT, 160)
    made = document(page([*line(stamp, 300, 30, 8), *body]))
    assert made.asides == (Aside(AsideKind.SIGNATURE_STAMP, stamp, 1),)
    assert stamp not in made.text


def test_a_small_head_and_foot_of_two_pages_are_no_text_and_do_not_cut_a_paragraph() -> None:
    rows = [
        line("Sở Nội vụ khẩn trương tổng hợp, trình Ủy ban nhân dân tỉnh xem", LEFT, 640 + 18 * row, right=RIGHT)
        for row in range(6)
    ]
    pages = [
        page([*line("Dự thảo lần 2", 460, 40, 11), *(one for row in rows for one in row), *line("KTTH_An_2026", LEFT, 800, 9)]),
        page([*line("Dự thảo lần 2", 460, 40, 11), *line("xét, quyết định.", LEFT, 70), *line("KTTH_An_2026", LEFT, 800, 9)], 2),
    ]
    made = document(*pages)
    assert len(made.blocks) == 1
    kinds = [(one.kind, one.text, one.page) for one in made.asides]
    assert kinds == [
        (kind, text, number)
        for number in (1, 2)
        for kind, text in ((AsideKind.RUNNING_HEAD, "Dự thảo lần 2"), (AsideKind.RUNNING_FOOT, "KTTH_An_2026"))
    ]


def test_the_same_letterhead_on_two_pages_is_text() -> None:
    head = [*line("SỞ NỘI VỤ", 120, 60, 11), *line("Giấy mời", 400, 60, 14)]
    body, _ = paragraph(FULL * 3 + "xong.", LEFT, RIGHT, 160)
    assert document(page([*head, *body]), page([*head, *body], 2)).asides == ()


def test_the_address_at_the_foot_of_the_first_page_does_not_cut_a_paragraph() -> None:
    rows = [
        line("Sở Nội vụ khẩn trương tổng hợp, trình Ủy ban nhân dân tỉnh xem", LEFT, 650 + 18 * row, right=RIGHT)
        for row in range(6)
    ]
    foot = [
        *centred("Số 12 đường Hòa Bình, tỉnh Sơn Hải; điện thoại: 0200.123456; email:", 312, 790, 10),
        *centred("vanphong@sonhai.gov.vn", 312, 804, 10),
    ]
    made = document(page([*(one for row in rows for one in row), *foot]), page(line("xét, quyết định.", LEFT, 70), 2))
    assert len(made.blocks) == 1
    assert [(one.kind, one.text.count("\n")) for one in made.asides] == [(AsideKind.RUNNING_FOOT, 1)]


def test_footnotes_follow_the_text_and_do_not_cut_a_paragraph() -> None:
    rows = [
        line("Giải ngân vốn đầu tư công đạt thấp,1 các chủ đầu tư cần khẩn", LEFT, 600 + 18 * row, right=RIGHT)
        for row in range(6)
    ]
    notes = [
        *line("1 Theo Báo cáo số 12/BC-STC ngày 30/8/2026 của Sở Tài chính về", LEFT, 740, 10),
        *line("tình hình giải ngân.", LEFT, 752, 10),
    ]
    second = [*line("trương hoàn thành.2", LEFT, 60), *line("2 Gồm 05 đơn vị.", LEFT, 780, 10)]
    made = document(page([*(one for row in rows for one in row), *notes]), page(second, 2))
    texts = [made.text[one.start : one.end] for one in made.blocks]
    assert [one.kind for one in made.blocks] == [BlockKind.PARAGRAPH, BlockKind.FOOTNOTE, BlockKind.FOOTNOTE]
    assert texts[0].endswith("khẩn trương hoàn thành.2")
    assert texts[1:] == [
        "1 Theo Báo cáo số 12/BC-STC ngày 30/8/2026 của Sở Tài chính về tình hình giải ngân.",
        "2 Gồm 05 đơn vị.",
    ]
    assert [one.page for one in made.blocks] == [1, 1, 2]


def test_small_numbered_lines_that_nothing_refers_to_are_text() -> None:
    rows = [
        line("Giải ngân vốn đầu tư công đạt thấp, các chủ đầu tư cần khẩn", LEFT, 600 + 18 * row, right=RIGHT) for row in range(6)
    ]
    made = document(page([*(one for row in rows for one in row), *line("1. Mẫu này lập thành hai bản.", LEFT, 760, 10)]))
    assert BlockKind.FOOTNOTE not in {one.kind for one in made.blocks}


@pytest.mark.parametrize("seed", range(4))
def test_the_lines_of_a_cell_do_not_depend_on_the_order_in_which_its_words_are_drawn(seed: int) -> None:
    """Programs draw the bold words of a cell first, or last; in a cell words may stand far apart."""
    words, _ = paragraph("Thi công mới tại trường của xã. " * 6, 100, 300, 100)
    tables = tuple(tables_of(grid([90, 310], [80, 300, 330])))
    plain = document(page([*words, *line("Cộng", 100, 315)], tables=tables))
    assert document(page([*shuffled(words, seed), *line("Cộng", 100, 315)], tables=tables)).text == plain.text


@pytest.mark.parametrize("last", ["2025.", "15/9.", "2025", "15/9", "9", "iv"])
def test_the_last_short_line_of_a_paragraph_is_no_page_number(last: str) -> None:
    rows = [
        line("Các chủ đầu tư hoàn thành giải ngân vốn và báo cáo trước ngày", LEFT, 680 + 18 * row, right=RIGHT)
        for row in range(6)
    ]
    made = document(page([*[one for row in rows for one in row], *line(last, LEFT, 680 + 18 * 6)]))
    assert made.text.endswith(f"trước ngày {last}")
    assert made.asides == ()


@pytest.mark.parametrize("number", ["2", "- 2 -", "Trang 2/5", "2/5", "iv"])
@pytest.mark.parametrize("middle", [40, 800])
def test_a_number_in_the_middle_of_the_margin_is_that_of_the_page(number: str, middle: float) -> None:
    body, _ = paragraph(FULL * 3 + "xong.", LEFT, RIGHT, 160)
    made = document(page([*body, *centred(number, 312, middle)]))
    assert made.asides == (Aside(AsideKind.PAGE_NUMBER, number, 1),)


def test_the_lines_above_and_below_belong_to_a_stamp() -> None:
    stamp = ["TRUNG TÂM CÔNG BÁO", "VÀ TIN HỌC", "congbao@sonhai.gov.vn", "05.11.2026 08:15:00 +07:00"]
    drawn = [one for number, text in enumerate(stamp) for one in line(text, 380, 20 + 10 * number, 8)]
    body, _ = paragraph(FULL * 3 + "xong.", LEFT, RIGHT, 160)
    made = document(page([*drawn, *line("Công báo số 12", 85, 20, 8), *body]))
    assert made.asides == (Aside(AsideKind.SIGNATURE_STAMP, "\n".join(stamp), 1),)
    assert made.text.startswith("Công báo số 12")


@pytest.mark.parametrize(
    "text",
    [
        "ngày ký.",
        "ngày ký ban hành và thay thế Quyết định số 8/QĐ-UBND ngày 12/02/2024.",
        "người ký văn bản chịu trách nhiệm trước Chủ tịch UBND tỉnh.",
        "thời gian ký và cơ quan ban hành.",
        "ký điện tử theo đúng quy định.",
        "Ngày ký: 05/9/2026",
        "Người ký: Lê Thị Hoa",
        "vanphong@sonhai.gov.vn",
        "Đơn vị: Sở Tài chính báo cáo từ 08:15 đến 08:45.",
    ],
)
def test_what_speaks_of_signing_in_the_size_of_the_text_stays(text: str) -> None:
    body, below = paragraph(FULL * 3 + "có hiệu lực kể từ", LEFT, RIGHT, 160)
    made = document(page([*body, *line(text, LEFT, below)]))
    assert made.asides == ()
    assert text in made.text


@pytest.mark.parametrize("rule", ["_", "________", "......", "…………………", "…......…", "---", "–—–", "=~=", "****"])
def test_a_line_to_write_on_or_under_a_heading_is_no_text(rule: str) -> None:
    body, _ = paragraph(FULL * 3 + "xong.", LEFT, RIGHT, 160)
    assert rule not in document(page([*centred("BÁO CÁO", 312, 100), *centred(rule, 312, 120), *body])).text.split("\n")


def test_a_year_in_the_text_is_no_page_number_and_two_letterheads_are_no_running_heads() -> None:
    body, _ = paragraph(FULL * 3 + "xong.", LEFT, RIGHT, 160)
    made = document(page([*letterhead(), *body], 1), page([*letterhead(), *body, *line("2026", 300, 400)], 2))
    assert made.text.count("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") == 2
    assert "2026" in made.text.split("\n")
    assert made.asides == ()


# --- tables -------------------------------------------------------------------------------------------------------------------------


def grid(columns: list[float], rows: list[float]) -> list[Ruling]:
    across = [Ruling(False, at, columns[0], columns[-1]) for at in rows]
    return across + [Ruling(True, at, rows[0], rows[-1]) for at in columns]


def test_a_table_is_read_by_rows_with_the_lines_of_a_cell_joined() -> None:
    tables = tuple(tables_of(grid([85, 120, 400, 540], [200, 230, 280])))
    words = [
        *line("TT", 92, 215),
        *line("Nhiệm vụ", 200, 215),
        *line("Thời hạn", 420, 215),
        *line("1", 98, 255),
        *line("Rà soát hồ sơ", 126, 245),
        *line("đất đai", 126, 263),
        *line("Quý IV", 420, 255),
        *line("Bảng sau đây nêu nhiệm vụ.", 121, 180),
        *line("Các đơn vị thực hiện.", 121, 310),
    ]
    made = document(page(shuffled(words, 3), tables=tables))
    assert [made.text[block.start : block.end] for block in made.blocks] == [
        "Bảng sau đây nêu nhiệm vụ.",
        "TT\tNhiệm vụ\tThời hạn",
        "1\tRà soát hồ sơ đất đai\tQuý IV",
        "Các đơn vị thực hiện.",
    ]
    row = made.blocks[2]
    assert [made.text[a:b] for a, b in row.cells] == ["1", "Rà soát hồ sơ đất đai", "Quý IV"]


def test_a_row_cut_by_the_end_of_a_page_is_one_and_a_repeated_header_is_dropped() -> None:
    tables = tuple(tables_of(grid([85, 120, 400, 540], [200, 230, 280])))
    header = [*line("TT", 92, 215), *line("Nhiệm vụ", 200, 215), *line("Thời hạn", 420, 215)]
    first = [*header, *line("1", 98, 255), *line("Rà soát hồ sơ đất", 126, 255), *line("Quý IV", 420, 255)]
    second = [*header, *line("đai tồn đọng", 126, 255)]
    made = document(page(first, 1, tables=tables), page(second, 2, tables=tables))
    assert made.text.split("\n") == ["TT\tNhiệm vụ\tThời hạn", "1\tRà soát hồ sơ đất đai tồn đọng\tQuý IV"]
    assert [one.kind for one in made.asides] == [AsideKind.RUNNING_HEAD]


@pytest.mark.parametrize(
    ("rulings", "cells"),
    [
        pytest.param(grid([0, 50, 100], [0, 20, 40]), 4, id="plain"),
        pytest.param([r for r in grid([0, 50, 100], [0, 20, 40]) if not (r.upright and r.at == 50)], 2, id="merged across"),
        pytest.param(
            [*grid([0, 100], [0, 20, 40]), Ruling(True, 50, 0, 14), Ruling(True, 50, 17, 40)], 4, id="a gap in a scanned line"
        ),
        pytest.param(
            [r for r in grid([0, 50, 100], [0, 20, 40]) if not (r.upright and r.at in (0, 100))], 4, id="open at the sides"
        ),
        pytest.param([*grid([0, 50, 100], [0, 20, 40]), *grid([1.5, 51, 101], [1, 21, 41])], 4, id="double lines"),
    ],
)
def test_cells_of_a_grid(rulings: list[Ruling], cells: int) -> None:
    (table,) = tables_of(rulings)
    assert len(list(table.cells())) == cells


def test_a_frame_around_a_text_and_lines_under_headings_are_no_tables() -> None:
    assert tables_of(grid([0, 100], [0, 40])) == []
    assert tables_of([Ruling(False, 10, 0, 100), Ruling(False, 60, 0, 100), Ruling(True, 200, 0, 300)]) == []


# --- doubts -------------------------------------------------------------------------------------------------------------------------


def test_unsure_words_and_numbers_of_a_recognised_page_are_marked() -> None:
    words = [
        word("Giao", 85, 100, confidence=0.95),
        word("Sởi", 120, 100, confidence=0.4),
        word("15/12/2026", 150, 100, confidence=0.8),
    ]
    assembler = Assembler()
    blocks_of([PageText(1, 595, 842, PageSource.OCR, 1.0, tuple(words))], assembler)
    made = assembler.finish(SOURCE, read_by="ocr", pages=[Page(1, 595, 842, PageSource.OCR)])
    assert [(made.text[m.start : m.end], m.kind) for m in made.marks] == [
        ("Sởi", MarkKind.UNSURE),
        ("15/12/2026", MarkKind.UNSURE),
    ]


def test_boxes_on_a_turned_page_follow_the_lines_as_they_are_seen() -> None:
    words = line("Giao Sở Tài chính tham mưu phân bổ kinh phí cho các đơn vị", 85, 400)
    assembler = Assembler()
    blocks_of([PageText(1, 595, 842, PageSource.OCR, 1.0, tuple(words), angle=2.0)], assembler)
    made = assembler.finish(SOURCE, read_by="ocr", pages=[Page(1, 595, 842, PageSource.OCR)])
    first, last = made.lines[0], made.lines[-1]
    # Turned clockwise by two degrees to be level, the line as seen rises from left to right.
    assert first.top - last.top == pytest.approx((last.edges[0] - first.edges[0]) * 0.035, abs=3)
    assert len(made.lines) > 2


def test_a_letter_as_high_as_the_page_does_not_make_all_words_its_neighbours() -> None:
    """A watermark over a page of thousands of scattered words: read within the memory that a page may cost."""
    scattered = [word("chữ", 40 + 60 * column, 20 + row * 0.4, 6) for row in range(2000) for column in range(3)]
    lines = printed_lines([*scattered, word("MẬT", 100, 421, 800)], 1)
    assert sum(len(line.words) for line in lines) == len(scattered) + 1


def test_the_cells_of_one_table_never_stand_in_another() -> None:
    """The last cells of the upper table are empty; what the lower one holds is counted from behind them."""
    columns = [85, 230, 485]
    drawn = [*grid(columns, [100, 120, 140, 160]), *grid(columns, [300, 320, 340, 360])]
    words = [*line("Một", 90, 110), *line("Ba", 90, 310), *line("Bốn", 240, 330)]
    assert blocks(page(words, tables=tuple(tables_of(drawn)))) == ["Một", "Ba", "Bốn"]
