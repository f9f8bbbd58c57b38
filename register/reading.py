"""One document from «đã nhận» to «chờ duyệt» or «lỗi», by the worker that took it."""

from __future__ import annotations

import faulthandler
import logging
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, close_old_connections

from ingest.document import Document as ReadDocument
from ingest.errors import ReadingError
from ingest.media_types import EMAIL, ZIP
from ingest.members import Member
from ingest.originals import Store
from register import lease, returned, services
from register.models import Document
from register.services.reading import FAULT
from register.trouble import LeaseLost

log = logging.getLogger(__name__)

ORIGINAL_GONE = (
    "Không còn tệp gốc trong kho lưu (var/originals). Hãy thả lại tệp; nếu nhiều tệp cùng lỗi, báo người quản trị kiểm tra ổ đĩa."
)

CONTAINERS = (ZIP, EMAIL)

_in_hand: dict[int, Document] = {}
_in_hand_lock = threading.Lock()


def read_document(document_id: int) -> None:
    """Take the document, read it, extract, record. Everything that can go wrong with this file ends in its row, and the next file is read."""
    document = services.start_reading(document_id)
    if document is None:
        return
    with _in_hand_lock:
        _in_hand[document.pk] = document
    try:
        with lease.heartbeat(lambda: _beat(document)):
            _read(document)
    except LeaseLost as lost:
        log.warning("result dropped: %s", lost)
    except DatabaseError:
        log.exception("document %s: the database took no result; it will be read again", document_id)
        services.give_back(document, counts=True)
    finally:
        with _in_hand_lock:
            _in_hand.pop(document.pk, None)


def _read(document: Document) -> None:
    import extract  # spaCy and underthesea: loaded in workers, not in the web process
    import ingest

    log.info("document %s (%s): reading, attempt %s", document.pk, document.name, document.attempts)
    if document.damage:
        _fail(document, document.damage)
        return
    original = returned.original_path(document)
    if not original.is_file():
        services.fail(document, ORIGINAL_GONE)
        return
    try:
        read = ingest.read(original, name=document.name, limits=settings.READ_LIMITS)
        members = _members(document, original, read)
        with _at_most(settings.EXTRACT_SECONDS):
            findings = extract.extract(read)
    except ReadingError as error:
        log.warning("document %s (%s): %s", document.pk, document.name, error, exc_info=error.__cause__)
        _fail(document, str(error))
    except Exception:  # one catch-all at the per-file boundary: a fault of ours must not stop the next file
        log.exception("document %s (%s): unexpected fault", document.pk, document.name)
        _fail(document, FAULT)
    else:
        read = _with_members(document, read, members)
        returned.take_away(
            document
        )  # before the result counts, as in _fail: a crash in between is read again and leaves no stray copy
        services.record(document, read, findings)
        log.info("document %s: %s directives, read by %s", document.pk, len(findings.directives), read.read_by)


def _members(document: Document, original: Path, read: ReadDocument) -> tuple[Member, ...]:
    """What a container holds, in the originals store; raises ReadingError where it cannot be unpacked."""
    import ingest

    if read.media_type not in CONTAINERS or services.why_not_opened(document):
        return ()
    store = Store(settings.ORIGINALS)
    return ingest.members_of(original, store, name=document.name, limits=settings.READ_LIMITS)


def _with_members(document: Document, read: ReadDocument, members: tuple[Member, ...]) -> ReadDocument:
    """Give the members rows of their own, before the container counts as read: a crash in between makes them again, not twice."""
    said = services.receive_members(document, members)
    if read.media_type in CONTAINERS and not members:
        said = services.why_not_opened(document)
    return replace(read, warnings=(*read.warnings, said)) if said else read


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    """End this process, with a trace on the console, where the block does not end in time.

    Extraction is our own code and runs in this process; should it ever run wild, no Python thread could stop it. The supervisor starts
    the worker again, and the attempt counts against the document.
    """
    faulthandler.dump_traceback_later(seconds, exit=True, file=sys.__stderr__ or 2)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def _fail(document: Document, reason: str) -> None:
    """The copy in ``_loi/`` first: a crash in between reads the document again, and the same copy is put there once."""
    returned.put(document, reason)
    services.fail(document, reason)


def _beat(document: Document) -> None:
    """From the heartbeat's thread, which has a connection of its own."""
    try:
        services.heartbeat(document)
    except DatabaseError:
        log.warning("document %s: no heartbeat", document.pk, exc_info=True)
    finally:
        close_old_connections()


def warm_up() -> None:
    """Read and extract a line, so that dictionaries and models are loaded and the reading child is up when the first document comes."""
    import extract
    import ingest

    try:
        with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
            file.write("Giao Văn phòng rà soát, báo cáo trước ngày 31/12/2026.\n")
            file.flush()
            extract.extract(ingest.read(Path(file.name)))
    except Exception:
        log.exception("warming up failed; the first document will tell more")


def give_back_all() -> int:
    """Before this process ends on purpose: what it is reading goes back among the documents to read; how many."""
    with _in_hand_lock:
        documents = list(_in_hand.values())
    return sum(services.give_back(document) for document in documents)
