"""Where a running period ends: what is known, and what is forecast of the days that remain. Pure.

The interval and the chance come from the errors that forecasts of so many days together made before, taken as a
Student law of as many degrees of freedom as there were windows.
"""

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


def landing(
    known: float, ahead: float, errors: tuple[float, ...], level: float = 0.80, target: float | None = None
) -> Landed:
    """`known` is the sum of the days that are over; `errors` are shares of the sums forecast before."""
    if ahead == 0 or not errors:
        return Landed(known, known, known, None if target is None else float(known >= target))
    degrees = len(errors)
    spread = float(np.sqrt(np.mean(np.square(errors)) * (1 + 1 / degrees))) * abs(ahead)
    width = student_ppf((1 + level) / 2, degrees) * spread
    value = known + ahead
    chance = None
    if target is not None:
        chance = student_sf((target - value) / spread, degrees) if spread else float(value >= target)
    return Landed(value, value - width, value + width, chance)
