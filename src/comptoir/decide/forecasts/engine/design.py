"""The table that the regression reads: a row a day, a column for each thing that may move sales. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from comptoir.decide.forecasts.engine.series import Floats, Occasion, Series, codes, places_of

_YEAR = 365.25
HARMONICS = 6
"""Waves a year: the sixth is a season of a month on either side of its peak."""
MONTH_WAVES = 2
"""Waves a month: wages and benefits are spent when they come, firms buy before their month closes."""
_TREND, _WEEKDAY, _SEASON, _EVENT, _MONTH = 50.0, 0.5, 6.0, 1.0, 2.0
_NO_SEASON = 1e6
"""Of less than a year: what a season is cannot be told from it."""


@dataclass(frozen=True, slots=True)
class Design:
    columns: Floats
    events: dict[str, int]
    """Code of an event and its column."""


def design(series: Series, count: int, occasions: Sequence[Occasion]) -> Design:
    """Of the `count` days from the first of the series."""
    days = np.arange(count, dtype=float)
    weekdays = (np.arange(count) + series.first.weekday()) % 7
    names = codes(occasions)
    angle = 2 * np.pi * (days + series.first.timetuple().tm_yday) / _YEAR
    waves = _waves(angle, HARMONICS) + _waves(_months(series, count), MONTH_WAVES)
    columns = np.column_stack(
        (
            np.ones(count),
            (days - series.days) / _YEAR,
            weekdays[:, None] == np.arange(7),
            *waves,
            _events(series, count, occasions, names),
        )
    )
    first_event = columns.shape[1] - len(names)
    return Design(columns, {code: first_event + n for n, code in enumerate(names)})


def penalties(table: Design, days: int) -> Floats:
    """How strongly each column is held towards none: more where the days learnt from can tell least."""
    years = days / _YEAR
    season = _SEASON / max(years - 0.5, 0.5) if years >= 1 else _NO_SEASON
    events = np.full(len(table.events), _EVENT)
    waves = (np.full(2 * HARMONICS, season), np.full(2 * MONTH_WAVES, _MONTH))
    return np.concatenate(([0.0, _TREND], np.full(7, _WEEKDAY), *waves, events))


def _waves(angle: Floats, count: int) -> list[Floats]:
    return [wave(k * angle) for k in range(1, count + 1) for wave in (np.sin, np.cos)]


def _months(series: Series, count: int) -> Floats:
    """How far each day has gone through its month, a whole month being a turn."""
    days = np.arange(np.datetime64(series.first), np.datetime64(series.day(count)))
    months = days.astype("datetime64[M]")
    starts, ends = months.astype("datetime64[D]"), (months + np.timedelta64(1, "M")).astype("datetime64[D]")
    turns: Floats = 2 * np.pi * (days - starts).astype(float) / (ends - starts).astype(float)
    return turns


def _events(series: Series, count: int, occasions: Sequence[Occasion], names: Sequence[str]) -> Floats:
    found = np.zeros((count, len(names)))
    for one in occasions:
        start, end = places_of(one, series.first, count)
        found[start:end, names.index(one.code)] = 1.0
    return found
