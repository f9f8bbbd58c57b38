"""How sure a finding is (độ tin cậy): the share of findings of its sort that were right on annotated documents.

Rules give a first grade; what else can be seen of a finding (its rule, that nobody is named for it, that recognition was unsure of its words, …)
raises or lowers it. The weights are data, ``lexicon/confidence.toml``, estimated by ``make calibrate``: log-odds add up, and a sort of which few
items were seen never counts as surer than nine in ten.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, TypeVar

from extract import lexicon
from extract.findings import Assessment, Citation, Deadline, DeadlineKind, Directive, Evidence, Figure
from extract.patterns import Caseless
from extract.tasks import Task
from extract.work import Work
from ingest.document import MarkKind

#: First grades of directives, by rule; other kinds get theirs where they are read.
_GRADES = {
    "order-verb": 0.97,
    "order-matter": 0.85,
    "addressee-duty": 0.95,
    "addressee-lead": 0.98,
    "addressee-verb": 0.93,
    "imperative": 0.92,
    "matter-duty": 0.7,
    "unknown-verb": 0.75,
    "addressee-unknown": 0.7,
    "table-row": 0.95,
}
#: Doubts that the annotated documents hardly show (of 19 findings with such words one was wrong, of 235 others none), set by hand.
_BY_HAND = {"marked": -1.0}
#: Items from which a rule may count as surer than ``_FEW_AT_MOST``.
_FEW, _FEW_AT_MOST = 10, 0.9
_AT_MOST = 0.99


def grade(task: Task) -> float:
    """The first grade of a directive, before calibration: how likely its clause is a task, else by its rule (rows of tables)."""
    return round(task.likely, 4) if task.likely is not None else grade_of_rule(task.rule)


def grade_of_rule(rule: str) -> float:
    """The first grade of a directive by its rule alone."""
    return _GRADES.get(rule, 0.8)


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the confidence of a finding rests on: its kind, the rule's first grade, and features by name (rules, doubts)."""

    kind: str
    grade: float
    rule: str
    doubts: tuple[str, ...] = ()


def of(grounds: Grounds, table: dict[str, Any] | None = None) -> float:
    """Between 0 and 1, by the weights of ``table`` (else those of the lexicon); the first grade itself for a kind that was never calibrated."""
    table = table or _tables().get(grounds.kind)
    if table is None:
        return grounds.grade
    weight, items = table["rules"].get(grounds.rule, (0.0, 0))
    odds = table["mean"] + table["slope"] * log_odds(grounds.grade) + weight
    doubts = table["doubts"]
    odds += sum(doubts[doubt][0] if doubt in doubts else _BY_HAND.get(doubt, 0.0) for doubt in grounds.doubts)
    sure = 1 / (1 + math.exp(-odds))
    return round(min(sure, _AT_MOST if items >= _FEW else _FEW_AT_MOST), 3)


def log_odds(share: float) -> float:
    """ln(p / (1 - p)), of shares held off 0 and 1."""
    held = min(max(share, 0.02), 0.99)
    return math.log(held / (1 - held))


@cache
def _tables() -> dict[str, Any]:
    return lexicon.tables("confidence")


_Finding = TypeVar("_Finding", Directive, Deadline, Figure, Citation, Assessment)
KINDS = ("directives", "deadlines", "figures", "citations", "assessments")


def calibrated(work: Work, kind: str, found: tuple[_Finding, ...]) -> tuple[_Finding, ...]:
    """The findings of a kind, their first grades replaced by what they mean on documents not seen before."""
    return tuple(replace(item, confidence=of(g)) for item, g in zip(found, grounds(work, kind, found), strict=True))


def grounds(work: Work, kind: str, found: Sequence[_Finding]) -> list[Grounds]:
    """What the confidence of every finding rests on; they must carry their first grades."""
    seen = _Seen(work)
    return [seen.grounds(kind, item) for item in found]


def with_deadlines(directives: Iterable[Directive], deadlines: Iterable[Deadline]) -> Iterator[Directive]:
    """The directives, their deadlines as sure as the list of deadlines says."""
    stated = {(d.start, d.end): d.confidence for d in deadlines}
    for each in directives:
        own = each.deadline
        sure = stated.get((own.start, own.end)) if own is not None else None
        yield each if own is None or sure is None else replace(each, deadline=replace(own, confidence=sure))


# --- doubts -----------------------------------------------------------------------------------------------------------------------------------


