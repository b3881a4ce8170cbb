"""Each day of the past as it was to be expected on the evening before. Pure.

The line is learnt anew every Monday; its level follows what the days since then lay above or below it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from comptoir.decide.forecasts.engine.design import design
from comptoir.decide.forecasts.engine.regression import Fit, fit
from comptoir.decide.forecasts.engine.rolling import naive
from comptoir.decide.forecasts.engine.series import (
    LEAST_DAYS,
    LEAST_SELLING,
    Flags,
    Floats,
    Occasion,
    Series,
    middle,
    places_of,
)

_WEEK = 7
_LEVEL_DAYS = 14
_LEVEL_TRUST = 0.6
"""Of what the last days lay above or below the line, how much is taken to last: tomorrow is nearer than next month."""
_AROUND_DAYS, _BEGUN_DAYS = 3, 6
_UNTRIED_DAYS = 14
"""Of an event that never was before: later ones follow the level of those."""


def day_by_day(series: Series, occasions: Sequence[Occasion], days: int) -> Floats:
    """What was to be expected of each of the last `days` days, from those before it alone; nan where they tell nothing:
    too few, or an event that never was before.

    Of the line and of last week's figures taken again, what had come nearer on the days before.
    """
    begun = _from_its_first_figure(series)
    line, again, wanted = (np.full(begun.days, np.nan) for _series in range(3))
    table = design(begun, begun.days, occasions)
    for start, end in _weeks(begun, max(begun.days - days, LEAST_DAYS)):
        before = begun.until(start)
        if _is_thin(before.values):
            continue
        line[start:end] = _ahead(begun, fit(before, end - start, occasions, table=table), start, end)
        again[start:end] = naive(before, end - start)
        is_better = _mean_error(before, again) < _mean_error(before, line)
        wanted[start:end] = (again if is_better else line)[start:end]
    found = np.full(series.days, np.nan)
    found[series.days - begun.days :] = wanted
    found[_untried(begun, series, occasions)] = np.nan
    return found[-days:]


def _from_its_first_figure(series: Series) -> Series:
    """Before the first day that sold, the shop was not there: those zeros teach nothing."""
    known = np.flatnonzero(np.nan_to_num(series.values))
    first = int(known[0]) if len(known) else series.days
    return Series(series.day(first), series.values[first:])


def _untried(begun: Series, series: Series, occasions: Sequence[Occasion]) -> Flags:
    """Days of events that the figures have never seen before: nobody knows what to expect of them."""
    found = np.zeros(series.days, bool)
    seen: set[str] = set()
    for one in sorted(occasions, key=lambda each: each.start):
        if one.code not in seen:
            days = replace(one, end=min(one.end, one.start + timedelta(days=_UNTRIED_DAYS - 1)))
            start, end = places_of(days, series.first, series.days)
            found[start:end] = True
        if one.start >= begun.first:
            seen.add(one.code)
    return found


def near_events(first: date, count: int, occasions: Sequence[Occasion]) -> Flags:
    """Days on which an event begins or ends, and those around: there forecasts err more than on other days."""
    found = np.zeros(count, bool)
    for one in occasions:
        around, begun = (1, 0) if one.is_public_holiday else (_AROUND_DAYS, _BEGUN_DAYS)
        for edge, later in ((one.start, max(begun, around)), (one.end, around)):
            start = (edge - first).days - around
            found[max(start, 0) : max((edge - first).days + later + 1, 0)] = True
    return found


def _weeks(series: Series, first: int) -> list[tuple[int, int]]:
    """From Monday to Sunday, so that no day's figure depends on the day it is asked from."""
    if first >= series.days:
        return []
    starts = [first]
    starts += [place for place in range(first + 1, series.days) if series.day(place).weekday() == 0]
    return list(zip(starts, [*starts[1:], series.days], strict=True))


def _ahead(series: Series, found: Fit, start: int, end: int) -> Floats:
    line = found.line[:end].copy()
    line[start:] -= found.shift
    with np.errstate(divide="ignore", invalid="ignore"):
        values = np.log(series.values[:end]) if found.is_log else series.values[:end]
    apart = np.where(found.closed[:end] | ~np.isfinite(values), np.nan, values - line)
    for place in range(start, end):
        late = apart[place - _LEVEL_DAYS : place]
        late = late[~np.isnan(late)]
        line[place] += _LEVEL_TRUST * middle(late) if len(late) else 0.0
    ahead: Floats = np.exp(line[start:]) if found.is_log else line[start:]
    ahead[found.closed[start:end]] = 0.0
    return np.maximum(ahead, 0.0) if found.has_floor else ahead


def _is_thin(values: Floats) -> bool:
    known = values[~np.isnan(values)]
    is_short = len(known) < LEAST_DAYS // 2 or int(np.count_nonzero(known)) < LEAST_SELLING
    return is_short or bool(np.all(known == known[0]))


def _mean_error(before: Series, wanted: Floats) -> float:
    errors = np.abs(before.values - wanted[: before.days])
    known = errors[~np.isnan(errors)]
    return float(np.mean(known)) if len(known) else float("inf")
