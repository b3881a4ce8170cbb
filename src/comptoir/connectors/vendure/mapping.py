"""Vendure's orders and variants to orders and items of shops. Pure.

What Vendure says of an order is what is left of it: units that are cancelled leave their line and its total. Refunds
follow that (see `refunds`), so that sales less returns are what the shop keeps.
"""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from comptoir.connectors.shops.api import (
    NO_AMOUNT,
    NOTHING,
    Amount,
    ShopLine,
    ShopOrder,
    ShopPayment,
    ShopProduct,
    ShopShipment,
    order_rows,
    product_rows,
)
from comptoir.connectors.source import Person, ReadContext, Record, Rows
from comptoir.connectors.vendure.refunds import refunds
from comptoir.connectors.vendure.terms import Money, instant, number, rate

CANCELLED = "Cancelled"
SELLERS_PART = "Seller"
"""The type of an order that is one seller's part of another, which stands beside it whole."""
PAYMENTS = {
    "Created": "pending",
    "Authorized": "accepted",
    "Settled": "accepted",
    "Declined": "refused",
    "Error": "refused",
    "Cancelled": "cancelled",
}
REFUNDS = {"Pending": "pending", "Settled": "accepted", "Failed": "refused"}
PARCELS = {"Shipped": "shipped", "Delivered": "delivered", "Cancelled": "cancelled"}
"""Shops may have states of their own for all of these: they count as pending."""


def orders(records: Sequence[Record], context: ReadContext) -> Rows:
    return order_rows(records, lambda record: str(record["code"]), order, context)


def products(records: Sequence[Record], context: ReadContext) -> Rows:
    return product_rows((item(record, context) for record in records), context)


def is_placed(record: Record) -> bool:
    """Neither a basket, be it given up, nor a part of another order."""
    return bool(record["orderPlacedAt"]) and not record["active"] and record["type"] != SELLERS_PART


def counts(record: Record) -> bool:
    """Whatever the states that a shop has added: what is placed and not cancelled is sold."""
    return bool(record["state"] != CANCELLED)


def order(record: Record) -> ShopOrder | None:
    """None for what is no order. RefusalError where the record cannot be one."""
    if not is_placed(record):
        return None
    money, is_sold = Money(record), counts(record)
    lines = _lines(record, money, is_sold)
    total = money.amount(record, "total")
    payments = record["payments"] or []
    return ShopOrder(
        order_id=str(record["code"]),
        ordered_at=instant(record["orderPlacedAt"]),
        status="sold" if is_sold else "cancelled",
        currency=record["currencyCode"],
        lines=_rounded_as(total, lines, money) if is_sold else lines,
        buyer=_buyer(record),
        country=_country(record),
        voucher=", ".join(record["couponCodes"]),
        payment_method=payments[-1]["method"] if payments else "",
        total=total.total if is_sold else None,
        refunds=refunds(record, lines) if is_sold else (),
        payments=tuple(_payments(payments, money)),
        shipments=tuple(_shipment(parcel) for parcel in record["fulfillments"] or []),
    )


def _lines(record: Record, money: Money, is_sold: bool) -> tuple[ShopLine, ...]:
    goods = (_goods if is_sold else _goods_as_placed)(record["lines"], money)
    surcharges = (_surcharge(line, money) for line in record["surcharges"])
    rates = [rate(tax["taxRate"]) for tax in record["taxSummary"]]
    return (*goods, *surcharges, *(_delivery(line, money, rates) for line in record["shippingLines"]))


def _goods(lines: Sequence[Record], money: Money) -> list[ShopLine]:
    """Of a line that was cancelled whole nothing is left."""
    return [
        _product_line(
            line,
            money.amount(line, "linePrice"),
            money.amount(line, "proratedLinePrice"),
            number(line["quantity"], "quantity"),
        )
        for line in lines
        if line["quantity"]
    ]


def _goods_as_placed(lines: Sequence[Record], money: Money) -> list[ShopLine]:
    """Of a cancelled order, whose lines are empty now. Their discounts are no longer told."""
    made = []
    for line in lines:
        quantity = number(line["orderPlacedQuantity"], "quantity")
        unit = money.amount(line, "unitPrice")
        gross = Amount(unit.net * quantity, unit.tax * quantity)
        if quantity:
            made.append(_product_line(line, gross, gross, quantity))
    return made


def _product_line(line: Record, gross: Amount, billed: Amount, quantity: Decimal) -> ShopLine:
    variant = line["productVariant"]
    return ShopLine(
        "product",
        gross,
        gross - billed,
        quantity,
        line_id=str(line["id"]),
        sku=variant["sku"],
        name=variant["name"],
        tax_rate=rate(line["taxRate"]),
    )


