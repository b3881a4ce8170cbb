"""What a marketplace keeps."""

import numpy as np
import pyarrow.compute as pc

from comptoir.simulator.exports.sales import Book
from comptoir.simulator.exports.text import Whole, numbers


def commissions(book: Book) -> Whole:
    """Of each order, excluding tax."""
    fees = book.sales.world.fees
    fees = fees.filter(pc.equal(fees["kind"], "commission"))
    kept = np.zeros(len(book.sales.numbers), np.int64)
    np.add.at(kept, np.searchsorted(book.sales.numbers, numbers(fees, "order")), numbers(fees, "amount"))
    return kept[book.order_places]


def dealt_out(book: Book, of_orders: Whole) -> Whole:
    """Amounts of orders shared among their lines by what these cost, to the cent: differences of a rounded
    running total."""
    ends = np.cumsum(book.net)
    before = np.concatenate(([0], ends))[np.flatnonzero(book.is_first)][book.of] if len(ends) else ends
    whole, running = book.total(book.net)[book.of], ends - before
    share, divisor = of_orders[book.of], 2 * np.maximum(whole, 1)
    after = (2 * share * running + whole) // divisor
    earlier = (2 * share * (running - book.net) + whole) // divisor
    dealt: Whole = after - earlier
    return dealt
