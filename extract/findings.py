"""What was found in a document, each finding with the words it comes from.

Frozen records; ``start`` and ``end`` are offsets into ``Findings.text`` and ``text == Findings.text[start:end]`` for every one of them.
:func:`as_json` gives the form that ``thuky extract --json`` prints (see docs/findings in the shared contract).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Evidence:
    """A stretch of the document (trích dẫn)."""

    text: str
    start: int
    end: int


class DeadlineKind(StrEnum):
    """How a deadline is said: a day, a period (due on its last day), a rhythm, or a count from an event."""

    DATE = "date"
    PERIOD = "period"
    RECURRING = "recurring"
    RELATIVE = "relative"


@dataclass(frozen=True, slots=True)
class Deadline(Evidence):
    """By when (thời hạn). ``due`` None with no recurrence and no amount means: stated, but not resolved.

    ``strict`` is True for "trước …". ``recurrence`` is an RFC 5545 RRULE without the prefix. ``amount_unit`` is one of
    working_day, day, month, hour. ``rule`` names the pattern that read it. ``time`` is "HH:MM" where an hour is given.
    """

    kind: DeadlineKind
    due: date | None = None
    strict: bool = False
    recurrence: str | None = None
    amount: int | None = None
    amount_unit: str | None = None
    time: str | None = None
    rule: str = ""
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Body:
    """A body or office holder as named in a directive (cơ quan, đơn vị, chức danh).

    ``start`` and ``end`` point at the mention, which may stand in a governing heading or sentence.
    """

    name: str
    start: int
    end: int

    @property
    def plain_name(self) -> str:
        """The name in small letters with single blanks."""
        return " ".join(self.name.lower().split())


@dataclass(frozen=True, slots=True)
class Directive(Evidence):
    """Who must do what by when (nhiệm vụ giao). ``report_to``: bodies to whom the result goes, if said."""

    lead: tuple[Body, ...] = ()
    coordinating: tuple[Body, ...] = ()
    deadline: Deadline | None = None
    report_to: tuple[Body, ...] = ()
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Figure(Evidence):
    """A quantity reported (số liệu), normalised: decimal comma, thousand dots, triệu and tỷ multiplied out.

    ``total`` is the n of "k/n", ``upper`` the larger number of a range ("8,5 - 9%"). ``approximate`` is the word that says so ("gần", "hơn"),
    ``comparator`` one of "<", ">", "≤", "≥", "≈". ``change`` is "increase" or "decrease" where the number is a difference, ``base`` what it is
    compared with ("cùng kỳ năm 2024"). ``period`` is the span it speaks of, as written.
    """

    value: float
    unit: str | None = None
    total: float | None = None
    upper: float | None = None
    approximate: str | None = None
    comparator: str | None = None
    change: str | None = None
    base: str | None = None
    period: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Citation(Evidence):
    """A document referred to by number or formal name (văn bản viện dẫn). ``pinpoint``: "điểm a khoản 2 Điều 5", as written."""

    doc_type: str | None = None
    number: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    pinpoint: str | None = None
    confidence: float = 1.0


class AssessmentKind(StrEnum):
    ACHIEVEMENT = "achievement"
    SHORTCOMING = "shortcoming"


@dataclass(frozen=True, slots=True)
class Assessment(Evidence):
    """A judgement on a body's work (đánh giá): achieved, or fallen short."""

    kind: AssessmentKind
    about: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Check:
    """Arithmetic or a date tested (kiểm tra số liệu). ``values``: [total, part, …] for sum, [part, whole, percent] for percent, else empty."""

    rule: str
    holds: bool
    values: tuple[float, ...] = ()
    expected: float | None = None
    spans: tuple[tuple[int, int], ...] = ()
    message: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Signing block (Nghị định 30/2020/NĐ-CP, Phụ lục I, ô 7a and 7b)."""

    authority: str | None = None
    title: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The boxes of Nghị định 30/2020/NĐ-CP, Phụ lục I. ``spans`` gives field name → where it was read."""

    doc_type: str | None = None
    number: str | None = None
    issued_on: date | None = None
    place: str | None = None
    issuer: str | None = None
    parent: str | None = None
    subject: str | None = None
    urgency: str | None = None
    signer: Signer | None = None
    addressees: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    spans: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting, working session or inspection that the document concludes or reports (cuộc họp)."""

    held_on: date | None = None
    name: str | None = None
    chair: str | None = None
    chair_title: str | None = None
    spans: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """What was read, and how well (the ``document`` object of the JSON)."""

    name: str
    sha256: str
    media_type: str
    pages: int
    read_by: str
    quality: float
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything found in one document (kết quả trích xuất)."""

    document: Source
    text: str
    reference_date: date | None = None
    header: Header = Header()
    meeting: Meeting | None = None
    directives: tuple[Directive, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    figures: tuple[Figure, ...] = ()
    citations: tuple[Citation, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    checks: tuple[Check, ...] = ()


def as_json(value: Any) -> Any:
    """Plain lists, dicts, strings and numbers, ready for ``json.dumps``; dates are ISO 8601, whole floats are ints."""
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: as_json(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, (tuple, list)):
        return [as_json(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value
