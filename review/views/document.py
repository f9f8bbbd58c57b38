"""The document page: the source on the left, what was found in it on the right."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from register import services
from register.audit import Action
from register.drafting import DOCUMENT_KINDS
from register.models import AuditEntry, Document, Reading
from register.states import DocumentState, TaskState
from review import source
from review.replies import fragment
from review.sections import Card, Sections

ORDERS = (("vi-tri", "Theo vị trí"), ("nghi-ngo", "Cần xem kỹ trước"))
HISTORY = 60  # entries of the audit trail on the page


@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """Văn bản: source and findings, or how far the reading is."""
    row = get_object_or_404(Document.objects.select_related("duplicate_of", "container"), pk=pk)
    if request.htmx and not request.htmx.history_restore_request:  # the page waits for the reading to end
        return _waiting(request, row)
    context: dict[str, Any] = {"document": row, "next": next_to_review(row)}
    if not Reading.objects.filter(document=row).exists():
        return render(request, "document_unread.html", context)
    sections = Sections(row)
    pictured = source.has_pictures(sections.source)
    context |= {
        "sections": sections,
        "pages": source.pages(sections.source, sections.highlights) if pictured else [],
        "parts": [] if pictured else source.parts(sections.source, sections.highlights),
        "drafts": row.drafts.select_related("created_by").defer("content", "context"),
        "kinds": DOCUMENT_KINDS,
        "history": _history(row),
        **tasks_context(request, sections),
    }
    return render(request, "document.html", context)


@require_safe
def document_text(request: HttpRequest, pk: int) -> HttpResponse:
    """The text view of a document that opens with its pictures."""
    sections = Sections(get_object_or_404(Document, pk=pk, reading__isnull=False))
    return render(request, "_source_text.html", {"parts": source.parts(sections.source, sections.highlights)})


@require_safe
def document_tasks(request: HttpRequest, pk: int) -> HttpResponse:
    """The section of tasks in the order and state asked for."""
    row = get_object_or_404(Document, pk=pk, reading__isnull=False)
    return fragment(request, "_tasks.html", context={"document": row, **tasks_context(request, Sections(row))})


@require_POST
def accept_all(request: HttpRequest, pk: int) -> HttpResponse:
    """Nhận tất cả: every task that waits for a decision."""
    row = get_object_or_404(Document, pk=pk, reading__isnull=False)
    with transaction.atomic():
        waiting = list(row.tasks.filter(state=TaskState.PROPOSED))
        for task in waiting:
            services.accept(task, request.user)
    messages.success(request, f"Đã nhận {len(waiting)} nhiệm vụ.")
    return list_after_change(request, row)


@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Hoàn tất duyệt."""
    row = get_object_or_404(Document, pk=pk)
    services.finish_review(row, request.user)
    messages.success(request, "Đã hoàn tất duyệt văn bản này. Các nhiệm vụ đã nhận nằm trong danh mục nhiệm vụ.")
    return list_after_change(request, row)


def next_to_review(row: Document) -> Document | None:
    """The next document that waits for review, going down the list and starting over at its top."""
    waiting = (
        Document.objects.filter(state=DocumentState.TO_REVIEW)
        .exclude(pk=row.pk)
        .only("pk", "number", "name")
        .order_by("-received_at", "-id")
    )
    return waiting.filter(received_at__lte=row.received_at).first() or waiting.first()


def tasks_context(request: HttpRequest, sections: Sections) -> dict[str, Any]:
    """Context of ``_tasks.html`` and of the counts that change with every decision (``_progress.html``)."""
    given = request.POST if request.method == "POST" else request.GET
    order, state = given.get("thu-tu", ORDERS[0][0]), given.get("loc", "")
    return {
        "cards": _chosen(sections.cards, order, state),
        "order": order,
        "orders": ORDERS,
        "state": state,
        "states": TaskState.choices,
        "counts": counts(sections.row),
    }


def counts(row: Document) -> dict[str, int]:
    """How many tasks of a document stand where."""
    found = dict(row.tasks.order_by().values_list("state").annotate(Count("pk")))
    return {"all": sum(found.values()), **{str(state): found.get(state, 0) for state in TaskState}}


def _chosen(cards: list[Card], order: str, state: str) -> list[Card]:
    if state in TaskState.values:
        cards = [card for card in cards if card.task.state == state]
    if order == "nghi-ngo":
        cards = sorted(cards, key=lambda card: (card.task.state != TaskState.PROPOSED, card.task.confidence))
    return cards


def list_after_change(request: HttpRequest, row: Document) -> HttpResponse:
    """The section of tasks and the counts, as they stand after a change to several of them."""
    row.refresh_from_db()
    if not request.htmx:
        return redirect("document", row.pk)
    context = {"document": row, "next": next_to_review(row), "swap": True, **tasks_context(request, Sections(row))}
    return fragment(request, "_tasks.html", "_progress.html", context=context)


def _waiting(request: HttpRequest, row: Document) -> HttpResponse:
    """The answer to a page that asks whether the reading has ended: nothing as long as it has not, then a reload."""
    response = HttpResponse(status=204)
    if row.state != request.GET.get("state"):
        response.headers["HX-Refresh"] = "true"
        response.status_code = 200
    return response


def _history(row: Document) -> list[tuple[AuditEntry, str]]:
    labels = dict(Action.choices)
    entries = AuditEntry.objects.filter(document=row).select_related("actor")[:HISTORY]
    return [(entry, labels.get(entry.action, entry.action)) for entry in entries]
