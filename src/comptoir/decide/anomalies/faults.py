"""What is wrong with the data: a missing day, a source that is late, a connection that is broken, a tracker that sees
less. Heavy: not for start-up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from comptoir.core.periods import Period
from comptoir.decide.anomalies.engine.gaps import missing_days, runs
from comptoir.decide.anomalies.found import Alarm, Fault, Kind
from comptoir.decide.anomalies.history import History, Key
from comptoir.decide.anomalies.watched import LEADS, LOOKED_BACK, Source
from comptoir.decide.findings.api import last_evening
from comptoir.decide.forecasts.api import DayByDay
from comptoir.measure.metrics.api import metric
from comptoir.measure.sync.api import Status, statuses
from comptoir.measure.tracking.api import Shift, event_of, tracking_shifts

LATE_DAYS = 2
"""Platforms tell a day up to two days later; after that a source is late."""
LEARNT_AFTER = 28
"""Days after which what a tracker sees is learnt as the new usual."""


@dataclass(frozen=True, slots=True)
class Doubts:
    """Days of which the figures of a source are not to be trusted."""

    missing: Mapping[Source, NDArray[np.bool_]]
    """Of each day of the history."""
    shifts: tuple[Shift, ...]
    concerned: frozenset[str]
    """Metrics that a shift of the tracker makes doubtful."""

    def untold(self, history: History, key: Key) -> NDArray[np.bool_]:
        """Days that are not judged."""
        return self._days(history, key, None)

    def unlearnt(self, history: History, key: Key) -> NDArray[np.bool_]:
        """Days that nothing is learnt from."""
        return self._days(history, key, LEARNT_AFTER)

    def _days(self, history: History, key: Key, most: int | None) -> NDArray[np.bool_]:
        found = self.missing[history.source(key)].copy()
        for shift in self.shifts if key.metric in self.concerned else ():
            begin = (shift.start - history.period.start).days
            end = (shift.last - history.period.start).days + 1
            found[max(begin, 0) : max(end if most is None else min(end, begin + most), 0)] = True
        return found


def doubts(history: History, leads: Mapping[Source, DayByDay]) -> Doubts:
    shifts = tracking_shifts(history.scope, history.period, at=history.day)
    concerned = {name for shift in shifts for name in event_of(shift).concerns}
    missing = {}
    for source in Source:
        days = np.zeros(history.period.days, bool)
        if source in leads:
            days[-LOOKED_BACK:] = _missing(source, leads)
        missing[source] = days
    return Doubts(missing, shifts, frozenset(concerned))


def _missing(source: Source, leads: Mapping[Source, DayByDay]) -> NDArray[np.bool_]:
    """A day without an order is believed where visits come as usual: then the shop sells nothing, and that is news."""
    lead = leads[source]
    witness = leads.get(Source.AUDIENCE) if source is Source.SALES else None
    return missing_days(
        np.array(lead.actual[-LOOKED_BACK:]),
        np.array(lead.expected[-LOOKED_BACK:]),
        None
        if witness is None
        else (np.array(witness.actual[-LOOKED_BACK:]), np.array(witness.expected[-LOOKED_BACK:])),
        are_zeros_told=source is Source.ADS,
    )


def faults(history: History, known: Doubts) -> Iterator[Alarm]:
    broken = list(_connections(history))
    yield from broken
    for source, days in known.missing.items():
        for first, last in runs(days):
            yield _fault(
                Fault.MISSING_DAY, LEADS[source], source.value, _day(history, first), _day(history, last)
            )
        if not broken:
            yield from _late(history, source)
    recent = Period(history.day - timedelta(days=LOOKED_BACK - 1), history.day)
    for shift in known.shifts:
        if shift.last >= recent.start:
            yield Alarm(
                Kind.DATA,
                "sessions",
                "",
                Source.AUDIENCE.value,
                shift.start,
                shift.last,
                shift.end is not None,
                Fault.TRACKING,
                actual=shift.during,
                expected=shift.before,
            )


def _late(history: History, source: Source) -> Iterator[Alarm]:
    """Since when nothing more is known of it; not of one that was given up long ago."""
    told = np.flatnonzero(history.loaded(source))
    if not len(told):
        return
    last = _day(history, int(told[-1]))
    if LATE_DAYS < (history.day - last).days < LOOKED_BACK:
        yield _fault(Fault.LATE_SOURCE, LEADS[source], source.value, last + timedelta(days=1), history.day)


def _connections(history: History) -> Iterator[Alarm]:
    """As they stand now: of an evening long past nothing is known."""
    if history.day != last_evening(history.scope):
        return
    for one in statuses(history.scope):
        if _is_broken(one):
            known = one.held.succeeded_at or one.held.attempted_at
            since = known.astimezone(history.scope.zone).date() if known else history.day
            yield _fault(
                Fault.CONNECTION,
                "orders",
                one.held.name,
                min(since, history.day),
                history.day,
                note=one.held.failure,
            )


def _is_broken(one: Status) -> bool:
    return str(one.freshness) == "broken" or (str(one.freshness) == "late" and bool(one.held.failure))


def _fault(fault: Fault, name: str, value: str, first: date, last: date, note: str = "") -> Alarm:
    return Alarm(Kind.DATA, metric(name).name, "", value, first, last, is_over=False, fault=fault, note=note)


def _day(history: History, place: int) -> date:
    return history.period.start + timedelta(days=place)
