"""Which time limit binds which task, and to whom a task's result goes (gắn thời hạn).

A limit binds the task it stands in, or the one it stands right before ("Trước ngày 20-1, Sở A …"); "Hoàn thành và báo cáo … trước ngày D"
binds the tasks before it in the item as well; a line under a task ("Thời gian hoàn thành: …") and the period of a heading over tasks bind what
they govern.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from extract import agencies, contexts, deadlines
from extract.contexts import Context, phrases
from extract.deadline_words import Strength
from extract.findings import Deadline, DeadlineKind
from extract.tasks import Task
from extract.words import Words
from extract.work import Work

_COMPLETION = re.compile(
    r"\s*(?:tất cả\s+)?(?:phải\s+)?(?:Hoàn thành|Thực hiện xong|Hoàn tất|Xong)\s*"
    r"(?:(?:và|,)\s*)?"
    r"(?:báo cáo|trình|gửi|trước|trong|xong|chậm nhất|muộn nhất|việc (?:này|trên)|các (?:nhiệm vụ|nội dung|việc) (?:này|trên|nêu trên))\b",
    re.IGNORECASE,
)
_ALL_ABOVE = re.compile(r"\b(?:các|những)\s+(?:nhiệm vụ|nội dung|công việc|việc|yêu cầu)\s+(?:nêu\s+)?trên\b", re.IGNORECASE)
_REPORT = re.compile(r"\b(?:báo cáo|trình|gửi(?:\s+về)?|gửi\s+báo cáo\s+về|báo cáo\s+kết quả\s+(?:về|với|cho))\s+", re.IGNORECASE)


def bind(work: Work, tasks: list[Task], above: list[Context]) -> None:
    """Set ``deadline`` and ``report_to`` of every task."""
    for task in tasks:
        if task.deadline is None:
            task.deadline = _own(work, task)
        _set_report_to(work, task)
    _completions(work, tasks)
    _matters(work, tasks)
    _sentences(work, tasks)
    _headings(work, tasks)


def _own(work: Work, task: Task) -> Deadline | None:
    inside = [f for f in work.limits_in(task.start, task.end) if f.deadline.end <= task.end and deadlines.is_binding(work, f)]
    if inside:
        return max(inside, key=lambda f: (f.strength, -f.deadline.start)).deadline
    skipped = [f for f in work.limits_in(*task.skipped) if f.deadline.end <= task.start]
    if not skipped:
        return None
    opens = not work.structure.text[
        task.skipped[0] : skipped[0].deadline.start
    ].strip()  # "Hằng quý, Sở A …", "Ngay sau khi …, Sở A …"
    return skipped[0].deadline if opens or skipped[0].strength > Strength.WEAK else None


def _completions(work: Work, tasks: list[Task]) -> None:
    """ "Hoàn thành và báo cáo UBND tỉnh trước ngày 08/02/2025" binds the tasks before it in its item."""
    for i, task in enumerate(tasks):
        all_above = _ALL_ABOVE.search(work.structure.text, task.start, min(task.end, task.start + 60))
        if task.deadline is None or task.shared or not (all_above or _COMPLETION.match(work.structure.text, task.start)):
            continue
        if task.rule not in ("imperative", "matter-duty"):
            continue
        for k in range(i - 1, -1, -1):
            earlier = tasks[k]
            if earlier.passage != task.passage and not all_above:
                break
            if earlier.deadline is not None and earlier.passage == task.passage:
                break
            if earlier.deadline is None:
                earlier.deadline, earlier.shared = task.deadline, True


_MATTER = re.compile(
    r"Việc\s+(?P<what>[^.;:]{4,80}?)\s+(?:phải|cần)\s+(?:được\s+)?(?:hoàn thành|hoàn tất|xong|thực hiện xong)\b", re.IGNORECASE
)
#: How far into a task its own act is named.
_ACT = 90


def _matters(work: Work, tasks: list[Task]) -> None:
    """ "Việc bàn giao và tiếp nhận phải hoàn thành trước ngày D" binds the tasks of the document whose act it names."""
    text = work.structure.text
    for task in tasks:
        m = _MATTER.match(text, task.start, task.end) if task.deadline is not None else None
        if m is None:
            continue
        acts = [act.strip().lower() for act in re.split(r",|\bvà\b", m["what"]) if len(act.split()) <= 3 and len(act.strip()) > 4]
        for other in tasks:
            opening = " ".join(text[other.start : min(other.end, other.start + _ACT)].lower().split())
            if other.deadline is None and any(act in opening for act in acts):
                other.deadline, other.shared = task.deadline, True


def _sentences(work: Work, tasks: list[Task]) -> None:
    """A sentence that only states the time limit of the tasks beside it: "Thời gian hoàn thành giai đoạn 01 trước ngày 31/12/2024"."""
    structure = work.structure
    starts = [task.start for task in tasks]
    by_passage: dict[int, list[Task]] = {}
    for task in tasks:
        by_passage.setdefault(task.passage, []).append(task)
    for f in work.time_limits:
        passage = structure.at(f.deadline.start)
        if passage is None or passage.cells or _in_task(tasks, starts, f.deadline.start):
            continue
        clause = next((c for c in structure.clauses(passage) if c[0] <= f.deadline.start < c[1]), None)
        if clause is None:
            continue
        words = Words(structure.text, clause[0], f.deadline.start)
        labelled = phrases("time_labels").match(words, 0) is not None
        if not (labelled or (contexts.has(words, "announcements") and contexts.has(words, "counted_tasks"))):
            continue
        near = [
            *by_passage.get(passage.index, ()),
            *(by_passage.get(passage.parent, ()) if labelled and passage.parent is not None else ()),
        ]
        for task in near:
            if task.deadline is None and (labelled or task.start > f.deadline.start):
                task.deadline, task.shared = f.deadline, True


def _in_task(tasks: list[Task], starts: list[int], at: int) -> bool:
    index = bisect_right(starts, at) - 1
    return index >= 0 and at < tasks[index].end


def _headings(work: Work, tasks: list[Task]) -> None:
    """The period of a heading binds the tasks below it where it is the only time they are given.

    Where some of them state a day of their own, the heading only says which month the plan is for.
    """
    periods = {}
    for f in work.time_limits:
        passage = work.structure.at(f.deadline.start) if f.deadline.rule == "heading-period" else None
        if passage is not None:
            periods[passage.index] = f.deadline
    if not periods:
        return
    dated = {
        ancestor.index
        for task in tasks
        if task.deadline is not None and task.deadline.kind is DeadlineKind.DATE
        for ancestor in work.structure.ancestors(work.structure.passages[task.passage])
    }
    for task in tasks:
        if task.deadline is not None:
            continue
        for ancestor in work.structure.ancestors(work.structure.passages[task.passage]):
            if ancestor.index in periods and ancestor.index not in dated:
                task.deadline, task.shared = periods[ancestor.index], True
                break


def _set_report_to(work: Work, task: Task) -> None:
    text = work.structure.text
    m = _REPORT.search(text, task.start, task.end)
    while m is not None:
        bodies = agencies.read(Words(text, m.end(), min(task.end, m.end() + 300)), 0)
        if bodies is not None:
            task.report_to = bodies.items
            return
        m = _REPORT.search(text, m.end(), task.end)
