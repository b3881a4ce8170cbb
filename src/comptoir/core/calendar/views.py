from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comptoir.core import clock
from comptoir.core.calendar import actions
from comptoir.core.calendar import export as exports
from comptoir.core.calendar.event import Event
from comptoir.core.calendar.forms import EventForm
from comptoir.core.calendar.pages import months_of
from comptoir.core.calendar.queries import as_event, events_of_year, own_row
from comptoir.core.companies.api import Permission
from comptoir.core.errors import InputError, NotFoundError, UsageError
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import table_response

_FIRST_YEAR, _LAST_YEAR = 1990, 2100


@require_safe
@company_view(Permission.VIEW_FIGURES)
def year_page(request: CompanyRequest) -> HttpResponse:
    year = _year(request)
    actions.note_look(request.scope)
    found = events_of_year(request.scope, year)
    context = {
        "year": year,
        "months": months_of(year, found, request.scope.week_start),
        "today": request.scope.today(),
        "may_edit": request.scope.may(Permission.EDIT_CALENDAR),
        "deleted": _deleted(request),
    }
    return render_page(request, "calendar/year.html", context, part="year")


@require_http_methods(["GET", "HEAD", "POST"])
@company_view(Permission.EDIT_CALENDAR)
def add_page(request: CompanyRequest) -> HttpResponse:
    form = EventForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            event = actions.add_event(request.scope, form.draft())
        except InputError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("« %(name)s » is in the calendar.") % {"name": event.name})
            return _to_year(request, event)
    return _form_page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@company_view(Permission.EDIT_CALENDAR)
def edit_page(request: CompanyRequest, event_id: int) -> HttpResponse:
    event = as_event(own_row(request.scope, event_id))
    form = EventForm(request.POST) if request.method == "POST" else EventForm.of(event)
    if request.method == "POST" and form.is_valid():
        try:
            event = actions.edit_event(request.scope, event_id, form.draft())
        except InputError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("« %(name)s » is changed.") % {"name": event.name})
            return _to_year(request, event)
    return _form_page(request, form, event)


@require_POST
@company_view(Permission.EDIT_CALENDAR)
def delete(request: CompanyRequest, event_id: int) -> HttpResponse:
    event = actions.delete_event(request.scope, event_id)
    return _to_year(request, event, deleted=event_id)


@require_POST
@company_view(Permission.EDIT_CALENDAR)
def restore(request: CompanyRequest, event_id: int) -> HttpResponse:
    event = actions.restore_event(request.scope, event_id)
    messages.success(request, _("« %(name)s » is in the calendar again.") % {"name": event.name})
    return _to_year(request, event)


@require_safe
@company_view(Permission.EXPORT)
def export(request: CompanyRequest, suffix: str) -> HttpResponse:
    year = _year(request)
    found = events_of_year(request.scope, year)
    filename = f"{request.scope.slug}-{_('calendar')}-{year}"
    if suffix != "ics":
        return table_response(exports.as_table(found), suffix, filename)
    body = exports.as_icalendar(found, request.scope.slug, clock.now())
    return HttpResponse(
        body,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{filename}.ics"'},
    )


def _year(request: CompanyRequest) -> int:
    given = request.GET.get("year", "")
    if not given:
        return request.scope.today().year
    if not (given.isascii() and given.isdigit() and _FIRST_YEAR <= int(given[:6]) <= _LAST_YEAR):
        raise UsageError(
            _("The year is « %(year)s ».") % {"year": given[:20]},
            _("Allowed: %(first)d to %(last)d.") % {"first": _FIRST_YEAR, "last": _LAST_YEAR},
        )
    return int(given)


def _deleted(request: CompanyRequest) -> Event | None:
    """The event just deleted, so that the page can offer to take it back."""
    given = request.GET.get("deleted", "")
    if not (given.isascii() and given.isdigit() and len(given) < 18):
        return None
    try:
        return as_event(own_row(request.scope, int(given), is_deleted=True))
    except NotFoundError:
        return None


def _to_year(request: CompanyRequest, event: Event, **query: Any) -> HttpResponse:
    address = reverse(
        "calendar:year", kwargs={"company": request.scope.slug}, query={"year": event.day_start.year, **query}
    )
    return redirect(address)


def _form_page(request: CompanyRequest, form: EventForm, event: Event | None) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render_page(request, "calendar/event.html", {"form": form, "event": event}, status=status)
