from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comptoir.core.companies.api import Permission
from comptoir.core.errors import InputError, UsageError
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import Table, table_response
from comptoir.decide.drivers import actions
from comptoir.decide.drivers.engine import Inconclusive
from comptoir.decide.drivers.explanation import Explanation, Split
from comptoir.decide.drivers.forms import TreeForm
from comptoir.decide.drivers.queries import newest, tree_choice
from comptoir.decide.drivers.showing import DEFAULT_METRIC, TABS, answer, shown, sorted_table
from comptoir.decide.drivers.splitting import possible
from comptoir.decide.drivers.tables import factors_export, reason_table, segments_table
from comptoir.decide.drivers.trees import METRICS
from comptoir.measure.metrics.api import metric
from comptoir.measure.reading.api import Reading, head, loaded_days
from comptoir.measure.warehouse.api import current_snapshot

EXPORTS = (("csv", "CSV"), ("xlsx", "Excel"))


@require_safe
@company_view(Permission.VIEW_FIGURES)
def page(request: CompanyRequest) -> HttpResponse:
    snapshot = current_snapshot(request.scope)
    if snapshot is None:
        return render_page(request, "drivers/empty.html")
    reading, name, by = _asked(request)
    found = answer(request.scope, reading, name)
    if by and isinstance(found, Explanation) and by not in [one.dimension for one in found.known_splits]:
        one = answer(request.scope, reading, name, [by])
        found = replace(found, splits=(*found.splits, *one.splits)) if isinstance(one, Explanation) else found
    loaded = loaded_days(request.scope)
    context = {
        "head": head(request.scope, reading, _locale(), loaded.end if loaded else None),
        "refreshed_at": snapshot.created_at,
        **_context(request, reading, name, by, found),
    }
    return render_page(request, "drivers/page.html", context)


@require_safe
@company_view(Permission.VIEW_FIGURES)
def factors(request: CompanyRequest) -> HttpResponse:
    """The table of factors alone, sorted otherwise."""
    reading, name, by = _asked(request)
    context = _context(request, reading, name, by, answer(request.scope, reading, name, ()))
    return _part(request, "factors", context)


@require_safe
@company_view(Permission.VIEW_FIGURES)
def segments(request: CompanyRequest) -> HttpResponse:
    """The table of segments alone: another dimension, or sorted otherwise."""
    reading, name, by = _asked(request)
    by = _dimension(request, name, by)
    context = _context(request, reading, name, by, answer(request.scope, reading, name, [by] if by else ()))
    return _part(request, "segments", context)


@require_safe
@company_view(Permission.EXPORT)
def export(request: CompanyRequest, which: str, suffix: str) -> HttpResponse:
    """Every line of one of the two tables."""
    if which not in ("factors", "segments"):
        raise Http404
    reading, name, by = _asked(request)
    by = _dimension(request, name, by) if which == "segments" else ""
    found = answer(request.scope, reading, name, [by] if by else ())
    table = sorted_table(_table(found, which), request.GET.get("sort", ""))
    file = f"{request.scope.slug}-{_('why')}-{name}-{by or which}-{reading.period.start}-{reading.period.end}"
    return table_response(table, suffix, file)


def _table(found: Explanation | Inconclusive, which: str) -> Table:
    """Where there is no answer, a file that says why."""
    if isinstance(found, Inconclusive):
        return reason_table(found)
    if which == "factors":
        return factors_export(found)
    split = next(iter(found.splits), None)
    if isinstance(split, Split):
        return segments_table(found, split)
    return reason_table(split or Inconclusive("by", _("No segment is chosen for this metric.")))


def _dimension(request: CompanyRequest, name: str, by: str) -> str:
    """The dimension asked, else the first that the company chose and the metric knows."""
    return by or next((one for one in tree_choice(request.scope).dimensions if one in possible(name)), "")


@require_http_methods(["GET", "HEAD", "POST"])
@company_view(Permission.VIEW_FIGURES)
def tree(request: CompanyRequest) -> HttpResponse:
    """Everybody sees which tree explains the figures; managers and owners change it."""
    chosen = tree_choice(request.scope)
    form = TreeForm(request.POST) if request.method == "POST" else TreeForm.of(chosen)
    if request.method == "POST":
        request.scope.require(Permission.EDIT_DRIVERS)
        if form.is_valid():
            try:
                actions.save_tree(request.scope, form.choice())
            except InputError as error:
                form.add_error(None, str(error))
            else:
                messages.success(request, _("Saved: every explanation follows, those of the past too."))
                return _to_tree(request)
    context = {
        "form": form,
        "chosen": TreeForm.told(chosen),
        "may_edit": request.scope.may(Permission.EDIT_DRIVERS),
        "may_undo": newest(request.scope) is not None,
        "may_redo": newest(request.scope, undone=True) is not None,
    }
    return render_page(request, "drivers/tree.html", context, status=422 if form.is_bound else 200)


@require_POST
@company_view(Permission.EDIT_DRIVERS)
def undo(request: CompanyRequest) -> HttpResponse:
    actions.undo_tree(request.scope)
    messages.success(request, _("Undone: the tree is again what it was before."))
    return _to_tree(request)


@require_POST
@company_view(Permission.EDIT_DRIVERS)
def redo(request: CompanyRequest) -> HttpResponse:
    actions.redo_tree(request.scope)
    messages.success(request, _("Taken back: the choice holds again."))
    return _to_tree(request)


def _to_tree(request: CompanyRequest) -> HttpResponse:
    return redirect("drivers:tree", company=request.scope.slug)


def _asked(request: CompanyRequest) -> tuple[Reading, str, str]:
    """The reading of the address, the metric and the dimension; every address of the page keeps them."""
    name, by = request.GET.get("metric", "") or DEFAULT_METRIC, request.GET.get("by", "")
    if name not in METRICS:
        raise UsageError(
            _("« %(name)s » has no tree of factors.") % {"name": name},
            _("Allowed: %(allowed)s.") % {"allowed": ", ".join(METRICS)},
        )
    # A dimension that the metric does not know is left aside: the tabs of metrics keep the address.
    by = by if by in possible(name) else ""
    reading = Reading.parse(request.scope, request.GET, loaded_days(request.scope))
    return replace(reading, kept=(("metric", name), ("by", by))), name, by


def _context(
    request: CompanyRequest, reading: Reading, name: str, by: str, found: Explanation | Inconclusive
) -> dict[str, Any]:
    base = reverse("drivers:segments", kwargs={"company": request.scope.slug})
    told = found if isinstance(found, Explanation) else None
    sort = request.GET.get("sort", "")
    tile = shown(request.scope, told, reading, by, _locale(), base, sort) if told else None
    return {
        "reading": reading,
        "metric": metric(name),
        "metrics": [(metric(one).label, reading.address(metric=one, by=""), one == name) for one in TABS],
        "inconclusive": found if isinstance(found, Inconclusive) else None,
        "why": tile,
        "factors": tile.factors if tile else None,
        "segments": sorted_table(tile.segments, sort) if tile and tile.segments else None,
        "sort": sort,
        "exports": EXPORTS if request.scope.may(Permission.EXPORT) else (),
        "may_edit": request.scope.may(Permission.EDIT_DRIVERS),
    }


def _part(request: CompanyRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    if request.htmx:
        return render_page(request, f"drivers/{name}.html", context)
    title = {"factors": _("Effects by factor"), "segments": _("Which segments explain it?")}[name]
    whole = {**context, "template": f"drivers/{name}.html", "title": title}
    return render_page(request, "drivers/part.html", whole)


def _locale() -> str:
    return get_language() or "fr"
