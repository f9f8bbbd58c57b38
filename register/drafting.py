"""What a draft may say of a document: its header, its meeting and the tasks that staff accepted, and nothing that is not there.

Works on the plain JSON of ``extract.findings.as_json`` (stored in ``Reading.findings``, printed by ``thuky extract --json``), without
the database.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from generate.drafts import (
    KINDS,
    ConclusionNotice,
    DraftDate,
    Item,
    Kind,
    Letterhead,
    MeetingFacts,
    SigningBlock,
    SourceDocument,
)

Json = Mapping[str, Any]

NOTICE = "thông báo"
RECORDS_OF_MEETINGS = (NOTICE, "biên bản")  # written by the body that held the meeting: its letterhead is the notice's too
_AUTHORITY = re.compile(r"(?=\b(?:TM|KT|TL|TUQ|Q)\.)")  # Nghị định 30/2020/NĐ-CP, Điều 13: each authority has a line of its own
_FILED = re.compile(r"^[-\s]*Lưu\s*:?\s*(?:VT|Văn thư)\s*[,;]?\s*(.*?)[.;\s]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class AcceptedTask:
    """A task as staff left it. ``deadline``: as worded; ``due``: the date it means, if known."""

    text: str
    lead: tuple[str, ...] = ()
    coordinating: tuple[str, ...] = ()
    deadline: str = ""
    due: date | None = None


def context(kind: str, findings: Json, tasks: Sequence[AcceptedTask], *, today: date | None = None) -> object:
    """The context of ``generate.drafts`` for ``kind``; what the findings do not say stays blank. KeyError for an unknown kind."""
    return _CONTEXTS[kind](findings, tasks, today or date.today())


def tasks_of(findings: Json) -> tuple[AcceptedTask, ...]:
    """Every directive of the findings as a task, for a draft without a review (``thuky draft FINDINGS.json``)."""
    return tuple(
        AcceptedTask(
            text=directive["text"],
            lead=tuple(body["name"] for body in directive.get("lead") or ()),
            coordinating=tuple(body["name"] for body in directive.get("coordinating") or ()),
            deadline=(directive.get("deadline") or {}).get("text") or "",
            due=_day((directive.get("deadline") or {}).get("due")),
        )
        for directive in findings.get("directives") or ()
    )


def _conclusion_notice(findings: Json, tasks: Sequence[AcceptedTask], today: date) -> ConclusionNotice:
    """Thông báo kết luận. Letterhead, signer and recipients are taken over only from a document whose kind makes them the notice's own."""
    header, meeting = findings.get("header") or {}, findings.get("meeting")
    doc_type = _text(header, "doc_type").casefold()
    is_notice = doc_type == NOTICE
    recipients, filed_by = _recipients(header) if is_notice else ((), "")
    return ConclusionNotice(
        letterhead=_letterhead(header, doc_type, today),
        items=tuple(Item(t.text, t.lead, t.coordinating, t.deadline, t.due) for t in tasks),
        signing=_signing(header) if is_notice else SigningBlock(),
        subject=_text(header, "subject") if is_notice else "",
        meeting=_meeting(meeting) if meeting else None,
        source=_source(header),
        recipients=recipients,
        filed_by=filed_by,
    )


_CONTEXTS: dict[str, Callable[[Json, Sequence[AcceptedTask], date], object]] = {"thong_bao_ket_luan": _conclusion_notice}

DOCUMENT_KINDS: dict[str, Kind] = {kind: KINDS[kind] for kind in _CONTEXTS}
"""Kinds that are drafted from one document; the others are drafted from the task list (``register.task_drafting``)."""


def _letterhead(header: Json, doc_type: str, today: date) -> Letterhead:
    """The number is given when the notice is signed: blank here, like the day."""
    if doc_type not in RECORDS_OF_MEETINGS:
        return Letterhead(issuer="", date=DraftDate.month_of(today))
    symbol = _text(header, "number").partition("/")[2]
    return Letterhead(
        issuer=_text(header, "issuer"),
        parent=_text(header, "parent"),
        symbol=symbol if symbol.startswith("TB-") else "",
        place=_text(header, "place"),
        date=DraftDate.month_of(today),
    )


def _signing(header: Json) -> SigningBlock:
    signer = header.get("signer") or {}
    authority = [line.strip(" ,;") for line in _AUTHORITY.split(_text(signer, "authority"))]
    return SigningBlock(tuple(line for line in [*authority, _text(signer, "title")] if line), _text(signer, "name"))


def _recipients(header: Json) -> tuple[tuple[str, ...], str]:
    """Lines of Nơi nhận, and the drafting unit of the filing line ("Lưu: VT, TH.")."""
    lines: list[str] = []
    filed_by = ""
    for line in header.get("recipients") or ():
        if filed := _FILED.match(line):
            filed_by = filed.group(1)
        elif plain := line.strip(" -;."):
            lines.append(plain)
    return tuple(lines), filed_by


def _meeting(meeting: Json) -> MeetingFacts:
    return MeetingFacts(
        held_on=_day(meeting.get("held_on")),
        name=_text(meeting, "name"),
        chair=_text(meeting, "chair"),
        chair_title=_text(meeting, "chair_title"),
    )


def _source(header: Json) -> SourceDocument | None:
    source = SourceDocument(
        doc_type=_text(header, "doc_type"),
        number=_text(header, "number"),
        issued_on=_day(header.get("issued_on")),
        issuer=_text(header, "issuer"),
        subject=_text(header, "subject"),
    )
    return None if source == SourceDocument() else source


def _text(fields: Json, name: str) -> str:
    return str(fields.get(name) or "")


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None
