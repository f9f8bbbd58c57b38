"""Two ways of doing the same work, timed in turn in one process, compared as a ratio.

Absolute times of a shared machine say little; the ratio of two times taken side by side says who is faster here and now. Processor time of this
process is taken, so that what else the machine does counts for neither.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

_LONG = 20  # seconds


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
    start = time.process_time()
    work()
    return time.process_time() - start


def compare(comparison: Comparison, rounds: int = 3) -> Outcome:
    """Medians of ``rounds`` alternating runs, after one run each that warms caches; one round is enough for what takes long."""
    warming = seconds(comparison.ours) + seconds(comparison.peer)
    pairs = [(seconds(comparison.ours), seconds(comparison.peer)) for _ in range(rounds if warming < _LONG else 1)]
    return Outcome(comparison.name, median(a for a, _ in pairs), median(b for _, b in pairs), comparison.goal)
