"""What each line or refund cost, as of the day of its order: the last cost known by then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comptoir.core.heavy import ibis
from comptoir.measure.metrics.source import FactSource

if TYPE_CHECKING:
    from ibis.expr import types as ir

_ADDED = ("has_cost", "goods_cost")


def with_cost(table: ir.Table, source: FactSource, fact: str) -> ir.Table:
    """`goods_cost`, null where unknown, and `has_cost`: whether the row may stand beside costs.

    Discounts of a whole order and refunds that name no item have no cost of their own: they stand beside them, so
    that the sales of known cost are all sales once every cost is known.
    """
    has_none = table.kind == "discount" if fact == "order_line" else table.sku.isnull()
    if not source.has("product_cost"):
        return table.mutate(goods_cost=ibis.null("decimal(38, 4)"), has_cost=has_none)
    of_day = table.day if fact == "order_line" else table.order_day.coalesce(table.day)
    keyed = table.mutate(of_day=of_day, has_none=has_none)
    costs = source.table("product_cost")
    joined = _as_of(_as_of(keyed, _spans(costs, "source"), "own"), _spans(costs), "other")
    unit_cost = joined.own_cost.coalesce(joined.other_cost)
    costed = joined.mutate(
        goods_cost=(unit_cost * joined.quantity).cast("decimal(38, 4)"),
        has_cost=unit_cost.notnull() | joined.has_none,
    )
    return costed.select(*table.columns, *_ADDED)


def _spans(costs: ir.Table, *apart: str) -> ir.Table:
    """From which day to which each cost of an item holds: one row at most for an item, a currency and a day."""
    item = [*apart, "sku", "currency"]
    ranked = costs.mutate(
        rank=ibis.row_number().over(ibis.window(group_by=[*item, "valid_from"], order_by=costs.source))
    )
    first = ranked.filter(ranked["rank"] == 0)
    until = first.valid_from.lead().over(ibis.window(group_by=item, order_by=first.valid_from))
    return first.mutate(valid_until=until).select(*item, "valid_from", "valid_until", "unit_cost")


def _as_of(table: ir.Table, spans: ir.Table, prefix: str) -> ir.Table:
    named = spans.rename({f"{prefix}_{column}": column for column in spans.columns if column != "unit_cost"})
    named = named.rename({f"{prefix}_cost": "unit_cost"})
    after, until = named[f"{prefix}_valid_from"], named[f"{prefix}_valid_until"]
    same = [
        table[column] == named[f"{prefix}_{column}"]
        for column in ("source", "sku", "currency")
        if f"{prefix}_{column}" in named.columns
    ]
    holds = (table.of_day >= after) & (until.isnull() | (table.of_day < until))
    return table.left_join(named, [*same, holds])
