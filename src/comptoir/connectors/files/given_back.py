"""Money given back on the orders of a file: what its lines say, and what only the order says.

An order whose status says that it was refunded, without any amount, was given back whole. What an order gives
back beyond its lines is dealt out by one rule: all its lines when it covers them; the shipping when it is
exactly that; else goods, then shipping, without an item, because the file does not say which.
"""

from decimal import Decimal

import ibis
import ibis.expr.types as ir

from comptoir.connectors.files import amounts, facts, typed
from comptoir.connectors.files.mapping import Mapping
from comptoir.connectors.files.rules import Prices
from comptoir.connectors.files.workspace import Workspace
from comptoir.entities.refund import REFUND

ZERO = amounts.ZERO
CENT = ibis.literal(Decimal("0.01"), typed.MONEY)
_PLACES = {"product": 1, "shipping": 2, "gesture": 3}
"""Rows of the order's own amount stand after those of its lines and charges, each at a place of its own."""
_OF_ORDER = (
    *("order_refunded", "is_given_back", "order_currency", "ordered_at_instant", "ordered_at_day"),
    *("refunded_at_instant", "refunded_at_day", "return_reason"),
    *facts.OF_DOCUMENT,
)


def told(lines: ir.Table) -> bool:
    """Whether the file says on its orders that money was given back."""
    return bool(
        {"refunded_amount", "refunded_quantity", "order_refunded", "is_given_back"} & set(lines.columns)
    )


def refunds(workspace: Workspace, lines: ir.Table, order_lines: ir.Table, mapping: Mapping) -> ir.Table:
    """Refund rows of sold orders. `lines` are settled; `order_lines` are their facts, charges included."""
    last = lines.group_by("order_id").aggregate(last_row=lines.line_number.max())
    lines = lines.filter(~lines.is_refund & (lines.order_status == "sold"))
    billed = workspace.keep(_billed(lines, order_lines, mapping), "billed")
    orders = _dealt_out(_orders(lines, billed)).join(last, "order_id")
    orders = workspace.keep(orders, "given_back")
    rows = _per_line(billed, orders).union(*[_per_order(orders, kind) for kind in _PLACES])
    return _shaped(rows.join(orders, "order_id"), mapping)


def _billed(lines: ir.Table, order_lines: ir.Table, mapping: Mapping) -> ir.Table:
    """Each line that was billed, and what the file says was given back of it."""
    billed = order_lines.filter(order_lines.status == "sold")
    billed = billed.select(
        "order_id",
        "line_number",
        "kind",
        "sku",
        "product_name",
        "quantity",
        net=_money(billed.gross_amount - billed.discount_amount),
        tax=_money(billed.gross_tax - billed.discount_tax),
    )
    said = _said_of_lines(lines, mapping)
    if said is None:
        return billed.mutate(back_quantity=ibis.literal(0, typed.QUANTITY), back=ZERO, back_tax=ZERO)
    joined = billed.left_join(said, ["order_id", "line_number"])
    given = {name: joined[name].fill_null(0) for name in ("back_quantity", "back", "back_tax")}
    return joined.select(*billed.columns, **given)


def _said_of_lines(lines: ir.Table, mapping: Mapping) -> ir.Table | None:
    """Units, amount and tax given back of each line; without an amount, the units' part of the line."""
    if not {"refunded_amount", "refunded_quantity"} & set(lines.columns):
        return None
    net, tax = _money(lines.gross_net - lines.discount_net), _money(lines.gross_tax - lines.discount_tax)
    units: ir.Value = ibis.literal(0, typed.QUANTITY)
    back, back_tax = ZERO, ZERO
    if "refunded_quantity" in lines.columns:
        units = lines.refunded_quantity.abs().fill_null(0)
        part = units.cast("float64") / lines.quantity.cast("float64").nullif(0)
        back, back_tax = _money(net.cast("float64") * part), _money(tax.cast("float64") * part)
    if "refunded_amount" in lines.columns:
        amount = lines.refunded_amount.abs().fill_null(0)
        said, said_tax = amounts.taxed(amount, lines.rate, mapping.prices)
        if "refunded_tax" in lines.columns and mapping.prices is Prices.EXCLUDED:
            # The rate of a line is one of rounded amounts: its own word on the tax is exact.
            said_tax = _money(lines.refunded_tax.abs().fill_null(said_tax))
        back, back_tax = ibis.ifelse(amount > 0, said, back), ibis.ifelse(amount > 0, said_tax, back_tax)
        if "refunded_quantity" not in lines.columns:
            units = ibis.ifelse((amount > 0) & (said > net - CENT), lines.quantity, 0)
    return lines.select(
        "order_id", "line_number", back_quantity=units.cast(typed.QUANTITY), back=back, back_tax=back_tax
    )


