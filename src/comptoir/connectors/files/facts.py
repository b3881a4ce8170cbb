"""Settled lines to the tables of the entities, column by column as the entities declare them."""

import ibis
import ibis.expr.types as ir

from comptoir.connectors.channels.api import NAMES
from comptoir.connectors.files import amounts, typed
from comptoir.connectors.files.mapping import Mapping
from comptoir.connectors.files.rows import BILLED
from comptoir.entities.base import Entity, Kind
from comptoir.entities.order import ORDER, ORDER_LINE
from comptoir.entities.refund import REFUND

TYPES = {
    Kind.TEXT: "string",
    Kind.INTEGER: "int64",
    Kind.FLAG: "boolean",
    Kind.MONEY: typed.MONEY,
    Kind.QUANTITY: typed.QUANTITY,
    Kind.RATE: typed.RATE,
    Kind.DAY: "date",
    Kind.INSTANT: "timestamp('UTC', 6)",
    Kind.MONTH: "string",
}
ZERO = amounts.ZERO
SUMMED = ("order_lines", "has_product", "gross_sum", "discount_sum")
"""Columns of documents whose rows tell their own amounts."""


def shaped(table: ir.Table, entity: Entity, values: dict[str, ir.Value]) -> ir.Table:
    """The entity's columns, typed; `customer` in the place of `customer_key`; null what is not given."""
    columns: dict[str, ir.Value] = {}
    for column in entity.columns:
        kind = TYPES[column.kind]
        if column.name == "customer_key":
            columns["customer"] = values.get("customer", ibis.null("int64"))
        else:
            given = values.get(column.name)
            columns[column.name] = ibis.null(kind) if given is None else given.cast(kind).name(column.name)
    extra = {
        name: value
        for name, value in values.items()
        if name not in columns and name not in entity.column_names
    }
    return table.select(**columns, **extra)


def shared(table: ir.Table, mapping: Mapping, names: tuple[str, ...]) -> dict[str, ir.Value]:
    """Values that a fact takes as the document says them."""
    values: dict[str, ir.Value] = {"source": ibis.literal(mapping.source_name)}
    return values | {name: table[name] for name in names if name in table.columns}


OF_DOCUMENT = ("customer", "country", "sales_channel", "traffic_channel")


def of_document(table: ir.Table) -> dict[str, ir.Value]:
    """What every line of an order takes from it."""
    values: dict[str, ir.Value] = {
        "status": table.order_status,
        "ordered_at": table.ordered_at_instant,
        "day": table.ordered_at_day,
        "month": table.month,
        "currency": table.order_currency,
    }
    if "invoiced_at_day" in table.columns:
        values["invoice_day"] = table.invoiced_at_day
    return values


def refund_time(table: ir.Table) -> dict[str, ir.Value]:
    """When the money was given back; the day of the order where the file does not say."""
    instant, day = table.ordered_at_instant, table.ordered_at_day
    if "refunded_at_instant" in table.columns:
        instant = ibis.coalesce(table.refunded_at_instant, instant)
        day = ibis.coalesce(table.refunded_at_day, day)
    return {
        "refunded_at": instant,
        "day": day,
        "month": day.strftime("%Y-%m"),
        "currency": table.order_currency,
    }


def order_lines(lines: ir.Table, mapping: Mapping) -> ir.Table:
    """Lines that are not refunds: sold, shipping, discounts of their own, adjustments."""
    kept = lines.filter(~lines.is_refund)
    values = shared(kept, mapping, ("order_id", "line_id", "sku", "product_name", "voucher", *OF_DOCUMENT))
    values |= of_document(kept)
    values |= {
        "line_number": kept.line_number,
        "kind": kept.kind,
        "quantity": kept.quantity,
        "tax_rate": kept.rate,
        "unit_price": ibis.ifelse(kept.kind == "discount", ZERO, kept.price_net),
    }
    values |= _billed(kept)
    return shaped(kept, ORDER_LINE, values)


