"""Amazon: the report of all orders and the settlement report, tab-separated.

Prices of orders include tax; settlements tell it in entries of its own. The orders say nothing of refunds and
commissions: both stand in the settlement, on the day on which they were booked. Buyers are not told.
"""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from comptoir.simulator.exports import shared, words
from comptoir.simulator.exports.fees import commissions
from comptoir.simulator.exports.sales import Book
from comptoir.simulator.exports.sheet import Block, Column, Sheet, write
from comptoir.simulator.exports.text import Whole, column, joined, money, numbers, whole, worded
from comptoir.simulator.tax import without_tax

_TAB = "\t"


def orders(path: Path, book: Book) -> Path:
    return write(
        path,
        Sheet.of(Block(_of_order(book), shared.each_line(book)), Block(_of_line(book)), delimiter=_TAB),
    )


def _of_order(book: Book) -> dict[str, Column]:
    placed = _instant(book.order("ordered_at"))
    return {
        "amazon-order-id": identifiers(book.sales.numbers[book.order_places]),
        "merchant-order-id": whole(book.order("order")),
        "purchase-date": placed,
        "last-updated-date": placed,
        "order-status": worded(book.status, words.AMAZON_STATUSES),
        "fulfillment-channel": "Merchant",
        "sales-channel": "Amazon.fr",
        "order-channel": "",
        "url": "",
        "ship-service-level": "Std FR Dom_2",
    }


def _of_line(book: Book) -> dict[str, Column]:
    first = np.where(book.is_first, 1, 0)
    shipping, shipping_tax = (
        values[book.of] * first for values in (book.shipping, book.shipping - book.shipping_untaxed)
    )
    cancelled = pc.is_in(book.status, pa.array(["failed", "cancelled"])).take(shared.each_line(book))
    return {
        "product-name": shared.product(book, "name", _TAB),
        "sku": shared.product(book, "sku", _TAB),
        "asin": _asin(book),
        "item-status": pc.if_else(cancelled, "Cancelled", "Shipped"),
        "quantity": whole(book.quantity),
        "currency": "EUR",
        "item-price": money(book.gross),
        "item-tax": money(book.net - book.net_untaxed),
        "shipping-price": money(shipping),
        "shipping-tax": money(shipping_tax),
        "gift-wrap-price": "",
        "gift-wrap-tax": "",
        "item-promotion-discount": money(book.gross - book.net),
        "ship-promotion-discount": "",
        "ship-city": "",
        "ship-state": "",
        "ship-postal-code": "",
        "ship-country": book.order("country").take(shared.each_line(book)),
        "promotion-ids": "",
        "is-business-order": "false",
        "purchase-order-number": "",
        "price-designation": "",
    }


def settlements(book: Book) -> pa.Table:
    """What the orders brought and cost, and what was given back of them: a row an entry, by the time of booking."""
    sold = pc.is_in(book.status, pa.array(["completed", "processing", "refunded"]))
    orders, lines = pa.array(np.arange(len(book.order_places))), shared.each_line(book)
    of_orders = {"order": orders, "sku": pa.nulls(len(orders), pa.string()), "kept": sold}
    of_lines = {"order": lines, "sku": shared.product(book, "sku", _TAB), "kept": sold.take(lines)}
    placed = book.order("ordered_at")
    ordered, ordered_lines = {"at": placed} | of_orders, {"at": placed.take(lines)} | of_lines
    back, back_lines = {"at": book.refunded_at} | of_orders, {"at": book.line_refunded_at} | of_lines
    given, freight = book.back("amount"), book.back_of_order("shipping")
    given_untaxed = without_tax(given, book.rate)
    freight_untaxed = without_tax(
        freight, column(book.orders, "shipping_tax_rate").to_numpy(zero_copy_only=False)
    )
    entries = [
        _entries("Order", "ItemPrice", "Principal", ordered_lines, book.gross_untaxed),
        _entries("Order", "Promotion", "Principal", ordered_lines, book.net_untaxed - book.gross_untaxed),
        _entries("Order", "ItemPrice", "Tax", ordered_lines, book.net - book.net_untaxed),
        _entries("Order", "ItemPrice", "Shipping", ordered, book.shipping_untaxed),
        _entries("Order", "ItemPrice", "ShippingTax", ordered, book.shipping - book.shipping_untaxed),
        _entries("Order", "ItemFees", "Commission", ordered, -commissions(book)),
        _entries("Refund", "ItemPrice", "Principal", back_lines, -given_untaxed),
        _entries("Refund", "ItemPrice", "Tax", back_lines, given_untaxed - given),
        _entries("Refund", "ItemPrice", "Shipping", back, -freight_untaxed),
        _entries("Refund", "ItemPrice", "ShippingTax", back, freight_untaxed - freight),
        _entries("Refund", "ItemPrice", "Goodwill", back, -book.back_of_order("gesture")),
    ]
    table = pa.concat_tables(entries).sort_by([("at", "ascending"), ("order", "ascending")])
    return pa.table(_settled(book, table))


def settlement(path: Path, table: pa.Table) -> Path:
    columns = {name: table[name].combine_chunks() for name in table.column_names if name != "posted-day"}
    return write(path, Sheet.of(Block(columns), delimiter=_TAB))


def _entries(kind: str, sort: str, what: str, of: dict[str, pa.Array], amount: Whole) -> pa.Table:
    words = {"kind": kind, "sort": sort, "what": what}
    columns = {name: pa.repeat(pa.scalar(word, pa.string()), len(amount)) for name, word in words.items()}
    table = pa.table(columns | of | {"amount": amount})
    return table.filter(pc.and_(of["kept"], pc.not_equal(table["amount"], 0)))


def _settled(book: Book, table: pa.Table) -> dict[str, pa.Array]:
    order = book.sales.numbers[book.order_places][numbers(table, "order")]
    local = book.sales.clock.local(column(table, "at"))
    words = {"currency": "EUR", "marketplace-name": "Amazon.fr"}
    same = {name: pa.repeat(pa.scalar(word, pa.string()), len(table)) for name, word in words.items()}
    return {
        "transaction-type": column(table, "kind"),
        "order-id": identifiers(order),
        "merchant-order-id": whole(order),
        "marketplace-name": same["marketplace-name"],
        "amount-type": column(table, "sort"),
        "amount-description": column(table, "what"),
        "amount": money(column(table, "amount"), ","),
        "currency": same["currency"],
        "posted-date": pc.strftime(local, "%d.%m.%Y"),
        "posted-day": local.cast(pa.date32()),
        "sku": column(table, "sku"),
    }


def identifiers(orders: Whole) -> pa.Array:
    """« 402-1234567-7654321 »; the last seven digits tell ten million orders apart."""
    middle, last = (orders * 6_364_137 + 1_442_695) % 10**7, (orders * 7_654_321 + 1_234_567) % 10**7
    parts = [
        pc.binary_slice(whole(part + 10**7).cast(pa.binary()), 1, 8).cast(pa.string())
        for part in (middle, last)
    ]
    return joined("402-", parts[0], "-", parts[1])


def _asin(book: Book) -> pa.Array:
    codes = np.arange(len(book.sales.world.products)) * 7_919 + 1_000_000
    return book.product(joined("B0C", whole(codes)))


def _instant(instants: pa.Array) -> pa.Array:
    plain = instants.cast(pa.timestamp("s")).cast(pa.string())
    return joined(pc.replace_substring(plain, " ", "T"), "+00:00")
