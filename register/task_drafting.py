"""What an urging letter and a report may say of the tasks on the list, and nothing that the record does not hold.

Works on rows of ``listing.accepted_tasks`` and on the headers that extraction found in the documents that gave them. The office's own name is
nowhere in the record: the letterhead is that of the documents, where they all have the same one, else blank.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from generate.dates import short_date
from generate.drafts import KINDS, DraftDate, Kind, LateTask, Letterhead, TaskReport, UnitTasks, UrgingLetter
from generate.wording import BLANK
from register.models import Document, Task
from register.naming import body_key, unaccented
from register.states import Term

Json = Mapping[str, Any]

URGENT = (Term.OVERDUE, Term.SOON)
NO_LEAD = "Chưa rõ đơn vị chủ trì"
_NUMBER = re.compile(r"\d+")  # "Phường 2" stands before "Phường 10"


def urging_letter(tasks: Sequence[Task], headers: Sequence[Json], today: date) -> UrgingLetter:
    """Công văn đôn đốc: of ``tasks`` those that are overdue and those near their day, to the bodies that lead them."""
    return UrgingLetter(
        letterhead=_letterhead(headers, today),
        late=tuple(_row(task) for task in tasks if task.term == Term.OVERDUE),
        near=tuple(_row(task) for task in tasks if task.term == Term.SOON),
        as_of=today,
    )


def task_report(tasks: Sequence[Task], headers: Sequence[Json], today: date) -> TaskReport:
    """Báo cáo tình hình thực hiện nhiệm vụ: counts by leading body, the overdue tasks as annex."""
    return TaskReport(
        letterhead=_letterhead(headers, today),
        units=_units(tasks),
        as_of=today,
        late=tuple(_row(task) for task in tasks if task.term == Term.OVERDUE),
    )


_CONTEXTS: dict[str, Callable[[Sequence[Task], Sequence[Json], date], UrgingLetter | TaskReport]] = {
    "cong_van_don_doc": urging_letter,
    "bao_cao_nhiem_vu": task_report,
}
TASK_LIST_KINDS: dict[str, Kind] = {kind: KINDS[kind] for kind in _CONTEXTS}
"""Kinds that are drafted from the task list."""


def context(kind: str, tasks: Sequence[Task], headers: Sequence[Json], today: date) -> UrgingLetter | TaskReport:
    """The context of ``generate.drafts`` for ``kind``. KeyError for an unknown kind."""
    return _CONTEXTS[kind](tasks, headers, today)


def _units(tasks: Sequence[Task]) -> tuple[UnitTasks, ...]:
    """A task is counted once, for the body that leads it (the first one named: the one who answers), so that the columns add up."""
    counts: dict[str, Counter[str]] = {}
    for task in tasks:
        lead = next((agency.name for agency in task.lead.all()), "")
        counts.setdefault(lead, Counter()).update(_counted(task))
    order = sorted(counts, key=lambda name: (not name, _NUMBER.sub(lambda number: number[0].zfill(6), unaccented(name)), name))
    return tuple(UnitTasks(name or NO_LEAD, **counts[name]) for name in order)


def _counted(task: Task) -> list[str]:
    """The columns in which a task is counted. A rhythm and a task without a day can be neither in time nor late."""
    if task.due is None or task.recurrence:
        return ["without_deadline", *(["done_without_deadline"] if task.done_on else [])]
    columns = {Term.DONE: "done_in_time", Term.DONE_LATE: "done_late", Term.OVERDUE: "overdue"}
    return [columns.get(Term(task.term), "open_in_time")]


def _row(task: Task) -> LateTask:
    """The note of the record is a note among colleagues: it stays out of what leaves the office."""
    leads = tuple(agency.name for agency in task.lead.all())
    return LateTask(text=task.text, lead=leads, assigned_by=_cited(task.document), due=task.due)


def _cited(document: Document) -> str:
    """ "Thông báo số 45/TB-UBND ngày 03/11/2026"; "" where neither number nor day is known."""
    if not document.number and document.issued_on is None:
        return ""
    kind = document.doc_type or "văn bản"
    day = f" ngày {short_date(document.issued_on)}" if document.issued_on else ""
    return f"{kind[:1].upper()}{kind[1:]} số {document.number or BLANK}{day}"


def _letterhead(headers: Sequence[Json], today: date) -> Letterhead:
    """Number and day are given when the draft is signed."""
    issuer = _common(headers, "issuer")
    return Letterhead(
        issuer=issuer,
        parent=_common(headers, "parent") if issuer else "",
        place=_common(headers, "place") if issuer else "",
        date=DraftDate.month_of(today),
    )


def _common(headers: Sequence[Json], name: str) -> str:
    """What every document has in that field; "" where one differs or says nothing."""
    values = [str((header or {}).get(name) or "") for header in headers]
    return values[0] if len({body_key(value) for value in values}) == 1 else ""
