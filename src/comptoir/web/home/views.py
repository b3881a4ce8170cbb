"""The list of companies, and the first steps of one."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from comptoir.core.companies.api import Permission, Scope, access_companies, may_add_company
from comptoir.core.errors import ForbiddenError
from comptoir.core.money import format_money
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import table_response
from comptoir.web.home import engine, lines, steps, totals
from comptoir.web.home.shown import CAUSES, COLUMNS, shown
from comptoir.web.home.tables import as_table

QUEUES = 2
"""Lines asked for at the same time: a page of twenty companies must not take every process of the server."""


@require_GET
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The companies of the person; whoever has one only goes straight to it."""
    scopes = access_companies(request.user)
    working = [scope for scope in scopes if not scope.is_archived]
    if len(working) == len(scopes) == 1:
        return redirect("cockpit:home", company=working[0].slug)
    archived = [scope for scope in scopes if scope.is_archived]
    left = request.GET.get("archived", "")
    context = {
        "companies": [(scope, index % QUEUES) for index, scope in enumerate(lines.in_last_order(working))],
        "queues": range(QUEUES),
        "archived": archived,
        "just_archived": next((scope for scope in archived if scope.slug == left), None),
        "columns": COLUMNS.values(),
        "may_add": may_add_company(request.user),
        "may_export": any(scope.may(Permission.EXPORT) for scope in working),
        "rule": [
            (CAUSES[cause], engine.EACH[cause], engine.MOST[cause])
            for cause in engine.Cause
            if cause in engine.EACH
        ],
    }
    return render_page(request, "home/home.html", context)


@require_GET
@company_view(Permission.VIEW_FIGURES)
def line(request: CompanyRequest) -> HttpResponse:
    """One line, asked for by the page itself."""
    found = shown(lines.line_of(request.scope), _locale())
    return render_page(request, "home/line.html" if request.htmx else "home/one.html", {"line": found})


@require_GET
@login_required
def total(request: HttpRequest) -> HttpResponse:
    """The sum over the companies that can be added, in the currency asked for."""
    found = totals.total_of(_working(request), request.GET.get("currency", ""), _locale())
    words = format_money(found.sales, found.currency, _locale(), 0) if found else ""
    template = "home/total.html" if request.headers.get("HX-Request") else "home/all.html"
    return render_page(request, template, {"total": found, "sales": words})


@require_GET
@login_required
def export(request: HttpRequest, file_format: str) -> HttpResponse:
    scopes = [scope for scope in _working(request) if scope.may(Permission.EXPORT)]
    if not scopes:
        raise ForbiddenError(_("You belong to no company whose figures you may export."))
    found = lines.most_urgent_first([lines.line_of(scope) for scope in scopes])
    return table_response(as_table(found), file_format, _("companies"))


@require_POST
@company_view(Permission.MANAGE_CONNECTIONS)
def dismiss(request: CompanyRequest) -> HttpResponse:
    """Back to the cockpit, where one button undoes it."""
    steps.dismiss(request.scope)
    return redirect(f"/c/{request.scope.slug}/?steps=away")


@require_POST
@company_view(Permission.MANAGE_CONNECTIONS)
def take_back(request: CompanyRequest) -> HttpResponse:
    steps.take_back(request.scope)
    return redirect("cockpit:home", company=request.scope.slug)


def _working(request: HttpRequest) -> list[Scope]:
    return [scope for scope in access_companies(request.user) if not scope.is_archived]


def _locale() -> str:
    return get_language() or "fr"
