"""The table that the regression reads: a row a day, a column for each thing that may move sales. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from comptoir.decide.forecasts.engine.series import Floats, Occasion, Series, codes, places_of

_YEAR = 365.25
HARMONICS = 6
"""Waves a year: the sixth is a season of a month on either side of its peak."""
_TREND, _WEEKDAY, _SEASON, _EVENT = 200.0, 0.5, 6.0, 1.0
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
    waves = [wave(k * angle) for k in range(1, HARMONICS + 1) for wave in (np.sin, np.cos)]
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
    return np.concatenate(([0.0, _TREND], np.full(7, _WEEKDAY), np.full(2 * HARMONICS, season), events))


def _events(series: Series, count: int, occasions: Sequence[Occasion], names: Sequence[str]) -> Floats:
    found = np.zeros((count, len(names)))
    for one in occasions:
        start, end = places_of(one, series.first, count)
        found[start:end, names.index(one.code)] = 1.0
    return found
