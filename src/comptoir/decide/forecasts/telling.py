"""Forecasts as commands and programs answer them."""

from typing import Any

from comptoir.core.companies.api import Scope
from comptoir.decide.forecasts.api import Asked, NoForecast, Prediction, forecast_of, largest_parts
from comptoir.decide.forecasts.metrics import checked

LARGEST = 20
"""Values of a dimension that are forecast one by one: the largest."""


def forecast_json(
    scope: Scope, asked: Asked, horizon: int, by: str = "", *, is_tested: bool = False
) -> dict[str, Any]:
    """One series, or one for each of the largest values of `by`, as they were known on the day."""
    checked(asked.metric)
    values = largest_parts(scope, asked.metric, by, asked.at, LARGEST) if by else [None]
    series = []
    for value in values:
        where = (*asked.where, (by, value or "")) if by else asked.where
        found = forecast_of(scope, Asked(asked.metric, asked.at, where, asked.tax), horizon)
        series.append({**({by: value} if by else {}), **_series(found, is_tested=is_tested)})
    return {
        "company": scope.slug,
        "metric": asked.metric,
        "at": asked.at,
        "levels": [0.80, 0.95],
        "method": "conformal intervals from rolling origins",
        "series": series,
    }


def _series(found: Prediction | NoForecast, *, is_tested: bool) -> dict[str, Any]:
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
