"""Which time limit binds which task, and to whom a task's result goes (gắn thời hạn).

A limit binds the task it stands in, or the one it stands right before ("Trước ngày 20-1, Sở A …"). Lines under a task are read in
:mod:`extract.task_lines`, limits stated once for several tasks in :mod:`extract.shared_limits`.
"""

from __future__ import annotations

from extract import agencies, deadlines, sentences, shared_limits
from extract.contexts import Context
from extract.deadline_words import Strength
from extract.findings import Deadline
from extract.patterns import Caseless
from extract.tasks import Task
from extract.words import Words
from extract.work import Work

_REPORT = Caseless(r"\b(?:báo cáo|trình|gửi(?:\s+về)?|gửi\s+báo cáo\s+về|báo cáo\s+kết quả\s+(?:về|với|cho))\s+")


def bind(work: Work, tasks: list[Task], above: list[Context]) -> None:
    """Set ``deadline`` and ``report_to`` of every task."""
    for task in tasks:
        if task.deadline is None:
            task.deadline = _own(work, task)
        _set_report_to(work, task)
    shared_limits.bind(work, tasks)


def _own(work: Work, task: Task) -> Deadline | None:
    inside = [f for f in work.limits_in(task.start, task.end) if f.deadline.end <= task.end and deadlines.is_binding(work, f)]
    skipped = [f for f in work.limits_in(*task.skipped) if f.deadline.end <= task.start]
    if skipped and inside:  # "Trước ngày 05/4, các đơn vị đánh giá (các trường học: trước ngày 05/3)"
        inside = [f for f in inside if not sentences.in_aside(work.structure.text, task.start, task.end, f.deadline.start)]
    if inside:
        return max(inside, key=lambda f: (f.strength, -f.deadline.start)).deadline
    if not skipped:
        return None
    due = skipped[0].deadline.due
    if due is not None and work.reference_date is not None and due < work.reference_date:
        return None  # "Đến hết quý III, toàn tỉnh giải ngân …", told in the quarter after
    opens = not work.structure.text[
        task.skipped[0] : skipped[0].deadline.start
    ].strip()  # "Hằng quý, Sở A …", "Ngay sau khi …, Sở A …"
    return skipped[0].deadline if opens or skipped[0].strength > Strength.WEAK else None


def _set_report_to(work: Work, task: Task) -> None:
    text = work.structure.text
    m = _REPORT.search(text, task.start, task.end)
    while m is not None:
        bodies = agencies.read(Words(text, m.end(), min(task.end, m.end() + 300)), 0)
        if bodies is not None:
            task.report_to = bodies.items
            return
        m = _REPORT.search(text, m.end(), task.end)
