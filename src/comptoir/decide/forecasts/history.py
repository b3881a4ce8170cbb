"""The daily figures of a metric, as the catalogue counts them, up to a day and no further."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from comptoir.core.calendar.api import Event
from comptoir.core.companies.api import Scope
from comptoir.core.periods import Grain, Period
from comptoir.decide.forecasts.api import Asked
from comptoir.decide.forecasts.engine.series import Series
from comptoir.decide.forecasts.metrics import checked
from comptoir.measure.metrics.api import Query, run

LONGEST = 3 * 366
"""Days that are learnt from: older ones are of another shop."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the facts say of it."""

    series: Series | None
    """None where nothing is loaded."""
    snapshot: int | None
    tax: str
    currency: str | None
    lacks: str = ""
    """What to connect, where a source is missing."""


def history(scope: Scope, asked: Asked) -> Known:
    found = _until(scope, asked, asked.at)
    if found.series is None and not found.lacks:
        # A shop that rests is forecast from its last day on.
        loaded = run(scope, Query((asked.metric,), where=asked.where)).period
        if loaded.end < asked.at:
            return _until(scope, asked, loaded.end)
    return found


def _until(scope: Scope, asked: Asked, last: date) -> Known:
    metric = checked(asked.metric)
    period = Period(last - timedelta(days=LONGEST), last)
    query = Query((metric.name,), grain=Grain.DAY, period=period, where=asked.where, tax=asked.tax)
    result = run(scope, query)
    lacks = str(result.unavailable.get(metric.name, ""))
    told = {row.period: row.values.get(metric.name) for row in result.rows if row.period <= last}
    known = sorted(day for day, value in told.items() if value is not None)
    # Before the first day that sold, the shop was not there: those zeros teach nothing.
    first = next((day for day in known if told[day]), None)
    if lacks or first is None:
        return Known(None, result.snapshot, result.tax, result.currency, lacks)
    days = Period(first, known[-1])
    values = np.array([_number(told.get(day)) for day in days])
    return Known(Series(first, values), result.snapshot, result.tax, result.currency)


def _number(value: object) -> float:
    return float("nan") if value is None else float(str(value))


def without(series: Series, incidents: list[Event], metric_name: str) -> Series:
    """The days whose figures are not to be trusted left out."""
    values = series.values.copy()
    for event in incidents:
        if event.makes_doubtful(metric_name):
            start, end = (event.day_start - series.first).days, (event.day_end - series.first).days + 1
            values[max(start, 0) : max(end, 0)] = np.nan
    return Series(series.first, values)
