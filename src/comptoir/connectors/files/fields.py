"""What a column of a file may mean. Mappings tie columns to these names and to no others."""

from dataclasses import dataclass
from enum import StrEnum


class FieldKind(StrEnum):
    TEXT = "text"
    """Trimmed where it is used, once for an order or an item: a million trims are as dear as the read."""
    KEY = "key"
    """Trimmed on each row, because rows are put together by it or tested for it."""
    VERBATIM = "verbatim"
    """Text kept to the letter, spaces included: references of items."""
    MONEY = "money"
    QUANTITY = "quantity"
    RATE = "rate"
    INSTANT = "instant"


class Level(StrEnum):
    """To what a value belongs: exports repeat or blank an order's values on each of its lines."""

    ORDER = "order"
    LINE = "line"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    kind: FieldKind
    level: Level
    meaning: str


def _fields(level: Level, kind: FieldKind, **meanings: str) -> tuple[Field, ...]:
    return tuple(Field(name, kind, level, meaning) for name, meaning in meanings.items())


FIELDS: dict[str, Field] = {
    field.name: field
    for field in (
        *_fields(
            Level.ORDER,
            FieldKind.KEY,
            order_id="number of the order or of the document",
            status="what the order has become, in the shop's words",
            currency="ISO 4217 code of the amounts",
        ),
        *_fields(
            Level.ORDER,
            FieldKind.TEXT,
            customer_ref="the shop's number of the customer; empty for a guest",
            customer_email="e-mail address of the customer",
            customer_name="name of the customer",
            country="country of delivery",
            sales_channel="where it is sold",
            channel_order_id="number of the order at the marketplace that it was copied from",
            traffic_channel="where the visit came from, in the shop's words",
            utm_source="tag of the visit: who sent it",
            utm_medium="tag of the visit: the medium",
            utm_campaign="tag of the visit: the campaign",
            referrer="site, or page, that linked to the shop",
            landing_page="address at which the visit began, with its tags",
            voucher="discount code used",
            payment_method="how it was paid",
        ),
        *_fields(
            Level.ORDER,
            FieldKind.INSTANT,
            ordered_at="when the order was placed",
            invoiced_at="when it was invoiced",
            refunded_at="when the money was given back",
        ),
        *_fields(
            Level.ORDER,
            FieldKind.MONEY,
            order_discount="discount on the whole order, not yet in its lines",
            order_discount_in_lines="discount on the whole order, already taken off the amounts of its lines",
            order_subtotal="amount of the lines after every discount: what is missing to it is a discount",
            order_shipping="shipping charged for the order",
            order_shipping_tax="tax on that shipping",
            order_shipping_with_tax="that shipping, tax included",
            order_fees="other fees charged for the order",
            order_tax="all taxes of the order, where its lines do not say theirs",
            order_total="what the order was billed in all, tax included",
            order_refunded="money given back on the order, tax included, where its lines do not say theirs",
        ),
        *_fields(
            Level.LINE,
            FieldKind.KEY,
            line_type="what the line is: product, shipping, discount, adjustment or refund",
            product_type="goods, service or booking",
        ),
        *_fields(
            Level.LINE,
            FieldKind.TEXT,
            line_id="the shop's own number of the line",
            product_name="name on the line",
            refund_of="number of the order that the refund is about",
            return_reason="why it came back",
            category="category of the item",
            subcategory="category below it",
            brand="brand of the item",
            gtin="GTIN of the item",
        ),
        *_fields(Level.LINE, FieldKind.VERBATIM, sku="reference of the item"),
        *_fields(
            Level.LINE,
            FieldKind.QUANTITY,
            quantity="units of the line",
            refunded_quantity="units given back of this line",
        ),
        *_fields(
            Level.LINE,
            FieldKind.MONEY,
            unit_price="price of one unit before discounts",
            gross_amount="amount of the line before discounts",
            net_amount="amount of the line after its discounts",
            discount_amount="discount of the line, positive",
            gross_tax="tax on the amount before discounts",
            net_tax="tax on the amount after discounts",
            gross_with_tax="amount of the line before discounts, tax included",
            refunded_amount="amount given back for this line",
            refunded_tax="tax on that amount",
            line_shipping="shipping charged for the line, before its discount",
            line_shipping_discount="discount on that shipping, positive",
            line_shipping_tax="tax on that shipping",
            commission="what the marketplace keeps of the line, excluding tax",
            commission_with_tax="that commission, tax included",
            commission_refunded="commission given back with a refund of the line, excluding tax",
        ),
        *_fields(Level.LINE, FieldKind.RATE, tax_rate="rate of tax, 20 % or 0.2"),
        *_fields(
            Level.PRODUCT,
            FieldKind.TEXT,
            active="offered for sale: yes or no",
        ),
        *_fields(Level.PRODUCT, FieldKind.MONEY, price="list price"),
        *_fields(Level.PRODUCT, FieldKind.QUANTITY, stock="units to be had"),
    )
}

REQUIRED = {"orders": ("order_id", "ordered_at"), "products": ("sku",)}
"""Fields without which a row cannot be placed."""
AMOUNTS = ("unit_price", "gross_amount", "net_amount")
"""Of which orders need one."""
