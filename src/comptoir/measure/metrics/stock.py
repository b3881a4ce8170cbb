"""What each item would have sold on each day of its stock, and whether there was none of it.

The expectation is the simplest that can be checked: the mean of the item's sales over its last four weeks in stock. An
item that has been out for a quarter is no longer part of the range.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from comptoir.core.heavy import ibis
from comptoir.measure.metrics.inputs import whole
from comptoir.measure.metrics.source import FactSource
from comptoir.measure.warehouse.api import View

if TYPE_CHECKING:
    from ibis.expr import types as ir

EXPECTED_STOCK = "expected_stock"
"""The table, as any state of the facts calls it."""
DAYS_IN_STOCK = 28
STILL_SOLD = 91
_ITEM = ("source", "sku")
_MONEY = "decimal(18, 4)"


def expected_stock(source: FactSource) -> View:
    """The levels with `is_out` and `expected_sales`, in money without tax: one row for each of them."""
    needs = whole("stock_level", "order_line")
    return source.held(EXPECTED_STOCK, lambda _months: _worked_out(source).order_by("day"), needs)


def _worked_out(source: FactSource) -> ir.Table:
    levels, sales = source.table("stock_level"), _sales(source)
    joined = levels.left_join(sales, [levels.sku == sales.of_sku, levels.day == sales.of_day])
    sold = joined.sold.coalesce(0)
    # What was sold was there, whatever the count of the evening says.
    told = joined.mutate(sold=sold, is_in=(joined.on_hand > 0) | (sold > 0))
    until = ibis.window(group_by=list(_ITEM), order_by=told.day, preceding=None, following=0)
    told = told.mutate(days_in=told.is_in.cast("int64").sum().over(until))
    recent = ibis.window(
        group_by=[*_ITEM, "is_in"], order_by=told.day, preceding=DAYS_IN_STOCK - 1, following=0
    )
    mean = told.sold.cast("float64").mean().over(recent)
    told = told.mutate(
        mean_in=ibis.ifelse(told.is_in, mean, ibis.null("float64")),
        day_in=ibis.ifelse(told.is_in, told.day, ibis.null("date")),
    )
    # Days without stock follow the last one with it: they share its number.
    since = ibis.window(group_by=[*_ITEM, "days_in"])
    mean, last = told.mean_in.max().over(since), told.day_in.max().over(since)
    is_sold = told.day.delta(last, unit="day") <= STILL_SOLD
    expected = ibis.ifelse(is_sold.fill_null(False), mean, 0.0).fill_null(0.0)
    return told.select(*levels.columns, is_out=~told.is_in, expected_sales=expected.round(4).cast(_MONEY))


def _sales(source: FactSource) -> ir.Table:
    """One row an item and day."""
    lines = source.table("order_line")
    lines = lines.filter(lines.status == "sold", lines.kind == "product")
    sums = lines.group_by("sku", "day").aggregate(sold=(lines.gross_amount - lines.discount_amount).sum())
    return sums.select(of_sku=sums.sku, of_day=sums.day, sold=sums.sold.cast(_MONEY))
