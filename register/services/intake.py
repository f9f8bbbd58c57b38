"""Văn bản đến: a file taken from the inbox becomes a row."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction

from ingest.inbox import Inbox, Trouble
from ingest.originals import Store
from register import audit, queue
from register.audit import Action
from register.models import Document, InboxTrouble
from register.naming import search_text
from register.states import DocumentState


class Dropped(Protocol):
    """What ``ingest.inbox.Receipt`` says of a file whose bytes are in the originals store."""

    @property
    def claim(self) -> str: ...
    @property
    def sha256(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def size(self) -> int: ...


def receive(receipt: Dropped) -> Document:
    """The row of this drop, made if it is new; the same claim never makes two. The same bytes as before are linked as a duplicate."""
    with transaction.atomic():
        document, new = add_row(receipt.claim, receipt.sha256, receipt.name, receipt.size)
        if new:
            audit.write(None, Action.RECEIVED, document=document, name=receipt.name, sha256=receipt.sha256, size=receipt.size)
        if document.state == DocumentState.RECEIVED:
            transaction.on_commit(lambda: queue.ask_to_read(document.pk))
    return document


def add_row(
    claim: str, sha256: str, name: str, size: int, *, container: Document | None = None, damage: str = ""
) -> tuple[Document, bool]:
    """The row of this claim and whether it is new. For the services: inside their transaction, and they write its audit entry."""
    same = Document.objects.filter(sha256=sha256, duplicate_of=None, damage="").exclude(claim=claim).order_by("id")
    original = None if damage else same.first()  # what is left of two damaged files may be the same, the files are not
    return Document.objects.get_or_create(
        claim=claim,
        defaults={
            "sha256": sha256,
            "name": name[:255],
            "size": size,
            "duplicate_of": original,
            "container": container,
            "damage": damage,
            "search": search_text(name),
        },
    )


def load_samples(actor: Any) -> int:
    """Drop the project's sample documents into the inbox as a person would; the number of files dropped."""
    samples = sorted(
        path for path in Path(settings.SAMPLES).glob("*") if path.is_file() and not path.name.startswith((".", "README"))
    )
    inbox = Inbox(settings.INBOX, Store(settings.ORIGINALS))
    for sample in samples:
        with sample.open("rb") as content:
            inbox.place(sample.name, content)
    with transaction.atomic():
        audit.write(actor, Action.SAMPLES, names=[sample.name for sample in samples])
    return len(samples)


def tell_troubles(troubles: Iterable[Trouble]) -> None:
    """Keep what lies in the inbox and is not taken, for the page; the list replaces the one before."""
    with transaction.atomic():
        InboxTrouble.objects.all().delete()
        InboxTrouble.objects.bulk_create(InboxTrouble(name=trouble.name[:255], message=trouble.message) for trouble in troubles)
