"""Which customers did something: bought from a place, bought an item, sent something back. Keys alone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import UsageError
from comptoir.measure.metrics.buyer_table import counted_orders
from comptoir.measure.metrics.catalogue.registry import dimension
from comptoir.measure.metrics.engine import Means
from comptoir.measure.metrics.relations import relation
from comptoir.measure.metrics.source import FactSource

if TYPE_CHECKING:
    from ibis.expr import types as ir


def buyers_of(scope: Scope, by: str, value: str, until: date, means: Means) -> pa.Array:
    """The keys, in order, of customers with at least one order that counts up to `until` where the dimension `by` has
    this value: that of the order, or of one of its items."""
    scope.require(Permission.VIEW_FIGURES)
    found = dimension(by)
    if "order" not in found.facts and "order_line" not in found.facts:
        raise UsageError(f"« {by} » says nothing of orders.")
    table = _orders(means.source) if "order" in found.facts else _lines(means.source, found.stored)
    column = table[found.stored]
    return _keys(means.source, table.filter(column == value, table.day <= until))


def buyers_by(scope: Scope, by: str, until: date, means: Means) -> pa.Table:
    """`customer_key` and `value`, each pair once: what each customer bought up to then, by a dimension of items."""
    scope.require(Permission.VIEW_FIGURES)
    column = dimension(by).stored
    lines = _lines(means.source, column).filter(
        lambda one: one.day <= until, lambda one: one[column].notnull()
    )
    return means.source.arrow(lines.select("customer_key", value=lines[column]).distinct())


def returning_orders(scope: Scope, until: date, means: Means) -> pa.Table:
    """`customer_key` and `orders`: how many orders of each customer came back at least in part up to `until`."""
    scope.require(Permission.VIEW_FIGURES)
    if not means.source.has("refund"):
        return pa.table({"customer_key": pa.array([], pa.int64()), "orders": pa.array([], pa.int64())})
    refunds = means.source.table("refund")
    goods = refunds.filter(
        refunds.kind == "product",
        refunds.customer_key.notnull(),
        refunds.order_id.notnull(),
        refunds.day <= until,
    )
    once = goods.select("customer_key", "source", "order_id").distinct()
    counted = once.group_by("customer_key").aggregate(orders=once.count())
    return means.source.arrow(counted.order_by("customer_key"))


def _orders(source: FactSource) -> ir.Table:
    return counted_orders(source)


def _lines(source: FactSource, column: str) -> ir.Table:
    lines = relation(source, "order_line", frozenset({column}))
    return lines.filter(lines.status == "sold", lines.kind == "product", lines.customer_key.notnull())


def _keys(source: FactSource, table: ir.Table) -> pa.Array:
    found = source.arrow(table.select("customer_key").distinct().order_by("customer_key"))
    return found["customer_key"].combine_chunks()
