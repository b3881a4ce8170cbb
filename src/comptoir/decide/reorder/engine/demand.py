"""How many units the days to come ask for: the pace of an item, bent as its family is forecast to go."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from comptoir.core.laws import counts_ppf

type Floats = NDArray[np.float64]

LEVEL = 0.80
_TAIL = (1 - LEVEL) / 2
_HALF_A_UNIT = 0.5
"""An item that sold nothing may sell all the same."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Units sold of an item, and over how many days."""

    sold: float
    days: int
    clumps: float = 1.0
    """How much more units sold vary than single sales would (1)."""

    @property
    def daily(self) -> float:
        return self.sold / self.days


@dataclass(frozen=True, slots=True)
class Ahead:
    """The days to come, from tomorrow on."""

    ratio: Floats
    """Sales of each day against those of a mean day of the pace: 1 is as many."""
    error: Floats
    """Of the first n days together: how far forecasts of so many days were off, as a share (root mean square)."""

    @classmethod
    def steady(cls, days: int) -> "Ahead":
        """Every day as the mean day of the pace, for want of a forecast."""
        return cls(np.ones(days), np.zeros(days))

    def until(self, last: int | None) -> "Ahead":
        """Nothing is asked for after so many days: the season is over."""
        if last is None:
            return self
        places = np.arange(1, len(self.ratio) + 1)
        return Ahead(np.where(places <= last, self.ratio, 0.0), self.error)


@dataclass(frozen=True, slots=True)
class Demand:
    """Units asked for from tomorrow to each day, that day included; the interval holds them 80 times in 100."""

    low: Floats
    mid: Floats
    high: Floats


def demand(pace: Pace, ahead: Ahead) -> Demand:
    """The interval is that of the units sold: chance, clumps, a pace known from a few days only, and the error of the
    forecast of the whole family (negative binomial of the same variance)."""
    days = np.cumsum(ahead.ratio)
    mean = (pace.sold + _HALF_A_UNIT) / pace.days * days
    ratio = pace.clumps * (1 + days / pace.days) + ahead.error**2 * mean
    mid = pace.daily * days
    low, high = (np.maximum.accumulate(counts_ppf(share, mean, ratio)) for share in (_TAIL, 1 - _TAIL))
    return Demand(np.minimum(low, mid), mid, np.maximum(high, mid))
