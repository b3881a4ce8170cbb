"""comptoir customers …"""

import argparse
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, TextIO

from comptoir.cli.days import day
from comptoir.cli.output import write_rows
from comptoir.core.companies.api import Scope, operator_scope
from comptoir.core.errors import UsageError
from comptoir.decide.customers.api import (
    SEGMENT_WORDS,
    Inconclusive,
    clv_json,
    cohorts,
    evening,
    lifetimes,
    marks,
    segments,
)

if TYPE_CHECKING:
    from comptoir.decide.customers.api import Cohorts, Segments

LONGEST = 3650


def rfm(parsed: argparse.Namespace, out: TextIO) -> None:
    scope, at = _asked(parsed)
    found = marks(scope, at)
    write_rows(out, parsed.format, found, {"at": at, "customers": found})


def show_segments(parsed: argparse.Namespace, out: TextIO) -> None:
    scope, at = _asked(parsed)
    rows = _parts(segments(scope, at))
    write_rows(out, parsed.format, rows, {"at": at, "currency": scope.currency, "segments": rows})


def show_cohorts(parsed: argparse.Namespace, out: TextIO) -> None:
    scope, at = _asked(parsed)
    found = cohorts(scope, at)
    rows = _cells(found)
    whole = {"at": at, "currency": scope.currency, "last_month_runs": found.runs, "cohorts": rows}
    write_rows(out, parsed.format, rows, whole)


def clv(parsed: argparse.Namespace, out: TextIO) -> None:
    if not 1 <= parsed.horizon <= LONGEST:
        raise UsageError(f"« --horizon {parsed.horizon} » is out of reach.", f"Allowed: 1 to {LONGEST} days.")
    scope, at = _asked(parsed)
    found = lifetimes(scope, at, parsed.horizon)
    told = clv_json(scope, at, parsed.horizon, found)
    if isinstance(found, Inconclusive) and parsed.format == "table":
        out.write(f"{told['inconclusive']}\n")
        return
    write_rows(out, parsed.format, told["customers"], told)


def _asked(parsed: argparse.Namespace) -> tuple[Scope, date]:
    scope = operator_scope(parsed.company)
    return scope, evening(scope, day(parsed.at, "--at") if parsed.at else None)


def _parts(found: "Segments") -> Sequence[dict[str, Any]]:
    return [
        {
            "segment": one.segment,
            "label": str(SEGMENT_WORDS[one.segment]),
            "customers": one.customers,
            "orders": one.orders,
            "sales": one.sales,
            "median_days_since_last": one.median_days,
        }
        for one in found.parts
    ]


def _cells(found: "Cohorts") -> Sequence[dict[str, Any]]:
    return [
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
