"""A task while it is being read: the clause, who must do it, and what binds it (nhiệm vụ)."""

from __future__ import annotations

from dataclasses import dataclass

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
    report_to: tuple[Body, ...] = ()
