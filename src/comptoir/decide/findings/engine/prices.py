"""A price that fell below all that it was: typed wrongly, or lowered and forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import comb
from statistics import median

import numpy as np
from numpy.typing import NDArray

from comptoir.core.groups import Floats, Places, middles

RECENT_DAYS = 3
"""Days with a sale that are looked at."""
LEAST_USUAL = 12
LEAST_FALL = 0.15
_LEAST_ITEMS = 5
"""Whose prices tell that the whole shop was on offer that day."""


@dataclass(frozen=True, slots=True)
class Fallen:
    now: float
    usual: float
    """The middle of the days before."""
    since: date
    p_value: float
    """The chance that three days drawn among all lie this low together."""

    @property
    def is_low(self) -> bool:
        return self.now <= (1 - LEAST_FALL) * self.usual


def shop_index(items: Places, days: Places, prices: Floats) -> Floats:
    """Beside each price: how those of all items stood on its day against their usual ones, 0.8 on a day of 20 % off
    everything."""
    usual = middles(items, prices, int(items.max(initial=-1)) + 1)[items]
    known = usual > 0
    calendar, day = np.unique(days, return_inverse=True)
    index = middles(day[known], prices[known] / usual[known], len(calendar))
    index[np.bincount(day[known], minlength=len(calendar)) < _LEAST_ITEMS] = 1.0
    return index[day]


def low_now(items: Places, prices: Floats) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Of each item, its prices in order of days: whether `fallen` has days enough to judge it, and whether it would
    find it low. Thousands are judged, few are low."""
    count = int(items.max(initial=-1)) + 1
    sold = np.bincount(items, minlength=count)
    is_judged = sold >= LEAST_USUAL + RECENT_DAYS
    before_end = np.cumsum(sold)[items] - np.arange(len(items))
    is_recent = before_end <= RECENT_DAYS
    now, usual = (middles(items[part], prices[part], count) for part in (is_recent, ~is_recent))
    return is_judged, is_judged & (now <= (1 - LEAST_FALL) * usual)


def fallen(days: Sequence[tuple[date, float]]) -> Fallen | None:
    """The last three days with a sale against those before, in order of days; None with too few of them.

    Exact: if no day differs from another, any three of them are as likely to be the last. So the chance that the last
    three are all among the `low` lowest is C(low, 3) / C(all, 3).
    """
    recent, before = days[-RECENT_DAYS:], days[:-RECENT_DAYS]
    if len(recent) < RECENT_DAYS or len(before) < LEAST_USUAL:
        return None
    highest = max(price for _day, price in recent)
    low = sum(price <= highest for _day, price in days)
    now, usual = (median(price for _day, price in part) for part in (recent, before))
    since = recent[0][0]
    for day, price in reversed(before):
        if price > (1 - LEAST_FALL) * usual:
            break
        since = day
    return Fallen(now, usual, since, comb(low, RECENT_DAYS) / comb(len(days), RECENT_DAYS))
