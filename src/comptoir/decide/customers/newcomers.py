"""New customers against returning ones, month after month; every figure by the catalogue of metrics."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Grain, Period, add_months
from comptoir.measure.metrics.api import Query, run
from comptoir.measure.reading.api import loaded_days

KINDS = ("new", "returning")
BLIND_MONTHS = 12
"""Of data, in which many customers only look new."""


@dataclass(frozen=True, slots=True)
class MonthOfBuyers:
    month: date
    """Its first day."""
    customers: dict[str, int]
    """By kind, `new` and `returning`."""
    sales: dict[str, Decimal]
    """Demand sales, excluding tax."""
    is_blind: bool
    """Within the first months of data."""


def newcomers(scope: Scope, at: date, months: int | None = None) -> tuple[MonthOfBuyers, ...]:
    """The latest months up to the evening of `at`, or all of them; the last may still run."""
    loaded = loaded_days(scope)
    if loaded is None or loaded.start > at:
        return ()
    first = loaded.start.replace(day=1)
    start = first if months is None else max(first, add_months(at.replace(day=1), 1 - months))
    period = Period(start, at)
    counted = run(scope, Query(("new_customers", "returning_customers"), grain=Grain.MONTH, period=period))
    sold = run(
        scope,
        Query(("demand_sales",), by=("customer_type",), grain=Grain.MONTH, period=period, tax="excluded"),
    )
    sales: dict[date, dict[str, Decimal]] = {}
    for row in sold.rows:
        kind = row.dimensions["customer_type"]
        if kind in KINDS:
            sales.setdefault(row.period, {})[kind] = Decimal(row.values.get("demand_sales") or 0)
    blind = add_months(loaded.start, BLIND_MONTHS)
    return tuple(
        MonthOfBuyers(
            row.period,
            {kind: int(row.values.get(f"{kind}_customers") or 0) for kind in KINDS},
            sales.get(row.period, {}),
            row.period < blind,
        )
        for row in counted.rows
    )
