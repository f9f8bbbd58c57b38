"""Deciding on tasks, the list of accepted ones, and its Excel sheet."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
from record_factories import drop, findings, read_document

from register import services
from register.export import tasks_xlsx
from register.listing import accepted_tasks, units
from register.models import AuditEntry, Document, Task
from register.states import OPEN, STANDINGS, DocumentState, TaskState, Term
from register.trouble import AlreadyDone, EmptyTask, NotAccepted, NotDoneYet, NotReadYet, StillUndecided, TaskGone

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def document() -> Document:
    row = services.start_reading(services.receive(drop("r1")).pk)
    assert row is not None
    read = read_document()
    return services.record(row, read, findings(read))


@pytest.fixture
def actor(django_user_model: Any) -> Any:
    return django_user_model.objects.create_user("chau")


def edit(task: Task, actor: Any, **changes: Any) -> Task:
    same: dict[str, Any] = {
        "text": task.text,
        "lead": [a.name for a in task.lead.all()],
        "coordinating": [a.name for a in task.coordinating.all()],
        "deadline_text": task.deadline_text,
        "due": task.due,
        "note": task.note,
    }
    return services.edit(task, actor, **same | changes)


def test_decisions_carry_their_maker_and_leave_a_trail(document: Document, actor: Any) -> None:
    task = document.tasks.get(position=1)
    services.accept(task, actor)
    services.accept(task, actor)
    assert (task.state, task.decided_by) == (TaskState.ACCEPTED, actor)
    assert task.decided_at is not None
    services.reject(task, actor, note="trùng việc khác")
    assert (task.state, task.note) == (TaskState.REJECTED, "trùng việc khác")
    services.reopen(task, actor)
    assert (task.state, task.decided_by, task.decided_at) == (TaskState.PROPOSED, None, None)
    trail = list(AuditEntry.objects.filter(task=task).order_by("id").values_list("action", "actor"))
    assert trail == [("accepted", actor.pk), ("rejected", actor.pk), ("reopened", actor.pk)]


def test_editing_keeps_what_extraction_said_and_tells_what_changed(document: Document, actor: Any) -> None:
    task = document.tasks.get(position=1)
    quote = task.quote
    edit(task, actor, text=" Rà soát biên chế ", lead=["sở  nội vụ", "Sở Nội Vụ."], due=date(2026, 12, 20))
    assert task.text == "Rà soát biên chế"
    assert [a.name for a in task.lead.all()] == ["Sở Nội vụ"], "one body, however it is spelt"
    assert (task.quote, task.proposed["text"], task.edited) == (quote, quote, True)
    changed = AuditEntry.objects.get(action="edited").details["changed"]
    assert changed["due"] == ["2026-12-15", "2026-12-20"]
    assert set(changed) == {"text", "due"}
    edit(task, actor)
    assert AuditEntry.objects.filter(action="edited").count() == 1, "saving without a change is no change"


def test_a_task_needs_words_and_a_row(document: Document, actor: Any) -> None:
    task = document.tasks.get(position=1)
    with pytest.raises(EmptyTask):
        edit(task, actor, text="  \n ")
    document.tasks.filter(pk=task.pk).delete()
    with pytest.raises(TaskGone, match="tải lại trang"):
        services.accept(task, actor)


def test_a_typed_task_is_accepted_and_survives_rereading(document: Document, actor: Any) -> None:
    added = services.add_task(
        document,
        actor,
        text="Mua máy quét",
        lead=["Văn phòng UBND tỉnh"],
        coordinating=[],
        deadline_text="trong quý I/2027",
        due=date(2027, 3, 31),
        note="",
    )
    assert (added.state, added.start, added.position) == (TaskState.ACCEPTED, None, 4)
    read = read_document()
    services.record(document, read, findings(read))
    assert document.tasks.count() == 4
    assert accepted_tasks(unit=None, state=None, q="may quet").get() == added


def test_review_ends_when_every_task_is_decided_and_begins_again_with_a_reopened_one(document: Document, actor: Any) -> None:
    first, *others = document.tasks.all()
    for task in others:
        services.reject(task, actor)
    with pytest.raises(StillUndecided, match="Còn 1 nhiệm vụ"):
        services.finish_review(document, actor)
    services.accept(first, actor)
    assert services.finish_review(document, actor).state == DocumentState.REVIEWED
    services.reopen(first, actor)
    document.refresh_from_db()
    assert document.state == DocumentState.TO_REVIEW


def test_nothing_is_reviewed_before_it_is_read(actor: Any) -> None:
    waiting = services.receive(drop("r2"))
    with pytest.raises(NotReadYet):
        services.finish_review(waiting, actor)
    with pytest.raises(NotReadYet):
        services.add_task(waiting, actor, text="x", lead=[], coordinating=[], deadline_text="", due=None, note="")


@pytest.fixture
def accepted(document: Document, actor: Any) -> list[Task]:
    """Tasks that are overdue, due today, due soon, due later, undated, and recurring."""
    dues = [date(2026, 11, 21), TODAY, date(2026, 11, 27), date(2026, 11, 28), None]
    tasks = [
        services.add_task(
            document, actor, text=f"Việc {n}", lead=["Sở Y tế"], coordinating=["Công an tỉnh"], deadline_text="", due=due, note=""
        )
        for n, due in enumerate(dues)
    ]
    monthly = services.add_task(
        document, actor, text="Báo cáo hằng tháng", lead=["Sở Y tế"], coordinating=[], deadline_text="", due=dues[0], note=""
    )
    Task.objects.filter(pk=monthly.pk).update(recurrence="FREQ=MONTHLY;BYMONTHDAY=20")
    return [*tasks, monthly]


def test_terms_are_derived_from_the_day(accepted: list[Task]) -> None:
    found = {t.text: t.term for t in accepted_tasks(today=TODAY)}
    assert found == {
        "Việc 0": Term.OVERDUE,
        "Việc 1": Term.SOON,
        "Việc 2": Term.SOON,
        "Việc 3": Term.IN_TIME,
        "Việc 4": Term.NONE,
        "Báo cáo hằng tháng": Term.RECURRING,
    }


@pytest.fixture
def followed(accepted: list[Task], actor: Any) -> list[Task]:
    """The same, and tasks done: on their last day, a day late, one without a day, one in a rhythm."""
    days = [(date(2026, 11, 10), ""), (date(2026, 11, 9), ""), (None, ""), (date(2026, 11, 9), "FREQ=MONTHLY")]
    document = accepted[0].document
    for number, (due, recurrence) in enumerate(days):
        task = services.add_task(
            document, actor, text=f"Xong {number}", lead=["Sở Y tế"], coordinating=[], deadline_text="", due=due, note=""
        )
        Task.objects.filter(pk=task.pk).update(recurrence=recurrence)
        accepted.append(services.mark_done(task, actor, date(2026, 11, 10)))
    return accepted


def test_what_is_done_is_late_only_against_a_day(followed: list[Task]) -> None:
    done = {t.text: t.term for t in accepted_tasks(today=TODAY) if t.done_on}
    assert done == {"Xong 0": Term.DONE, "Xong 1": Term.DONE_LATE, "Xong 2": Term.DONE, "Xong 3": Term.DONE}


def test_the_list_is_filtered_by_standing(followed: list[Task]) -> None:
    found = {t.text: t.term for t in accepted_tasks(today=TODAY)}
    for state, (_, terms) in STANDINGS.items():
        wanted = sorted(text for text, term in found.items() if term in terms)
        assert sorted(t.text for t in accepted_tasks(state=state, today=TODAY)) == wanted
    assert accepted_tasks(state=OPEN, today=TODAY).count() == 6
    assert accepted_tasks(state=Term.DONE.value, today=TODAY).count() == 4, "what was done late was done, too"
    assert accepted_tasks(state=Term.OVERDUE.value, today=TODAY).count() == 1


def test_a_task_is_done_on_a_day_once_and_the_mark_can_be_taken_back(document: Document, actor: Any) -> None:
    task, *_ = document.tasks.all()
    day, later = date(2026, 11, 20), date(2026, 11, 21)
    with pytest.raises(NotAccepted):
        services.mark_done(task, actor, day)
    services.accept(task, actor)
    with pytest.raises(NotDoneYet):
        services.mark_done(task, actor, date(2126, 11, 20))
    for _ in range(2):
        assert services.mark_done(task, actor, day).done_on == day
    with pytest.raises(AlreadyDone):
        services.mark_done(task, actor, later)
    for _ in range(2):
        assert services.mark_open(task, actor).done_on is None
    assert services.mark_done(task, actor, later).done_on == later
    trail = AuditEntry.objects.filter(task=task, actor=actor).order_by("id").values_list("action", "details")
    assert list(trail)[1:] == [
        ("done", {"done_on": "2026-11-20"}),
        ("undone", {"was": "2026-11-20"}),
        ("done", {"done_on": "2026-11-21"}),
    ]


def test_a_mark_survives_a_decision_taken_back_and_a_rereading(document: Document, actor: Any) -> None:
    task, *_ = document.tasks.all()
    services.accept(task, actor)
    services.mark_done(task, actor, date(2026, 11, 20))
    services.reopen(task, actor)
    read = read_document()
    services.record(document, read, findings(read, ()))
    task.refresh_from_db()
    assert (task.state, task.done_on) == (TaskState.PROPOSED, date(2026, 11, 20))


@pytest.mark.parametrize(
    ("unit", "q", "count"),
    [
        ("sở y  tế", None, 6),
        ("Công an tỉnh", None, 5),
        ("Sở Nội vụ", None, 0),
        (None, "HẰNG THÁNG", 1),
        (None, "hang thang", 1),
        (None, "45/TB-UBND", 6),
        (None, "giao ban tháng 11", 6),
        (None, "cong an", 5),
        ("", "  ", 6),
        (None, "100%", 0),
    ],
)
def test_the_list_is_filtered_as_people_type(accepted: list[Task], unit: str | None, q: str | None, count: int) -> None:
    assert accepted_tasks(unit=unit, state=None, q=q).count() == count


def test_the_choices_of_units_are_those_with_tasks(accepted: list[Task], document: Document) -> None:
    assert [u.name for u in units()] == ["Công an tỉnh", "Sở Y tế"]


def test_nearest_deadline_first_and_undated_last_and_what_is_done_behind_them(followed: list[Task]) -> None:
    listed = list(accepted_tasks(today=TODAY))
    assert [t.due for t in listed][5] is None
    assert [bool(t.done_on) for t in listed] == [False] * 6 + [True] * 4


def test_the_excel_sheet_holds_the_tasks_with_dates_and_no_formula(accepted: list[Task], document: Document, actor: Any) -> None:
    services.add_task(
        document, actor, text='=HYPERLINK("http://x")\x07', lead=[], coordinating=[], deadline_text="", due=None, note="+1"
    )
    services.mark_done(accepted[1], actor, date(2026, 11, 20))
    data = tasks_xlsx(accepted_tasks(today=TODAY))
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=5)}
    assert len(rows) == 7
    overdue = rows["Việc 0"]
    assert [c.value for c in overdue[2:4]] == ["Sở Y tế", "Công an tỉnh"]
    assert overdue[4].value.date() == date(2026, 11, 21)
    assert [c.value for c in overdue[6:9]] == ["Quá hạn", None, "45/TB-UBND"]
    done = rows["Việc 1"]
    assert (done[6].value, done[7].value.date()) == ("Đã hoàn thành", date(2026, 11, 20))
    assert rows['=HYPERLINK("http://x")'][1].data_type == "s"


def test_the_excel_sheet_of_no_task_still_opens() -> None:
    assert openpyxl.load_workbook(io.BytesIO(tasks_xlsx([]))).active.cell(4, 2).value == "Nội dung nhiệm vụ"


def test_bodies_keep_the_order_of_the_document_not_of_the_alphabet(document: Document, actor: Any) -> None:
    task = document.tasks.first()
    assert task is not None
    named = ["UBND xã Tân Phong", "Công an xã Tân Phong", "Sở Tài chính"]
    services.accept(edit(task, actor, lead=named, coordinating=named[::-1]), actor)
    listed = accepted_tasks().get(pk=task.pk)
    assert [body.name for body in listed.lead.all()] == named
    assert [body.name for body in listed.coordinating.all()] == named[::-1]
    sheet = openpyxl.load_workbook(io.BytesIO(tasks_xlsx(accepted_tasks()))).active
    assert sheet is not None
    assert any("; ".join(named) == cell for row in sheet.iter_rows(values_only=True) for cell in row)
