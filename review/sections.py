"""What the right side of the document page lists: the findings of one document, section by section, each with its key and place."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from typing import Any

from django.db.models import Q

from ingest.document import Document as ReadDocument
from ingest.document import from_json
from register.agencies import with_bodies
from register.models import Document, Reading, Task
from review import wording
from review.highlights import Highlight

Found = dict[str, Any]  # one finding as stored by extract.findings.as_json


@dataclass(frozen=True, slots=True)
class Card:
    """One task on the list, under the number staff see."""

    key: str
    number: int
    place: str
    task: Task
    doubt: str
    version: str


@dataclass(frozen=True, slots=True)
class Item:
    """One finding on the list: its key on the page, its place in words ("trang 2"), and what was found."""

    key: str
    place: str
    found: Found
    tasks: tuple[Card, ...] = ()  # those that a deadline belongs to


class Sections:
    """The findings of a document that has been read; lists are made when first asked for."""

    def __init__(self, row: Document) -> None:
        self.row = row
        self.findings: Found = Reading.objects.values_list("findings", flat=True).get(document=row)

    @cached_property
    def source(self) -> ReadDocument:
        return _source(self.row.pk, self.row.read_at)

    @cached_property
    def cards(self) -> list[Card]:
        """Tasks in the order of the document, those typed in by hand where staff put them."""
        rows = with_bodies(self.row.tasks.select_related("decided_by"))
        return [self.card(task, number) for number, task in enumerate(rows, start=1)]

    def card_of(self, task: Task) -> Card:
        """The card of one task, without looking at the others."""
        before = Q(position__lt=task.position) | Q(position=task.position, pk__lte=task.pk)
        return self.card(task, self.row.tasks.filter(before).count())

    def card(self, task: Task, number: int) -> Card:
        return Card(f"task-{task.pk}", number, self._place(task.start), task, wording.doubt(task.confidence), version(task))

    @cached_property
    def deadlines(self) -> list[Item]:
        owners: dict[tuple[int | None, int | None], list[Card]] = defaultdict(list)
        for card in self.cards:
            deadline = (card.task.proposed or {}).get("deadline") or {}
            owners[deadline.get("start"), deadline.get("end")].append(card)
        return [
            Item(item.key, item.place, item.found, tuple(owners[item.found["start"], item.found["end"]]))
            for item in self._items("deadline", "deadlines")
        ]

    @cached_property
    def figures(self) -> list[Item]:
        return self._items("figure", "figures")

    @cached_property
    def citations(self) -> list[Item]:
        return self._items("citation", "citations")

    @cached_property
    def assessments(self) -> list[Item]:
        return self._items("assessment", "assessments")

    @cached_property
    def checks(self) -> list[Item]:
        """Failed checks first: they are what a reviewer must act on."""
        items = [
            Item(f"check-{index}", self._place(check["spans"][0][0] if check["spans"] else None), check)
            for index, check in enumerate(self.findings["checks"])
        ]
        return sorted(items, key=lambda item: item.found["holds"])

    @cached_property
    def failed_checks(self) -> int:
        return sum(not check["holds"] for check in self.findings["checks"])

    @cached_property
    def header(self) -> list[tuple[str, str, Any]]:
        """Key, field in Vietnamese, value; fields that the document does not have are left out."""
        header = self.findings["header"]
        rows = []
        for name, label in wording.HEADER_FIELDS.items():
            if value := _header_value(name, header.get(name)):
                rows.append((f"header-{name}", label, value))
        return rows

    @cached_property
    def meeting(self) -> list[tuple[str, str, Any]]:
        meeting = self.findings["meeting"] or {}
        return [
            (f"meeting-{name}", label, wording.day(meeting[name]) if name == "held_on" else meeting[name])
            for name, label in wording.MEETING_FIELDS.items()
            if meeting.get(name)
        ]

    @cached_property
    def marks(self) -> list[Item]:
        """Places where the reading itself is unsure."""
        text = self.source.text
        return [
            Item(
                f"mark-{index}",
                self._place(mark.start),
                {"text": text[mark.start : mark.end], "kind": mark.kind, "note": mark.note},
            )
            for index, mark in enumerate(self.source.marks)
        ]

    @cached_property
    def highlights(self) -> list[Highlight]:
        """Every stretch to mark on the source."""
        return [*self._task_highlights(), *self._found_highlights(), *self._field_highlights(), *self._mark_highlights()]

    @cached_property
    def placed(self) -> frozenset[str]:
        """Keys of the fields of header and meeting that stand somewhere in the text."""
        return frozenset(highlight.key for highlight in self._field_highlights())

    def _items(self, kind: str, name: str) -> list[Item]:
        return [Item(f"{kind}-{index}", self._place(found["start"]), found) for index, found in enumerate(self.findings[name])]

    def _place(self, start: int | None) -> str:
        block = None if start is None else self.source.block_at(start)
        if block is None:
            return ""
        if block.page is not None:
            return f"trang {block.page}"
        return f"đoạn {block.paragraph + 1}" if block.paragraph is not None else ""

    def _task_highlights(self) -> Iterable[Highlight]:
        for card in self.cards:
            if card.task.start is not None and card.task.end is not None:
                yield Highlight(card.key, "task", card.task.start, card.task.end)

    def _found_highlights(self) -> Iterable[Highlight]:
        for kind, items in (
            ("deadline", self.deadlines),
            ("figure", self.figures),
            ("citation", self.citations),
            ("assessment", self.assessments),
        ):
            for item in items:
                yield Highlight(item.key, kind, item.found["start"], item.found["end"])
        for item in self.checks:
            for start, end in item.found["spans"]:
                yield Highlight(item.key, "agree" if item.found["holds"] else "check", start, end)

    def _field_highlights(self) -> Iterable[Highlight]:
        for kind in ("header", "meeting"):
            for name, start, end in (self.findings[kind] or {}).get("spans", ()):
                yield Highlight(f"{kind}-{name.split('.')[0]}", kind, start, end)

    def _mark_highlights(self) -> Iterable[Highlight]:
        for index, mark in enumerate(self.source.marks):
            yield Highlight(f"mark-{index}", "mark", mark.start, mark.end)


def version(task: Task) -> str:
    """Changes with everything that staff see of a task: a decision is made on what was seen, not on what somebody else wrote meanwhile."""
    seen = (
        task.state,
        task.text,
        sorted(agency.pk for agency in task.lead.all()),
        sorted(agency.pk for agency in task.coordinating.all()),
        task.deadline_text,
        task.due,
        task.note,
        task.done_on,
    )
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]


@lru_cache(maxsize=4)
def _source(document: int, read_at: datetime | None) -> ReadDocument:
    """The stored text; kept for a while, because every decision on a task of a 200-page document asks for it again.

    ``read_at`` changes when a document is read again, so an old text is never shown.
    """
    return from_json(Reading.objects.values_list("content", flat=True).get(document=document))


def _header_value(name: str, value: Any) -> str | list[str]:
    if not value:
        return ""
    if name == "issued_on":
        return wording.day(value)
    if name == "signer":
        return [part for part in (value["authority"], value["title"], value["name"]) if part]
    if name == "doc_type":
        return wording.first_capital(value)
    return list(value) if isinstance(value, (list, tuple)) else str(value)
