"""On a report's page: who sees it by a link, making one, revoking one."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from comptoir.check.reports.api import Kept, State, report
from comptoir.check.sharing import actions
from comptoir.check.sharing.addresses import shared_path
from comptoir.check.sharing.forms import LinkForm
from comptoir.check.sharing.queries import links
from comptoir.core.companies.api import Permission, keep_private
from comptoir.core.errors import ConflictError, InputError
from comptoir.core.mail.api import absolute
from comptoir.core.pages import CompanyRequest, company_view, render_page

SHORT = 80


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@company_view(Permission.SHARE)
def page(request: CompanyRequest, number: int) -> HttpResponse:
    """The list; a posted form makes a link, and its address is shown this once."""
    kept = report(request.scope, number)
    form = _form(request, kept, request.POST or None)
    made = _made(request, number, form) if form.is_valid() else ""
    context: dict[str, Any] = {
        "line": kept.line,
        "state": kept.line.state,
        "is_draft": kept.line.state is State.DRAFT,
        "links": links(request.scope, number),
        "form": _form(request, kept) if made else form,
        "made": made,
    }
    status = 422 if form.is_bound and not made else 200
    return keep_private(render_page(request, "sharing/links.html", context, status=status))


@require_POST
@company_view(Permission.SHARE)
def revoke(request: CompanyRequest, number: int, link: int) -> HttpResponse:
    actions.revoke(request.scope, number, link)
    messages.success(request, _("The link shows nothing any more."))
    return redirect("sharing:page", company=request.scope.slug, number=number)


def _form(request: CompanyRequest, kept: Kept, data: Any = None) -> LinkForm:
    titles = {part.key: part.title for part in kept.report.parts}
    comments = [
        (one.id, f"{titles.get(key, key)} · {one.text[:SHORT]}{'…' if len(one.text) > SHORT else ''}")
        for key, said in kept.remarks.comments.items()
        for one in said
    ]
    return LinkForm(data, comments=comments, today=request.scope.today())


def _made(request: CompanyRequest, number: int, form: LinkForm) -> str:
    """The address of the new link; empty where it was refused, which stands in the form."""
    try:
        _row, secret = actions.share(
            request.scope,
            number,
            form.cleaned_data["label"],
            form.last_day,
            password=form.cleaned_data["password"],
            comments=form.cleaned_data.get("comments", ()),
            may_download=form.cleaned_data["may_download"],
        )
    except (InputError, ConflictError) as refused:
        form.add_error(None, str(refused))
        return ""
    path = shared_path(secret)
    return absolute(path) or request.build_absolute_uri(path)
