"""Items of a shop to rows: the catalogue, the stock of today, costs. Pure."""

from collections.abc import Iterable

from comptoir.connectors.shops.order import ShopProduct
from comptoir.connectors.shops.rows import add, money
from comptoir.connectors.source import ReadContext, Row, Rows


def product_rows(products: Iterable[ShopProduct], context: ReadContext) -> Rows:
    """The catalogue as it stands, the stock of today, and the costs that the shop knows."""
    rows = Rows()
    for item in products:
        rows.read += 1
        if not item.sku:
            continue  # Facts know items by their SKU; the shop's page of the item shows that it has none.
        add(rows, "product", _product(item, context))
        if item.stock is not None:
            add(rows, "stock_level", _stock(item, context))
        if item.unit_cost is not None:
            add(rows, "product_cost", _cost(item, context))
    return rows


def _product(item: ShopProduct, context: ReadContext) -> Row:
    return {
        "source": context.source,
        "sku": item.sku,
        "name": item.name or None,
        "product_type": item.product_type,
        "category": item.category or None,
        "subcategory": item.subcategory or None,
        "brand": item.brand or None,
        "gtin": item.gtin or None,
        "price": None if item.price is None else money(item.price),
        "tax_rate": item.tax_rate,
        "currency": item.currency or context.currency,
        "stock": item.stock,
        "active": item.active,
    }


def _stock(item: ShopProduct, context: ReadContext) -> Row:
    return {
        "source": context.source,
        "sku": item.sku,
        "day": context.today,
        "month": f"{context.today:%Y-%m}",
        "on_hand": item.stock,
    }


def _cost(item: ShopProduct, context: ReadContext) -> Row:
    return {
        "source": context.source,
        "sku": item.sku,
        "valid_from": context.today,
        "unit_cost": item.unit_cost,
        "currency": item.currency or context.currency,
    }
