"""`company_view` and `render_page`: the door of every page below a company."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from comptoir.core.companies.api import Permission, Role
from comptoir.core.companies.models import Company
from comptoir.core.errors import ForbiddenError, NotFoundError
from comptoir.core.pages import CompanyRequest, company_view


def ask(user: Any, *, htmx: Any = False) -> HttpRequest:
    request = RequestFactory().get("/c/boutique/x/?a=1")
    request.user = user
    request.htmx = htmx
    return request


@company_view(Permission.IMPORT_DATA)
def page(request: CompanyRequest, number: int) -> HttpResponse:
    return HttpResponse(f"{request.scope.slug} {number} {timezone.get_current_timezone_name()}")


def test_a_member_with_the_right_gets_the_scope_and_the_time_of_the_company(
    company: Company, make_member: Any
) -> None:
    response = page(ask(make_member(company, Role.CONTRIBUTOR)), company="boutique", number=7)
    assert response.content == b"boutique 7 Europe/Paris"


def test_a_member_without_the_right_is_refused(company: Company, make_member: Any) -> None:
    with pytest.raises(ForbiddenError):
        page(ask(make_member(company, Role.VIEWER)), company="boutique", number=7)


def test_a_stranger_hears_what_an_unknown_company_would_answer(
    company: Company, make_company: Any, make_member: Any
) -> None:
    stranger = ask(make_member(make_company("other"), Role.OWNER))
    said = []
    for slug in ("boutique", "nowhere"):
        with pytest.raises(NotFoundError) as refusal:
            page(stranger, company=slug, number=7)
        said.append(str(refusal.value).replace(slug, "X"))
    assert said[0] == said[1]


def test_nobody_is_sent_to_sign_in_and_back(db: None) -> None:
    response = page(ask(AnonymousUser()), company="boutique", number=7)
    assert response["Location"] == "/accounts/login/?next=/c/boutique/x/%3Fa%3D1"


def test_a_fragment_sends_the_whole_page_to_sign_in(db: None) -> None:
    htmx = SimpleNamespace(current_url_abs_path="/c/boutique/")
    response = page(ask(AnonymousUser(), htmx=htmx), company="boutique", number=7)
    assert response["HX-Redirect"] == "/accounts/login/?next=/c/boutique/"


def test_the_mounted_view_tells_its_rule() -> None:
    assert page.permission is Permission.IMPORT_DATA
    assert page.__name__ == "page"
