"""A price that fell below all that it was: typed wrongly, or lowered and forgotten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import comb
from statistics import median

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


def shop_index(prices: Mapping[str, Mapping[date, float]]) -> dict[date, float]:
    """How the prices of all items stood on each day against their usual ones: 0.8 on a day of 20 % off everything."""
    ratios: dict[date, list[float]] = {}
    for days in prices.values():
        usual = median(days.values()) if days else 0.0
        if usual > 0:
            for day, price in days.items():
                ratios.setdefault(day, []).append(price / usual)
    return {day: median(found) if len(found) >= _LEAST_ITEMS else 1.0 for day, found in ratios.items()}


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
