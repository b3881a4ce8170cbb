"""What a simulated shop did, as tables. Money in cents, tax included, unless a column says otherwise."""

from dataclasses import dataclass, fields
from datetime import date

import pyarrow as pa

CENTS = pa.int64()
DAY = pa.date32()
INSTANT = pa.timestamp("s", tz="UTC")
TEXT = pa.string()

PRODUCTS = pa.schema(
    [
        ("sku", TEXT),
        ("gtin", TEXT),
        ("name", TEXT),
        ("category", TEXT),
        ("subcategory", TEXT),
        ("brand", TEXT),
        ("supplier", TEXT),
        ("supplier_delay_days", pa.int32()),
        ("price", CENTS),
        ("cost", CENTS),  # excluding tax
        ("tax_rate", pa.float64()),
        ("weight_grams", pa.int32()),
        ("added_on", DAY),
    ]
)
PEOPLE = pa.schema(
    [
        ("customer", pa.int64()),  # 1, 2, …
        ("first_name", TEXT),
        ("last_name", TEXT),
        ("email", TEXT),
        ("city", TEXT),
        ("postcode", TEXT),
        ("country", TEXT),
        ("has_consented", pa.bool_()),  # to be written to
        ("registered_at", INSTANT),
    ]
)
ORDERS = pa.schema(
    [
        ("order", pa.int64()),  # the shop's number, rising with time
        ("customer", pa.int64()),  # null: a buyer of a marketplace, unknown to the shop
        ("ordered_at", INSTANT),
        ("day", DAY),  # the shop's own
        ("sales_channel", TEXT),  # site, or the marketplace's name
        ("traffic_channel", TEXT),  # null on marketplaces
        ("device", TEXT),
        ("country", TEXT),
        ("status", TEXT),  # completed, processing, pending, failed, cancelled, refunded
        ("payment_method", TEXT),
        ("voucher", TEXT),
        ("shipping", CENTS),
        ("shipping_method", TEXT),
        ("shipping_tax_rate", pa.float64()),
    ]
)
LINES = pa.schema(
    [
        ("order", pa.int64()),
        ("line", pa.int32()),  # 1, 2, …
        ("sku", TEXT),
        ("quantity", pa.int32()),
        ("unit_price", CENTS),  # before discounts
        ("discount", CENTS),  # of the whole line, its share of a voucher included
        ("tax_rate", pa.float64()),
    ]
)
REFUNDS = pa.schema(
    [
        ("refund", pa.int64()),
        ("order", pa.int64()),
        ("refunded_at", INSTANT),
        ("day", DAY),
        ("reason", TEXT),
        ("shipping", CENTS),
        ("gesture", CENTS),
    ]
)
REFUND_LINES = pa.schema(
    [
        ("refund", pa.int64()),
        ("order", pa.int64()),
        ("line", pa.int32()),
        ("sku", TEXT),
        ("quantity", pa.int32()),
        ("amount", CENTS),
        ("tax_rate", pa.float64()),
    ]
)
SHIPMENTS = pa.schema(
    [
        ("order", pa.int64()),
        ("promised_on", DAY),  # to arrive
        ("ship_by", DAY),  # the last day on which the warehouse says that it leaves
        ("shipped_on", DAY),
        ("delivered_on", DAY),  # null: not yet
        ("carrier", TEXT),
        ("cost", CENTS),  # excluding tax
    ]
)
FEES = pa.schema([("order", pa.int64()), ("kind", TEXT), ("amount", CENTS)])  # payment, commission; excl. tax
CONTACTS = pa.schema([("contact", pa.int64()), ("at", INSTANT), ("order", pa.int64()), ("reason", TEXT)])
REVIEWS = pa.schema([("day", DAY), ("sku", TEXT), ("order", pa.int64()), ("stars", pa.int32())])
STOCK = pa.schema([("day", DAY), ("sku", TEXT), ("on_hand", pa.int32()), ("on_order", pa.int32())])
PRICES = pa.schema([("day", DAY), ("sku", TEXT), ("price", CENTS), ("competitor", CENTS)])  # days of change
SESSIONS = pa.schema(
    [
        ("day", DAY),
        ("channel", TEXT),
        ("device", TEXT),
        ("sessions", pa.int64()),
        ("product_views", pa.int64()),
        ("carts", pa.int64()),
        ("checkouts", pa.int64()),
        ("purchases", pa.int64()),
        ("revenue", CENTS),
        ("seen_sessions", pa.int64()),  # what the audience tool sees of them
        ("seen_carts", pa.int64()),
        ("seen_checkouts", pa.int64()),
        ("seen_purchases", pa.int64()),
        ("seen_revenue", CENTS),
    ]
)
ADS = pa.schema(
    [
        ("day", DAY),
        ("platform", TEXT),  # google_ads, meta_ads
        ("campaign", TEXT),
        ("kind", TEXT),  # brand, non_brand, shopping, social_prospecting, social_retargeting
        ("impressions", pa.int64()),
        ("clicks", pa.int64()),
        ("cost", CENTS),  # excluding tax
        ("claimed_conversions", pa.float64()),  # as the platform counts them
        ("claimed_value", CENTS),
    ]
)
SEARCHES = pa.schema(
    [
        ("day", DAY),
        ("query", TEXT),
        ("page", TEXT),
        ("impressions", pa.int64()),
        ("clicks", pa.int64()),
        ("position", pa.float64()),
    ]
)
MAILS = pa.schema(
    [
        ("day", DAY),
        ("campaign", TEXT),
        ("segment", TEXT),
        ("sent", pa.int64()),
        ("delivered", pa.int64()),
        ("opened", pa.int64()),
        ("clicked", pa.int64()),
        ("unsubscribed", pa.int64()),
        ("complaints", pa.int64()),
    ]
)


@dataclass(frozen=True)
class World:
    """Everything that happened from `first` to `last`, inclusive. Rows stand in the order of their time."""

    name: str
    seed: int
    first: date
    last: date
    timezone: str
    products: pa.Table
    people: pa.Table
    orders: pa.Table
    lines: pa.Table
    refunds: pa.Table
    refund_lines: pa.Table
    shipments: pa.Table
    fees: pa.Table
    contacts: pa.Table
    reviews: pa.Table
    stock: pa.Table
    prices: pa.Table
    sessions: pa.Table
    ads: pa.Table
    searches: pa.Table
    mails: pa.Table

    @property
    def tables(self) -> dict[str, pa.Table]:
        return {
            field.name: value
            for field in fields(self)
            if isinstance(value := getattr(self, field.name), pa.Table)
        }


SCHEMAS: dict[str, pa.Schema] = {
    "products": PRODUCTS,
    "people": PEOPLE,
    "orders": ORDERS,
    "lines": LINES,
    "refunds": REFUNDS,
    "refund_lines": REFUND_LINES,
    "shipments": SHIPMENTS,
    "fees": FEES,
    "contacts": CONTACTS,
    "reviews": REVIEWS,
    "stock": STOCK,
    "prices": PRICES,
    "sessions": SESSIONS,
    "ads": ADS,
    "searches": SEARCHES,
    "mails": MAILS,
}
