"""What the calendar writes above a trend: every incident, and as many events as can be read."""

from collections.abc import Iterable
from datetime import date

from comptoir.core.calendar.api import Event, EventKind, events
from comptoir.core.charts.api import CalendarMark
from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period
from comptoir.measure.tracking.api import event_of, tracking_shifts

APART = 0.14
"""Two labels closer than this share of the period would overlap."""
_WEIGHTS = {EventKind.HOLIDAY: 2, EventKind.KEY_EVENT: 1}
"""The company's own events and the legal sales come first, holidays last."""


def calendar_marks(scope: Scope, period: Period, metric: str) -> list[CalendarMark]:
    """Of the trend of one metric: an incident that spares it is no mark."""
    moved = [event_of(shift) for shift in tracking_shifts(scope, period)]
    found = [*events(scope, period), *moved]
    incidents = [_mark(event, period) for event in found if event.makes_doubtful(metric)]
    return incidents + _readable((event for event in found if not event.is_incident), period)


def _readable(found: Iterable[Event], period: Period) -> list[CalendarMark]:
    """The most telling first; what would overlap one already chosen is left to the calendar's own page."""
    chosen: dict[date, Event] = {}
    for event in sorted(found, key=lambda event: (_WEIGHTS.get(event.kind, 0), event.day_start)):
        day = max(event.day_start, period.start)
        if all(abs((day - other).days) >= APART * period.days for other in chosen):
            chosen[day] = event
    return [_mark(chosen[day], period) for day in sorted(chosen)]


def _mark(event: Event, period: Period) -> CalendarMark:
    start, end = max(event.day_start, period.start), min(event.day_end, period.end)
    return CalendarMark(start, end, str(event.name), event.is_incident)
