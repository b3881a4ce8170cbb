"""The list of actions, until the plan has a screen of its own: filter, drop with a reason, take back, export."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comptoir.core.companies.api import Permission
from comptoir.core.errors import InputError
from comptoir.core.ledger.api import (
    ActionKind,
    ActionState,
    PlannedAction,
    actions,
    as_table,
    drop,
    take_back,
)
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import Table, table_response
from comptoir.decide.findings.forms import FilterForm, ReasonForm

SHORT = ("title", "state", "owner", "effect_low", "effect_mid", "effect_high", "due_on")


@require_safe
@company_view(Permission.VIEW_FIGURES)
def list_page(request: CompanyRequest) -> HttpResponse:
    scope, sort = request.scope, request.GET.get("sort", "")
    every = actions(scope)
    form = _filter(request, every)
    chosen = _chosen(request, form)
    table = as_table(chosen, scope.currency)
    columns = [column for column in table.columns if column.name in SHORT]
    by_line = {id(line): one for line, one in zip(table.rows, chosen, strict=True)}
    if sort:
        table = table.sorted_by(sort.lstrip("-"), descending=sort.startswith("-"))
    rows = [(Table(columns, [line]), by_line[id(line)]) for line in table.rows]
    context = {
        "columns": columns,
        "rows": rows,
        "sort": sort,
        "form": form,
        "has_any": bool(every),
        "may_plan": scope.may(Permission.EDIT_PLAN),
        "may_export": scope.may(Permission.EXPORT),
        "reason_form": ReasonForm(),
        "query": request.GET.urlencode(),
    }
    return render_page(request, "findings/actions.html", context)


@require_safe
@company_view(Permission.EXPORT)
def export(request: CompanyRequest, suffix: str) -> HttpResponse:
    scope = request.scope
    form = _filter(request, actions(scope))
    return table_response(
        as_table(_chosen(request, form), scope.currency), suffix, f"{scope.slug}-{_('actions')}"
    )


@require_POST
@company_view(Permission.EDIT_PLAN)
def drop_one(request: CompanyRequest, action_id: int) -> HttpResponse:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise InputError(_("Say why it is dropped."), _("Allowed: a sentence of up to 300 letters."))
    dropped = drop(request.scope, action_id, form.cleaned_data["reason"])
    messages.success(request, _("Dropped: %(action)s") % {"action": dropped.title})
    return redirect("findings:actions", company=request.scope.slug)


@require_POST
@company_view(Permission.EDIT_PLAN)
def take_back_one(request: CompanyRequest, action_id: int) -> HttpResponse:
    taken = take_back(request.scope, action_id)
    messages.success(request, _("Back in the plan: %(action)s") % {"action": taken.title})
    return redirect("findings:actions", company=request.scope.slug)


def _filter(request: CompanyRequest, every: tuple[PlannedAction, ...]) -> FilterForm:
    owners = {one.owner_id: one.owner for one in every if one.owner_id is not None}
    return FilterForm(request.GET, owners=sorted(owners.items(), key=lambda one: one[1].casefold()))


def _chosen(request: CompanyRequest, form: FilterForm) -> tuple[PlannedAction, ...]:
    """All where the address asks for what is not in the lists."""
    if not form.is_valid():
        return actions(request.scope)
    state, kind, owner = (form.cleaned_data[name] for name in ("state", "kind", "owner"))
    return actions(
        request.scope,
        state=ActionState(state) if state else None,
        kind=ActionKind(kind) if kind else None,
        owner_id=int(owner) if owner else None,
    )
