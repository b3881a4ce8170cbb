"""One row for each customer, summed from the history of orders: kept for big companies, who have a million of them."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

from comptoir.core.heavy import ibis
from comptoir.measure.metrics.inputs import whole
from comptoir.measure.metrics.keeping import Layout
from comptoir.measure.metrics.relations import history
from comptoir.measure.metrics.source import FactSource
from comptoir.measure.warehouse.api import View

if TYPE_CHECKING:
    from ibis.expr import types as ir

BUYERS = "buyers"
_LAYOUT = Layout(("customer_key",), 122_880)


def counted_orders(source: FactSource) -> ir.Table:
    """The orders that make a customer, each with its `worth` in its own currency."""
    orders = history(source)
    counted = orders.filter(orders.is_counted)
    return counted.mutate(worth=counted.gross_amount - counted.discount_amount)


def kept_buyers(source: FactSource) -> View | None:
    """All orders by customer, in the order of their keys; None where it is not worth keeping.

    For one currency only: sums of several say nothing.
    """

    def make(_months: Set[str] | None) -> ir.Table:
        return by_customer(counted_orders(source))

    return source.kept(BUYERS, make, whole("order"), _LAYOUT)


def by_customer(orders: ir.Table) -> ir.Table:
    is_first = orders.day == orders.first_day
    nothing = ibis.literal(0).cast("decimal(18, 4)")
    return orders.group_by("customer_key").aggregate(
        first_day=orders.first_day.min(),
        last_day=orders.day.max(),
        second_day=ibis.ifelse(is_first, ibis.null("date"), orders.day).min(),
        # The first order of a day follows one of an earlier day, or none.
        days=(orders.previous_day.isnull() | (orders.previous_day < orders.day)).sum(),
        orders=orders.count(),
        amount=orders.worth.sum(),
        first_amount=ibis.ifelse(is_first, orders.worth, nothing).sum(),
    )
