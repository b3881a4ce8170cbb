"""The page of payouts received, against what was due."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import UsageError
from comptoir.core.money import format_money
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import Table, table_response
from comptoir.measure.sync.days import days_of
from comptoir.measure.sync.payout_tables import TABLES, days_table, months_table
from comptoir.measure.sync.payouts import ProviderPayouts, payouts_by_provider

PAGE = "sync/payouts.html"
LONGEST = 366


@dataclass(frozen=True, slots=True)
class Shown:
    """A provider on the page."""

    one: ProviderPayouts
    received: str
    outstanding: str
    """Due and not received, or received beyond it: without a sign."""
    months: Table
    days: Table


@require_safe
@company_view(Permission.VIEW_FIGURES)
def payouts(request: CompanyRequest) -> HttpResponse:
    """Every provider of which payouts are loaded; of the others, which are not."""
    try:
        first, last = _days(request)
    except UsageError as error:
        first, last = _usual(request.scope)
        context = {"first": first, "last": last, "error": error}
        return render_page(request, PAGE, context, status=422)
    found = _found(request.scope, first, last)
    context = {
        "first": first,
        "last": last,
        "shown": [_shown(one) for one in found if one.has_payouts],
        "untold": [one for one in found if one.has_payments and not one.has_payouts],
        "has_days": any(one.days for one in found),
        "may_export": request.scope.may(Permission.EXPORT),
        "may_import": request.scope.may(Permission.IMPORT_DATA),
        "may_connect": request.scope.may(Permission.MANAGE_CONNECTIONS),
    }
    return render_page(request, PAGE, context)


@require_safe
@company_view(Permission.EXPORT)
def payouts_export(request: CompanyRequest) -> HttpResponse:
    """The months or the days of a provider, or of every one, as a file."""
    which = request.GET.get("table", "months")
    if which not in TABLES:
        raise UsageError(
            _("There is no table « %(table)s ».") % {"table": which},
            _("Allowed: %(allowed)s.") % {"allowed": ", ".join(TABLES)},
        )
    first, last = _days(request)
    chosen = request.GET.get("provider", "")
    found = [
        one
        for one in _found(request.scope, first, last)
        if one.days and (not chosen or one.provider == chosen)
    ]
    name = f"{request.scope.slug}-{_('payouts')}-{first}-{last}"
    return table_response(TABLES[which](found), request.GET.get("format", "csv"), name)


def _found(scope: Scope, first: date, last: date) -> tuple[ProviderPayouts, ...]:
    from comptoir.measure.sync.held_payouts import held_movements  # noqa: PLC0415 - heavy

    return payouts_by_provider(held_movements(scope, first, last), first, last)


def _shown(one: ProviderPayouts) -> Shown:
    language = get_language() or "fr"
    running = abs(one.last.running) if one.days else one.received
    return Shown(
        one,
        received=format_money(one.received, one.currency, language),
        outstanding=format_money(running, one.currency, language),
        months=months_table([one], one.currency),
        days=days_table([one], one.currency),
    )


def _usual(scope: Scope) -> tuple[date, date]:
    """Yesterday's month and the two before it: today's payments are still coming."""
    yesterday = scope.today() - timedelta(days=1)
    months = yesterday.year * 12 + yesterday.month - 1 - 2
    return date(months // 12, months % 12 + 1, 1), yesterday


def _days(request: CompanyRequest) -> tuple[date, date]:
    if not request.GET.get("from") and not request.GET.get("to"):
        return _usual(request.scope)
    first, last = days_of(request.GET.dict())
    if not 0 <= (last - first).days < LONGEST:
        raise UsageError(
            _("From %(first)s to %(last)s is no period that can be compared.")
            % {"first": first, "last": last},
            _("Allowed: one day to one year, the first day before the last."),
        )
    return first, last
