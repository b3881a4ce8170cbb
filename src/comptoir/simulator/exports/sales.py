"""The orders of a world as an export sees them: those of some days, as they stand on the day of the export."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from comptoir.simulator.exports.clock import Clock
from comptoir.simulator.exports.text import Flags, Whole, column, numbers
from comptoir.simulator.tax import without_tax
from comptoir.simulator.world import World

Rates = npt.NDArray[np.float64]


class Sales:
    """A world's orders, and what belongs to each, found once."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.clock = Clock(world.timezone, world.first, world.last)
        self.orders = world.orders.sort_by([("order", "ascending")])
        self.numbers = numbers(self.orders, "order")
        self.days = ordinals(self.orders, "day")
        self.lines = world.lines.sort_by([("order", "ascending"), ("line", "ascending")])
        self.order_of_line = np.searchsorted(self.numbers, numbers(self.lines, "order"))
        self.product_of_line = pc.index_in(column(self.lines, "sku"), column(world.products, "sku"))
        self.person_of_order = pc.index_in(column(self.orders, "customer"), column(world.people, "customer"))
        self.order_of_refund = np.searchsorted(self.numbers, numbers(world.refunds, "order"))
        self.line_of_refund = self._lines_given_back()

    def on_channels(self, wanted: Collection[str]) -> Flags:
        """Which orders were placed on one of these sales channels."""
        return self._among("sales_channel", wanted)

    def with_status(self, wanted: Collection[str]) -> Flags:
        return self._among("status", wanted)

    def _among(self, name: str, wanted: Collection[str]) -> Flags:
        found = pc.is_in(column(self.orders, name), pa.array(sorted(wanted), pa.string()))
        flags: Flags = found.to_numpy(zero_copy_only=False)
        return flags

    def between(
        self, first: date, last: date, wanted: Flags, as_of: date, edited: Collection[int] = ()
    ) -> "Book":
        """The orders of these days. Refunds after `as_of` have not happened yet; the first line of an `edited`
        order still counts the unit that the shop will take off it."""
        inside = wanted & (self.days >= _ordinal(first)) & (self.days <= _ordinal(last))
        return Book(self, inside, _ordinal(as_of), np.array(sorted(edited), np.int64))

    def _lines_given_back(self) -> Whole:
        """Where the line of each refunded line stands."""
        back = self.world.refund_lines
        widest = 1 + max((int(pc.max(table["line"]).as_py() or 0) for table in (self.lines, back)), default=0)
        keys = numbers(self.lines, "order") * widest + numbers(self.lines, "line")
        found: Whole = np.searchsorted(keys, numbers(back, "order") * widest + numbers(back, "line"))
        return found


