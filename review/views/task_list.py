"""Danh mục nhiệm vụ: every accepted task, filtered, what is done marked, and the same list as a sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from register import export, listing, services
from register.models import Task
from register.states import STANDINGS
from register.trouble import TaskGone
from review.forms import DoneForm
from review.replies import INVALID, fragment

PER_PAGE = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@vary_on_headers("HX-Request")
def tasks(request: HttpRequest) -> HttpResponse:
    """The accepted tasks, nearest deadline first; htmx asks for the list alone."""
    filters = filters_of(request.GET)
    query = urlencode({name: value for name, value in _parameters(filters) if value})
    page = Paginator(listing.accepted_tasks(**filters), PER_PAGE).get_page(request.GET.get("trang"))
    context: dict[str, Any] = {
        "page": page,
        "filters": filters,
        "query": f"{query}&" if query else "",
        "back": f"{query}&trang={page.number}".lstrip("&"),
        "today": timezone.localdate(),
    }
    if request.htmx and not request.htmx.history_restore_request:
        return fragment(request, "_task_list.html", context=context)
    standings = [(value, label) for value, (label, _) in STANDINGS.items()]
    return render(request, "tasks.html", context | {"units": listing.units(), "standings": standings})


@require_safe
def tasks_xlsx(request: HttpRequest) -> HttpResponse:
    """The tasks under the same filter as an Excel file."""
    response = HttpResponse(export.tasks_xlsx(listing.accepted_tasks(**filters_of(request.GET))), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="nhiem-vu-{timezone.localdate():%Y-%m-%d}.xlsx"'
    return response


@require_POST
def done(request: HttpRequest, pk: int) -> HttpResponse:
    """Ghi hoàn thành: the day of the result; what is wrong with it is said in the row."""
    form = DoneForm(request.POST)
    if form.is_valid():
        day = form.cleaned_data["done_on"]
        return _mark(request, pk, lambda row: services.mark_done(row, request.user, day), "Đã ghi nhiệm vụ hoàn thành.")
    if request.htmx:
        wrong = {"wrong": form.errors["done_on"][0], "typed": request.POST.get("done_on", "")}
        return _row(request, pk, wrong, INVALID)
    messages.error(request, form.errors["done_on"][0])
    return _back(request, pk)


@require_POST
def undone(request: HttpRequest, pk: int) -> HttpResponse:
    """Bỏ ghi hoàn thành."""
    return _mark(request, pk, lambda row: services.mark_open(row, request.user), "Đã bỏ ghi hoàn thành.")


def _mark(request: HttpRequest, pk: int, service: Callable[[Task], Task], said: str) -> HttpResponse:
    row = Task.objects.filter(pk=pk).first()
    if row is None:
        raise TaskGone
    service(row)
    messages.success(request, said)
    return _row(request, pk, {"changed": True}) if request.htmx else _back(request, pk)


def _row(request: HttpRequest, pk: int, said: dict[str, Any], status: int = 200) -> HttpResponse:
    """The task's row as it stands now; it stays where it is, also where the filter would no longer let it in."""
    task = listing.accepted_tasks().filter(pk=pk).first()
    if task is None:
        raise TaskGone
    context = {"task": task, "today": timezone.localdate(), "back": request.GET.urlencode(), **said}
    return fragment(request, "_task_row.html", context=context, status=status)


def _back(request: HttpRequest, pk: int) -> HttpResponse:
    """The list under the filter that was set, at the task's row."""
    return redirect(f"{reverse('tasks')}?{request.GET.urlencode()}#row-{pk}")


def filters_of(given: QueryDict) -> dict[str, str]:
    """Keywords of ``listing.accepted_tasks`` from what was asked for; what is no state is left out."""
    state = given.get("tinh-trang", "")
    return {
        "unit": given.get("don-vi", "").strip(),
        "state": state if state in STANDINGS else "",
        "q": given.get("q", "").strip(),
    }


def _parameters(filters: dict[str, str]) -> list[tuple[str, str]]:
    return [("don-vi", filters["unit"]), ("tinh-trang", filters["state"]), ("q", filters["q"])]
