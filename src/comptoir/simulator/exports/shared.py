"""What the exports of all shops say in the same way."""

import pyarrow as pa
import pyarrow.compute as pc

from comptoir.simulator.exports.sales import Book
from comptoir.simulator.exports.text import quoted, worded
from comptoir.simulator.exports.words import AWAITED


def state(book: Book) -> pa.Array:
    """The order's status; where it waits for a payment that comes by itself, what it waits for."""
    awaited = pc.is_in(book.order("payment_method"), pa.array(list(AWAITED)))
    pending = pc.equal(book.status, "pending")
    return pc.if_else(pc.and_(awaited, pending), worded(book.order("payment_method"), AWAITED), book.status)


def product(book: Book, name: str, delimiter: str) -> pa.Array:
    """A text of the product of each line."""
    products = book.sales.world.products
    return book.product(quoted(products[name].combine_chunks(), delimiter))


def first_only(book: Book) -> pa.Array:
    """The order on the first of its lines, null on the others."""
    return pa.array(book.of, mask=~book.is_first)


def each_line(book: Book) -> pa.Array:
    return pa.array(book.of)


def line_numbers(book: Book) -> pa.Array:
    """A number that no other line of the shop has."""
    return pa.array(book.line_places + 1).cast(pa.string())
