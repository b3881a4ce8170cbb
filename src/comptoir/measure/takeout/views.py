"""The page that takes a company away."""

from django.contrib import messages
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from comptoir.core.companies.api import Permission
from comptoir.core.errors import NotFoundError
from comptoir.core.jobs.api import active_jobs, enqueue
from comptoir.core.pages import CompanyRequest, company_view, render_page
from comptoir.measure.takeout import ready
from comptoir.measure.takeout.tasks import TASK


@require_safe
@company_view(Permission.MANAGE_COMPANY)
def page(request: CompanyRequest) -> HttpResponse:
    try:
        found = ready.ready(request.scope)
    except NotFoundError:
        found = None
    context = {
        "ready": found,
        "job": active_jobs(request.scope).filter(task=TASK).first(),
        "may_personal": request.scope.may(Permission.VIEW_PERSONAL_DATA),
    }
    return render_page(request, "takeout/page.html", context, part="standing")


@require_POST
@company_view(Permission.MANAGE_COMPANY)
def ask(request: CompanyRequest) -> HttpResponse:
    """One at a time: whoever asks while one is made waits for that."""
    personal = "personal" in request.POST
    if personal:
        request.scope.require(Permission.VIEW_PERSONAL_DATA)
    if not active_jobs(request.scope).filter(task=TASK).exists():
        enqueue(request.scope, TASK, {"personal": personal})
    return _back(request)


@require_POST
@company_view(Permission.MANAGE_COMPANY)
def remove(request: CompanyRequest) -> HttpResponse:
    ready.remove(request.scope)
    messages.success(request, _("The prepared export is removed."))
    return _back(request)


@require_safe
@company_view(Permission.MANAGE_COMPANY)
def file(request: CompanyRequest) -> HttpResponseBase:
    try:
        found = ready.ready(request.scope)
    except NotFoundError:  # its days are over: the page says so, and makes another
        return _back(request)
    ready.note_taken(request.scope, found)
    name = f"{request.scope.slug}-{found.made_at:%Y-%m-%d}.zip"
    return FileResponse(found.path.open("rb"), as_attachment=True, filename=name)


def _back(request: CompanyRequest) -> HttpResponse:
    return redirect("takeout:page", company=request.scope.slug)
