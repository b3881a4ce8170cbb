from datetime import timedelta
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
from comptoir.decide.targets import actions, files
from comptoir.decide.targets.forms import FileForm, GridForm, PlaceForm, SpreadForm
from comptoir.decide.targets.queries import progress_of, targets_of
from comptoir.decide.targets.shapes import Place
from comptoir.decide.targets.words import grid_of, place_words, progress_words

LARGEST_FILE = 1_000_000


@require_safe
@company_view(Permission.VIEW_FIGURES)
def page(request: CompanyRequest) -> HttpResponse:
    choice = _choice(request, request.GET)
    place, year = choice.place(), choice.cleaned_data["year"]
    targets = targets_of(request.scope, year, place)
    changed = request.GET.get("changed", "")
    context = {
        "choice": choice,
        "place": place,
        "place_words": place_words(place),
        "year": year,
        "form": GridForm.of(targets),
        "spread": SpreadForm(),
        "file": FileForm(),
        "grid": grid_of(request.scope, place, year, targets, get_language() or "fr"),
        "has_targets": bool(targets),
        "changed": changed if changed.isascii() and changed.isdigit() and len(changed) < 18 else "",
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
    change = actions.set_targets(request.scope, choice.place(), form.months(year), form.cleaned_data["owner"])
    return _back(request, choice.place(), year, change)


@require_POST
@company_view(Permission.EDIT_TARGETS)
def spread(request: CompanyRequest) -> HttpResponse:
    choice, form = _choice(request, request.POST), SpreadForm(request.POST)
    if not form.is_valid():
        raise InputError(_("The figure of the year was not understood."), advice=_("It is above 0."))
    asked, year = form.cleaned_data, choice.cleaned_data["year"]
    change = actions.spread_year(request.scope, choice.place(), year, asked["total"], asked["owner"])
    return _back(request, choice.place(), year, change)


@require_POST
@company_view(Permission.EDIT_TARGETS)
def take(request: CompanyRequest) -> HttpResponse:
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid() or form.cleaned_data["file"].size > LARGEST_FILE:
        raise InputError(_("There is no file, or it is larger than a megabyte."))
    groups = files.read(form.cleaned_data["file"].read())
    with transaction.atomic():
        changes = [actions.set_targets(request.scope, one.place, one.months, one.owner) for one in groups]
    months = sum(len(one.months) for one in groups)
    messages.success(request, _("%(months)d months read.") % {"months": months})
    first = groups[0]
    change = changes[0] if len(groups) == 1 else None
    return _back(request, first.place, min(first.months).year, change)


@require_POST
@company_view(Permission.EDIT_TARGETS)
def undo(request: CompanyRequest, change: int) -> HttpResponse:
    actions.undo(request.scope, change)
    messages.success(request, _("Undone: the targets are as they were before."))
    choice = _choice(request, request.POST)
    return _back(request, choice.place(), choice.cleaned_data["year"], None)


@require_safe
@company_view(Permission.EXPORT)
def export(request: CompanyRequest, suffix: str) -> HttpResponse:
    year = _choice(request, request.GET).cleaned_data["year"]
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


def _back(request: CompanyRequest, place: Place, year: int, change: int | None) -> HttpResponse:
    query = _query(place, year) | ({"changed": change} if change else {})
    return redirect(reverse("targets:page", kwargs={"company": request.scope.slug}, query=query))
