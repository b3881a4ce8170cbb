"""comptoir drivers …"""

import argparse
from typing import Any, TextIO

from django.utils.translation import override

from comptoir.cli.days import day
from comptoir.cli.output import write_rows
from comptoir.core.companies.api import operator_scope
from comptoir.core.periods import Comparison, Period
from comptoir.decide.drivers.api import Explanation, Inconclusive, as_json, explain, factor_rows


def drivers(parsed: argparse.Namespace, out: TextIO) -> None:
    """Why a metric moved, in the language of the company."""
    scope = operator_scope(parsed.company)
    period = Period(day(parsed.start, "--from"), day(parsed.end, "--to"))
    by = [parsed.by] if parsed.by else None
    with override(scope.language):
        found = explain(scope, parsed.metric, period, Comparison(parsed.compare), by=by, tax=parsed.tax)
        whole = as_json(scope, parsed.metric, found)
        write_rows(out, parsed.format, _rows(found), whole)
        if parsed.format == "table":
            out.write(f"\n{whole['sentence'] if isinstance(found, Explanation) else found.reason}\n")


def _rows(found: Explanation | Inconclusive) -> list[dict[str, Any]]:
    return factor_rows(found) if isinstance(found, Explanation) else []
