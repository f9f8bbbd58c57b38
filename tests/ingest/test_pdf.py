"""PDF files end to end: text layers, what signing programs draw over them, old fonts, bad files."""

from __future__ import annotations

import io
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from PIL import Image, ImageFont

from ingest import read_here
from ingest.document import AsideKind, BlockKind, Document, PageSource, Signature
from ingest.errors import CorruptFile, EmptyFile, EncryptedFile, NoText, TooManyPages
from ingest.limits import Limits
from ingest.pictures import page_picture
from tests.ingest.drawn_pages import Put, bare_pdf, font_path, pdf, stream

LINES = [
    "Giao Sở Nội vụ chủ trì, phối hợp với các đơn vị rà soát hồ sơ tồn đọng,",
    "báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12/2026.",
]


def written(tmp_path: Path, content: bytes, name: str = "a.pdf") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def two_lines(foot: float = 120) -> list[Put]:
    return [Put(text, 85, foot + 18 * number) for number, text in enumerate(LINES)]


# --- a document as Word makes it ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def from_word(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """A conclusion notice of several pages, made by LibreOffice from a Word file."""
    folder = tmp_path_factory.mktemp("pdf")
    made = docx.Document()
    made.styles["Normal"].font.name = "Liberation Serif"
    made.styles["Normal"].font.size = Pt(14)
    head = made.add_table(rows=1, cols=2)
    for cell, texts in zip(
        head.rows[0].cells,
        (
            ["ỦY BAN NHÂN DÂN", "TỈNH SƠN HẢI", "Số: 45/TB-UBND"],
            ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Sơn Hải, ngày 05 tháng 11 năm 2026"],
        ),
        strict=True,
    ):
        cell.text = "\n".join(texts)
        for paragraph in cell.paragraphs:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            for run in paragraph.runs:
                run.font.size = Pt(10)
    for text in BODY:
        paragraph = made.add_paragraph(text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Pt(36)
    table = made.add_table(rows=1, cols=3, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("TT", "Nhiệm vụ", "Thời hạn"), strict=True):
        cell.text = text
    for number in range(1, 4):
        row = table.add_row().cells
        row[0].text, row[1].text, row[2].text = (
            str(number),
            f"Rà soát hồ sơ đất đai tồn đọng của phường thứ {number}",
            "Quý IV/2026",
        )
    made.save(folder / "thong bao.docx")
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{folder}/profile",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
    ]
    subprocess.run([*command, str(folder / "thong bao.docx")], check=True, capture_output=True, timeout=120)
    return read_here(folder / "thong bao.pdf")


BODY = [
    "Ngày 03/11/2026, Chủ tịch Ủy ban nhân dân tỉnh Nguyễn Văn An chủ trì cuộc họp về giải ngân vốn đầu tư công và kết luận như sau:",
    *(
        f"{number}. Sở Tài chính chủ trì, phối hợp với các chủ đầu tư rà soát tiến độ của dự án nhóm {number}, làm rõ nguyên nhân chậm, "
        "đề xuất điều chuyển vốn sang các dự án có khả năng giải ngân cao hơn, bảo đảm đúng quy định của Luật Đầu tư công; báo cáo Ủy "
        "ban nhân dân tỉnh kết quả thực hiện trước ngày 20 hằng tháng để chỉ đạo, tháo gỡ kịp thời các khó khăn, vướng mắc phát sinh."
        for number in range(1, 11)
    ),
]


def test_a_word_document_printed_to_pdf_is_read_as_it_was_written(from_word: Document) -> None:
    blocks = [from_word.text[block.start : block.end] for block in from_word.blocks]
    assert blocks[:6] == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH SƠN HẢI",
        "Số: 45/TB-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Sơn Hải, ngày 05 tháng 11 năm 2026",
    ]
    assert blocks[6 : 6 + len(BODY)] == BODY
    assert blocks[-4:] == [
        "TT\tNhiệm vụ\tThời hạn",
        *(f"{n}\tRà soát hồ sơ đất đai tồn đọng của phường thứ {n}\tQuý IV/2026" for n in (1, 2, 3)),
    ]
    assert from_word.read_by == "pdf"
    assert len(from_word.pages) > 1
    assert {page.source for page in from_word.pages} == {PageSource.TEXT_LAYER}


def test_every_character_of_a_digital_page_has_a_place(from_word: Document) -> None:
    covered = sum(line.end - line.start for line in from_word.lines)
    assert covered > 0.97 * len(from_word.text)
    for line in from_word.lines:
        assert list(line.edges) == sorted(line.edges)
        assert line.edges[0] >= 0
        assert line.edges[-1] <= from_word.pages[line.page - 1].width
    assert {block.kind for block in from_word.blocks} >= {BlockKind.LETTERHEAD, BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}


