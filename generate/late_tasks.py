"""The annex of tasks that are late or nearly so, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generate.dates import long_date, short_date
from generate.drafts import LateTask, Letterhead
from generate.letterhead import announcer
from generate.wording import BLANK, clean, sentence, unbroken, upper_first, without_end


@dataclass(frozen=True, slots=True)
class LateRow:
    """One printed row; every cell is text, a blank where nothing is known."""

    number: str
    text: str
    lead: str
    assigned_by: str
    due: str
    note: str


def rows(tasks: Sequence[LateTask], as_of: date | None) -> tuple[LateRow, ...]:
    """The rows, numbered from 1. The note says how a task stands on ``as_of``, late by so many days or near its day, unless staff gave one."""
    return tuple(
        LateRow(
            str(number),
            upper_first(sentence(clean(task.text))),
            "; ".join(upper_first(without_end(clean(name))) for name in task.lead) or BLANK,
            clean(task.assigned_by) or BLANK,
            short_date(task.due) if task.due else BLANK,
            clean(task.note) or _lateness(task.due, as_of),
        )
        for number, task in enumerate(tasks, start=1)
    ) or (LateRow("1", BLANK, BLANK, BLANK, BLANK, ""),)


def _lateness(due: date | None, as_of: date | None) -> str:
    if due is None or as_of is None:
        return ""
    return f"Quá hạn {(as_of - due).days:02d} ngày" if due < as_of else "Sắp đến hạn"


def annex_note(kind: str, letterhead: Letterhead, symbol: str) -> str:
    """ "(Kèm theo Công văn số      /UBND-TH ngày … của …)": number and date stay blank until they are given (mẫu 2.2)."""
    number = clean(letterhead.number).split("/")[0].strip()
    printed = f"{int(number):02d}" if number.isdigit() else number or "     "
    day, whole = long_date(letterhead.date), f"{printed}/{symbol or BLANK}"
    return unbroken(unbroken(f"(Kèm theo {kind} số {whole} {day} của {announcer(letterhead)})", day), f"số {whole}")
