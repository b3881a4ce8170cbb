"""Orders and items of an invented shop, in the terms of Shopify's schema.

What an order comes to is summed here from prices, discounts and taxes, and not by the mapping that is tested.
"""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

CENT = Decimal("0.01")


def bag(amount: object, currency: str = "EUR") -> dict[str, Any]:
    return {"shopMoney": {"amount": str(amount), "currencyCode": currency}}


def gid(kind: str, number: object) -> str:
    return f"gid://shopify/{kind}/{number}"


def tax_of(price: Decimal, rate: Decimal, included: bool) -> Decimal:
    tax = price * rate / (1 + rate) if included else price * rate
    return tax.quantize(CENT, rounding=ROUND_HALF_UP)


def taxes(price: Decimal, rates: Sequence[str], included: bool) -> list[dict[str, Any]]:
    whole = sum((Decimal(rate) for rate in rates), Decimal(0))
    return [
        {
            "rate": float(rate),
            "priceSet": bag(tax_of(price, whole, included) * Decimal(rate) / whole if whole else Decimal(0)),
        }
        for rate in rates
    ]


def off(*amounts: str) -> list[dict[str, Any]]:
    return [{"allocatedAmountSet": bag(amount)} for amount in amounts]


def line(
    number: int,
    name: str,
    sku: str | None,
    price: str,
    quantity: int = 1,
    discounts: Sequence[str] = (),
    rates: Sequence[str] = ("0.2",),
    included: bool = True,
) -> dict[str, Any]:
    original = Decimal(price) * quantity
    billed = original - sum(map(Decimal, discounts), Decimal(0))
    own = gid("ProductVariant", number) if sku is not None else None
    return {
        "__typename": "LineItem",
        "id": gid("LineItem", number),
        "name": name,
        "sku": sku,
        "quantity": quantity,
        "variant": {"id": own} if own else None,
        "originalTotalSet": bag(original),
        "discountAllocations": off(*discounts),
        "taxLines": taxes(billed, rates, included),
    }


def shipping(
    number: int,
    price: str,
    discounts: Sequence[str] = (),
    rates: Sequence[str] = ("0.2",),
    included: bool = True,
    removed: bool = False,
) -> dict[str, Any]:
    billed = Decimal(price) - sum(map(Decimal, discounts), Decimal(0))
    return {
        "__typename": "ShippingLine",
        "id": gid("ShippingLine", number),
        "title": "Colissimo",
        "isRemoved": removed,
        "originalPriceSet": bag(price),
        "discountAllocations": off(*discounts),
        "taxLines": taxes(billed, rates, included),
    }


def order(
    number: int,
    lines: Sequence[dict[str, Any]],
    shippings: Sequence[dict[str, Any]] = (),
    included: bool = True,
    beyond: str = "0.00",
    **fields: Any,
) -> dict[str, Any]:
    """`beyond`: what the total holds beside lines, shipping and their taxes."""
    parts = [*lines, *(one for one in shippings if not one["isRemoved"])]
    prices = sum((_billed(part) for part in parts), Decimal(0))
    tax = sum((_tax(part) for part in parts), Decimal(0))
    total = prices + (0 if included else tax) + Decimal(beyond)
    placed = f"2026-03-{number % 27 + 1:02d}T10:00:00Z"
    return {
        "__typename": "Order",
        "id": gid("Order", number),
        "name": f"#{number}",
        "createdAt": placed,
        "updatedAt": placed,
        "test": False,
        "cancelledAt": None,
        "displayFinancialStatus": "PAID",
        "currencyCode": "EUR",
        "taxesIncluded": included,
        "sourceName": "web",
        "sourceIdentifier": None,
        "discountCodes": [],
        "paymentGatewayNames": ["shopify_payments"],
        "email": f"buyer{number}@example.com",
        "totalPriceSet": bag(total),
        "totalTaxSet": bag(tax),
        "taxLines": _together(parts),
        "totalTipReceivedSet": bag("0.0"),
        "originalTotalDutiesSet": None,
        "originalTotalAdditionalFeesSet": None,
        "customer": None,
        "billingAddress": None,
        "shippingAddress": {"name": "Ada Exemple", "countryCodeV2": "FR"},
        "customerJourneySummary": None,
        "transactions": [],
        "fulfillments": [],
        "refunds": [],
        "lineItems": list(lines),
        "shippingLines": list(shippings),
        **fields,
    }


