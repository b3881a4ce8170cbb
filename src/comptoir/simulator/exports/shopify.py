"""Shopify: Orders > Export and Products > Export.

Prices include tax; an order's values stand on its first row. Refunds are one amount of the order, without a
date; taxes are one amount of the order. Orders whose payment failed are carts left behind, in no export.
"""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from comptoir.simulator.exports import shared, words
from comptoir.simulator.exports.catalogue import Catalogue
from comptoir.simulator.exports.sales import Book
from comptoir.simulator.exports.sheet import Block, Column, Sheet, write
from comptoir.simulator.exports.text import Whole, joined, money, quoted, whole, worded

RENAMED = ("Lineitem sku", "Lineitem SKU")
_ADDRESS = (
    "Name",
    "Street",
    "Address1",
    "Address2",
    "Company",
    "City",
    "Zip",
    "Province",
    "Country",
    "Phone",
)
_AFTER = ("Phone", "Receipt Number", "Duties", "Billing Province Name", "Shipping Province Name")
_PAYMENT = ("Payment ID", "Payment Terms Name", "Next Payment Due At", "Payment References")
_FIRST_ID = 5_500_000_000_000


def orders(path: Path, book: Book, renamed: bool) -> Path:
    all_rows, first = shared.each_line(book), shared.first_only(book)
    stamp = book.sales.clock.stamp
    number = joined("#", whole(book.order("order")))
    email = quoted(pc.fill_null(book.person("email"), ""), ",")
    sheet = Sheet.of(
        Block({"Name": number, "Email": email}, all_rows),
        Block(_totals(book), first),
        Block({"Created at": stamp(book.order("ordered_at"))}, all_rows),
        Block(_item(book)),
        Block(_people(book), first),
        Block({"Vendor": shared.product(book, "brand", ",")}),
        Block(_origin(book), first),
        Block({"Lineitem discount": pa.repeat("0.00", len(book.of))}),
        Block(_taxes(book), first),
    )
    return write(path, sheet.renamed(*RENAMED) if renamed else sheet)


def _totals(book: Book) -> dict[str, Column]:
    goods = book.total(book.net)
    placed = book.sales.clock.stamp(book.order("ordered_at"))
    paid = pc.is_in(book.status, pa.array(["completed", "processing", "refunded"]))
    is_sent = pc.is_in(book.status, pa.array(["completed", "refunded"]))
    return {
        "Financial Status": _status(book),
        "Paid at": pc.if_else(paid, placed, ""),
        "Fulfillment Status": pc.if_else(is_sent, "fulfilled", "unfulfilled"),
        "Fulfilled at": "",
        "Accepts Marketing": pc.if_else(pc.fill_null(book.person("has_consented"), False), "yes", "no"),
        "Currency": "EUR",
        "Subtotal": money(goods),
        "Shipping": money(book.shipping),
        "Taxes": money(_tax(book)),
        "Total": money(goods + book.shipping),
        "Discount Code": quoted(pc.fill_null(book.order("voucher"), ""), ","),
        "Discount Amount": money(book.total(book.gross - book.net)),
        "Shipping Method": quoted(pc.fill_null(book.order("shipping_method"), ""), ","),
    }


def _item(book: Book) -> dict[str, Column]:
    is_sent = pc.is_in(book.status, pa.array(["completed", "refunded"]))
    sent = pc.if_else(is_sent, "fulfilled", "pending").take(shared.each_line(book))
    return {
        "Lineitem quantity": whole(book.quantity),
        "Lineitem name": shared.product(book, "name", ","),
        "Lineitem price": money(book.lines["unit_price"].combine_chunks()),
        "Lineitem compare at price": "",
        "Lineitem sku": shared.product(book, "sku", ","),
        "Lineitem requires shipping": "true",
        "Lineitem taxable": "true",
        "Lineitem fulfillment status": sent,
    }


