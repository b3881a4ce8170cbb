"""Which items are bought together more often than chance would have it."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period
from comptoir.decide.customers.engine.pairs import by_chance, more_than_chance
from comptoir.measure.metrics.api import baskets

YEAR = 365
MOST = 200
"""Pairs told."""


@dataclass(frozen=True, slots=True)
class ItemPair:
    sku: str
    name: str
    other: str
    other_name: str
    together: int
    """Orders that hold both."""
    support: Decimal
    """Their share of all orders."""
    lift: Decimal
    """How many times more often than if the two had nothing to do with each other."""
    chance: float
    """At most, that unrelated items make any pair so frequent: over all pairs that could be (Bonferroni)."""
    follows: Decimal
    """Of the orders with the rarer of the two, the share that holds the other as well."""


@dataclass(frozen=True, slots=True)
class Together:
    period: Period
    orders: int
    pairs: tuple[ItemPair, ...]


def together(scope: Scope, at: date, snapshot: int | None = None) -> Together:
    """In the 365 days up to the evening of `at`; the pairs of most orders first."""
    period = Period(at - timedelta(days=YEAR - 1), at)
    found = baskets(scope, period, snapshot)
    items = found.items.to_pydict()
    place = {number: n for n, number in enumerate(items["number"])}
    orders = np.array(items["orders"], dtype=np.int64)
    met = found.pairs.sort_by([("together", "descending"), ("number", "ascending"), ("second", "ascending")])
    one, other, both = (met[name].cast("int64").to_numpy() for name in ("number", "second", "together"))
    first, second = (np.array([place[n] for n in side.tolist()], dtype=np.int64) for side in (one, other))
    expected = orders[first] * orders[second] / max(found.orders, 1)
    possible = len(orders) * (len(orders) - 1) // 2
    chance = by_chance(both, expected)
    told = np.flatnonzero(more_than_chance(chance, possible))[:MOST]

    def pair(n: int) -> ItemPair:
        a, b = int(first[n]), int(second[n])
        joint, of_a, of_b = Decimal(int(both[n])), int(orders[a]), int(orders[b])
        sku, other_sku = items["sku"][a], items["sku"][b]
        return ItemPair(
            sku,
            items["name"][a] or sku,
            other_sku,
            items["name"][b] or other_sku,
            int(joint),
            joint / found.orders,
            joint * found.orders / (of_a * of_b),
            min(float(chance[n]) * possible, 1.0),
            joint / min(of_a, of_b),
        )

    return Together(period, found.orders, tuple(pair(int(n)) for n in told))
