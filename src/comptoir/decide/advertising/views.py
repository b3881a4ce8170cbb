"""The page of the advertising budget: campaigns, the default proposal, the limit that stops it, the button."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError, InputError, NotFoundError
from comptoir.core.money import format_period
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import table_response
from comptoir.decide.advertising import budgets, files, planning, showing, words
from comptoir.decide.advertising.board import Board, board
from comptoir.decide.advertising.forms import BudgetForm, WishForm
from comptoir.decide.advertising.wishing import Wish, categories, decide
from comptoir.decide.findings.api import last_evening
from comptoir.measure.metrics.api import metric
from comptoir.measure.warehouse.api import current_snapshot

FORMULAS = ("ad_spend", "ad_cost_ratio", "roas_platform", "cm2_rate", "break_even_roas", "new_customer_share")


@require_safe
@company_view(Permission.VIEW_FIGURES)
def page(request: CompanyRequest) -> HttpResponse:
    scope = request.scope
    found = _board(scope)
    if found is None:
        has_data = current_snapshot(scope) is not None
        return render_page(request, "advertising/empty.html", {"has_data": has_data})
    sort = request.GET.get("sort", "")
    table = files.as_table(found, scope.currency)
    if sort:
        table = table.sorted_by(sort.lstrip("-"), descending=sort.startswith("-"))
    context: dict[str, Any] = {
        "period": format_period(found.period, words.locale()),
        "figures": showing.head_figures(scope, found),
        "spec": showing.chart(scope, found),
        "is_partial": found.is_partial,
        "why_no_rate": found.why_no_rate,
        "table": table,
        "rows": [(str(row["key"]), replace(table, rows=[row])) for row in table.rows],
        "sort": sort,
        "may_plan": scope.may(Permission.EDIT_PLAN),
        "may_type": scope.may(Permission.EDIT_TARGETS),
        "may_export": scope.may(Permission.EXPORT),
        "has_new_budgets": any(True for _one in files.planned_budgets(scope)),
        "formulas": [(name, metric(name).label) for name in FORMULAS],
        "undo": _number(request.GET.get("change", "")),
        **_decision(request, found),
    }
    return render_page(request, "advertising/page.html", context)


def _decision(request: CompanyRequest, found: Board) -> dict[str, Any]:
    wish = Wish.parse(request.GET)
    if not wish.key:
        return {}
    decision = decide(request.scope, found, wish)
    return {
        "wish": wish,
        "typed": request.GET.get("step", ""),
        "decision": showing.decision_context(request.scope, found, decision),
        "wish_form": WishForm(found, wish, request.GET.get("step", "")),
        "budget_form": BudgetForm(),
        "categories": categories(request.scope, found),
    }


@require_POST
@company_view(Permission.EDIT_PLAN)
def propose(request: CompanyRequest) -> HttpResponse:
    """Into the plan, and to the list of actions, where it can be dropped again."""
    scope = request.scope
    found = _known(scope)
    decision = decide(scope, found, Wish.parse(request.POST))
    try:
        action = planning.propose_decision(scope, found, decision)
    except ConflictError as error:
        messages.warning(request, str(error))
        return _to_page(request, campaign=decision.line.key)
    messages.success(request, _("In the plan: %(action)s") % {"action": action.title})
    return redirect("findings:actions", company=scope.slug)


@require_POST
@company_view(Permission.EDIT_TARGETS)
def budget(request: CompanyRequest) -> HttpResponse:
    """Types the budget of the running month, which is a target of ad spend."""
    found, form = _known(request.scope), BudgetForm(request.POST)
    line = found.line(request.POST.get("campaign", ""))
    if line is None:
        raise NotFoundError(_("There is no such campaign in these days."))
    if not form.is_valid():
        raise InputError(_("The budget was not understood."), advice=_("Write an amount such as 1200."))
    of = form.cleaned_data["of"]
    part = line.name if of == budgets.CAMPAIGN else line.channel
    change = budgets.type_budget(request.scope, of, part, found.day, form.cleaned_data["monthly"])
    messages.success(request, _("Saved."))
    return _to_page(request, campaign=line.key, **({"change": str(change)} if change else {}))


@require_POST
@company_view(Permission.EDIT_TARGETS)
def undo_budget(request: CompanyRequest) -> HttpResponse:
    change = _number(request.POST.get("change", ""))
    if not change:
        raise NotFoundError(_("There is no such change of targets to undo."))
    budgets.undo_budget(request.scope, int(change))
    messages.success(request, _("Undone: the budget is as it was before."))
    return _to_page(request, campaign=request.POST.get("campaign", ""))


@require_safe
@company_view(Permission.EXPORT)
def export(request: CompanyRequest, suffix: str) -> HttpResponse:
    found = _board(request.scope)
    if found is None:
        return _to_page(request)
    table = files.as_table(found, request.scope.currency, whole=True)
    return table_response(table, suffix, f"{request.scope.slug}-{_('campaigns')}-{found.day}")


@require_safe
@company_view(Permission.EXPORT)
def new_budgets(request: CompanyRequest) -> HttpResponse:
    """What Google Ads Editor takes: the budgets of the open actions."""
    name = f"{request.scope.slug}-google-ads-editor.csv"
    return HttpResponse(
        files.editor_file(request.scope),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _board(scope: Scope) -> Board | None:
    evening: date | None = last_evening(scope)
    return board(scope, evening) if evening else None


def _known(scope: Scope) -> Board:
    found = _board(scope)
    if found is None:
        raise NotFoundError(
            _("No advertising is loaded."), advice=_("Import the campaigns of your platforms.")
        )
    return found


def _number(text: str) -> str:
    return text if text.isascii() and text.isdigit() and len(text) < 18 else ""


def _to_page(request: CompanyRequest, **query: str) -> HttpResponse:
    return redirect(reverse("advertising:page", kwargs={"company": request.scope.slug}, query=query))