def _surcharge(line: Record, money: Money) -> ShopLine:
    """What the shop's people add to an order, or take off it."""
    amount = money.amount(line, "price")
    told = {"line_id": f"surcharge-{line['id']}", "sku": line["sku"] or "", "name": line["description"]}
    tax_rate = rate(line["taxRate"])
    if amount.net < 0:
        return ShopLine("discount", NO_AMOUNT, NO_AMOUNT - amount, tax_rate=tax_rate, **told)
    return ShopLine("adjustment", amount, tax_rate=tax_rate, **told)


def _delivery(line: Record, money: Money, rates: Sequence[Decimal]) -> ShopLine:
    """Its rate is not told: that of the order's rates which its tax comes nearest to."""
    gross = money.amount(line, "price")
    method = line["shippingMethod"] or {}
    return ShopLine(
        "shipping",
        gross,
        gross - money.amount(line, "discountedPrice"),
        line_id=f"shipping-{line['id']}",
        name=method.get("name") or method.get("code") or "",
        tax_rate=min(rates, key=lambda one: abs(gross.net * one - gross.tax), default=None)
        if gross.net
        else None,
    )


def _rounded_as(total: Amount, lines: tuple[ShopLine, ...], money: Money) -> tuple[ShopLine, ...]:
    """A shop that rounds the tax of the order, not of each line, is followed: by less than a cent for each line."""
    sums = NO_AMOUNT
    for line in lines:
        sums = sums + line.gross - line.discount
    rest = total - sums
    if rest == NO_AMOUNT or max(abs(rest.net), abs(rest.tax)) > money.cent * len(lines):
        return lines
    largest = max(range(len(lines)), key=lambda place: lines[place].gross.net)
    return tuple(
        replace(line, gross=line.gross + rest) if place == largest else line
        for place, line in enumerate(lines)
    )


def _buyer(record: Record) -> Person | None:
    customer = record["customer"]
    if not customer:
        return None
    email = (customer["emailAddress"] or "").strip()
    name = " ".join(filter(None, (customer["firstName"], customer["lastName"])))
    return Person(email or str(customer["id"]), email, name)


def _country(record: Record) -> str:
    addresses = (record["shippingAddress"], record["billingAddress"])
    return next((found["countryCode"] for found in addresses if found and found["countryCode"]), "")


def _payments(payments: Sequence[Record], money: Money) -> list[ShopPayment]:
    made = []
    for payment in payments:
        made.append(
            ShopPayment(
                f"payment-{payment['id']}",
                "payment",
                PAYMENTS.get(payment["state"], "pending"),
                instant(payment["createdAt"]),
                money.sum(payment["amount"]),
                payment["method"],
                refusal_reason=payment["errorMessage"] or "",
            )
        )
        made += [
            ShopPayment(
                f"refund-{refund['id']}",
                "refund",
                REFUNDS.get(refund["state"], "pending"),
                instant(refund["createdAt"]),
                money.sum(refund["total"]),
                payment["method"],
            )
            for refund in payment["refunds"]
        ]
    return made


def _shipment(parcel: Record) -> ShopShipment:
    """Its last change is when it came to its state: when a parcel left is not told once it has arrived."""
    status = PARCELS.get(parcel["state"], "pending")
    changed = instant(parcel["updatedAt"])
    return ShopShipment(
        f"fulfillment-{parcel['id']}",
        status,
        instant(parcel["createdAt"]),
        shipped_at=changed if status == "shipped" else None,
        delivered_at=changed if status == "delivered" else None,
        carrier=parcel["method"],
    )


TRACKS = "tracksStock"
"""What the reader adds to a variant: whether the shop counts the stock of those that do not say."""


def item(record: Record, context: ReadContext) -> ShopProduct:
    product = record["product"]
    money = Money(record)
    told = {facet["facet"]["code"]: facet["name"] for facet in product["facetValues"]}
    categories = [collection["name"] for collection in product["collections"]]
    return ShopProduct(
        sku=record["sku"],
        name=record["name"],
        category=categories[0] if categories else "",
        subcategory=categories[1] if len(categories) > 1 else "",
        brand=told.get("brand", ""),
        price=money.sum(record["price"]) if record["currencyCode"] == context.currency else None,
        tax_rate=rate(record["taxRateApplied"]["value"]),
        stock=_stock(record),
        active=bool(record["enabled"] and product["enabled"]),
    )


def _stock(record: Record) -> Decimal | None:
    """What can be sold in all places: what lies there less what orders have been promised."""
    tracked = record["trackInventory"]
    if tracked == "FALSE" or (tracked == "INHERIT" and not record.get(TRACKS, True)):
        return None
    return sum(
        (
            number(level["stockOnHand"], "stockOnHand") - number(level["stockAllocated"], "stockAllocated")
            for level in record["stockLevels"]
        ),
        NOTHING,
    )
