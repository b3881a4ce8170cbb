"""A look at a company's last days: what was to be expected of each, what chance explains, what is worth an alarm.

Heavy: not for start-up.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from comptoir.core.companies.api import Permission, Scope
from comptoir.decide.anomalies.engine.episodes import Episode, episodes
from comptoir.decide.anomalies.engine.rarity import DAYS, Days, Floats, chances, interval, side_by_side
from comptoir.decide.anomalies.faults import Doubts, doubts, faults
from comptoir.decide.anomalies.found import Alarm, Basis, Kind, Look, Money, Point, rank
from comptoir.decide.anomalies.history import History, Key
from comptoir.decide.anomalies.watched import LEADS, LOOKED_BACK, METRICS, Source
from comptoir.decide.anomalies.worth import Worths
from comptoir.decide.findings.api import RATE, adjusted
from comptoir.decide.forecasts.api import DayByDay, day_by_day

type Watch = Callable[[int, int], None]

WEEK = 7
_JUDGED = DAYS + LOOKED_BACK


def look(
    scope: Scope,
    day: date,
    snapshot: int | None,
    *,
    least: Decimal,
    watch: Watch = lambda done, total: None,
) -> Look:
    """What the facts of the snapshot say on the evening of `day` of the last six weeks."""
    scope.require(Permission.VIEW_FIGURES)
    history = History(scope, day, snapshot)
    leads = _leads(history)
    known = doubts(history, leads)
    worths = Worths(history)
    keys = [key for key in history.series if _is_worth(history, key, worths, least)]
    told = _judged(history, known, keys, watch)
    found = list(_alarms(history, keys, told, worths, least)) if keys else []
    found += [_drawn(history, one, leads) for one in faults(history, known)]
    today = [not np.isnan(told.errors[place, -1]) for place in range(len(keys))]
    untold = [bool(known.untold(history, key)[-1]) for key in keys]
    first = day - timedelta(days=LOOKED_BACK - 1)
    return Look(day, snapshot, tuple(sorted(found, key=rank)), sum(today), sum(untold), first)


def _leads(history: History) -> dict[Source, DayByDay]:
    found = {}
    for source, name in LEADS.items():
        values = history.series.get(Key(name))
        if values is not None:
            found[source] = day_by_day(history.scope, name, history.period, [values.tolist()], LOOKED_BACK)[0]
    return found


def _is_worth(history: History, key: Key, worths: Worths, least: Decimal) -> bool:
    """Whether a week of all of it could make an alarm."""
    unit, _basis = worths.of(key)
    return abs(history.usual(key) * unit) * WEEK >= float(least)


def _judged(history: History, known: Doubts, keys: Sequence[Key], watch: Watch) -> Days:
    """The days of all series side by side; nan where a day is not judged."""
    actual: dict[Key, Floats] = {}
    expected: dict[Key, Floats] = {}
    for number, name in enumerate(METRICS):
        watch(number, len(METRICS))
        mine = [key for key in keys if key.metric == name]
        learnt = [
            np.where(known.unlearnt(history, key), np.nan, history.series[key]).tolist() for key in mine
        ]
        for key, one in zip(
            mine, day_by_day(history.scope, name, history.period, learnt, _JUDGED), strict=True
        ):
            untold = known.untold(history, key)[-_JUDGED:]
            actual[key] = np.where(untold, np.nan, np.array(one.actual))
            expected[key] = np.array(one.expected)
    watch(len(METRICS), len(METRICS))
    return side_by_side([actual[key] for key in keys], [expected[key] for key in keys])


def _alarms(
    history: History, keys: Sequence[Key], told: Days, worths: Worths, least: Decimal
) -> Sequence[Alarm]:
    places = range(_JUDGED - LOOKED_BACK, _JUDGED)
    rare = np.array([chances(told, place) for place in places]).T
    rates = np.array([_rates(column) for column in rare.T]).T
    bands = np.array([interval(told, place) for place in places]).transpose(1, 2, 0)
    last = slice(_JUDGED - LOOKED_BACK, None)
    found = []
    for row, key in enumerate(keys):
        unit, basis = worths.of(key)
        actual, expected = told.actual[row, last], told.expected[row, last]
        costs = (actual - expected) * unit
        begins = (rates[row] <= RATE) & (np.abs(np.nan_to_num(costs)) * WEEK >= float(least))
        signs = np.sign(np.nan_to_num(actual - expected)).astype(int)
        points = _points(history.day, actual, expected, *bands[:, row])
        for one in episodes(begins.tolist(), rare[row].tolist(), signs.tolist()):
            found.append(
                _alarm(key, one, points, costs, basis, float(np.nanmin(rates[row, one.first : one.last + 1])))
            )
    return found


def _rates(column: Floats) -> Floats:
    """The false discovery rate over all series of one day; nan where a series is not judged."""
    known = ~np.isnan(column)
    found = np.full(len(column), np.nan)
    found[known] = adjusted(["series"] * int(np.count_nonzero(known)), column[known].tolist())
    return found


def _alarm(
    key: Key, one: Episode, points: Sequence[Point], costs: Floats, basis: Basis, rate: float
) -> Alarm:
    days = range(one.first, one.last + 1)
    known = [points[place] for place in days if points[place].actual is not None]
    wanted = sum(point.expected or 0.0 for point in known)
    came = sum(point.actual or 0.0 for point in known)
    so_far = float(np.nansum(costs[one.first : one.last + 1]))
    last = points[one.last]
    return Alarm(
        Kind.BUSINESS,
        key.metric,
        key.dimension,
        key.value,
        points[one.first].day,
        last.day,
        one.is_over,
        actual=last.actual,
        expected=last.expected,
        low=last.low,
        high=last.high,
        change=came / wanted - 1 if wanted > 0 else None,
        money=Money(_cents(so_far), _cents(so_far / len(known) * WEEK), basis),
        false_rate=rate,
        points=tuple(points),
    )


def _points(day: date, actual: Floats, expected: Floats, low: Floats, high: Floats) -> list[Point]:
    first = day - timedelta(days=len(actual) - 1)
    rows = zip(actual, expected, low, high, strict=True)
    return [Point(first + timedelta(days=n), *(_told(value) for value in row)) for n, row in enumerate(rows)]


def _drawn(history: History, one: Alarm, leads: Mapping[Source, DayByDay]) -> Alarm:
    """A fault beside the figures of its source."""
    lead = next(
        (leads[source] for source, name in LEADS.items() if name == one.metric and source in leads), None
    )
    if lead is None:
        return one
    nothing = np.full(LOOKED_BACK, np.nan)
    points = _points(history.day, np.array(lead.actual), np.array(lead.expected), nothing, nothing)
    return replace(one, points=tuple(points))


def _told(value: float) -> float | None:
    return None if np.isnan(value) else round(float(value), 6)


def _cents(value: float) -> Decimal:
    return Decimal(f"{value:.2f}")
