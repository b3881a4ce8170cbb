"""Orders and their lines."""

from comptoir.entities.base import Column, Entity, Kind
from comptoir.entities.columns import (
    COUNTRY,
    CURRENCY,
    CUSTOMER,
    DAY,
    MONTH,
    ORIGIN,
    SALES_CHANNEL,
    SKU,
    SOURCE,
    TRAFFIC_CHANNEL,
)

STATUSES = ("sold", "pending", "cancelled", "test")
LINE_KINDS = ("product", "shipping", "discount", "adjustment")

ORDER = Entity(
    name="order",
    meaning="An order placed by a customer, with at least one line.",
    key=("source", "order_id"),
    unit=("source", "order_id"),
    columns=(
        SOURCE,
        Column("order_id", Kind.TEXT, "number of the order at the source", required=True),
        Column("ordered_at", Kind.INSTANT, "when it was placed", required=True),
        DAY,
        MONTH,
        Column("invoice_day", Kind.DAY, "day of the invoice, the second date basis"),
        Column("status", Kind.TEXT, "what the order has become", required=True, choices=STATUSES),
        Column(
            "has_product",
            Kind.FLAG,
            "at least one product line sold: only then it counts as an order",
            required=True,
        ),
        CURRENCY,
        CUSTOMER,
        COUNTRY,
        SALES_CHANNEL,
        TRAFFIC_CHANNEL,
        *ORIGIN,
        Column(
            "channel_order_id",
            Kind.TEXT,
            "number of the order at the marketplace that it was copied from, where told",
        ),
        Column("voucher", Kind.TEXT, "discount code used"),
        Column("payment_method", Kind.TEXT, "how it was paid"),
        Column("gross_amount", Kind.MONEY, "product lines before discounts, excluding tax", required=True),
        Column(
            "discount_amount", Kind.MONEY, "discounts of its lines, positive, excluding tax", required=True
        ),
    ),
    invariants={
        "status_known": "status is one of sold, pending, cancelled, test",
        "day_in_month": "month is the month of day",
    },
)

ORDER_LINE = Entity(
    name="order_line",
    meaning="A line of an order: a product sold, shipping charged, a discount of its own, or an adjustment.",
    key=("source", "order_id", "line_number"),
    unit=("source", "order_id"),
    columns=(
        SOURCE,
        Column("order_id", Kind.TEXT, "number of the order (or document) at the source", required=True),
        Column("line_number", Kind.INTEGER, "1, 2, … in the order of the file", required=True),
        Column("line_id", Kind.TEXT, "the source's own identifier of the line"),
        Column("kind", Kind.TEXT, "what the line is", required=True, choices=LINE_KINDS),
        Column("status", Kind.TEXT, "status of its order", required=True, choices=STATUSES),
        Column("ordered_at", Kind.INSTANT, "when the order was placed", required=True),
        DAY,
        MONTH,
        Column("invoice_day", Kind.DAY, "day of the invoice, the second date basis"),
        SKU,
        Column("product_name", Kind.TEXT, "name on the line"),
        Column("quantity", Kind.QUANTITY, "units", required=True),
        Column("unit_price", Kind.MONEY, "price of one unit before discounts, excluding tax", required=True),
        Column(
            "gross_amount", Kind.MONEY, "unit price x quantity before discounts, excluding tax", required=True
        ),
        Column("gross_tax", Kind.MONEY, "tax on gross_amount", required=True),
        Column(
            "discount_amount",
            Kind.MONEY,
            "discount, positive, excluding tax, the order's share included",
            required=True,
        ),
        Column("discount_tax", Kind.MONEY, "tax on discount_amount", required=True),
        Column("tax_rate", Kind.RATE, "rate used, 0.2 for 20 %"),
        CURRENCY,
        CUSTOMER,
        COUNTRY,
        SALES_CHANNEL,
        TRAFFIC_CHANNEL,
        Column("voucher", Kind.TEXT, "discount code used"),
    ),
    invariants={
        "sold_product_positive": "a sold product line has quantity > 0 and unit_price >= 0",
        "gross_is_price_times_quantity": (
            "gross_amount of a product or shipping line equals unit_price x quantity "
            "to a cent, and to what the rounding of the price adds on large quantities"
        ),
        "day_in_month": "month is the month of day",
    },
)
