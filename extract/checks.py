"""Arithmetic and dates of the document tested; every check has a message that a person can forward (kiểm tra số liệu, ngày tháng)."""

from __future__ import annotations

from extract import breakdowns, implausible, percents, retold, sums, task_statistics
from extract.findings import Check
from extract.work import Work


def find(work: Work, *, agreeing: bool = True) -> tuple[Check, ...]:
    """All checks, in the order of the places they speak of; without ``agreeing`` only those that fail."""
    found_breakdowns = breakdowns.find(work)
    found = [
        *sums.find(work, found_breakdowns),
        *percents.find(work, found_breakdowns),
        *task_statistics.find(work),
        *implausible.find(work),
        *retold.find(work, found_breakdowns),
    ]
    told = (check for check in found if agreeing or not check.holds)
    return tuple(sorted(told, key=lambda check: (check.spans or ((0, 0),))[0]))
