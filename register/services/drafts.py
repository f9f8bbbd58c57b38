"""Soạn dự thảo: from a document and its accepted tasks, or from the task list."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

import generate
from extract.findings import as_json
from generate.drafts import KINDS
from generate.errors import DraftingError
from register import audit, drafting, listing, task_drafting
from register.agencies import in_order
from register.audit import Action
from register.models import Document, Draft, Reading, Task
from register.states import TaskState, Term
from register.trouble import NothingToDraft, NothingToReport, NothingToUrge, NotReadYet, PartOfTheFigures, Refused


def make_draft(document_row: Document, kind: str, actor: Any) -> Draft:
    """A new draft of ``kind`` (a key of ``register.drafting.DOCUMENT_KINDS``); earlier drafts stay."""
    if kind not in drafting.DOCUMENT_KINDS:
        raise Refused("Không có loại dự thảo này.")
    reading = getattr(document_row, "reading", None)
    if reading is None:
        raise NotReadYet
    accepted = Task.objects.filter(document=document_row, state=TaskState.ACCEPTED)
    tasks = [_accepted(task) for task in accepted.order_by("position", "id")]
    if not tasks:
        raise NothingToDraft
    context = drafting.context(kind, reading.findings, tasks)
    about = document_row.number or document_row.name
    return _save(kind, context, about, actor, document=document_row, tasks=len(tasks))


def make_task_draft(kind: str, actor: Any, *, unit: str = "", state: str = "", q: str = "", today: date | None = None) -> Draft:
    """A new draft of ``kind`` (a key of ``register.task_drafting.TASK_LIST_KINDS``) from the tasks that ``listing.accepted_tasks`` lists."""
    if kind not in task_drafting.TASK_LIST_KINDS:
        raise Refused("Không có loại dự thảo này.")
    today = today or timezone.localdate()
    tasks = list(listing.accepted_tasks(unit=unit, state=state, q=q, today=today))
    if kind == "cong_van_don_doc":
        tasks = [task for task in tasks if task.term in task_drafting.URGENT]
        if not tasks:
            raise NothingToUrge
    elif not tasks:
        raise NothingToReport
    elif state:
        raise PartOfTheFigures
    documents = {task.document_id for task in tasks}
    headers = Reading.objects.filter(document__in=documents).values_list("findings__header", flat=True)
    known = [header or {} for header in headers] + [{}] * (len(documents) - len(headers))
    filters = {name: value for name, value in (("unit", unit), ("state", state), ("q", q)) if value}
    about = ", ".join([_counts(tasks), *([unit] if unit else []), *([f"tìm «{q}»"] if q else [])])
    return _save(kind, task_drafting.context(kind, tasks, known, today), about, actor, tasks=len(tasks), **filters)


def _counts(tasks: list[Task]) -> str:
    """ "12 nhiệm vụ, 3 quá hạn, 1 sắp đến hạn": what tells one draft of a list from another."""
    late, near = (sum(task.term == term for task in tasks) for term in (Term.OVERDUE, Term.SOON))
    told = [f"{late} quá hạn"] * bool(late) + [f"{near} sắp đến hạn"] * bool(near)
    return ", ".join([f"{len(tasks)} nhiệm vụ", *told])


def _save(kind: str, context: object, about: str, actor: Any, *, document: Document | None = None, **details: Any) -> Draft:
    try:  # outside the transaction: merging takes a while
        content = generate.draft(kind, context, templates=settings.TEMPLATES_DOCX)
    except DraftingError as error:
        raise Refused(str(error)) from error
    with transaction.atomic():
        draft = Draft.objects.create(
            document=document,
            kind=kind,
            title=f"{KINDS[kind].title_vi} – {about}",
            context=as_json(context),
            content=content,
            created_by=actor,
        )
        audit.write(actor, Action.DRAFTED, document=document, kind=kind, draft=draft.pk, **details)
    return draft


def _accepted(task: Task) -> drafting.AcceptedTask:
    return drafting.AcceptedTask(
        text=task.text,
        lead=in_order(task, "lead"),
        coordinating=in_order(task, "coordinating"),
        deadline=task.deadline_text,
        due=task.due,
    )
