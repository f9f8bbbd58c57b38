"""What a worker does, in huey's words: a task here is a queued message; the row decides whether there is anything to do."""

from __future__ import annotations

from django.db import close_old_connections
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
def begin_work() -> None:
    """Before the first message: free what a dead worker held, then load what every document needs.

    Loading takes seconds in which no document is held: a kill in them is no failed attempt of any document.
    """
    services.recover()
    reading.warm_up()
    close_old_connections()


__all__ = ["HUEY", "ask_again", "read_document"]
