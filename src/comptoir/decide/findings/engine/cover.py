"""Stock against the pace at which it sells: what will be missing, what will be left over."""

from dataclasses import dataclass

from scipy import stats

from comptoir.core.counts import chance_of_at_most, quantile

LEVEL = 0.80
_TAIL = (1 - LEVEL) / 2


@dataclass(frozen=True, slots=True)
class Units:
    """Units missing or left over, with an interval of 80 %."""

    low: float
    mid: float
    high: float
    cover_days: float
    """How long the stock lasts at the mean pace."""
    p_value: float


def missing(stock: float, sold: float, days: int, delay: int, clumps: float = 1.0) -> Units:
    """Units that will be asked for and not be there before a delivery ordered today arrives in `delay` days.

    The mean is that of a steady pace: 140 in stock, 10 a day, 21 days: 70. The interval is that of the units sold in
    the delay (negative binomial: chance, clumps, and a pace known from `days` days only). The p-value is the chance
    that the stock lasts.
    """
    stock = max(stock, 0.0)
    pace = sold / days
    # An item that sold nothing may sell all the same: half a unit is added.
    mean, ratio = (sold + 0.5) / days * delay, clumps * (1 + delay / days)
    low, high = (max(0.0, float(quantile(share, mean, ratio)) - stock) for share in (_TAIL, 1 - _TAIL))
    mid = max(0.0, pace * delay - stock)
    cover = stock / pace if pace else float("inf")
    return Units(min(low, mid), mid, max(high, mid), cover, float(chance_of_at_most(stock, mean, ratio)))


def left_over(stock: float, sold: float, days: int, horizon: int = 365, clumps: float = 1.0) -> Units:
    """Units that the horizon will not sell. The p-value is the chance of so few sales in `days`, did the stock sell
    within the horizon."""
    shape, rate = (sold + 0.5) / clumps, days / clumps
    slow, quick = (float(stats.gamma.ppf(share, shape, scale=1 / rate)) for share in (_TAIL, 1 - _TAIL))
    mid = max(0.0, stock - sold / days * horizon)
    low, high = max(0.0, stock - quick * horizon), max(0.0, stock - slow * horizon)
    p_value = float(chance_of_at_most(sold, stock / horizon * days, clumps))
    cover = stock * days / sold if sold else float("inf")
    return Units(min(low, mid), mid, max(high, mid), cover, p_value)
