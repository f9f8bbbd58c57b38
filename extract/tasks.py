"""A task while it is being read: the clause, who must do it, and what binds it (nhiệm vụ)."""

from __future__ import annotations

from dataclasses import dataclass, field

from extract.findings import Body, Deadline
from extract.sentences import Span


@dataclass
class Task:
    """``text[start:end]`` of passage number ``passage``; ``skipped`` are conditions before its words, ``inherited``: nobody is named in it."""

    start: int
    end: int
    passage: int
    lead: tuple[Body, ...]
    coordinating: tuple[Body, ...]
    rule: str
    skipped: Span = (0, 0)
    inherited: bool = False
    deadline: Deadline | None = None
    shared: bool = False  # the deadline stands outside the task's own words
    likely: float | None = None  # probability by the classifier of clauses
    report_to: tuple[Body, ...] = ()


@dataclass
class Run:
    """What the clauses before have settled: who was addressed, and whether tasks are being told."""

    lead: tuple[Body, ...] = ()
    coordinating: tuple[Body, ...] = ()
    running: bool = False  # an order stands before in this paragraph, or (news) in the one before
    ordered: bool = False  # an order stands anywhere before
    last: tuple[Body, ...] = ()  # bodies named last, for "sở này"
    dutiful: bool = False  # the sentence says what a body must do
    silent: int = 0  # paragraphs of a report since the last one that told a task
    opened: int = -1  # passage in which somebody orders before a colon: "Chủ tịch UBND tỉnh yêu cầu: các đơn vị …"
    listing: bool = False  # a list of things runs to the end of the sentence
    found: list[Task] = field(default_factory=list)
