"""Asking a worker to read a document. The message is a hint, the row is the truth: a lost message costs a minute, never a document."""

from __future__ import annotations

import logging

log = logging.getLogger(__name__)


def ask_to_read(document_id: int, *, urgent: bool = False) -> None:
    """Put a message for the workers; a queue that does not answer is logged, and ``services.recover`` asks again later."""
    from register.tasks import read_document  # the tasks call the services: imported late

    try:
        read_document.huey.enqueue(read_document.s(document_id, priority=10 if urgent else 0))
    except Exception:  # whatever the queue's storage raises: the row is committed and must stay so
        log.exception("the queue took no message for document %s; it will be asked for again", document_id)


def is_empty() -> bool:
    """True where no message waits."""
    from register.tasks import read_document

    return bool(read_document.huey.pending_count() == 0)
