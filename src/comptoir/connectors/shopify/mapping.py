"""Shopify's records to orders and items. Pure.

The same order as the shop's export gives (see connectors/files/presets/shopify.yml): its name as number, the e-mail
address as customer, the same meaning of a status, the gateways' names as means of payment.
"""

from collections.abc import Sequence

from comptoir.connectors.shopify.aftermath import fees, payments, shipments
from comptoir.connectors.shopify.amounts import instant, money, number
from comptoir.connectors.shopify.lines import lines
from comptoir.connectors.shopify.refunds import refunds
from comptoir.connectors.shopify.traffic import origin
from comptoir.connectors.shops.api import RefusalError, ShopOrder, ShopProduct, order_rows, product_rows
from comptoir.connectors.source import Person, ReadContext, Record, Rows

STATUSES = {
    "PAID": "sold",
    "PARTIALLY_PAID": "sold",
    "PARTIALLY_REFUNDED": "sold",
    "REFUNDED": "sold",
    "PENDING": "pending",
    "AUTHORIZED": "pending",
    "VOIDED": "cancelled",
    "EXPIRED": "cancelled",
}


def orders(records: Sequence[Record], context: ReadContext) -> Rows:
    return order_rows(records, lambda record: str(record["name"]), order, context)


def products(records: Sequence[Record], context: ReadContext) -> Rows:
    return product_rows((item(record) for record in records), context)


def status(record: Record) -> str:
    """What an order has become. One without a financial status waits for a payment."""
    if record["test"]:
        return "test"
    said = record["displayFinancialStatus"] or "PENDING"
    if said not in STATUSES:
        raise RefusalError("displayFinancialStatus", said, "unknown_status")
    meaning = STATUSES[said]
    return "cancelled" if meaning == "pending" and record["cancelledAt"] else meaning


def order(record: Record) -> ShopOrder:
    meaning, billed = status(record), lines(record)
    return ShopOrder(
        order_id=record["name"],
        ordered_at=instant(record["createdAt"]),
        status=meaning,
        currency=record["currencyCode"],
        lines=billed,
        buyer=_buyer(record),
        country=_address(record, "countryCodeV2", "shippingAddress", "billingAddress"),
        sales_channel=record["sourceName"] or "",
        # Answers kept from before it was asked do not have it.
        channel_order_id=record.get("sourceIdentifier") or "",
        origin=origin(record),
        voucher=", ".join(record["discountCodes"]),
        payment_method=_method(record),
        total=money(record, "totalPriceSet"),
        # Of an order that was never sold nothing comes back.
        refunds=refunds(record, billed) if meaning == "sold" else (),
        # And what is paid and sent for a test is not.
        payments=() if meaning == "test" else tuple(payments(record)),
        fees=() if meaning == "test" else tuple(fees(record)),
        shipments=() if meaning == "test" else tuple(shipments(record)),
    )


def _buyer(record: Record) -> Person | None:
    customer = record["customer"] or {}
    own = (customer.get("defaultEmailAddress") or {}).get("emailAddress")
    email = (record["email"] or own or "").strip()
    reference = email or str(customer.get("legacyResourceId") or "")
    if not reference:
        return None
    name = _address(record, "name", "billingAddress", "shippingAddress") or customer.get("displayName") or ""
    return Person(reference, email, name)


def _address(record: Record, field: str, *addresses: str) -> str:
    return next((record[name][field] for name in addresses if record[name] and record[name][field]), "")


def _method(record: Record) -> str:
    """The gateways that money came through, as the export writes them."""
    named = [
        transaction["formattedGateway"]
        for transaction in record["transactions"]
        if transaction["formattedGateway"]
        and transaction["kind"] not in ("REFUND", "CHANGE", "VOID")
        and transaction["status"] == "SUCCESS"
    ]
    return " + ".join(dict.fromkeys(named or record["paymentGatewayNames"]))


def item(record: Record) -> ShopProduct:
    product, stocked, shop = record["product"], record["inventoryItem"], record["shop"]
    # A price is told with tax where the shop's prices include it, unless the item bears none.
    is_net = not shop["taxesIncluded"] or not record["taxable"]
    counted = stocked["tracked"] and record["inventoryQuantity"] is not None
    cost = stocked["unitCost"]
    return ShopProduct(
        sku=record["sku"] or "",
        name=_name(record),
        product_type="goods" if stocked["requiresShipping"] else "service",
        category=product["productType"] or (product["category"] or {}).get("name") or "",
        brand=product["vendor"],
        gtin=record["barcode"] or "",
        price=number(record["price"], "price") if is_net else None,
        stock=number(record["inventoryQuantity"], "inventoryQuantity") if counted else None,
        active=product["status"] == "ACTIVE",
        unit_cost=None if cost is None else number(cost["amount"], "unitCost"),
        currency=shop["currencyCode"],
    )


def _name(record: Record) -> str:
    """As an order names the item."""
    title, variant = str(record["product"]["title"]), record["title"]
    return title if variant in ("", "Default Title") else f"{title} - {variant}"
