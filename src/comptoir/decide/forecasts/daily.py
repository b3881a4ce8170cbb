"""The days that are over, as they were to be expected on each evening before. Heavy."""

from collections.abc import Sequence

import numpy as np

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period
from comptoir.decide.forecasts.api import DayByDay
from comptoir.decide.forecasts.engine import daily
from comptoir.decide.forecasts.engine.series import Series
from comptoir.decide.forecasts.history import without
from comptoir.decide.forecasts.known_events import occasions_and_incidents


def day_by_day(
    scope: Scope, metric: str, period: Period, series: Sequence[Sequence[float]], days: int
) -> list[DayByDay]:
    occasions, incidents = occasions_and_incidents(scope, period, metric)
    near = tuple(daily.near_events(period.start, period.days, occasions)[-days:].tolist())
    found = []
    for values in series:
        known = without(Series(period.start, np.array(values, dtype=float)), incidents, metric)
        wanted = daily.day_by_day(known, occasions, days)
        found.append(DayByDay(tuple(known.values[-days:].tolist()), tuple(wanted.tolist()), near))
    return found
