"""Segments and cohorts as plain values, for programs."""

from datetime import date
from typing import Any

from comptoir.core.companies.api import Scope
from comptoir.decide.customers.cohorts import cohorts
from comptoir.decide.customers.segments import segments
from comptoir.decide.customers.words import SEGMENT_WORDS


def segments_json(scope: Scope, at: date) -> dict[str, Any]:
    rows = [
        {
            "segment": one.segment,
            "label": str(SEGMENT_WORDS[one.segment]),
            "customers": one.customers,
            "orders": one.orders,
            "sales": one.sales,
            "median_days_since_last": one.median_days,
        }
        for one in segments(scope, at).parts
    ]
    return {"at": at, "currency": scope.currency, "segments": rows}


def cohorts_json(scope: Scope, at: date) -> dict[str, Any]:
    """A row for each cohort and month since its first orders."""
    found = cohorts(scope, at)
    rows = [
        {
            "cohort": one.month,
            "size": one.customers,
            "month": cell.months,
            "customers": cell.customers,
            "retention": round(float(one.share(cell)), 6),
            "net_sales": cell.sales,
            "gross_margin": cell.margin,
        }
        for one in found.cohorts
        for cell in one.cells
    ]
    return {"at": at, "currency": scope.currency, "last_month_runs": found.runs, "cohorts": rows}
