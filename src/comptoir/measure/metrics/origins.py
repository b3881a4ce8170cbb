"""Where the buyer of an order came from, told of what belongs to the order: its lines, refunds, bills and parcels."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import TYPE_CHECKING

from comptoir.core.heavy import ibis
from comptoir.measure.metrics.fees import channel_of, is_elsewhere
from comptoir.measure.metrics.source import FactSource

if TYPE_CHECKING:
    from ibis.expr import types as ir

OF_ORDER: Mapping[str, frozenset[str]] = {
    "order_line": frozenset({"campaign"}),
    "refund": frozenset({"campaign"}),
    "fee": frozenset({"traffic_channel", "campaign"}),
    "shipment": frozenset({"traffic_channel", "campaign"}),
}
"""What each fact does not hold itself."""
BILLED = ("fee", "shipment")
"""Facts that a provider may tell without knowing the shop: found by channel and number."""


def with_origin(table: ir.Table, source: FactSource, fact: str, wanted: Set[str]) -> ir.Table:
    """Nothing of what names no known order, or a number that two orders of the channel have."""
    names = sorted(OF_ORDER[fact] & wanted)
    if not source.has("order"):
        return table.mutate(**{name: ibis.null("string") for name in names})
    orders = source.table("order")
    own = orders.select(
        of_source=orders.source, of_order=orders.order_id, **{f"own_{name}": orders[name] for name in names}
    )
    joined = table.left_join(own, [table.source == own.of_source, table.order_id == own.of_order])
    told = {name: joined[f"own_{name}"] for name in names}
    if fact in BILLED:
        # By columns alone: with a condition beside them the engine tries every row with every other.
        number = ibis.ifelse(is_elsewhere(joined, source), joined.order_id, ibis.null("string"))
        joined = joined.mutate(of_channel=channel_of(joined.sales_channel), of_number=number)
        other = _by_channel(orders, names)
        joined = joined.left_join(
            other, [joined.of_channel == other.other_channel, joined.of_number == other.other_order]
        )
        told = {name: joined[f"own_{name}"].coalesce(joined[f"other_{name}"]) for name in names}
    return joined.mutate(**told).select(*table.columns, *names)


def _by_channel(orders: ir.Table, names: list[str]) -> ir.Table:
    """One row for each number that one order of a channel alone has."""
    keyed = orders.mutate(other_channel=channel_of(orders.sales_channel), other_order=orders.order_id)
    found = keyed.group_by("other_channel", "other_order").aggregate(
        orders=keyed.count(), **{f"other_{name}": keyed[name].max() for name in names}
    )
    return found.filter(found.orders == 1).drop("orders")
