"""The door of shops: the terms of an order, and the way from there to facts."""

from comptoir.connectors.shops.items import product_rows
from comptoir.connectors.shops.order import (
    NO_AMOUNT,
    NOTHING,
    Amount,
    RefundLine,
    RefusalError,
    ShopFee,
    ShopLine,
    ShopOrder,
    ShopPayment,
    ShopProduct,
    ShopRefund,
    ShopShipment,
)
from comptoir.connectors.shops.rows import money, order_rows, total_of
from comptoir.connectors.shops.sharing import cents, shared
from comptoir.connectors.shops.walk import Found, by_change

__all__ = [
    "NOTHING",
    "NO_AMOUNT",
    "Amount",
    "Found",
    "RefundLine",
    "RefusalError",
    "ShopFee",
    "ShopLine",
    "ShopOrder",
    "ShopPayment",
    "ShopProduct",
    "ShopRefund",
    "ShopShipment",
    "by_change",
    "cents",
    "money",
    "order_rows",
    "product_rows",
    "shared",
    "total_of",
]
