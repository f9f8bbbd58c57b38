"""What a worker does, in huey's words: a task here is a queued message; the row decides whether there is anything to do."""

from __future__ import annotations

from huey import crontab
from huey.contrib.djhuey import HUEY, db_periodic_task, db_task, on_startup

from register import reading, services


@db_task()
def read_document(document_id: int) -> None:
    """Read one document, if it still waits to be read."""
    reading.read_document(document_id)


@db_periodic_task(crontab(minute="*"), priority=100)
def ask_again() -> None:
    """Once a minute, and when a worker starts: what was received but never finished is asked for again."""
    services.recover()


@on_startup()
def recover_at_start() -> None:
    ask_again.call_local()


__all__ = ["HUEY", "ask_again", "read_document"]
