"""What the models would have said some time ago, beside what happened since."""

from dataclasses import dataclass

import numpy as np

from comptoir.decide.customers.engine import bg_nbd, gamma_gamma
from comptoir.decide.customers.engine.answers import Inconclusive, Why
from comptoir.decide.customers.engine.book import UNIT, Book
from comptoir.decide.customers.engine.lifetime import LEVEL, Models, worth
from comptoir.decide.customers.engine.purchases import Floats, Ints

LEAST_DAYS = 28
SHARE_HELD_OUT = 3
"""At most a third of the days known are kept out of the fit."""
MOST_REPEATS = 7
"""From this number of repeat purchases on, customers are told together."""


@dataclass(frozen=True, slots=True)
class Row:
    """Customers of one number of repeat purchases (or more, for the last): orders each, expected and seen."""

    repeats: int
    customers: int
    expected: float
    seen: float


@dataclass(frozen=True, slots=True)
class BackTest:
    days: int
    """Held out, up to the day of the calculation."""
    customers: int
    """Known before them."""
    expected_orders: float
    seen_orders: int
    """Days with an order, as the models count them."""
    expected_value: float
    seen_value: float
    """Demand sales, excluding tax."""
    orders_covered: float
    value_covered: float
    """Shares of the customers whose orders, whose value fell within their interval."""
    value_above: float
    """Share of those above it."""
    rows: tuple[Row, ...]
    level: float = LEVEL


def days_held_out(known_days: int, horizon: int) -> int | Inconclusive:
    held = min(horizon, known_days // SHARE_HELD_OUT)
    if held < LEAST_DAYS:
        return Inconclusive(Why.SHORT_HISTORY, LEAST_DAYS * SHARE_HELD_OUT, known_days)
    return held


def fitted(book: Book) -> Models | Inconclusive:
    purchases = book.purchases()
    orders = bg_nbd.fit(purchases.groups())
    if isinstance(orders, Inconclusive):
        return orders
    values = gamma_gamma.fit(purchases)
    return values if isinstance(values, Inconclusive) else Models(orders, values)


def backtest(before: Book, now: Book) -> BackTest | Inconclusive:
    """The customers of `before`, fitted on it alone, against what `now` knows of them."""
    models = fitted(before)
    if isinstance(models, Inconclusive):
        return models
    purchases = before.purchases()
    days = now.until - before.until
    told = worth(models, purchases, purchases.groups(), days)
    place = np.searchsorted(now.key, before.key)
    orders = now.days[place] - before.days
    value = (now.amount[place] - before.amount) / UNIT
    return BackTest(
        days,
        before.size,
        float(told.orders.sum()),
        int(orders.sum()),
        float(told.value.sum()),
        float(value.sum()),
        float(np.mean((orders >= told.orders_low) & (orders <= told.orders_high))),
        float(np.mean((value >= told.low) & (value <= told.high))),
        float(np.mean(value > told.high)),
        _rows(purchases.repeats, told.orders, orders),
    )


def _rows(repeats: Ints, expected: Floats, seen: Ints) -> tuple[Row, ...]:
    kind = np.minimum(repeats, MOST_REPEATS)
    count = np.bincount(kind, minlength=MOST_REPEATS + 1)
    told = np.bincount(kind, expected, MOST_REPEATS + 1)
    met = np.bincount(kind, seen, MOST_REPEATS + 1)
    return tuple(
        Row(n, int(count[n]), float(told[n] / count[n]), float(met[n] / count[n]))
        for n in range(MOST_REPEATS + 1)
        if count[n]
    )
