"""Đọc văn bản: who may read a document, and what becomes of the result."""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone

from extract.findings import Findings, Header, as_json
from ingest.document import Document as ReadDocument
from register import audit, lease, queue, returned
from register.audit import Action
from register.models import Document, Reading
from register.naming import search_text
from register.proposals import propose
from register.states import DocumentState
from register.trouble import LeaseLost

log = logging.getLogger(__name__)

KILLED_READERS = (
    "Đã thử đọc tệp này {attempts} lần, lần nào chương trình đọc cũng dừng đột ngột, nên không thử nữa. "
    "Hãy tách tệp hoặc lưu lại sang định dạng khác rồi thả lại; nếu vẫn lỗi, báo người quản trị."
)
FAULT = "Chương trình gặp lỗi khi đọc tệp này. Tệp gốc vẫn được giữ. Hãy bấm «Thử lại»; nếu vẫn lỗi, báo người quản trị (xem nhật ký var/logs)."


def start_reading(document_id: int) -> Document | None:
    """Take the document for this worker; None where it is not to be read, another one reads it, or it killed its readers too often."""
    with transaction.atomic():
        taken = Document.objects.filter(pk=document_id, state=DocumentState.RECEIVED, attempts__lt=settings.READ_ATTEMPTS).update(
            state=DocumentState.READING,
            lease=lease.new(),
            reading_since=timezone.now(),
            heartbeat_at=Now(),
            attempts=F("attempts") + 1,
        )
        if taken:
            document = Document.objects.get(pk=document_id)
            audit.write(None, Action.READING, document=document, attempt=document.attempts)
            return document
    _fail_a_killer(document_id)
    return None


def _fail_a_killer(document_id: int) -> None:
    """A document that was begun too often without an end is not begun again."""
    document = Document.objects.filter(pk=document_id, state=DocumentState.RECEIVED, attempts__gte=settings.READ_ATTEMPTS).first()
    if document:
        reason = KILLED_READERS.format(attempts=document.attempts)
        returned.put(document, reason)
        fail(document, reason)


def heartbeat(document: Document) -> bool:
    """Say that the worker that took ``document`` still reads it; False where it has lost it."""
    return bool(_held(document).update(heartbeat_at=Now()))


def _held(document: Document) -> Any:
    return Document.objects.filter(pk=document.pk, state=DocumentState.READING, lease=document.lease)


def lock_for_result(document: Document) -> Document:
    """The row, locked, if ``document`` is still in the hands of whoever passes it; else :class:`LeaseLost`."""
    row = Document.objects.select_for_update(no_key=True).get(pk=document.pk)
    if row.lease != document.lease:
        raise LeaseLost(f"document {document.pk} is read by {row.lease or 'nobody'}, not by {document.lease or 'nobody'}")
    return row


def record(document_row: Document, read_document: ReadDocument, findings: Findings) -> Document:
    """Keep what was read and found: state «chờ duyệt». Once or again: one reading, no task twice, decided and edited tasks stay.

    Raises :class:`LeaseLost` where the document was given to another worker meanwhile.
    """
    found = as_json(findings)
    content = read_document.to_json()
    with transaction.atomic():
        row = lock_for_result(document_row)
        _copy_reading(row, read_document)
        _copy_header(row, findings.header)
        row.state, row.reason, row.read_at = DocumentState.TO_REVIEW, "", timezone.now()
        row.lease, row.heartbeat_at, row.attempts = "", None, 0
        row.save()
        Reading.objects.update_or_create(
            document=row, defaults={"content": content, "findings": found, "extracted_with": settings.VERSION}
        )
        counts = propose(row, findings)
        audit.write(None, Action.RECORDED, document=row, **counts)
    document_row.refresh_from_db()
    return document_row


def _copy_reading(row: Document, read: ReadDocument) -> None:
    row.media_type, row.read_by = read.media_type[:127], read.read_by[:32]
    row.quality, row.page_count, row.warnings = read.quality, len(read.pages), list(read.warnings)


def _copy_header(row: Document, header: Header) -> None:
    row.doc_type, row.number = (header.doc_type or "")[:64], (header.number or "")[:64]
    row.issued_on, row.issuer, row.subject = header.issued_on, (header.issuer or "")[:255], header.subject or ""
    row.search = search_text(row.name, row.number, row.doc_type, row.issuer, row.subject)


def fail(document_row: Document, reason: str) -> Document:
    """Lỗi: the document could not be read; ``reason`` tells staff why and what to do. What an earlier reading found is kept."""
    with transaction.atomic():
        row = lock_for_result(document_row)
        row.state, row.reason = DocumentState.FAILED, reason
        row.lease, row.heartbeat_at = "", None
        row.save(update_fields=["state", "reason", "lease", "heartbeat_at"])
        audit.write(None, Action.FAILED, document=row, reason=reason, attempts=row.attempts)
    document_row.refresh_from_db()
    return document_row


def retry(document_row: Document, actor: Any) -> Document:
    """Read the document (again), as staff ask; nothing happens where it waits or is read already."""
    with transaction.atomic():
        row = Document.objects.select_for_update(no_key=True).get(pk=document_row.pk)
        if row.state not in (DocumentState.RECEIVED, DocumentState.READING):
            audit.write(actor, Action.RETRIED, document=row, was=row.state, reason=row.reason)
            row.state, row.reason, row.attempts = DocumentState.RECEIVED, "", 0
            row.save(update_fields=["state", "reason", "attempts"])
        if row.state == DocumentState.RECEIVED:
            transaction.on_commit(lambda: queue.ask_to_read(row.pk, urgent=True))
    document_row.refresh_from_db()
    return document_row


def give_back(document_row: Document, *, counts: bool = False) -> bool:
    """Put a document that is being read back among those to read; ``counts``: the attempt counts as one that killed its reader.

    False where the lease had passed to another meanwhile.
    """
    with transaction.atomic():
        changes: dict[str, Any] = {"state": DocumentState.RECEIVED, "lease": "", "heartbeat_at": None}
        if not counts:
            changes["attempts"] = F("attempts") - 1
        freed = _held(document_row).update(**changes)
        if freed:
            audit.write(None, Action.RELEASED, document=document_row, lease=document_row.lease, counts=counts)
    return bool(freed)


def recover() -> int:
    """Find what was received but never finished and ask for it again; how many documents. Any number of workers may call it at any time.

    A lease whose holder is dead is freed by exactly one caller. Documents that wait are asked for only while no message waits, so
    messages never pile up.
    """
    asked = 0
    stale = Q(heartbeat_at__lt=Now() - lease.expiry()) | Q(heartbeat_at=None)
    reading = Document.objects.filter(state=DocumentState.READING)
    expired = set(reading.filter(stale).values_list("pk", flat=True))
    for document in reading.only("pk", "lease", "state"):
        if (document.pk in expired or lease.holder_is_dead(document.lease)) and give_back(document, counts=True):
            log.warning("document %s was left unfinished by %s", document.pk, document.lease)
            queue.ask_to_read(document.pk, urgent=True)
            asked += 1
    if not asked and queue.is_empty():
        for pk in Document.objects.filter(state=DocumentState.RECEIVED).order_by("id").values_list("pk", flat=True):
            queue.ask_to_read(pk)
            asked += 1
    return asked
