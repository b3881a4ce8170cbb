"""WooCommerce: orders by Advanced Order Export, one row per item; items by the shop's own export, in French.

Amounts are excluding tax. A refund has its amount by line and the date of the order's first refund; units that
came back are not told, nor what was a gesture. The two channels are fields that a shop's team adds.
"""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from comptoir.simulator.exports import shared, words
from comptoir.simulator.exports.catalogue import Catalogue
from comptoir.simulator.exports.clock import minutes
from comptoir.simulator.exports.sales import Book
from comptoir.simulator.exports.sheet import Block, Column, Sheet, write
from comptoir.simulator.exports.text import money, quoted, trimmed, whole, worded
from comptoir.simulator.tax import without_tax

RENAMED = ("SKU", "Product SKU")
"""A column that an update of the plugin calls otherwise."""


def orders(path: Path, book: Book, renamed: bool) -> Path:
    sheet = Sheet.of(Block(_of_order(book), shared.each_line(book)), Block(_of_line(book)))
    return write(path, sheet.renamed(*RENAMED) if renamed else sheet)


def _of_order(book: Book) -> dict[str, Column]:
    local = book.sales.clock.local
    goods, goods_untaxed = book.total(book.net), book.total(book.net_untaxed)
    tax = goods - goods_untaxed + book.shipping - book.shipping_untaxed
    return {
        "Order Number": whole(book.order("order")),
        "Order Status": worded(shared.state(book), words.WOOCOMMERCE_STATUSES),
        "Order Date": minutes(local(book.order("ordered_at"))),
        "Date of first refund": minutes(local(book.refunded_at)),
        "Currency": "EUR",
        "Customer User ID": whole(book.order("customer")),
        "First Name (Billing)": quoted(book.person("first_name"), ","),
        "Last Name (Billing)": quoted(book.person("last_name"), ","),
        "Email (Billing)": quoted(book.person("email"), ","),
        "Country Code (Shipping)": book.order("country"),
        "Payment Method Title": quoted(book.order("payment_method"), ","),
        "Shipping Method Title": quoted(book.order("shipping_method"), ","),
        "Coupons Used": quoted(book.order("voucher"), ","),
        "Sales Channel": book.order("sales_channel"),
        "Traffic Channel": book.order("traffic_channel"),
        "Cart Discount Amount": money(book.total(book.gross_untaxed - book.net_untaxed)),
        "Order Shipping Amount": money(book.shipping_untaxed),
        "Order Shipping Tax Amount": money(book.shipping - book.shipping_untaxed),
        "Order Total Fee": "0.00",
        "Order Refund Amount": money(book.refunded),
        "Order Total Amount": money(goods + book.shipping),
        "Order Total Tax Amount": money(tax),
    }


def _of_line(book: Book) -> dict[str, Column]:
    untaxed, tax = book.net_untaxed, book.net - book.net_untaxed
    back = book.back("amount")
    back_untaxed = without_tax(back, book.rate)
    cost = (2 * untaxed + book.quantity) // (2 * book.quantity)
    return {
        "Item ID": shared.line_numbers(book),
        "SKU": shared.product(book, "sku", ","),
        "Item Name": shared.product(book, "name", ","),
        "Category": shared.product(book, "category", ","),
        "Quantity": whole(book.quantity),
        "Item Cost": money(cost),
        "Order Line Subtotal": money(book.gross_untaxed),
        "Order Line Subtotal Tax": money(book.gross - book.gross_untaxed),
        "Order Line Total": money(untaxed),
        "Order Line Tax": money(tax),
        "Order Line Total Refunded": money(back_untaxed),
        "Order Line Tax Refunded": money(back - back_untaxed),
    }


def products(path: Path, catalogue: Catalogue) -> Path:
    """The header of the shop's own export. The price is as the shop enters it: tax included."""
    reduced = pc.less(catalogue.column("tax_rate"), 0.2)
    return write(
        path,
        Sheet.of(
            Block(
                {
                    "ID": catalogue.identifiers,
                    "Type": "simple",
                    "UGS": catalogue.text("sku", ","),
                    "GTIN, UPC, EAN ou ISBN": catalogue.column("gtin"),
                    "Nom": catalogue.text("name", ","),
                    "Publié": "1",
                    "Mis en avant ?": "0",
                    "Visibilité dans le catalogue": "visible",
                    "État de la TVA": "taxable",
                    "Classe de TVA": pc.if_else(reduced, "taux-reduit", ""),
                    "En stock ?": pc.if_else(pa.array(catalogue.stock > 0), "1", "0"),
                    "Stock": whole(catalogue.stock),
                    "Poids (kg)": catalogue.kilograms,
                    "Tarif promo": "",
                    "Tarif régulier": trimmed(money(catalogue.column("price"))),
                    "Catégories": catalogue.path(" > ", ","),
                    "Étiquettes": "",
                    "Images": "",
                    "Marques": catalogue.text("brand", ","),
                }
            )
        ),
        encoding="utf-8-sig",
    )
