"""The urging letter and the report on tasks: what they say, and how their annexes print."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_letters import LATE, LETTER, NEAR, REPORT

from generate import draft, template_fields
from generate.addressees import fields as addressee_fields
from generate.decree30 import check
from generate.drafts import LateTask, Letterhead, TaskReport, UnitTasks, UrgingLetter
from generate.task_report import number, percent

MM = 25.4 / 72


def test_the_letter_says_how_many_are_late_and_what_is_demanded() -> None:
    fields = template_fields("cong_van_don_doc", LETTER)
    assert fields["letter_subject"] == "V/v đôn đốc thực hiện nhiệm vụ UBND tỉnh, Chủ tịch UBND tỉnh giao"
    assert fields["addressee_lines"] == ("- Sở Tài chính;", "- Sở Nội vụ;", "- UBND xã Tân Phong.")
    assert fields["paragraphs"] == (
        "Qua theo dõi việc thực hiện các nhiệm vụ UBND tỉnh, Chủ tịch UBND tỉnh giao, tính đến ngày 20 tháng 11 năm 2026, "
        "còn 03 nhiệm vụ đã quá hạn chưa hoàn thành và 01 nhiệm vụ sắp đến hạn (chi tiết tại Phụ lục kèm theo).",
        "Để bảo đảm tiến độ, chất lượng thực hiện nhiệm vụ, UBND tỉnh Sơn Hải yêu cầu các cơ quan, đơn vị:",
        "1. Rà soát, tập trung nguồn lực xử lý dứt điểm các nhiệm vụ nêu tại Phụ lục, nhất là các nhiệm vụ đã quá hạn; "
        "cập nhật đầy đủ, kịp thời kết quả thực hiện lên hệ thống theo dõi nhiệm vụ.",
        "2. Báo cáo kết quả thực hiện; đối với nhiệm vụ quá hạn, nêu rõ nguyên nhân, trách nhiệm của tập thể, cá nhân "
        "và thời gian hoàn thành, gửi Văn phòng UBND tỉnh trước ngày 05/12/2026.",
        "3. Giao Văn phòng UBND tỉnh theo dõi, đôn đốc và tổng hợp kết quả thực hiện.",
    )
    rows = fields["rows"]
    assert [(row.number, row.lead, row.due, row.note) for row in rows] == [  # type: ignore[attr-defined]
        ("1", "Sở Tài chính", "05/11/2026", "Quá hạn 15 ngày"),
        ("2", "Sở Tài chính; Sở Nội vụ", "20/10/2026", "Quá hạn 31 ngày"),
        ("3", "UBND xã Tân Phong", "……", "Chờ phê duyệt phương án"),
        ("4", "Sở Nội vụ", "01/12/2026", "Sắp đến hạn"),
    ]
    assert str(fields["annex_note"]).replace("\xa0", " ") == (
        "(Kèm theo Công văn số      /UBND-TH ngày      tháng 11 năm 2026 của UBND tỉnh Sơn Hải)"
    )


def test_a_letter_to_one_body_names_it() -> None:
    fields = template_fields("cong_van_don_doc", dataclasses.replace(LETTER, late=LATE[:1], near=()))
    assert fields["addressee"] == "Sở Tài chính."
    assert fields["paragraphs"][1].endswith("UBND tỉnh Sơn Hải yêu cầu Sở Tài chính:")  # type: ignore[index]
    assert fields["closing"] == "Đề nghị Sở Tài chính khẩn trương tổ chức thực hiện./."


@pytest.mark.parametrize(("late", "near"), [(LATE, NEAR), (LATE, ()), ((), NEAR)])
def test_a_letter_demands_nothing_for_late_tasks_where_none_is_late(
    late: tuple[LateTask, ...], near: tuple[LateTask, ...]
) -> None:
    _, _, act, report, _ = template_fields(  # type: ignore[misc]
        "cong_van_don_doc", dataclasses.replace(LETTER, late=late, near=near)
    )["paragraphs"]
    assert ("nhất là các nhiệm vụ đã quá hạn" in act) == bool(late and near)
    assert ("xử lý dứt điểm" in act, "hoàn thành đúng hạn" in act) == (bool(late), not late)
    assert ("nêu rõ nguyên nhân" in report) == bool(late)


def test_a_letter_of_which_nothing_is_known_shows_blanks() -> None:
    fields = template_fields("cong_van_don_doc", UrgingLetter(Letterhead(""), ()))
    assert fields["addressee"] == "……."
    assert "tính đến ngày …… tháng …… năm ……, còn …… nhiệm vụ quá hạn" in fields["paragraphs"][0]  # type: ignore[index]
    assert fields["paragraphs"][3].endswith("gửi …… trước ngày …….")  # type: ignore[index]
    assert fields["rows"][0].text == "……"  # type: ignore[index]


@pytest.mark.parametrize(
    ("addressees", "one", "lines"),
    [
        (("Sở Nội vụ",), "Sở Nội vụ.", ()),
        (("- Sở Nội vụ;", "Sở Tài chính."), "", ("- Sở Nội vụ;", "- Sở Tài chính.")),
        ((), "…….", ()),
    ],
)
def test_one_addressee_stands_on_the_line_several_under_it(addressees: tuple[str, ...], one: str, lines: tuple[str, ...]) -> None:
    assert addressee_fields(addressees) == {"addressee": one, "addressee_lines": lines}


def test_the_report_counts_as_national_reports_do() -> None:
    fields = template_fields("bao_cao_nhiem_vu", REPORT)
    assert fields["results"] == (
        "1. Tổng số nhiệm vụ theo dõi: 1.239 nhiệm vụ, trong đó có thời hạn 1.236, thường xuyên hoặc không có thời hạn 03.",
        "2. Nhiệm vụ có thời hạn: đã hoàn thành 1.219 (đúng hạn 1.215, quá hạn 04); chưa hoàn thành 17 (trong hạn 15, quá hạn 02).",
        "3. Trong 1.221 nhiệm vụ đã đến hạn (đã hoàn thành và quá hạn chưa hoàn thành): hoàn thành 1.219 (99,84%), "
        "quá hạn chưa hoàn thành 02 (0,16%) (chi tiết tại Phụ lục kèm theo).",
    )
    assert [row.rate for row in fields["units"]] == ["99,83", "100,00", ""]  # type: ignore[attr-defined]
    assert (fields["total"].total, fields["total"].rate) == ("1.239", "99,84")  # type: ignore[attr-defined]
    assert fields["proposals"] == ("……",)
    assert fields["number_line"] == "Số: 09/BC-VP"


def test_the_report_tells_what_is_done_without_a_deadline() -> None:
    units = (UnitTasks("các sở, ban, ngành", without_deadline=3, done_without_deadline=2),)
    fields = template_fields("bao_cao_nhiem_vu", dataclasses.replace(REPORT, units=units, late=()))
    assert fields["results"] == (
        "1. Tổng số nhiệm vụ theo dõi: 03 nhiệm vụ, trong đó có thời hạn 00, thường xuyên hoặc không có thời hạn 03 (đã hoàn thành 02).",
        "2. Nhiệm vụ có thời hạn: đã hoàn thành 00 (đúng hạn 00, quá hạn 00); chưa hoàn thành 00 (trong hạn 00, quá hạn 00).",
        "3. Chưa có nhiệm vụ đến hạn.",
    )
    assert fields["units"][0].unit == "Các sở, ban, ngành"  # type: ignore[index]


@given(st.lists(st.builds(UnitTasks, st.just("Sở Nội vụ"), *[st.integers(0, 5000)] * 5), max_size=6))
def test_the_table_adds_up(units: list[UnitTasks]) -> None:
    fields = template_fields("bao_cao_nhiem_vu", TaskReport(Letterhead(""), tuple(units)))
    value = lambda text: int(text.replace(".", ""))  # noqa: E731
    total = fields["total"]
    parts = ("done_in_time", "done_late", "open_in_time", "overdue", "without_deadline")
    assert value(total.total) == sum(value(getattr(total, part)) for part in parts)  # type: ignore[attr-defined]
    if units:
        for part in ("total", *parts):
            assert value(getattr(total, part)) == sum(value(getattr(row, part)) for row in fields["units"])  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("part", "whole", "printed"),
    [(1, 8, "12,50%"), (1, 3, "33,33%"), (2, 3, "66,67%"), (1, 1, "100,00%"), (0, 5, "0,00%"), (0, 0, "")],
)
def test_percentages(part: int, whole: int, printed: str) -> None:
    assert percent(part, whole) == printed


@pytest.mark.parametrize(
    ("count", "printed"), [(0, "00"), (7, "07"), (10, "10"), (999, "999"), (1209, "1.209"), (12734000, "12.734.000")]
)
def test_counts(count: int, printed: str) -> None:
    assert number(count) == printed


def test_both_follow_the_decree_but_for_their_blanks() -> None:
    full = dataclasses.replace(LETTER, late=LATE[:2])
    assert check(draft("cong_van_don_doc", full)) == ()
    assert check(draft("bao_cao_nhiem_vu", dataclasses.replace(REPORT, proposals=("Đề nghị xem xét",)))) == ()


@pytest.fixture(scope="module")
def printed(rendered: Callable[[dict[str, bytes]], dict[str, Path]]) -> dict[str, list[str]]:
    long = dataclasses.replace(LETTER, late=LATE * 15)
    none_late = dataclasses.replace(REPORT, units=(UnitTasks("Sở Y tế", 1, 1, 1),) * 40, late=())
    files = {
        "letter": draft("cong_van_don_doc", long),
        "report": draft("bao_cao_nhiem_vu", REPORT),
        "none_late": draft("bao_cao_nhiem_vu", none_late),
    }
    texts = {}
    for name, path in rendered(files).items():
        with pdfplumber.open(path) as pdf:
            texts[name] = [page.extract_text() for page in pdf.pages]
            for page in pdf.pages:
                assert max(char["x1"] for char in page.chars) * MM <= 190.6
                assert min(char["x0"] for char in page.chars) * MM >= 29.4
    return texts


def test_annex_pages_are_numbered_anew_and_repeat_their_heading(printed: dict[str, list[str]]) -> None:
    first, annex, *more = printed["letter"]
    assert "V/v đôn đốc" in first
    assert annex.startswith("Phụ lục\n")
    assert [page.split("\n")[0] for page in more] == [str(n) for n in range(2, len(more) + 2)]
    assert more
    assert all("Đơn vị chủ trì" in page for page in [annex, *more])


def test_a_report_without_late_tasks_has_no_annex_and_still_numbers_its_pages(printed: dict[str, list[str]]) -> None:
    assert not any("Phụ lục" in page for page in printed["none_late"])
    assert [page.split("\n")[0] for page in printed["none_late"][1:]] == ["2", "3"]
    assert any("Phụ lục\nDANH SÁCH" in page for page in printed["report"])


def test_the_name_at_the_end_of_the_annex_note_is_not_torn(printed: dict[str, list[str]]) -> None:
    assert "của UBND tỉnh Sơn Hải)" in printed["letter"][1]


def test_no_cell_tears_a_number_apart(printed: dict[str, list[str]]) -> None:
    assert "05/11/2026" in printed["letter"][1]
    assert "STT" in printed["letter"][1]
    report = printed["report"][0]
    assert "100,00" in report
    assert "1.239" in report
