"""The page that sets the shop's own orders against ours."""

from datetime import date

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comptoir.connectors.connections.api import connection, source_of
from comptoir.core.companies.api import Permission
from comptoir.core.errors import ComptoirError, UsageError
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import table_response
from comptoir.measure.sync import reconciling


@require_safe
@company_view(Permission.IMPORT_DATA)
def reconciliation(request: CompanyRequest, key: int) -> HttpResponse:
    """The shop is asked when the period is chosen, not when the page is opened."""
    held = connection(request.scope, key)
    first, last = _period(request)
    context = {"held": held, "source": source_of(held.vendor), "first": first, "last": last}
    if "from" not in request.GET:
        return render_page(request, "sync/reconcile.html", context)
    try:
        found = reconciling.reconciled(request.scope, key, first, last)
    except ComptoirError as error:
        context["error"] = error
        return render_page(request, "sync/reconcile.html", context, status=error.http_status)
    currency = request.scope.currency
    context |= {
        "found": found,
        "days": reconciling.days_table(found, currency),
        "differences": reconciling.differences_table(found, currency),
        "query": request.GET.urlencode(),
    }
    return render_page(request, "sync/reconcile.html", context)


@require_POST
@company_view(Permission.IMPORT_DATA)
def settle(request: CompanyRequest, key: int) -> HttpResponse:
    """Read these days again, and let go what the shop no longer has."""
    job = reconciling.ask_settling(request.scope, key, *_days(request.POST))
    return redirect("jobs:job", company=request.scope.slug, job_id=job.pk)


@require_safe
@company_view(Permission.IMPORT_DATA)
def export(request: CompanyRequest, key: int) -> HttpResponse:
    """The days or the orders as a file."""
    first, last = _period(request)
    found = reconciling.reconciled(request.scope, key, first, last)
    is_days = request.GET.get("table") != "orders"
    table = (reconciling.days_table if is_days else reconciling.differences_table)(
        found, request.scope.currency
    )
    name = f"{request.scope.slug}-{_('reconciliation')}-{first}-{last}"
    return table_response(table, request.GET.get("format", "csv"), name)


def _period(request: CompanyRequest) -> tuple[date, date]:
    return _days(request.GET) if "from" in request.GET else reconciling.usual_period(request.scope)


def _days(given: QueryDict) -> tuple[date, date]:
    try:
        return date.fromisoformat(given.get("from", "")), date.fromisoformat(given.get("to", ""))
    except ValueError as error:
        raise UsageError(
            _("This is not a day."), _("Allowed: a day of the calendar, as 2026-01-31.")
        ) from error