class _Seen:
    """What all findings of one document are looked at with."""

    def __init__(self, work: Work) -> None:
        self.text = work.document.text
        self.news = work.header.doc_type is None
        unsure = sorted((m.start, m.end) for m in work.document.marks if m.kind in (MarkKind.UNSURE, MarkKind.UNREADABLE))
        self._marks = [start for start, _ in unsure]
        self._reach = _running_most([end for _, end in unsure])
        self._directives = [(d.start, d.end) for d in work.directives]
        self.bound = {(d.deadline.start, d.deadline.end) for d in work.directives if d.deadline is not None}

    def grounds(self, kind: str, item: Directive | Deadline | Figure | Citation | Assessment) -> Grounds:
        doubts = [*_DOUBTS[kind](item, self)]
        if self._is_marked(item):
            doubts.append("marked")
        rule = str(getattr(item, "rule", "") or getattr(item, "kind", ""))
        return Grounds(kind, item.confidence, rule, tuple(doubts))

    def in_directive(self, item: Evidence) -> bool:
        """Whether the words stand in a directive too."""
        before = bisect_left(self._directives, (item.end, 0))
        return before > 0 and self._directives[before - 1][1] > item.start

    def _is_marked(self, item: Evidence) -> bool:
        """Whether recognition was unsure of some of the words."""
        before = bisect_left(self._marks, item.end)
        return before > 0 and self._reach[before - 1] > item.start


def _running_most(ends: list[int]) -> list[int]:
    most: list[int] = []
    for end in ends:
        most.append(max(end, most[-1]) if most else end)
    return most


_PAST = Caseless(r"\b(?:đã|vừa|đang|từng)\b")
_ANSWERS = Caseless(r"\b(?:chịu trách nhiệm|bị xử lý|sẽ bị)\b")
_HEDGED = Caseless(r"\b(?:có thể|nguy cơ|dự báo|nếu|khi|để)\b")
_BRIEF, _LONG = 7, 70


def _of_directive(item: Directive, seen: _Seen) -> Iterator[str]:
    words = len(item.text.split())
    when = item.deadline
    inside = when is not None and item.start <= when.start < item.end
    if inside and when is not None:
        words -= len(when.text.split())
    if not item.lead:
        yield "no-lead"
    elif item.lead[0].start < item.start:
        yield "lead-elsewhere"
    if when is not None:
        yield "dated" if inside else "deadline-elsewhere"
    if words < _BRIEF:
        yield "brief"
    elif words > _LONG:
        yield "long"
    if item.text[:1].islower():
        yield "within-sentence"
    if _PAST.search(item.text):
        yield "past"
    if _ANSWERS.search(item.text):
        yield "answering"
    if seen.news:
        yield "news"


def _of_deadline(item: Deadline, seen: _Seen) -> Iterator[str]:
    if item.kind in (DeadlineKind.DATE, DeadlineKind.PERIOD) and item.due is None:
        yield "unresolved"
    if (item.start, item.end) not in seen.bound:
        yield "unbound"
    if not any(c.isdigit() for c in item.text):
        yield "no-digit"
    if seen.news:
        yield "news"


def _of_figure(item: Figure, seen: _Seen) -> Iterator[str]:
    if item.unit is None:
        yield "no-unit"
    if item.total is not None:
        yield "share"
    if item.value < 10:  # small numbers are often part of a name or a list
        yield "small"
    if item.text[:1] == "0":
        yield "leading-nought"
    before = seen.text[max(0, item.start - 1) : item.start]
    if before and not before.isspace() and before != "(":
        yield "joined"
    if seen.news:
        yield "news"


def _of_citation(item: Citation, seen: _Seen) -> Iterator[str]:
    if item.number is None:
        yield "no-number"
    elif "/" not in item.number or item.number.startswith("/"):
        yield "part-of-number"
    if item.issued_on is None:
        yield "no-day"
    if item.doc_type is None:
        yield "no-type"


def _of_assessment(item: Assessment, seen: _Seen) -> Iterator[str]:
    if not item.about:
        yield "no-body"
    if len(item.text.split()) > 40:
        yield "long"
    if _HEDGED.search(item.text):
        yield "hedged"
    if seen.in_directive(item):
        yield "in-directive"
    if seen.news:
        yield "news"


_DOUBTS: dict[str, Any] = {
    "directives": _of_directive,
    "deadlines": _of_deadline,
    "figures": _of_figure,
    "citations": _of_citation,
    "assessments": _of_assessment,
}
