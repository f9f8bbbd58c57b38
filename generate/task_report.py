"""Báo cáo tình hình thực hiện nhiệm vụ: from its record to the fields of its template.

Total = done (in time + late) + not done (in time + overdue) + without deadline. Rates are of the tasks that have come due, done + overdue, as
national reports on assigned tasks count them. Layout: Nghị định 30/2020/NĐ-CP, Phụ lục III, mẫu 1.4.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from generate import addressees, late_tasks, letterhead, recipients, signing
from generate.dates import long_date
from generate.drafts import TaskReport, UnitTasks
from generate.wording import BLANK, clean, sentence, upper_first


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One printed row of the table by body; ``rate`` is "" where no task has come due."""

    number: str
    unit: str
    total: str
    done_in_time: str
    done_late: str
    open_in_time: str
    overdue: str
    without_deadline: str
    rate: str


def fields(report: TaskReport) -> dict[str, object]:
    """Template variables of the report; docs/templates.md describes each."""
    assigned = f"{clean(report.assigner)} giao" if clean(report.assigner) else "được giao"
    period = clean(report.period) or BLANK
    about = f"tình hình thực hiện nhiệm vụ {assigned} {period}"
    issuer = letterhead.announcer(report.letterhead)
    whole = _sum(report.units)
    return {
        **letterhead.fields(report.letterhead, "BC"),
        **addressees.fields(report.addressees),
        "subject": clean(report.subject) or upper_first(about),
        "opening": f"{issuer} báo cáo {about} (số liệu tính đến {long_date(report.as_of, blank=BLANK)}) như sau:",
        "results": _results(whole),
        "units": tuple(_row(str(number), unit) for number, unit in enumerate(report.units, start=1))
        or (_row("1", UnitTasks(BLANK)),),
        "total": _row("", whole),
        "causes": _paragraphs(report.causes),
        "proposals": _paragraphs(report.proposals),
        "closing": sentence(f"Trên đây là báo cáo {about}, {issuer} kính báo cáo", "./."),
        "rows": late_tasks.rows(report.late, report.as_of) if report.late or whole.overdue or not report.units else (),
        "annex_note": late_tasks.annex_note("Báo cáo", report.letterhead, letterhead.symbol(report.letterhead, "BC")),
        "recipients": recipients.lines(report.recipients or ("Như trên",), report.filed_by),
        "signing_lines": signing.printed(report.signing.lines) or (BLANK,),
        "signer": clean(report.signing.name) or BLANK,
    }


def _paragraphs(raw: Sequence[str]) -> tuple[str, ...]:
    return tuple(upper_first(sentence(text)) for text in map(clean, raw) if text) or (BLANK,)


def _sum(units: Sequence[UnitTasks]) -> UnitTasks:
    return UnitTasks(
        "Tổng cộng",
        sum(unit.done_in_time for unit in units),
        sum(unit.done_late for unit in units),
        sum(unit.open_in_time for unit in units),
        sum(unit.overdue for unit in units),
        sum(unit.without_deadline for unit in units),
        sum(unit.done_without_deadline for unit in units),
    )


def _with_deadline(unit: UnitTasks) -> int:
    return unit.done_in_time + unit.done_late + unit.open_in_time + unit.overdue


def _come_due(unit: UnitTasks) -> int:
    return unit.done_in_time + unit.done_late + unit.overdue


def percent(part: int, whole: int) -> str:
    """ "95,24%", rounded half up; "" where ``whole`` is 0."""
    if whole == 0:
        return ""
    exact = Decimal(100) * part / Decimal(whole)
    return f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP)}".replace(".", ",") + "%"


def grouped(count: int) -> str:
    """ "7", "1.209"."""
    return f"{count:,}".replace(",", ".")


def number(count: int) -> str:
    """A count in a sentence: "07", "1.209"."""
    return f"{count:02d}" if count < 10 else grouped(count)


def _row(position: str, unit: UnitTasks) -> UnitRow:
    return UnitRow(
        position,
        upper_first(clean(unit.unit)) or BLANK,
        grouped(_with_deadline(unit) + unit.without_deadline),
        grouped(unit.done_in_time),
        grouped(unit.done_late),
        grouped(unit.open_in_time),
        grouped(unit.overdue),
        grouped(unit.without_deadline),
        percent(unit.done_in_time + unit.done_late, _come_due(unit)).removesuffix("%"),
    )


def _results(whole: UnitTasks) -> tuple[str, ...]:
    of_these = f" (đã hoàn thành {number(whole.done_without_deadline)})" if whole.done_without_deadline else ""
    annexed = " (chi tiết tại Phụ lục kèm theo)" if whole.overdue else ""
    done, due = whole.done_in_time + whole.done_late, _come_due(whole)
    first = (
        f"1. Tổng số nhiệm vụ theo dõi: {number(_with_deadline(whole) + whole.without_deadline)} nhiệm vụ, trong đó có thời hạn "
        f"{number(_with_deadline(whole))}, thường xuyên hoặc không có thời hạn {number(whole.without_deadline)}{of_these}."
    )
    second = (
        f"2. Nhiệm vụ có thời hạn: đã hoàn thành {number(done)} (đúng hạn {number(whole.done_in_time)}, quá hạn {number(whole.done_late)}); "
        f"chưa hoàn thành {number(whole.open_in_time + whole.overdue)} (trong hạn {number(whole.open_in_time)}, quá hạn {number(whole.overdue)})."
    )
    third = (
        f"3. Trong {number(due)} nhiệm vụ đã đến hạn (đã hoàn thành và quá hạn chưa hoàn thành): hoàn thành {number(done)} ({percent(done, due)}), "
        f"quá hạn chưa hoàn thành {number(whole.overdue)} ({percent(whole.overdue, due)}){annexed}."
        if due
        else "3. Chưa có nhiệm vụ đến hạn."
    )
    return first, second, third
