"""The page of a company's look: change it, see it, copy it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comptoir.check.branding import actions
from comptoir.check.branding.forms import LookForm
from comptoir.check.branding.queries import brand_of
from comptoir.check.branding.sheets import sheet_response
from comptoir.core.companies.api import Permission, Scope, access_companies, access_company
from comptoir.core.errors import InputError
from comptoir.core.pages import CompanyRequest, company_view, render_page


@require_http_methods(["GET", "HEAD", "POST"])
@company_view(Permission.APPROVE_REPORTS)
def page(request: CompanyRequest) -> HttpResponse:
    brand = brand_of(request.scope)
    initial = {name: getattr(brand, name) for name in actions.SETTINGS}
    form = LookForm(request.POST or None, request.FILES or None, initial=initial)
    if form.is_valid():
        try:
            actions.set_look(
                request.scope,
                form.settings(),
                form.picture_bytes(),
                drops_logo=form.cleaned_data["drops_logo"],
            )
        except actions.UnreadableError as refused:
            form.offer(refused)
        except InputError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Saved: the next report that is opened has this look."))
            return redirect("branding:page", company=request.scope.slug)
    if brand.logo is None:
        del form.fields["drops_logo"]
    context = {"form": form, "brand": brand, "others": _others(request)}
    return render_page(request, "branding/page.html", context, status=422 if form.is_bound else 200)


@require_safe
@company_view(Permission.APPROVE_REPORTS)
def style(request: CompanyRequest) -> HttpResponse:
    response = sheet_response(brand_of(request.scope))
    response.headers["Cache-Control"] = "private, no-cache"
    return response


@require_POST
@company_view(Permission.APPROVE_REPORTS)
def copy(request: CompanyRequest) -> HttpResponse:
    targets = [
        access_company(request.user, slug, Permission.APPROVE_REPORTS) for slug in request.POST.getlist("to")
    ]
    if not targets:
        raise InputError(_("No company was chosen."), advice=_("Tick those that should look the same."))
    for one in targets:
        actions.copy_look(request.scope, one)
    count = len(targets)
    said = ngettext("Copied to one company.", "Copied to %(count)d companies.", count) % {"count": count}
    messages.success(request, said)
    return redirect("branding:page", company=request.scope.slug)


def _others(request: CompanyRequest) -> list[Scope]:
    return [
        one
        for one in access_companies(request.user)
        if one.company_id != request.scope.company_id
        and not one.is_archived
        and one.may(Permission.APPROVE_REPORTS)
    ]
