from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from comptoir.core.companies.api import Permission
from comptoir.core.money import format_day, format_period
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import Table, month_of, table_response
from comptoir.decide.budget.drawing import down_to_margin, gap_to_budget
from comptoir.decide.budget.metrics import METRICS
from comptoir.decide.budget.queries import account_of, last_day
from comptoir.decide.budget.shapes import Account
from comptoir.decide.budget.spans import Span, Width
from comptoir.decide.budget.tables import account_table
from comptoir.decide.budget.words import WIDTH_WORDS, label_of
from comptoir.measure.metrics.api import metric

EXPORTS = (("csv", "CSV"), ("xlsx", "Excel"))


@require_safe
@company_view(Permission.VIEW_FIGURES)
def page(request: CompanyRequest) -> HttpResponse:
    """Where the months stand and where they end."""
    span = _span(request)
    found, language = account_of(request.scope, span), get_language() or "fr"
    gap = gap_to_budget(found, language)
    context = {
        **_context(request, found),
        "widths": [
            (words, _address(width, span), width is span.width) for width, words in WIDTH_WORDS.items()
        ],
        "earlier": _address(span.width, span.moved(-1)),
        "later": _address(span.width, span.moved(1)),
        "down": down_to_margin(found, language),
        "gap": gap[1] if gap else None,
        "gap_total": label_of(gap[0]) if gap else "",
        "last": format_day(found.last, language) if found.last else "",
        "lacking": len(span.months) - found.budgeted,
        "may_edit": request.scope.may(Permission.EDIT_TARGETS),
        "formulas": [
            (metric(METRICS[one.line]).label, METRICS[one.line]) for one in found.shown if one.line in METRICS
        ],
    }
    return render_page(request, "budget/page.html", context)


@require_safe
@company_view(Permission.VIEW_FIGURES)
def account(request: CompanyRequest) -> HttpResponse:
    """The table alone, sorted otherwise."""
    context = _context(request, account_of(request.scope, _span(request)))
    return render_page(request, "budget/account.html" if request.htmx else "budget/part.html", context)


@require_safe
@company_view(Permission.EXPORT)
def export(request: CompanyRequest, suffix: str) -> HttpResponse:
    found = account_of(request.scope, _span(request))
    table = _sorted(account_table(found, get_language() or "fr", is_export=True), request)
    period = found.span.period
    return table_response(table, suffix, f"{request.scope.slug}-{_('account')}-{period.start}-{period.end}")


def _context(request: CompanyRequest, found: Account) -> dict[str, Any]:
    language, query = get_language() or "fr", _address(found.span.width, found.span)
    return {
        "account": found,
        "table": _sorted(account_table(found, language), request),
        "sort": request.GET.get("sort", ""),
        "target": "account",
        "base": reverse("budget:account", kwargs={"company": request.scope.slug}),
        "period": format_period(found.span.period, language),
        "query": query,
        "exports": EXPORTS if request.scope.may(Permission.EXPORT) else (),
    }


def _sorted(table: Table, request: CompanyRequest) -> Table:
    sort = request.GET.get("sort", "")
    return table.sorted_by(sort.lstrip("-"), descending=sort.startswith("-")) if sort else replace(table)


def _span(request: CompanyRequest) -> Span:
    """What the address asks, else the month of the last day known."""
    width, month = request.GET.get("width", ""), month_of(request.GET.get("month", ""))
    known = month if month is not None and date(2000, 1, 1) <= month <= date(2100, 1, 1) else None
    day = known or last_day(request.scope) or request.scope.today()
    return Span(Width(width) if width in set(Width) else Width.MONTH, day.replace(day=1))


def _address(width: Width, span: Span) -> str:
    return f"?width={width.value}&month={span.month:%Y-%m}"
