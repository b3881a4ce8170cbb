"""PrestaShop: lines of orders by the query of docs/mapping.md in the SQL manager; items by the back office's list.

A refund has its units, its amount without tax and the day of the last credit slip of its line. Shipping given
back and gestures are in no slip line, discounts only in the order, channels nowhere.
"""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from comptoir.simulator.exports import shared, words
from comptoir.simulator.exports.catalogue import Catalogue
from comptoir.simulator.exports.sales import Book
from comptoir.simulator.exports.sheet import Block, Column, Sheet, write
from comptoir.simulator.exports.text import Whole, euros, joined, money, quoted, whole, worded
from comptoir.simulator.tax import without_tax

RENAMED = ("product_reference", "product_ref")
_NEVER = "0000-00-00 00:00:00"
_LETTERS = 9


def orders(path: Path, book: Book, renamed: bool) -> Path:
    sheet = Sheet.of(Block(_of_order(book), shared.each_line(book)), Block(_of_line(book)), delimiter=";")
    return write(path, sheet.renamed(*RENAMED) if renamed else sheet)


def _of_order(book: Book) -> dict[str, Column]:
    local = book.sales.clock.local
    placed = local(book.order("ordered_at")).cast(pa.string())
    state = shared.state(book)
    unpaid = pc.is_in(state, pa.array(["pending", "transfer", "cheque", "failed", "cancelled"]))
    return {
        "id_order": whole(book.order("order")),
        "reference": _reference(book.sales.numbers[book.order_places]),
        "order_state": worded(state, words.PRESTASHOP_STATES),
        "date_add": placed,
        "invoice_date": pc.if_else(unpaid, _NEVER, placed),
        "currency": "EUR",
        "id_customer": whole(book.order("customer")),
        "email": quoted(book.person("email"), ";"),
        "firstname": quoted(book.person("first_name"), ";"),
        "lastname": quoted(book.person("last_name"), ";"),
        "country": book.order("country"),
        "payment": quoted(book.order("payment_method"), ";"),
        "total_discounts_tax_excl": _six(book.total(book.gross_untaxed - book.net_untaxed)),
        "total_shipping_tax_excl": _six(book.shipping_untaxed),
        "total_shipping_tax_incl": _six(book.shipping),
        "total_wrapping_tax_excl": "0.000000",
    }


def _of_line(book: Book) -> dict[str, Column]:
    units, back = book.back("quantity"), book.back("amount")
    none = pa.array((units == 0) & (back == 0))
    refunded_at = book.sales.clock.local(book.line_refunded_at).cast(pa.string())
    return {
        "id_order_detail": shared.line_numbers(book),
        "product_reference": shared.product(book, "sku", ";"),
        "product_ean13": book.product(book.sales.world.products["gtin"].combine_chunks()),
        "product_name": shared.product(book, "name", ";"),
        "category": shared.product(book, "category", ";"),
        "manufacturer": shared.product(book, "brand", ";"),
        "product_quantity": whole(book.quantity),
        "total_price_tax_excl": _six(book.gross_untaxed),
        "total_price_tax_incl": _six(book.gross),
        "refunded_quantity": pc.if_else(none, "", whole(units)),
        "refunded_tax_excl": pc.if_else(none, "", money(without_tax(back, book.rate))),
        "refunded_at": refunded_at,
    }


def products(path: Path, catalogue: Catalogue) -> Path:
    price = catalogue.column("price").to_numpy(zero_copy_only=False)
    untaxed = without_tax(price, catalogue.column("tax_rate").to_numpy(zero_copy_only=False))
    columns: dict[str, Column] = {
        "ID": catalogue.identifiers,
        "Image": "",
        "Nom": catalogue.text("name", ";"),
        "Référence": catalogue.text("sku", ";"),
        "Catégorie": catalogue.text("category", ";"),
        "Prix (HT)": euros(untaxed),
        "Prix (TTC)": euros(price),
        "Quantité": whole(catalogue.stock),
        "État": "1",
        "Position": whole(np.arange(len(price)) + 1),
    }
    return write(path, Sheet.of(Block(columns), delimiter=";"))


def _six(cents: Whole) -> pa.Array:
    """As the database keeps amounts: 12.340000."""
    return joined(money(cents), "0000")


def _reference(numbers: Whole) -> pa.Array:
    """Nine capitals that look drawn by lot: the shop's number, stirred."""
    stirred = (numbers * 2_862_933_555_777_941_757 + 3_037_000_493).astype(np.uint64)
    letters = np.empty((len(numbers), _LETTERS), np.uint8)
    for place in range(_LETTERS):
        stirred, letter = np.divmod(stirred, np.uint64(26))
        letters[:, place] = letter + ord("A")
    ends = np.arange(len(numbers) + 1, dtype=np.int32) * _LETTERS
    return pa.StringArray.from_buffers(len(numbers), pa.py_buffer(ends), pa.py_buffer(letters.tobytes()))
