"""Word files are read as a careful person reads the page."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from docx.shared import Pt

from ingest import read_here
from ingest.document import AsideKind, BlockKind, Document
from ingest.errors import CorruptFile, EncryptedFile, NoText, TooLarge
from ingest.limits import Limits
from tests.ingest.word_files import MACRO_TYPE, NAMESPACES, cell, level, numbering, para, run, table, word_bytes, write_word

SIGNS = [
    ("Symbol", "F0B3", "≥"),
    ("Symbol", "F0A3", "≤"),
    ("Symbol", "00B1", "±"),
    ("Symbol", "F0B0", "°"),
    ("Wingdings 2", "F0A3", "□"),
    ("Wingdings 2", "F052", "☑"),
    ("Wingdings", "F0FD", "☒"),
    ("Wingdings", "F06C", "●"),
    ("wingdings", "F0A7", "▪"),
    ("Webdings", "F061", "✓"),
    ("Wingdings", "F025", "\uf025"),  # no sign of official documents: as it was
]

NATION = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]


def read(tmp_path: Path, body: str, **parts: str) -> Document:
    return read_here(write_word(tmp_path / "a.docx", body, **parts))


def lines(document: Document) -> list[str]:
    return [line for line in document.text.split("\n") if line]


# --- paragraphs -----------------------------------------------------------------------------------------------------------------


def _box(*paragraphs: str) -> str:
    """A text box as Word writes it: once in the new form and once in the old."""
    inner = f"<w:txbxContent>{''.join(paragraphs)}</w:txbxContent>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{inner}'
        "</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:shape><v:textbox>{inner}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def _field(code: str, result: str) -> str:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        char.format("begin")
        + f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        + char.format("separate")
        + run(result)
        + char.format("end")
    )


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (para("Giao ", run("Sở Tài chính", "<w:b/>"), " tham mưu"), ["Giao Sở Tài chính tham mưu"]),
        (para("<w:r><w:t>Quyết định số 12/QĐ</w:t><w:noBreakHyphen/><w:t>UBND</w:t></w:r>"), ["Quyết định số 12/QĐ-UBND"]),
        (para("<w:r><w:t>phối</w:t><w:tab/><w:t>hợp</w:t></w:r>"), ["phối hợp"]),
        (para("<w:r><w:t>kiểm</w:t><w:softHyphen/><w:t>tra</w:t></w:r>"), ["kiểmtra"]),
        (para("Xem ", f'<w:hyperlink r:id="x">{run("trang thông tin")}</w:hyperlink>'), ["Xem trang thông tin"]),
        (para(f"<w:sdt><w:sdtPr/><w:sdtContent>{run('Ngày 12/11/2026')}</w:sdtContent></w:sdt>"), ["Ngày 12/11/2026"]),
        (f"<w:sdt><w:sdtContent>{para('Đoạn trong khung nội dung')}</w:sdtContent></w:sdt>", ["Đoạn trong khung nội dung"]),
        (para("Trang ", _field(" PAGE ", "3")), ["Trang 3"]),
        (para(f'<w:fldSimple w:instr="DATE">{run("15/12/2026")}</w:fldSimple>'), ["15/12/2026"]),
        (para("Nhìn thấy", run(" chữ ẩn", "<w:vanish/>")), ["Nhìn thấy"]),
        (para(run("tỉnh Sơn Hải", "<w:caps/>"), " ban hành"), ["TỈNH SƠN HẢI ban hành"]),
        (para('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', " Đồng ý"), ["☑ Đồng ý"]),
        *((para(f'<w:r><w:sym w:font="{font}" w:char="{code}"/></w:r>', " 95%"), [f"{sign} 95%"]) for font, code, sign in SIGNS),
        (para("mức ", run("\uf0a3", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), " 10%"), ["mức ≤ 10%"]),
        (para(run("cấp", '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'), " xã"), ["cấp xã"]),
        (para("<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>"), ["a+b"]),
        (para("Hà Nội".replace("ộ", "o\u0323\u0302")), ["Hà Nội"]),
        (para("<w:r><w:t>một</w:t><w:br w:type='page'/><w:t>hai</w:t></w:r>"), ["một hai"]),
        (para("trước", _box(para("HỎA TỐC")), " sau"), ["trước sau", "HỎA TỐC"]),
        (f"<w:p/>{para('   ')}{para('Có chữ')}", ["Có chữ"]),
    ],
)
def test_what_a_paragraph_prints(tmp_path: Path, body: str, expected: list[str]) -> None:
    assert lines(read(tmp_path, body)) == expected


def test_a_field_may_reach_over_paragraphs(tmp_path: Path) -> None:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    body = para(
        char.format("begin"), "<w:r><w:instrText> TOC </w:instrText></w:r>", run("mã"), char.format("separate"), run("Chương I")
    )
    body += para("Chương II", char.format("end")) + para("Hết")
    assert lines(read(tmp_path, body)) == ["Chương I", "Chương II", "Hết"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (
            "THÔNG BÁO|Kết luận của Phó Chủ tịch|tại cuộc họp ngày 10/11",
            ["THÔNG BÁO", "Kết luận của Phó Chủ tịch tại cuộc họp ngày 10/11"],
        ),
        ("Giao các đơn vị:|- Sở Nội vụ;|- Sở Y tế", ["Giao các đơn vị:", "- Sở Nội vụ;", "- Sở Y tế"]),
        ("Ý thứ nhất.|Ý thứ hai.", ["Ý thứ nhất.", "Ý thứ hai."]),
        ("dòng bị ngắt|giữa câu", ["dòng bị ngắt giữa câu"]),
    ],
)
def test_soft_line_breaks(tmp_path: Path, typed: str, expected: list[str]) -> None:
    document = read(tmp_path, para("<w:r>" + "<w:br/>".join(f"<w:t>{part}</w:t>" for part in typed.split("|")) + "</w:r>"))
    assert lines(document) == expected
    assert {block.paragraph for block in document.blocks} == {0}


def test_tracked_changes_are_read_as_accepted_with_a_warning(tmp_path: Path) -> None:
    body = para(
        "Hoàn thành trước ngày ",
        f'<w:del w:id="1">{run("10").replace("w:t>", "w:delText>").replace("<w:t ", "<w:delText ")}</w:del>',
        f'<w:ins w:id="2">{run("20")}</w:ins>',
        "/12/2026",
    )
    body += f'<w:p><w:pPr><w:rPr><w:del w:id="3"/></w:rPr></w:pPr>{run("Đoạn này ")}</w:p>' + para("nối vào đoạn sau")
    body += para(f'<w:moveFrom w:id="4">{run("chuyển đi")}</w:moveFrom>') + para(
        f'<w:moveTo w:id="4">{run("chuyển đến")}</w:moveTo>'
    )
    document = read(tmp_path, body)
    assert lines(document) == ["Hoàn thành trước ngày 20/12/2026", "Đoạn này nối vào đoạn sau", "chuyển đến"]
    assert any("Track Changes" in warning for warning in document.warnings)
    assert read(tmp_path, para("Không sửa")).warnings == ()


def test_a_deleted_item_takes_no_number(tmp_path: Path) -> None:
    item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = f'<w:p><w:pPr>{item}<w:rPr><w:del w:id="3"/></w:rPr></w:pPr><w:del w:id="5">{run("x")}</w:del></w:p>'
    body = para("Một", num=(1, 0)) + gone + para("Hai", num=(1, 0))
    assert lines(read(tmp_path, body, numbering=numbering({0: [level(0, "decimal", "%1.")]}, {1: (0, "")}))) == [
        "1. Một",
        "2. Hai",
    ]


@pytest.mark.parametrize(
    ("font", "pieces", "meant"),
    [
        (".VnTime", ["Uû ban nh©n d©n ", "tØnh"], "Uỷ ban nhân dân tỉnh"),
        (".VnTimeH", ["céng hßa x· héi"], "CỘNG HÒA XÃ HỘI"),
        ("VNI-Times", ["Uyû ban nha", "ân daân tænh"], "Uỷ ban nhân dân tỉnh"),  # one letter over two runs
        ("Times New Roman", ["Uỷ ban nhân dân"], "Uỷ ban nhân dân"),
        (".VnTime", ["đã là Unicode: tỉnh"], "đã là Unicode: tỉnh"),
    ],
)
def test_old_fonts_become_unicode(tmp_path: Path, font: str, pieces: list[str], meant: str) -> None:
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>'
    styles = f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr>{fonts}</w:rPr></w:style>'
    in_runs = read(tmp_path, para(*(run(piece, fonts) for piece in pieces)))
    in_style = read(tmp_path, para(*pieces), styles=styles)
    assert in_runs.text == in_style.text == meant
    assert any("phông chữ cũ" in w for w in in_runs.warnings) is (pieces[0] not in meant)


# --- letterhead, signatures, tables -----------------------------------------------------------------------------------------------


def test_the_letterhead_table_is_read_column_by_column(tmp_path: Path) -> None:
    body = table(
        [cell("ỦY BAN NHÂN DÂN", "TỈNH SƠN HẢI"), cell(*NATION)],
        [cell("Số: 12/TB-UBND"), cell("Sơn Hải, ngày 05 tháng 11 năm 2026")],
        ruled=False,
    )
    document = read(tmp_path, body + para("THÔNG BÁO"))
    assert document.text == (
        "ỦY BAN NHÂN DÂN\nTỈNH SƠN HẢI\nSố: 12/TB-UBND\n\n"
        + "\n".join(NATION)
        + "\nSơn Hải, ngày 05 tháng 11 năm 2026\n\nTHÔNG BÁO"
    )
    assert [block.kind for block in document.blocks[:6]] == [BlockKind.LETTERHEAD] * 6


@pytest.mark.parametrize("gap", ["\t", "\t\t", "      "])
def test_a_letterhead_typed_with_tabs_is_read_column_by_column(tmp_path: Path, gap: str) -> None:
    rows = [("ỦY BAN NHÂN DÂN", NATION[0]), ("XÃ TÂN PHONG", NATION[1]), ("Số: 7/UBND", "Tân Phong, ngày 05 tháng 11 năm 2026")]
    document = read(tmp_path, "".join(typed(left + gap + right) for left, right in rows) + para("Kính gửi: Sở Nội vụ"))
    assert lines(document) == [left for left, _ in rows] + [right for _, right in rows] + ["Kính gửi: Sở Nội vụ"]
    assert document.blocks[0].kind is BlockKind.LETTERHEAD


def test_a_letterhead_centred_by_tabs_is_read_column_by_column(tmp_path: Path) -> None:
    """A tab before the left side, one between the two: both stand under tab stops that centre."""

    def typed(text: str) -> str:
        return para("<w:r>" + "<w:tab/>".join(f'<w:t xml:space="preserve">{part}</w:t>' for part in text.split("\t")) + "</w:r>")

    rows = [
        "\tUBND TỈNH SƠN HẢI\t" + NATION[0],
        "\tSỞ NỘI VỤ\t" + NATION[1],
        "\tVĂN PHÒNG",
        "\tSố: 7/SNV\tSơn Hải, ngày 05 tháng 11 năm 2026",
    ]
    document = read(tmp_path, "".join(map(typed, rows)) + para("Kính gửi: Sở Tài chính"))
    left = ["UBND TỈNH SƠN HẢI", "SỞ NỘI VỤ", "VĂN PHÒNG", "Số: 7/SNV"]
    assert lines(document) == [*left, *NATION[:2], "Sơn Hải, ngày 05 tháng 11 năm 2026", "Kính gửi: Sở Tài chính"]


def test_recipients_come_before_the_signature(tmp_path: Path) -> None:
    signing = table(
        [cell("Nơi nhận:", "- Như trên;", "- Lưu: VT."), cell("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "Nguyễn Văn An")],
        ruled=False,
    )
    document = read(tmp_path, para("Nội dung./.") + signing)
    assert lines(document)[1:] == ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Nguyễn Văn An"]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            [("1. Ông Nguyễn Văn An", "Chủ tịch UBND xã", "Chủ trì"), ("2. Bà Trần Thị Bình", "Phó Chủ tịch", "")], id="numbered"
        ),
        pytest.param([("Ông Nguyễn Văn An", "Chủ tịch UBND xã"), ("Bà Trần Thị Bình", "Trưởng phòng Nội vụ")], id="not numbered"),
        pytest.param(
            [("TT", "Họ và tên", "Chức vụ"), ("1", "Nguyễn Văn An", "Giám đốc Sở"), ("2", "Trần Thị Bình", "Chủ tịch Hội")],
            id="headed",
        ),
    ],
)
def test_a_list_of_people_without_lines_is_read_row_by_row(tmp_path: Path, rows: list[Sequence[str]]) -> None:
    document = read(tmp_path, para("Tham dự cuộc họp có:") + table(*rows, ruled=False))
    assert lines(document)[1:] == ["\t".join(filter(None, row)) for row in rows]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [("Nơi nhận:", "CHỦ TỊCH"), ("- Như trên;", ""), ("- Lưu: VT.", "Nguyễn Văn An")],
            ["Nơi nhận:", "- Như trên;", "- Lưu: VT.", "CHỦ TỊCH", "Nguyễn Văn An"],
            id="recipients row by row",
        ),
        pytest.param(
            [("Người lập biểu", "Chủ tịch"), ("Trần Thị Bình", "Nguyễn Văn An")],
            ["Người lập biểu", "Trần Thị Bình", "Chủ tịch", "Nguyễn Văn An"],
            id="two who sign",
        ),
    ],
)
def test_who_signs_is_read_column_by_column(tmp_path: Path, rows: list[Sequence[str]], expected: list[str]) -> None:
    document = read(tmp_path, para("Nội dung./.") + table(*rows, ruled=False))
    assert lines(document)[1:] == expected


def typed(text: str) -> str:
    """A paragraph of one run, with tabs and soft line breaks where ``text`` has them."""
    content = ""
    for stretch in re.split(r"([\t\n])", text):
        content += {"\t": "<w:tab/>", "\n": "<w:br/>"}.get(stretch, f'<w:t xml:space="preserve">{stretch}</w:t>')
    return para(f"<w:r>{content}</w:r>")


def test_an_empty_line_above_number_and_date(tmp_path: Path) -> None:
    rows = [
        f"ỦY BAN NHÂN DÂN\t{NATION[0]}",
        f"TỈNH SƠN HẢI\t{NATION[1]}",
        "\t\t",
        "Số: 9/CT-UBND\tSơn Hải, ngày 05 tháng 9 năm 2026",
    ]
    document = read(tmp_path, "".join(map(typed, [*rows, "", "Kính gửi:\tSở Xây dựng"])))
    left = ["ỦY BAN NHÂN DÂN", "TỈNH SƠN HẢI", "Số: 9/CT-UBND"]
    assert lines(document) == [*left, *NATION, "Sơn Hải, ngày 05 tháng 9 năm 2026", "Kính gửi: Sở Xây dựng"]


def test_a_left_column_that_begins_with_a_tab_stop(tmp_path: Path) -> None:
    rows = [
        f"\tUBND TỈNH SƠN HẢI\t{NATION[0]}",
        f"\tSỞ XÂY DỰNG\t{NATION[1]}",
        "\tCHI CỤC THỦY LỢI",
        "\tSố: 145/CCTL-QLCT\tSơn Hải, ngày 05 tháng 9 năm 2026",
        "\tV/v kiểm tra công trình thủy",
        "\tlợi trước mùa mưa lũ",
        "\tKính gửi: Các Trạm trực thuộc.",
    ]
    document = read(tmp_path, "".join(map(typed, rows)))
    left = ["UBND TỈNH SƠN HẢI", "SỞ XÂY DỰNG", "CHI CỤC THỦY LỢI", "Số: 145/CCTL-QLCT"]
    about = "V/v kiểm tra công trình thủy lợi trước mùa mưa lũ"
    assert lines(document) == [*left, about, *NATION, "Sơn Hải, ngày 05 tháng 9 năm 2026", "Kính gửi: Các Trạm trực thuộc."]


@pytest.mark.parametrize(
    "about", [["V/v lấy ý kiến dự thảo", "Quyết định của UBND tỉnh"], ["V/v lấy ý kiến dự thảo\nQuyết định của UBND tỉnh"]]
)
def test_v_v_and_a_cut_number_are_one_block_in_the_letterhead(tmp_path: Path, about: list[str]) -> None:
    left = cell(*map(typed, ["SỞ TÀI CHÍNH", "Số: 1245/HDLN-STC-", "SNV", *about, "(DỰ THẢO)"]))
    document = read(tmp_path, table([left, cell(*NATION)], ruled=False))
    assert lines(document)[:4] == [
        "SỞ TÀI CHÍNH",
        "Số: 1245/HDLN-STC-SNV",
        "V/v lấy ý kiến dự thảo Quyết định của UBND tỉnh",
        "(DỰ THẢO)",
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [
            "Nơi nhận:\tKT. GIÁM ĐỐC",
            "- Như trên;\tPHÓ GIÁM ĐỐC",
            "- Các phòng thuộc Sở và",
            "các chi cục;",
            "- Lưu: VT.",
            "\tLê Thị Hoa",
        ],
        [
            "Nơi nhận:                 KT. GIÁM ĐỐC",
            "- Như trên;               PHÓ GIÁM ĐỐC",
            "- Các phòng thuộc Sở và các chi cục;",
            "- Lưu: VT.",
            "",
            "                          Lê Thị Hoa",
        ],
        ["Nơi nhận:\tKT. GIÁM ĐỐC\n- Như trên;\tPHÓ GIÁM ĐỐC\n- Các phòng thuộc Sở và các chi cục;\n- Lưu: VT.\n\tLê Thị Hoa"],
    ],
    ids=["tabs", "spaces", "soft line breaks"],
)
def test_recipients_and_signature_typed_beside_each_other(tmp_path: Path, rows: list[str]) -> None:
    found = lines(read(tmp_path, "".join(map(typed, ["Nội dung./.", *rows, "PHỤ LỤC", "\tCăn cứ đề nghị của Sở Xây dựng."]))))
    recipients = ["Nơi nhận:", "- Như trên;", "- Các phòng thuộc Sở và các chi cục;", "- Lưu: VT."]
    expected = [
        "Nội dung./.",
        *recipients,
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Lê Thị Hoa",
        "PHỤ LỤC",
        "Căn cứ đề nghị của Sở Xây dựng.",
    ]
    assert " ".join(found) == " ".join(expected)


def test_recipients_without_a_signature_beside_them_stay_where_they_are(tmp_path: Path) -> None:
    rows = ["GIÁM ĐỐC", "Lê Thị Hoa", "Nơi nhận:", "- Như trên;", "- Lưu: VT.", "Nơi nhận hồ sơ:\tBộ phận Một cửa."]
    assert lines(read(tmp_path, "".join(map(typed, rows)))) == [row.replace("\t", " ") for row in rows]


def test_table_rows_with_merged_cells_keep_their_columns(tmp_path: Path) -> None:
    span, top, below = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        ["TT", "Nhiệm vụ", cell("Thời gian", properties=span)],
        [cell("1", properties=top), "Rà soát hồ sơ", "Quý I", "Quý II"],
        [cell("", properties=below), "Số hóa", "", "x"],
    )
    document = read(tmp_path, body)
    rows = [[document.text[a:b] for a, b in block.cells] for block in document.blocks]
    assert rows == [["TT", "Nhiệm vụ", "Thời gian", ""], ["1", "Rà soát hồ sơ", "Quý I", "Quý II"], ["", "Số hóa", "", "x"]]
    assert document.text.split("\n")[1] == "1\tRà soát hồ sơ\tQuý I\tQuý II"
    assert [block.paragraph for block in document.blocks] == [0, 1, 2]


def test_cells_with_several_paragraphs_and_tables_inside(tmp_path: Path) -> None:
    inner = table(["a", "b"], ["c", "d"])
    document = read(tmp_path, table([cell("- Sở Nội vụ;", "- Sở Y tế"), cell("Xem", inner)]))
    assert document.text == "- Sở Nội vụ; - Sở Y tế\tXem a b c d"


def test_deleted_and_hidden_rows_are_not_printed(tmp_path: Path) -> None:
    def marked(row: str, mark: str) -> str:
        return row.replace("<w:tr>", f"<w:tr><w:trPr><w:{mark}/></w:trPr>")

    kept, deleted, hidden = (
        table([word, "1"]).partition("</w:tblGrid>")[2].removesuffix("</w:tbl>") for word in ("giữ", "bỏ", "ẩn")
    )
    body = table(["giữ", "1"]).replace(kept, kept + marked(deleted, "del") + marked(hidden, "hidden"))
    assert lines(read(tmp_path, body)) == ["giữ\t1"]


def test_a_frame_of_one_cell_is_no_table(tmp_path: Path) -> None:
    document = read(tmp_path, table([cell("Đoạn một.", "Đoạn hai.")]))
    assert [block.kind for block in document.blocks] == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


# --- notes, heads, feet -----------------------------------------------------------------------------------------------------------


def test_footnotes_follow_the_text_and_do_not_run_into_numbers(tmp_path: Path) -> None:
    def reference(note: int) -> str:
        return f'<w:r><w:footnoteReference w:id="{note}"/></w:r>'

    notes = '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    notes += f'<w:footnote w:id="5">{para("<w:r><w:footnoteRef/></w:r>", "Theo Công điện số 9.")}</w:footnote>'
    notes += f'<w:footnote w:id="2">{para("Chú thích hai.")}</w:footnote>'
    document = read(
        tmp_path, para("đến ngày 15/12/2026", reference(5), " và sau đó", reference(2)) + para("Hết."), footnotes=notes
    )
    assert document.text == "đến ngày 15/12/2026[1] và sau đó[2]\nHết.\n\n[1] Theo Công điện số 9.\n[2] Chú thích hai."
    assert [block.kind for block in document.blocks[2:]] == [BlockKind.FOOTNOTE] * 2
    assert document.blocks[2].label == "[1]"


def test_heads_and_feet_are_told_apart_from_the_text(tmp_path: Path) -> None:
    section = '<w:sectPr><w:headerReference w:type="default" r:id="r_header1"/><w:footerReference w:type="default" r:id="r_footer1"/></w:sectPr>'
    document = read(tmp_path, para("Nội dung") + section, header1=para(_field(" PAGE ", "2")), footer1=para("Báo cáo tháng 11"))
    assert document.text == "Nội dung"
    assert [(aside.kind, aside.text) for aside in document.asides] == [
        (AsideKind.PAGE_NUMBER, "2"),
        (AsideKind.RUNNING_FOOT, "Báo cáo tháng 11"),
    ]


def test_a_file_of_python_docx(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("Kế hoạch", level=1)
    made.add_paragraph("Rà soát", style="List Number")
    made.add_paragraph("Tổng hợp", style="List Number")
    made.add_paragraph("Gạch đầu dòng", style="List Bullet").runs[0].font.size = Pt(14)
    filled = made.add_table(rows=2, cols=2, style="Table Grid")
    for number, place in enumerate(filled._cells):
        place.text = str(number)
    made.save(str(tmp_path / "a.docx"))
    document = read_here(tmp_path / "a.docx")
    assert lines(document) == ["Kế hoạch", "1. Rà soát", "2. Tổng hợp", "• Gạch đầu dòng", "0\t1", "2\t3"]
    assert (document.blocks[0].kind, document.blocks[0].level) == (BlockKind.HEADING, 1)
    assert (document.read_by, document.pages, document.locate(0, 3).paragraphs) == ("docx", (), (0,))


# --- what files do to a reader ------------------------------------------------------------------------------------------------------


def test_macros_are_told_and_never_needed(tmp_path: Path) -> None:
    path = tmp_path / "a.docm"
    path.write_bytes(word_bytes(para("Nội dung"), main_type=MACRO_TYPE, files={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}))
    document = read_here(path)
    assert document.text == "Nội dung"
    assert any("macro" in warning for warning in document.warnings)


def test_a_file_named_otherwise_is_known_by_its_content(tmp_path: Path) -> None:
    write_word(tmp_path / "a.pdf", para("Nội dung"))
    assert read_here(tmp_path / "a.pdf").read_by == "docx"
    write_word(tmp_path / "0f3c", para("Nội dung"))
    assert read_here(tmp_path / "0f3c", name="TB 12.docx").name == "TB 12.docx"


def test_strict_files_and_odd_part_names(tmp_path: Path) -> None:
    strict = word_bytes(para("Nội dung", num=(1, 0)), numbering=numbering({0: [level(0, "decimal", "%1.")]}, {1: (0, "")}))
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(strict)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            data = data.replace(
                b"schemas.openxmlformats.org/wordprocessingml/2006/main", b"purl.oclc.org/ooxml/wordprocessingml/main"
            )
            data = data.replace(
                b"schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"purl.oclc.org/ooxml/officeDocument/relationships",
            )
            new.writestr(name.replace("/", "\\"), data)
    (tmp_path / "a.docx").write_bytes(changed.getvalue())
    assert read_here(tmp_path / "a.docx").text == "1. Nội dung"


def _without(data: bytes, missing: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name != missing:
                new.writestr(name, old.read(name))
    return out.getvalue()


def _with_document(xml: str) -> bytes:
    out = io.BytesIO(_without(word_bytes(para("x")), "word/document.xml"))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
    return out.getvalue()


def _encrypted() -> bytes:
    data = bytearray(word_bytes(para("x")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := data.find(signature, at + 1)) >= 0:
            data[at + offset] |= 1
    return bytes(data)


ENTITY_BOMB = (
    '<!DOCTYPE w:document [<!ENTITY a "Giao Sở Nội vụ">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9))
    + f"]><w:document {NAMESPACES}><w:body><w:p><w:r><w:t>&j;</w:t></w:r></w:p></w:body></w:document>"
)
DEEP = f"<w:document {NAMESPACES}><w:body>{'<w:tbl><w:tr><w:tc>' * 3000}{'</w:tc></w:tr></w:tbl>' * 3000}</w:body></w:document>"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (word_bytes("<w:p/>"), NoText),
        (_without(word_bytes(para("x")), "word/document.xml"), CorruptFile),
        (word_bytes(para("x"))[:-200], CorruptFile),
        (word_bytes(para("x"))[:400], CorruptFile),
        (_with_document("<w:document"), CorruptFile),
        (_with_document(ENTITY_BOMB), CorruptFile),
        (_with_document(ENTITY_BOMB.replace("<!DOCTYPE", " " * 9000 + "<!DOCTYPE")), CorruptFile),
        (_with_document(DEEP), CorruptFile),
        (_with_document(f"<w:document {NAMESPACES}><w:body>{'<w:p/>' * 8_000_000}</w:body></w:document>"), TooLarge),
        (_encrypted(), EncryptedFile),
    ],
)
def test_bad_files_are_refused_with_a_reason(tmp_path: Path, data: bytes, error: type[Exception]) -> None:
    (tmp_path / "a.docx").write_bytes(data)
    with pytest.raises(error) as raised:
        read_here(tmp_path / "a.docx")
    assert str(raised.value).endswith((".", "»."))


def test_a_damaged_part_that_the_text_does_not_need_is_no_obstacle(tmp_path: Path) -> None:
    document = read(tmp_path, para("Nội dung", num=(1, 0)), numbering="<w:num", styles="&")
    assert document.text == "Nội dung"


def test_limits_on_members_and_unpacked_size(tmp_path: Path) -> None:
    path = write_word(tmp_path / "a.docx", para("Nội dung"))
    with pytest.raises(TooLarge):
        read_here(path, limits=Limits(members=2))
    with pytest.raises(TooLarge):
        read_here(path, limits=Limits(unpacked=500))
    with pytest.raises(TooLarge):
        read_here(path, limits=Limits(size=100))


def test_number_and_date_typed_on_one_line_under_the_letterhead(tmp_path: Path) -> None:
    head = table([cell("ỦY BAN NHÂN DÂN", "TỈNH SƠN HẢI"), cell(*NATION)], ruled=False)
    below = para("<w:r><w:t>Số: 9/CT-UBND</w:t><w:tab/><w:t>Sơn Hải, ngày 05 tháng 11 năm 2026</w:t></w:r>")
    document = read(tmp_path, head + below + para("CHỈ THỊ"))
    assert lines(document)[4:] == ["Số: 9/CT-UBND", "Sơn Hải, ngày 05 tháng 11 năm 2026", "CHỈ THỊ"]
    assert document.blocks[4].kind is BlockKind.LETTERHEAD
