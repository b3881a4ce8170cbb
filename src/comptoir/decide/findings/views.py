"""The page of findings: what is worth doing, why, and the button that puts it into the plan."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comptoir.core.companies.api import Permission
from comptoir.core.errors import ConflictError, InputError
from comptoir.core.jobs.api import active_jobs
from comptoir.core.ledger.api import ActionKind
from comptoir.core.money import format_money
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import table_response
from comptoir.decide.findings import actions, tasks
from comptoir.decide.findings.choosing import choices_of, choose
from comptoir.decide.findings.declared import KINDS
from comptoir.decide.findings.forms import ChoicesForm, MuteForm
from comptoir.decide.findings.listing import sections
from comptoir.decide.findings.names import names_for
from comptoir.decide.findings.queries import findings, last_look
from comptoir.decide.findings.tables import as_table, short_table
from comptoir.measure.warehouse.api import current_snapshot


@require_safe
@company_view(Permission.VIEW_FIGURES)
def list_page(request: CompanyRequest) -> HttpResponse:
    scope, sort = request.scope, request.GET.get("sort", "")
    is_muted = request.GET.get("show") == "muted"
    listed = findings(scope, muted=is_muted)
    look, chosen, current = last_look(scope), choices_of(scope), current_snapshot(scope)
    table = short_table(listed, scope.currency, names_for(scope, [one.found for one in listed]))
    if sort:
        table = table.sorted_by(sort.lstrip("-"), descending=sort.startswith("-"))
    context = {
        "sections": sections(scope, listed),
        "table": table,
        "sort": sort,
        "look": look,
        "least": format_money(look.least_money if look else 0, scope.currency, get_language() or "fr", 0),
        "gaps": [KINDS[code] for code in look.gaps] if look else [],
        "is_muted": is_muted,
        "muted": len(listed) if is_muted else len(findings(scope, muted=True)),
        "is_looking": active_jobs(scope).filter(task=tasks.TASK).exists(),
        "has_data": current is not None,
        "is_behind": look is not None and current is not None and current.number != look.snapshot,
        "may_plan": scope.may(Permission.EDIT_PLAN),
        "may_mute": scope.may(Permission.EDIT_FINDINGS),
        "may_export": scope.may(Permission.EXPORT),
        "mute_form": MuteForm(),
        "choices": chosen,
        "choices_form": ChoicesForm(
            initial={"least_money": chosen.least_money, "delay_days": chosen.delay_days}
        ),
    }
    return render_page(request, "findings/findings.html", context, part="all")


@require_safe
@company_view(Permission.EXPORT)
def export(request: CompanyRequest, suffix: str) -> HttpResponse:
    scope = request.scope
    listed = findings(scope, muted=request.GET.get("show") == "muted")
    table = as_table(listed, scope.currency, names_for(scope, [one.found for one in listed]))
    return table_response(table, suffix, f"{scope.slug}-{_('findings')}")


@require_POST
@company_view(Permission.EDIT_PLAN)
def look(request: CompanyRequest) -> HttpResponse:
    if tasks.ask(request.scope):
        messages.success(request, _("Comptoir is looking. Reload the page in a moment."))
    return _to_list(request)


@require_POST
@company_view(Permission.EDIT_PLAN)
def propose(request: CompanyRequest, fingerprint: str) -> HttpResponse:
    """Into the plan, and back to the list of actions, where it can be dropped again."""
    given = request.POST.get("kind", "")
    if given not in {kind.value for kind in ActionKind}:
        raise InputError(_("« %(kind)s » is no kind of action.") % {"kind": given})
    try:
        action = actions.propose_action(request.scope, fingerprint, ActionKind(given))
    except ConflictError as error:
        messages.warning(request, str(error))
        return _to_list(request)
    messages.success(request, _("In the plan: %(action)s") % {"action": action.title})
    return redirect("findings:actions", company=request.scope.slug)


@require_POST
@company_view(Permission.EDIT_FINDINGS)
def mute(request: CompanyRequest, fingerprint: str) -> HttpResponse:
    form = MuteForm(request.POST)
    if not form.is_valid():
        raise InputError(_("Say why it is muted."), _("Allowed: a sentence of up to 300 letters."))
    actions.mute(request.scope, fingerprint, form.cleaned_data["reason"], form.cleaned_data["days"])
    messages.success(request, _("Muted. You find it among the muted findings."))
    return _to_list(request)


@require_POST
@company_view(Permission.EDIT_FINDINGS)
def unmute(request: CompanyRequest, fingerprint: str) -> HttpResponse:
    actions.unmute(request.scope, fingerprint)
    messages.success(request, _("Shown again."))
    return _to_list(request)


@require_POST
@company_view(Permission.EDIT_FINDINGS)
def save_choices(request: CompanyRequest) -> HttpResponse:
    form = ChoicesForm(request.POST)
    if not form.is_valid():
        raise InputError(_("The threshold is not understood."), _("Allowed: a sum, and 1 to 365 days."))
    choose(request.scope, form.choices())
    tasks.ask(request.scope)
    messages.success(request, _("Saved. Comptoir is looking again."))
    return _to_list(request)


def _to_list(request: CompanyRequest, **query: Any) -> HttpResponse:
    return redirect(reverse("findings:list", kwargs={"company": request.scope.slug}, query=query))
