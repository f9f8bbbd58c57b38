"""Tệp trong tệp: what a container (.zip, the attachments of an .eml) holds becomes documents of their own, linked to it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.conf import settings
from django.db import transaction

from ingest.members import Member
from register import audit, queue
from register.audit import Action
from register.models import Document
from register.services.intake import add_row
from register.services.reading import lock_for_result

DEEPEST = 3  # containers inside each other: a letter with a zip with a zip; a zip may also hold itself, without end
TOO_DEEP = (
    "Tệp nén lồng trong nhau quá {levels} lớp nên các tệp bên trong không được tách ra. Hãy giải nén rồi thả riêng từng tệp."
)
DAMAGED = (
    "Có {count} tệp bên trong không lấy ra được nguyên vẹn: {names}; lý do ghi ở dòng của từng tệp. Các tệp khác đã được tách ra."
)
_NAMED = 5  # damaged files named in that sentence
TOO_MANY = "Tệp nén (kể cả các tệp nén bên trong) chứa hơn {most} tệp nên phần còn lại không được tách ra. Hãy giải nén rồi thả riêng từng tệp."


def why_not_opened(container: Document) -> str:
    """Why the members of ``container`` get no rows of their own (Vietnamese, for the page); "" where they do."""
    levels = _levels(container)
    if levels > DEEPEST:
        return TOO_DEEP.format(levels=DEEPEST)
    return ""


def receive_members(container: Document, members: Sequence[Member]) -> str:
    """A row for each member of ``container``, made if it is new: the same container never makes a member twice, however often it is read.

    Only for the worker that reads ``container``; raises :class:`register.trouble.LeaseLost` for any other. Returns what staff should know
    ("" mostly): which members are damaged, and that a drop makes no more rows than ``READ_LIMITS.members``, however deep it is packed.
    """
    if not members:
        return ""
    most = settings.READ_LIMITS.members
    with transaction.atomic():
        row = lock_for_result(container)
        beside = _rows_of_the_drop(row)
        room = max(most - beside, 0)
        for position, member in enumerate(members[:room]):
            _receive(row, position, member)
    said = [TOO_MANY.format(most=most)] if len(members) > room else []
    damaged = [f"«{member.name}»" for member in members[:room] if member.damage]
    if damaged:
        said.insert(
            0, DAMAGED.format(count=len(damaged), names=", ".join(damaged[:_NAMED]) + ("…" if len(damaged) > _NAMED else ""))
        )
    return " ".join(said)


def _receive(container: Document, position: int, member: Member) -> None:
    claim = hashlib.sha256(f"{container.claim}/{position}/{member.sha256}".encode()).hexdigest()
    name = f"{member.folder}/{member.name}" if member.folder else member.name
    document, new = add_row(claim, member.sha256, member.name, member.size, container=container, damage=member.damage)
    if new:
        audit.write(
            None, Action.RECEIVED, document=document, name=name, sha256=member.sha256, size=member.size, container=container.pk
        )
        transaction.on_commit(lambda: queue.ask_to_read(document.pk))


def _levels(container: Document) -> int:
    """How many containers lie around the members of ``container``, itself among them; stops counting beyond the bound."""
    levels, at = 1, container.container
    while at is not None and levels <= DEEPEST:
        levels, at = levels + 1, at.container
    return levels


def _rows_of_the_drop(container: Document) -> int:
    """Rows that the file as dropped has made already, those of ``container`` itself left out: they are made again for the same members."""
    root = container
    while root.container is not None:
        root = root.container
    rows, parents = 0, [root.pk]
    while parents:
        inside = list(Document.objects.filter(container__in=parents).values_list("pk", "container_id"))
        rows += sum(parent != container.pk for _, parent in inside)
        parents = [pk for pk, _ in inside]
    return rows
