"""Arithmetic and dates of the document tested; every check has a message that a person can forward (kiểm tra số liệu, ngày tháng)."""

from __future__ import annotations

from extract import (
    balances,
    breakdowns,
    changes,
    implausible,
    percents,
    plain_breakdowns,
    retold,
    sums,
    task_statistics,
    totals_behind,
)
from extract.findings import Check
from extract.work import Work


def find(work: Work, *, agreeing: bool = True) -> tuple[Check, ...]:
    """All checks, in the order of the places they speak of; without ``agreeing`` only those that fail."""
    by_passage = breakdowns.figures_by_passage(work)
    found_breakdowns = breakdowns.find(work)
    found_breakdowns = [*found_breakdowns, *totals_behind.find(work, found_breakdowns, by_passage)]
    found_breakdowns = [*found_breakdowns, *plain_breakdowns.find(work, found_breakdowns, by_passage)]
    found_breakdowns = [*found_breakdowns, *balances.find(work)]
    found = [
        *sums.find(work, found_breakdowns),
        *percents.find(work, found_breakdowns),
        *changes.find(work),
        *task_statistics.find(work),
        *implausible.find(work),
        *retold.find(work, found_breakdowns),
    ]
    told = (check for check in found if agreeing or not check.holds)
    return tuple(sorted(told, key=lambda check: (check.spans or ((0, 0),))[0]))
