"""Customers as their orders show them up to a day: one row for each, in the currency of the company.

Only orders that count are in it. What a customer bought is demand sales excluding tax: guests apart, all rows add up
to that metric.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.periods import Period
from comptoir.measure.metrics.buyer_table import by_customer, counted_orders, kept_buyers
from comptoir.measure.metrics.engine import Means
from comptoir.measure.metrics.rates import rate_table
from comptoir.measure.metrics.slots import Span
from comptoir.measure.metrics.source import FactSource
from comptoir.measure.metrics.statements import with_rate

if TYPE_CHECKING:
    from ibis.expr import types as ir


def buyers(scope: Scope, until: date, means: Means) -> pa.Table:
    """`customer_key`, `first_day`, `last_day`, `second_day`, `days`, `orders`, `amount`, `first_amount`.

    In the order of the keys. `days` are those with an order, `second_day` the first of them after `first_day`,
    `first_amount` what that first day brought. Nothing that happened after `until` is read.
    """
    scope.require(Permission.VIEW_FIGURES)
    source, loaded = means.source, means.profile.loaded
    # Up to a day before everything, nobody bought anything.
    period = Period(min(loaded.start, until) if loaded else until, until)
    foreign = means.profile.foreign(frozenset({"order"}), period, scope.currency)
    if foreign:
        book = means.book(scope, foreign, scope.currency, period)
        rates = rate_table(source, frozenset({"order"}), period, foreign, scope.currency, book)
        return source.arrow(_by_customer(source, Span.of(period), _with_rates(rates, scope.currency)))
    kept = kept_buyers(source) if loaded and until >= loaded.end else None
    if kept is not None:
        return source.arrow_of(("buyers", "kept"), lambda: kept.table)
    return source.arrow_over(period, ("buyers", "until"), lambda: _by_customer(source, Span.open()))


def _with_rates(rates: ir.Table, currency: str) -> Callable[[ir.Table], ir.Table]:
    def rated(orders: ir.Table) -> ir.Table:
        found = with_rate(orders, rates, currency)
        return found.mutate(worth=(found.worth * found.exchange_rate).cast("decimal(18, 4)"))

    return rated


def _by_customer(
    source: FactSource, span: Span, rated: Callable[[ir.Table], ir.Table] = lambda orders: orders
) -> ir.Table:
    orders = counted_orders(source)
    return by_customer(rated(orders.filter(orders.day <= span.last))).order_by("customer_key")
