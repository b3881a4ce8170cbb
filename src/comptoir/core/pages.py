"""What every page below `/c/<company>/` shares: a typed request, the door of the company, partial rendering.

A view is a plain function:

    @company_view(Permission.IMPORT_DATA)
    def imports(request: CompanyRequest) -> HttpResponse:
        return render_page(request, "ingest/imports.html", {...}, part="list")
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from comptoir.core.accounts.api import User
from comptoir.core.companies.api import Permission, Scope, access_company


class PageRequest(HttpRequest):
    """A request that passed the middleware of the site."""

    htmx: HtmxDetails


class CompanyRequest(PageRequest):
    """A request of a member of a company. `scope` is what queries and verbs take."""

    user: User
    scope: Scope


type CompanyView[**P] = Callable[Concatenate[CompanyRequest, P], HttpResponseBase]
type MountedView = Callable[..., HttpResponseBase]


def company_view[**P](
    permission: Permission = Permission.VIEW_FIGURES,
) -> Callable[[CompanyView[P]], MountedView]:
    """Mounts a view below `/c/<slug:company>/` for members who may do `permission`.

    Whoever is not signed in is asked to; a stranger gets the same 404 as for a company that does not exist.
    Times on the page are those of the company's zone. The mounted view tells its rule in `.permission`.
    """

    def decorate(view: CompanyView[P]) -> MountedView:
        @wraps(view)
        def mounted(
            request: HttpRequest, company: str, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return ask_to_sign_in(cast(PageRequest, request))
            member = cast(CompanyRequest, request)
            member.scope = access_company(request.user, company, permission)
            with timezone.override(member.scope.zone):
                return view(member, *args, **kwargs)

        mounted.permission = permission  # type: ignore[attr-defined]
        return mounted

    return decorate


def ask_to_sign_in(request: PageRequest) -> HttpResponse:
    """To the sign-in page and back. A fragment sends the whole page there, not itself."""
    if not request.htmx:
        return redirect_to_login(request.get_full_path())
    back = request.htmx.current_url_abs_path or "/"
    return HttpResponseClientRedirect(redirect_to_login(back).url)


def render_page(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    part: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """Renders `template`; for an htmx request that names a `part`, only its `{% partialdef part %}`.

    One address serves both, so a link works with and without JavaScript.
    """
    htmx = getattr(request, "htmx", None)
    wanted = f"{template}#{part}" if part and htmx and not htmx.boosted else template
    response = render(request, wanted, dict(context or {}), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response
