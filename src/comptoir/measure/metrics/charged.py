"""Lines of orders with what one unit was charged: what the price of a day is read from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.periods import Period
from comptoir.measure.metrics.engine import Means
from comptoir.measure.metrics.slots import Span
from comptoir.measure.metrics.source import FactSource

if TYPE_CHECKING:
    import pyarrow as pa
    from ibis.expr import types as ir


def charged_lines(scope: Scope, period: Period, means: Means) -> pa.Table | None:
    """`sku`, `day`, `units`, `price` of a unit after discounts and without tax, and `is_public`: no code was used.

    Lines of items sold in the currency of the company; None before any is loaded.
    """
    scope.require(Permission.VIEW_FIGURES)
    source = means.source
    if not source.has("order_line"):
        return None
    return source.arrow_over(
        period, ("charged_lines", scope.currency), lambda: _lines(source, scope.currency)
    )


def _lines(source: FactSource, currency: str) -> ir.Table:
    lines, span = source.table("order_line"), Span.open()
    sold = lines.filter(
        lines.kind == "product",
        lines.status == "sold",
        lines.quantity > 0,
        lines.sku.notnull(),
        lines.month >= span.first_month,
        lines.month <= span.last_month,
        lines.day >= span.first,
        lines.day <= span.last,
        lines.currency == currency,
    )
    units = sold.quantity.cast("float64")
    return sold.select(
        "sku",
        "day",
        units=units,
        price=(sold.gross_amount - sold.discount_amount).cast("float64") / units,
        is_public=sold.voucher.isnull(),
    )
