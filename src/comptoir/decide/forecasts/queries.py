"""Forecasts of a company's figures, kept for each state of its facts, its calendar and what people chose."""

from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256

import numpy as np
from django.core.cache import caches

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.periods import Period
from comptoir.decide.forecasts.api import (
    Asked,
    Backtested,
    EffectShown,
    ForecastDay,
    Landing,
    NoForecast,
    Prediction,
)
from comptoir.decide.forecasts.engine import landing
from comptoir.decide.forecasts.engine.forecast import Effect, Forecast, forecast
from comptoir.decide.forecasts.engine.series import Inconclusive, Occasion
from comptoir.decide.forecasts.history import LONGEST, Known, history, without
from comptoir.decide.forecasts.known_events import occasions_and_incidents
from comptoir.decide.forecasts.metrics import checked
from comptoir.decide.forecasts.words import reason_words
from comptoir.measure.costs.api import cost_rules, running_costs, state_of
from comptoir.measure.warehouse.api import current_snapshot

_KEPT = 24 * 3600
_SHAPE = 1
"""Another number when what is kept, or how it is worked out, changes."""
_YEAR = timedelta(days=366)


def forecast_of(scope: Scope, asked: Asked, horizon: int) -> Prediction | NoForecast:
    scope.require(Permission.VIEW_FIGURES)
    checked(asked.metric)
    snapshot = current_snapshot(scope)
    if snapshot is None:
        return _none("empty")
    seen = Period(asked.at - timedelta(days=LONGEST), asked.at + _YEAR)
    occasions, incidents = occasions_and_incidents(scope, seen, asked.metric)
    typed = (state_of(cost_rules(scope)), running_costs(scope))
    state = repr((occasions, incidents, asked, horizon, scope.tax, scope.currency, typed))
    key = f"forecast:{_SHAPE}:{snapshot.pk}:{sha256(state.encode()).hexdigest()[:32]}"
    kept: Prediction | NoForecast | None = caches["worked_out"].get(key)
    if kept is None:
        known = history(scope, asked)
        if known.series is None:
            kept = NoForecast("lacks", known.lacks) if known.lacks else _none("empty")
        else:
            found = forecast(without(known.series, incidents, asked.metric), occasions, horizon)
            kept = (
                _none(found.reason)
                if isinstance(found, Inconclusive)
                else _told(asked, known, found, occasions)
            )
        caches["worked_out"].set(key, kept, timeout=_KEPT)
    return kept


def landing_of(found: Prediction, start: date, end: date, target: float | None = None) -> Landing | None:
    if end > found.days[-1].day or start > found.last + timedelta(days=1):
        return None
    known = [
        value or 0.0
        for place, value in enumerate(found.actual)
        if start <= found.first + timedelta(days=place) <= end
    ]
    ahead = [day.expected for day in found.days if start <= day.day <= end]
    # Beyond a horizon of the back-test, errors are those of its whole.
    errors = found.sum_errors[min(len(ahead), len(found.sum_errors)) - 1] if ahead else ()
    done = landing.landing(sum(known), sum(ahead), errors, target=target)
    return Landing(start, end, sum(known), done.value, done.low, done.high, done.chance)


def _none(code: str) -> NoForecast:
    return NoForecast(code, reason_words(code))


def _told(asked: Asked, known: Known, found: Forecast, occasions: Sequence[Occasion]) -> Prediction:
    series = found.series
    days = tuple(
        ForecastDay(series.day(series.days + n), *map(float, figures))
        for n, figures in enumerate(
            zip(found.values, found.low[0], found.high[0], found.low[1], found.high[1], strict=True)
        )
    )
    test = found.backtest
    return Prediction(
        metric=asked.metric,
        snapshot=known.snapshot,
        tax=known.tax,
        currency=known.currency,
        first=series.first,
        last=series.last,
        model=found.model.value,
        days=days,
        actual=tuple(None if np.isnan(value) else float(value) for value in series.values),
        effects=tuple(_effect(one, occasions, series.last) for one in found.effects),
        backtest=Backtested(
            test.windows, test.relative_error, test.mase, test.covered[0], test.covered[1], test.is_enough
        ),
        sum_errors=found.errors_of_sums,
    )


def _effect(one: Effect, occasions: Sequence[Occasion], last: date) -> EffectShown:
    coming = [each.start for each in occasions if each.code == one.code and each.start > last]
    return EffectShown(
        one.code,
        one.name,
        one.share,
        one.low,
        one.high,
        one.days_seen,
        one.is_chosen,
        min(coming, default=None),
    )
