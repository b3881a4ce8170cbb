"""Who asks, and what they may: the API's counterpart of `company_view`."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, cast

from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth

from comptoir.core.companies.api import (
    Permission,
    Scope,
    access_companies,
    access_company,
    access_token,
    token_is_open,
)


class ApiRequest(HttpRequest):
    """A request that passed a door. `scope` is what queries take."""

    scope: Scope
    auth: Any


class TokenAuth(HttpBearer):
    """`Authorization: Bearer TOKEN`, with a token from the settings of a company."""

    def authenticate(self, request: HttpRequest, token: str) -> str | None:
        return token if token_is_open(token) else None


class PageAuth(SessionAuth):
    """Being signed in, for the pages themselves."""


type Operation[**P] = Callable[Concatenate[ApiRequest, str, P], Any]


def company_route[**P](permission: Permission) -> Callable[[Operation[P]], Callable[..., Any]]:
    """Lets members who may do `permission` pass, by token or signed in; others get 403, strangers 404.

    The operation takes `company` (the short name) after the request. Its rule is told in `.permission`.
    """

    def decorate(operation: Operation[P]) -> Callable[..., Any]:
        @wraps(operation)
        def guarded(request: HttpRequest, company: str, *args: P.args, **kwargs: P.kwargs) -> Any:
            asked = cast(ApiRequest, request)
            asked.scope = scope_of(asked, company, permission)
            return operation(asked, company, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def scope_of(request: ApiRequest, company: str, permission: Permission) -> Scope:
    if isinstance(request.auth, str):
        return access_token(request.auth, company, permission)
    return access_company(request.user, company, permission)


def companies_of(request: HttpRequest) -> list[Scope]:
    """Every company that who asks may see."""
    asked = cast(ApiRequest, request)
    if isinstance(asked.auth, str):
        return [access_token(asked.auth)]
    return access_companies(request.user)
