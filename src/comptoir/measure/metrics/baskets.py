"""Which items stand in one order together: counted in the warehouse, in the orders that count."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.heavy import ibis
from comptoir.core.periods import Period
from comptoir.measure.metrics.engine import Means
from comptoir.measure.metrics.slots import Span
from comptoir.measure.metrics.source import FactSource

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
    source = means.source

    def of_lines(name: str, ask: Callable[[ir.Table], ir.Table]) -> pa.Table:
        return source.arrow_over(period, ("baskets", name), lambda: ask(_lines(source)))

    total = of_lines("orders", _orders)["orders"][0].as_py()
    # Worked out once, and lent to what is asked next.
    with source.lent("basket_items", of_lines("frequent", _frequent)) as frequent:
        found = of_lines("held", lambda lines: _held(lines, frequent.table))
        with source.lent("basket_orders", found) as held:
            items = source.arrow_of(("baskets", "items"), lambda: _items(frequent.table, held.table))
            pairs = source.arrow_of(("baskets", "pairs"), lambda: _pairs(_small(held.table)))
    return Baskets(total, items, pairs)


def _lines(source: FactSource) -> ir.Table:
    lines, span = source.table("order_line"), Span.open()
    sold = lines.filter(
        lines.status == "sold",
        lines.kind == "product",
        lines.sku.notnull(),
        lines.month >= span.first_month,
        lines.month <= span.last_month,
        lines.day >= span.first,
        lines.day <= span.last,
    )
    # An order has one day: beside it, a hash of its name tells it from the others for all purposes.
    return sold.select("day", "sku", "product_name", basket=(sold.source + "\n" + sold.order_id).hash())


def _orders(lines: ir.Table) -> ir.Table:
    return lines.select("day", "basket").distinct().count().name("orders").as_table()


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


def _items(frequent: ir.Table, held: ir.Table) -> ir.Table:
    orders = held.group_by("number").aggregate(orders=held.count())
    return frequent.inner_join(orders, "number").order_by("number")


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