def _billed(part: dict[str, Any]) -> Decimal:
    price = part.get("originalTotalSet") or part["originalPriceSet"]
    taken = (Decimal(one["allocatedAmountSet"]["shopMoney"]["amount"]) for one in part["discountAllocations"])
    return Decimal(price["shopMoney"]["amount"]) - sum(taken, Decimal(0))


def _tax(part: dict[str, Any]) -> Decimal:
    return sum((Decimal(one["priceSet"]["shopMoney"]["amount"]) for one in part["taxLines"]), Decimal(0))


def _together(parts: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The order's own tax lines: one for each rate."""
    sums: dict[float, Decimal] = {}
    for one in (tax for part in parts for tax in part["taxLines"]):
        sums[one["rate"]] = sums.get(one["rate"], Decimal(0)) + Decimal(
            one["priceSet"]["shopMoney"]["amount"]
        )
    return [{"rate": rate, "priceSet": bag(amount)} for rate, amount in sums.items()]


def refund(
    number: int,
    lines: Sequence[tuple[dict[str, Any], int, str, str]] = (),
    shippings: Sequence[tuple[str, str]] = (),
    adjustments: Sequence[tuple[str, str]] = (),
    paid: str = "0.00",
    created: str | None = "2026-04-03T08:00:00Z",
    note: str | None = None,
    duties: Sequence[str] = (),
) -> dict[str, Any]:
    """Lines: line, units, subtotal, tax. Shipping and adjustments: amount, tax."""
    return {
        "__typename": "Refund",
        "id": gid("Refund", number),
        "createdAt": created,
        "processedAt": "2026-04-03T08:00:01Z",
        "note": note,
        "totalRefundedSet": bag(paid),
        "duties": [{"amountSet": bag(duty)} for duty in duties],
        "refundLineItems": [
            {
                "quantity": units,
                "subtotalSet": bag(subtotal),
                "totalTaxSet": bag(tax),
                "lineItem": {"id": of["id"], "name": of["name"], "sku": of["sku"]},
            }
            for of, units, subtotal, tax in lines
        ],
        "refundShippingLines": [
            {"subtotalAmountSet": bag(amount), "taxAmountSet": bag(tax)} for amount, tax in shippings
        ],
        "orderAdjustments": [
            {"amountSet": bag(amount), "taxAmountSet": bag(tax)} for amount, tax in adjustments
        ],
    }


def transaction(number: int, kind: str, amount: str, **fields: Any) -> dict[str, Any]:
    return {
        "id": gid("OrderTransaction", number),
        "kind": kind,
        "status": "SUCCESS",
        "createdAt": "2026-03-30T10:00:00Z",
        "processedAt": "2026-03-30T10:00:05Z",
        "gateway": "shopify_payments",
        "formattedGateway": "Shopify Payments",
        "errorCode": None,
        "amountSet": bag(amount),
        "parentTransaction": None,
        "fees": [],
        **fields,
    }


def fee(number: int, amount: str, tax: str = "0.00", currency: str = "EUR") -> dict[str, Any]:
    return {
        "id": gid("TransactionFee", number),
        "amount": {"amount": amount, "currencyCode": currency},
        "taxAmount": {"amount": tax, "currencyCode": currency},
    }


def parcel(number: int, status: str = "SUCCESS", **fields: Any) -> dict[str, Any]:
    return {
        "id": gid("Fulfillment", number),
        "status": status,
        "createdAt": "2026-03-31T09:00:00Z",
        "inTransitAt": None,
        "deliveredAt": None,
        "requiresShipping": True,
        "trackingInfo": [{"company": "Colissimo"}],
        **fields,
    }


def visit(source: str, **fields: Any) -> dict[str, Any]:
    last = {"source": source, "sourceType": None, "referrerUrl": None, "utmParameters": None, **fields}
    return {"lastVisit": last}


def variant(number: int, sku: str | None, price: str, **fields: Any) -> dict[str, Any]:
    stocked = {"tracked": True, "requiresShipping": True, "unitCost": None} | fields.pop("stocked", {})
    product = {
        "title": "Mug grès",
        "vendor": "Atelier Nord",
        "productType": "Vaisselle",
        "status": "ACTIVE",
        "category": {"name": "Mugs"},
    } | fields.pop("product", {})
    return {
        "id": gid("ProductVariant", number),
        "sku": sku,
        "title": "Default Title",
        "barcode": None,
        "price": price,
        "taxable": True,
        "inventoryQuantity": 7,
        "inventoryItem": stocked,
        "product": product,
        **fields,
    }
