"""The page of the comparisons of a connection with its shop."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comptoir.connectors.connections.api import Connection, connection, source_of
from comptoir.connectors.source import DateBasis
from comptoir.core.companies.api import Permission
from comptoir.core.errors import NotFoundError, UsageError
from comptoir.core.jobs.api import Job, State
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import table_response
from comptoir.measure.sync import reconciling
from comptoir.measure.sync.comparison_tables import BASES, TABLES
from comptoir.measure.sync.comparisons import comparison, found_of, held_comparisons
from comptoir.measure.sync.days import days_of
from comptoir.measure.sync.models import Comparison

PAGE = "sync/reconcile.html"


@require_safe
@company_view(Permission.IMPORT_DATA)
def reconciliation(request: CompanyRequest, key: int) -> HttpResponse:
    """What the newest comparison found, or one of the last few. The shop is asked by a job alone."""
    held = connection(request.scope, key)
    return render_page(request, PAGE, _context(request, held), part="state")


@require_POST
@company_view(Permission.IMPORT_DATA)
def compare(request: CompanyRequest, key: int) -> HttpResponse:
    """Ask for a comparison of these days."""
    held = connection(request.scope, key)
    try:
        reconciling.ask_comparison(request.scope, key, *days_of(request.POST.dict()))
    except UsageError as error:
        return render_page(request, PAGE, _context(request, held) | {"error": error}, status=422)
    return redirect("sync:reconcile", company=request.scope.slug, key=key)


@require_POST
@company_view(Permission.IMPORT_DATA)
def settle(request: CompanyRequest, key: int) -> HttpResponse:
    """Read these days again, and let go what the shop no longer has."""
    job = reconciling.ask_settling(request.scope, key, *days_of(request.POST.dict()))
    return redirect("jobs:job", company=request.scope.slug, job_id=job.pk)


@require_safe
@company_view(Permission.IMPORT_DATA)
def export(request: CompanyRequest, key: int) -> HttpResponse:
    """A table of a kept comparison as a file, for those who see it and may take figures away."""
    request.scope.require(Permission.EXPORT)
    kept = comparison(connection(request.scope, key), _chosen(request))
    which = request.GET.get("table", "days")
    if which not in TABLES:
        raise UsageError(
            _("There is no table « %(table)s ».") % {"table": which},
            _("Allowed: %(allowed)s.") % {"allowed": ", ".join(TABLES)},
        )
    table = TABLES[which](found_of(kept), request.scope.currency)
    name = f"{request.scope.slug}-{_('reconciliation')}-{kept.first_day}-{kept.last_day}"
    return table_response(table, request.GET.get("format", "csv"), name)


def _context(request: CompanyRequest, held: Connection) -> dict[str, Any]:
    kept = _kept(request, held)
    first, last = (kept.first_day, kept.last_day) if kept else reconciling.usual_period(request.scope)
    context: dict[str, Any] = {"held": held, "source": source_of(held.vendor), "first": first, "last": last}
    context["may_export"] = request.scope.may(Permission.EXPORT)
    context["job"], context["failed"] = _jobs(request, held)
    if kept is None:
        return context
    found = found_of(kept)
    tables = {name: table(found, request.scope.currency) for name, table in TABLES.items()}
    return context | {
        "kept": kept,
        "found": found,
        "tables": tables,
        "basis": BASES[DateBasis(kept.basis)],
        "all": list(held_comparisons(held)),
    }


def _jobs(request: CompanyRequest, held: Connection) -> tuple[Job | None, Job | None]:
    """The job that compares now, and the one that could not since the newest comparison."""
    last: Job | None = reconciling.comparing_jobs(request.scope, held.pk).first()
    if last is None or last.is_active:
        return last, None
    newest = held_comparisons(held).first()
    is_news = last.state == State.FAILED and (newest is None or newest.made_at < last.created_at)
    return None, last if is_news else None


def _kept(request: CompanyRequest, held: Connection) -> Comparison | None:
    chosen = _chosen(request)
    if chosen is not None:
        return comparison(held, chosen)
    try:
        return comparison(held)
    except NotFoundError:
        return None


def _chosen(request: CompanyRequest) -> int | None:
    said = request.GET.get("comparison", "")
    return int(said) if said.isdecimal() and len(said) < 19 else None
