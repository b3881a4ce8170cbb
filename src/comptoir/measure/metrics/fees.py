"""What each order costs to sell: by the bills that speak of it, else by the company's rules; never by both.

A bill is a fee of the kind, or for logistics a parcel of known cost. It speaks of the order that it names; where the
bills of a sales channel name no order, of all its orders of that month. An order of which neither bill nor rule
speaks has unknown costs, and stays out of margins with its sales.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import add, and_
from typing import TYPE_CHECKING

from comptoir.core.heavy import ibis
from comptoir.entities.columns import OWN_SITE
from comptoir.measure.costs.api import SITE, CostKind, CostRule, in_order
from comptoir.measure.metrics.inputs import RULES, whole
from comptoir.measure.metrics.source import FactSource
from comptoir.measure.warehouse.api import View

if TYPE_CHECKING:
    from ibis.expr import types as ir

ORDER_FEES = "order_fees"
"""The table of what each order costs to sell, as any state of the facts calls it."""
SENT = ("pending", "shipped", "delivered", "returned", "lost")
"""Statuses of parcels that a carrier charges."""
_MONEY = "decimal(18, 4)"
_FACTOR = "decimal(18, 6)"
"""Another type than money's: the library leaves out a cast to the type that it takes a product to have already."""
_ORDER = ("source", "order_id")
_BY_RULE = {kind: f"rule_{kind}" for kind in CostKind}
"""The column of what rules say of each kind."""


def with_fees(table: ir.Table, source: FactSource, fact: str) -> ir.Table:
    """`fees_known`: whether the row may stand beside the costs of selling; for orders `rule_fee`, what rules say.

    What names no order that is known stands beside them: a refund, a bill of a month.
    """
    known = order_fees(source)
    if known is None:
        nothing = dict.fromkeys(("rule_fee", *_BY_RULE.values()), ibis.null(_MONEY))
        return table.mutate(fees_known=ibis.literal(False), **nothing)
    fees = known.table
    own = fees.select("rule_fee", *_BY_RULE.values(), "fees_known", of_source="source", of_order="order_id")
    joined = table.left_join(own, [table.source == own.of_source, table.order_id == own.of_order])
    if fact in ("order", "order_line"):
        return joined.drop("of_source", "of_order")
    mine = joined.fees_known
    if fact in ("fee", "shipment"):
        # By columns alone: with a condition beside them the engine tries every row with every other.
        elsewhere = ibis.ifelse(is_elsewhere(joined, source), joined.order_id, ibis.null("string"))
        joined = joined.mutate(of_channel=channel_of(joined.sales_channel), of_number=elsewhere)
        other = _by_channel(fees)
        joined = joined.left_join(
            other, [joined.of_channel == other.other_channel, joined.of_number == other.other_order]
        )
        mine = joined.fees_known.coalesce(joined.other_known)
    return joined.mutate(fees_known=mine.coalesce(ibis.literal(True))).select(*table.columns, "fees_known")


def order_fees(source: FactSource) -> View | None:
    """One row for each order: what rules say that it costs, and whether all its costs are known; None where nothing
    could be."""
    if not source.has("order") or not (source.rules or source.has("fee") or source.has("shipment")):
        return None
    needs = whole("order", "order_line", "fee", "shipment", RULES)
    return source.held(ORDER_FEES, lambda _months: _worked_out(source).order_by("day"), needs)


def _worked_out(source: FactSource) -> ir.Table:
    orders = source.table("order")
    orders = orders.select(
        *_ORDER,
        "day",
        "month",
        "status",
        "currency",
        channel=channel_of(orders.sales_channel),
        method=_folded(orders.payment_method),
        place=_folded(orders.country),
    )
    if source.rules:
        orders = _with_amounts(orders, source)
    orders = _with_bills(orders, source)
    by_rule = {kind: _by_rule(orders, in_order(source.rules, kind), kind) for kind in CostKind}
    billed = {kind: orders[f"billed_{kind}"] for kind in CostKind}
    fees = {
        kind: ibis.ifelse(billed[kind], _nothing(), by_rule[kind].coalesce(_nothing())) for kind in CostKind
    }
    known = reduce(and_, (billed[kind] | by_rule[kind].notnull() for kind in CostKind))
    # What was not sold has no sales to leave out: its bills count.
    return orders.select(
        *_ORDER,
        "day",
        "channel",
        **{column: fees[kind].cast(_MONEY) for kind, column in _BY_RULE.items()},
        rule_fee=reduce(add, fees.values()).cast(_MONEY),
        fees_known=known | (orders.status != "sold"),
    )


def _with_amounts(orders: ir.Table, source: FactSource) -> ir.Table:
    """What was taken for each order, tax included, and its units."""
    lines = source.table("order_line")
    taken = lines.gross_amount + lines.gross_tax - lines.discount_amount - lines.discount_tax
    units = ibis.ifelse(lines.kind == "product", lines.quantity, _nothing())
    sums = lines.group_by(*_ORDER).aggregate(total=taken.sum().cast(_MONEY), units=units.sum().cast(_MONEY))
    named = sums.rename(of_source="source", of_order="order_id")
    joined = orders.left_join(named, [orders.source == named.of_source, orders.order_id == named.of_order])
    return joined.drop("of_source", "of_order")


