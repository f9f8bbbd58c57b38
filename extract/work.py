"""What the components of the pipeline hand to each other while one document is read (bàn làm việc)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from spacy.tokens import Doc

from extract.deadline_words import Strength
from extract.findings import Assessment, Check, Citation, Deadline, Directive, Figure, Header, Meeting
from extract.structure import Structure
from ingest.document import Document

_KEY = "thuky"


@dataclass(frozen=True, slots=True)
class Found:
    """Words that read like a time limit, resolved, and how sure the words alone are; ``labelled``: in a cell or line headed as one."""

    deadline: Deadline
    strength: Strength
    labelled: bool = False


@dataclass
class Work:
    """The document, its structure, and the findings so far; the fields fill in the order of the components."""

    document: Document
    structure: Structure
    header: Header = field(default_factory=Header)
    reference_date: date | None = None
    meeting: Meeting | None = None
    citations: tuple[Citation, ...] = ()
    time_limits: tuple[Found, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    directives: tuple[Directive, ...] = ()
    figures: tuple[Figure, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    checks: tuple[Check, ...] = ()

    @property
    def author(self) -> str:
        """The issuer in small letters with single blanks, "" where none was read."""
        return " ".join((self.header.issuer or "").lower().split())

    def limits_in(self, start: int, end: int) -> tuple[Found, ...]:
        """Time limits that begin in ``[start, end)``; they stand in order."""
        first = bisect_left(self.time_limits, start, key=lambda f: f.deadline.start)
        last = bisect_left(self.time_limits, end, key=lambda f: f.deadline.start)
        return self.time_limits[first:last]

    def add_limits(self, found: Iterable[Found]) -> None:
        """Put in time limits read in a place of their own (a cell, a labelled line); they replace what was read there before."""
        known = {(f.deadline.start, f.deadline.end): f for f in (*self.time_limits, *found)}
        self.time_limits = tuple(sorted(known.values(), key=lambda f: f.deadline.start))


def attach(doc: Doc, work: Work) -> Doc:
    """The doc with the work on it."""
    doc.user_data[_KEY] = work
    return doc


def is_on(doc: Doc) -> bool:
    """Whether there is work on the doc."""
    return _KEY in doc.user_data


def of(doc: Doc) -> Work:
    """The work on the doc."""
    work = doc.user_data[_KEY]
    assert isinstance(work, Work)
    return work
