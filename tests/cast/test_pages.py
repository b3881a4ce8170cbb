"""Every page of a company x every role x two companies; denied means that nothing happened."""

import re
from collections.abc import Iterable
from typing import Any

import pytest
from django.test import Client

from comptoir.core.companies.api import MATRIX, Permission, Role
from comptoir.core.companies.models import Membership
from comptoir.core.companies.permissions import MEMBER_ROLES

from . import fingerprint
from .routes import Route, routes
from .rules import STRICTER_VERBS
from .world import NEEDS_MORE, PARTICULAR, PAYLOADS, PLAIN, House

METHODS = ("get", "post")
CSRF_TOKEN = re.compile(r"\b[A-Za-z0-9]{64}\b")
NOT_TAKEN = 405
"""The page does not take the method, whoever asks."""

PAGES = [route for route in routes() if route.is_of_a_company]


def needed_by(route: Route) -> Permission | None:
    """The right that the page and its verb ask for together."""
    return STRICTER_VERBS.get(route.name, route.permission)


def refused(route: Route) -> list[Role]:
    """The roles that may not."""
    return [role for role in MEMBER_ROLES if needed_by(route) not in MATRIX[role]]


def of_pages(pages: Iterable[Route]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("route", list(pages), ids=str)


of_every_page = of_pages(PAGES)


def key_of(route: Route, parameter: str) -> str:
    namespace = route.name.rpartition(":")[0]
    return PARTICULAR.get(f"{route.name}.{parameter}", f"{namespace}:{parameter}")


def names_things(route: Route) -> bool:
    """Whether the address names rows of a company."""
    return any(key_of(route, parameter) not in PLAIN for parameter in route.parameters)


def address(route: Route, slug: str, house: House) -> str:
    """Below the company `slug`, naming things of `house`."""
    values = {}
    for parameter in route.parameters:
        key = key_of(route, parameter)
        assert key in {**PLAIN, **house.objects}, f"{route.pattern}: tell tests/cast/world.py what {key} is"
        values[parameter] = {**PLAIN, **house.objects}[key]
    return route.address(company=slug, **values)


def ask(client: Client, method: str, route: Route, slug: str, house: House) -> Any:
    payload = PAYLOADS.get(route.name, {}) if method == "post" else {}
    return getattr(client, method)(address(route, slug, house), payload)


def told(answer: Any, slug: str) -> str:
    """What an answer says, whatever company was asked for."""
    return CSRF_TOKEN.sub("", answer.content.decode()).replace(slug, "")


@of_pages(route for route in PAGES if refused(route))
def test_a_role_without_the_right_is_refused(route: Route, alpha: House) -> None:
    before = fingerprint.state()
    for role in refused(route):
        for method in METHODS:
            answer = ask(alpha.client(role), method, route, alpha.slug, alpha)
            assert answer.status_code in {403, NOT_TAKEN}, (role, method)
            assert fingerprint.changed(before) == [], (role, method)


@of_every_page
def test_a_stranger_learns_nothing(route: Route, alpha: House, beta: House) -> None:
    """The owner of another company gets what a company that does not exist would answer."""
    stranger = beta.client(Role.OWNER)
    before = fingerprint.state()
    for method in METHODS:
        answer = ask(stranger, method, route, alpha.slug, alpha)
        nowhere = ask(stranger, method, route, "nowhere", alpha)

        assert answer.status_code == nowhere.status_code
        assert answer.status_code in {404, NOT_TAKEN}
        assert told(answer, alpha.slug) == told(nowhere, "nowhere")
        assert fingerprint.changed(before) == [], method


@of_every_page
def test_whoever_is_not_signed_in_is_asked_to(route: Route, alpha: House) -> None:
    before = fingerprint.state()
    for method in METHODS:
        answer = ask(Client(), method, route, alpha.slug, alpha)

        assert answer.status_code in {302, NOT_TAKEN}
        if answer.status_code == 302:
            assert answer.url.startswith("/accounts/login/?next=/c/alpha/")
        assert fingerprint.changed(before) == [], method


@of_every_page
def test_a_fragment_asks_to_sign_in_too(route: Route, alpha: House) -> None:
    answer = Client().get(address(route, alpha.slug, alpha), headers={"HX-Request": "true"})

    assert answer.content == b""
    if answer.status_code != NOT_TAKEN:
        assert answer.headers["HX-Redirect"].startswith("/accounts/login/")


@of_pages(route for route in PAGES if names_things(route))
def test_a_page_opens_only_what_is_of_its_own_company(route: Route, alpha: House, beta: House) -> None:
    """The owner of beta asks under beta's address for a thing of alpha."""
    before = fingerprint.state()
    for method in METHODS:
        answer = ask(beta.client(Role.OWNER), method, route, beta.slug, alpha)

        assert answer.status_code in {404, NOT_TAKEN}
        assert b"of alpha" not in answer.content
        assert fingerprint.changed(before) == [], method


@of_every_page
def test_whoever_has_the_right_passes(route: Route, alpha: House, beta: House) -> None:
    """And sees nothing of another company. Without this the refusals above would prove nothing."""
    for role in MEMBER_ROLES:
        if route.permission not in MATRIX[role]:
            continue
        answer = ask(alpha.client(role), "get", route, alpha.slug, alpha)
        assert answer.status_code in {200, 302, NOT_TAKEN}, (role, answer.status_code)
        if answer.status_code == 302:
            assert not answer.url.startswith("/accounts/login/")
        if not answer.streaming:
            assert b"of beta" not in answer.content
            assert b"Maison beta" not in answer.content


@pytest.mark.parametrize(
    "route", [route for route in routes() if route.name in PAYLOADS.keys() - NEEDS_MORE.keys()], ids=str
)
def test_a_post_that_is_refused_to_others_does_something(route: Route, alpha: House) -> None:
    before = fingerprint.state()

    answer = ask(alpha.client(Role.OWNER), "post", route, alpha.slug, alpha)

    assert answer.status_code in {200, 302}
    assert fingerprint.changed(before) != []


@of_every_page
def test_whatever_can_be_posted_is_posted_for_real(route: Route, alpha: House) -> None:
    """A page that takes a post stands in `PAYLOADS` with what would change something."""
    taken = ask(alpha.client(Role.OWNER), "post", route, alpha.slug, alpha).status_code != NOT_TAKEN

    assert taken == (route.name in PAYLOADS), f"{route.name}: tell tests/cast/world.py what to post"


@of_pages(route for route in PAGES if route.permission not in MATRIX[Role.VIEWER])
def test_a_role_in_one_company_is_none_in_another(route: Route, alpha: House, beta: House) -> None:
    """A freelance owns alpha and only views beta."""
    freelance = alpha.people[Role.OWNER]
    Membership.objects.create(company=beta.company, user=freelance, role=Role.VIEWER)
    for method in METHODS:
        answer = ask(alpha.client(Role.OWNER), method, route, beta.slug, beta)

        assert answer.status_code in {403, NOT_TAKEN}, method


@of_every_page
def test_a_post_needs_the_token_of_the_page(route: Route, alpha: House) -> None:
    """Another site cannot make a member's browser do something."""
    client = alpha.client(Role.OWNER, enforce_csrf_checks=True)
    before = fingerprint.state()

    answer = ask(client, "post", route, alpha.slug, alpha)

    assert answer.status_code in {403, NOT_TAKEN}
    assert fingerprint.changed(before) == []


def test_somebody_shut_out_is_out_at_once(alpha: House) -> None:
    client = alpha.client(Role.OWNER)
    owner = alpha.people[Role.OWNER]
    type(owner).objects.filter(pk=owner.pk).update(is_active=False)

    assert client.get("/c/alpha/settings/company/").status_code == 302
