"""comptoir forecast …"""

import argparse
from datetime import timedelta
from typing import Any, TextIO

from comptoir.cli.days import day
from comptoir.cli.output import write_rows
from comptoir.core.companies.api import operator_scope
from comptoir.core.errors import InputError, UsageError
from comptoir.decide.forecasts.api import Asked, forecast_json

LONGEST = 366


def forecast(parsed: argparse.Namespace, out: TextIO) -> None:
    scope = operator_scope(parsed.company)
    if not 1 <= parsed.horizon <= LONGEST:
        raise UsageError(f"« --horizon {parsed.horizon} » is not a number of days from 1 to {LONGEST}.")
    at = day(parsed.at, "--at") if parsed.at else scope.today() - timedelta(days=1)
    by = parsed.by or ""
    whole = forecast_json(scope, Asked(parsed.metric, at), parsed.horizon, by, is_tested=parsed.backtest)
    if not by and "reason" in whole["series"][0]:
        raise InputError(whole["series"][0]["reason"])
    rows = [
        {**({by: one[by]} if by else {}), **row}
        for one in whole["series"]
        if "model" in one
        for row in _lines(one, is_tested=parsed.backtest)
    ]
    write_rows(out, parsed.format, rows, whole)


def _lines(one: dict[str, Any], *, is_tested: bool) -> list[dict[str, Any]]:
    return [one["backtest"]] if is_tested else one["rows"]
