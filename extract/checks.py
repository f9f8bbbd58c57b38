"""Arithmetic and dates of the document tested; every check has a message that a person can forward (kiểm tra số liệu, ngày tháng)."""

from __future__ import annotations

from extract import breakdowns, implausible, percents, retold, sums, task_statistics
from extract.findings import Check
from extract.work import Work


def find(work: Work) -> tuple[Check, ...]:
    """All checks, in the order of the places they speak of."""
    found_breakdowns = breakdowns.find(work)
    found = [
        *sums.find(work, found_breakdowns),
        *percents.find(work, found_breakdowns),
        *task_statistics.find(work),
        *implausible.find(work),
        *retold.find(work, found_breakdowns),
    ]
    return tuple(sorted(found, key=lambda check: (check.spans or ((0, 0),))[0]))
