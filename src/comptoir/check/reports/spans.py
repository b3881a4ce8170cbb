"""The days of a report and those that it faces: a week or a month, the one before, and last year's."""

from dataclasses import dataclass
from datetime import date, timedelta

from comptoir.core.calendar.api import EventKind, events, same_event
from comptoir.core.companies.api import Scope
from comptoir.core.periods import Comparison, Grain, Period, bucket, bucket_start, compare_period


@dataclass(frozen=True, slots=True)
class Span:
    grain: Grain
    """A week or a month."""
    period: Period
    before: Period
    last_year: Period
    comparison: Comparison
    """How last year is found: the same weekdays, the same calendar month, or the same days of the soldes."""
    is_running: bool = False

    @property
    def end(self) -> date:
        return self.period.end

    @property
    def month(self) -> Period:
        return Period(bucket_start(self.end, Grain.MONTH), self.end)

    @property
    def year(self) -> Period:
        return Period(bucket_start(self.end, Grain.YEAR), self.end)


def span_of(scope: Scope, grain: Grain, evening: date, *, running: bool = False) -> Span:
    """The last week or month that is over on that evening; with `running`, the one that runs, up to that evening, which
    then faces the same elapsed days of the others."""
    whole = bucket(evening, grain, scope.week_start)
    if running:
        period = Period(whole.start, evening)
    elif whole.end > evening:
        period = bucket(whole.start - timedelta(days=1), grain, scope.week_start)
    else:
        period = whole
    before, aligned = (
        compare_period(period, grain, comparison, evening, scope.week_start)
        for comparison in (Comparison.PREVIOUS, Comparison.YEAR)
    )
    is_running = running and whole.end > evening
    facing = _same_soldes(scope, period) if grain is Grain.WEEK else None
    if facing is None or facing == aligned:
        return Span(grain, period, before, aligned, Comparison.YEAR, is_running)
    return Span(grain, period, before, facing, Comparison.EVENT, is_running)


def week_of(scope: Scope, evening: date, *, running: bool = False) -> Span:
    return span_of(scope, Grain.WEEK, evening, running=running)


def month_of(scope: Scope, evening: date, *, running: bool = False) -> Span:
    """It faces the calendar month before and the same one of last year, whatever their events: those are told."""
    return span_of(scope, Grain.MONTH, evening, running=running)


def _same_soldes(scope: Scope, period: Period) -> Period | None:
    """Within soldes, a first markdown is never compared with a second one."""
    if not any(one.kind is EventKind.SOLDES for one in events(scope, period)):
        return None
    found = same_event(scope, period)
    return found[1] if found else None