def _by_rule(orders: ir.Table, rules: Iterable[CostRule], kind: CostKind) -> ir.Value:
    """The fee of the first rule that applies; null where none does. The own site pays no marketplace."""
    cases = [(_applies(orders, rule), _fee(orders, rule)) for rule in rules]
    if kind is CostKind.MARKETPLACE:
        cases.insert(0, (orders.channel == SITE, _nothing()))
    return ibis.cases(*cases, else_=ibis.null(_MONEY)) if cases else ibis.null(_MONEY)


def _applies(orders: ir.Table, rule: CostRule) -> ir.BooleanValue:
    channel, method, country = rule.scope
    conditions = [orders.currency == rule.currency, orders.day >= rule.valid_from]
    if rule.valid_to is not None:
        conditions.append(orders.day <= rule.valid_to)
    scope = ((orders.channel, channel), (orders.method, method), (orders.place, country))
    conditions += [column == word for column, word in scope if word]
    return reduce(and_, conditions)


def _fee(orders: ir.Table, rule: CostRule) -> ir.Value:
    """Exact, and rounded half up to the last place that facts keep."""
    parts = [
        orders.total.coalesce(0) * ibis.literal(rule.share, _FACTOR) if rule.share else None,
        ibis.literal(rule.per_order, _MONEY) if rule.per_order else None,
        orders.units.coalesce(0) * ibis.literal(rule.per_unit, _FACTOR) if rule.per_unit else None,
    ]
    told = [part for part in parts if part is not None]
    return reduce(add, told).cast(_MONEY) if told else _nothing()


def _bills(source: FactSource) -> ir.Table | None:
    """What is billed of operations, with the channel by its one name."""
    found = []
    if source.has("fee"):
        fees = source.table("fee")
        fees = fees.filter(fees.kind.isin([kind.value for kind in CostKind]))
        found.append(fees.select(*_ORDER, "month", channel=channel_of(fees.sales_channel), kind=fees.kind))
    if source.has("shipment"):
        sent = source.table("shipment")
        sent = sent.filter(sent.status.isin(SENT), sent.cost_amount.notnull())
        logistics = ibis.literal(CostKind.LOGISTICS.value)
        found.append(sent.select(*_ORDER, "month", channel=channel_of(sent.sales_channel), kind=logistics))
    return reduce(lambda one, other: one.union(other), found) if found else None


def _with_bills(orders: ir.Table, source: FactSource) -> ir.Table:
    """`billed_<kind>`: whether a bill speaks of the order."""
    bills = _bills(source)
    if bills is None:
        return orders.mutate(**{f"billed_{kind}": ibis.literal(False) for kind in CostKind})
    naming = bills.filter(bills.order_id.notnull())
    elsewhere = naming.filter(is_elsewhere(naming, source))
    joined = _joined(orders, _kinds(naming, "own", *_ORDER), "own", *_ORDER)
    joined = _joined(
        joined, _kinds(elsewhere, "other", "channel", "order_id"), "other", "channel", "order_id"
    )
    joined = _joined(joined, _kinds(naming, "naming", "channel"), "naming", "channel")
    whole_months = bills.filter(bills.order_id.isnull())
    joined = _joined(joined, _kinds(whole_months, "month", "channel", "month"), "month", "channel", "month")

    def says(prefix: str, kind: CostKind) -> ir.BooleanValue:
        return joined[f"{prefix}_{kind}"].coalesce(ibis.literal(False))

    billed = {
        f"billed_{kind}": says("own", kind)
        | says("other", kind)
        | (says("month", kind) & ~says("naming", kind))
        for kind in CostKind
    }
    return joined.select(*orders.columns, **billed)


def _kinds(bills: ir.Table, prefix: str, *keys: str) -> ir.Table:
    """Which kinds the bills of each key are of: one row for the key."""
    kinds = {f"{prefix}_{kind}": (bills.kind == kind.value).any() for kind in CostKind}
    return bills.group_by(*keys).aggregate(**kinds).rename({f"{prefix}_key_{key}": key for key in keys})


def _joined(table: ir.Table, kinds: ir.Table, prefix: str, *keys: str) -> ir.Table:
    return table.left_join(kinds, [table[key] == kinds[f"{prefix}_key_{key}"] for key in keys])


def is_elsewhere(bills: ir.Table, source: FactSource) -> ir.BooleanValue:
    """Bills of a provider who has no orders of its own name those of a shop: found by channel and number."""
    return bills.source.notin(source.table("order").select("source").distinct().source)


def _by_channel(known: ir.Table) -> ir.Table:
    return known.group_by(other_channel=known.channel, other_order=known.order_id).aggregate(
        other_known=known.fees_known.all()
    )


def _nothing() -> ir.Value:
    return ibis.literal(0, _MONEY)


def channel_of(column: ir.StringValue) -> ir.StringValue:
    channel = _folded(column)
    return ibis.ifelse(channel.isin(["", *OWN_SITE]), SITE, channel)


def _folded(column: ir.StringValue) -> ir.StringValue:
    """As `folded` of the rules."""
    return column.coalesce("").strip().lower()
