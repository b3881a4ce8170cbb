"""What buyers were charged for an item, day by day: read from the lines of orders, for no metric tells a price.

A day's price is the median over its lines: a discount that one buyer was granted does not move it. Orders with a
discount code are left out, for their price was not offered to all.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.periods import Period
from comptoir.measure.metrics.api import charged_lines
from comptoir.measure.reading.names import FEW
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot, snapshot

if TYPE_CHECKING:
    import numpy as np
    from ibis.expr import types as ir
    from numpy.typing import NDArray

_MONEY = "decimal(18, 4)"


@dataclass(frozen=True, slots=True)
class Charged:
    """One item on one day."""

    price: Decimal
    """Of a unit, after discounts, without tax."""
    price_with_tax: Decimal
    units: Decimal
    """Sold at any price."""


@dataclass(frozen=True, slots=True)
class Courses:
    """The same of all items in columns, item after item, each in order of its days: there are hundreds of thousands."""

    skus: tuple[str, ...]
    items: "NDArray[np.int64]"
    """The place of the item in `skus`."""
    days: "NDArray[np.int64]"
    """Ordinals, as dates count them."""
    prices: "NDArray[np.float64]"
    units: "NDArray[np.float64]"


def charged_prices(
    scope: Scope,
    period: Period,
    skus: Collection[str] | None = None,
    *,
    number: int | None = None,
) -> dict[str, dict[date, Charged]]:
    """By item and day; days without a sale that tells a price are missing. `skus`: None for all items."""
    scope.require(Permission.VIEW_FIGURES)
    chosen = current_snapshot(scope) if number is None else snapshot(scope, number)
    if chosen is None or (skus is not None and not skus):
        return {}
    with open_snapshot(scope, chosen) as reader:
        if not reader.has("order_line"):
            return {}
        rows = _asked(reader.table("order_line", set(period.months)), period, skus, scope.currency)
        told = rows.to_pyarrow().to_pylist()
    found: dict[str, dict[date, Charged]] = {}
    for row in told:
        if row["price"] is not None and (skus is None or row["sku"] in skus):
            found.setdefault(row["sku"], {})[row["day"]] = Charged(
                row["price"], row["with_tax"], row["units"]
            )
    return found


def charged_courses(scope: Scope, period: Period, number: int | None = None) -> Courses:
    """What `charged_prices` tells of all items."""
    from comptoir.measure.reading.courses import courses_of  # noqa: PLC0415 - heavy library, kept out of start-up

    return courses_of(charged_lines(scope, period, number))


def _asked(lines: "ir.Table", period: Period, skus: Collection[str] | None, currency: str) -> "ir.Table":
    lines = lines.filter(
        lines.kind == "product",
        lines.status == "sold",
        lines.quantity > 0,
        lines.sku.notnull(),
        lines.day >= period.start,
        lines.day <= period.end,
        lines.currency == currency,
    )
    # A list of thousands takes longer to compile than the whole table to read.
    if skus is not None and len(skus) <= FEW:
        lines = lines.filter(lines.sku.isin(sorted(skus)))
    units = lines.quantity.cast("float64")
    tax = (lines.gross_tax - lines.discount_tax).cast("float64")
    net = (lines.gross_amount - lines.discount_amount).cast("float64")
    is_public = lines.voucher.isnull()
    return lines.group_by("sku", "day").aggregate(
        price=(net / units).median(where=is_public).round(4).cast(_MONEY),
        with_tax=((net + tax) / units).median(where=is_public).round(4).cast(_MONEY),
        units=lines.quantity.sum(),
    )