@dataclass(frozen=True)
class Book:
    """Orders and their lines, with what was given back of them by a day. All amounts are cents."""

    sales: Sales
    inside: Flags
    as_of: int
    edited: Whole

    @cached_property
    def order_places(self) -> Whole:
        return np.flatnonzero(self.inside)

    @cached_property
    def line_places(self) -> Whole:
        return np.flatnonzero(self.inside[self.sales.order_of_line])

    @cached_property
    def of(self) -> Whole:
        """The order of each line, as a place in this book."""
        places = np.cumsum(self.inside) - 1
        of: Whole = places[self.sales.order_of_line[self.line_places]]
        return of

    @cached_property
    def is_first(self) -> Flags:
        """Whether the line is the first of its order."""
        return np.append(True, self.of[1:] != self.of[:-1])[: len(self.of)]

    @cached_property
    def orders(self) -> pa.Table:
        return self.sales.orders.take(pa.array(self.order_places))

    @cached_property
    def lines(self) -> pa.Table:
        return self.sales.lines.take(pa.array(self.line_places))

    def order(self, name: str) -> pa.Array:
        return column(self.orders, name)

    def person(self, name: str) -> pa.Array:
        """Of the buyer of each order; null for buyers whom the shop does not know."""
        return column(self.sales.world.people, name).take(
            self.sales.person_of_order.take(pa.array(self.order_places))
        )

    def product(self, values: pa.Array) -> pa.Array:
        """`values` are of the products of the world; those of each line."""
        return values.take(self.sales.product_of_line.take(pa.array(self.line_places)))

    @cached_property
    def status(self) -> pa.Array:
        """An order whose refund is yet to come was simply completed."""
        status = self.order("status")
        unfinished = pc.and_(pc.equal(status, "refunded"), pa.array(self.has_later_refund))
        return pc.if_else(unfinished, "completed", status)

    # What was sold.

    @cached_property
    def quantity(self) -> Whole:
        quantity = numbers(self.lines, "quantity")
        if len(self.edited):
            numbers_of_orders = self.sales.numbers[self.order_places]
            is_edited = np.isin(numbers_of_orders, self.edited)[self.of] & self.is_first
            quantity = quantity + is_edited
        return quantity

    @cached_property
    def rate(self) -> Rates:
        rates: Rates = column(self.lines, "tax_rate").to_numpy(zero_copy_only=False)
        return rates

    @cached_property
    def gross(self) -> Whole:
        return numbers(self.lines, "unit_price") * self.quantity

    @cached_property
    def net(self) -> Whole:
        """After discounts, tax included."""
        return self.gross - numbers(self.lines, "discount")

    @cached_property
    def gross_untaxed(self) -> Whole:
        return without_tax(self.gross, self.rate)

    @cached_property
    def net_untaxed(self) -> Whole:
        return without_tax(self.net, self.rate)

    @cached_property
    def shipping(self) -> Whole:
        return numbers(self.orders, "shipping")

    @cached_property
    def shipping_untaxed(self) -> Whole:
        return without_tax(
            self.shipping, column(self.orders, "shipping_tax_rate").to_numpy(zero_copy_only=False)
        )

    def total(self, values: Whole) -> Whole:
        """Sums of the lines' values by order."""
        return _sums(self.of, values, len(self.order_places))

    # What was given back.

    @cached_property
    def _refunds_until(self) -> Flags:
        return ordinals(self.sales.world.refunds, "day") <= self.as_of

    @cached_property
    def has_later_refund(self) -> Flags:
        later = self.sales.order_of_refund[~self._refunds_until]
        return (np.bincount(later, minlength=len(self.inside)) > 0)[self.order_places]

    def back_of_order(self, name: str) -> Whole:
        """`shipping` or `gesture` given back of each order."""
        happened = self._refunds_until
        values = numbers(self.sales.world.refunds, name)[happened]
        return _sums(self.sales.order_of_refund[happened], values, len(self.inside))[self.order_places]

    @cached_property
    def refunded(self) -> Whole:
        """All that was given back of each order, tax included."""
        return (
            self.total(self.back("amount")) + self.back_of_order("shipping") + self.back_of_order("gesture")
        )

    @cached_property
    def refunded_at(self) -> pa.Array:
        """The instant of each order's first refund, null where there is none yet."""
        table = self.sales.world.refunds.filter(pa.array(self._refunds_until))
        first = table.group_by("order", use_threads=False).aggregate([("refunded_at", "min")])
        places = pc.index_in(self.order("order"), column(first, "order"))
        return column(first, "refunded_at_min").take(places)

    @cached_property
    def _refund_lines_until(self) -> Whole:
        """Places of the refunded lines whose refund has happened."""
        refunds = self.sales.world.refunds
        known = column(refunds, "refund").filter(pa.array(self._refunds_until))
        happened = pc.is_in(column(self.sales.world.refund_lines, "refund"), known)
        return np.flatnonzero(happened.to_numpy(zero_copy_only=False))

    def back(self, name: str) -> Whole:
        """`quantity` or `amount` given back of each line."""
        places = self._refund_lines_until
        values = numbers(self.sales.world.refund_lines, name)[places]
        return _sums(self.sales.line_of_refund[places], values, len(self.sales.lines))[self.line_places]

    @cached_property
    def line_refunded_at(self) -> pa.Array:
        """The instant of the last refund of each line."""
        back, refunds = self.sales.world.refund_lines, self.sales.world.refunds
        places = self._refund_lines_until
        refund = pc.index_in(column(back, "refund").take(pa.array(places)), column(refunds, "refund"))
        table = pa.table(
            {
                "line": pa.array(self.sales.line_of_refund[places]),
                "at": column(refunds, "refunded_at").take(refund),
            }
        )
        last = table.group_by("line", use_threads=False).aggregate([("at", "max")])
        return column(last, "at_max").take(pc.index_in(pa.array(self.line_places), column(last, "line")))


def ordinals(table: pa.Table, name: str) -> Whole:
    days: Whole = column(table, name).cast(pa.int32()).cast(pa.int64()).to_numpy(zero_copy_only=False)
    return days


def _ordinal(day: date) -> int:
    return (day - date(1970, 1, 1)).days


def _sums(places: Whole, values: Whole, size: int) -> Whole:
    sums = np.zeros(size, np.int64)
    np.add.at(sums, places, values)
    return sums
