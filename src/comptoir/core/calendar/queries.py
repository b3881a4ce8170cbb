"""Reads of a company's calendar."""

import re
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from comptoir.core.calendar.computed import computed_events, incidents_of_tools
from comptoir.core.calendar.event import Event
from comptoir.core.calendar.models import CalendarEvent, CalendarLook, EventKind
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import NotFoundError, closest
from comptoir.core.periods import ALIGNED_YEAR, Period


def events(scope: Scope, period: Period) -> list[Event]:
    """Computed and own events that touch the period, in order of days."""
    scope.require(Permission.VIEW_FIGURES)
    rows = own_rows(scope).filter(day_start__lte=period.end, day_end__gte=period.start)
    found = [
        *computed_events(scope.country, period),
        *incidents_of_tools(scope.company_id, period),
        *map(as_event, rows),
    ]
    return sorted(found, key=lambda event: (event.day_start, event.day_end))


def events_of_year(scope: Scope, year: int) -> list[Event]:
    return events(scope, Period(date(year, 1, 1), date(year, 12, 31)))


def was_looked_at(scope: Scope) -> bool:
    """Whether somebody has opened the calendar of the company, or added to it."""
    scope.require(Permission.VIEW_FIGURES)
    return CalendarLook.objects.filter(company_id=scope.company_id).exists() or own_rows(scope).exists()


def own_rows(scope: Scope) -> QuerySet[CalendarEvent]:
    return CalendarEvent.objects.filter(company_id=scope.company_id, deleted_at=None)


def own_row(scope: Scope, event_id: int, *, is_deleted: bool = False) -> CalendarEvent:
    row = CalendarEvent.objects.filter(
        company_id=scope.company_id, pk=event_id, deleted_at__isnull=not is_deleted
    ).first()
    if row is None:
        raise NotFoundError(
            _("There is no event %(id)d in the calendar of %(company)s.")
            % {"id": event_id, "company": scope.name}
        )
    return row


def as_event(row: CalendarEvent) -> Event:
    return Event(row.day_start, row.day_end, row.name, EventKind(row.kind), note=row.note, id=row.pk)


def event_named(scope: Scope, name: str, year: int) -> Event:
    """The event of that year with this code (`black_friday`) or name (« Soldes d'hiver », one's own)."""
    known = [event for event in events_of_year(scope, year) if event.day_start.year == year]
    wanted = _plain(name)
    for event in known:
        if wanted in {_plain(event.code), _plain(event.name)}:
            return event
    guess = closest(name, [event.name for event in known])
    raise NotFoundError(
        _("There is no event « %(name)s » in %(year)d.") % {"name": name, "year": year},
        advice=_("Did you mean « %(guess)s »?") % {"guess": guess}
        if guess
        else _("The calendar lists them; add it there."),
    )


def same_event(scope: Scope, period: Period) -> tuple[Period, Period] | None:
    """The period, and the same days of the same event a year before; none without such an event.

    Each day keeps its distance to the first day of the event, so that the first markdown of the soldes
    faces the first markdown, and both periods have the same length.
    """
    for event in sorted(events(scope, period), key=lambda each: _closeness(each, period)):
        before = _year_before(scope, event)
        if before is not None:
            return period, period.moved(before.day_start - event.day_start)
    return None


_WEIGHT = {EventKind.SOLDES: 0, EventKind.PROMOTION: 1, EventKind.CAMPAIGN: 1, EventKind.KEY_EVENT: 3}
_STRONG_KEY_EVENTS = frozenset({"black_friday", "cyber_monday"})
_NEVER_COMPARED = frozenset(
    {EventKind.OUTAGE, EventKind.DATA_INCIDENT, EventKind.PRICE_CHANGE, EventKind.OTHER}
)
_SEARCHED = timedelta(days=60)
"""How far from the aligned day an event of the year before may lie: Easter moves by five weeks."""


def _closeness(event: Event, period: Period) -> tuple[int, int, int, date]:
    """What explains the period best comes first: most days covered, then the weightier, then the shorter."""
    shared = event.period.overlap(period)
    covered = shared.days if shared else 0
    weight = 2 if event.code in _STRONG_KEY_EVENTS else _WEIGHT.get(event.kind, 4)
    return -covered, weight, event.period.days, event.day_start


def _year_before(scope: Scope, event: Event) -> Event | None:
    if event.kind in _NEVER_COMPARED:
        return None
    aligned = event.day_start - ALIGNED_YEAR
    around = Period(aligned - _SEARCHED, aligned + _SEARCHED)
    twins = [
        each
        for each in events(scope, around)
        if each.kind == event.kind and _identity(each) == _identity(event) and each.day_start in around
    ]
    return min(twins, key=lambda each: abs(each.day_start - aligned), default=None)


def _identity(event: Event) -> str:
    """What is the same from year to year: the code, or the name without its year."""
    return event.code or _plain(re.sub(r"\b(19|20)\d\d\b", "", event.name))


def _plain(words: str) -> str:
    return re.sub(r"[\s_’'-]+", " ", words).strip().casefold()