# --- places ---------------------------------------------------------------------------------------------------------------------------


def test_a_word_is_found_where_it_is_printed(tmp_path: Path) -> None:
    document = read_here(written(tmp_path, pdf([two_lines()])))
    start = document.text.index("15/12/2026")
    (box,) = document.locate(start, start + 10).boxes
    page = Image.open(io.BytesIO(page_picture(tmp_path / "a.pdf", 1, dpi=144))).convert("L")
    ink = page.crop((int(box.left * 2), int(box.top * 2), int(box.right * 2), int(box.bottom * 2)))
    beside = page.crop((int(box.right * 2) + 12, int(box.top * 2), int(box.right * 2) + 60, int(box.bottom * 2)))
    assert min(ink.getdata()) < 100
    assert min(beside.getdata()) > 200


def test_a_turned_page_is_read_and_measured_as_it_is_seen(tmp_path: Path) -> None:
    document = read_here(written(tmp_path, pdf([two_lines()], rotation=90)))
    assert (document.pages[0].width, document.pages[0].height) == (842, 595)
    assert all(0 <= line.edges[-1] <= 842 and line.bottom <= 595 for line in document.lines)


# --- what signing programs draw ------------------------------------------------------------------------------------------------------


FORM = [Put("Số:          /TB-UBND", 85, 100), *two_lines(140)]
NUMBER = [Put("45", 112, 100)]
STAMP = [Put("Ký bởi: Ủy ban nhân dân tỉnh Sơn Hải", 380, 20, 8), Put("Thời gian ký: 05/11/2026 08:15:00 +07:00", 380, 30, 8)]


@pytest.mark.parametrize("contents", [b"/Contents ", b"/C#6fntents "], ids=["plain", "a name that no search of the bytes finds"])
def test_a_number_drawn_by_a_signing_program_belongs_to_the_text_and_its_stamp_does_not(contents: bytes, tmp_path: Path) -> None:
    path = written(tmp_path, pdf([FORM], drawn_over=[NUMBER, STAMP]).replace(b"/Contents ", contents))
    before = path.read_bytes()
    document = read_here(path)
    assert document.text.split("\n")[0] == "Số: 45 /TB-UBND"
    assert "Ký bởi" not in document.text
    (aside,) = [one for one in document.asides if one.kind is AsideKind.SIGNATURE_STAMP]
    assert aside.text == "Ký bởi: Ủy ban nhân dân tỉnh Sơn Hải\nThời gian ký: 05/11/2026 08:15:00 +07:00"
    assert document.signatures == (Signature("Ủy ban nhân dân tỉnh Sơn Hải", "2026-11-05T08:15:00+07:00", None),)
    assert path.read_bytes() == before


def test_the_picture_of_a_page_shows_what_was_drawn_over_it(tmp_path: Path) -> None:
    plain = page_picture(written(tmp_path, pdf([FORM]), "plain.pdf"), 1)
    stamped = page_picture(written(tmp_path, pdf([FORM], drawn_over=[NUMBER, STAMP]), "stamped.pdf"), 1)
    assert dark(stamped) > dark(plain) + 100


def dark(png: bytes) -> int:
    return sum(value < 128 for value in Image.open(io.BytesIO(png)).convert("L").getdata())


# --- odd text layers ------------------------------------------------------------------------------------------------------------------


def old_font_page(name: bytes, text: bytes) -> bytes:
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /%s /Encoding /WinAnsiEncoding >>" % name
    content = b"BT /F 14 Tf 60 700 Td (%s) Tj ET" % text
    return bare_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
            stream(content),
            font,
        ]
    )


@pytest.mark.parametrize(
    ("font", "typed"),
    [
        (b"VNI-Times", "Giao Sôû Noäi vuï baùo caùo tieán ñoä thöïc hieän"),
        (b".VnTime", "Giao Së Néi vô b¸o c¸o tiÕn ®é thùc hiÖn"),
    ],
)
def test_fonts_of_before_unicode_are_read_by_their_name(tmp_path: Path, font: bytes, typed: str) -> None:
    document = read_here(written(tmp_path, old_font_page(font, typed.encode("cp1252"))))
    assert document.text == "Giao Sở Nội vụ báo cáo tiến độ thực hiện"
    (line,) = document.lines
    assert list(line.edges) == sorted(line.edges)


def test_glyphs_printed_twice_for_boldness_count_once(tmp_path: Path) -> None:
    twice = [shifted for put in two_lines() for shifted in (put, Put(put.text, put.left + 0.3, put.foot))]
    assert " ".join(read_here(written(tmp_path, pdf([twice]))).text.split()) == " ".join(LINES)


