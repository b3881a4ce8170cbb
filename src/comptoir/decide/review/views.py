"""The morning page: what is kept stands at once, the figures follow by themselves."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.periods import Period
from comptoir.core.tables.api import table_response
from comptoir.decide.anomalies.api import last_watch, money_words, open_alarms, sentence, title
from comptoir.decide.findings.api import last_evening, shown_findings
from comptoir.decide.review import addresses
from comptoir.decide.review.api import as_markdown, as_table, review_of
from comptoir.decide.review.lateness import late_items
from comptoir.decide.review.spans import PERIODS, VISIT, Span, since, span_of
from comptoir.decide.review.visits import last_visit, note_visit
from comptoir.measure.warehouse.api import current_snapshot

NAMES: Mapping[str, Any] = {
    VISIT: gettext_lazy("Since my last visit"),
    "day": gettext_lazy("Yesterday"),
    "week": gettext_lazy("This week"),
    "month": gettext_lazy("This month"),
    "30d": gettext_lazy("30 days"),
    "90d": gettext_lazy("90 days"),
    "365d": gettext_lazy("365 days"),
}
MARKDOWN = "md"


@require_safe
@company_view(Permission.VIEW_FIGURES)
def page(request: CompanyRequest) -> HttpResponse:
    scope = request.scope
    evening, snapshot = last_evening(scope), current_snapshot(scope)
    if evening is None or snapshot is None:
        return render_page(request, "review/empty.html", {"may_import": scope.may(Permission.IMPORT_DATA)})
    visit = note_visit(scope)
    span = _span(scope, request.GET.get("period", ""), evening, visit)
    from comptoir.decide.review import finds, shown  # noqa: PLC0415 - heavy library, kept out of start-up

    kept, late = finds.kept_finds(scope), late_items(scope)
    context = {
        "day": shown.days_words(Period(scope.today(), scope.today())),
        "rests": evening < scope.today() - timedelta(days=1),
        "evening": evening,
        "refreshed_at": snapshot.created_at,
        "span": span,
        "choices": [(name, NAMES[name], name == span.name) for name in _names(visit)],
        "visit": visit,
        "alarms": [
            (title(one), sentence(one, scope.currency), money_words(one, scope.currency), one)
            for one in open_alarms(scope)
        ],
        "was_watched": last_watch(scope) is not None,
        "finds": kept,
        "findings": shown_findings(scope, kept.listed),
        "calm": shown.calm_sentence(scope, kept) if kept.has_looked and not kept.listed else "",
        "late": [(one, addresses.late_address(scope, one)) for one in late],
        "may_export": scope.may(Permission.EXPORT),
    }
    return render_page(request, "review/page.html", context)


@require_safe
@company_view(Permission.VIEW_FIGURES)
def figures(request: CompanyRequest) -> HttpResponse:
    """What changed, why, and where the month ends: asked by the page itself."""
    from comptoir.decide.review import shown  # noqa: PLC0415 - heavy library, kept out of start-up
    from comptoir.decide.review.essentials import essentials  # noqa: PLC0415 - likewise

    scope, span = request.scope, _asked(request)
    if span is None:
        return _to_page(request)
    found = review_of(scope, span)
    context = {
        "span": span,
        "days": shown.span_words(span, found.today),
        "compared": shown.days_words(span.compared),
        "essentials": essentials(scope, found),
        "figures": [
            (
                one,
                addresses.formula_address(scope, one.line.metric.name, span.period, found.figures.tax),
                addresses.why_address(scope, span, one.line, found.figures.tax),
            )
            for one in shown.shown_figures(scope, found.figures)
        ],
        "reasons": found.reasons[1:],
        "landings": [
            (one, addresses.target_address(scope, one.place))
            for one in shown.shown_landings(scope, found.landings)
        ],
    }
    template = "review/figures.html" if request.htmx else "review/figures_page.html"
    return render_page(request, template, context)


@require_safe
@company_view(Permission.EXPORT)
def export(request: CompanyRequest, suffix: str) -> HttpResponseBase:
    """The figures as a table, or the whole as Markdown."""
    scope, span = request.scope, _asked(request)
    if span is None:
        return _to_page(request)
    found = review_of(scope, span)
    name = f"{scope.slug}-{_('review')}-{span.end}-{span.name}"
    if suffix != MARKDOWN:
        return table_response(as_table(found), suffix, name)
    disposition = {"Content-Disposition": f'attachment; filename="{name}.md"'}
    return HttpResponse(
        as_markdown(scope, found), content_type="text/markdown; charset=utf-8", headers=disposition
    )


def _to_page(request: CompanyRequest) -> HttpResponse:
    """Where nothing is loaded, the page says what to do."""
    return redirect("review:page", company=request.scope.slug)


def _asked(request: CompanyRequest) -> Span | None:
    evening = last_evening(request.scope)
    if evening is None:
        return None
    return _span(request.scope, request.GET.get("period", ""), evening, last_visit(request.scope))


def _span(scope: Scope, name: str, evening: date, visit: date | None) -> Span:
    """What the address asks for; since the last visit where it asks for nothing, or for nonsense."""
    if name in PERIODS:
        return span_of(name, evening, scope.week_start)
    return since(visit, evening, scope.week_start)


def _names(visit: date | None) -> list[str]:
    return [VISIT, *PERIODS] if visit is not None else list(PERIODS)