def _billed(lines: ir.Table) -> dict[str, ir.Value]:
    """Amounts of settled lines. A discount line is billed below zero; what it takes off is its opposite."""
    is_discount = lines.kind == "discount"
    return {
        "gross_amount": ibis.ifelse(is_discount, ZERO, lines.gross_net),
        "gross_tax": ibis.ifelse(is_discount, ZERO, lines.gross_tax),
        "discount_amount": ibis.ifelse(is_discount, -lines.gross_net, lines.discount_net),
        "discount_tax": ibis.ifelse(is_discount, -lines.gross_tax, lines.discount_tax),
    }


def with_billed(rows: ir.Table, mapping: Mapping) -> ir.Table:
    """Rows of the file with what `order_lines` will say of their amounts, where nothing but themselves tells it:
    their documents are then summed as they are found."""
    if not amounts.of_rows_alone(rows.columns):
        return rows
    settled = amounts.settle(rows, mapping)
    billed = _billed(settled)
    return settled.mutate(billed_gross=billed["gross_amount"], billed_discount=billed["discount_amount"])


def refunds(lines: ir.Table, mapping: Mapping) -> ir.Table:
    """Lines that are refunds, positive."""
    kept = lines.filter(lines.is_refund)
    values = shared(kept, mapping, ("sku", "product_name", *OF_DOCUMENT))
    values |= refund_time(kept)
    values |= {
        "refund_id": kept.order_id,
        "line_number": kept.line_number,
        "order_id": _refunded_order(kept, mapping),
        "kind": kept.kind,
        "quantity": kept.quantity.abs(),
        "amount": (kept.gross_net.abs() - kept.discount_net.abs()).cast(typed.MONEY),
        "tax": (kept.gross_tax.abs() - kept.discount_tax.abs()).cast(typed.MONEY),
    }
    if "return_reason" in kept.columns:
        values["reason"] = kept.return_reason
    return shaped(kept, REFUND, values)


def _refunded_order(lines: ir.Table, mapping: Mapping) -> ir.Value:
    """The order that the refund is about: named, else its own document where refunds have none of their own."""
    if "refund_of" in lines.columns:
        return typed.text(lines.refund_of)
    return ibis.null("string") if mapping.documents else lines.order_id


def orders(documents: ir.Table, order_lines: ir.Table, mapping: Mapping) -> ir.Table:
    """One row a document that has lines, with the sums of its lines."""
    if "order_lines" in documents.columns:
        table = documents.filter(documents.order_lines > 0)
    else:
        lines = order_lines.select("order_id", "kind", "gross_amount", "discount_amount")
        found = lines.group_by("order_id").aggregate(
            **sums(lines.kind, lines.gross_amount, lines.discount_amount)
        )
        table = found.join(documents, "order_id")
    values = shared(
        table,
        mapping,
        ("order_id", "channel_order_id", "voucher", "payment_method", *OF_DOCUMENT, *NAMES),
    )
    values |= of_document(table)
    values |= {
        "has_product": table.has_product,
        "gross_amount": table.gross_sum,
        "discount_amount": table.discount_sum,
    }
    return shaped(table, ORDER, values)


def sums(
    kind: ir.StringValue,
    gross: ir.DecimalValue,
    discount: ir.DecimalValue,
    counts: ir.BooleanValue | None = None,
) -> dict[str, ir.Value]:
    """What an order says of its lines; `counts`: which rows are lines of an order at all."""
    is_product, has_discount = kind == "product", kind.isin(("product", "discount"))
    if counts is not None:
        is_product, has_discount = counts & is_product, counts & has_discount
    return {
        "has_product": is_product.any(),
        "gross_sum": ibis.ifelse(is_product, gross, ZERO).sum(),
        "discount_sum": ibis.ifelse(has_discount, discount, ZERO).sum(),
    }


__all__ = ["BILLED", "order_lines", "orders", "refunds", "shaped", "shared"]