def _people(book: Book) -> dict[str, Column]:
    name = pc.binary_join_element_wise(book.person("first_name"), book.person("last_name"), " ")
    said: dict[str, Column] = {
        "Name": quoted(pc.fill_null(name, ""), ","),
        "City": quoted(pc.fill_null(book.person("city"), ""), ","),
        "Zip": pc.fill_null(book.person("postcode"), ""),
        "Country": book.order("country"),
    }
    addresses = {
        f"{kind} {part}": said.get(part, "") for kind in ("Billing", "Shipping") for part in _ADDRESS
    }
    placed = book.sales.clock.stamp(book.order("ordered_at"))
    return addresses | {
        "Notes": "",
        "Note Attributes": "",
        "Cancelled at": pc.if_else(pc.equal(book.status, "cancelled"), placed, ""),
        "Payment Method": quoted(book.order("payment_method"), ","),
        "Payment Reference": "",
        "Refunded Amount": money(book.refunded),
    }


def _origin(book: Book) -> dict[str, Column]:
    channel = worded(book.order("sales_channel"), {"site": "web"})
    return {
        "Outstanding Balance": "0.00",
        "Employee": "",
        "Location": "",
        "Device ID": "",
        "Id": whole(book.sales.numbers[book.order_places] + _FIRST_ID),
        "Tags": "",
        "Risk Level": "Low",
        "Source": quoted(channel, ","),
    }


def _taxes(book: Book) -> dict[str, Column]:
    """By rate, the highest first, as the platform sums them."""
    columns: dict[str, Column] = {}
    tax = book.net - book.net_untaxed
    rates = sorted({float(rate) for rate in np.unique(book.rate)}, reverse=True)[:5]
    for place in range(1, 6):
        columns |= {f"Tax {place} Name": "", f"Tax {place} Value": ""}
    for place, rate in enumerate(rates, start=1):
        of_rate = book.total(np.where(book.rate == rate, tax, 0))
        if place == 1:
            of_rate = of_rate + book.shipping - book.shipping_untaxed
        there = pa.array(of_rate != 0)
        columns[f"Tax {place} Name"] = pc.if_else(there, f"FR TVA {rate * 100:g}%", "")
        columns[f"Tax {place} Value"] = pc.if_else(there, money(of_rate), "")
    return (
        columns | dict.fromkeys((*_AFTER, *_PAYMENT), "") | {"Phone": pa.repeat("", len(book.order_places))}
    )


def _tax(book: Book) -> Whole:
    return book.total(book.net - book.net_untaxed) + book.shipping - book.shipping_untaxed


def _status(book: Book) -> pa.Array:
    """Money given back shows in the status, in part or whole."""
    status = worded(shared.state(book), words.SHOPIFY_STATUSES)
    billed = book.total(book.net) + book.shipping
    whole_back = pa.array((book.refunded >= billed) & (book.refunded > 0))
    part_back = pa.array((book.refunded > 0) & (book.refunded < billed))
    status = pc.if_else(
        pc.and_(part_back, pc.is_in(status, pa.array(["paid", "refunded"]))), "partially_refunded", status
    )
    return pc.if_else(pc.and_(whole_back, pc.equal(status, "paid")), "refunded", status)


def products(path: Path, catalogue: Catalogue) -> Path:
    handle = pc.replace_substring_regex(catalogue.column("sku"), r"[^A-Za-z0-9]+", "-")
    columns: dict[str, Column] = {
        "Handle": pc.utf8_lower(handle),
        "Title": catalogue.text("name", ","),
        "Body (HTML)": "",
        "Vendor": catalogue.text("brand", ","),
        "Type": catalogue.text("category", ","),
        "Tags": catalogue.text("subcategory", ","),
        "Published": "true",
        "Option1 Name": "Title",
        "Option1 Value": "Default Title",
        "Variant SKU": catalogue.text("sku", ","),
        "Variant Grams": whole(catalogue.column("weight_grams")),
        "Variant Inventory Tracker": "shopify",
        "Variant Inventory Qty": whole(catalogue.stock),
        "Variant Inventory Policy": "deny",
        "Variant Fulfillment Service": "manual",
        "Variant Price": money(catalogue.column("price")),
        "Variant Compare At Price": "",
        "Variant Requires Shipping": "true",
        "Variant Taxable": "true",
        "Variant Barcode": catalogue.column("gtin"),
        "Cost per item": money(catalogue.column("cost")),
        "Status": "active",
    }
    return write(path, Sheet.of(Block(columns)))
