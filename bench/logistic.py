"""Logistic regression on named features with a bell-shaped prior on every weight (hồi quy logistic).

The mean of a kind is free; every other weight is drawn to zero, more so the fewer items speak for it, which is what a mixed model does with rare
groups. Small enough to be written out; scipy does the climbing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import optimize, sparse

Features = Mapping[str, float]


@dataclass(frozen=True)
class Model:
    """Log-odds = ``mean`` + the sum of ``weights[name] * value``; ``counts``: how many items had the feature."""

    mean: float
    weights: dict[str, float]
    counts: dict[str, int]

    def log_odds(self, features: Features) -> float:
        return self.mean + sum(self.weights.get(name, 0.0) * value for name, value in features.items())

    def probability(self, features: Features) -> float:
        return float(1 / (1 + np.exp(-self.log_odds(features))))


def fit(
    items: Sequence[Features],
    outcomes: Sequence[bool],
    *,
    spread: Callable[[str], float] = lambda name: 1.0,
    least: int = 1,
    rising: frozenset[str] = frozenset(),
) -> Model:
    """The most probable model; ``spread(name)`` is the standard deviation of a weight's prior, features of fewer than ``least`` items drop out.

    Weights of ``rising`` features are held at 0 or more.
    """
    counts = Counter(name for features in items for name, value in features.items() if value)
    names = sorted(name for name, count in counts.items() if count >= least)
    table, given = _table(items, names), np.array(outcomes, float)
    precision = np.array([1 / spread(name) ** 2 for name in names])

    def loss(at: np.ndarray) -> tuple[float, np.ndarray]:
        z = table @ at[:-1] + at[-1]
        rest = 1 / (1 + np.exp(-z)) - given
        value = (
            (np.logaddexp(0, z) - given * z).sum()
            + (precision * at[:-1] ** 2).sum() / 2
            + _MEAN_PRECISION * (at[-1] - _MEAN) ** 2 / 2
        )
        return float(value), np.append(table.T @ rest + precision * at[:-1], rest.sum() + _MEAN_PRECISION * (at[-1] - _MEAN))

    bounds = [*((0.0 if name in rising else None, None) for name in names), (None, None)]
    found = optimize.minimize(
        loss, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500}
    ).x
    return Model(float(found[-1]), dict(zip(names, map(float, found[:-1]), strict=True)), {name: counts[name] for name in names})


#: So few items are wrong in small sets that the mean needs a hold: nine in ten, give or take a lot.
_MEAN, _MEAN_PRECISION = 2.0, 0.25


def _table(items: Sequence[Features], names: Sequence[str]) -> sparse.csr_matrix:
    place = {name: i for i, name in enumerate(names)}
    cells = [(row, place[name], value) for row, features in enumerate(items) for name, value in features.items() if name in place]
    rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
    return sparse.csr_matrix((values, (rows, columns)), shape=(len(items), len(names)))
