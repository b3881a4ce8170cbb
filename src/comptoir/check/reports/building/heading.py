"""What stands above a report: whose, which days, against which, how fresh, what is doubtful."""

from collections.abc import Iterator
from datetime import datetime

from babel.dates import format_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.check.reports.building import naming
from comptoir.check.reports.kinds import Kind
from comptoir.check.reports.shapes import Header, Source
from comptoir.check.reports.spans import Span
from comptoir.core.calendar.api import Event, EventKind, events
from comptoir.core.companies.api import Scope
from comptoir.core.money import format_day, format_period
from comptoir.core.periods import Comparison, Grain, Period
from comptoir.measure.reading.api import TAX_WORDS, loaded_days
from comptoir.measure.sync.api import statuses
from comptoir.measure.tracking.api import sentence, tracking_shifts

STUCK = ("late", "broken")
SATURDAY = 6
COMMERCIAL = (EventKind.SOLDES, EventKind.PROMOTION, EventKind.CAMPAIGN, EventKind.KEY_EVENT)


def heading(
    scope: Scope, kind: Kind, span: Span, snapshot: int, refreshed: datetime, tax: str, locale: str
) -> Header:
    return Header(
        company=scope.name,
        slug=scope.slug,
        title=str(kind.label),
        grain=span.grain.value,
        period=format_period(span.period, locale),
        before=format_period(span.before, locale),
        last_year=format_period(span.last_year, locale),
        tax=str(TAX_WORDS[tax]),
        currency=scope.currency,
        snapshot=snapshot,
        refreshed=format_datetime(refreshed.astimezone(scope.zone), "medium", locale=locale),
        language=locale,
        is_simulated=scope.is_simulated,
        sources=tuple(_sources(scope, locale)),
        incidents=tuple(_incidents(scope, span)),
        remarks=tuple(remarks(scope, span, locale)),
    )


def _sources(scope: Scope, locale: str) -> Iterator[Source]:
    for one in statuses(scope):
        is_late = one.freshness in STUCK
        yield Source(one.held.name, _("not up to date") if is_late else _("up to date"), is_late)
    loaded = loaded_days(scope)
    if loaded is not None:
        yield Source(_("Orders"), _("loaded up to %(day)s") % {"day": format_day(loaded.end, locale)})


def _incidents(scope: Scope, span: Span) -> Iterator[str]:
    for one in events(scope, span.period):
        if one.is_incident:
            yield f"{one.name} ({one.day_start} – {one.day_end})"
    yield from (sentence(one) for one in tracking_shifts(scope, span.period))


def remarks(scope: Scope, span: Span, locale: str) -> Iterator[str]:
    """Weeks whose numbers differ, days of soldes, what two months held, days that run: said, never silent."""
    if span.grain is Grain.MONTH:
        yield " ".join(_held(scope, one, locale) for one in (span.period, span.last_year))
    elif span.comparison is Comparison.EVENT:
        yield _("Last year is the same days of the sales: %(days)s.") % {
            "days": format_period(span.last_year, locale)
        }
    elif span.period.start.isocalendar().week != span.last_year.start.isocalendar().week:
        yield _("Last year is the same weekdays 364 days before: %(now)s faces %(then)s.") % {
            "now": format_period(span.period, locale),
            "then": format_period(span.last_year, locale),
        }
    loaded = loaded_days(scope)
    if loaded is not None and loaded.end < span.end:
        yield str(naming.NOT_WHOLE[span.grain]) % {"day": format_day(loaded.end, locale)}
    if span.is_running:
        yield str(naming.RUNNING[span.grain])


def _held(scope: Scope, days: Period, locale: str) -> str:
    """The Saturdays and the commercial events of a month: two months that face each other seldom hold the same."""
    name = format_period(days, locale)
    count = sum(day.isoweekday() == SATURDAY for day in days)
    saturdays = ngettext("%(count)d Saturday", "%(count)d Saturdays", count) % {"count": count}
    told = [_event(one, days) for one in events(scope, days) if one.kind in COMMERCIAL]
    words = ", ".join([saturdays, *(told or [_("no commercial event")])])
    return _("%(month)s: %(held)s.") % {"month": f"{name[:1].upper()}{name[1:]}", "held": words}


def _event(one: Event, days: Period) -> str:
    shared = one.period.overlap(days)
    count = shared.days if shared else 0
    if count == 1:
        return one.name
    return ngettext("%(event)s (%(count)d day)", "%(event)s (%(count)d days)", count) % {
        "event": one.name,
        "count": count,
    }
