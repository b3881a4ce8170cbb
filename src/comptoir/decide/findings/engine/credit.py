"""Spend against the margin on the sales that are credited to it. Credit is not cause."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from comptoir.core.laws import student_ppf, student_sf

LEVEL = 0.80
LEAST_DAYS = 8


@dataclass(frozen=True, slots=True)
class Loss:
    """What a day loses: positive where the margin does not pay for the spend."""

    mean: float
    low: float
    high: float
    p_value: float
    """The chance of such a loss, were nothing lost: one-sided t test over the days."""


def daily_loss(spend: Sequence[float], credited: Sequence[float], margin_rate: float) -> Loss | None:
    """Each day's spend - margin rate x credited sales, over days that say both; None with fewer than eight.

    Student's interval, 80 %.
    """
    lost = np.asarray(spend, float) - margin_rate * np.asarray(credited, float)
    return _mean_of(lost)


def worse_days(lost: Sequence[float], weekdays: Sequence[int]) -> dict[int, Loss]:
    """The losses of each weekday, judged twice: it loses at all, and it loses more than the other days do. The p-value
    is the larger of the two."""
    values, days = np.asarray(lost, float), np.asarray(weekdays)
    found = {}
    for weekday in sorted(set(weekdays)):
        mine, others = values[days == weekday], values[days != weekday]
        one = _mean_of(mine)
        if one is None or len(others) < LEAST_DAYS:
            continue
        against = _welch(mine, others)
        found[weekday] = Loss(one.mean, one.low, one.high, max(one.p_value, against))
    return found


def _mean_of(lost: NDArray[np.float64]) -> Loss | None:
    if len(lost) < LEAST_DAYS:
        return None
    mean, error = float(lost.mean()), float(lost.std(ddof=1)) / float(np.sqrt(len(lost)))
    if error == 0:
        return Loss(mean, mean, mean, 0.0 if mean > 0 else 1.0)
    freedom = len(lost) - 1
    wide = student_ppf(0.5 + LEVEL / 2, freedom) * error
    return Loss(mean, mean - wide, mean + wide, student_sf(mean / error, freedom))


def _welch(mine: NDArray[np.float64], others: NDArray[np.float64]) -> float:
    if mine.std() == 0 and others.std() == 0:
        return 0.0 if mine.mean() > others.mean() else 1.0
    parts = mine.var(ddof=1) / len(mine), others.var(ddof=1) / len(others)
    error = float(np.sqrt(sum(parts)))
    # By shares: the square of a very small variance is 0.
    shares = parts[0] / sum(parts), parts[1] / sum(parts)
    freedom = 1 / (shares[0] ** 2 / (len(mine) - 1) + shares[1] ** 2 / (len(others) - 1))
    return student_sf(float(mine.mean() - others.mean()) / error, freedom)
