"""Slips of recognition are read past; what is quoted stays as recognised."""

from __future__ import annotations

from dataclasses import replace

import pytest
from document_factories import typed

from extract import extract, recognised
from ingest.document import Document, Page, PageSource


def _scanned(text: str) -> Document:
    document = typed(text)
    blocks = tuple(block._replace(page=1) for block in document.blocks)
    return replace(document, blocks=blocks, pages=(Page(1, 595, 842, PageSource.OCR),), read_by="ocr")


@pytest.mark.parametrize(
    ("printed", "reading"),
    [
        ("Sở Nội vụ phối hơp với Uỷ ban", "Sở Nội vụ phối hợp với Uỷ ban"),
        ("Chú tịch UBND tỉnh", "Chủ tịch UBND tỉnh"),
        ("ĐÊ NGHỊ các đơn vị khân trương", "ĐỀ NGHỊ các đơn vị khẩn trương"),
        ("Sở Tài chính bố trí vốn", "Sở Tài chính bố trí vốn"),
        ("trước ngày 15/12/2025", "trước ngày 15/12/2025"),
    ],
)
def test_marks_of_known_phrases_come_back(printed: str, reading: str) -> None:
    found = recognised.reading(_scanned(printed))
    assert found == reading
    assert len(found) == len(printed)


def test_typed_text_is_read_as_it_stands() -> None:
    document = typed("Sở Nội vụ phối hơp với các đơn vị")
    assert recognised.reading(document) is document.text


def test_findings_quote_what_was_recognised() -> None:
    found = extract(_scanned("UBND tỉnh giao Sở Y tế chú trì, phối hơp với Sở Nội vụ báo cáo trước ngày 05/12/2025.")).directives
    assert [(t.text, [b.name for b in t.coordinating]) for t in found] == [
        ("Sở Y tế chú trì, phối hơp với Sở Nội vụ báo cáo trước ngày 05/12/2025", ["Sở Nội vụ"])
    ]
