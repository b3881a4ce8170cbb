from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comptoir.core.companies.api import Permission
from comptoir.core.errors import InputError
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import table_response
from comptoir.decide.forecasts.api import suggested_parts
from comptoir.decide.targets import actions, files
from comptoir.decide.targets.forms import FileForm, GridForm, PlaceForm, SpreadForm
from comptoir.decide.targets.grid import grid_of, months_table
from comptoir.decide.targets.queries import progress_of, targets_of
from comptoir.decide.targets.shapes import Place
from comptoir.decide.targets.units import meant
from comptoir.decide.targets.words import place_words, progress_words
from comptoir.measure.metrics.api import Unit, metric

LARGEST_FILE = 1_000_000
MOST_CHANGES = 200
"""Undone by one button: more of them do not fit into an address, and are undone by the file as it was before."""


@require_safe
@company_view(Permission.VIEW_FIGURES)
def page(request: CompanyRequest) -> HttpResponse:
    choice = _choice(request, request.GET)
    place, year = choice.place(), choice.cleaned_data["year"]
    targets = targets_of(request.scope, year, place)
    form, table = GridForm.of(targets), months_table(request.scope, place, year, targets)
    sort = request.GET.get("sort", "")
    changed, *also = _changes(request.GET.get("changed", "")) or [""]
    context = {
        "choice": choice,
        "place": place,
        "place_words": place_words(place),
        "year": year,
        "parts": suggested_parts(request.scope, place.metric, choice.cleaned_data["dimension"]),
        "is_ratio": not metric(place.metric).is_additive,
        "is_share": metric(place.metric).unit is Unit.SHARE,
        "sort": sort,
        "form": form,
        "spread": SpreadForm(),
        "file": FileForm(),
        "grid": grid_of(request.scope, place, table, form, sort, get_language() or "fr"),
        "has_targets": bool(targets),
        "changed": changed,
        "also": also,
        "may_edit": request.scope.may(Permission.EDIT_TARGETS),
        "may_export": request.scope.may(Permission.EXPORT),
        "query": _query(place, year),
    }
    return render_page(request, "targets/page.html", context)


@require_safe
@company_view(Permission.VIEW_FIGURES)
def progress(request: CompanyRequest) -> HttpResponse:
    """Where the running month ends: asked by the page itself, so that it stands at once."""
    place = _choice(request, request.GET).place()
    found = progress_of(request.scope, place, request.scope.today() - timedelta(days=1))
    words = progress_words(request.scope, place, found, get_language() or "fr")
    return render_page(request, "targets/progress.html", {"words": words})


@require_POST
@company_view(Permission.EDIT_TARGETS)
def save(request: CompanyRequest) -> HttpResponse:
    choice, form = _choice(request, request.POST), GridForm(request.POST)
    if not form.is_valid():
        raise InputError(
            _("A month was not understood."), advice=_("Write amounts such as 12000 or 12000.50.")
        )
    year = choice.cleaned_data["year"]
    months = form.months(year, choice.place().metric)
    change = actions.set_targets(request.scope, choice.place(), months, form.cleaned_data["owner"])
    return _back(request, choice.place(), year, change)


@require_POST
@company_view(Permission.EDIT_TARGETS)
def spread(request: CompanyRequest) -> HttpResponse:
    choice, form = _choice(request, request.POST), SpreadForm(request.POST)
    if not form.is_valid():
        raise InputError(_("The figure of the year was not understood."), advice=_("It is above 0."))
    asked, year = form.cleaned_data, choice.cleaned_data["year"]
    change = actions.spread_year(
        request.scope, choice.place(), year, meant(choice.place().metric, asked["total"]), asked["owner"]
    )
    return _back(request, choice.place(), year, change)


@require_POST
@company_view(Permission.EDIT_TARGETS)
def take(request: CompanyRequest) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid() or form.cleaned_data["file"].size > LARGEST_FILE:
        raise InputError(_("There is no file, or it is larger than a megabyte."))
    groups = files.read(form.cleaned_data["file"].read())
    with transaction.atomic():
        changes = [actions.set_targets(request.scope, one.place, _meant(one), one.owner) for one in groups]
    months = sum(len(one.months) for one in groups)
    messages.success(request, _("%(months)d months read.") % {"months": months})
    first = groups[0]
    return _back(request, first.place, min(first.months).year, *changes)


def _meant(one: files.Group) -> dict[date, Decimal | None]:
    return {
        month: None if value is None else meant(one.place.metric, value)
        for month, value in one.months.items()
    }


@require_POST
@company_view(Permission.EDIT_TARGETS)
def undo(request: CompanyRequest, change: int) -> HttpResponse:
    also = _changes(request.POST.get("also", ""))
    with transaction.atomic():
        # The last one first: a month that a file told twice goes back as it was changed.
        for number in sorted({change, *map(int, also)}, reverse=True):
            actions.undo(request.scope, number)
    messages.success(request, _("Undone: the targets are as they were before."))
    choice = _choice(request, request.POST)
    return _back(request, choice.place(), choice.cleaned_data["year"])


@require_safe
@company_view(Permission.EXPORT)
def export(request: CompanyRequest, suffix: str) -> HttpResponse:
    choice = _choice(request, request.GET)
    year, place = choice.cleaned_data["year"], choice.place()
    if request.GET.get("table") == "months":
        months = months_table(request.scope, place, year, targets_of(request.scope, year, place))
        return table_response(months, suffix, f"{request.scope.slug}-{place.metric}-{year}")
    table = files.as_table(targets_of(request.scope, year))
    return table_response(table, suffix, f"{request.scope.slug}-{_('targets')}-{year}")


def _choice(request: CompanyRequest, asked: Any) -> PlaceForm:
    """The page's choices, each with its default where the address has none or nonsense."""
    default = {"metric": "net_sales", "dimension": "", "part": "", "year": request.scope.today().year}
    form = PlaceForm({**default, **{k: v for k, v in asked.items() if k in default and v}})
    if not form.is_valid():
        form = PlaceForm(default)
        form.is_valid()
    return form


def _query(place: Place, year: int) -> dict[str, Any]:
    return {"metric": place.metric, "dimension": place.dimension, "part": place.part, "year": year}


def _changes(told: str) -> list[str]:
    """Numbers of changes, as they stand in an address."""
    return [one for one in told.split(",") if one.isascii() and one.isdigit() and len(one) < 18][
        :MOST_CHANGES
    ]


def _back(request: CompanyRequest, place: Place, year: int, *changes: int | None) -> HttpResponse:
    known = [str(one) for one in changes if one is not None]
    told = ",".join(known) if len(known) <= MOST_CHANGES else ""
    query = _query(place, year) | ({"changed": told} if told else {})
    return redirect(reverse("targets:page", kwargs={"company": request.scope.slug}, query=query))
