"""Customers as their orders show them up to a day: one row for each, in the currency of the company.

Only orders that count are in it. What a customer bought is demand sales excluding tax: guests apart, all rows add up
to that metric.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.periods import Period
from comptoir.measure.metrics.buyer_table import by_customer, counted_orders, kept_buyers
from comptoir.measure.metrics.engine import Means
from comptoir.measure.metrics.rates import rate_table
from comptoir.measure.metrics.statements import with_rate

if TYPE_CHECKING:
    from ibis.expr import types as ir


def buyers(scope: Scope, until: date, means: Means) -> pa.Table:
    """`customer_key`, `first_day`, `last_day`, `second_day`, `days`, `orders`, `amount`, `first_amount`.

    In the order of the keys. `days` are those with an order, `second_day` the first of them after `first_day`,
    `first_amount` what that first day brought. Nothing that happened after `until` is read.
    """
    scope.require(Permission.VIEW_FIGURES)
    return means.source.arrow(_table(scope, until, means))


def _table(scope: Scope, until: date, means: Means) -> ir.Table:
    source, loaded = means.source, means.profile.loaded
    period = Period(loaded.start, until) if loaded is not None and loaded.start <= until else None
    foreign = means.profile.foreign(frozenset({"order"}), period, scope.currency) if period else ()
    if period and loaded and until >= loaded.end and not foreign:
        kept = kept_buyers(source)
        if kept is not None:
            return kept.table
    orders = counted_orders(source)
    orders = orders.filter(orders.day <= until)
    if period and foreign:
        book = means.book(scope, foreign, scope.currency, period)
        rates = rate_table(source, frozenset({"order"}), period, foreign, scope.currency, book)
        rated = with_rate(orders, rates, scope.currency)
        orders = rated.mutate(worth=(rated.worth * rated.exchange_rate).cast("decimal(18, 4)"))
    return by_customer(orders).order_by("customer_key")
