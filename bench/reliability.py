"""How far stated confidences are shares of right findings (độ tin cậy so với thực tế): bins, expected calibration error, ranking, log loss."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import rankdata

#: Lower edges of the bins of stated confidence.
EDGES = (0.0, 0.5, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97)


@dataclass(frozen=True)
class Bin:
    """Findings whose stated confidence lies in ``[low, high)``: how many, what was said on the average, what share was right."""

    low: float
    high: float
    items: int
    stated: float
    right: float


def bins(stated: Sequence[float], right: Sequence[bool], edges: Sequence[float] = EDGES) -> list[Bin]:
    """The bins that hold anything."""
    found = []
    for low, high in zip(edges, (*edges[1:], math.inf), strict=True):
        inside = [(p, r) for p, r in zip(stated, right, strict=True) if low <= p < high]
        if inside:
            shares = [sum(column) / len(inside) for column in zip(*inside, strict=True)]
            found.append(Bin(low, min(high, 1.0), len(inside), shares[0], shares[1]))
    return found


def calibration_error(stated: Sequence[float], right: Sequence[bool]) -> float:
    """Expected calibration error: how far said and seen lie apart in a bin, on the average over findings."""
    return sum(b.items * abs(b.stated - b.right) for b in bins(stated, right)) / max(1, len(stated))


def ranking(stated: Sequence[float], right: Sequence[bool]) -> float | None:
    """Area under the ROC curve: how often a right finding is stated surer than a wrong one; None where all are right or all wrong."""
    good = np.array(right, bool)
    if good.all() or not good.any():
        return None
    ranks = rankdata(np.array(stated))
    return float((ranks[good].sum() - good.sum() * (good.sum() + 1) / 2) / (good.sum() * (~good).sum()))


def log_loss(stated: Sequence[float], right: Sequence[bool]) -> float:
    """Mean surprise in nats; smaller is better, both for meaning what is said and for ranking."""
    held = [min(max(p, 0.005), 0.995) for p in stated]
    return -sum(math.log(p if r else 1 - p) for p, r in zip(held, right, strict=True)) / max(1, len(held))
