"""The list of imports, the drop of a file, and an import on its way."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from comptoir.core import clock
from comptoir.core.companies.api import Permission
from comptoir.core.errors import InputError
from comptoir.core.jobs.api import Job, State, cancel, retry
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.measure.ingest import listing
from comptoir.measure.ingest.models import ImportRun
from comptoir.measure.ingest.queries import import_run
from comptoir.measure.ingest.receiving import Received, Receiver, receive, too_large
from comptoir.measure.ingest.rejects import reasons
from comptoir.measure.ingest.undoing import is_undoable, undo_import
from comptoir.measure.ingest.uploads import discard, file_of_run, folder_of, keep, upload_of

SLOW_START = 15
"""Seconds after which a waiting job lets one suspect that no worker runs."""


@require_safe
@company_view()
def imports(request: CompanyRequest) -> HttpResponse:
    """Every import of the company, what is on its way, and the place to drop the next file."""
    return render_page(request, "ingest/imports.html", _listed(request), part="imports")


@csrf_exempt  # here only: the body must not be read before its bounds are set; `_received` checks the token
@require_POST
@company_view(Permission.IMPORT_DATA)
def upload(request: CompanyRequest) -> HttpResponseBase:
    """Keep a file and go on to its mapping."""
    return _received(request, receive(request, folder_of(request.scope.company_id)))


@csrf_protect
def _received(request: CompanyRequest, receiver: Receiver) -> HttpResponseBase:
    try:
        file = request.FILES.get("file")
        if receiver.is_too_large:
            raise too_large()
        if not isinstance(file, Received):
            raise InputError(_("No file came."), advice=_("Choose a file, or drop it on the zone."))
        kept = keep(request.scope, file)
    except InputError as error:
        return render_page(
            request,
            "ingest/imports.html",
            _listed(request) | {"error": error},
            part="drop",
            status=error.http_status,
        )
    return _go(request, "imports:file", key=kept.pk)


@require_POST
@company_view(Permission.IMPORT_DATA)
def remove(request: CompanyRequest, key: int) -> HttpResponse:
    """Forget a file that nobody imports."""
    discard(request.scope, upload_of(request.scope, key))
    return redirect("imports:list", company=request.scope.slug)


@require_safe
@company_view(Permission.IMPORT_DATA)
def progress(request: CompanyRequest, key: int) -> HttpResponse:
    """An import on its way; the page asks again until it has ended, and may be left."""
    job = listing.import_job(request.scope, key)
    number = (job.result or {}).get("number")
    run = import_run(request.scope, number) if job.state == State.DONE and number else None
    waited = (clock.now() - job.created_at).total_seconds()
    context = {
        "job": job,
        "is_slow": job.state == State.QUEUED and job.attempts == 0 and waited > SLOW_START,
        **(_outcome(run) if run else {}),
    }
    return render_page(request, "ingest/progress.html", context, part="state")


@require_POST
@company_view(Permission.IMPORT_DATA)
def cancel_import(request: CompanyRequest, key: int) -> HttpResponse:
    return _changed(request, cancel(request.scope, listing.import_job(request.scope, key).pk))


@require_POST
@company_view(Permission.IMPORT_DATA)
def retry_import(request: CompanyRequest, key: int) -> HttpResponse:
    """Start a failed or cancelled import again, with the same file and mapping."""
    job = listing.import_job(request.scope, key)
    upload_of(request.scope, int(job.arguments["upload"]))  # says so now if the file is gone
    return _changed(request, retry(request.scope, job.pk))


@require_safe
@company_view()
def result(request: CompanyRequest, number: int) -> HttpResponse:
    """What became of an import."""
    scope = request.scope
    run = import_run(scope, number)
    [entry] = listing.entries([run])
    more = {"entry": entry, "upload": file_of_run(scope, run), "is_undoable": is_undoable(scope, run)}
    return render_page(request, "ingest/import.html", _outcome(run) | more)


@require_POST
@company_view(Permission.IMPORT_DATA)
def undo(request: CompanyRequest, number: int) -> HttpResponse:
    """Take an import back; its page says so."""
    run = undo_import(request.scope, number)
    return redirect("imports:import", company=request.scope.slug, number=run.number)


def _listed(request: CompanyRequest) -> dict[str, Any]:
    scope = request.scope
    page = listing.import_entries(scope, request.GET.get("page", 1))
    return {
        "entries": listing.entries(list(page)),
        "page": page,
        "jobs": listing.running_imports(scope),
        "uploads": listing.unfinished_uploads(scope) if scope.may(Permission.IMPORT_DATA) else [],
        "may_import": scope.may(Permission.IMPORT_DATA),
        "most_bytes": settings.MAX_UPLOAD_BYTES,
    }


def _outcome(run: ImportRun) -> dict[str, Any]:
    return {"run": run, "reasons": reasons(run), "repeated": run.repeated}


def _changed(request: CompanyRequest, job: Job) -> HttpResponse:
    return redirect("imports:job", company=request.scope.slug, key=job.pk)


def _go(request: CompanyRequest, name: str, **where: Any) -> HttpResponse:
    """To another page, whoever asked: the browser or htmx."""
    address = resolve_url(name, company=request.scope.slug, **where)
    return HttpResponseClientRedirect(address) if request.htmx else redirect(address)
