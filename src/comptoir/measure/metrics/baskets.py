"""Which items stand in one order together: counted in the warehouse, in the orders that count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.heavy import ibis
from comptoir.core.periods import Period
from comptoir.measure.metrics.engine import Means

if TYPE_CHECKING:
    from ibis.expr import types as ir

MOST_ITEMS = 1_000
"""The items on most lines; pairs of rarer ones would be chance."""
LARGEST = 60
"""Items of an order: what stands in longer ones is a stock list, and says little of what belongs together."""
LEAST_TOGETHER = 5
"""Orders that hold both: fewer say nothing."""


@dataclass(frozen=True, slots=True)
class Baskets:
    orders: int
    """With at least one item."""
    items: pa.Table
    """`number`, `sku`, `name`, `orders`: the items on most lines, and the orders that hold each."""
    pairs: pa.Table
    """`number`, `second`, `together`: two of them, and the orders that hold both, at least `LEAST_TOGETHER`."""


def sold_together(scope: Scope, period: Period, means: Means) -> Baskets:
    """How many orders hold each item, and each two of them."""
    scope.require(Permission.VIEW_FIGURES)
    source, months = means.source, period.months
    lines = source.table("order_line")
    sold = lines.filter(
        lines.status == "sold",
        lines.kind == "product",
        lines.sku.notnull(),
        lines.month >= months[0],
        lines.month <= months[-1],
        lines.day.between(period.start, period.end),
    )
    # An order has one day: beside it, a hash of its name tells it from the others for all purposes.
    lines = sold.select("day", "sku", "product_name", basket=(sold.source + "\n" + sold.order_id).hash())
    total = int(source.rows(lines.select("day", "basket").distinct().count().name("orders").as_table())[0][0])
    frequent = ibis.memtable(source.arrow(_frequent(lines)))
    held = ibis.memtable(source.arrow(_held(lines, frequent)))
    orders = held.group_by("number").aggregate(orders=held.count())
    items = source.arrow(frequent.inner_join(orders, "number").order_by("number"))
    return Baskets(total, items, source.arrow(_pairs(_small(held))))


def _frequent(lines: ir.Table) -> ir.Table:
    """The items on most lines, each with a number: numbers are joined and counted several times faster than texts."""
    counted = lines.group_by("sku").aggregate(lines=lines.count(), name=lines.product_name.max())
    enough = counted.filter(counted.lines >= LEAST_TOGETHER)
    first = enough.order_by(ibis.desc("lines"), "sku").limit(MOST_ITEMS)
    return first.select(
        "sku", "name", number=ibis.row_number().over(ibis.window(order_by=[first.sku])).cast("int32")
    )


def _held(lines: ir.Table, frequent: ir.Table) -> ir.Table:
    """Which of these items stand in which order, each once."""
    return lines.inner_join(frequent, "sku").select("day", "basket", "number").distinct()


def _small(held: ir.Table) -> ir.Table:
    """The orders that hold a few of them."""
    sizes = held.group_by("day", "basket").aggregate(size=held.count())
    return held.inner_join(sizes.filter(sizes["size"].between(2, LARGEST)), ["day", "basket"])


def _pairs(kept: ir.Table) -> ir.Table:
    mine, theirs = kept, kept.view()
    same = [mine.basket == theirs.basket, mine.day == theirs.day]
    joined = mine.inner_join(theirs, [*same, mine.number < theirs.number])
    both = joined.select(number=mine.number, second=theirs.number)
    counted = both.group_by("number", "second").aggregate(together=both.count())
    return counted.filter(counted.together >= LEAST_TOGETHER)
