"""The week of a report and the weeks that it faces: S-1, and N-1 by weekdays or by the days of the soldes."""

from dataclasses import dataclass
from datetime import date, timedelta

from comptoir.core.calendar.api import EventKind, events, same_event
from comptoir.core.companies.api import Scope
from comptoir.core.periods import Comparison, Grain, Period, bucket, bucket_start, compare_period


@dataclass(frozen=True, slots=True)
class Week:
    period: Period
    before: Period
    last_year: Period
    comparison: Comparison
    """How last year is found: the same weekdays, or the same days of the soldes."""
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


def week_of(scope: Scope, evening: date, *, running: bool = False) -> Week:
    """The last week that is over on that evening; with `running`, the one that runs, up to that evening, which then
    faces the same elapsed days of the others."""
    whole = bucket(evening, Grain.WEEK, scope.week_start)
    if running:
        period = Period(whole.start, evening)
    elif whole.end > evening:
        period = whole.moved(timedelta(days=-7))
    else:
        period = whole
    before, aligned = (
        compare_period(period, Grain.WEEK, comparison, evening, scope.week_start)
        for comparison in (Comparison.PREVIOUS, Comparison.YEAR)
    )
    is_running = running and whole.end > evening
    facing = _same_soldes(scope, period)
    if facing is None or facing == aligned:
        return Week(period, before, aligned, Comparison.YEAR, is_running)
    return Week(period, before, facing, Comparison.EVENT, is_running)


def _same_soldes(scope: Scope, period: Period) -> Period | None:
    """Within soldes, a first markdown is never compared with a second one."""
    if not any(one.kind is EventKind.SOLDES for one in events(scope, period)):
        return None
    found = same_event(scope, period)
    return found[1] if found else None
