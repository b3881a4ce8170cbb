"""comptoir forecast …"""

import argparse
from datetime import date, timedelta
from typing import Any, TextIO

from comptoir.cli.days import day
from comptoir.cli.output import write_rows
from comptoir.core.companies.api import Scope, operator_scope
from comptoir.core.errors import InputError, UsageError
from comptoir.decide.forecasts.api import Asked, NoForecast, Prediction, checked, forecast_of, largest_parts

LONGEST = 366
LARGEST = 20
"""Values of a dimension that are forecast one by one: the largest."""


def forecast(parsed: argparse.Namespace, out: TextIO) -> None:
    scope = operator_scope(parsed.company)
    if not 1 <= parsed.horizon <= LONGEST:
        raise UsageError(f"« --horizon {parsed.horizon} » is not a number of days from 1 to {LONGEST}.")
    at = day(parsed.at, "--at") if parsed.at else scope.today() - timedelta(days=1)
    checked(parsed.metric)
    asked = [(value, _asked(parsed, at, value)) for value in _values(scope, parsed, at)]
    found = [(value, forecast_of(scope, one, parsed.horizon)) for value, one in asked]
    if not parsed.by and isinstance(found[0][1], NoForecast):
        raise InputError(str(found[0][1].text))
    whole = {
        "company": scope.slug,
        "metric": parsed.metric,
        "at": at,
        "levels": [0.80, 0.95],
        "method": "conformal intervals from rolling origins",
        "series": [
            {**_of(parsed.by, value), **_json(one, is_tested=parsed.backtest)} for value, one in found
        ],
    }
    rows = [
        {**_of(parsed.by, value), **row}
        for value, one in found
        if isinstance(one, Prediction)
        for row in ([_tested(one)] if parsed.backtest else _rows(one))
    ]
    write_rows(out, parsed.format, rows, whole)


def _asked(parsed: argparse.Namespace, at: date, value: str | None) -> Asked:
    return Asked(parsed.metric, at, ((parsed.by, value or ""),) if parsed.by else ())


def _values(scope: Scope, parsed: argparse.Namespace, at: date) -> list[str | None]:
    """Those of the dimension that were largest, as they were known on the day."""
    if not parsed.by:
        return [None]
    return largest_parts(scope, parsed.metric, parsed.by, at, LARGEST)


def _of(by: str, value: str | None) -> dict[str, Any]:
    return {by: value} if by else {}


def _json(found: Prediction | NoForecast, *, is_tested: bool) -> dict[str, Any]:
    if isinstance(found, NoForecast):
        return {"inconclusive": found.code, "reason": str(found.text)}
    return {
        "model": found.model,
        "snapshot": found.snapshot,
        "currency": found.currency,
        "tax": found.tax,
        "last_day": found.last,
        "rows": _rows(found),
        "effects": [
            {
                "event": one.code,
                "name": one.name,
                "share": round(one.share, 4),
                "low80": round(one.low80, 4),
                "high80": round(one.high80, 4),
                "days_seen": one.days_seen,
                "chosen": one.is_chosen,
            }
            for one in found.effects
        ],
        **({"backtest": _tested(found)} if is_tested else {}),
    }


def _rows(found: Prediction) -> list[dict[str, Any]]:
    return [
        {
            "day": one.day,
            "expected": round(one.expected, 2),
            "low80": round(one.low80, 2),
            "high80": round(one.high80, 2),
            "low95": round(one.low95, 2),
            "high95": round(one.high95, 2),
        }
        for one in found.days
    ]


def _tested(found: Prediction) -> dict[str, Any]:
    test = found.backtest
    return {
        "model": found.model,
        "windows": test.windows,
        "horizon": len(found.sum_errors),
        "relative_mase": round(test.relative_error, 4),
        "mase": round(test.mase, 4),
        "covered80": round(test.covered80, 4),
        "covered95": round(test.covered95, 4),
        "enough_windows": test.is_enough,
    }
