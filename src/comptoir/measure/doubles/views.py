from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import Table, table_response
from comptoir.measure.doubles import actions
from comptoir.measure.doubles.queries import doubles_of, listed_doubles
from comptoir.measure.doubles.showing import shown
from comptoir.measure.doubles.tables import doubles_table, pairs_table

SHOWN = 50
ANSWERS = {"same": True, "different": False, "": None}


@require_safe
@company_view(Permission.VIEW_FIGURES)
def page(request: CompanyRequest) -> HttpResponse:
    found = shown(request.scope)
    context = {
        "found": found,
        "count": found.doubles.count,
        "pairs": _table(request.scope, "pairs"),
        "orders": _table(request.scope, "orders") if found.doubles.count else None,
        "most": SHOWN,
        "job": actions.active_job(request.scope),
        "may_answer": request.scope.may(Permission.MANAGE_CONNECTIONS),
        "may_export": request.scope.may(Permission.EXPORT),
    }
    return render_page(request, "doubles/page.html", context)


@require_safe
@company_view(Permission.VIEW_FIGURES)
def table(request: CompanyRequest, which: str) -> HttpResponse:
    """One of the page's tables, in another order."""
    sort = request.GET.get("sort", "")
    found = _table(request.scope, which).sorted_by(sort.removeprefix("-"), descending=sort.startswith("-"))
    context = {
        "table": found,
        "which": which,
        "sort": sort,
        "most": SHOWN,
        "may_export": request.scope.may(Permission.EXPORT),
    }
    return render_page(request, "doubles/parts/listing.html", context)


@require_POST
@company_view(Permission.MANAGE_CONNECTIONS)
def choose(request: CompanyRequest) -> HttpResponse:
    """The source that a channel's orders are counted from."""
    actions.choose_master(request.scope, request.POST.get("channel", ""), request.POST.get("source", ""))
    return _counted_anew(request)


@require_POST
@company_view(Permission.MANAGE_CONNECTIONS)
def say(request: CompanyRequest) -> HttpResponse:
    """Whether two sources know the same orders."""
    asked = request.POST
    if (answer := asked.get("answer", "")) not in ANSWERS:
        raise Http404
    names = (asked.get("channel", ""), asked.get("source", ""), asked.get("other", ""))
    actions.say_of_pair(request.scope, *names, is_same=ANSWERS[answer])
    return _counted_anew(request)


@require_safe
@company_view(Permission.EXPORT)
def export(request: CompanyRequest, which: str, suffix: str) -> HttpResponse:
    found = _table(request.scope, which, None)
    return table_response(found, suffix, f"{request.scope.slug}-{found.title}")


def _counted_anew(request: CompanyRequest) -> HttpResponse:
    actions.ask_recount(request.scope)
    messages.success(request, _("Saved: the figures follow in a moment, those of the past too."))
    return redirect("doubles:page", company=request.scope.slug)


def _table(scope: Scope, which: str, most: int | None = SHOWN) -> Table:
    if which == "pairs":
        return pairs_table(doubles_of(scope).pairs, with_counts=most is None)
    if which == "orders":
        return doubles_table(listed_doubles(scope, most))
    raise Http404
