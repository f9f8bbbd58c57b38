"""How sure a finding is (độ tin cậy): a prior per rule, lowered by each doubt.

Priors order the rules by how often they err. They are set below the share of right items on the annotated texts, because those texts were read
while the rules were written; calibration on texts not seen before is to replace them. Doubts multiply.
"""

from __future__ import annotations

from extract.tasks import Task
from extract.work import Work
from ingest.document import MarkKind

_PRIORS = {
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
#: Recognition was unsure of some of the words.
_MARKED = 0.85
_NO_LEAD = 0.85


def of_task(work: Work, task: Task) -> float:
    """Between 0 and 1."""
    sure = _PRIORS.get(task.rule, 0.8)
    if not task.lead:
        sure *= _NO_LEAD
    marks = work.document.marks_in(task.start, task.end)
    if any(mark.kind in (MarkKind.UNSURE, MarkKind.UNREADABLE) for mark in marks):
        sure *= _MARKED
    return round(sure, 3)
