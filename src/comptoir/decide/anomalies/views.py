"""The page of alarms: what left its forecast, what is wrong with the data, and the rules that mute."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comptoir.core import clock
from comptoir.core.companies.api import Permission
from comptoir.core.errors import InputError
from comptoir.core.jobs.api import active_jobs
from comptoir.core.money import format_money
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import table_response
from comptoir.decide.anomalies import actions, tasks
from comptoir.decide.anomalies.choosing import choices_of, choose, is_quiet
from comptoir.decide.anomalies.forms import ChoicesForm, RuleForm
from comptoir.decide.anomalies.listing import cards
from comptoir.decide.anomalies.queries import Listed, history, last_watch, listed, rules
from comptoir.decide.anomalies.tables import as_table, short_table
from comptoir.decide.anomalies.words import rule_words
from comptoir.measure.warehouse.api import current_snapshot

SHOWN = ("open", "history", "muted")


@require_safe
@company_view(Permission.VIEW_FIGURES)
def list_page(request: CompanyRequest) -> HttpResponse:
    scope, sort, shown = request.scope, request.GET.get("sort", ""), _shown(request)
    found, chosen = _found(request, shown), choices_of(scope)
    watch, current = last_watch(scope), current_snapshot(scope)
    table = short_table(found, scope.currency, _("All alarms"))
    if sort:
        table = table.sorted_by(sort.lstrip("-"), descending=sort.startswith("-"))
    context = {
        "cards": [] if shown == "history" else cards(scope, found),
        "table": table,
        "sort": sort,
        "shown": shown,
        "watch": watch,
        "least": format_money(chosen.least_money, scope.currency, get_language() or "fr", 0),
        "is_looking": active_jobs(scope).filter(task=tasks.TASK).exists(),
        "is_quiet": is_quiet(scope, clock.now()),
        "has_data": current is not None,
        "is_behind": watch is not None and current is not None and current.number != watch.snapshot,
        "muted": len(found) if shown == "muted" else len(listed(scope, muted=True)),
        "rules": [(one, rule_words(one.metric, one.dimension, one.value)) for one in rules(scope)],
        "removed": request.GET.get("removed", "") if request.GET.get("removed", "").isdigit() else "",
        "may_plan": scope.may(Permission.EDIT_PLAN),
        "may_mute": scope.may(Permission.EDIT_FINDINGS),
        "may_export": scope.may(Permission.EXPORT),
        "choices": chosen,
        "rule_form": RuleForm(initial=_rule_of(request)),
        "choices_form": ChoicesForm(
            initial={
                "least_money": chosen.least_money,
                "quiet_from": chosen.quiet_from,
                "quiet_to": chosen.quiet_to,
            }
        ),
    }
    return render_page(request, "anomalies/alarms.html", context, part="all")


@require_safe
@company_view(Permission.EXPORT)
def export(request: CompanyRequest, suffix: str) -> HttpResponse:
    scope = request.scope
    table = as_table(_found(request, _shown(request)), scope.currency)
    return table_response(table, suffix, f"{scope.slug}-{_('alarms')}")


@require_POST
@company_view(Permission.EDIT_PLAN)
def look(request: CompanyRequest) -> HttpResponse:
    if tasks.ask(request.scope):
        messages.success(request, _("Comptoir is looking. Reload the page in a moment."))
    return _to_list(request)


@require_POST
@company_view(Permission.EDIT_PLAN)
def acknowledge(request: CompanyRequest) -> HttpResponse:
    """All that moved together, by one button."""
    actions.acknowledge(request.scope, request.POST.getlist("alarm"))
    messages.success(request, _("Acknowledged: the morning page leaves it out."))
    return _to_list(request)


@require_POST
@company_view(Permission.EDIT_PLAN)
def forget(request: CompanyRequest) -> HttpResponse:
    actions.forget(request.scope, request.POST.getlist("alarm"))
    messages.success(request, _("Open again."))
    return _to_list(request)


@require_POST
@company_view(Permission.EDIT_FINDINGS)
def mute(request: CompanyRequest) -> HttpResponse:
    form = RuleForm(request.POST)
    if not form.is_valid():
        raise InputError(_("Say why this is muted."), _("Allowed: a sentence of up to 300 letters."))
    told = form.cleaned_data
    actions.mute(
        request.scope,
        metric=told["metric"],
        dimension=told["dimension"],
        value=told["value"],
        reason=told["reason"],
        days=told["days"],
    )
    messages.success(request, _("The rule holds: what it mutes stands apart."))
    return _to_list(request)


@require_POST
@company_view(Permission.EDIT_FINDINGS)
def take_away(request: CompanyRequest, rule_id: int) -> HttpResponse:
    actions.take_away(request.scope, rule_id)
    return _to_list(request, removed=rule_id)


@require_POST
@company_view(Permission.EDIT_FINDINGS)
def restore(request: CompanyRequest, rule_id: int) -> HttpResponse:
    actions.restore(request.scope, rule_id)
    messages.success(request, _("The rule holds again."))
    return _to_list(request)


@require_POST
@company_view(Permission.EDIT_FINDINGS)
def save_choices(request: CompanyRequest) -> HttpResponse:
    form = ChoicesForm(request.POST)
    if not form.is_valid():
        raise InputError(_("The choices are not understood."), _("Allowed: a sum, and hours such as 20:00."))
    choose(request.scope, form.choices())
    tasks.ask(request.scope)
    messages.success(request, _("Saved. Comptoir is looking again."))
    return _to_list(request)


def _shown(request: CompanyRequest) -> str:
    shown = request.GET.get("show", "open")
    return shown if shown in SHOWN else "open"


def _found(request: CompanyRequest, shown: str) -> tuple[Listed, ...]:
    if shown == "history":
        return history(request.scope)
    return listed(request.scope, muted=shown == "muted")


def _rule_of(request: CompanyRequest) -> dict[str, Any]:
    """What a card's « mute » fills the form with."""
    names = ("metric", "dimension", "value")
    return {"days": 30, **{name: request.GET.get(f"mute_{name}", "")[:300] for name in names}}


def _to_list(request: CompanyRequest, **query: Any) -> HttpResponse:
    return redirect(reverse("anomalies:list", kwargs={"company": request.scope.slug}, query=query))
