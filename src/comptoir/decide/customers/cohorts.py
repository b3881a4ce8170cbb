"""Customers of one first month, followed month after month; every figure by the catalogue of metrics."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Grain, Period, month_end
from comptoir.measure.metrics.api import Query, run

METRICS = ("customers", "net_sales", "gross_margin")


@dataclass(frozen=True, slots=True)
class CohortCell:
    months: int
    """After the month of the first order; 0 is that month."""
    customers: int
    """Those who ordered in it."""
    sales: Decimal | None
    """Net sales, excluding tax: returns on the day of the refund."""
    margin: Decimal | None
    """Gross margin; None where no cost is known."""


@dataclass(frozen=True, slots=True)
class Cohort:
    month: str
    """`YYYY-MM`."""
    customers: int
    cells: tuple[CohortCell, ...]

    def share(self, cell: CohortCell) -> Decimal:
        return Decimal(cell.customers) / self.customers


@dataclass(frozen=True, slots=True)
class Cohorts:
    at: date
    cohorts: tuple[Cohort, ...]
    """The oldest first."""
    has_margin: bool
    runs: bool
    """The last month has not ended: its figures still grow."""


def cohorts(scope: Scope, at: date, snapshot: int | None = None) -> Cohorts:
    """As of the evening of `at`: what is dated later is not read."""
    query = Query(
        METRICS,
        by=("cohort",),
        grain=Grain.MONTH,
        period=Period(date.min, at),
        tax="excluded",
        snapshot=snapshot,
    )
    result = run(scope, query)
    cells: dict[str, list[CohortCell]] = {}
    for row in result.rows:
        month, customers = row.dimensions.get("cohort"), row.values.get("customers")
        if month is None:
            continue  # guests, and refunds of orders that are not known
        since = (row.period.year - int(month[:4])) * 12 + row.period.month - int(month[5:])
        sales, margin = (_amount(row.values.get(name)) for name in METRICS[1:])
        cells.setdefault(month, []).append(CohortCell(since, int(customers or 0), sales, margin))
    found = (_cohort(month, of_month) for month, of_month in sorted(cells.items()))
    return Cohorts(
        at,
        tuple(one for one in found if one is not None),
        "gross_margin" not in result.unavailable,
        at != month_end(at),
    )


def _cohort(month: str, cells: list[CohortCell]) -> Cohort | None:
    ordered = sorted(cells, key=lambda cell: cell.months)
    first = next((cell.customers for cell in ordered if cell.months == 0), 0)
    return Cohort(month, first, tuple(ordered)) if first else None


def _amount(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)
