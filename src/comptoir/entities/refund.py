"""Refunds: their own document, on their own day."""

from comptoir.entities.base import Column, Entity, Kind
from comptoir.entities.columns import (
    COUNTRY,
    CURRENCY,
    CUSTOMER,
    DAY,
    MONTH,
    SALES_CHANNEL,
    SKU,
    SOURCE,
    TRAFFIC_CHANNEL,
)

REFUND_KINDS = ("product", "shipping", "gesture")

REFUND = Entity(
    name="refund",
    meaning="A line of a refund: goods returned, shipping given back, or a gesture.",
    key=("source", "refund_id", "line_number"),
    unit=("source", "refund_id"),
    columns=(
        SOURCE,
        Column("refund_id", Kind.TEXT, "number of the refund at the source", required=True),
        Column("line_number", Kind.INTEGER, "1, 2, … in the order of the file", required=True),
        Column("order_id", Kind.TEXT, "the order refunded, where known"),
        Column("order_day", Kind.DAY, "the day of that order, where known"),
        Column("kind", Kind.TEXT, "what is given back", required=True, choices=REFUND_KINDS),
        Column("refunded_at", Kind.INSTANT, "when the money was given back", required=True),
        DAY,
        MONTH,
        SKU,
        Column("product_name", Kind.TEXT, "name on the line"),
        Column("quantity", Kind.QUANTITY, "units returned, positive; 0 when only money", required=True),
        Column("amount", Kind.MONEY, "value given back, positive, excluding tax", required=True),
        Column("tax", Kind.MONEY, "tax on amount", required=True),
        Column("reason", Kind.TEXT, "why it came back"),
        CURRENCY,
        CUSTOMER,
        COUNTRY,
        SALES_CHANNEL,
        TRAFFIC_CHANNEL,
    ),
    invariants={"positive": "quantity >= 0 and amount >= 0", "day_in_month": "month is the month of day"},
)
