"""The start page: what was received and how far it is; files brought in; reading tried again."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from register import health, services
from register.models import Document, InboxTrouble
from register.naming import search_words
from register.states import DocumentState, TaskState
from review import upload
from review.replies import fragment

PER_PAGE = 50
MOVING = (DocumentState.RECEIVED, DocumentState.READING)


@require_safe
@vary_on_headers("HX-Request")
def documents(request: HttpRequest) -> HttpResponse:
    """Văn bản đến, newest first; htmx asks for the list alone, and gets nothing (204) where it has what there is."""
    context = _list(request)
    if request.htmx and not request.htmx.history_restore_request:
        if request.GET.get("seen") == context["digest"]:
            return HttpResponse(status=204)
        return fragment(request, "_documents.html", context=context)
    context |= {
        "missing": health.missing(),
        "states": DocumentState.choices,
        "inbox": settings.INBOX,
        "accept": ",".join(upload.SUFFIXES),
    }
    return render(request, "documents.html", context)


@require_POST
def upload_files(request: HttpRequest) -> HttpResponse:
    """Put uploaded files into the inbox folder, where the watcher takes them like any other."""
    files = request.FILES.getlist("files")
    for file in files:
        try:
            upload.put(file)
        except upload.NotStored as trouble:
            messages.error(request, str(trouble))
        else:
            messages.success(request, f"Đã nạp «{file.name}».")
    if not files:
        messages.error(request, "Chưa chọn tệp nào.")
    return fragment(request, "_documents.html", context=_list(request)) if request.htmx else redirect("documents")


@require_POST
def load_samples(request: HttpRequest) -> HttpResponse:
    """Nạp văn bản mẫu."""
    count = services.load_samples(request.user)
    messages.success(
        request, f"Đã nạp {count} văn bản mẫu vào hộp nhận. Từng văn bản sẽ hiện ra và tự chuyển trạng thái trong ít giây tới."
    )
    return redirect("documents")


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Thử lại: read the document again."""
    services.retry(get_object_or_404(Document, pk=pk), request.user)
    if request.htmx:
        return fragment(request, "_documents.html", context=_list(request))
    return redirect("document", pk)


def _list(request: HttpRequest) -> dict[str, Any]:
    """Context of ``_documents.html``. A request that changes something carries the filters in its body."""
    given = request.POST if request.method == "POST" else request.GET
    filters = {"q": given.get("q", "").strip(), "state": given.get("trang-thai", "")}
    troubles = list(InboxTrouble.objects.values_list("name", "message"))
    page = Paginator(_filtered(**filters), PER_PAGE).get_page(given.get("trang"))
    query = urlencode({name: value for name, value in (("q", filters["q"]), ("trang-thai", filters["state"])) if value})
    number = f"trang={page.number}" if page.number > 1 else ""
    return {
        "page": page,
        "filters": filters,
        "query": f"{query}&" if query else "",
        "here": f"{request.path if request.method != 'POST' else '/'}?{'&'.join(part for part in (query, number) if part)}",
        "digest": _digest(page, troubles),
        "troubles": troubles,
        "moving": any(row.state in MOVING for row in page.object_list),
        "any_documents": bool(page.paginator.count) or Document.objects.exists(),
    }


def _filtered(q: str, state: str) -> QuerySet[Document]:
    """Documents with the counts of their tasks."""
    rows = Document.objects.select_related("container").defer("search")
    if state in DocumentState.values:
        rows = rows.filter(state=state)
    if q:
        rows = rows.filter(search__contains=search_words(q))
    decided = {name: Count("tasks", filter=Q(tasks__state=value)) for name, value in _COUNTS.items()}
    return rows.annotate(task_count=Count("tasks"), **decided).order_by("-received_at", "-id")


_COUNTS = {"proposed_count": TaskState.PROPOSED, "accepted_count": TaskState.ACCEPTED, "rejected_count": TaskState.REJECTED}


def _digest(page: Page, troubles: list[tuple[str, str]]) -> str:
    """Changes whenever the list would look different."""
    shown = [
        (row.pk, row.state, row.reason, row.number, row.subject, row.task_count, row.proposed_count, row.accepted_count)
        for row in page.object_list
    ]
    return hashlib.sha256(repr((shown, troubles, page.number, page.paginator.count)).encode()).hexdigest()[:16]
