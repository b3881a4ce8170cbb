"""The list of companies, the choice of language and theme."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from comptoir.core.companies.api import Role, Scope, access_companies, companies_of, may_add_company
from comptoir.core.money import currency_words
from comptoir.core.pages import render_page
from comptoir.measure.ingest.api import running_imports
from comptoir.measure.warehouse.api import current_snapshot
from comptoir.web.templatetags.shell import THEMES

_A_YEAR = 365 * 24 * 3600


@require_GET
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The companies of the person; whoever has one only goes straight to it."""
    companies = companies_of(request.user)
    if len(companies) == 1:
        return redirect("cockpit:home", company=companies[0].slug)
    lines = [_line(scope) for scope in access_companies(request.user)]
    return render_page(request, "home.html", {"companies": lines, "may_add": may_add_company(request.user)})


@dataclass(frozen=True, slots=True)
class CompanyLine:
    """A company of the list: enough to choose it, and to see whose figures are old."""

    slug: str
    name: str
    currency: str
    role: Any
    loaded_at: datetime | None
    is_loading: bool
    timezone: str


def _line(scope: Scope) -> CompanyLine:
    snapshot = current_snapshot(scope)
    return CompanyLine(
        slug=scope.slug,
        name=scope.name,
        currency=currency_words(scope.currency, get_language() or "fr"),
        role=Role(scope.role).label,
        loaded_at=snapshot.created_at if snapshot else None,
        is_loading=snapshot is None and bool(running_imports(scope)),
        timezone=scope.timezone,
    )


@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Keeps the language or the theme chosen: with the person, or in a cookie before signing in."""
    chosen = {
        field: value
        for field, allowed in (("language", dict(settings.LANGUAGES)), ("theme", THEMES))
        if (value := request.POST.get(field, "")) in allowed
    }
    response = redirect(_way_back(request))
    if chosen and request.user.is_authenticated:
        for field, value in chosen.items():
            setattr(request.user, field, value)
        request.user.save(update_fields=list(chosen))
    cookies = {"language": settings.LANGUAGE_COOKIE_NAME, "theme": "theme"}
    for field, value in chosen.items():
        response.set_cookie(
            cookies[field], value, max_age=_A_YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    return response


def _way_back(request: HttpRequest) -> str:
    """Where the person was, never another site."""
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        return back
    return reverse("shell:home")
