"""Decisions on one task: accept, reject, take back, edit, add."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from register import services
from register.agencies import with_bodies
from register.models import Agency, Document, Task
from register.trouble import TaskGone
from review.forms import TaskForm
from review.replies import CONFLICT, INVALID, fragment
from review.sections import Sections, version
from review.views.document import counts, list_after_change, next_to_review


@require_safe
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """One task as a card (after «Thôi» in the form)."""
    row = _task(pk)
    return fragment(request, "_task.html", context=_card(row)) if request.htmx else redirect(_place(row))


@require_POST
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Nhận."""
    return _decide(request, pk, lambda row: services.accept(row, request.user))


@require_POST
def reject(request: HttpRequest, pk: int) -> HttpResponse:
    """Loại."""
    return _decide(request, pk, lambda row: services.reject(row, request.user))


@require_POST
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Mở lại."""
    return _decide(request, pk, lambda row: services.reopen(row, request.user))


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Sửa: the form in place of the card; what is wrong in it is said beside the field."""
    row = _task(pk)
    if not request.htmx:
        return redirect(_place(row))
    if request.method != "POST":
        return _form(request, row, TaskForm.of(row), version(row))
    form = TaskForm(request.POST)
    if not form.is_valid():
        return _form(request, row, form, request.POST.get("seen", ""), INVALID)
    with transaction.atomic():
        current = _unchanged(request, pk)
        if current:
            services.edit(current, request.user, **form.cleaned_data)
            if request.POST.get("then") == "accept":
                services.accept(current, request.user)
    return _changed_meanwhile(request, pk) if current is None else _after_change(request, current)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Thêm: a task that extraction did not find."""
    document = get_object_or_404(Document, pk=pk)
    if not request.htmx:
        return redirect("document", pk)
    form = TaskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.add_task(document, request.user, **form.cleaned_data)
        messages.success(request, "Đã thêm nhiệm vụ vào cuối danh sách.")
        response = list_after_change(request, document)
        response.headers["HX-Retarget"], response.headers["HX-Reswap"] = "#tasks", "outerHTML"
        return response
    status = INVALID if request.method == "POST" else 200
    return fragment(
        request, "_task_add.html", context={"document": document, "form": form, "agencies": _agencies()}, status=status
    )


def _task(pk: int) -> Task:
    row = with_bodies(Task.objects.select_related("document", "decided_by")).filter(pk=pk).first()
    if row is None:
        raise TaskGone
    return row


def _place(row: Task) -> str:
    return f"{reverse('document', args=[row.document_id])}#task-{row.pk}"


def _decide(request: HttpRequest, pk: int, service: Callable[[Task], Task]) -> HttpResponse:
    with transaction.atomic():
        row = _unchanged(request, pk)
        if row:
            service(row)
    return _changed_meanwhile(request, pk) if row is None else _after_change(request, row)


def _unchanged(request: HttpRequest, pk: int) -> Task | None:
    """The task, locked, if it still is what the person had before them; None if somebody has changed it."""
    row = Task.objects.select_for_update(no_key=True, of=("self",)).filter(pk=pk).first()
    if row is None:
        raise TaskGone
    seen = request.POST.get("seen")
    return row if not seen or seen == version(row) else None


def _changed_meanwhile(request: HttpRequest, pk: int) -> HttpResponse:
    messages.error(request, "Nhiệm vụ này vừa được người khác thay đổi. Hãy xem nội dung mới rồi thao tác lại.")
    row = _task(pk)
    return fragment(request, "_task.html", context=_card(row), status=CONFLICT) if request.htmx else redirect(_place(row))


def _after_change(request: HttpRequest, row: Task) -> HttpResponse:
    row = _task(row.pk)
    if not request.htmx:
        return redirect(_place(row))
    context = {
        **_card(row),
        "counts": counts(row.document),
        "next": next_to_review(row.document),
        "swap": True,
    }
    return fragment(request, "_task.html", "_progress.html", context=context)


def _card(row: Task) -> dict[str, Any]:
    return {"card": Sections(row.document).card_of(row), "document": row.document}


def _form(request: HttpRequest, row: Task, form: TaskForm, seen: str, status: int = 200) -> HttpResponse:
    context = {**_card(row), "form": form, "seen": seen, "agencies": _agencies()}
    return fragment(request, "_task_form.html", context=context, status=status)


def _agencies() -> list[str]:
    return list(Agency.objects.values_list("name", flat=True)[:500])
