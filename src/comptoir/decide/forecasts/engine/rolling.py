"""Forecasts made from earlier days and held against what came: the errors that intervals are made of. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from comptoir.decide.forecasts.engine.design import design
from comptoir.decide.forecasts.engine.regression import expected, fit
from comptoir.decide.forecasts.engine.series import (
    HORIZON,
    LEAST_DAYS,
    Flags,
    Floats,
    Occasion,
    Places,
    Series,
)

WINDOWS = 13
LEAST_WINDOWS = 8
"""Fewer make intervals too narrow: four hold 71 days of 100 where 80 are promised."""
_STEPS = (28, 21, 14, 7)
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Window:
    """What was expected of `actual` from the days before `origin`."""

    origin: int
    actual: Floats
    ridge: Floats
    naive: Floats
    closed: Flags
    """Days known beforehand to be closed."""
    scale: float
    """Mean error of last week's figures within the days before: what an error is measured by."""


def origins(days: int, horizon: int = HORIZON) -> list[int]:
    """From where to look ahead: as far apart as leaves eight of them, the last one a horizon before the end."""
    first = max(LEAST_DAYS, min(365, days - horizon - (LEAST_WINDOWS - 1) * _STEPS[0]))
    for step in _STEPS:
        found = list(range(days - horizon, first - 1, -step))[:WINDOWS]
        if len(found) >= LEAST_WINDOWS:
            return found[::-1]
    return list(range(days - horizon, LEAST_DAYS - 1, -_WEEK))[:WINDOWS][::-1]


def windows(
    series: Series, occasions: Sequence[Occasion], horizon: int = HORIZON, *, by_events: bool = True
) -> list[Window]:
    learnt = [one for one in occasions if one.ratio is None]
    table = design(series, series.days, learnt if by_events else ())
    found = []
    for origin in origins(series.days, horizon):
        before = series.until(origin)
        known = before.values[~np.isnan(before.values)]
        if len(known) < LEAST_DAYS // 2:
            continue
        fitted = fit(before, horizon, learnt, by_events=by_events, table=table)
        ridge, closed = expected(fitted)[origin:], fitted.closed[origin:]
        actual = series.values[origin : origin + horizon]
        found.append(Window(origin, actual, ridge, naive(before, horizon), closed, _scale(before.values)))
    return found


def naive(series: Series, horizon: int) -> Floats:
    """The same weekday of the last week, or of the last one that is known."""
    filled = _filled(series.values)
    last = filled[-_WEEK:]
    taken: Floats = np.resize(last, horizon)
    return taken


def _filled(values: Floats) -> Floats:
    """Missing days as the same weekday before them."""
    weeks = np.concatenate((np.full((-len(values)) % _WEEK, np.nan), values)).reshape(-1, _WEEK)
    known = np.where(np.isnan(weeks), 0, np.arange(len(weeks))[:, None])
    rows: Places = np.maximum.accumulate(known, axis=0)
    filled: Floats = np.nan_to_num(weeks[rows, np.arange(_WEEK)], nan=float(np.nanmean(values)))
    return filled.ravel()


def _scale(values: Floats) -> float:
    gaps = np.abs(values[_WEEK:] - values[:-_WEEK])
    return float(np.nanmean(gaps)) if np.any(~np.isnan(gaps)) else float("nan")


def mean_error(found: Sequence[Window], *, is_naive: bool) -> float:
    errors = [np.abs(one.actual - (one.naive if is_naive else one.ridge)) for one in found]
    return float(np.nanmean(np.concatenate(errors))) if errors else float("nan")
