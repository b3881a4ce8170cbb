"""The forecast of one daily series: ridge regression, or last week's figures wherever those did better. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from comptoir.decide.forecasts.engine.backtesting import Backtest, backtest_of
from comptoir.decide.forecasts.engine.intervals import LEVELS, Errors, bounds, errors_of, errors_of_sums
from comptoir.decide.forecasts.engine.regression import Fit, expected, fit
from comptoir.decide.forecasts.engine.rolling import Window, mean_error, naive, windows
from comptoir.decide.forecasts.engine.series import (
    HORIZON,
    Floats,
    Inconclusive,
    Occasion,
    Series,
    places_of,
    why_not,
)

_SURE = 1.2815515655446004
"""80 of 100 lie within so many standard deviations of a normal law."""


class Model(StrEnum):
    RIDGE = "ridge"
    NAIVE = "seasonal_naive"


@dataclass(frozen=True, slots=True)
class Effect:
    """What an event does to a day: 0.30 is 30 % more than without it. The interval is that of the regression (80 %)."""

    code: str
    name: str
    share: float
    low: float
    high: float
    days_seen: int
    is_chosen: bool = False
    """A person said it, in place of what was learnt."""


@dataclass(frozen=True, slots=True)
class Forecast:
    series: Series
    values: Floats
    """One a day, from the day after the series."""
    low: tuple[Floats, ...]
    high: tuple[Floats, ...]
    """For each of `LEVELS`."""
    fitted: Floats
    """What the model would have said of the days that are over."""
    model: Model
    errors: Errors
    effects: tuple[Effect, ...]
    backtest: Backtest
    tried: tuple[Window, ...]

    @property
    def errors_of_sums(self) -> tuple[tuple[float, ...], ...]:
        """For one day ahead, two, and so on up to a horizon of the back-test."""
        is_naive = self.model is Model.NAIVE
        spans = range(1, len(self.tried[0].actual) + 1)
        return tuple(errors_of_sums(self.tried, days, is_naive=is_naive) for days in spans)


def forecast(
    series: Series, occasions: Sequence[Occasion] = (), horizon: int = HORIZON
) -> Forecast | Inconclusive:
    """The days after the series; Inconclusive where it is too short, empty or always the same."""
    refused = why_not(series)
    if refused is not None:
        return refused
    tried = windows(series, occasions)
    if not tried:
        return Inconclusive("short")
    model = _better(tried)
    learnt = fit(series, horizon, occasions)
    line = expected(learnt)
    values = line[series.days :] if model is Model.RIDGE else _last_week(series, horizon, occasions)
    errors = errors_of(tried, is_naive=model is Model.NAIVE)
    closed = learnt.closed[series.days :]
    found = [bounds(values, errors.daily, level, is_share=errors.is_share, closed=closed) for level in LEVELS]
    return Forecast(
        series,
        values,
        tuple(low for low, _high in found),
        tuple(high for _low, high in found),
        line[: series.days],
        model,
        errors,
        tuple(_effects(series, learnt, occasions, is_learnt=model is Model.RIDGE)),
        backtest_of(tried, is_naive=model is Model.NAIVE),
        tuple(tried),
    )


def _better(tried: Sequence[Window]) -> Model:
    ridge, last_week = mean_error(tried, is_naive=False), mean_error(tried, is_naive=True)
    return Model.NAIVE if last_week < ridge else Model.RIDGE


def _last_week(series: Series, horizon: int, occasions: Sequence[Occasion]) -> Floats:
    """Last week taken again, with what a person expects of events."""
    values = naive(series, horizon)
    for one in occasions:
        if one.ratio is not None:
            start, end = places_of(one, series.first, series.days + horizon)
            values[max(start - series.days, 0) : max(end - series.days, 0)] *= one.ratio
    return values


def _effects(series: Series, learnt: Fit, occasions: Sequence[Occasion], *, is_learnt: bool) -> list[Effect]:
    """Of the events that the past has seen, or of which a person said what to expect."""
    found: dict[str, Effect] = {}
    variances = np.diag(learnt.covariance)
    for one in occasions:
        start, end = places_of(one, series.first, series.days)
        known = ~np.isnan(series.values[start:end]) & ~learnt.closed[start:end]
        seen = int(np.sum(known)) + (found[one.code].days_seen if one.code in found else 0)
        if one.ratio is not None:
            share = one.ratio - 1
            found[one.code] = Effect(one.code, one.name, share, share, share, seen, is_chosen=True)
        elif is_learnt and seen and learnt.is_log and not (one.code in found and found[one.code].is_chosen):
            place = learnt.design.events[one.code]
            weight, spread = learnt.weights[place], _SURE * np.sqrt(variances[place])
            low, middle, high = np.exp([weight - spread, weight, weight + spread]) - 1
            found[one.code] = Effect(one.code, one.name, float(middle), float(low), float(high), seen)
    return sorted(found.values(), key=lambda effect: -abs(effect.share))
