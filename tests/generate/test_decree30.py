"""The layout checker: silent on a good draft, exact on each departure."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt, RGBColor
from sample_notices import COMMITTEE, OFFICE, UNKNOWN

from generate import draft
from generate.decree30 import NotWord, check
from generate.drafts import Item

KIND = "thong_bao_ket_luan"
POINTS = dataclasses.replace(COMMITTEE, items=tuple(Item(f"Rà soát nhóm {n}", ("Sở Nội vụ",)) for n in range(7)))


def paragraphs(document: Any) -> list[Any]:
    cells = [p for table in document.tables for row in table.rows for cell in row.cells for p in cell.paragraphs]
    return [*cells, *document.paragraphs]


def line(document: Any, start: str) -> Any:
    return next(p for p in paragraphs(document) if p.text.startswith(start))


def rewrite(start: str, text: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        paragraph = line(document, start)
        for run in paragraph.runs[1:]:
            run.text = ""
        paragraph.runs[0].text = text

    return change


def font(start: str, **values: Any) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for run in line(document, start).runs:
            for name, value in values.items():
                setattr(run.font, name, value)

    return change


def red(start: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        line(document, start).runs[0].font.color.rgb = RGBColor(255, 0, 0)

    return change


def layout(start: str, **values: Any) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for name, value in values.items():
            setattr(line(document, start).paragraph_format, name, value)

    return change


def section(**values: Any) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for name, value in values.items():
            setattr(document.sections[0], name, value)

    return change


def drop(*starts: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for start in starts:
            paragraph = line(document, start)
            paragraph._p.getparent().remove(paragraph._p)

    return change


def without_rule(style: str) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for paragraph in paragraphs(document):
            if paragraph.style.style_id == style:
                paragraph.style = document.styles["Normal"]

    return change


def number_in_footer(document: Any) -> None:
    header, footer = document.sections[0].header, document.sections[0].footer
    footer.is_linked_to_previous = False
    footer.paragraphs[0]._p.append(header.paragraphs[0].runs[0]._r)


def basis(text: str, **values: Any) -> Callable[[Any], None]:
    def change(document: Any) -> None:
        for one in text.split("|"):
            line(document, "Ngày 18").insert_paragraph_before(one, style="TK Căn cứ")
        for name, value in values.items():
            setattr(line(document, "Căn cứ").runs[0].font, name, value)

    return change


GENERAL, MAIN = "mục I, điểm", "mục II, điểm"
FAULTS: list[tuple[str, Callable[[Any], None], str, str, str]] = [
    ("giấy Letter", section(page_width=Mm(216), page_height=Mm(279)), "paper", "A4", f"{GENERAL} 1"),
    ("trang ngang", section(page_width=Mm(297), page_height=Mm(210)), "orientation", "trang đứng", f"{GENERAL} 2"),
    ("lề trái 25", section(left_margin=Mm(25)), "margin", "Lề trái phải từ 30 đến 35 mm, đang là 25.0 mm", f"{GENERAL} 3"),
    ("lề phải 25", section(right_margin=Mm(25)), "margin", "Lề phải", f"{GENERAL} 3"),
    ("phông Arial", font("1. Giao", name="Arial"), "font", "Arial", f"{GENERAL} 4"),
    ("chữ đỏ", red("THÔNG BÁO"), "color", "màu đen", f"{GENERAL} 4"),
    ("số trang ở chân trang", number_in_footer, "page-number-place", "không đặt ở chân trang", f"{GENERAL} 7"),
    (
        "số trang ở trang 1",
        section(different_first_page_header_footer=False),
        "page-number-first",
        "không hiển thị",
        f"{GENERAL} 7",
    ),
    ("thiếu quốc hiệu", drop("CỘNG HÒA"), "nation", "Thiếu Quốc hiệu", f"{MAIN} 1"),
    ("quốc hiệu cỡ 14", font("CỘNG HÒA", size=Pt(14)), "nation-size", "12-13, đang là 14", f"{MAIN} 1"),
    ("quốc hiệu không đậm", font("CỘNG HÒA", bold=False), "nation-bold", "in đậm", f"{MAIN} 1"),
    ("tiêu ngữ dính", rewrite("Độc lập", "Độc lập-Tự do-Hạnh phúc"), "motto-text", "gạch nối có cách chữ", f"{MAIN} 1"),
    ("tiêu ngữ không kẻ", without_rule("TKRuleMotto"), "motto-rule", "dài bằng dòng chữ", f"{MAIN} 1"),
    ("tên cơ quan chữ thường", rewrite("TỈNH SƠN HẢI", "tỉnh Sơn Hải"), "issuer-case", "in hoa", f"{MAIN} 2"),
    ("tên cơ quan không kẻ", without_rule("TKRuleIssuer"), "issuer-rule", "1/3 đến 1/2", f"{MAIN} 2"),
    ("thiếu số", drop("Số:"), "number", "Thiếu số, ký hiệu", f"{MAIN} 3"),
    ("số cỡ 14", font("Số:", size=Pt(14)), "number-size", "13, đang là 14", f"{MAIN} 3"),
    ("số 7", rewrite("Số:", "Số: 7/TB-UBND"), "number-padding", "nhỏ hơn 10", f"{MAIN} 3"),
    ("ký hiệu cách", rewrite("Số:", "Số: 17/TB - UBND"), "number-spaces", "không có khoảng cách", f"{MAIN} 3"),
    ("ký hiệu sai loại", rewrite("Số:", "Số: 17/QĐ-UBND"), "number-symbol", "“TB-”", "Phụ lục III"),
    ("ngày đứng", font("Sơn Hải,", italic=False), "place-date-italic", "nghiêng", f"{MAIN} 4"),
    ("ngày 5", rewrite("Sơn Hải,", "Sơn Hải, ngày 5 tháng 6 năm 2026"), "day-padding", "Ngày nhỏ hơn 10", f"{MAIN} 4"),
    ("tháng 2", rewrite("Sơn Hải,", "Sơn Hải, ngày 15 tháng 2 năm 2026"), "month-padding", "Tháng 1, tháng 2", f"{MAIN} 4"),
    ("tháng 06", rewrite("Sơn Hải,", "Sơn Hải, ngày 15 tháng 06 năm 2026"), "month-padding", "Chỉ tháng 1", f"{MAIN} 4"),
    ("thiếu dấu phẩy", rewrite("Sơn Hải,", "Sơn Hải ngày 15 tháng 6 năm 2026"), "place-date-comma", "dấu phẩy", f"{MAIN} 4"),
    ("thiếu tên loại", drop("THÔNG BÁO"), "title", "Thiếu tên loại", f"{MAIN} 5"),
    ("tên loại nghiêng", font("THÔNG BÁO", italic=True), "title-italic", "đứng", f"{MAIN} 5"),
    ("trích yếu không đậm", font("Kết luận của", bold=False), "subject-bold", "in đậm", f"{MAIN} 5"),
    ("trích yếu không kẻ", without_rule("TKRuleSubject"), "subject-rule", "1/3 đến 1/2", f"{MAIN} 5"),
    ("nội dung cỡ 12", font("Ngày 18", size=Pt(12)), "body-size", "13-14", f"{MAIN} 6"),
    ("canh trái", layout("Ngày 18", alignment=WD_ALIGN_PARAGRAPH.LEFT), "body-alignment", "hai lề", f"{MAIN} 6"),
    ("không lùi", layout("Ngày 18", first_line_indent=Mm(0)), "body-indent", "1,27 cm", f"{MAIN} 6"),
    ("khít đoạn", layout("Ngày 18", space_after=Pt(2)), "body-gap", "6 pt", f"{MAIN} 6"),
    ("dòng đôi", layout("Ngày 18", line_spacing=2.0), "body-line", "1,5 dòng", f"{MAIN} 6"),
    ("dòng 12 pt", layout("Ngày 18", line_spacing=Pt(12)), "body-line", "1,5 dòng", f"{MAIN} 6"),
    ("căn cứ đứng", basis("Căn cứ Luật X.", italic=False), "basis-italic", "nghiêng", f"{MAIN} 6"),
    ("căn cứ dấu phẩy", basis("Căn cứ Luật X,|Căn cứ Luật Y."), "basis-mark", "chấm phẩy", f"{MAIN} 6"),
    ("căn cứ cuối", basis("Căn cứ Luật X;|Căn cứ Luật Y;"), "basis-last", "dấu chấm", f"{MAIN} 6"),
    ("bỏ điểm đ", drop("đ)"), "point-order", "chỗ này là đ)", f"{MAIN} 6"),
    ("điểm f", rewrite("e)", "f) Rà soát"), "point-order", "e)", f"{MAIN} 6"),
    ("không kết", rewrite("Văn phòng UBND tỉnh thông báo", "Văn phòng thông báo."), "end", "./.", "Phụ lục III"),
    ("kết riêng dòng", rewrite("Văn phòng UBND tỉnh thông báo", "./."), "end-alone", "không đứng riêng", "Phụ lục III"),
    ("nơi nhận đứng", font("Nơi nhận", italic=False), "recipients-head-italic", "nghiêng", f"{MAIN} 9"),
    ("dòng nơi nhận 12", font("- CT,", size=Pt(12)), "recipient-size", "11, đang là 12", f"{MAIN} 9"),
    ("thiếu gạch", rewrite("- CT,", "CT, các PCT;"), "recipient-dash", "gạch nối", f"{MAIN} 9"),
    ("thiếu chấm phẩy", rewrite("- CT,", "- CT, các PCT"), "recipient-mark", "chấm phẩy", f"{MAIN} 9"),
    ("thiếu lưu", drop("- Lưu"), "filing", "Lưu: VT", f"{MAIN} 9"),
    ("lưu sai", rewrite("- Lưu", "- Lưu VT."), "filing-text", "Lưu: VT", f"{MAIN} 9"),
    ("TM. chức vụ", rewrite("TL. CHỦ TỊCH", "TM. CHỦ TỊCH"), "authority-lines", "tên tập thể", "Điều 13"),
    ("KT. không phó", rewrite("PHÓ CHÁNH", "TRƯỞNG PHÒNG"), "authority-lines", "cấp phó", "Điều 13"),
    ("chức vụ không đậm", font("TL. CHỦ TỊCH", bold=False), "authority-bold", "in đậm", f"{MAIN} 7"),
    ("họ tên in hoa", rewrite("Lê Minh Châu", "LÊ MINH CHÂU"), "signer", "chữ thường", f"{MAIN} 7"),
    ("học vị", rewrite("Lê Minh Châu", "TS. Lê Minh Châu"), "signer-honours", "học vị", f"{MAIN} 7"),
]


@cache
def good() -> bytes:
    return draft(KIND, POINTS)


def remarks_after(change: Callable[[Any], None]) -> dict[str, Any]:
    document = docx.Document(BytesIO(good()))
    change(document)
    content = BytesIO()
    document.save(content)
    return {remark.rule: remark for remark in check(content.getvalue())}


@pytest.mark.parametrize(
    ("change", "rule", "words", "where"), [fault[1:] for fault in FAULTS], ids=[fault[0] for fault in FAULTS]
)
def test_a_departure_is_remarked_on_with_its_source(change: Callable[[Any], None], rule: str, words: str, where: str) -> None:
    found = remarks_after(change)
    assert rule in found, found
    assert words in found[rule].message
    assert where in found[rule].source


def test_our_own_drafts_follow_the_decree() -> None:
    assert check(draft(KIND, COMMITTEE)) == ()
    assert check(good()) == ()
    for notice in (OFFICE, UNKNOWN):
        assert {remark.rule for remark in check(draft(KIND, notice))} == {"blank"}


def typed_by_hand() -> Any:
    """A letter typed without styles and without tables: columns by tabs, indents by tabs, defaults of Word."""
    document = docx.Document()
    for name in ("Normal",):
        document.styles[name].font.name, document.styles[name].font.size = "Times New Roman", Pt(14)
    rows = [
        "UBND TỈNH SƠN HẢI\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỞ NỘI VỤ\tĐộc lập - Tự do - Hạnh phúc",
        "Số: 5/SNV-CCHC\tSơn Hải, ngày 05 tháng 6 năm 2026",
        "V/v báo cáo kết quả cải cách hành chính",
        "Kính gửi: Văn phòng UBND tỉnh.",
        "\tThực hiện yêu cầu của UBND tỉnh, Sở Nội vụ báo cáo kết quả cải cách hành chính quý II năm 2026 như sau: đã hoàn thành./.",
        "Nơi nhận:\tGIÁM ĐỐC",
        "- Như trên;",
        "- Lưu: VT, CCHC.\tNguyễn Văn An",
    ]
    for row in rows:
        document.add_paragraph(row)
    return document


def test_a_letter_typed_with_tabs_is_understood() -> None:
    content = BytesIO()
    typed_by_hand().save(content)
    rules = {remark.rule for remark in check(content.getvalue())}
    assert rules >= {"number-padding", "number-size", "letter-subject-size", "nation-bold", "place-date-italic", "margin"}
    assert not rules & {
        "nation",
        "motto",
        "number",
        "place-date",
        "issuer",
        "title",
        "addressee",
        "recipients",
        "signer",
        "body-indent",
        "end",
    }


def test_what_is_no_word_file_is_said() -> None:
    with pytest.raises(NotWord, match="Không mở được"):
        check(b"%PDF-1.7")


def test_an_empty_document_is_remarked_on_without_a_crash() -> None:
    content = BytesIO()
    docx.Document().save(content)
    assert {"nation", "motto", "number", "title", "recipients"} <= {remark.rule for remark in check(content.getvalue())}
