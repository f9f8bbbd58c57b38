"""Danh mục nhiệm vụ: every accepted task, filtered, and the same list as a sheet."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from register import export, listing
from register.states import Term
from review.replies import fragment

PER_PAGE = 100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@vary_on_headers("HX-Request")
def tasks(request: HttpRequest) -> HttpResponse:
    """The accepted tasks, nearest deadline first; htmx asks for the list alone."""
    filters = _filters(request)
    query = urlencode({name: value for name, value in _parameters(filters) if value})
    page = Paginator(listing.accepted_tasks(**filters), PER_PAGE).get_page(request.GET.get("trang"))
    context: dict[str, Any] = {
        "page": page,
        "filters": filters,
        "query": f"{query}&" if query else "",
        "today": timezone.localdate(),
    }
    if request.htmx and not request.htmx.history_restore_request:
        return fragment(request, "_task_list.html", context=context)
    return render(request, "tasks.html", context | {"units": listing.units(), "terms": Term.choices})


@require_safe
def tasks_xlsx(request: HttpRequest) -> HttpResponse:
    """The tasks under the same filter as an Excel file."""
    response = HttpResponse(export.tasks_xlsx(listing.accepted_tasks(**_filters(request))), content_type=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="nhiem-vu-{timezone.localdate():%Y-%m-%d}.xlsx"'
    return response


def _filters(request: HttpRequest) -> dict[str, str]:
    """Keywords of ``listing.accepted_tasks``; what is no state is left out."""
    state = request.GET.get("tinh-trang", "")
    return {
        "unit": request.GET.get("don-vi", "").strip(),
        "state": state if state in Term.values else "",
        "q": request.GET.get("q", "").strip(),
    }


def _parameters(filters: dict[str, str]) -> list[tuple[str, str]]:
    return [("don-vi", filters["unit"]), ("tinh-trang", filters["state"]), ("q", filters["q"])]
