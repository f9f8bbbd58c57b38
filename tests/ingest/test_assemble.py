"""Whatever a reader throws at the assembler, the document keeps its promises."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.assemble import Assembler, Flag, Piece
from ingest.document import BlockKind, Document, MarkKind, Page, PageSource, from_json
from ingest.source import Source
from ingest.tidying import tidy, tidy_with_origin, untidy_places

SOURCE = Source(Path("TB 12.docx"), "TB 12.docx", "0" * 64, "text/plain")

# Text as files really hold it and as nobody would: marks before letters, control characters, other alphabets, odd spaces.
odd_text = st.text(
    alphabet=st.one_of(
        st.sampled_from(
            "aăâeêoôơuưyđĐ NghiệpỦy 12.,-\t\n\r\x00\x0b\x0c\x85\u00a0\u00ad\u200b\u2028\ufeff\uf0b7\u0300\u0301\u0302\u0306\u0323\u031b"
        ),
        st.sampled_from("ÐƣТСРЮ\u1100\u1161\u11a8\u0b47\u0b3e\ud800\U0001f600"),
        st.characters(),
    ),
    max_size=40,
)


@st.composite
def pieces(draw: st.DrawFn) -> Piece:
    text = draw(odd_text)
    left = draw(st.floats(0, 500))
    edges = [left + 5.0 * i for i in range(len(text) + 1)]
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, len(text)))
    return Piece(text, 1, 100.0, 112.0, edges, draw(st.sampled_from(["", " "])), (Flag(start, end, MarkKind.UNSURE),))


@given(odd_text)
def test_tidy_text_may_stand_in_a_block(text: str) -> None:
    clean = tidy(text)
    assert unicodedata.is_normalized("NFC", clean)
    assert clean == clean.strip()
    assert "  " not in clean
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in clean)
    assert tidy(clean) == clean
    clean.encode("utf-8")


@given(st.lists(odd_text.map(lambda text: "".join(text.split(" "))).filter(bool), min_size=1))
def test_what_holds_no_untidy_place_needs_no_tidying(words: list[str]) -> None:
    line = " ".join(words)
    untidy = set(untidy_places(line))
    at = 0
    for word in words:
        if untidy.isdisjoint(range(at, at + len(word))):
            assert tidy(word) == word
        at += len(word) + 1
    if not untidy:
        assert tidy(line) == line


@given(odd_text)
def test_origins_lead_back_to_the_raw_text(text: str) -> None:
    clean, origin = tidy_with_origin(text)
    assert clean == tidy(text)
    assert len(origin) == len(clean) + 1
    assert origin == sorted(origin)
    assert all(0 <= i <= len(text) for i in origin)


@pytest.mark.parametrize(
    ("raw", "clean", "origin"),
    [
        (" a  b", "a b", [1, 2, 4, 5]),
        ("e\u0302\u0301x ", "ếx", [0, 3, 4]),
        ("Ða\u00adng", "Đang", [0, 1, 3, 4, 5]),
    ],
)
def test_origins(raw: str, clean: str, origin: list[int]) -> None:
    assert tidy_with_origin(raw) == (clean, origin)


@given(st.lists(st.one_of(odd_text, st.lists(odd_text, max_size=4), st.lists(pieces(), max_size=4)), max_size=8), st.booleans())
def test_every_assembled_document_keeps_its_promises(contents: list[str | list[str] | list[Piece]], gap: bool) -> None:
    assembler = Assembler()
    expected: list[str] = []
    for content in contents:
        if gap:
            assembler.gap()
        if isinstance(content, str):
            added = assembler.add(content, flags=(Flag(0, len(content), MarkKind.REPAIRED),))
            wanted = tidy(content)
        elif content and isinstance(content[0], Piece):
            added = assembler.add_printed([p for p in content if isinstance(p, Piece)])
            wanted = None
        else:
            added = assembler.add_row([c for c in content if isinstance(c, str)])
            wanted = "\t".join(tidy(c) for c in content if isinstance(c, str)).strip("\t")
        if added is not None:
            expected.append(wanted if wanted is not None else assembler.text[added.start : added.end])
    document = assembler.finish(SOURCE, read_by="test", pages=[Page(1, 595, 842, PageSource.TEXT_LAYER)])
    assert [document.text[b.start : b.end] for b in document.blocks] == expected
    for line in document.lines:
        assert list(line.edges) == sorted(line.edges)
        assert document.locate(line.start, line.end).pages == (1,)


@given(st.lists(st.text(alphabet="aếĐ1 ", max_size=6), min_size=1, max_size=6))
def test_cells_are_where_their_text_is(cells: list[str]) -> None:
    assembler = Assembler()
    assembler.add("Bảng 1")
    block = assembler.add_row(cells)
    if block is None:
        assert not any(cell.strip() for cell in cells)
        return
    assert [assembler.text[a:b] for a, b in block.cells] == [tidy(cell) for cell in cells]


def _three_blocks() -> Document:
    assembler = Assembler()
    assembler.add("ỦY BAN NHÂN DÂN", kind=BlockKind.LETTERHEAD, paragraph=0)
    assembler.gap()
    assembler.add("1. Giao Sở Nội vụ", kind=BlockKind.LIST_ITEM, label="1.", level=1, paragraph=1)
    assembler.add_row(["STT", "", "Nội dung"], paragraph=2)
    return assembler.finish(SOURCE, read_by="test")


def test_blocks_are_joined_by_line_breaks_and_gaps() -> None:
    document = _three_blocks()
    assert document.text == "ỦY BAN NHÂN DÂN\n\n1. Giao Sở Nội vụ\nSTT\t\tNội dung"
    assert document.blocks[1].label == "1."
    assert document.locate(20, 22).paragraphs == (1,)
    assert from_json(document.to_json()) == document


def test_printed_lines_of_one_block() -> None:
    assembler = Assembler()
    edges = [100.0 + 6 * i for i in range(8)]
    first = Piece("phối hơ\u0323p"[:7], 1, 50, 62, edges[:8])
    second = Piece("với", 2, 40, 52, [90.0, 96.0, 102.0, 108.0], flags=(Flag(0, 1, MarkKind.HANDWRITTEN, confidence=0.3),))
    block = assembler.add_printed([first, second])
    assert block is not None
    document = assembler.finish(
        SOURCE, read_by="test", pages=[Page(1, 595, 842, PageSource.OCR), Page(2, 595, 842, PageSource.OCR)]
    )
    assert document.text == "phối hơ với"
    location = document.locate(8, 9)
    assert (location.pages, location.boxes[0].left, location.boxes[0].right) == ((2,), 90.0, 96.0)
    assert [(m.start, m.end, m.kind) for m in document.marks] == [(8, 9, MarkKind.HANDWRITTEN)]
