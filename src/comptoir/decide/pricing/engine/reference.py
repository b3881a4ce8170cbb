"""The price that a reduction is counted from: the lowest charged in the 30 days before it.

Directive 98/6/EC, article 6a; code de la consommation, L112-1-1. Tax included, as buyers read it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal

DAYS = 30


@dataclass(frozen=True, slots=True)
class Reference:
    price: Decimal
    day: date
    """On which it was that low, the last time."""
    seen: int
    """Days of the thirty on which a sale tells the price."""


def reference(prices: Mapping[date, Decimal], start: date) -> Reference | None:
    """Of the days before `start`, that day left out; None where no sale tells a price.

    Successive reductions keep the price before the first: give the first day of the first one as `start`.
    """
    window = {day: price for day, price in prices.items() if start - timedelta(days=DAYS) <= day < start}
    if not window:
        return None
    lowest = min(window.values())
    return Reference(lowest, max(day for day, price in window.items() if price == lowest), len(window))


def shown_percent(price: Decimal, before: Decimal) -> int:
    """The reduction as it may be announced, in whole per cent, rounded down; 0 where there is none.

    75 after a reference of 80 is 6.25 %: 6.
    """
    if before <= 0 or price >= before:
        return 0
    return int(((1 - price / before) * 100).to_integral_value(ROUND_FLOOR))


def free_again(end: date) -> date:
    """The first day on which the prices of an operation that ended on `end` no longer hold the reference down."""
    return end + timedelta(days=DAYS + 1)
