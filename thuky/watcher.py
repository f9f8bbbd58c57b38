"""The watcher process: what settles in the inbox becomes a row, and leaves the folder."""

from __future__ import annotations

import logging
import signal
import threading
from types import FrameType

from django.conf import settings
from django.db import close_old_connections

from ingest.inbox import Inbox, Receipt, Trouble, watch
from ingest.originals import Store
from register import services

log = logging.getLogger(__name__)


def run() -> None:
    """Watch until SIGTERM or SIGINT."""
    stop = threading.Event()

    def asked_to_stop(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, asked_to_stop)
    inbox = Inbox(settings.INBOX, Store(settings.ORIGINALS), settle_seconds=settings.SETTLE_SECONDS)
    log.info("watching %s", inbox.folder)
    watch(inbox, _receive, stop, on_troubles=_tell, polling=settings.INBOX_POLLING)


def _receive(receipt: Receipt) -> None:
    """Commit the row; the watch deletes the claimed file when this returns, and calls again later when it raises."""
    close_old_connections()  # a database server may have been restarted since the last file
    try:
        document = services.receive(receipt)
        log.info("document %s: received %s (%s bytes)", document.pk, receipt.name, receipt.size)
    finally:
        close_old_connections()


def _tell(troubles: tuple[Trouble, ...]) -> None:
    close_old_connections()
    try:
        services.tell_troubles(troubles)
        for trouble in troubles:
            log.warning("%s: %s", trouble.name, trouble.message)
    finally:
        close_old_connections()
