"""What all customers together may bring, how it is spread among them, and how well that was told before."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from comptoir.core.companies.api import Scope
from comptoir.decide.customers.engine.answers import Inconclusive
from comptoir.decide.customers.engine.backtest import BackTest
from comptoir.decide.customers.engine.lifetime import LEVEL
from comptoir.decide.customers.lifetimes import HORIZON, Lifetimes, lifetimes

TENTHS = 10
MOST = 100
"""Customers named on the page; a file holds all."""


@dataclass(frozen=True, slots=True)
class Tenth:
    customers: int
    value: Decimal
    cumulative: Decimal
    """Share of the whole that this tenth and the better ones make."""


@dataclass(frozen=True, slots=True)
class Named:
    key: int
    orders: Decimal
    value: Decimal
    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Value:
    at: date
    horizon: int
    metric: str
    rate: Decimal
    customers: int
    orders: Decimal
    total: Decimal
    tenths: tuple[Tenth, ...]
    """The best tenth of the customers first."""
    best: tuple[Named, ...]
    backtest: BackTest | Inconclusive
    level: float = LEVEL


def value(
    scope: Scope, at: date, horizon: int = HORIZON, snapshot: int | None = None
) -> Value | Inconclusive:
    found = lifetimes(scope, at, horizon, snapshot)
    return found if isinstance(found, Inconclusive) else summed(found)


def summed(found: Lifetimes) -> Value:
    rate, told = found.rate, found.worth
    worth = told.value * rate
    order = np.argsort(-worth, kind="stable")
    total = float(worth.sum())
    tenths, reached = [], 0.0
    for part in np.array_split(order, TENTHS):
        mine = float(worth[part].sum())
        reached += mine
        share = Decimal(reached / total) if total else Decimal(0)
        tenths.append(Tenth(len(part), _cents(mine), round(share, 6)))
    best = named(found, MOST)
    return Value(
        found.at,
        found.horizon,
        found.valuation.metric,
        found.valuation.rate,
        found.book.size,
        Decimal(str(round(float(told.orders.sum()), 1))),
        _cents(total),
        tuple(tenths),
        best,
        found.backtest,
    )


def named(found: Lifetimes, most: int | None = None) -> tuple[Named, ...]:
    """The most valuable first."""
    rate, told = found.rate, found.worth
    order = np.argsort(-told.value * rate, kind="stable")[:most]
    bounds = np.sort(np.column_stack((told.low, told.high))[order] * rate, axis=1)
    return tuple(
        Named(
            int(found.book.key[n]),
            Decimal(str(round(float(told.orders[n]), 2))),
            _cents(float(told.value[n]) * rate),
            _cents(float(low)),
            _cents(float(high)),
        )
        for n, (low, high) in zip(order, bounds, strict=True)
    )


def _cents(amount: float) -> Decimal:
    return Decimal(str(round(amount, 2)))
