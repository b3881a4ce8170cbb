"""What an order is charged besides its lines: shipping and fees that a file has as values of the order."""

import ibis
import ibis.expr.types as ir

from comptoir.connectors.files import amounts, facts, typed
from comptoir.connectors.files.mapping import Mapping
from comptoir.connectors.files.rules import Prices
from comptoir.entities.order import ORDER_LINE

_PLACES = {"shipping": 1, "adjustment": 2}
"""Lines of charges stand after the rows of the order in the file, each at a place of its own."""


def charged(documents: ir.Table) -> bool:
    return bool({"order_shipping", "order_fees"} & set(documents.columns))


def order_lines(documents: ir.Table, lines: ir.Table, mapping: Mapping) -> ir.Table:
    """A shipping line and an adjustment line for each order that has lines and is charged them."""
    sold = lines.filter(lines.kind.isin(("product", "discount")))
    goods = sold.group_by("order_id").aggregate(
        goods=(sold.gross_amount - sold.discount_amount).sum(),
        goods_tax=(sold.gross_tax - sold.discount_tax).sum(),
    )
    orders = documents.join(goods, "order_id")
    # Charges follow the average rate of the goods, as French law has it for what goes with a delivery.
    orders = orders.mutate(rate=_ratio(orders.goods_tax, orders.goods))
    made = []
    if "order_shipping" in orders.columns:
        made.append(_lines(orders.filter(orders.order_shipping > 0), "shipping", "order_shipping", mapping))
    if "order_fees" in orders.columns:
        made.append(_lines(orders.filter(orders.order_fees != 0), "adjustment", "order_fees", mapping))
    return made[0] if len(made) == 1 else made[0].union(*made[1:])


def _lines(orders: ir.Table, kind: str, field: str, mapping: Mapping) -> ir.Table:
    billed = orders[field].cast(typed.MONEY)
    net, tax = amounts.taxed(billed, orders.rate, mapping.prices)
    rate: ir.Value = orders.rate
    said = _shipping_tax(orders) if kind == "shipping" else None
    if said is not None:
        without = (billed - said).cast(typed.MONEY) if mapping.prices is Prices.INCLUDED else billed
        net, tax = ibis.ifelse(said.isnull(), net, without), said.fill_null(tax)
        rate = ibis.ifelse(said.isnull(), rate, _ratio(said, without))
    values = facts.shared(orders, mapping, ("order_id", "voucher", *facts.OF_DOCUMENT))
    values |= facts.of_document(orders)
    values |= {
        "line_number": orders["count"] + _PLACES[kind],
        "kind": ibis.literal(kind),
        "quantity": ibis.literal(1),
        "tax_rate": rate,
        "unit_price": net,
        "gross_amount": net,
        "gross_tax": tax,
        "discount_amount": amounts.ZERO,
        "discount_tax": amounts.ZERO,
    }
    return facts.shaped(orders, ORDER_LINE, values)


def _shipping_tax(orders: ir.Table) -> ir.Value | None:
    """As the file says it."""
    if "order_shipping_tax" in orders.columns:
        return orders.order_shipping_tax
    if "order_shipping_with_tax" in orders.columns:
        return (orders.order_shipping_with_tax - orders.order_shipping).cast(typed.MONEY)
    return None


def _ratio(part: ir.Value, whole: ir.Value) -> ir.Value:
    return (part.cast("float64") / whole.cast("float64").nullif(0)).cast(typed.RATE)
