"""Tables over the ends of pages: heads that are printed again, rows that are cut, rows that begin the next page."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from ingest.document import AsideKind, Document, PageSource
from ingest.pagetext import PageText
from ingest.tables import Ruling, tables_of
from tests.ingest.drawn_pages import document, line

Row = Sequence[str]  # the texts of the cells, "\n" between lines

LEFT, RIGHT, TOP, PITCH = 60.0, 560.0, 80.0, 18.0


def sheet(rows: Sequence[Row], number: int) -> PageText:
    """A page with a ruled table of columns of one width."""
    width = (RIGHT - LEFT) / len(rows[0])
    columns = [LEFT + width * index for index in range(len(rows[0]) + 1)]
    heights = [TOP]
    words = []
    for row in rows:
        for left, text in zip(columns, row, strict=False):
            for index, printed in enumerate(text.split("\n")):
                words += line(printed, left + 4, heights[-1] + PITCH * (index + 0.5), 11) if printed else []
        heights.append(heights[-1] + PITCH * max(1 + text.count("\n") for text in row))
    rulings = [Ruling(False, at, LEFT, RIGHT) for at in heights] + [Ruling(True, at, TOP, heights[-1]) for at in columns]
    return PageText(number, 595, 842, PageSource.TEXT_LAYER, 1.0, tuple(words), tables=tuple(tables_of(rulings)))


def read(*pages: Sequence[Row]) -> Document:
    return document(*(sheet(rows, number) for number, rows in enumerate(pages, 1)))


def texts(document: Document) -> list[str]:
    return [text for text in document.text.split("\n") if text]


# --- heads --------------------------------------------------------------------------------------------------------------------------

TWO_LEVELS = [["TT", "Nhiệm vụ", "Cơ quan", ""], ["", "", "Chủ trì", "Phối hợp"], ["(1)", "(2)", "(3)", "(4)"]]
WITH_YEARS = [["Chỉ tiêu", "Năm trước", "Năm nay"], ["A", "1", "2"]]


@pytest.mark.parametrize(
    ("head", "above", "below"),
    [
        pytest.param(
            TWO_LEVELS,
            ["1", "Rà soát hồ sơ", "Sở Nội vụ", "Sở Xây dựng"],
            ["2", "Lập danh mục", "Sở Xây dựng", "Sở Nội vụ"],
            id="two levels and the numbers of the columns",
        ),
        pytest.param(WITH_YEARS, ["Dân số", "10", "12"], ["Hộ nghèo", "3", "2"], id="letter and numbers of the columns"),
        pytest.param(
            [["Chỉ tiêu", "Năm", ""], ["", "2025", "2026"]],
            ["Dân số", "10", "12"],
            ["Hộ nghèo", "3", "2"],
            id="years in the second",
        ),
        pytest.param(
            [["TT", "Dự án", "Vốn"], ["", "Tổng cộng", "50"]], ["1", "Cầu Trắng", "20"], ["2", "Cầu Đen", "30"], id="a total"
        ),
    ],
)
def test_all_rows_of_a_head_printed_again_are_left_out(head: list[Row], above: Row, below: Row) -> None:
    document = read([*head, above], [*head, below], [*head, above])
    assert texts(document) == texts(read([*head, above, below, above]))
    assert [one.kind for one in document.asides] == 2 * len(head) * [AsideKind.RUNNING_HEAD]
    assert [one.page for one in document.asides] == len(head) * [2] + len(head) * [3]


def test_a_row_cut_under_a_head_of_several_rows_goes_on() -> None:
    document = read(
        [*TWO_LEVELS, ["1", "Rà soát hồ sơ đất", "Sở Nội vụ", "Sở Xây dựng"]],
        [*TWO_LEVELS, ["", "đai tồn đọng", "", ""]],
    )
    assert texts(document)[-1] == "1\tRà soát hồ sơ đất đai tồn đọng\tSở Nội vụ\tSở Xây dựng"


@pytest.mark.parametrize(
    ("first", "pages"),
    [
        pytest.param(["1", "Sở Nội vụ", "Đồng ý"], 2, id="a numbered row"),
        pytest.param(["", "0", "0"], 2, id="a row of zeros"),
        pytest.param(["Sở Nội vụ", "Đồng ý", ""], 3, id="a row that the second page has not at its top"),
    ],
)
def test_a_row_of_data_like_the_first_one_is_kept(first: Row, pages: int) -> None:
    head = ["TT", "Đơn vị", "Ý kiến"]
    other = ["2", "Sở Xây dựng", "Không"]
    sheets = [[head, first, other], [head, other], [head, first]] if pages == 3 else [[head, first, other], [head, first]]
    assert texts(read(*sheets)).count("\t".join(filter(None, first))) == 2


def test_rows_of_figures_that_begin_two_pages_are_no_head() -> None:
    zeros = ["0", "0", "0"]
    assert texts(read([zeros, zeros], [zeros, zeros])) == 4 * ["0\t0\t0"]


# --- rows ---------------------------------------------------------------------------------------------------------------------------

HEAD = ["TT", "Nội dung", "Kế hoạch", "Kết quả"]


@pytest.mark.parametrize(
    ("above", "below"),
    [
        pytest.param(
            ["15", "Cầu Trắng", "25.000", "15.500"], ["", "- Vốn trung ương", "20.000", "15.200"], id="sub-row, figures"
        ),
        pytest.param(["15", "Cầu Trắng", "25.000", "15.500"], ["", "- Vốn trung ương", "20.000", ""], id="sub-row, one figure"),
        pytest.param(["15", "Cầu Trắng", "25.000", "-"], ["", "Vốn trung ương", "20.000", "-"], id="sub-row, no dash"),
        pytest.param(["15", "Cầu Trắng", "62,5%", ""], ["", "vốn trung ương", "50%", ""], id="sub-row in small letters"),
        pytest.param(["15", "Cầu Trắng", "", ""], ["", "- Vốn trung ương", "", ""], id="sub-row without figures"),
        pytest.param(
            ["Nội vụ", "Rà soát hồ sơ", "Sở Nội vụ", "Báo cáo"], ["", "Lập danh mục", "Sở Xây dựng", "Tờ trình"], id="merged cell"
        ),
        pytest.param(HEAD, ["", "Tổng cộng", "50.000", "31.000"], id="under the head"),
        pytest.param(["Cầu Trắng", "Sở Xây dựng", "25.000", "Chậm"], ["Cầu Đen", "Sở Nội vụ", "", ""], id="no numbers"),
    ],
)
def test_a_row_of_its_own_at_the_top_of_a_page(above: Row, below: Row) -> None:
    document = read([HEAD, above], [below, ["16", "Cầu Đen", "26.000", "16.500"]])
    assert texts(document) == texts(read([HEAD, above, below, ["16", "Cầu Đen", "26.000", "16.500"]]))


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        pytest.param(
            ["3", "Việc phải làm:\n- Rà soát hồ sơ;\n- Kiểm tra.", "Sở Nội vụ", ""],
            ["", "- Báo cáo kết quả.", "", ""],
            "3\tViệc phải làm: - Rà soát hồ sơ; - Kiểm tra. - Báo cáo kết quả.\tSở Nội vụ",
            id="between items",
        ),
        pytest.param(
            ["3", "Việc phải làm:", "Sở Nội vụ", ""],
            ["", "- Rà soát hồ sơ;", "", ""],
            "3\tViệc phải làm: - Rà soát hồ sơ;\tSở Nội vụ",
            id="before the first item",
        ),
        pytest.param(
            ["3", "Rà soát hồ sơ đất", "Sở Nông nghiệp và", "Quý IV"],
            ["", "đai tồn đọng", "Môi trường", "năm 2026"],
            "3\tRà soát hồ sơ đất đai tồn đọng\tSở Nông nghiệp và Môi trường\tQuý IV năm 2026",
            id="in every column",
        ),
        pytest.param(
            ["3", "Rà soát hồ sơ", "Trước ngày", ""],
            ["", "", "20/9/2026", ""],
            "3\tRà soát hồ sơ\tTrước ngày 20/9/2026",
            id="a day under words",
        ),
        pytest.param(
            ["Rà soát hồ sơ đất", "Sở Nội vụ", "Quý IV", ""],
            ["đai tồn đọng", "", "", ""],
            "Rà soát hồ sơ đất đai tồn đọng\tSở Nội vụ\tQuý IV",
            id="a table without numbers",
        ),
    ],
)
def test_the_rest_of_a_row_at_the_top_of_a_page(above: Row, below: Row, whole: str) -> None:
    assert texts(read([HEAD, above], [below, ["16", "Cầu Đen", "26.000", "16.500"]]))[1] == whole
