from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from comptoir.core.companies.api import Permission
from comptoir.core.jobs import actions
from comptoir.core.jobs.models import ACTIVE, Job, State
from comptoir.core.jobs.queries import is_forgotten, job_of, jobs_of
from comptoir.core.pages import CompanyRequest, company_view, render_page

_A_PAGE = 50
_TABS = (
    ("", pgettext_lazy("jobs", "All")),
    (State.QUEUED, pgettext_lazy("jobs", "Waiting")),
    (State.RUNNING, pgettext_lazy("jobs", "Running")),
    (State.DONE, pgettext_lazy("jobs", "Done")),
    (State.FAILED, pgettext_lazy("jobs", "Failed")),
    (State.CANCELLED, pgettext_lazy("jobs", "Cancelled")),
)


@require_safe
@company_view(Permission.VIEW_FIGURES)
def job_list(request: CompanyRequest) -> HttpResponse:
    wanted = request.GET.get("state", "")
    state = State(wanted) if wanted in State.values else None
    page = Paginator(jobs_of(request.scope, state), _A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "state": state,
        "tabs": [
            (label, f"?state={value}" if value else "?", value == (state or "")) for value, label in _TABS
        ],
        "is_moving": any(job.state in ACTIVE for job in page),
    }
    return render_page(request, "jobs/list.html", context, part="jobs")


@require_safe
@company_view(Permission.VIEW_FIGURES)
def job_page(request: CompanyRequest, job_id: int) -> HttpResponse:
    """With `?follow=1`, the way of who has just asked for a result: once it is there the page leads to it."""
    job = job_of(request.scope, job_id)
    link = _link(request, job)
    if request.htmx and link and "follow" in request.GET:
        return HttpResponseClientRedirect(link)
    context = {
        "job": job,
        "may_act": actions.may_act(request.scope, job),
        "link": link,
        "is_forgotten": is_forgotten(job),
    }
    return render_page(request, "jobs/job.html", context, part="job")


@require_POST
@company_view(Permission.VIEW_FIGURES)
def cancel_job(request: CompanyRequest, job_id: int) -> HttpResponse:
    job = actions.cancel(request.scope, job_id)
    messages.info(
        request,
        _("The job stops at its next step.") if job.is_cancelling else _("The job is cancelled."),
    )
    return redirect("jobs:job", request.scope.slug, job_id)


@require_POST
@company_view(Permission.VIEW_FIGURES)
def retry_job(request: CompanyRequest, job_id: int) -> HttpResponse:
    actions.retry(request.scope, job_id)
    messages.success(request, _("The job is in the queue again."))
    return redirect("jobs:job", request.scope.slug, job_id)


def _link(request: CompanyRequest, job: Job) -> str:
    """Where the result is seen, if the task says it; never outside of its company."""
    link = str((job.result or {}).get("link", ""))
    return link if link.startswith(f"/c/{request.scope.slug}/") else ""
