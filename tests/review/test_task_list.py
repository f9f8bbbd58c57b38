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
from register.models import Document

LIST = reverse("tasks")


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
