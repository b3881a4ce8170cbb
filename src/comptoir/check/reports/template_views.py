"""The templates of a company, and the editor of one: it works by buttons alone, dragging is a convenience."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comptoir.check.reports import editing, saving
from comptoir.check.reports.arrangement import Arrangement, arranged
from comptoir.check.reports.forms.showing import shown
from comptoir.check.reports.queries import newest_of_kind, reports
from comptoir.check.reports.saved import (
    Template,
    as_template,
    kind_words,
    own_template,
    own_templates,
    templates,
)
from comptoir.check.reports.shapes import Remarks, Report
from comptoir.check.reports.uses import uses_of
from comptoir.core.companies.api import Permission
from comptoir.core.errors import ConflictError, InputError
from comptoir.core.pages import CompanyRequest, company_view, render_page


@require_safe
@company_view(Permission.EDIT_REPORTS)
def listed(request: CompanyRequest) -> HttpResponse:
    left = own_templates(request.scope).filter(key=request.GET.get("removed", ""), deleted_at__isnull=False)
    return _list_page(request, removed=next(map(as_template, left), None))


@require_POST
@company_view(Permission.EDIT_REPORTS)
def add(request: CompanyRequest) -> HttpResponse:
    try:
        made = saving.add_template(
            request.scope, request.POST.get("name", ""), request.POST.get("start_from", "")
        )
    except (InputError, ConflictError) as error:
        return _list_page(request, error=str(error), name=request.POST.get("name", ""))
    return redirect("reports:template", company=request.scope.slug, template=made.key)


@require_http_methods(["GET", "HEAD", "POST"])
@company_view(Permission.EDIT_REPORTS)
def edit(request: CompanyRequest, template: str) -> HttpResponse:
    """`do` names the button: `save` keeps what was typed, another one shows the editor as it would then be."""
    one = own_template(request.scope, template)
    built = newest_of_kind(request.scope, one.kind)
    if request.method != "POST":
        return _edit_page(request, one, built, one.arrangement, one.name)
    name, button = request.POST.get("name", ""), request.POST.get("do", "")
    asked = editing.typed(request.POST.getlist)
    if button == "save":
        try:
            saving.edit_template(request.scope, template, name, asked)
        except (InputError, ConflictError) as error:
            return _edit_page(request, one, built, asked, name, error=str(error))
        messages.success(request, _("Kept: the reports to come are built so."))
        return _to(request, template)
    part = button.partition(":")[2].partition(".")[0]
    after = editing.pressed(editing.whole(asked, built), button)
    return _edit_page(request, one, built, after, name, is_changed=True, opened=part)


@require_POST
@company_view(Permission.EDIT_REPORTS)
def reset(request: CompanyRequest, template: str) -> HttpResponse:
    saving.reset_template(request.scope, template)
    messages.success(request, _("The template shows everything again, in its usual order."))
    return _to(request, template)


@require_POST
@company_view(Permission.EDIT_REPORTS)
def undo(request: CompanyRequest, template: str) -> HttpResponse:
    saving.undo_template(request.scope, template)
    messages.success(request, _("Undone: the template is as it was before."))
    return _to(request, template)


@require_POST
@company_view(Permission.EDIT_REPORTS)
def delete(request: CompanyRequest, template: str) -> HttpResponse:
    try:
        saving.delete_template(request.scope, template)
    except ConflictError as error:
        use = next(iter(uses_of(request.scope, template)), None)
        return _list_page(request, refused=str(error), elsewhere=use.address if use else "")
    query = urlencode({"removed": template})
    return redirect(f"{reverse('reports:templates', kwargs={'company': request.scope.slug})}?{query}")


@require_POST
@company_view(Permission.EDIT_REPORTS)
def restore(request: CompanyRequest, template: str) -> HttpResponse:
    one = saving.restore_template(request.scope, template)
    messages.success(request, _("Taken back: « %(name)s ».") % {"name": one.name})
    return redirect("reports:templates", company=request.scope.slug)


def _list_page(
    request: CompanyRequest,
    *,
    error: str = "",
    name: str = "",
    removed: Template | None = None,
    refused: str = "",
    elsewhere: str = "",
) -> HttpResponse:
    """`refused`: why a template stays; `elsewhere`: where that can be changed."""
    counts: dict[str, int] = {}
    for line in reports(request.scope):
        counts[line.template] = counts.get(line.template, 0) + 1
    found = templates(request.scope)
    context = {
        "templates": [(one, kind_words(one.kind), counts.get(one.key, 0)) for one in found],
        "error": error,
        "name": name,
        "removed": removed,
        "refused": refused,
        "elsewhere": elsewhere,
    }
    status = 409 if refused else 422 if error else 200
    return render_page(request, "reports/templates.html", context, status=status)


def _edit_page(
    request: CompanyRequest,
    one: Template,
    built: Report | None,
    arrangement: Arrangement,
    name: str,
    *,
    error: str = "",
    is_changed: bool = False,
    opened: str = "",
) -> HttpResponse:
    asked = editing.whole(arrangement, built)
    context: dict[str, Any] = {
        "template": one,
        "name": name,
        "kind": kind_words(one.kind),
        "items": editing.items(asked, built),
        "own_most": editing.MOST_TEXTS,
        "built": built,
        "error": error,
        "is_changed": is_changed,
        "opened": opened,
    }
    if built is not None:
        seen = arranged(built, asked)
        context |= {"report": seen, "shown": shown(seen, Remarks(), with_blanks=True)}
    status = 422 if error else 200
    return render_page(request, "reports/template.html", context, part="editor", status=status)


def _to(request: CompanyRequest, template: str) -> HttpResponse:
    return redirect("reports:template", company=request.scope.slug, template=template)
