"""Pages of no company: open to everybody, to whoever is signed in, or to the bearer of a secret."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from comptoir.core.companies import actions
from comptoir.core.companies.api import Role
from comptoir.core.companies.models import GuestLink

from . import fingerprint
from .routes import Route, routes
from .rules import BEARERS, PUBLIC, SIGNED_IN
from .world import House

FILLING: dict[str, Any] = {
    "file_format": "csv",
    "key": "made-up",
    "uidb36": "1",
    "pk": 999_999,
    "secret": "made.up",
    "provider": "postmark",
}
LINKS = {"cockpit": "link", "report": "report"}
"""What a guest link shows -> the secret of one in the house."""
NAMED = {"name": "net_sales", "suffix": "xlsx"}
"""Parameters of guests' pages."""
"""For parameters of personal pages: nothing that exists."""


@pytest.fixture(autouse=True)
def fresh_limits(db: None) -> None:
    cache.clear()


def address(route: Route) -> str:
    if "(?P" in route.pattern:
        return {
            "account_reset_password_from_key": "/accounts/password/reset/key/zzzz-made-up/",
            "account_confirm_email": "/accounts/confirm-email/made-up/",
        }[route.name]
    return route.address(**FILLING)


@pytest.mark.parametrize("route", [one for one in routes() if one.name in SIGNED_IN], ids=str)
def test_ones_own_pages_ask_to_sign_in(route: Route, alpha: House) -> None:
    before = fingerprint.state()
    for method in ("get", "post"):
        answer = getattr(Client(), method)(address(route))

        assert answer.status_code in {302, 405}, method
        if route.name != "account_logout" and answer.status_code == 302:
            assert answer.url.startswith("/accounts/login/")
    assert fingerprint.changed(before) == []


@pytest.mark.parametrize("route", [one for one in routes() if one.name in PUBLIC], ids=str)
def test_public_pages_tell_nothing_of_anybody(route: Route, alpha: House) -> None:
    before = fingerprint.state()
    for method in ("get", "post"):
        answer = getattr(Client(raise_request_exception=False), method)(address(route))

        assert answer.status_code < 500, method
        assert b"alpha" not in answer.content
    assert fingerprint.changed(before) == []


@pytest.mark.parametrize("route", [one for one in routes() if one.name in BEARERS], ids=str)
def test_a_made_up_secret_opens_nothing(route: Route, alpha: House) -> None:
    before = fingerprint.state()
    for method in ("get", "post"):
        answer = getattr(Client(), method)(address(route))

        assert answer.status_code in {404, 405}
        assert b"alpha" not in answer.content
    assert fingerprint.changed(before) == []


@pytest.mark.parametrize("route", [one for one in routes() if one.is_for_guests], ids=str)
def test_a_guest_sees_what_the_link_names_and_of_its_company(route: Route, alpha: House, beta: House) -> None:
    def ask(secret: str, method: str = "get") -> Any:
        where = route.address(secret=secret, **{name: NAMED[name] for name in route.parameters})
        return getattr(Client(raise_request_exception=False), method)(where)

    before = fingerprint.state()
    own = LINKS[route.guest_item or ""]
    answer = ask(alpha.secrets[own])
    assert answer.status_code == 200
    assert answer.headers["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert b"of beta" not in answer.content
    assert b"Maison beta" not in answer.content
    assert b"/c/alpha/" not in answer.content, "a guest is led to pages that are shut"
    assert ask(alpha.secrets[own], "post").status_code in {200, 405}
    assert ask("made.up").status_code == 404
    for other in LINKS.values():
        assert other == own or ask(alpha.secrets[other]).status_code == 404, (
            "a link opens what it does not name"
        )
    assert ask(alpha.secrets["token"]).status_code == 404
    assert fingerprint.changed(before) == []

    for link in GuestLink.objects.filter(company=alpha.company):
        actions.revoke_guest_link(alpha.scope(), link.pk)
    assert ask(alpha.secrets[own]).status_code == 404


def test_a_guest_link_opens_no_page_of_members(alpha: House) -> None:
    guest = Client()
    guest.get(f"/g/{alpha.secrets['link']}/")

    assert guest.get("/c/alpha/").status_code == 302
    assert guest.get("/api/v1/companies").status_code == 401


def test_an_owner_of_one_company_is_a_guest_in_another(alpha: House, beta: House) -> None:
    """The link counts, not who is signed in: nothing of beta's owner widens it."""
    answer = beta.client(Role.OWNER).get(f"/g/{alpha.secrets['link']}/")

    assert answer.status_code == 302
    assert answer.url.endswith("/cockpit/")
