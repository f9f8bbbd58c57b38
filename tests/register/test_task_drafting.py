"""What an urging letter and a report are drafted from: tasks on the list as they stand on a day, counted so that the columns add up."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import Any

import pytest
from record_factories import drop, findings, read_document

from generate.drafts import DraftDate, LateTask, Letterhead, TaskReport, UnitTasks, UrgingLetter
from register import services, task_drafting
from register.listing import accepted_tasks
from register.models import AuditEntry, Document, Draft, Reading, Task
from register.states import OPEN, Term
from register.trouble import NothingToReport, NothingToUrge, PartOfTheFigures, Refused

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)
LETTER, REPORT = "cong_van_don_doc", "bao_cao_nhiem_vu"
SON_HAI = Letterhead("Ủy ban nhân dân tỉnh Sơn Hải", "", "", "", "Sơn Hải", DraftDate(None, 11, 2026))
NOBODY = Letterhead("", date=DraftDate(None, 11, 2026))


def recorded(claim: str, **header: Any) -> Document:
    row = services.start_reading(services.receive(drop(claim)).pk)
    assert row is not None
    read = read_document()
    found = findings(read, ())
    return services.record(row, read, dataclasses.replace(found, header=dataclasses.replace(found.header, **header)))


@pytest.fixture
def document() -> Document:
    return recorded("t1")


def add(
    document: Document, text: str, lead: tuple[str, ...], days: int | None, *, done: int | None = None, rhythm: str = ""
) -> Task:
    """An accepted task that is due so many days after TODAY, and was done so many days after it."""
    task = services.add_task(
        document,
        None,
        text=text,
        lead=list(lead),
        coordinating=["Sở Tài chính"],
        deadline_text="",
        due=None if days is None else TODAY + timedelta(days),
        note="chỉ để trong phòng biết",
    )
    Task.objects.filter(pk=task.pk).update(recurrence=rhythm, done_on=None if done is None else TODAY + timedelta(done))
    return task


@pytest.fixture
def listed(document: Document) -> Document:
    for text, lead, days, done, rhythm in (
        ("Quá hạn lâu", ("Sở Y tế", "Sở Nội vụ"), -20, None, ""),
        ("Quá hạn", ("UBND xã Tân Phong",), -1, None, ""),
        ("Hôm nay", ("Sở Y tế",), 0, None, ""),
        ("Còn lâu", ("Sở Tư pháp",), 60, None, ""),
        ("Quá hạn nhưng đã xong", ("Sở Y tế",), -20, -3, ""),
        ("Xong đúng hạn", ("Sở Y tế",), -3, -3, ""),
        ("Không hạn", (), None, None, ""),
        ("Không hạn, đã xong", ("Sở Tư pháp",), None, -1, ""),
        ("Hằng tháng", ("Sở Tư pháp",), -20, None, "FREQ=MONTHLY"),
    ):
        add(document, text, lead, days, done=done, rhythm=rhythm)
    return document


def context(kind: str, **filters: str) -> Any:
    tasks = list(accepted_tasks(today=TODAY, **filters))
    found = Reading.objects.values_list("findings__header", flat=True)
    return task_drafting.context(kind, tasks, list(found), TODAY)


def test_a_letter_urges_what_is_overdue_or_near_and_not_done(listed: Document) -> None:
    letter = context(LETTER)
    assert isinstance(letter, UrgingLetter)
    cited = "Thông báo số 45/TB-UBND ngày 03/11/2026"
    assert letter.late == (
        LateTask("Quá hạn lâu", ("Sở Y tế", "Sở Nội vụ"), cited, date(2026, 11, 2)),
        LateTask("Quá hạn", ("UBND xã Tân Phong",), cited, date(2026, 11, 21)),
    ), "and no note of colleagues leaves the office"
    assert letter.near == (LateTask("Hôm nay", ("Sở Y tế",), cited, TODAY),)
    assert letter.as_of == TODAY
    assert letter.letterhead == SON_HAI
    assert (letter.assigner, letter.report_by, letter.signing.lines) == ("", "", ()), "what nobody knows stays blank"


def test_a_report_counts_each_task_once_for_the_body_that_answers(listed: Document) -> None:
    report = context(REPORT)
    assert isinstance(report, TaskReport)
    assert report.units == (
        UnitTasks("Sở Tư pháp", open_in_time=1, without_deadline=2, done_without_deadline=1),
        UnitTasks("Sở Y tế", done_in_time=1, done_late=1, open_in_time=1, overdue=1),
        UnitTasks("UBND xã Tân Phong", overdue=1),
        UnitTasks("Chưa rõ đơn vị chủ trì", without_deadline=1),
    )
    assert [task.text for task in report.late] == ["Quá hạn lâu", "Quá hạn"]
    assert (report.period, report.as_of) == ("", TODAY)


def test_the_filter_of_the_list_holds_for_the_draft(listed: Document) -> None:
    assert [task.text for task in context(LETTER, unit="Sở Y tế").late] == ["Quá hạn lâu"]
    assert context(LETTER, state=Term.SOON.value).late == ()
    assert [unit.unit for unit in context(REPORT, q="tan phong").units] == ["UBND xã Tân Phong"]


@pytest.mark.parametrize(
    ("header", "issuer"),
    [
        ({}, SON_HAI),
        ({"issuer": "Uỷ ban nhân dân tỉnh Sơn Hải"}, SON_HAI),
        ({"place": "Tân Phong"}, dataclasses.replace(SON_HAI, place="")),
        ({"issuer": "Sở Nội vụ"}, NOBODY),
        ({"issuer": ""}, NOBODY),
    ],
)
def test_the_issuer_is_taken_over_only_where_all_documents_have_the_same(
    listed: Document, header: dict[str, str], issuer: Letterhead
) -> None:
    add(recorded("t2", **header), "Việc khác", ("Sở Y tế",), -2)
    for kind in (LETTER, REPORT):
        assert context(kind).letterhead == issuer


@pytest.mark.parametrize(
    ("header", "cited"),
    [
        ({"number": "7/KH-UBND", "doc_type": "kế hoạch"}, "Kế hoạch số 7/KH-UBND ngày 03/11/2026"),
        ({"number": "7/KH-UBND", "doc_type": "", "issued_on": None}, "Văn bản số 7/KH-UBND"),
        ({"number": ""}, "Thông báo số …… ngày 03/11/2026"),
        ({"number": "", "issued_on": None}, ""),
    ],
)
def test_the_document_that_gave_a_task_is_cited_by_what_is_known(header: dict[str, Any], cited: str) -> None:
    add(recorded("t3", **header), "Việc", ("Sở Y tế",), -2)
    assert [task.assigned_by for task in context(LETTER).late] == [cited]


def test_numbered_bodies_stand_in_the_order_of_their_numbers(document: Document) -> None:
    for name in ("Phường 10", "phường 2", "Đảng ủy xã", "Ban Dân tộc"):
        add(document, "Việc", (name,), 30)
    assert [unit.unit for unit in context(REPORT).units] == ["Ban Dân tộc", "Đảng ủy xã", "phường 2", "Phường 10"]


class TestService:
    def test_a_draft_stands_in_the_list_with_its_maker_and_its_filter(self, listed: Document, django_user_model: Any) -> None:
        actor = django_user_model.objects.create_user("an")
        letter = services.make_task_draft(LETTER, actor, unit="Sở Y tế", today=TODAY)
        report = services.make_task_draft(REPORT, actor, today=TODAY)
        assert letter.title == "Công văn đôn đốc – 2 nhiệm vụ, 1 quá hạn, 1 sắp đến hạn, Sở Y tế"
        assert report.title == "Báo cáo tình hình thực hiện nhiệm vụ – 9 nhiệm vụ, 2 quá hạn, 1 sắp đến hạn"
        assert (letter.document, letter.created_by) == (None, actor)
        assert bytes(Draft.objects.get(pk=letter.pk).content)[:2] == b"PK"
        assert letter.context["late"][0]["due"] == "2026-11-02"
        trail = AuditEntry.objects.filter(action="drafted", actor=actor).order_by("id")
        assert [entry.details for entry in trail] == [
            {"kind": LETTER, "draft": letter.pk, "tasks": 2, "unit": "Sở Y tế"},
            {"kind": REPORT, "draft": report.pk, "tasks": 9},
        ]

    @pytest.mark.parametrize(
        ("kind", "filters", "trouble"),
        [
            (LETTER, {"unit": "Sở Tư pháp"}, NothingToUrge),
            (LETTER, {"state": Term.IN_TIME.value}, NothingToUrge),
            (LETTER, {"state": Term.DONE.value}, NothingToUrge),
            (REPORT, {"q": "không có"}, NothingToReport),
            (REPORT, {"state": Term.OVERDUE.value}, PartOfTheFigures),
            (REPORT, {"state": OPEN}, PartOfTheFigures),
            ("thong_bao_ket_luan", {}, Refused),
            ("khac", {}, Refused),
        ],
    )
    def test_where_there_is_nothing_to_draft_it_is_said_so(
        self, listed: Document, kind: str, filters: dict[str, str], trouble: type[Refused]
    ) -> None:
        with pytest.raises(trouble):
            services.make_task_draft(kind, None, today=TODAY, **filters)
        assert not Draft.objects.exists()

    def test_a_letter_of_done_tasks_is_not_written(self, listed: Document) -> None:
        for task in accepted_tasks(state=OPEN, today=TODAY):
            services.mark_done(task, None, TODAY)
        with pytest.raises(NothingToUrge):
            services.make_task_draft(LETTER, None, today=TODAY)
        assert services.make_task_draft(REPORT, None, today=TODAY).context["late"] == []
