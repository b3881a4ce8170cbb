from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import InputError, UsageError
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import table_response
from comptoir.decide.forecasts import actions
from comptoir.decide.forecasts.api import Asked, NoForecast, Prediction, forecast_of, suggested_parts
from comptoir.decide.forecasts.effects import effects_table
from comptoir.decide.forecasts.forms import ChoiceForm, EffectForm
from comptoir.decide.forecasts.metrics import checked
from comptoir.decide.forecasts.shown import AHEAD, as_table, shown


@require_safe
@company_view(Permission.VIEW_FIGURES)
def page(request: CompanyRequest) -> HttpResponse:
    choice = _choice(request.GET)
    removed = request.GET.get("removed", "")[:140]
    context = {
        "choice": choice,
        "query": choice.query,
        "parts": suggested_parts(
            request.scope, choice.cleaned_data["metric"], choice.cleaned_data["dimension"]
        ),
        "removed": removed,
        "may_edit": request.scope.may(Permission.EDIT_CALENDAR),
    }
    return render_page(request, "forecasts/page.html", context)


@require_safe
@company_view(Permission.VIEW_FIGURES)
def chart(request: CompanyRequest) -> HttpResponse:
    """The forecast itself, asked by the page, so that the page stands at once."""
    choice = _choice(request.GET)
    found = _forecast(request.scope, choice)
    locale, one = get_language() or "fr", checked(choice.cleaned_data["metric"])
    sort = request.GET.get("sort", "")
    context = {
        "sort": sort,
        "reason": found.text if isinstance(found, NoForecast) else "",
        "tile": shown(request.scope, one, found, locale, sort) if isinstance(found, Prediction) else None,
        "query": choice.query,
        "may_edit": request.scope.may(Permission.EDIT_CALENDAR),
        "may_export": request.scope.may(Permission.EXPORT),
    }
    return render_page(request, "forecasts/chart.html", context)


@require_safe
@company_view(Permission.EXPORT)
def export(request: CompanyRequest, suffix: str) -> HttpResponse:
    choice = _choice(request.GET)
    found = _forecast(request.scope, choice)
    one = checked(choice.cleaned_data["metric"])
    if request.GET.get("table") == "effects":
        known = () if isinstance(found, NoForecast) else found.effects
        name = f"{request.scope.slug}-{_('effects of events')}-{one.name}"
        return table_response(effects_table(known), suffix, name)
    days = () if isinstance(found, NoForecast) else found.days
    name = f"{request.scope.slug}-{_('forecast')}-{one.name}"
    return table_response(as_table(request.scope, one, days), suffix, name)


@require_POST
@company_view(Permission.EDIT_CALENDAR)
def effect(request: CompanyRequest) -> HttpResponse:
    choice, form = _choice(request.POST), EffectForm(request.POST)
    if not form.is_valid():
        raise InputError(_("The effect was not understood."), advice=_("Write 30 for 30 % more a day."))
    metric, event = choice.cleaned_data["metric"], form.cleaned_data["event"]
    actions.set_effect(request.scope, metric, event, form.share)
    messages.success(request, _("Saved: the forecast counts with this effect."))
    return _back(request, choice)


@require_POST
@company_view(Permission.EDIT_CALENDAR)
def remove(request: CompanyRequest) -> HttpResponse:
    choice, event = _choice(request.POST), request.POST.get("event", "")
    actions.remove_effect(request.scope, choice.cleaned_data["metric"], event)
    return _back(request, choice, removed=event)


@require_POST
@company_view(Permission.EDIT_CALENDAR)
def restore(request: CompanyRequest) -> HttpResponse:
    choice, event = _choice(request.POST), request.POST.get("event", "")
    actions.restore_effect(request.scope, choice.cleaned_data["metric"], event)
    return _back(request, choice)


def _forecast(scope: Scope, choice: ChoiceForm) -> Prediction | NoForecast:
    yesterday = scope.today() - timedelta(days=1)
    to_year_end = (date(scope.today().year, 12, 31) - yesterday).days
    asked = Asked(choice.cleaned_data["metric"], yesterday, choice.where)
    try:
        return forecast_of(scope, asked, max(AHEAD, to_year_end))
    except UsageError as error:  # a metric that the dimension does not split
        return NoForecast("usage", str(error))


def _choice(asked: Mapping[str, Any]) -> ChoiceForm:
    """The page's choices, each with its default where the address has none or nonsense."""
    default = {"metric": "net_sales", "dimension": "", "part": ""}
    form = ChoiceForm({**default, **{name: asked[name] for name in default if asked.get(name)}})
    if not form.is_valid():
        form = ChoiceForm(default)
        form.is_valid()
    return form


def _back(request: CompanyRequest, choice: ChoiceForm, **query: str) -> HttpResponse:
    address = reverse(
        "forecasts:page", kwargs={"company": request.scope.slug}, query={**choice.query, **query}
    )
    return redirect(address)
