"""Pages of a PDF that are not all of a kind: one is broken, one holds a picture of text, one says nothing in its text layer."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest
from PIL import Image

from ingest import read_here
from ingest.document import MarkKind, PageSource
from ingest.errors import CorruptFile, NoText
from ingest.limits import Limits
from tests.ingest.drawn_pages import Put, bare_pdf, pdf, picture, stream

FIRST = "Giao Sở Nội vụ rà soát hồ sơ tồn đọng trước ngày 15/12/2026."
SECOND = "Giao Sở Tài chính bố trí kinh phí thực hiện trong quý IV."
THIRD = "Giao Văn phòng theo dõi, đôn đốc việc thực hiện."


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    return path


# --- broken pages ---------------------------------------------------------------------------------------------------------------------


def three_pages() -> tuple[bytes, list[bytes]]:
    """A PDF of three pages, and the numbers of their objects."""
    data = pdf([[Put(text, 85, 120)] for text in (FIRST, SECOND, THIRD)])
    kids = re.search(rb"/Kids\s*\[([^\]]*)\]", data)
    assert kids is not None
    return data, re.findall(rb"(\d+) 0 R", kids[1])


def page_that_is_not_there(data: bytes, number: bytes) -> bytes:
    return re.sub(rb"(/Kids\s*\[[^\]]*?)\b%s 0 R" % number, lambda found: found[1] + b"9" * len(number) + b" 0 R", data)


def page_that_cannot_be_parsed(data: bytes, number: bytes) -> bytes:
    return data.replace(b"\n%s 0 obj" % number, b"\n%s 0 xbj" % number)


def page_that_is_something_else(data: bytes, number: bytes) -> bytes:
    return re.sub(rb"(\n%s 0 obj\s*<<.*?)/Type\s*/Page\b" % number, rb"\1/Type/Font", data, flags=re.DOTALL)


Damage = Callable[[bytes, bytes], bytes]
DAMAGES = [page_that_is_not_there, page_that_cannot_be_parsed, page_that_is_something_else]


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_broken_page_is_told_and_the_others_are_read(tmp_path: Path, damage: Damage) -> None:
    data, pages = three_pages()
    document = read_here(written(tmp_path, damage(data, pages[1])))
    assert document.text.split() == [*FIRST.split(), *THIRD.split()]
    assert [page.source for page in document.pages] == [PageSource.TEXT_LAYER, PageSource.NONE, PageSource.TEXT_LAYER]
    (warning,) = document.warnings
    assert warning.startswith("Trang 2 ")
    assert document.locate(len(document.text) - len(THIRD), len(document.text)).pages == (3,)


def test_a_file_of_broken_pages_alone_is_refused(tmp_path: Path) -> None:
    data, pages = three_pages()
    for number in pages:
        data = page_that_cannot_be_parsed(data, number)
    with pytest.raises(CorruptFile):
        read_here(written(tmp_path, data))


def three_pages_of_forms(second: Sequence[tuple[bytes, int]]) -> bytes:
    """Three pages with a line of text each; the second draws the first of ``second``: forms with their content and the one they name,
    counted from that."""
    texts = (b"Giao UBND xa theo doi", b"Trang hai", b"Giao UBND xa bao cao")
    catalogue = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [4 0 R 6 0 R 8 0 R] /Count 3 >>"]
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    pages = []
    for number, text in enumerate(texts):
        uses = b"/Font << /F 3 0 R >> /XObject << /A 10 0 R >>"
        pages.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << %s >> >>"
            % (5 + 2 * number, uses)
        )
        pages.append(stream(b"BT /F 14 Tf 60 700 Td (%s) Tj ET %s" % (text, b"/A Do" if number == 1 else b"")))
    head = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject << /A %d 0 R >> >>"
    forms = [stream(content, head % (10 + other)) for content, other in second]
    return bare_pdf([*catalogue, font, *pages, *forms])


@pytest.mark.parametrize(
    "forms",
    [[(b"/A Do /A Do", 0)], [(b"/A Do /A Do", number + 1) for number in range(30)] + [(b"0 0 9 9 re f", 30)]],
    ids=["a form in itself", "thirty forms, each twice in the one before"],
)
def test_drawings_without_end_cost_only_their_page(tmp_path: Path, forms: list[tuple[bytes, int]]) -> None:
    document = read_here(written(tmp_path, three_pages_of_forms(forms)), limits=Limits(seconds=6))
    assert document.text.split() == ["Giao", "UBND", "xa", "theo", "doi", "Giao", "UBND", "xa", "bao", "cao"]
    (warning,) = document.warnings
    assert warning.startswith("Trang 2 có hình vẽ lồng nhau")


def test_drawings_in_drawings_are_no_harm(tmp_path: Path) -> None:
    forms = [(b"/A Do", number + 1) for number in range(12)] + [(b"0 0 9 9 re f", 12)]
    document = read_here(written(tmp_path, three_pages_of_forms(forms)))
    assert [page.source for page in document.pages] == [PageSource.TEXT_LAYER] * 3
    assert not document.warnings


# --- pictures on digital pages ----------------------------------------------------------------------------------------------------------


def with_picture(data: bytes, shown: Image.Image, left: float, top: float, width: float, height: float) -> bytes:
    """The PDF with a picture on its first page, place and size in points."""
    document = pdfium.PdfDocument(data)
    page = document[0]
    image = pdfium.PdfImage.new(document)
    image.set_bitmap(pdfium.PdfBitmap.from_pil(shown))
    image.set_matrix(pdfium.PdfMatrix().scale(width, height).translate(left, 842 - top - height))
    page.insert_obj(image)
    page.gen_content()
    file = io.BytesIO()
    document.save(file)
    document.close()
    return file.getvalue()


ANNEX = [
    "Phụ lục danh mục nhiệm vụ giao các đơn vị thực hiện",
    "Sở Nông nghiệp và Môi trường kiểm tra công trình thủy lợi",
    "Sở Xây dựng hoàn thành thẩm định hồ sơ thiết kế",
]


def scanned_annex() -> Image.Image:
    return picture([Put(text, 40, 60 + 40 * number) for number, text in enumerate(ANNEX)], width=480, height=300)


def test_text_in_a_large_picture_on_a_digital_page_is_read_too(tmp_path: Path) -> None:
    content = with_picture(pdf([[Put(FIRST, 85, 100), Put(SECOND, 85, 600)]]), scanned_annex(), 60, 180, 480, 300)
    document = read_here(written(tmp_path, content))
    assert document.text.split("\n") == [FIRST, *ANNEX, SECOND]
    (warning,) = document.warnings
    assert warning.startswith("Trang 1 có hình chứa chữ")
    start = document.text.index("thủy lợi")
    (box,) = document.locate(start, start + len("thủy lợi")).boxes
    assert 60 < box.left < box.right < 540
    assert box.top < 180 + 100 < box.bottom
    assert not document.marks_in(0, len(FIRST))


def test_a_line_typed_over_a_scan_does_not_hide_the_scan(tmp_path: Path) -> None:
    scan = picture([Put(text, 85, 200 + 30 * number) for number, text in enumerate(ANNEX)])
    content = with_picture(pdf([[Put(FIRST, 85, 100)]]), scan, 0, 0, 595, 842)
    document = read_here(written(tmp_path, content))
    assert document.text.split("\n") == [FIRST, *ANNEX]


def test_a_photograph_adds_no_words(tmp_path: Path) -> None:
    shades = np.random.default_rng(5).normal(0, 1, (30, 48, 3)).cumsum(axis=0).cumsum(axis=1)
    photo = Image.fromarray(np.clip(128 + 9 * shades, 0, 255).astype(np.uint8)).resize((2000, 1250), Image.Resampling.BICUBIC)
    document = read_here(written(tmp_path, with_picture(pdf([[Put(FIRST, 85, 100)]]), photo, 60, 180, 480, 300)))
    assert document.text == FIRST
    assert not [mark for mark in document.marks if mark.kind is not MarkKind.UNREADABLE]


def test_a_searchable_scan_is_taken_by_its_layer(tmp_path: Path) -> None:
    """What stands in the picture is in the layer: nothing is recognised again, nothing comes twice."""
    lines = [Put(f"{number}. {FIRST}", 60, 80 + 24 * number) for number in range(1, 28)]
    content = with_picture(pdf([lines]), picture(lines), 0, 0, 595, 842)
    document = read_here(written(tmp_path, content))
    assert document.text.split("\n") == [put.text for put in lines]
    assert [page.source for page in document.pages] == [PageSource.TEXT_LAYER]
    assert not document.warnings


# --- text layers that say nothing ---------------------------------------------------------------------------------------------------------


def mute_font_page(shown: bytes) -> bytes:
    """A page whose font does not say which letters its glyphs are."""
    descendant = (
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /ABCDEF+Mute /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) \
/Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /ABCDEF+Mute /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 \
/Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> /DW 500 >>"
    )
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /ABCDEF+Mute /Encoding /Identity-H /DescendantFonts [6 0 R] >>"
    return bare_pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
            stream(b"BT /F 14 Tf 60 700 Td <%s> Tj ET" % shown),
            font,
            descendant,
        ]
    )


@pytest.mark.parametrize("glyphs", [range(0x4D0, 0x4F0), range(0xE000, 0xE020), range(1, 0x18)])
def test_glyphs_without_letters_are_not_taken_for_text(tmp_path: Path, glyphs: range) -> None:
    path = written(tmp_path, mute_font_page(b"".join(b"%04X" % glyph for glyph in glyphs)))
    with contextlib.suppress(NoText):  # without the font there may be nothing to see, either
        assert [page.source for page in read_here(path).pages] == [PageSource.OCR]


def test_numbers_of_glyphs_in_place_of_letters_are_not_believed(tmp_path: Path) -> None:
    lines = [
        Put("(cid:71)(cid:105)(cid:97)(cid:111) (cid:83)(cid:1043) (cid:78)(cid:7897)(cid:105)", 60, 100 + 20 * n)
        for n in range(5)
    ]
    document = read_here(written(tmp_path, pdf([lines])))
    assert [page.source for page in document.pages] == [PageSource.OCR]


def test_a_page_of_numbers_is_believed(tmp_path: Path) -> None:
    rows = [Put(f"{number}  1.250  3.480,5  97,2%", 85, 100 + 20 * number) for number in range(1, 9)]
    document = read_here(written(tmp_path, pdf([rows])))
    assert [page.source for page in document.pages] == [PageSource.TEXT_LAYER]
