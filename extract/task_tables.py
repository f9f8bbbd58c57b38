"""Tables of tasks (bảng phân công nhiệm vụ): TT, nhiệm vụ, cơ quan chủ trì, cơ quan phối hợp, thời gian.

The head row tells which column holds what; rows below it are tasks until a row of another shape. Columns that a table does not have are empty.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract import deadlines, sentences, task_lines
from extract.contexts import coordinating as in_words
from extract.contexts import phrases
from extract.findings import Body
from extract.sentences import Span
from extract.structure import Passage
from extract.tasks import Task
from extract.words import Words
from extract.work import Found, Work
from extract.zones import Zone


@dataclass(frozen=True, slots=True)
class _Columns:
    """Index of each column; -1 where the table has none."""

    task: int
    lead: int
    coordinating: int
    time: int
    count: int


def read(work: Work) -> list[Task]:
    """Tasks of all tables; the time limits of their cells join ``work.time_limits``."""
    tasks: list[Task] = []
    columns: _Columns | None = None
    limits: list[Found] = []
    for passage in work.structure.passages:
        if passage.zone not in (Zone.BODY, Zone.ANNEX) or not passage.cells:
            columns = columns if passage.zone is Zone.NOISE else None
            continue
        head = _head(work, passage)
        if head is not None:
            columns = head
        elif columns is not None and len(passage.cells) == columns.count:
            tasks += _row(work, passage, columns, limits)
    work.add_limits(limits)
    return tasks


def _head(work: Work, passage: Passage) -> _Columns | None:
    found = {"task_labels": -1, "lead_labels": -1, "coordinating_labels": -1, "time_labels": -1}
    for index, (start, end) in enumerate(passage.cells):
        words = Words(work.structure.text, start, end)
        for key in ("coordinating_labels", "time_labels", "task_labels", "lead_labels"):
            m = phrases(key).match(words, 0)
            if m and found[key] < 0 and len(words) - m[0] <= 4:
                found[key] = index
                break
    if found["task_labels"] < 0 or (found["lead_labels"] < 0 and found["time_labels"] < 0):
        return None
    return _Columns(
        found["task_labels"], found["lead_labels"], found["coordinating_labels"], found["time_labels"], len(passage.cells)
    )


def _row(work: Work, passage: Passage, columns: _Columns, limits: list[Found]) -> list[Task]:
    text = work.structure.text
    lead = _bodies(work, passage.cells, columns.lead)
    coordinating = _bodies(work, passage.cells, columns.coordinating)
    time = deadlines.in_cell(work, *passage.cells[columns.time]) if columns.time >= 0 else ()
    task_cell = passage.cells[columns.task]
    if not text[task_cell[0] : task_cell[1]].strip() or not (lead or time):
        return []
    limits.extend(time)
    tasks = []
    for a, b in sentences.sentences(text, *task_cell):
        for start, end in sentences.clauses(text, a, b):
            words = Words(text, start, end)
            own = in_words(words, 0, len(words))
            bound = time[0].deadline if time else None
            tasks.append(
                Task(start, end, passage.index, lead, tuple(dict.fromkeys((*own, *coordinating))), "table-row", deadline=bound)
            )
    return tasks


def _bodies(work: Work, cells: tuple[Span, ...], index: int) -> tuple[Body, ...]:
    return task_lines.named(work, cells[index]) if index >= 0 else ()
