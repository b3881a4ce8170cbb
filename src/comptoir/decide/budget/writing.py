"""The page on which a budget and the costs of a team are typed, spread, read from a file."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comptoir.core.companies.api import Permission
from comptoir.core.errors import InputError
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import table_response
from comptoir.decide.budget import actions, files
from comptoir.decide.budget.engine.account import planned
from comptoir.decide.budget.engine.lines import LEFT_OUT, RUNNING, TYPED, Amounts, Line
from comptoir.decide.budget.grids import amounts_given, grid_rows, money_writer, month_name
from comptoir.decide.budget.measuring import running_of
from comptoir.decide.budget.queries import last_day, year_of
from comptoir.decide.budget.words import label_of
from comptoir.measure.costs.api import RunningKind, set_running_costs, undo_running_costs

_MOST_LISTED = 50


class SpreadForm(forms.Form):
    line = forms.ChoiceField(
        label=gettext_lazy("Line"), choices=lambda: [(one.value, label_of(one)) for one in TYPED]
    )
    total = forms.DecimalField(
        label=gettext_lazy("Figure of the whole year"),
        min_value=Decimal("0.01"),
        max_digits=14,
        decimal_places=2,
        localize=True,
    )


class FileForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("CSV or Excel file"))


@require_safe
@company_view(Permission.VIEW_FIGURES)
def figures(request: CompanyRequest) -> HttpResponse:
    return _page(request, _year(request, request.GET), {})


def _page(request: CompanyRequest, year: int, more: Mapping[str, Any], status: int = 200) -> HttpResponse:
    scope, money = request.scope, money_writer(request.scope.currency, get_language() or "fr")
    may_edit, may_cost = scope.may(Permission.EDIT_TARGETS), scope.may(Permission.EDIT_COSTS)
    typed = year_of(scope, year)
    budget = {month: planned(amounts) for month, amounts in typed.items()}
    lines = [line for line in Line if line not in LEFT_OUT]
    by_line = any(Line.GROSS_SALES in amounts for amounts in typed.values())
    fields = [line for line in TYPED if line is not Line.NET_SALES or not by_line] if may_edit else []
    running: Mapping[date, Amounts] = running_of(scope)
    context = {
        "year": year,
        "months": [month_name(month) for month in range(1, 13)],
        "rows": grid_rows(year, lines, fields, budget, money),
        "costs": grid_rows(year, RUNNING, RUNNING if may_cost else (), running, money),
        "has_budget": bool(typed),
        "spread": SpreadForm(),
        "file": FileForm(),
        "changed": _number(request.GET.get("changed", "")),
        "cost_changed": _number(request.GET.get("cost_changed", "")),
        "may_edit": may_edit,
        "may_cost": may_cost,
        "may_export": scope.may(Permission.EXPORT),
        **more,
    }
    return render_page(request, "budget/figures.html", context, status=status)


@require_POST
@company_view(Permission.EDIT_TARGETS)
def save(request: CompanyRequest) -> HttpResponse:
    year = _year(request, request.POST)
    change = actions.set_budget(request.scope, amounts_given(_given(request), TYPED, year))
    return _back(request, year, changed=change)


@require_POST
@company_view(Permission.EDIT_TARGETS)
def spread(request: CompanyRequest) -> HttpResponse:
    form, year = SpreadForm(request.POST), _year(request, request.POST)
    if not form.is_valid():
        raise InputError(_("The figure of the year was not understood."), advice=_("It is above 0."))
    asked = form.cleaned_data
    return _back(
        request, year, changed=actions.spread_year(request.scope, Line(asked["line"]), year, asked["total"])
    )


@require_POST
@company_view(Permission.EDIT_TARGETS)
def take(request: CompanyRequest) -> HttpResponse:
    """Good rows are taken, the others listed on the page with why."""
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid() or form.cleaned_data["file"].size > files.LARGEST_FILE:
        raise InputError(_("There is no file, or it is larger than a megabyte."))
    change, found = actions.import_file(request.scope, form.cleaned_data["file"].read())
    year = min((month.year for _line, month in found.figures), default=_year(request, request.POST))
    if change:
        messages.success(request, _("%(figures)d figures read.") % {"figures": len(found.figures)})
    elif found.figures:
        messages.info(request, _("The file says what stands here already: nothing changed."))
    if not found.refused:
        return _back(request, year, changed=change)
    more = {
        "refused": found.refused[:_MOST_LISTED],
        "refused_count": len(found.refused),
        "changed": str(change or ""),
    }
    return _page(request, year, more, status=422)


@require_POST
@company_view(Permission.EDIT_TARGETS)
def undo(request: CompanyRequest, change: int) -> HttpResponse:
    actions.undo(request.scope, change)
    messages.success(request, _("Undone: the figures of the budget are as they were before."))
    return _back(request, _year(request, request.POST))


@require_POST
@company_view(Permission.EDIT_COSTS)
def save_costs(request: CompanyRequest) -> HttpResponse:
    year = _year(request, request.POST)
    change = set_running_costs(request.scope, amounts_given(_given(request), RunningKind, year))
    return _back(request, year, cost_changed=change)


@require_POST
@company_view(Permission.EDIT_COSTS)
def undo_costs(request: CompanyRequest, change: int) -> HttpResponse:
    undo_running_costs(request.scope, change)
    messages.success(request, _("Undone: these costs are as they were before."))
    return _back(request, _year(request, request.POST))


@require_safe
@company_view(Permission.EXPORT)
def export(request: CompanyRequest, suffix: str) -> HttpResponse:
    year = _year(request, request.GET)
    table = files.as_table(year, year_of(request.scope, year))
    return table_response(table, suffix, f"{request.scope.slug}-{_('budget')}-{year}")


def _given(request: CompanyRequest) -> dict[str, str]:
    return {name: str(value) for name, value in request.POST.items()}


def _year(request: CompanyRequest, asked: Mapping[str, Any]) -> int:
    word = str(asked.get("year", ""))
    if word.isascii() and word.isdigit() and 2000 <= int(word[:4]) <= 2100 and len(word) == 4:
        return int(word)
    return (last_day(request.scope) or request.scope.today()).year


def _number(word: str) -> str:
    return word if word.isascii() and word.isdigit() and len(word) < 18 else ""


def _back(request: CompanyRequest, year: int, **changes: int | None) -> HttpResponse:
    query = {"year": year, **{name: change for name, change in changes.items() if change}}
    return redirect(reverse("budget:figures", kwargs={"company": request.scope.slug}, query=query))
