"""The list of accepted tasks, and the sheet made from what it shows."""

from __future__ import annotations

import io
import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from register import services
from register.models import AuditEntry, Document, Task

LIST = reverse("tasks")
HTMX = {"HX-Request": "true"}


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


@pytest.fixture
def accepted(waiting: Document, staff: Any) -> Document:
    """One task overdue, one in good time, one without a day."""
    today = timezone.localdate()
    for task, due in zip(waiting.tasks.all(), (today - timedelta(3), today + timedelta(60), None), strict=True):
        services.accept(task, staff)
        type(task).objects.filter(pk=task.pk).update(due=due, recurrence="")
    return waiting


def shown(signed_in: Client, query: str) -> list[str]:
    page = text(signed_in.get(LIST + query))
    return [name for name in ("rà soát biên chế", "thẩm định", "khẩn trương") if re.search(f'class="what">[^<]*{name}', page)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "tasks"),
    [
        ("", ["rà soát biên chế", "thẩm định", "khẩn trương"]),
        ("?don-vi=Sở Nội vụ", ["rà soát biên chế"]),
        ("?don-vi=sở tài chính", ["rà soát biên chế"]),
        ("?tinh-trang=qua_han", ["rà soát biên chế"]),
        ("?tinh-trang=trong_han", ["thẩm định"]),
        ("?tinh-trang=khong_thoi_han", ["khẩn trương"]),
        ("?tinh-trang=chua_hoan_thanh", ["rà soát biên chế", "thẩm định", "khẩn trương"]),
        ("?tinh-trang=hoan_thanh", []),
        ("?tinh-trang=bịa", ["rà soát biên chế", "thẩm định", "khẩn trương"]),
        ("?q=mưa lũ", ["khẩn trương"]),
        ("?q=không có", []),
    ],
)
def test_the_list_and_its_sheet_hold_the_same(query: str, tasks: list[str], signed_in: Client, accepted: Document) -> None:
    assert shown(signed_in, query) == tasks
    response = signed_in.get(reverse("tasks_xlsx") + query)
    assert ".xlsx" in response.headers["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(response.content)).active
    cells = [cell.value for row in sheet.iter_rows(min_row=5) for cell in row if isinstance(cell.value, str)]
    found = [name for name in ("rà soát biên chế", "thẩm định", "khẩn trương") if any(name in value for value in cells)]
    assert found == tasks


@pytest.mark.django_db
def test_only_accepted_tasks_are_listed(signed_in: Client, waiting: Document) -> None:
    assert shown(signed_in, "") == []
    assert "Chưa có nhiệm vụ nào được nhận" in text(signed_in.get(LIST))


@pytest.mark.django_db
def test_a_task_leads_back_to_its_place_and_says_how_late_it_is(signed_in: Client, accepted: Document) -> None:
    page = text(signed_in.get(LIST))
    task = accepted.tasks.first()
    assert task is not None
    assert f'href="{reverse("document", args=[accepted.pk])}#task-{task.pk}"' in page
    assert "quá hạn 3 ngày" in page
    assert "còn 60 ngày" in page


@pytest.mark.django_db
def test_htmx_gets_the_list_alone_with_an_export_of_the_same_filter(signed_in: Client, accepted: Document) -> None:
    part = text(signed_in.get(LIST + "?tinh-trang=qua_han", headers={"HX-Request": "true"}))
    assert "<html" not in part
    assert f'href="{reverse("tasks_xlsx")}?tinh-trang=qua_han&amp;"' in part


def mark(signed_in: Client, task: Task, day: str, **headers: Any) -> Any:
    return signed_in.post(reverse("task_done", args=[task.pk]) + "?tinh-trang=qua_han", {"done_on": day}, **headers)


@pytest.mark.django_db
def test_a_task_marked_as_done_says_so_and_leaves_the_overdue_ones(signed_in: Client, staff: Any, accepted: Document) -> None:
    task = accepted.tasks.all()[0]  # due three days ago
    today = timezone.localdate()
    row = text(mark(signed_in, task, f"{today:%d/%m/%Y}", headers=HTMX))
    assert f'id="row-{task.pk}"' in row
    assert f"<b>{today:%d/%m/%Y}</b>" in row
    assert row.count("quá hạn 3 ngày") == 1, "late when it was done; no longer late today"
    assert "Đã ghi nhiệm vụ hoàn thành." in row
    assert shown(signed_in, "?tinh-trang=qua_han") == []
    assert shown(signed_in, "?tinh-trang=hoan_thanh_qua_han") == ["rà soát biên chế"]
    assert f'Hoàn thành</dt><dd><b class="due">{today:%d/%m/%Y}' in text(signed_in.get(reverse("document", args=[accepted.pk])))
    row = text(signed_in.post(reverse("task_undone", args=[task.pk]), headers=HTMX))
    assert "Ghi hoàn thành" in row
    assert shown(signed_in, "?tinh-trang=qua_han") == ["rà soát biên chế"]
    assert AuditEntry.objects.filter(task=task, actor=staff, action__in=("done", "undone")).count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "said", "status"),
    [
        ("31/02/2026", "Ngày không hợp lệ.", 422),
        ("", "Hãy ghi ngày hoàn thành.", 422),
        ("01/01/2126", "không thể sau hôm nay", 409),
    ],
)
def test_no_day_that_cannot_be(signed_in: Client, accepted: Document, day: str, said: str, status: int) -> None:
    task = accepted.tasks.all()[0]
    response = mark(signed_in, task, day, headers=HTMX)
    assert (response.status_code, said in text(response)) == (status, True)
    assert said in text(mark(signed_in, task, day, follow=True))
    task.refresh_from_db()
    assert task.done_on is None


@pytest.mark.django_db
def test_without_scripts_one_comes_back_to_the_row_under_the_same_filter(signed_in: Client, accepted: Document) -> None:
    task = accepted.tasks.all()[0]
    response = mark(signed_in, task, "01/11/2026")
    assert response.url == f"{LIST}?tinh-trang=qua_han#row-{task.pk}"
    services.reopen(task, None)
    response = signed_in.post(reverse("task_undone", args=[task.pk]), headers=HTMX)
    assert (response.status_code, "không còn trong danh mục đã nhận" in text(response)) == (409, True)
