"""The schedules of a company's reports, and the way out that needs no sign-in."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comptoir.check.reports.api import Template, template_names, template_of, title_of
from comptoir.check.sending import actions
from comptoir.check.sending.forms import PlanForm
from comptoir.check.sending.queries import Plan, plan_of, plans, reaches, readers
from comptoir.check.sending.stopping import delivery_behind
from comptoir.check.sending.ticking import DRAFT, SEND
from comptoir.check.sending.words import files_words, next_words, rhythm_words
from comptoir.core.companies.api import Permission, Scope, people_who
from comptoir.core.errors import InputError, UsageError
from comptoir.core.jobs.api import State, jobs_of
from comptoir.core.mail.api import sends_mail
from comptoir.core.pages import CompanyRequest, company_view, render_page


@require_safe
@company_view(Permission.VIEW_FIGURES)
def listed(request: CompanyRequest) -> HttpResponse:
    scope, names = request.scope, template_names(request.scope)
    may_plan = scope.may(Permission.APPROVE_REPORTS)
    context = {
        "plans": [_shown(scope, one, names, may_plan=may_plan) for one in plans(scope)],
        "may_plan": may_plan,
        "approvers": [one.email for one in people_who(scope, Permission.APPROVE_REPORTS)] if may_plan else [],
        "reaches": [(name, names.get(name, name), has_refused) for name, has_refused in reaches(scope)],
        "failed": jobs_of(scope, State.FAILED).filter(task__in=(DRAFT, SEND))[:3] if may_plan else [],
        "sends_mail": sends_mail(),
        "zone": scope.timezone.replace("_", " "),
    }
    return render_page(request, "sending/list.html", context)


def _shown(scope: Scope, plan: Plan, names: Mapping[str, str], *, may_plan: bool) -> dict[str, object]:
    named = plan.choices.people, plan.choices.others
    return {
        "plan": plan,
        "title": names.get(plan.template, plan.template),
        "rhythm": rhythm_words(plan.choices),
        "next": next_words(plan.next, plan.choices),
        "files": files_words(plan.choices),
        "readers": readers(scope, plan.template) if may_plan else [],
        "count": sum(map(len, named)),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@company_view(Permission.APPROVE_REPORTS)
def edit(request: CompanyRequest, template: str) -> HttpResponse:
    scope, known = request.scope, _known(request.scope, template)
    name = known.key
    people = people_who(scope, Permission.VIEW_FIGURES)
    form = PlanForm(request.POST or None, people=people, chosen=plan_of(scope, name).choices)
    if form.is_valid():
        try:
            actions.plan(scope, name, form.chosen())
        except InputError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, next_words(plan_of(scope, name).next, form.chosen()))
            return redirect("sending:list", company=scope.slug)
    context = {
        "form": form,
        "title": known.name,
        "template": name,
        "zone": scope.timezone.replace("_", " "),
    }
    return render_page(request, "sending/edit.html", context, status=422 if form.is_bound else 200)


@require_POST
@company_view(Permission.APPROVE_REPORTS)
def pause(request: CompanyRequest, template: str) -> HttpResponse:
    is_paused = request.POST.get("pause") != "no"
    actions.pause(request.scope, template, is_paused=is_paused)
    messages.success(request, _("Paused: nothing is drafted or sent.") if is_paused else _("It goes on."))
    return redirect("sending:list", company=request.scope.slug)


@require_POST
@company_view(Permission.VIEW_FIGURES)
def mine(request: CompanyRequest, template: str) -> HttpResponse:
    """A member stops what reaches her, or has it again."""
    wants = request.POST.get("want") == "yes"
    actions.refuse(request.scope, _known(request.scope, template).key, wants=wants)
    messages.success(request, _("You receive it again.") if wants else _("You receive it no more."))
    return redirect("sending:list", company=request.scope.slug)


def _known(scope: Scope, template: str) -> Template:
    try:
        return template_of(scope, template)
    except UsageError as error:
        raise Http404 from error


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, secret: str) -> HttpResponse:
    """Mail programs post here by themselves (RFC 8058); people see a button first, for some programs open links."""
    delivery = delivery_behind(secret)
    if delivery is None:
        raise Http404
    report = delivery.report
    is_stopped = request.method == "POST" and "again" not in request.POST
    if request.method == "POST":
        actions.note_refusal(report.company_id, report.template, delivery.address, wants=not is_stopped)
    with translation.override(report.language):
        context = {
            "company": report.company.name,
            "title": title_of(report),
            "is_stopped": is_stopped,
            "is_back": request.method == "POST" and not is_stopped,
        }
        return render_page(request, "sending/stop.html", context)
