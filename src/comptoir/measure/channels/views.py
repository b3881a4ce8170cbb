from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comptoir.connectors.channels.api import DEFAULTS, FIELDS, ChannelRule
from comptoir.core.companies.api import Permission
from comptoir.core.errors import InputError, NotFoundError
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.core.tables.api import table_response
from comptoir.measure.channels import actions
from comptoir.measure.channels.forms import EndForm, RuleForm, proposals
from comptoir.measure.channels.listing import listed, overview
from comptoir.measure.channels.preview import Preview, known_origins, preview
from comptoir.measure.channels.queries import application, as_rule, channels_of, is_pending, own_row
from comptoir.measure.channels.tables import rules_table, unmatched_table
from comptoir.measure.channels.words import sentence


@require_safe
@company_view(Permission.VIEW_FIGURES)
def list_page(request: CompanyRequest) -> HttpResponse:
    scope = request.scope
    channels, today = channels_of(scope), scope.today()
    context = {
        "own": listed(channels.own, today),
        "defaults": listed(channels.defaults, today),
        "overview": overview(scope, channels),
        "is_pending": is_pending(scope, channels),
        "application": application(scope),
        "job": actions.active_job(scope),
        "may_edit": scope.may(Permission.EDIT_CHANNELS),
        "may_export": scope.may(Permission.EXPORT),
        "removed": _removed(request),
    }
    return render_page(request, "channels/rules.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@company_view(Permission.EDIT_CHANNELS)
def add_page(request: CompanyRequest) -> HttpResponse:
    named = {name: request.GET[name] for name in ("channel", *FIELDS) if name in request.GET}
    return _form_page(request, RuleForm(request.POST or None, initial=named), None)


@require_http_methods(["GET", "HEAD", "POST"])
@company_view(Permission.EDIT_CHANNELS)
def edit_page(request: CompanyRequest, rule_id: int) -> HttpResponse:
    rule = as_rule(own_row(request.scope, rule_id))
    return _form_page(
        request, RuleForm(request.POST) if request.method == "POST" else RuleForm.of(rule), rule
    )


@require_POST
@company_view(Permission.EDIT_CHANNELS)
def end(request: CompanyRequest, rule_id: int) -> HttpResponse:
    form = EndForm(request.POST)
    if not form.is_valid():
        raise InputError(_("The last day is not a day."), _("Allowed: YYYY-MM-DD, such as 2026-01-31."))
    rule = actions.end_rule(request.scope, rule_id, form.cleaned_data["last_day"])
    messages.success(request, _("Ended. %(rule)s") % {"rule": sentence(rule)})
    return _to_list(request)


@require_POST
@company_view(Permission.EDIT_CHANNELS)
def move(request: CompanyRequest, rule_id: int, way: str) -> HttpResponse:
    if way not in ("up", "down"):
        raise Http404
    actions.move_rule(request.scope, rule_id, up=way == "up")
    return _to_list(request)


@require_POST
@company_view(Permission.EDIT_CHANNELS)
def delete(request: CompanyRequest, rule_id: int) -> HttpResponse:
    actions.delete_rule(request.scope, rule_id)
    return _to_list(request, removed=rule_id)


@require_POST
@company_view(Permission.EDIT_CHANNELS)
def restore(request: CompanyRequest, rule_id: int) -> HttpResponse:
    rule = actions.restore_rule(request.scope, rule_id)
    messages.success(request, _("Restored. %(rule)s") % {"rule": sentence(rule)})
    return _to_list(request)


@require_POST
@company_view(Permission.EDIT_CHANNELS)
def apply(request: CompanyRequest) -> HttpResponse:
    job = actions.ask_apply(request.scope)
    return redirect("jobs:job", company=request.scope.slug, job_id=job.pk)


@require_safe
@company_view(Permission.EXPORT)
def export(request: CompanyRequest, which: str, suffix: str) -> HttpResponse:
    channels = channels_of(request.scope)
    if which == "rules":
        table, name = rules_table(channels.own, DEFAULTS), _("channel rules")
    elif which == "origins":
        from comptoir.measure.channels import looking  # noqa: PLC0415 - heavy library, kept out of start-up

        origins = looking.unmatched(looking.lately(request.scope), channels)
        table, name = unmatched_table(origins, request.scope.currency), _("origins without a rule")
    else:
        raise Http404
    return table_response(table, suffix, f"{request.scope.slug}-{name}")


def _form_page(request: CompanyRequest, form: RuleForm, rule: ChannelRule | None) -> HttpResponse:
    """Shown, looked through with « see », or saved."""
    seen: Preview | None = None
    if request.method == "POST" and form.is_valid():
        rule_id = rule.id if rule else None
        try:
            if "see" in request.POST:
                seen = preview(request.scope, form.draft(), rule_id)
            else:
                return _saved(request, form, rule_id)
        except InputError as error:
            form.add_error(None, str(error))
    context = {
        "form": form,
        "rule": rule,
        "title": sentence(rule) if rule else "",
        "seen": seen,
        "end_form": EndForm(initial={"last_day": request.scope.today()}),
        "proposals": proposals(known_origins(request.scope)),
    }
    return render_page(
        request, "channels/rule.html", context, status=422 if form.is_bound and seen is None else 200
    )


def _saved(request: CompanyRequest, form: RuleForm, rule_id: int | None) -> HttpResponse:
    if rule_id is None:
        told = _("Added. %(rule)s") % {"rule": sentence(actions.add_rule(request.scope, form.draft()))}
    else:
        rule = actions.edit_rule(request.scope, rule_id, form.draft())
        told = _("Changed. %(rule)s") % {"rule": sentence(rule)}
    messages.success(request, told)
    return _to_list(request)


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
    return redirect(reverse("channels:list", kwargs={"company": request.scope.slug}, query=query))
