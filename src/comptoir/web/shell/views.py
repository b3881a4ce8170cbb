"""The list of companies, the choice of language and theme."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from comptoir.core.companies.api import companies_of
from comptoir.core.pages import render_page
from comptoir.web.templatetags.shell import THEMES

_A_YEAR = 365 * 24 * 3600


@require_GET
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The companies of the person; whoever has one only goes straight to it."""
    companies = companies_of(request.user)
    if len(companies) == 1:
        return redirect("cockpit:home", company=companies[0].slug)
    return render_page(request, "home.html", {"companies": companies})


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
