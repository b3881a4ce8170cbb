"""A weekly figure that moved: the last weeks against those before, judged by all the ways to choose as many weeks."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from comptoir.core.laws import student_ppf

RECENT = 4
LEAST_BEFORE = 12
LEVEL = 0.80


@dataclass(frozen=True, slots=True)
class Moved:
    before: float
    recent: float
    low: float
    """Of the difference: Welch's interval, 80 %."""
    high: float
    p_value: float
    """Share of the choices of as many weeks whose mean lies as far above that of the rest, or further."""

    @property
    def difference(self) -> float:
        return self.recent - self.before


def risen(weeks: Sequence[float]) -> Moved | None:
    """Whether the last four weeks lie above those before; None with fewer than twelve before.

    Exact as long as weeks are exchangeable when nothing moved; a season is a movement to it.
    """
    values = np.asarray(weeks, float)
    if len(values) < LEAST_BEFORE + RECENT:
        return None
    recent, before = values[-RECENT:], values[:-RECENT]
    chosen = values[_choices(len(values))].sum(axis=1)
    # A tie with itself must not be lost to the order in which floats are added.
    p_value = float(np.mean(chosen >= recent.sum() - 1e-12 * max(1.0, float(np.abs(values).sum()))))
    low, high = _interval(recent, before)
    return Moved(float(before.mean()), float(recent.mean()), low, high, p_value)


@cache
def _choices(count: int) -> NDArray[np.intp]:
    return np.fromiter(
        (place for choice in combinations(range(count), RECENT) for place in choice), dtype=np.intp
    ).reshape(-1, RECENT)


def _interval(recent: NDArray[np.float64], before: NDArray[np.float64]) -> tuple[float, float]:
    difference = float(recent.mean() - before.mean())
    parts = recent.var(ddof=1) / len(recent), before.var(ddof=1) / len(before)
    error = float(np.sqrt(sum(parts)))
    if error == 0:
        return difference, difference
    # By shares: the square of a very small variance is 0.
    shares = parts[0] / sum(parts), parts[1] / sum(parts)
    freedom = 1 / (shares[0] ** 2 / (len(recent) - 1) + shares[1] ** 2 / (len(before) - 1))
    wide = student_ppf(0.5 + LEVEL / 2, freedom) * error
    return difference - wide, difference + wide
