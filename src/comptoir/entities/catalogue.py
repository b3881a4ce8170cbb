"""Products (goods, services, bookings) and what they cost over time."""

from comptoir.entities.base import Column, Entity, Kind
from comptoir.entities.columns import CURRENCY, DAY, MONTH, SKU, SOURCE

PRODUCT_TYPES = ("goods", "service", "booking")

PRODUCT = Entity(
    name="product",
    meaning="An item as the catalogue describes it today.",
    key=("source", "sku"),
    unit=("source", "sku"),
    dated=False,
    columns=(
        SOURCE,
        SKU,
        Column("name", Kind.TEXT, "name"),
        Column("product_type", Kind.TEXT, "goods, service or booking", required=True, choices=PRODUCT_TYPES),
        Column("category", Kind.TEXT, "category"),
        Column("subcategory", Kind.TEXT, "category below it"),
        Column("brand", Kind.TEXT, "brand"),
        Column("gtin", Kind.TEXT, "GTIN, digits"),
        Column("price", Kind.MONEY, "list price, excluding tax"),
        Column("tax_rate", Kind.RATE, "rate, 0.2 for 20 %"),
        Column("currency", Kind.TEXT, "ISO 4217 code of the price"),
        Column("stock", Kind.QUANTITY, "units to be had; null where the item has no stock"),
        Column("active", Kind.FLAG, "offered for sale"),
    ),
    invariants={"type_known": "product_type is one of goods, service, booking"},
)

PRODUCT_COST = Entity(
    name="product_cost",
    meaning="What one unit costs from a day on.",
    key=("source", "sku", "valid_from"),
    unit=("source", "sku", "valid_from"),
    dated=False,
    columns=(
        SOURCE,
        SKU,
        Column("valid_from", Kind.DAY, "first day of this cost", required=True),
        Column("unit_cost", Kind.MONEY, "cost of one unit, excluding tax", required=True),
        CURRENCY,
    ),
    invariants={"positive": "unit_cost >= 0"},
)

STOCK_LEVEL = Entity(
    name="stock_level",
    meaning="What was to be had of an item on a day.",
    key=("source", "sku", "day"),
    unit=("source", "day"),
    columns=(
        SOURCE,
        Column(SKU.name, SKU.kind, SKU.meaning, required=True),
        DAY,
        MONTH,
        Column("on_hand", Kind.QUANTITY, "units to be had; below zero where more was sold", required=True),
        Column("incoming", Kind.QUANTITY, "units ordered from suppliers"),
    ),
    invariants={"day_in_month": "month is the month of day"},
)
