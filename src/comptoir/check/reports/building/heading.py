"""What stands above a report: whose, which days, against which, how fresh, what is doubtful."""

from collections.abc import Iterator
from datetime import datetime

from babel.dates import format_datetime
from django.utils.translation import gettext as _

from comptoir.check.reports.shapes import Header, Source
from comptoir.check.reports.weeks import Week
from comptoir.core.calendar.api import events
from comptoir.core.companies.api import Scope
from comptoir.core.money import format_day, format_period
from comptoir.core.periods import Comparison
from comptoir.measure.reading.api import TAX_WORDS, loaded_days
from comptoir.measure.sync.api import statuses
from comptoir.measure.tracking.api import sentence, tracking_shifts

STUCK = ("late", "broken")


def heading(scope: Scope, week: Week, snapshot: int, refreshed: datetime, tax: str, locale: str) -> Header:
    return Header(
        company=scope.name,
        slug=scope.slug,
        title=_("Weekly report"),
        period=format_period(week.period, locale),
        before=format_period(week.before, locale),
        last_year=format_period(week.last_year, locale),
        tax=str(TAX_WORDS[tax]),
        currency=scope.currency,
        snapshot=snapshot,
        refreshed=format_datetime(refreshed.astimezone(scope.zone), "medium", locale=locale),
        language=locale,
        is_simulated=scope.is_simulated,
        sources=tuple(_sources(scope, locale)),
        incidents=tuple(_incidents(scope, week)),
        remarks=tuple(remarks(scope, week, locale)),
    )


def _sources(scope: Scope, locale: str) -> Iterator[Source]:
    for one in statuses(scope):
        is_late = one.freshness in STUCK
        yield Source(one.held.name, _("not up to date") if is_late else _("up to date"), is_late)
    loaded = loaded_days(scope)
    if loaded is not None:
        yield Source(_("Orders"), _("loaded up to %(day)s") % {"day": format_day(loaded.end, locale)})


def _incidents(scope: Scope, week: Week) -> Iterator[str]:
    for one in events(scope, week.period):
        if one.is_incident:
            yield f"{one.name} ({one.day_start} – {one.day_end})"
    yield from (sentence(one) for one in tracking_shifts(scope, week.period))


def remarks(scope: Scope, week: Week, locale: str) -> Iterator[str]:
    """Weeks whose numbers differ, days of soldes, a week that runs: said, never silent."""
    if week.comparison is Comparison.EVENT:
        yield _("Last year is the same days of the sales: %(days)s.") % {
            "days": format_period(week.last_year, locale)
        }
    elif week.period.start.isocalendar().week != week.last_year.start.isocalendar().week:
        yield _("Last year is the same weekdays 364 days before: %(now)s faces %(then)s.") % {
            "now": format_period(week.period, locale),
            "then": format_period(week.last_year, locale),
        }
    loaded = loaded_days(scope)
    if loaded is not None and loaded.end < week.end:
        yield _(
            "Orders are loaded up to %(day)s: the days after it look empty, and the week is not whole."
        ) % {"day": format_day(loaded.end, locale)}
    if week.is_running:
        yield _("The week still runs: it is compared with the same elapsed days.")
