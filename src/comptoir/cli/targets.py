"""comptoir targets …"""

import argparse
from datetime import date, timedelta
from typing import TextIO

from comptoir.cli.days import day
from comptoir.cli.output import write_rows
from comptoir.core.companies.api import Scope, operator_scope
from comptoir.core.errors import UsageError
from comptoir.core.periods import month_end
from comptoir.decide.targets.api import checked, standings


def show(parsed: argparse.Namespace, out: TextIO) -> None:
    scope = operator_scope(parsed.company)
    if parsed.metric:
        checked(parsed.metric)
    at = _evening(scope, parsed)
    rows = standings(scope, at, parsed.metric or "")
    write_rows(out, parsed.format, rows, {"company": scope.slug, "at": at, "level": 0.80, "rows": rows})


def _evening(scope: Scope, parsed: argparse.Namespace) -> date:
    """The last day that is read: asked, else yesterday or the last day of the month asked."""
    yesterday = scope.today() - timedelta(days=1)
    if parsed.at:
        at = day(parsed.at, "--at")
        if parsed.month and f"{at:%Y-%m}" != parsed.month:
            raise UsageError(
                f"« --at {parsed.at} » is no day of « --month {parsed.month} ».", "Give one of them."
            )
        return at
    if not parsed.month:
        return yesterday
    month = day(f"{parsed.month}-01", "--month")
    if month > yesterday:
        raise UsageError(
            f"« --month {parsed.month} » has not begun.", "Allowed: YYYY-MM, this month or an earlier one."
        )
    return min(month_end(month), yesterday)
