"""Refunds among the entries of a settlement: goods, shipping and gestures, their taxes in entries of their own."""

from collections.abc import Mapping

import ibis
from ibis.expr import types as ir

from comptoir.connectors.base import Context
from comptoir.connectors.instants import start_of

_TRANSACTION = "Refund"
_GIVEN_BACK = ("ItemPrice", "Promotion")
"""Types of entries. What was taken off the price is not given back: entries of promotions lower the refund."""
_SHIPPING = ("Shipping", "ShippingTax")
_GOODS = ("Principal", "Tax")
_TAXES = ("Tax", "ShippingTax", "GiftWrapTax")


def is_no_refund(row: ir.Table, context: Context) -> ir.BooleanValue:
    is_refund = (row.transaction == _TRANSACTION) & row.kind.isin(_GIVEN_BACK)
    return ~is_refund.fill_null(False)


def refunds(row: ir.Table, context: Context) -> Mapping[str, ir.Value]:
    """Entries of an order on a day are one refund; those of an item in it, taxes and promotions too, one line.

    The report tells amounts, not units: what came back has none.
    """
    kind = ibis.cases(
        (row.what.isin(_GOODS), "product"), (row.what.isin(_SHIPPING), "shipping"), else_="gesture"
    )
    refund_id = row.order_id.fill_null("").concat("|", row.posted.cast("string"))
    item = row.item.fill_null(""), row.sku.fill_null("")
    line = ibis.dense_rank().over(ibis.window(group_by=refund_id, order_by=[kind, *item])) + 1
    alike = ibis.window(group_by=[refund_id, kind, *item])
    is_tax = row.what.isin(_TAXES)
    back = -row.amount
    return {
        "refund_id": refund_id,
        "line_number": line,
        "order_id": row.order_id,
        "kind": kind,
        "refunded_at": start_of(row.posted, context),
        "day": row.posted,
        "sku": row.sku,
        "quantity": ibis.literal(0),
        "amount": ibis.ifelse(is_tax, 0, back).sum().over(alike),
        "tax": ibis.ifelse(is_tax, back, 0).sum().over(alike),
        "currency": row.currency.upper().fill_null(ibis.literal(context.currency)),
        "sales_channel": row.marketplace,
    }
