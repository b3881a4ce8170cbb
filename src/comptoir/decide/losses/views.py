"""The page of what loses, and the button that puts its answer into the plan."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comptoir.core.companies.api import Permission
from comptoir.core.errors import ConflictError
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import Table, TableColumn, table_response
from comptoir.decide.findings.api import last_evening
from comptoir.decide.losses.api import MEASUREMENT, losses, propose_answer

if TYPE_CHECKING:
    from comptoir.decide.losses.api import Losses

EXPORTS = (("csv", "CSV"), ("xlsx", "Excel"))
IN_SIGHT = 25


@require_safe
@company_view(Permission.VIEW_FIGURES)
def page(request: CompanyRequest) -> HttpResponse:
    found = losses(request.scope, _at(request))
    if found is None:
        return render_page(request, "losses/empty.html")
    from comptoir.decide.losses.showing import shown  # noqa: PLC0415 - heavy library, kept out of start-up

    context = {
        **_context(request, found),
        "shown": shown(request.scope, found, _locale()),
        "may_plan": request.scope.may(Permission.EDIT_PLAN),
        "measurement": MEASUREMENT,
    }
    return render_page(request, "losses/page.html", context)


@require_safe
@company_view(Permission.VIEW_FIGURES)
def segments(request: CompanyRequest) -> HttpResponse:
    """The table alone, sorted otherwise."""
    found = losses(request.scope, _at(request))
    if found is None:
        return render_page(request, "losses/empty.html")
    template = "losses/segments.html" if request.htmx else "losses/part.html"
    return render_page(request, template, _context(request, found))


@require_safe
@company_view(Permission.EXPORT)
def export(request: CompanyRequest, suffix: str) -> HttpResponse:
    found = losses(request.scope, _at(request))
    if found is None:
        nothing = Table([TableColumn("note", _("Note"))], [{"note": _("No visit is known in these days.")}])
        return table_response(nothing, suffix, f"{request.scope.slug}-{_('losses')}")
    return table_response(_table(request, found), suffix, f"{request.scope.slug}-{_('losses')}-{found.day}")


@require_POST
@company_view(Permission.EDIT_PLAN)
def propose(request: CompanyRequest, fingerprint: str) -> HttpResponse:
    """Into the plan, and to the list of actions, where it can be dropped again."""
    try:
        action = propose_answer(request.scope, fingerprint, _at(request))
    except ConflictError as error:
        messages.warning(request, str(error))
        return redirect("losses:page", company=request.scope.slug)
    messages.success(request, _("In the plan: %(action)s") % {"action": action.title})
    return redirect("findings:actions", company=request.scope.slug)


def _context(request: CompanyRequest, found: "Losses") -> dict[str, Any]:
    table = _table(request, found)
    return {
        "found": found,
        "table": Table(table.columns, table.rows[:IN_SIGHT], title=table.title),
        "lines": len(table.rows),
        "sort": request.GET.get("sort", ""),
        "exports": EXPORTS if request.scope.may(Permission.EXPORT) else (),
        "at": found.day,
        "is_chosen": _at(request) is not None,
    }


def _table(request: CompanyRequest, found: "Losses") -> Table:
    from comptoir.decide.losses.tables import segment_table  # noqa: PLC0415 - heavy library, kept out of start-up

    sort = request.GET.get("sort", "")
    table = segment_table(found, request.scope.currency, _locale())
    return table.sorted_by(sort.lstrip("-"), descending=sort.startswith("-")) if sort else table


def _at(request: CompanyRequest) -> date | None:
    """The evening asked; never one to come."""
    try:
        asked = date.fromisoformat(request.GET.get("at", ""))
    except ValueError:
        return None
    last = last_evening(request.scope)
    return min(asked, last) if last else asked


def _locale() -> str:
    return get_language() or "fr"
