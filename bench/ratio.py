"""Two ways of doing the same work, timed in turn in one process, compared as a ratio.

Absolute times of a shared machine say little; the ratio of two times taken side by side says who is faster here and now.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Comparison:
    """``ours`` against ``peer``, both callables over the same input; ``goal`` is the least wanted peer time / our time."""

    name: str
    ours: Callable[[], object]
    peer: Callable[[], object]
    goal: float | None = None


@dataclass(frozen=True)
class Outcome:
    name: str
    ours_seconds: float
    peer_seconds: float
    goal: float | None

    @property
    def ratio(self) -> float:
        """How many times faster than the peer we are (under 1: slower)."""
        return self.peer_seconds / self.ours_seconds


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(comparison: Comparison, rounds: int = 3) -> Outcome:
    """Medians of ``rounds`` alternating runs, after one run each that warms caches."""
    comparison.ours(), comparison.peer()
    pairs = [(seconds(comparison.ours), seconds(comparison.peer)) for _ in range(rounds)]
    return Outcome(comparison.name, median(a for a, _ in pairs), median(b for _, b in pairs), comparison.goal)
