"""Decisions on tasks reach the record, with who made them; what somebody else changed meanwhile is not overwritten."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from register import services
from register.models import AuditEntry, Document, Task
from review.sections import version

HTMX = {"HX-Request": "true"}
FORM = {
    "text": "Rà soát biên chế toàn tỉnh.",
    "lead": "Sở Nội vụ\n Sở  Tài chính;Sở Nội vụ",
    "coordinating": "",
    "deadline_text": "trước 05/12/2026",
    "due": "05/12/2026",
    "note": "",
}


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def task(waiting: Document) -> Task:
    found = waiting.tasks.first()
    assert found is not None
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("before", "name", "after", "action"),
    [
        (None, "task_accept", "accepted", "accepted"),
        (None, "task_reject", "rejected", "rejected"),
        (services.accept, "task_reopen", "proposed", "reopened"),
    ],
)
def test_a_decision(before: Any, name: str, after: str, action: str, signed_in: Client, staff: Any, task: Task) -> None:
    if before:
        before(task, staff)
    response = signed_in.post(reverse(name, args=[task.pk]), headers=HTMX)
    task.refresh_from_db()
    assert task.state == after
    assert f'id="task-{task.pk}"' in text(response)
    assert 'id="progress"' in text(response)
    assert AuditEntry.objects.filter(task=task, action=action, actor=staff).count() == 1


@pytest.mark.django_db
def test_an_edit(signed_in: Client, staff: Any, task: Task) -> None:
    form = text(signed_in.get(reverse("task_edit", args=[task.pk]), headers=HTMX))
    assert task.text in form
    assert 'value="15/12/2026"' in form
    response = signed_in.post(reverse("task_edit", args=[task.pk]), FORM | {"seen": version(task)}, headers=HTMX)
    assert response.status_code == 200
    task.refresh_from_db()
    assert task.text == "Rà soát biên chế toàn tỉnh."
    assert [agency.name for agency in task.lead.order_by("name")] == ["Sở Nội vụ", "Sở Tài chính"]
    assert task.due == date(2026, 12, 5)
    assert task.state == "proposed"
    assert "05/12/2026" in text(response)
    assert "đã sửa" in text(response)


@pytest.mark.django_db
def test_edit_and_accept_in_one_step(signed_in: Client, task: Task) -> None:
    signed_in.post(reverse("task_edit", args=[task.pk]), FORM | {"then": "accept"}, headers=HTMX)
    task.refresh_from_db()
    assert (task.text, task.state) == ("Rà soát biên chế toàn tỉnh.", "accepted")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"text": "  "}, "Hãy ghi nội dung nhiệm vụ."),
        ({"due": "31/02/2026"}, "Ngày không hợp lệ."),
        ({"due": "tuần sau"}, "Ngày không hợp lệ."),
        ({"lead": "Sở " + "x" * 300}, "dài quá 255 ký tự"),
        ({"deadline_text": "x" * 501}, "Thời hạn dài quá 500 ký tự."),
    ],
)
@pytest.mark.parametrize("name", ["task_edit", "task_add"])
def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_saved(
    name: str, wrong: dict[str, str], message: str, signed_in: Client, task: Task
) -> None:
    key = task.pk if name == "task_edit" else task.document_id
    response = signed_in.post(reverse(name, args=[key]), FORM | wrong, headers=HTMX)
    assert response.status_code == 422
    assert message in text(response)
    assert "trước 05/12/2026" in text(response) or "deadline_text" in wrong  # what was typed is still there
    assert list(task.document.tasks.values_list("edited", flat=True)) == [False] * 3


@pytest.mark.django_db
@pytest.mark.parametrize("given", ["5/12/2026", "05-12-2026", "05.12.2026", "2026-12-05", "5/12/26"])
def test_a_day_may_be_typed_in_the_usual_ways(given: str, signed_in: Client, task: Task) -> None:
    signed_in.post(reverse("task_edit", args=[task.pk]), FORM | {"due": given}, headers=HTMX)
    task.refresh_from_db()
    assert task.due == date(2026, 12, 5)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["task_accept", "task_reject", "task_edit"])
def test_what_a_colleague_changed_meanwhile_is_shown_not_overwritten(
    name: str, signed_in: Client, task: Task, django_user_model: Any
) -> None:
    seen = version(task)
    colleague = django_user_model.objects.create_user("chau")
    services.edit(task, colleague, text="Chữ của đồng nghiệp.", lead=[], coordinating=[], deadline_text="", due=None, note="")
    response = signed_in.post(reverse(name, args=[task.pk]), FORM | {"seen": seen}, headers=HTMX)
    assert response.status_code == 409
    assert "vừa được người khác thay đổi" in text(response)
    assert "Chữ của đồng nghiệp." in text(response)
    task.refresh_from_db()
    assert (task.text, task.state) == ("Chữ của đồng nghiệp.", "proposed")


@pytest.mark.django_db
def test_a_task_that_a_rereading_removed(signed_in: Client, task: Task) -> None:
    key = task.pk
    task.delete()
    response = signed_in.post(reverse("task_accept", args=[key]), headers=HTMX)
    assert response.status_code == 409
    assert "Nhiệm vụ này không còn" in text(response)


@pytest.mark.django_db
def test_a_task_that_was_missed_is_added(signed_in: Client, waiting: Document, staff: Any) -> None:
    assert "Thêm nhiệm vụ" in text(signed_in.get(reverse("task_add", args=[waiting.pk]), headers=HTMX))
    response = signed_in.post(reverse("task_add", args=[waiting.pk]), FORM, headers=HTMX)
    assert response.headers["HX-Retarget"] == "#tasks"
    added = waiting.tasks.last()
    assert added is not None
    assert (added.text, added.state, added.decided_by) == ("Rà soát biên chế toàn tỉnh.", "accepted", staff)
    assert "ghi tay" in text(response)
    assert "1/4 nhiệm vụ đã duyệt" in text(response)
