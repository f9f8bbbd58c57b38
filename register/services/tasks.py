"""Duyệt nhiệm vụ: what staff decide on the tasks of a document."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from register import audit
from register.agencies import by_names, in_order
from register.audit import Action
from register.models import Document, Task
from register.proposals import task_search
from register.states import DocumentState, TaskState
from register.trouble import AlreadyDone, EmptyTask, NotAccepted, NotDoneYet, NotReadYet, StillUndecided, TaskGone


@contextmanager
def _changing(task: Task) -> Iterator[Task]:
    """The row of ``task`` for one change; :class:`TaskGone` where a re-reading has removed it."""
    with transaction.atomic():
        row = Task.objects.select_for_update(no_key=True).filter(pk=task.pk).first()
        if row is None:
            raise TaskGone
        yield row
    task.refresh_from_db()


def accept(task: Task, actor: Any) -> Task:
    """Nhận nhiệm vụ: it enters the task list. Accepting twice is one acceptance."""
    return _decide(task, actor, TaskState.ACCEPTED, Action.ACCEPTED)


def reject(task: Task, actor: Any, note: str = "") -> Task:
    """Loại: it is no task; ``note`` says why."""
    return _decide(task, actor, TaskState.REJECTED, Action.REJECTED, note)


def _decide(task: Task, actor: Any, state: TaskState, action: Action, note: str = "") -> Task:
    with _changing(task) as row:
        note = note.strip()
        if row.state != state or (note and note != row.note):
            was = row.state
            row.state, row.decided_by, row.decided_at = state, actor, timezone.now()
            row.note = note or row.note
            row.save(update_fields=["state", "decided_by", "decided_at", "note"])
            audit.write(actor, action, document=row.document, task=row, was=was, note=note)
    return task


def reopen(task: Task, actor: Any) -> Task:
    """Mở lại: the decision is taken back, and the document waits for review again."""
    with _changing(task) as row:
        if row.state != TaskState.PROPOSED:
            was = row.state
            row.state, row.decided_by, row.decided_at = TaskState.PROPOSED, None, None
            row.save(update_fields=["state", "decided_by", "decided_at"])
            Document.objects.filter(pk=row.document_id, state=DocumentState.REVIEWED).update(state=DocumentState.TO_REVIEW)
            audit.write(actor, Action.REOPENED, document=row.document, task=row, was=was)
    return task


def edit(
    task: Task,
    actor: Any,
    *,
    text: str,
    lead: list[str],
    coordinating: list[str],
    deadline_text: str,
    due: date | None,
    note: str,
) -> Task:
    """Sửa: what staff make of the task; what extraction had said stays in ``proposed``. The state does not change."""
    text = text.strip()
    if not text:
        raise EmptyTask
    with _changing(task) as row:
        before = _content(row)
        row.text, row.deadline_text, row.due, row.note = text, deadline_text.strip()[:500], due, note.strip()
        _assign(row, lead, coordinating)
        after = _content(row)
        changed = {key: [before[key], after[key]] for key in before if before[key] != after[key]}
        if changed:
            row.edited = True
            row.save()
            audit.write(actor, Action.EDITED, document=row.document, task=row, changed=changed)
    return task


def _assign(row: Task, lead: list[str], coordinating: list[str]) -> None:
    leads, others = by_names(lead), by_names(coordinating)
    for bodies, agencies in ((row.lead, leads), (row.coordinating, others)):
        bodies.clear()  # not set(): the rows are kept in the order in which the bodies are named
        bodies.through.objects.bulk_create(bodies.through(task_id=row.pk, agency_id=agency.pk) for agency in agencies)
    row.search = task_search(row, [agency.name for agency in leads + others])


def _content(row: Task) -> dict[str, Any]:
    return {
        "text": row.text,
        "lead": list(in_order(row, "lead")),
        "coordinating": list(in_order(row, "coordinating")),
        "deadline_text": row.deadline_text,
        "due": row.due.isoformat() if row.due else None,
        "note": row.note,
    }


def add_task(
    document_row: Document,
    actor: Any,
    *,
    text: str,
    lead: list[str],
    coordinating: list[str],
    deadline_text: str,
    due: date | None,
    note: str,
) -> Task:
    """Thêm: a task that extraction missed, typed in by staff and so accepted at once. It has no quote."""
    text = text.strip()
    if not text:
        raise EmptyTask
    with transaction.atomic():
        document = Document.objects.select_for_update(no_key=True).get(pk=document_row.pk)
        _must_be_read(document)
        last = document.tasks.order_by("-position").values_list("position", flat=True).first() or 0
        row = Task(document=document, position=last + 1, state=TaskState.ACCEPTED, text=text, due=due, note=note.strip())
        row.deadline_text, row.decided_by, row.decided_at = deadline_text.strip()[:500], actor, timezone.now()
        row.save()
        _assign(row, lead, coordinating)
        row.save(update_fields=["search"])
        audit.write(actor, Action.ADDED, document=document, task=row, **_content(row))
    return row


def mark_done(task: Task, actor: Any, day: date) -> Task:
    """Ghi hoàn thành: the task was done on ``day``, the day of its result. The same day twice is one mark; another day has to be taken back first."""
    if day > timezone.localdate():
        raise NotDoneYet
    with _changing(task) as row:
        if row.state != TaskState.ACCEPTED:
            raise NotAccepted
        if row.done_on not in (None, day):
            raise AlreadyDone
        if row.done_on is None:
            row.done_on = day
            row.save(update_fields=["done_on"])
            audit.write(actor, Action.DONE, document=row.document, task=row, done_on=day.isoformat())
    return task


def mark_open(task: Task, actor: Any) -> Task:
    """Bỏ ghi hoàn thành: the mark was a mistake, the task is still to be done."""
    with _changing(task) as row:
        if row.state != TaskState.ACCEPTED:
            raise NotAccepted
        if row.done_on is not None:
            was = row.done_on
            row.done_on = None
            row.save(update_fields=["done_on"])
            audit.write(actor, Action.UNDONE, document=row.document, task=row, was=was.isoformat())
    return task


def _must_be_read(document: Document) -> None:
    if document.state not in (DocumentState.TO_REVIEW, DocumentState.REVIEWED):
        raise NotReadYet


def finish_review(document_row: Document, actor: Any) -> Document:
    """Kết thúc duyệt: every task is decided, the document is «đã duyệt»."""
    with transaction.atomic():
        document = Document.objects.select_for_update(no_key=True).get(pk=document_row.pk)
        _must_be_read(document)
        waiting = document.tasks.filter(state=TaskState.PROPOSED).count()
        if waiting:
            raise StillUndecided(f"Còn {waiting} nhiệm vụ chưa duyệt. Hãy nhận hoặc loại từng nhiệm vụ rồi kết thúc duyệt.")
        if document.state != DocumentState.REVIEWED:
            document.state = DocumentState.REVIEWED
            document.save(update_fields=["state"])
            audit.write(actor, Action.REVIEWED, document=document)
    document_row.refresh_from_db()
    return document_row
