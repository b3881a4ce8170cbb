"""Which companies, and what they are set to."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from comptoir.api.doors import ApiRequest, companies_of, company_route
from comptoir.api.problems import answers
from comptoir.api.schemas import CompanyOut
from comptoir.core.companies.api import Permission, Scope

router = Router(tags=["companies"])


@router.get("/companies", response=answers(list[CompanyOut]), summary="Companies that you may see")
def companies(request: HttpRequest) -> Any:
    """One for a token; all of yours when you are signed in."""
    return [_written(scope) for scope in companies_of(request)]


@router.get("/companies/{company}", response=answers(CompanyOut), summary="A company")
@company_route(Permission.VIEW_FIGURES)
def company(request: ApiRequest, company: str) -> Any:
    return _written(request.scope)


def _written(scope: Scope) -> dict[str, Any]:
    names = ("slug", "name", "currency", "timezone", "language", "country", "week_start", "tax", "role")
    return {name: getattr(scope, name) for name in names}
