"""The choice of language and theme."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from comptoir.web.templatetags.shell import THEMES

_A_YEAR = 365 * 24 * 3600


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
