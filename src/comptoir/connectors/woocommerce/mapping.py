"""WooCommerce's records to orders and items. Pure.

Amounts: `subtotal` is before and `total` after the discounts, each without its tax, whatever the shop displays.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation

from comptoir.connectors.shops.api import (
    Amount,
    RefundLine,
    RefusalError,
    ShopFee,
    ShopLine,
    ShopOrder,
    ShopPayment,
    ShopProduct,
    ShopRefund,
    order_rows,
    product_rows,
)
from comptoir.connectors.source import Person, ReadContext, Record, Rows
from comptoir.connectors.woocommerce.traffic import origin

STATUSES = {
    "completed": "sold",
    "processing": "sold",
    "refunded": "sold",
    "pending": "pending",
    "on-hold": "pending",
    "cancelled": "cancelled",
    "failed": "cancelled",
    "trash": "cancelled",
}
BASKETS = frozenset({"checkout-draft", "auto-draft"})
COUNTED = frozenset(status for status, meaning in STATUSES.items() if meaning == "sold")
FEES = {
    "_stripe_fee": "stripe",
    "_wcpay_transaction_fee": "woopayments",
    "_paypal_transaction_fee": "paypal",
    "PayPal Transaction Fee": "paypal",
}
"""Where the usual payment plugins write what they keep."""
HUNDRED = Decimal(100)


def orders(records: Sequence[Record], context: ReadContext) -> Rows:
    return order_rows(records, lambda record: str(record["number"]), order, context)


def products(records: Sequence[Record], context: ReadContext) -> Rows:
    return product_rows((item(record) for record in records), context)


def order(record: Record) -> ShopOrder | None:
    """None for a basket. RefusalError where the record cannot be an order."""
    said = record["status"]
    if said in BASKETS:
        return None
    if said not in STATUSES:
        raise RefusalError("status", said, "unknown_status")
    rates = {
        tax["rate_id"]: _number(tax["rate_percent"], "rate_percent") / HUNDRED
        for tax in record["tax_lines"]
        if tax.get("rate_percent") is not None
    }
    lines = (
        *(_product_line(line, rates) for line in record["line_items"]),
        *(_other_line("shipping", line, rates) for line in record["shipping_lines"]),
        *(_other_line("adjustment", line, rates) for line in record["fee_lines"]),
    )
    placed = instant(record["date_created_gmt"])
    method = record.get("payment_method_title") or record.get("payment_method") or ""
    return ShopOrder(
        order_id=str(record["number"]),
        ordered_at=placed,
        status=STATUSES[said],
        currency=record["currency"],
        lines=lines,
        buyer=_buyer(record),
        country=record["shipping"].get("country") or record["billing"].get("country") or "",
        origin=origin(record),
        voucher=", ".join(coupon["code"] for coupon in record["coupon_lines"]),
        payment_method=method,
        total=_number(record["total"], "total"),
        refunds=_refunds(record, lines),
        payments=_payments(record, method),
        fees=_fees(record, placed),
    )


def _product_line(line: Record, rates: dict[int, Decimal]) -> ShopLine:
    gross = Amount(_number(line["subtotal"], "subtotal"), _number(line["subtotal_tax"], "subtotal_tax"))
    billed = Amount(_number(line["total"], "total"), _number(line["total_tax"], "total_tax"))
    return ShopLine(
        "product",
        gross,
        gross - billed,
        quantity=_number(line["quantity"], "quantity"),
        line_id=str(line["id"]),
        sku=line.get("sku") or "",
        name=line.get("name") or "",
        tax_rate=_rate(line, gross, rates),
    )


def _other_line(kind: str, line: Record, rates: dict[int, Decimal]) -> ShopLine:
    amount = Amount(_number(line["total"], "total"), _number(line["total_tax"], "total_tax"))
    name = line.get("method_title") or line.get("name") or ""
    return ShopLine(kind, amount, line_id=str(line["id"]), name=name, tax_rate=_rate(line, amount, rates))


def _rate(line: Record, amount: Amount, rates: dict[int, Decimal]) -> Decimal | None:
    """The sum of the rates that apply to the line; what its amounts tell where the order does not name them."""
    named = [rates.get(tax["id"]) for tax in line.get("taxes", []) if tax.get("total")]
    if named and None not in named:
        return sum((rate for rate in named if rate is not None), Decimal(0))
    if not amount.net:
        return None
    return (amount.tax / amount.net).quantize(Decimal("0.001"))


def _buyer(record: Record) -> Person | None:
    billing = record["billing"]
    email = (billing.get("email") or "").strip()
    reference = email or (str(record["customer_id"]) if record.get("customer_id") else "")
    if not reference:
        return None
    name = " ".join(filter(None, (billing.get("first_name"), billing.get("last_name"))))
    return Person(reference, email, name)


def _refunds(record: Record, lines: Sequence[ShopLine]) -> tuple[ShopRefund, ...]:
    documents = record.get("refund_documents", [])
    if record["status"] == "refunded" and not documents:
        return (_whole_refund(record, lines),)
    return tuple(_refund(document, record) for document in documents)


def _refund(document: Record, record: Record) -> ShopRefund:
    """Its lines, and as a gesture what its sum gives back beyond them."""
    lines = [
        *(_given_back("product", line) for line in document["line_items"] or []),
        *(_given_back("shipping", line) for line in document["shipping_lines"] or []),
        *(_given_back("gesture", line) for line in document["fee_lines"] or []),
    ]
    lines = [line for line in lines if line.amount.total or line.quantity]
    told = sum((line.amount.total for line in lines), Decimal(0))
    rest = abs(_number(document["amount"], "amount")) - told
    if rest > Decimal("0.005"):
        lines.append(RefundLine("gesture", _taxed_as(rest, record)))
    return ShopRefund(
        str(document["id"]),
        instant(document["date_created_gmt"]),
        tuple(lines),
        (document.get("reason") or "").strip(),
    )


def _given_back(kind: str, line: Record) -> RefundLine:
    amount = Amount(abs(_number(line["total"], "total")), abs(_number(line["total_tax"], "total_tax")))
    quantity = abs(_number(line.get("quantity") or 0, "quantity")) if kind == "product" else Decimal(0)
    return RefundLine(kind, amount, quantity, line.get("sku") or "", line.get("name") or "")


def _whole_refund(record: Record, lines: Sequence[ShopLine]) -> ShopRefund:
    """Of an order marked as refunded by hand: all of it, on the day it was marked."""
    return ShopRefund(
        f"{record['id']}-refunded",
        instant(record["date_modified_gmt"]),
        tuple(
            RefundLine(
                line.kind if line.kind != "adjustment" else "gesture",
                line.gross - line.discount,
                line.quantity if line.kind == "product" else Decimal(0),
                line.sku,
                line.name,
            )
            for line in lines
        ),
    )


def _taxed_as(total: Decimal, record: Record) -> Amount:
    """A sum that names no line carries the tax of the order as a whole."""
    order_total, order_tax = _number(record["total"], "total"), _number(record["total_tax"], "total_tax")
    tax = (total * order_tax / order_total).quantize(Decimal("0.01")) if order_total else Decimal(0)
    return Amount(total - tax, tax)


def _payments(record: Record, method: str) -> tuple[ShopPayment, ...]:
    total = _number(record["total"], "total")
    provider = record.get("payment_method") or ""
    number = str(record["number"])
    if record["status"] == "failed":
        tried = instant(record["date_modified_gmt"])
        return (ShopPayment(f"{number}-payment", "payment", "refused", tried, total, method, provider),)
    if not record.get("date_paid_gmt"):
        return ()
    paid = instant(record["date_paid_gmt"])
    return (ShopPayment(f"{number}-payment", "payment", "accepted", paid, total, method, provider),)


def _fees(record: Record, placed: datetime) -> tuple[ShopFee, ...]:
    charged = instant(record["date_paid_gmt"]) if record.get("date_paid_gmt") else placed
    found = {
        FEES[entry["key"]]: entry["value"]
        for entry in record.get("meta_data", [])
        if entry.get("key") in FEES and entry.get("value") not in (None, "")
    }
    return tuple(
        ShopFee(
            f"{record['number']}-{provider}",
            "payment",
            charged,
            Amount(_number(value, "fee")),
            provider,
        )
        for provider, value in found.items()
    )


def item(record: Record) -> ShopProduct:
    parent = record.get("parent") or {}
    categories = record.get("categories") or parent.get("categories") or []
    brands = record.get("brands") or parent.get("brands") or []
    counted = record.get("manage_stock") is True and record.get("stock_quantity") is not None
    return ShopProduct(
        sku=_own_sku(record, parent),
        name=_name(record, parent),
        product_type="service" if record.get("virtual") else "goods",
        category=categories[0]["name"] if categories else "",
        subcategory=categories[1]["name"] if len(categories) > 1 else "",
        brand=brands[0]["name"] if brands else "",
        gtin=record.get("global_unique_id") or "",
        stock=_number(record["stock_quantity"], "stock_quantity") if counted else None,
        active=record.get("status") == "publish",
        unit_cost=_cost(record),
    )


def _own_sku(record: Record, parent: Record) -> str:
    """A variation without an SKU of its own answers with that of its product."""
    sku = record.get("sku") or ""
    return "" if parent and sku == parent.get("sku") else sku


def _name(record: Record, parent: Record) -> str:
    if not parent:
        return record.get("name") or ""
    options = ", ".join(attribute.get("option", "") for attribute in record.get("attributes", []))
    return f"{parent.get('name', '')} - {options}" if options else str(parent.get("name", ""))


def _cost(record: Record) -> Decimal | None:
    """WooCommerce's own cost of goods, where the shop has switched it on."""
    value = (record.get("cost_of_goods_sold") or {}).get("total_value")
    return None if value is None else _number(value, "cost_of_goods_sold")


def instant(text: str) -> datetime:
    """`…_gmt` times are UTC and say so only by their name."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except (TypeError, ValueError) as error:
        raise RefusalError("date", text, "bad_date") from error


def _number(value: object, field: str) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation as error:
        raise RefusalError(field, value, "bad_number") from error
    if not number.is_finite():
        raise RefusalError(field, value, "bad_number")
    return number
