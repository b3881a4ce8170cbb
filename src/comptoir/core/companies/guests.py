"""The door of whoever holds a guest link: views below `/g/<secret>/<item>/`."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, cast

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.cache import patch_cache_control

from comptoir.core.companies.access import access_guest
from comptoir.core.companies.scope import Scope
from comptoir.core.companies.sharing import SHAREABLE


class GuestRequest(HttpRequest):
    """A request of a guest. `scope` may see figures and nothing else."""

    scope: Scope


type GuestView[**P] = Callable[Concatenate[GuestRequest, P], HttpResponseBase]


def guest_view[**P](item: str) -> Callable[[GuestView[P]], Callable[..., HttpResponseBase]]:
    """Mounts a view below `/g/<str:secret>/` for links that name `item`; all others get a 404.

    The mounted view tells its rule in `.guest_item`.
    """
    if item not in SHAREABLE:
        raise KeyError(f"« {item} » is not among what can be shared: {', '.join(SHAREABLE)}.")

    def decorate(view: GuestView[P]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def mounted(request: HttpRequest, secret: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            guest = cast(GuestRequest, request)
            guest.scope = access_guest(secret, item)
            with timezone.override(guest.scope.zone):
                return keep_private(view(guest, *args, **kwargs))

        mounted.guest_item = item  # type: ignore[attr-defined]
        return mounted

    return decorate


def keep_private[Response: HttpResponseBase](response: Response) -> Response:
    """An address that is a secret goes into no cache, no search engine, and no referrer of another site.

    `same-origin`, not `no-referrer`: with that, browsers send the forms of a page with `Origin: null`, which
    the check against forged posts must refuse.
    """
    patch_cache_control(response, private=True, no_store=True)
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
