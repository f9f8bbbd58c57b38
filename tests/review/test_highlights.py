"""Findings on the source: no letter lost, every finding reachable where it stands."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.document import Block, BlockKind, Document, Line, Page, PageSource
from review.highlights import KINDS, Highlight, Segments, rectangles
from review.source import parts

TEXT = "Giao Sở Nội vụ báo cáo trước ngày 15/12/2026, Sở Tài chính phối hợp."

spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT) + 5), st.sampled_from(KINDS))
highlights = st.lists(spans, max_size=12).map(
    lambda rows: [Highlight(f"{kind}-{number}", kind, start, end) for number, (start, end, kind) in enumerate(rows)]
)


@given(highlights, st.integers(0, len(TEXT)), st.integers(0, len(TEXT)))
def test_pieces_are_the_text_and_know_all_that_covers_them(found: list[Highlight], start: int, end: int) -> None:
    pieces = Segments(TEXT, found).of(start, max(start, end))
    assert "".join(piece.text for piece in pieces) == TEXT[start : max(start, end)]
    at = start
    for piece in pieces:
        until = at + len(piece.text)
        inside = {h.key for h in found if h.start <= at and until <= h.end <= len(TEXT)}
        assert set(piece.keys) == inside
        at = until


def test_the_smallest_finding_comes_first() -> None:
    task, deadline = Highlight("task-1", "task", 0, 44), Highlight("deadline-0", "deadline", 23, 44)
    pieces = Segments(TEXT, [task, deadline]).of(0, len(TEXT))
    assert [piece.keys for piece in pieces] == [("task-1",), ("deadline-0", "task-1"), ()]


def test_of_two_on_the_same_words_what_is_wrong_comes_first_and_what_agrees_last() -> None:
    figure, agrees, wrong = (
        Highlight(key, kind, 34, 44) for key, kind in (("figure-1", "figure"), ("check-0", "agree"), ("check-1", "check"))
    )
    pieces = Segments(TEXT, [agrees, figure, wrong]).of(34, 44)
    assert [piece.keys for piece in pieces] == [("check-1", "figure-1", "check-0")]


def page_of_two_lines() -> Document:
    middle = 35
    lines = [
        Line(start, end, 1, top, top + 12, [60 + 6 * i for i in range(end - start + 1)])
        for start, end, top in ((0, middle, 100), (middle, len(TEXT), 116))
    ]
    blocks = (Block(0, len(TEXT), page=1),)
    pages = (Page(1, 595, 842, PageSource.TEXT_LAYER),)
    return Document("a.pdf", "0" * 64, "application/pdf", TEXT, blocks, pages, tuple(lines)).check()


def test_a_finding_over_two_lines_has_a_rectangle_on_each() -> None:
    drawn = rectangles(page_of_two_lines(), [Highlight("task-1", "task", 5, 44)])
    assert [(r.left, r.top, r.width) for r in drawn[1]] == [(90, 100, 180), (60, 116, 54)]


def test_what_covers_less_lies_on_top_and_one_place_is_drawn_once() -> None:
    found = [
        Highlight("deadline-0", "deadline", 23, 34),
        Highlight("task-1", "task", 0, 34),
        Highlight("task-2", "task", 0, 34),
    ]
    drawn = rectangles(page_of_two_lines(), found)[1]
    assert [r.keys for r in drawn] == [("task-1", "task-2"), ("deadline-0",)]


def test_letterhead_stands_in_two_columns_and_rows_in_a_table() -> None:
    lines = [
        "UBND TỈNH SƠN HẢI",
        "Số: 45/TB-UBND",
        "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "TT\tĐơn vị",
        "1. Giao việc",
    ]
    kinds = [BlockKind.LETTERHEAD] * 4 + [BlockKind.TABLE_ROW, BlockKind.LIST_ITEM]
    blocks, at = [], 0
    for number, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        tab = line.find("\t")
        cells = ((at, at + tab), (at + tab + 1, at + len(line))) if tab >= 0 else ()
        blocks.append(Block(at, at + len(line), kind, paragraph=number, cells=cells))
        at += len(line) + 1
    document = Document("a.docx", "0" * 64, "", "\n".join(lines), tuple(blocks)).check()
    head, table, text = parts(document, [])
    assert [p.pieces[0].text for p in head.left] == lines[:2]
    assert [p.pieces[0].text for p in head.right] == lines[2:4]
    assert [[cell[0].text for cell in row.cells] for row in table.paragraphs] == [["TT", "Đơn vị"]]
    assert text.paragraphs[0].pieces[0].text == "1. Giao việc"
