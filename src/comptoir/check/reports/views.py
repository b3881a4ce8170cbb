"""The list of reports, and each report: read, corrected, commented, approved, taken along."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comptoir.check.branding.api import brand_of
from comptoir.check.reports import api
from comptoir.check.reports.addresses import address_of, report_address
from comptoir.check.reports.changes import summary_of
from comptoir.check.reports.forms.showing import shown
from comptoir.check.reports.queries import Kept
from comptoir.check.reports.saved import template_names, template_of, templates
from comptoir.check.reports.settled import settled_words
from comptoir.check.reports.shapes import block_key
from comptoir.check.reports.tasks import TASK
from comptoir.core.companies.api import Permission
from comptoir.core.errors import InputError
from comptoir.core.jobs.api import active_jobs, enqueue
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.decide.findings.api import last_evening

BADGES = {api.State.DRAFT: "", api.State.APPROVED: "good", api.State.SENT: "good"}


@require_safe
@company_view(Permission.VIEW_FIGURES)
def listed(request: CompanyRequest) -> HttpResponse:
    """All of them, or those of one template."""
    scope, chosen = request.scope, request.GET.get("template", "")
    names = template_names(scope)
    chosen = chosen if chosen in names else ""
    context = {
        "lines": [
            (
                one,
                names.get(one.template, one.template),
                one.state.label,
                BADGES[one.state],
                settled_words(one),
            )
            for one in api.reports(scope, chosen)
        ],
        "templates": templates(scope),
        "kinds": tuple(api.KINDS.values()),
        "chosen": chosen,
        "evening": last_evening(scope),
        "may_build": scope.may(Permission.EDIT_REPORTS),
    }
    return render_page(request, "reports/list.html", context)


@require_POST
@company_view(Permission.EDIT_REPORTS)
def build(request: CompanyRequest) -> HttpResponse:
    """By the worker: it takes as long as the company is large. Pressed twice, one is built; later, built again."""
    text = request.POST.get("evening", "")
    try:
        evening = date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError(
            _("« %(text)s » is not a day.") % {"text": text}, advice=_("Write it as 2026-11-21.")
        ) from None
    chosen = template_of(request.scope, request.POST.get("template") or api.WEEKLY.key)
    asked = {
        "template": chosen.key,
        "evening": evening.isoformat() if evening else "",
        "language": get_language() or request.scope.language,
    }
    under_way = active_jobs(request.scope).filter(task=TASK, arguments=asked).first()
    job = under_way or enqueue(request.scope, TASK, asked, title=chosen.name)
    page = reverse("jobs:job", kwargs={"company": request.scope.slug, "job_id": job.pk})
    return redirect(f"{page}?follow=1")


@require_safe
@company_view(Permission.VIEW_FIGURES)
def report(request: CompanyRequest, number: int) -> HttpResponse:
    kept = api.report(request.scope, number)
    return render_page(request, "reports/report.html", _context(request, kept))


@require_POST
@company_view(Permission.EDIT_REPORTS)
def correct(request: CompanyRequest, number: int, key: str) -> HttpResponse:
    api.correct(request.scope, number, key, request.POST.get("text", ""))
    messages.success(request, _("Kept. Left empty, the sentence is again what was built."))
    return _back(request, number)


@require_POST
@company_view(Permission.EDIT_REPORTS)
def comment(request: CompanyRequest, number: int, key: str) -> HttpResponse:
    api.comment(request.scope, number, key, request.POST.get("text", ""))
    messages.success(request, _("Comment kept."))
    return _back(request, number)


@require_POST
@company_view(Permission.EDIT_REPORTS)
def remove_comment(request: CompanyRequest, number: int, remark: int) -> HttpResponse:
    api.remove_comment(request.scope, number, remark)
    messages.success(request, _("Comment removed."))
    return _back(request, number)


@require_POST
@company_view(Permission.APPROVE_REPORTS)
def approve(request: CompanyRequest, number: int) -> HttpResponse:
    api.approve(request.scope, number)
    messages.success(request, _("Approved: from now on it stays as it is."))
    return _back(request, number)


@require_POST
@company_view(Permission.APPROVE_REPORTS)
def reopen(request: CompanyRequest, number: int) -> HttpResponse:
    api.reopen(request.scope, number)
    messages.success(request, _("A draft again."))
    return _back(request, number)


@require_safe
@company_view(Permission.EXPORT)
def export(request: CompanyRequest, number: int, suffix: str) -> HttpResponse:
    kept = api.report(request.scope, number)
    plain = api.checked_suffix(suffix)
    name = f"{request.scope.slug}-{kept.line.template}-{kept.line.last_day}.{plain}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    address = report_address(request.scope.slug, number)
    content = api.rendered(plain, kept.report, kept.remarks, address, brand_of(request.scope))
    return HttpResponse(content, content_type=api.FORMS[plain].content_type, headers=headers)


def _context(request: CompanyRequest, kept: Kept) -> dict[str, Any]:
    scope, line = request.scope, kept.line
    is_draft = line.state is api.State.DRAFT
    may_edit = is_draft and scope.may(Permission.EDIT_REPORTS)
    parts = kept.report.parts
    places = {part.key: part.title for part in parts} | {
        block_key(part, block): getattr(block, "title", "") for part in parts for block in part.blocks
    }
    return {
        "line": line,
        "report": kept.report,
        "state": line.state.label,
        "badge": BADGES[line.state],
        "settled": settled_words(line),
        "shown": shown(
            kept.report, kept.remarks, address_of(scope.slug, line.snapshot), with_blanks=may_edit
        ),
        "may_edit": may_edit,
        "may_approve": is_draft and scope.may(Permission.APPROVE_REPORTS),
        "may_reopen": line.state is api.State.APPROVED and scope.may(Permission.APPROVE_REPORTS),
        "may_share": not is_draft and scope.may(Permission.SHARE),
        "exports": [(suffix, form.name) for suffix, form in api.FORMS.items()]
        if scope.may(Permission.EXPORT)
        else [],
        "history": [
            {**one, "where": "" if one["correction"] else places.get(one["key"], "")}
            for one in api.history(scope, line.id)
        ],
        "changed": summary_of(kept.report),
    }


def _back(request: CompanyRequest, number: int) -> HttpResponse:
    return redirect("reports:report", company=request.scope.slug, number=number)