def test_a_text_layer_from_an_english_recogniser_is_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is recognised instead; that it is shows in the source of the page."""
    poor = [
        "uY BAN NgAN nAN tfnh Son Hii",
        "Cdn cri cdc quy dinh ciia phdp luit vi ngdn sdch",
        "giao Sd Tdi chfnh chi tri thrc hign cdc n6i dung",
    ]
    path = written(tmp_path, pdf([[Put(text, 85, 120 + 20 * number) for number, text in enumerate(poor)]]))
    document = read_here(path)
    assert [page.source for page in document.pages] == [PageSource.OCR]


# --- letters and their spaces ------------------------------------------------------------------------------------------------------


def flat(content: bytes) -> bytes:
    """A PDF as some LibreOffices write it: its fonts do not say how high they are."""
    return re.sub(rb"/(Ascent|Descent) -?\d+", lambda match: b"/" + match[1] + b" 0", content)


def test_fonts_that_do_not_say_how_high_they_are_make_no_difference(tmp_path: Path) -> None:
    puts = [
        *two_lines(100),
        Put("thi công “3 ca, 4 kíp”, bảo đảm tiến độ.", 85, 160),
        Put("Nơi nhận:", 85, 200, 12),
        Put("TM. ỦY BAN NHÂN DÂN", 360, 200),
        Put("- Như trên;", 85, 216, 11),
        Put("CHỦ TỊCH", 400, 216),
    ]
    plain = read_here(written(tmp_path, pdf([puts])))
    other = read_here(written(tmp_path, flat(pdf([puts])), "flat.pdf"))
    assert "“3 ca, 4 kíp”, bảo đảm" in other.text
    assert other.text == plain.text
    for line, same in zip(other.lines, plain.lines, strict=True):
        assert (line.top, line.bottom) == pytest.approx((same.top, same.bottom), abs=0.1)


def test_no_space_stands_behind_a_raised_digit(tmp_path: Path) -> None:
    edges = [
        ("diện tích 120,5 m", 14.0, 100.0),
        ("2", 9.0, 95.0),
        ("; thể tích 3,2 m", 14.0, 100.0),
        ("3", 9.0, 95.0),
        (".", 14.0, 100.0),
    ]
    left, puts = 85.0, []
    for text, size, foot in edges:
        puts.append(Put(text, left, foot, size))
        left += ImageFont.truetype(font_path(), 1000).getlength(text) * size / 1000
    document = read_here(written(tmp_path, pdf([puts])))
    assert document.text == "diện tích 120,5 m2; thể tích 3,2 m3."


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Q U Y Ế T   Đ Ị N H", "QUYẾT ĐỊNH"),
        ("G I Ấ Y   M Ờ I", "GIẤY MỜI"),
        ("N G H Ị   Q U Y Ế T   S Ố   3", "NGHỊ QUYẾT SỐ 3"),
        ("A B C D", "A B C D"),  # no syllable comes of it
        ("1 2 3 4 5", "1 2 3 4 5"),
    ],
)
def test_a_heading_of_spaced_letters_is_read_as_its_words(typed: str, read: str, tmp_path: Path) -> None:
    document = read_here(written(tmp_path, pdf([[Put(typed, 200, 100), *two_lines()]])))
    assert document.text.split("\n")[0] == read


# --- text that does not stand upright --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "across",
    [
        Put("vanthu - 08/09/2026 10:22:33 - máy 2", 30, 700, 9, turned=-90),
        Put("vanthu - 08/09/2026 10:22:33 - máy 2", 570, 300, 9, turned=90),
        Put("BẢN SAO", 150, 600, 90, turned=-45),
    ],
    ids=["upwards", "downwards", "watermark"],
)
@pytest.mark.parametrize("rotation", [0, 180])
def test_what_is_printed_across_a_page_stands_beside_its_text(across: Put, rotation: int, tmp_path: Path) -> None:
    page = [across, *two_lines(), *two_lines(400)]
    turned = (
        [replace(one, left=595 - one.left, foot=842 - one.foot, turned=one.turned + 180) for one in page] if rotation else page
    )
    document = read_here(written(tmp_path, pdf([turned], rotation=rotation)))
    assert [(one.kind, one.text) for one in document.asides] == [(AsideKind.TURNED, across.text)]
    assert [one for one in document.text.split("\n") if one] == [" ".join(LINES)] * 2


def test_heads_that_stand_upright_in_narrow_columns_are_read(tmp_path: Path) -> None:
    frame = [(85, y, 485, y) for y in (100, 200, 230)] + [(x, 100, x, 230) for x in (85, 285, 385, 485)]
    heads = [Put("Đơn vị", 90, 160), Put("Tiếp nhận", 330, 190, turned=-90), Put("trong kỳ", 350, 190, turned=-90)]
    row = [Put("Sở Nội vụ", 90, 220), Put("1.250", 300, 220), Put("98,2", 400, 220)]
    puts = [*heads, Put("Tỷ lệ (%)", 440, 190, turned=-90), *row, *two_lines(300)]
    document = read_here(written(tmp_path, pdf([puts], rulings=frame)))
    assert document.text.split("\n")[:2] == ["Đơn vị\tTiếp nhận trong kỳ\tTỷ lệ (%)", "Sở Nội vụ\t1.250\t98,2"]


def test_a_page_whose_whole_text_lies_on_its_side_is_read(tmp_path: Path) -> None:
    lines = [*LINES, "Văn phòng theo dõi, đôn đốc việc thực hiện, định kỳ hằng tháng"]
    puts = [Put(text, 100 + 22 * number, 700, turned=-90) for number, text in enumerate(lines)]
    document = read_here(written(tmp_path, pdf([puts])))
    assert " ".join(document.text.split()) == " ".join(lines)
    assert [page.source for page in document.pages] == [PageSource.OCR]


def test_what_a_page_does_not_show_is_not_read(tmp_path: Path) -> None:
    source = pdfium.PdfDocument(pdf([[Put("In lúc 10:22 - CMYK", 100, 20), *two_lines(), Put("CB_12.indd", 5, 400)]]))
    source[0].set_cropbox(60, 0, 595, 800)
    path = tmp_path / "a.pdf"
    source.save(path)
    assert " ".join(read_here(path).text.split()) == " ".join(LINES)


# --- bad files ------------------------------------------------------------------------------------------------------------------------


def encrypted() -> bytes:
    from bench import files

    return files.pdf([LINES], password="matkhau")


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"", EmptyFile),
        (b"%PDF-1.7\nnothing of a file", CorruptFile),
        (bare_pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"]), CorruptFile),
        (pdf([[]]), NoText),
    ],
    ids=["empty", "corrupt", "no pages", "blank"],
)
def test_files_that_cannot_be_read_say_why(tmp_path: Path, content: bytes, trouble: type[Exception]) -> None:
    with pytest.raises(trouble):
        read_here(written(tmp_path, content), name="a.pdf")


def test_an_encrypted_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(EncryptedFile):
        read_here(written(tmp_path, encrypted()))


def test_a_file_of_too_many_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TooManyPages):
        read_here(written(tmp_path, pdf([two_lines()] * 4)), limits=Limits(pages=3))


def test_asking_for_a_page_that_is_not_there(tmp_path: Path) -> None:
    path = written(tmp_path, pdf([two_lines()]))
    with pytest.raises(IndexError):
        page_picture(path, 2)


def test_pages_are_closed(tmp_path: Path) -> None:
    """A document can be read again and again; PDFium would complain about pages left open when its document is closed."""
    path = written(tmp_path, pdf([two_lines()] * 3))
    for _ in range(3):
        assert len(read_here(path).pages) == 3
    with path.open("rb") as file:
        assert len(pdfium.PdfDocument(file)) == 3


# --- real documents -------------------------------------------------------------------------------------------------------------------


@pytest.mark.shared
@pytest.mark.parametrize("name", ["097", "075", "095"])
def test_real_digital_documents_are_read_almost_without_a_wrong_word(shared_gold: Path, name: str) -> None:
    from tests.ingest.word_errors import word_error_rate

    (path,) = shared_gold.glob(f"{name}_*.pdf")
    document = read_here(path)
    assert word_error_rate(path.with_suffix(".txt").read_text("utf-8"), document.text) <= 0.005
    assert document.signatures
    assert all(signature.intact is not False for signature in document.signatures)


# --- what the comparison of speed compares --------------------------------------------------------------------------------------------


def test_text_and_boxes_are_the_letters_of_bare_text_each_in_its_place() -> None:
    from bench.pdf import SAMPLES, bare_text, text_and_boxes

    path = SAMPLES / "03_bao_cao_nhiem_vu.pdf"
    found = text_and_boxes(path)
    assert ["".join(page.text.split()) for page in found] == ["".join(page.split()) for page in bare_text(path)]
    for page in found:
        for word in page:
            assert len(word.edges) == len(word.text) + 1
            assert all(before <= edge <= 595 for before, edge in zip((0, *word.edges), word.edges, strict=False))
            assert 0 < word.top < word.bottom < 842
