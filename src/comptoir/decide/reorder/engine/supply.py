"""Stock against demand: when it runs out, what will be missing, what an order of today should hold."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from comptoir.decide.reorder.engine.demand import Ahead, Floats, Pace, demand

STAKE_DAYS = 30
"""Stakes are told over so many days."""
COVER_DAYS = 28
"""How long stock lasts is told at the pace forecast for so many days."""
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Supply:
    """How an item comes."""

    delay: int
    """Days from an order of today until it is sold from: it arrives in the morning of the day after them."""
    cover: int
    """Days that the order should last, once there."""
    season: int | None = None
    """Days until the last one on which the item is asked for."""
    arrivals: tuple[tuple[int, float], ...] = ()
    """What is on its way: in the morning of which day (1 is tomorrow), how many."""


@dataclass(frozen=True, slots=True)
class Between:
    low: float
    mid: float
    high: float


@dataclass(frozen=True, slots=True)
class OutDays:
    """How many days from now the stock is gone in the evening; None where it lasts longer than one looks."""

    early: int | None
    mid: int | None
    late: int | None


@dataclass(frozen=True, slots=True)
class Levels:
    """Units left on the evening of each day to come, what was ordered today included."""

    low: Floats
    mid: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class Outlook:
    daily: float
    """Units a day that the next four weeks ask for."""
    cover_days: float
    """Stock / those; infinite where nothing sells."""
    out: OutDays
    missing: Between
    """Units asked for and not there before what is ordered today arrives."""
    missing_days: int
    staked: Between
    """Of them, those of the next 30 days."""
    order: Between
    """Units to order today so that they last until the end of the cover."""
    saved: Between
    """Units that the order sells in its first 30 days, which nobody could buy without it."""
    levels: Levels


def outlook(stock: float, pace: Pace, ahead: Ahead, supply: Supply) -> Outlook:
    """With 140 in stock, 10 a day and a delay of 21 days: out in 14 days, 7 days and 70 units missing; an order of 280
    lasts 28 days. `ahead` reaches to the end of the cover at least."""
    asked = demand(pace, ahead.until(supply.season))
    coming = _coming(supply.arrivals, len(asked.mid))
    # Little demand leaves much: bounds of what is missing and of what is left are exchanged.
    slow, mid, quick = (_Run(stock, each, coming) for each in (asked.low, asked.mid, asked.high))
    runs = (slow, mid, quick)
    arrival, end = supply.delay, supply.delay + supply.cover
    order = _between(run.missed(arrival, end) for run in runs)
    units = math.ceil(order.mid - _NOTHING)
    soon = arrival + min(supply.cover, STAKE_DAYS)
    daily = asked.mid[: min(COVER_DAYS, len(asked.mid))]
    pace_ahead = float(daily[-1]) / len(daily)
    return Outlook(
        pace_ahead,
        stock / pace_ahead if pace_ahead > _NOTHING else math.inf,
        OutDays(quick.out_day, mid.out_day, slow.out_day),
        _between(run.missed(0, arrival) for run in runs),
        mid.days_missed(arrival),
        _between(run.missed(0, min(arrival, STAKE_DAYS)) for run in runs),
        order,
        _between(min(units, run.missed(arrival, soon)) for run in runs),
        _levels(stock, (asked.low, asked.mid, asked.high), coming, arrival, units),
    )


class _Run:
    """Stock that is sold from, day after day. What is asked for while there is none is lost, not owed."""

    def __init__(self, stock: float, asked: Floats, coming: Floats) -> None:
        self._is_gone = stock <= _NOTHING
        # Mirrored at zero: what the sum would lack so far has been missed.
        self._sum = stock + coming - asked
        self.lost = np.maximum.accumulate(np.maximum(-self._sum, 0.0))

    @property
    def left(self) -> Floats:
        level: Floats = self._sum + self.lost
        return level

    @property
    def out_day(self) -> int | None:
        if self._is_gone:
            return 0
        gone = np.flatnonzero(self.left <= _NOTHING)
        return int(gone[0]) + 1 if len(gone) else None

    def missed(self, after: int, until: int) -> float:
        """Units missed from the day after `after` to `until`."""
        return float(self._lost_by(until) - self._lost_by(after))

    def days_missed(self, until: int) -> int:
        steps = np.diff(self.lost[:until], prepend=0.0)
        return int(np.sum(steps > _NOTHING))

    def _lost_by(self, day: int) -> float:
        return float(self.lost[min(day, len(self.lost)) - 1]) if day > 0 else 0.0


def _levels(stock: float, asked: Sequence[Floats], coming: Floats, arrival: int, units: int) -> Levels:
    """Much demand leaves little."""
    ordered = coming.copy()
    ordered[arrival:] += units
    high, mid, low = (_Run(stock, each, ordered).left for each in asked)
    return Levels(np.minimum(low, mid), mid, np.maximum(high, mid))


def _coming(arrivals: Sequence[tuple[int, float]], days: int) -> Floats:
    """Units arrived by each day."""
    coming = np.zeros(days)
    for day, units in arrivals:
        coming[max(day, 1) - 1 :] += units
    return coming


def _between(values: Iterable[float]) -> Between:
    """Of slow, expected and quick sales, in order whatever the arrivals do."""
    slow, mid, quick = values
    return Between(min(slow, mid, quick), mid, max(slow, mid, quick))
