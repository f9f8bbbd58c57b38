"""Dự thảo: made from a document and its accepted tasks or from the task list, listed, downloaded."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from generate.drafts import KINDS
from register import services
from register.drafting import DOCUMENT_KINDS
from register.models import Document, Draft
from register.task_drafting import TASK_LIST_KINDS
from review.replies import fragment
from review.views.task_list import filters_of

PER_PAGE = 50
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def drafts(request: HttpRequest) -> HttpResponse:
    """Every draft, newest first."""
    rows = Draft.objects.select_related("document", "created_by").defer("content", "context")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("trang"))
    return render(request, "drafts.html", {"page": page, "from_list": TASK_LIST_KINDS, "query": ""})


@require_POST
def draft_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft of the kind asked for; the page downloads it at once."""
    row = get_object_or_404(Document, pk=pk)
    draft = services.make_draft(row, request.POST.get("kind", ""), request.user)
    if not request.htmx:
        return redirect("draft_download", draft.pk)
    rows = row.drafts.select_related("created_by").defer("content", "context")
    return fragment(request, "_drafts.html", context={"document": row, "drafts": rows, "kinds": DOCUMENT_KINDS, "new": draft.pk})


@require_POST
def task_draft_new(request: HttpRequest) -> HttpResponse:
    """Make a draft from the tasks under the filter that is set; the page downloads it at once."""
    draft = services.make_task_draft(request.POST.get("kind", ""), request.user, **filters_of(request.POST))
    if not request.htmx:
        return redirect("draft_download", draft.pk)
    return fragment(request, "_task_draft.html", context={"draft": draft})


@require_safe
def draft_download(request: HttpRequest, pk: int) -> HttpResponse:
    """The Word file."""
    draft = get_object_or_404(Draft.objects.select_related("document"), pk=pk)
    response = HttpResponse(bytes(draft.content), content_type=DOCX)
    response.headers["Content-Disposition"] = f'attachment; filename="{_file_name(draft)}"'
    return response


def _file_name(draft: Draft) -> str:
    """ "du-thao-thong-bao-ket-luan-12-tb-ubnd-7.docx": plain letters, which every mail program and share takes."""
    about = draft.document.number.replace("/", "-") if draft.document else f"{timezone.localdate(draft.created_at):%Y-%m-%d}"
    kind = KINDS[draft.kind].title_vi if draft.kind in KINDS else draft.kind
    words = f"du thao {kind} {about} {draft.pk}".replace("đ", "d").replace("Đ", "D")
    return f"{slugify(words)}.docx"
