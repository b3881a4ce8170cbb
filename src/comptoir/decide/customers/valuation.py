"""What a customer's purchases are worth to the company: margin where costs are known, else net sales, and said so."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period
from comptoir.measure.metrics.api import Query, run

if TYPE_CHECKING:
    from comptoir.measure.metrics.api import Result

YEAR = 365
MARGINS = (("cm2", "cm2_rate"), ("gross_margin", "gross_margin_rate"))
"""The first that is known of nearly all sales."""


@dataclass(frozen=True, slots=True)
class Valuation:
    """A sum of demand sales, excluding tax, becomes what is told of a customer by one rate of the company."""

    metric: str
    """`cm2`, `gross_margin` or `net_sales`."""
    rate: Decimal
    """Of demand sales."""
    period: Period
    """The days that the rate is read from."""


def valuation(scope: Scope, at: date, snapshot: int | None = None) -> Valuation | None:
    """By the 365 days up to the evening of `at`; None where nothing was sold in them."""
    period = Period(at - timedelta(days=YEAR - 1), at)
    names = ("demand_sales", "net_sales", *(name for pair in MARGINS for name in pair))
    result = run(scope, Query(names, period=period, tax="excluded", snapshot=snapshot))
    values = result.total.values
    demand, net = values.get("demand_sales"), values.get("net_sales")
    if not demand or net is None:
        return None
    kept = Decimal(net) / Decimal(demand)
    for margin, rate in MARGINS:
        known = values.get(rate)
        if known is not None and not _is_partial(result, margin):
            return Valuation(margin, kept * Decimal(known), period)
    return Valuation("net_sales", kept, period)


def _is_partial(result: "Result", name: str) -> bool:
    return any(note.code == "partial" and name in note.metrics for note in result.notes)
