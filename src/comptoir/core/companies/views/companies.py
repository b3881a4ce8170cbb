"""Adding a company, its settings, leaving it, and the set-up of an installation."""

from typing import cast

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from comptoir.core.accounts.api import User
from comptoir.core.companies import actions, queries
from comptoir.core.companies.forms import CompanyForm, SettingsForm, SetupForm
from comptoir.core.companies.guests import keep_private
from comptoir.core.companies.locks import LOCKED_FIELDS, is_locked
from comptoir.core.companies.permissions import Permission
from comptoir.core.companies.setup import check_key, set_up
from comptoir.core.companies.tabs import settings_tabs
from comptoir.core.companies.views.attempts import attempt
from comptoir.core.errors import ForbiddenError
from comptoir.core.pages import CompanyRequest, company_view, render_page

SIGN_IN_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    if not queries.may_add_company(request.user):
        raise ForbiddenError(
            _("Only who owns a company here may add another one."), advice=_("Ask an owner to invite you.")
        )
    form = CompanyForm(request.POST or None)
    owner = cast(User, request.user)
    company = attempt(form, lambda: actions.add_company(**form.cleaned_data, owner=owner))
    if company is not None:
        return redirect("companies:settings", company=company.slug)
    return render_page(request, "companies/add.html", {"form": form}, status=422 if form.is_bound else 200)


@company_view(Permission.VIEW_FIGURES)
@require_safe
def home(request: CompanyRequest) -> HttpResponse:
    """The first page of the settings that this member may open."""
    return redirect(settings_tabs(request.scope)[0].address)


@company_view(Permission.MANAGE_COMPANY)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_settings(request: CompanyRequest) -> HttpResponse:
    company = queries.company(request.scope)
    locked = is_locked(company.pk)
    values = {name: getattr(company, name) for name in SettingsForm.base_fields}
    form = SettingsForm(request.POST or None, initial=values)
    if locked:
        for name in LOCKED_FIELDS:
            form.fields[name].disabled = True
            form.fields[name].help_text = _("It stands still: data are loaded.")
    if attempt(form, lambda: actions.edit_company(request.scope, form.cleaned_data)) is not None:
        messages.success(request, _("Saved."))
        return redirect("companies:settings", company=company.slug)
    return render_page(
        request, "companies/settings.html", {"form": form}, status=422 if form.is_bound else 200
    )


@company_view(Permission.MANAGE_COMPANY)
@require_POST
def archive(request: CompanyRequest) -> HttpResponse:
    """To the list of companies, where one button undoes it."""
    actions.archive_company(request.scope)
    return redirect(f"/?archived={request.scope.slug}")


@company_view(Permission.MANAGE_COMPANY)
@require_POST
def restore(request: CompanyRequest) -> HttpResponse:
    actions.restore_company(request.scope)
    messages.success(request, _("%(company)s is taken out of the archive.") % {"company": request.scope.name})
    return redirect("companies:settings", company=request.scope.slug)


@company_view(Permission.VIEW_FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: CompanyRequest) -> HttpResponse:
    if request.method != "POST":
        return render_page(request, "companies/leave.html")
    actions.leave_company(request.scope)
    messages.success(request, _("You left %(company)s.") % {"company": request.scope.name})
    return redirect("/")


@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "HEAD", "POST"])
def setup(request: HttpRequest, key: str) -> HttpResponse:
    check_key(key)
    form = SetupForm(request.POST or None)

    def begin() -> tuple[User, object]:
        fields = {name: value for name, value in form.cleaned_data.items() if name != "again"}
        return set_up(key, **fields)

    done = attempt(form, begin)
    if done is not None:
        login(request, done[0], backend=SIGN_IN_BACKEND)
        return redirect("/")
    page = render_page(request, "companies/setup.html", {"form": form}, status=422 if form.is_bound else 200)
    return keep_private(page)
