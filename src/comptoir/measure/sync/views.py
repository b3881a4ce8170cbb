"""The pages of connections."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comptoir.connectors.connections.api import (
    Connection,
    add_connection,
    change_connection,
    connection,
    pause_connection,
    remove_connection,
    source_of,
)
from comptoir.connectors.sources import SOURCES
from comptoir.core.companies.api import Permission
from comptoir.core.errors import ComptoirError, InputError, UsageError
from comptoir.core.jobs.api import is_forgotten
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.measure.doubles.api import doubles_of
from comptoir.measure.sync import actions, replaying
from comptoir.measure.sync.forms import ConnectionForm
from comptoir.measure.sync.queries import runs_of, status_of, statuses

RUNS = 20


@require_safe
@company_view()
def connections_page(request: CompanyRequest) -> HttpResponse:
    """Every connection: what is fresh, late or broken."""
    context = {
        "statuses": statuses(request.scope),
        "open_questions": doubles_of(request.scope).open_questions,
        **_rights(request),
    }
    return render_page(request, "sync/connections.html", context)


@require_safe
@company_view(Permission.MANAGE_CONNECTIONS)
def choose(request: CompanyRequest) -> HttpResponse:
    """Which tool?"""
    return render_page(request, "sync/choose.html", {"sources": list(SOURCES.values())})


@require_http_methods(["GET", "HEAD", "POST"])
@company_view(Permission.MANAGE_CONNECTIONS)
def add(request: CompanyRequest, vendor: str) -> HttpResponse:
    """Entrust credentials; they are tried at once, and the first reading begins when they do."""
    source = source_of(vendor)
    form = ConnectionForm(source, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            held = add_connection(
                request.scope, vendor, form.values(), name=given["name"], rhythm=given["rhythm"]
            )
        except (InputError, UsageError) as error:
            form.add_error(None, str(error))
        else:
            return _tried(request, held)
    return _form_page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@company_view(Permission.MANAGE_CONNECTIONS)
def edit(request: CompanyRequest, key: int) -> HttpResponse:
    held = connection(request.scope, key)
    form = ConnectionForm(source_of(held.vendor), request.POST or None, held)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            begins_again = change_connection(
                request.scope, held, form.values(), name=given["name"], rhythm=given["rhythm"]
            )
        except (InputError, UsageError) as error:
            form.add_error(None, str(error))
        else:
            if begins_again:
                messages.info(
                    request,
                    _(
                        "Another address, account or site is named: it is read from its beginning. What the former "
                        "one brought stays."
                    ),
                )
            return _tried(request, held)
    return _form_page(request, form, held)


@require_safe
@company_view()
def connection_page(request: CompanyRequest, key: int) -> HttpResponse:
    """One connection: how fresh it is, what it brought, what to do where it fails."""
    held, rights = connection(request.scope, key), _rights(request)
    reading = actions.active_job(request.scope, key)
    mapping = actions.active_job(request.scope, key, replaying.TASK)
    context = {
        "status": status_of(held),
        "runs": list(runs_of(held)[:RUNS]),
        "job": (job := reading or mapping),
        "is_forgotten": job is not None and is_forgotten(job),
        "may_cancel": rights["may_read" if reading else "may_manage"],
        **rights,
    }
    return render_page(request, "sync/connection.html", context, part="state")


@require_POST
@company_view(Permission.IMPORT_DATA)
def try_now(request: CompanyRequest, key: int) -> HttpResponse:
    """Ask the tool whether the credentials do."""
    return _tried(request, connection(request.scope, key), then_read=False)


@require_POST
@company_view(Permission.IMPORT_DATA)
def read_now(request: CompanyRequest, key: int) -> HttpResponse:
    actions.ask_sync(request.scope, key, full=request.POST.get("full") == "on")
    return _to(request, key)


@require_POST
@company_view(Permission.MANAGE_CONNECTIONS)
def replay(request: CompanyRequest, key: int) -> HttpResponse:
    """Map the kept answers again."""
    try:
        replaying.ask_replay(request.scope, key)
    except UsageError as error:
        messages.error(request, str(error))
    return _to(request, key)


@require_POST
@company_view(Permission.MANAGE_CONNECTIONS)
def pause(request: CompanyRequest, key: int) -> HttpResponse:
    """Stop the schedule, or let it go on."""
    held = connection(request.scope, key)
    pause_connection(request.scope, held, paused=not held.is_paused)
    return _to(request, key)


@require_POST
@company_view(Permission.MANAGE_CONNECTIONS)
def remove(request: CompanyRequest, key: int) -> HttpResponse:
    held = connection(request.scope, key)
    remove_connection(request.scope, held)
    messages.success(
        request, _("« %(name)s » is no longer connected. Its figures stay.") % {"name": held.name}
    )
    return redirect("sync:list", company=request.scope.slug)


def _tried(request: CompanyRequest, held: Connection, *, then_read: bool = True) -> HttpResponse:
    """Back to the page of the connection, which tells what the tool said."""
    try:
        name = actions.try_connection(request.scope, held.pk)
    except ComptoirError:
        return _to(request, held.pk)
    messages.success(request, _("« %(name)s » answers.") % {"name": name})
    if then_read:
        actions.ask_sync(request.scope, held.pk)
    return _to(request, held.pk)


def _form_page(request: CompanyRequest, form: ConnectionForm, held: Connection | None) -> HttpResponse:
    status = 422 if form.is_bound else 200
    context = {"form": form, "source": form.source, "held": held}
    return render_page(request, "sync/form.html", context, status=status)


def _rights(request: CompanyRequest) -> dict[str, Any]:
    return {
        "may_read": request.scope.may(Permission.IMPORT_DATA),
        "may_manage": request.scope.may(Permission.MANAGE_CONNECTIONS),
    }


def _to(request: CompanyRequest, key: int) -> HttpResponse:
    return redirect("sync:connection", company=request.scope.slug, key=key)
