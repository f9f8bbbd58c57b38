"""Scanned pages pasted into Word: recognised where they are the document, told where they stand in a typed one. Real tesseract."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from docx.shared import Cm
from PIL import Image

from ingest import read_here
from ingest.document import Document, PageSource
from ingest.errors import NoText
from ingest.pictures import page_picture
from tests.ingest.drawn_pages import Put, as_scanned, picture
from tests.ingest.test_formats import office_converts

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")

FIRST = [
    "Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính rà soát biên chế,",
    "báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12/2026.",
]
SECOND = ["Thanh tra tỉnh theo dõi, đôn đốc việc thực hiện Thông báo này."]
TYPED = "Đề nghị Ủy ban nhân dân xã Tân Phong tổng hợp kết quả thực hiện. " * 30


def page(lines: list[str], *, height: float = 300) -> bytes:
    """A strip of a scanned page, 300 points high."""
    puts = [Put(text, 70, 60 + 24 * number) for number, text in enumerate(lines)]
    file = io.BytesIO()
    as_scanned(picture(puts, height=height)).save(file, "PNG", dpi=(300, 300))
    return file.getvalue()


def word_file(path: Path, build: Callable[[Any], None]) -> Path:
    document = python_docx.Document()
    build(document)
    document.save(str(path))
    return path


def put(document: Any, data: bytes, *, wide: float = 16) -> None:
    document.add_picture(io.BytesIO(data), width=Cm(wide))


def text_lines(document: Document) -> list[str]:
    return [line for line in document.text.split("\n") if line]


@needs_tesseract
def test_pictures_are_read_in_their_place(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        document.add_paragraph("PHỤ LỤC 1")
        put(document, page(FIRST))
        document.add_paragraph("PHỤ LỤC 2")
        put(document, page(SECOND))
        put(document, page(["Con dấu"]), wide=4)  # too small to hold text

    document = read_here(word_file(tmp_path / "a.docx", build))
    assert " ".join(text_lines(document)) == " ".join(["PHỤ LỤC 1", *FIRST, "PHỤ LỤC 2", *SECOND])
    assert [(p.number, p.source) for p in document.pages] == [(1, PageSource.OCR), (2, PageSource.OCR)]
    places = [(block.page, block.paragraph) for block in document.blocks]
    assert list(dict.fromkeys(places)) == [(None, 0), (1, None), (None, 1), (2, None)]
    assert document.read_by == "docx"
    assert any("2 hình ảnh chứa chữ" in warning for warning in document.warnings)
    at = document.text.index("15/12/2026")
    assert document.locate(at, at + 10).boxes[0].page == 1


@needs_tesseract
def test_a_file_of_scans_alone_is_shown_as_pages(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", lambda document: (put(document, page(FIRST)), put(document, page(SECOND)), None)[2])
    document = read_here(path)
    assert document.read_by == "ocr"
    assert all(block.page for block in document.blocks)
    drawn = [Image.open(io.BytesIO(page_picture(path, number))) for number in (1, 2)]
    assert all(image.width > 3 * image.height / 2 for image in drawn)
    with pytest.raises(IndexError):
        page_picture(path, 3)


def test_in_a_typed_document_a_large_picture_is_named(tmp_path: Path) -> None:
    def build(document: Any) -> None:
        document.add_paragraph(TYPED)
        put(document, page(FIRST))
        put(document, page(["Chữ ký"]), wide=5)

    document = read_here(word_file(tmp_path / "a.docx", build))
    assert text_lines(document) == [TYPED.strip()]
    (warning,) = document.warnings
    assert "1 hình ảnh lớn" in warning
    assert "«image1.png»" in warning
    assert document.pages == ()


def test_small_pictures_are_no_matter(tmp_path: Path) -> None:
    build = lambda document: (document.add_paragraph("Giao Sở Y tế."), put(document, page(FIRST), wide=6), None)[2]  # noqa: E731
    assert read_here(word_file(tmp_path / "a.docx", build)).warnings == ()


@needs_tesseract
def test_a_picture_that_cannot_be_opened_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    path = word_file(tmp_path / "a.docx", lambda document: (put(document, page(FIRST)), put(document, page(SECOND)), None)[2])
    data = path.read_bytes()
    damaged = _with_part(data, "word/media/image1.png", b"\x89PNG\r\n\x1a\n broken")
    path.write_bytes(damaged)
    document = read_here(path)
    assert text_lines(document) == SECOND
    assert [p.number for p in document.pages] == [1, 2]
    assert any("«image1.png»" in warning for warning in document.warnings)
    assert page_picture(path, 1)


@needs_tesseract
def test_pictures_without_any_text(tmp_path: Path) -> None:
    with pytest.raises(NoText, match="hình ảnh"):
        read_here(word_file(tmp_path / "a.docx", lambda document: put(document, page([]))))


@needs_tesseract
def test_a_cropped_and_turned_picture_is_read_as_shown(tmp_path: Path) -> None:
    image = Image.open(io.BytesIO(page([*FIRST, "", "", "", "", "Phần bị cắt không hiện trên trang."])))
    turned = io.BytesIO()
    image.rotate(90, expand=True).save(turned, "PNG")  # its head to the left; shown upright again by Word

    def build(document: Any) -> None:
        document.add_picture(io.BytesIO(turned.getvalue()), width=Cm(8), height=Cm(16))
        (pic,) = document.element.body.iter("{*}pic")
        next(pic.iter("{*}xfrm")).set("rot", "5400000")
        fill = next(pic.iter("{*}blip"))
        cut = fill.makeelement("{http://schemas.openxmlformats.org/drawingml/2006/main}srcRect", {"r": "50000"})
        fill.addnext(cut)

    document = read_here(word_file(tmp_path / "a.docx", build))
    assert " ".join(text_lines(document)) == " ".join(FIRST)


@needs_tesseract
@pytest.mark.slow
@pytest.mark.parametrize("target", ["doc", "odt"])
def test_older_formats_on_the_same_way(tmp_path: Path, target: str) -> None:
    path = word_file(
        tmp_path / "a.docx", lambda document: (document.add_paragraph("PHỤ LỤC"), put(document, page(FIRST)), None)[2]
    )
    document = read_here(office_converts(path, target, tmp_path))
    assert " ".join(text_lines(document)) == " ".join(["PHỤ LỤC", *FIRST])
    assert document.read_by == target


def _with_part(data: bytes, name: str, content: bytes) -> bytes:
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(info, content if info.filename == name else old.read(info))
    return out.getvalue()