def _orders(lines: ir.Table, billed: ir.Table) -> ir.Table:
    """The orders that gave money back: what was billed, what lines and order say was given back."""
    shared = {name: lines[name].max() for name in _OF_ORDER if name in lines.columns}
    orders = lines.group_by("order_id").aggregate(**shared)

    def total(values: ir.Value, *kinds: str) -> ir.Value:
        return _money(ibis.ifelse(billed.kind.isin(kinds), values, ZERO).sum())

    sums = billed.group_by("order_id").aggregate(
        goods=total(billed.net, "product", "discount"),
        goods_tax=total(billed.tax, "product", "discount"),
        postage=total(billed.net, "shipping"),
        postage_tax=total(billed.tax, "shipping"),
        fees=total(billed.net + billed.tax, "adjustment"),
        lines_back=_money((billed.back + billed.back_tax).sum()),
        is_itemised=(billed.kind != "discount").all(),
        last_line=billed.line_number.max(),
    )
    orders = sums.join(orders, "order_id")
    orders = orders.mutate(
        whole=_money(orders.goods + orders.goods_tax + orders.postage + orders.postage_tax)
    )
    said: ir.Value = ZERO
    if "order_refunded" in orders.columns:
        said = _money(orders.order_refunded.abs().fill_null(0))
    if "is_given_back" in orders.columns:
        unsaid = orders.is_given_back & (said == 0) & (orders.lines_back == 0)
        said = ibis.ifelse(unsaid, orders.whole + ibis.greatest(orders.fees, ZERO), said)
    orders = orders.mutate(said=_money(said))
    return orders.filter((orders.said > 0) | (orders.lines_back > 0))


def _dealt_out(orders: ir.Table) -> ir.Table:
    """How much of the order's own amount goes to goods, shipping and gestures, tax included."""
    goods, postage = _money(orders.goods + orders.goods_tax), _money(orders.postage + orders.postage_tax)
    is_whole = orders.is_itemised & (orders.said > orders.whole - CENT)
    given = ibis.ifelse(is_whole, orders.whole, orders.lines_back)
    rest = _money(ibis.greatest(orders.said - given, ZERO))
    is_postage = (postage > 0) & ((rest - postage).abs() < CENT)
    goods_left = ibis.greatest(goods - orders.lines_back, ZERO)
    to_goods = ibis.ifelse(is_whole | is_postage, ZERO, ibis.least(rest, goods_left))
    to_postage = ibis.ifelse(is_whole, ZERO, ibis.least(rest - to_goods, postage))
    # Fees given back stay out: a fee is in no sales metric either.
    beyond = rest - to_goods - to_postage - ibis.greatest(orders.fees, ZERO)
    return orders.mutate(
        is_whole=is_whole,
        product_part=_money(to_goods),
        shipping_part=_money(to_postage),
        gesture_part=_money(ibis.ifelse(beyond > CENT, beyond, ZERO)),
    )


def _per_line(billed: ir.Table, orders: ir.Table) -> ir.Table:
    lines = billed.filter(billed.kind.isin(("product", "shipping")))
    lines = lines.join(orders.select("order_id", "is_whole"), "order_id")
    lines = lines.select(
        "order_id",
        "line_number",
        "kind",
        "sku",
        "product_name",
        quantity=ibis.ifelse(lines.is_whole, lines.quantity, lines.back_quantity),
        amount=ibis.ifelse(lines.is_whole, lines.net, lines.back),
        tax=ibis.ifelse(lines.is_whole, lines.tax, lines.back_tax),
    )
    return lines.filter((lines.amount > 0) | (lines.quantity > 0))


def _per_order(orders: ir.Table, kind: str) -> ir.Table:
    part = orders[f"{kind}_part"]
    net, tax = (
        (orders.postage, orders.postage_tax) if kind == "shipping" else (orders.goods, orders.goods_tax)
    )
    share = (tax.cast("float64") / (net + tax).cast("float64").nullif(0)).fill_null(0)
    part_tax = _money(part.cast("float64") * share)
    rows = orders.select(
        "order_id",
        line_number=ibis.greatest(orders.last_row, orders.last_line) + _PLACES[kind],
        kind=ibis.literal(kind),
        sku=ibis.null("string"),
        product_name=ibis.null("string"),
        quantity=ibis.literal(0, typed.QUANTITY),
        amount=_money(part - part_tax),
        tax=part_tax,
    )
    return rows.filter(rows.amount > 0)


def _shaped(rows: ir.Table, mapping: Mapping) -> ir.Table:
    values = facts.shared(
        rows, mapping, ("order_id", "line_number", "kind", "sku", "product_name", *facts.OF_DOCUMENT)
    )
    values |= facts.refund_time(rows)
    values |= {
        "refund_id": rows.order_id,
        "order_day": rows.ordered_at_day,
        "quantity": rows.quantity,
        "amount": rows.amount,
        "tax": rows.tax,
    }
    if "return_reason" in rows.columns:
        values["reason"] = rows.return_reason
    return facts.shaped(rows, REFUND, values)


def _money(value: ir.Value) -> ir.Value:
    return value.cast(typed.MONEY)
