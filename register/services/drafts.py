"""Soạn dự thảo: a draft from a document and its accepted tasks."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction

import generate
from extract.findings import as_json
from generate.drafts import KINDS
from generate.errors import DraftingError
from register import audit, drafting
from register.agencies import in_order
from register.audit import Action
from register.models import Document, Draft, Task
from register.states import TaskState
from register.trouble import NothingToDraft, NotReadYet, Refused


def make_draft(document_row: Document, kind: str, actor: Any) -> Draft:
    """A new draft of ``kind`` (a key of ``generate.drafts.KINDS``); earlier drafts stay."""
    if kind not in KINDS:
        raise Refused("Không có loại dự thảo này.")
    reading = getattr(document_row, "reading", None)
    if reading is None:
        raise NotReadYet
    accepted = Task.objects.filter(document=document_row, state=TaskState.ACCEPTED)
    tasks = [_accepted(task) for task in accepted.order_by("position", "id")]
    if not tasks:
        raise NothingToDraft
    context = drafting.context(kind, reading.findings, tasks)
    try:  # outside the transaction: merging takes a while
        content = generate.draft(kind, context, templates=settings.TEMPLATES_DOCX)
    except DraftingError as error:
        raise Refused(str(error)) from error
    with transaction.atomic():
        title = f"{KINDS[kind].title_vi} – {document_row.number or document_row.name}"
        draft = Draft.objects.create(
            document=document_row, kind=kind, title=title, context=as_json(context), content=content, created_by=actor
        )
        audit.write(actor, Action.DRAFTED, document=document_row, kind=kind, draft=draft.pk, tasks=len(tasks))
    return draft


def _accepted(task: Task) -> drafting.AcceptedTask:
    return drafting.AcceptedTask(
        text=task.text,
        lead=in_order(task, "lead"),
        coordinating=in_order(task, "coordinating"),
        deadline=task.deadline_text,
        due=task.due,
    )
