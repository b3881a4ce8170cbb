"""Where a running period ends: what is known, and what is forecast of the days that remain. Pure.

The interval and the chance come from the errors that forecasts of so many days together made before, taken as a
Student law of as many degrees of freedom as there were windows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from comptoir.core.laws import student_ppf, student_sf

METHOD = "student_rolling"


@dataclass(frozen=True, slots=True)
class Landed:
    """A figure at the end of the period."""

    value: float
    low: float
    high: float
    chance: float | None = None
    """Of reaching the target; None without one."""


@dataclass(frozen=True, slots=True)
class Part:
    """One side of a ratio."""

    known: float
    ahead: float
    errors: tuple[float, ...]
    """Of the sums forecast before, as shares of them: the same windows on both sides."""


def landing(
    known: float,
    ahead: float,
    errors: tuple[float, ...],
    level: float = 0.80,
    target: float | None = None,
    *,
    is_most: bool = False,
) -> Landed:
    """`known` is the sum of the days that are over; `errors` are shares of the sums forecast before. `is_most`: the
    target is not to be passed."""
    if ahead == 0 or not errors:
        return _judged(known, 0.0, 1, level, target, is_most=is_most)
    return _judged(known + ahead, _spread(errors) * abs(ahead), len(errors), level, target, is_most=is_most)


def ratio_landing(
    over: Part, under: Part, level: float = 0.80, target: float | None = None, *, is_most: bool = False
) -> Landed | None:
    """Of a ratio: what both sides would have come to with the errors that they made together before."""
    whole = under.known + under.ahead
    if whole <= 0 or len(over.errors) != len(under.errors):
        return None
    value = (over.known + over.ahead) / whole
    moved = []
    for above, below in zip(over.errors, under.errors, strict=True):
        divisor = whole + below * abs(under.ahead)
        if divisor <= 0:
            return None
        moved.append((over.known + over.ahead + above * abs(over.ahead)) / divisor - value)
    return _judged(value, _spread(moved), max(len(moved), 1), level, target, is_most=is_most)


def _spread(errors: Sequence[float]) -> float:
    return float(np.sqrt(np.mean(np.square(errors)) * (1 + 1 / len(errors)))) if errors else 0.0


def _judged(
    value: float, spread: float, degrees: int, level: float, target: float | None, *, is_most: bool
) -> Landed:
    width = student_ppf((1 + level) / 2, degrees) * spread
    chance = None
    if target is not None:
        above = student_sf((target - value) / spread, degrees) if spread else float(value >= target)
        chance = above if not is_most else 1 - above if spread else float(value <= target)
    return Landed(value, value - width, value + width, chance)
