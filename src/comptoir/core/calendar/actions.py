"""The verbs on the calendar: permission, one transaction, audit."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.audit.api import put_away, record, revise, take_back
from comptoir.core.calendar.computed import legal_sales
from comptoir.core.calendar.event import Event
from comptoir.core.calendar.models import CalendarEvent, CalendarLook, EventKind
from comptoir.core.calendar.queries import as_event, own_row
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import InputError
from comptoir.core.periods import Period

LONGEST = timedelta(days=366)
_FIELDS = ("name", "kind", "day_start", "day_end", "note")


@dataclass(frozen=True, slots=True)
class Draft:
    """An event as a person describes it."""

    name: str
    kind: EventKind
    day_start: date
    day_end: date
    note: str = ""


def add_event(scope: Scope, draft: Draft) -> Event:
    scope.require(Permission.EDIT_CALENDAR)
    _check(scope, draft)
    with transaction.atomic():
        row = CalendarEvent(
            company_id=scope.company_id,
            created_by_id=scope.actor_id,
            created_at=clock.now(),
            **_fields(draft),
        )
        row.save()
        record(scope, "event.added", _target(row), **_fields(draft))
    return as_event(row)


def edit_event(scope: Scope, event_id: int, draft: Draft) -> Event:
    scope.require(Permission.EDIT_CALENDAR)
    _check(scope, draft)
    with transaction.atomic():
        row = own_row(scope, event_id)
        revise(scope, row, _FIELDS, _fields(draft), "event.edited", _target(row))
    return as_event(row)


def delete_event(scope: Scope, event_id: int) -> Event:
    """`restore_event` undoes it."""
    scope.require(Permission.EDIT_CALENDAR)
    with transaction.atomic():
        row = own_row(scope, event_id)
        put_away(scope, row, "event.deleted", _target(row), name=row.name)
    return as_event(row)


def restore_event(scope: Scope, event_id: int) -> Event:
    scope.require(Permission.EDIT_CALENDAR)
    with transaction.atomic():
        row = own_row(scope, event_id, is_deleted=True)
        take_back(scope, row, "event.restored", _target(row), name=row.name)
    return as_event(row)


def _check(scope: Scope, draft: Draft) -> None:
    if not draft.name.strip():
        raise InputError(_("The event has no name."), advice=_("Give it the name that charts shall show."))
    if draft.day_end < draft.day_start:
        raise InputError(
            _("The event ends on %(end)s, before it starts on %(start)s.")
            % {"start": _day(draft.day_start), "end": _day(draft.day_end)},
            advice=_("Exchange the two days."),
        )
    if draft.day_end - draft.day_start >= LONGEST:
        raise InputError(
            _("The event lasts longer than a year."), advice=_("Cut it into one event for each year.")
        )
    if draft.kind == EventKind.SOLDES and scope.country == "FR":
        _check_legal_sales(draft)


def _check_legal_sales(draft: Draft) -> None:
    """« Soldes » is a legal word (code de commerce L310-3): it names nothing outside the legal weeks."""
    days = Period(draft.day_start, draft.day_end)
    legal = legal_sales("FR", draft.day_start.year)
    if any(days.overlap(sales.period) == days for sales in legal):
        return
    weeks = ", ".join(f"{_day(sales.day_start)} – {_day(sales.day_end)}" for sales in legal)
    raise InputError(
        _("French law keeps the word « soldes » for its legal weeks."),
        _("In %(year)d: %(weeks)s.") % {"year": draft.day_start.year, "weeks": weeks} if weeks else "",
        _("Outside of them, choose « Promotion »."),
    )


def _day(day: date) -> str:
    return date_format(day, "SHORT_DATE_FORMAT")


def _fields(draft: Draft) -> dict[str, Any]:
    return {
        "name": draft.name.strip(),
        "kind": draft.kind.value,
        "day_start": draft.day_start,
        "day_end": draft.day_end,
        "note": draft.note.strip(),
    }


def _target(row: CalendarEvent) -> str:
    return f"calendar event {row.pk}"


def note_look(scope: Scope) -> None:
    """That the calendar was opened: the first time alone is kept, for the list of first steps."""
    scope.require(Permission.VIEW_FIGURES)
    if not CalendarLook.objects.filter(company_id=scope.company_id).exists():
        CalendarLook.objects.get_or_create(company_id=scope.company_id, defaults={"looked_at": clock.now()})
