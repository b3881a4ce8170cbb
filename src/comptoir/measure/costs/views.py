from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comptoir.core.companies.api import Permission
from comptoir.core.errors import ConflictError, InputError, NotFoundError
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import table_response
from comptoir.measure.costs import actions
from comptoir.measure.costs.engine import CostRule
from comptoir.measure.costs.examples import EXAMPLES
from comptoir.measure.costs.forms import EndForm, RuleForm, proposals
from comptoir.measure.costs.known import known_words
from comptoir.measure.costs.listing import listed
from comptoir.measure.costs.queries import as_rule, cost_rules, own_row
from comptoir.measure.costs.tables import as_table
from comptoir.measure.costs.words import sentence


@require_safe
@company_view(Permission.VIEW_FIGURES)
def list_page(request: CompanyRequest) -> HttpResponse:
    rules = cost_rules(request.scope)
    context = {
        "kinds": listed(rules, request.scope.today()),
        "rules": rules,
        "examples": EXAMPLES.values(),
        "may_edit": request.scope.may(Permission.EDIT_COSTS),
        "may_export": request.scope.may(Permission.EXPORT),
        "removed": _removed(request),
    }
    return render_page(request, "costs/rules.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@company_view(Permission.EDIT_COSTS)
def add_page(request: CompanyRequest) -> HttpResponse:
    example = EXAMPLES.get(request.GET.get("example", ""))
    initial = {
        "kind": request.GET.get("kind", ""),
        "valid_from": request.scope.today().replace(month=1, day=1),
    }
    if example is not None:
        initial |= {"kind": example.kind.value, **example.initial}
    form = RuleForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            rule = actions.add_rule(request.scope, form.draft())
        except (InputError, ConflictError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Added. %(rule)s") % {"rule": sentence(rule)})
            return _to_list(request)
    return _form_page(request, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
@company_view(Permission.EDIT_COSTS)
def edit_page(request: CompanyRequest, rule_id: int) -> HttpResponse:
    rule = as_rule(own_row(request.scope, rule_id))
    form = RuleForm(request.POST) if request.method == "POST" else RuleForm.of(rule)
    if request.method == "POST" and form.is_valid():
        try:
            rule = actions.edit_rule(request.scope, rule_id, form.draft())
        except (InputError, ConflictError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Changed. %(rule)s") % {"rule": sentence(rule)})
            return _to_list(request)
    return _form_page(request, form, rule)


@require_POST
@company_view(Permission.EDIT_COSTS)
def end(request: CompanyRequest, rule_id: int) -> HttpResponse:
    form = EndForm(request.POST)
    if not form.is_valid():
        raise InputError(_("The last day is not a day."), _("Allowed: YYYY-MM-DD, such as 2026-01-31."))
    rule = actions.end_rule(request.scope, rule_id, form.cleaned_data["last_day"])
    messages.success(request, _("Ended. %(rule)s") % {"rule": sentence(rule)})
    return _to_list(request)


@require_POST
@company_view(Permission.EDIT_COSTS)
def delete(request: CompanyRequest, rule_id: int) -> HttpResponse:
    actions.delete_rule(request.scope, rule_id)
    return _to_list(request, removed=rule_id)


@require_POST
@company_view(Permission.EDIT_COSTS)
def restore(request: CompanyRequest, rule_id: int) -> HttpResponse:
    rule = actions.restore_rule(request.scope, rule_id)
    messages.success(request, _("Restored. %(rule)s") % {"rule": sentence(rule)})
    return _to_list(request)


@require_safe
@company_view(Permission.EXPORT)
def export(request: CompanyRequest, suffix: str) -> HttpResponse:
    return table_response(
        as_table(cost_rules(request.scope)), suffix, f"{request.scope.slug}-{_('cost rules')}"
    )


def _removed(request: CompanyRequest) -> str:
    """The rule just removed in words, so that the page can offer to take it back."""
    given = request.GET.get("removed", "")
    if not (given.isascii() and given.isdigit() and len(given) < 18):
        return ""
    try:
        return sentence(as_rule(own_row(request.scope, int(given), is_deleted=True)))
    except NotFoundError:
        return ""


def _to_list(request: CompanyRequest, **query: Any) -> HttpResponse:
    return redirect(reverse("costs:list", kwargs={"company": request.scope.slug}, query=query))


def _form_page(request: CompanyRequest, form: RuleForm, rule: CostRule | None) -> HttpResponse:
    context = {
        "form": form,
        "rule": rule,
        "title": sentence(rule) if rule else "",
        "end_form": EndForm(initial={"last_day": request.scope.today()}),
        "proposals": proposals(known_words(request.scope)),
    }
    return render_page(request, "costs/rule.html", context, status=422 if form.is_bound else 200)
