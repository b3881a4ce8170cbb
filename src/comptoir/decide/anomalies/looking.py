"""A look at a company's last days: what was to be expected of each, what chance explains, what is worth an alarm.

Heavy: not for start-up.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np

from comptoir.core.companies.api import Permission, Scope
from comptoir.decide.anomalies.engine.episodes import Episode, Judged, episodes
from comptoir.decide.anomalies.engine.rarity import DAYS, WEEK, Days, Floats, chances, interval, side_by_side
from comptoir.decide.anomalies.faults import Doubts, doubts, faults
from comptoir.decide.anomalies.found import Alarm, Basis, Kind, Look, Money, Point, rank
from comptoir.decide.anomalies.history import History, Key
from comptoir.decide.anomalies.screening import RATE, rates_of
from comptoir.decide.anomalies.watched import LEADS, LOOKED_BACK, METRICS, Source
from comptoir.decide.anomalies.worth import Worths
from comptoir.decide.forecasts.api import DayByDay, day_by_day

type Watch = Callable[[int, int], None]

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
    told = _judged(history, known, keys, watch) if keys else None
    found = list(_alarms(history, keys, told, worths, least)) if told is not None else []
    found += [_drawn(history, one, leads) for one in faults(history, known)]
    today = 0 if told is None else int(np.count_nonzero(~np.isnan(told.errors[:, -1])))
    untold = [bool(known.untold(history, key)[-1]) for key in keys]
    first = day - timedelta(days=LOOKED_BACK - 1)
    return Look(day, snapshot, tuple(sorted(found, key=rank)), today, sum(untold), first)


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
    near = np.zeros(_JUDGED, bool)
    for number, name in enumerate(METRICS):
        watch(number, len(METRICS))
        mine = [key for key in keys if key.metric == name]
        learnt = [
            np.where(known.unlearnt(history, key), np.nan, history.series[key]).tolist() for key in mine
        ]
        found = day_by_day(history.scope, name, history.period, learnt, _JUDGED)
        for key, one in zip(mine, found, strict=True):
            untold = known.untold(history, key)[-_JUDGED:]
            actual[key] = np.where(untold, np.nan, np.array(one.actual))
            expected[key], near = np.array(one.expected), np.array(one.near_events)
    watch(len(METRICS), len(METRICS))
    return side_by_side([actual[key] for key in keys], [expected[key] for key in keys], near)


def _alarms(
    history: History, keys: Sequence[Key], told: Days, worths: Worths, least: Decimal
) -> Sequence[Alarm]:
    places = range(_JUDGED - LOOKED_BACK, _JUDGED)
    wholes = [not key.dimension for key in keys]
    by_day = np.array([chances(told, place) for place in places])
    by_week = np.array([chances(told, place, of_week=True) for place in places])
    rates = np.array([rates_of(*rows, wholes) for rows in zip(by_day, by_week, strict=True)])
    bands = np.array([interval(told, place) for place in places])
    last = slice(_JUDGED - LOOKED_BACK, None)
    weeks = told.weeks[:, last]
    found = []
    for row, key in enumerate(keys):
        unit, basis = worths.of(key)
        actual, expected = told.actual[row, last], told.expected[row, last]
        costs = (actual - expected) * unit
        judged = _days(by_day[:, row], by_week[:, row], rates[:, row], costs, weeks[row], unit, float(least))
        points = _points(history.day, actual, expected, *bands[:, :, row].T)
        for one in episodes(judged):
            rate = float(np.min(rates[one.first : one.last + 1, row]))
            found.append(_alarm(key, one, points, costs, basis, rate))
    return found


def _days(
    day: Floats, week: Floats, rates: Floats, costs: Floats, errors: Floats, unit: float, least: float
) -> list[Judged]:
    """What each day is taken for: `costs` is its money, `errors` the mean error of its week."""
    money = np.nan_to_num(costs)
    worth = [
        max(abs(money[place]) * WEEK, abs(float(np.sum(money[max(place - WEEK + 1, 0) : place + 1]))))
        for place in range(len(money))
    ]
    own = np.sign(money * np.sign(unit)).astype(int)
    rare = np.fmin(day, week)
    weekly = np.nan_to_num(week, nan=1.0) < np.nan_to_num(day, nan=1.0)
    signs = np.where(weekly, np.sign(np.nan_to_num(errors)).astype(int), own)
    return [
        Judged(
            bool(rates[place] <= RATE and worth[place] >= least),
            float(rare[place]) if not np.isnan(costs[place]) else float("nan"),
            int(signs[place]),
            int(own[place]),
            bool(weekly[place]),
        )
        for place in range(len(money))
    ]


def _alarm(
    key: Key, one: Episode, points: Sequence[Point], costs: Floats, basis: Basis, rate: float
) -> Alarm:
    days = range(one.first, one.last + 1)
    known = [points[place] for place in days if points[place].actual is not None]
    wanted = sum(point.expected or 0.0 for point in known)
    came = sum(point.actual or 0.0 for point in known)
    so_far = float(np.nansum(costs[one.first : one.last + 1]))
    last = next((point for point in reversed(known)), points[one.last])
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
