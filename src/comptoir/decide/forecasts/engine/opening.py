"""Days on which nothing is sold because the shop is closed: learnt from the days before, never from those to come.

A weekday closed most of the last weeks stays closed; public holidays are closed where those seen were; a closing of
several days (Christmas to New Year) comes back on the same dates. Pure.
"""

from collections.abc import Sequence
from datetime import date

import numpy as np

from comptoir.decide.forecasts.engine.series import Flags, Occasion, Series, places_of

_WEEKS = 12
_CLOSED_SHARE = 0.75
_THIN = 0.25
"""Where more of the days that may be open sold nothing, days without a sale are no closings."""
_ACCIDENTS = 0.1
_LEAST_OPEN = 14
"""Fewer open days teach nothing: then a day without a sale is a figure like others."""
_LONG_CLOSING = 3
"""Days in a row without a sale that are a closing and no accident."""


def closed_days(
    series: Series, count: int, occasions: Sequence[Occasion], *, by_events: bool = True
) -> Flags:
    """Of the `count` days from the first of the series, those known or expected to be closed."""
    closed = _weekdays(series, count, _CLOSED_SHARE)
    if _zeros(series, closed) >= _THIN:
        closed = _weekdays(series, count, 1.0)
    elif by_events:
        closed |= _holidays(series, count, occasions, closed)
        closed |= _same_dates(series, count)
    if np.count_nonzero(~closed[: series.days] & ~np.isnan(series.values)) < _LEAST_OPEN:
        return np.zeros(count, bool)
    if _zeros(series, closed) < _ACCIDENTS:
        closed[: series.days] |= series.values == 0
    return closed


def _weekdays(series: Series, count: int, share: float) -> Flags:
    """Those that sold nothing on so large a share of their last days."""
    closed = np.zeros(count, bool)
    for weekday in range(7):
        seen = series.values[weekday::7][-_WEEKS:]
        seen = seen[~np.isnan(seen)]
        if len(seen) and np.mean(seen == 0) >= share:
            closed[weekday::7] = True
    return closed


def _holidays(series: Series, count: int, occasions: Sequence[Occasion], closed: Flags) -> Flags:
    """All alike: a shop that closes for one public holiday closes for the others."""
    holidays = np.zeros(count, bool)
    for one in occasions:
        if one.is_public_holiday:
            start, end = places_of(one, series.first, count)
            holidays[start:end] = True
    seen = series.values[(holidays & ~closed)[: series.days]]
    is_closed = len(seen) >= 2 and float(np.mean(seen == 0)) >= _CLOSED_SHARE
    return holidays if is_closed else np.zeros(count, bool)


def _same_dates(series: Series, count: int) -> Flags:
    """The dates of a long closing, a year later."""
    closed = np.zeros(count, bool)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], series.values == 0, [0]))))
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        if end - start < _LONG_CLOSING:
            continue
        for gone in range(int(start), int(end)):
            again = (_next_year(series.day(gone)) - series.first).days
            if again < count:
                closed[again] = True
    return closed


def _next_year(day: date) -> date:
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _zeros(series: Series, closed: Flags) -> float:
    """Of the other days, how many sold nothing: where few, each was a closing, and not a thin trade."""
    others = series.values[~closed[: series.days]]
    others = others[~np.isnan(others)]
    return float(np.mean(others == 0)) if len(others) else 1.0
