"""Every operation of the API x every role x two companies, by token and signed in."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from comptoir.api.urls import api
from comptoir.core import clock
from comptoir.core.companies import actions
from comptoir.core.companies.api import MATRIX, Role
from comptoir.core.companies.models import ApiToken, Membership
from comptoir.core.companies.permissions import MEMBER_ROLES

from . import fingerprint
from .operations import NEEDS_FACTS, QUERIES, Operation, operations
from .rules import PUBLIC_API
from .world import House

OBJECTS = {"/imports/{number}": "imports:number", "/reports/{number}": "sharing:number"}
"""Parameters that name a row of a company."""
PLAIN = {"name": "net_sales", "suffix": "md", "part": "steps"}

OF_COMPANIES = [one for one in operations() if one.path not in PUBLIC_API]
DOORS = ("token", "page")


def address(operation: Operation, slug: str, house: House) -> str:
    numbers = [house.objects[key] for part, key in OBJECTS.items() if part in operation.path]
    known = PLAIN | ({"number": numbers[0]} if numbers else {})
    missing = set(operation.parameters) - known.keys()
    assert not missing, f"{operation}: tell tests/cast/test_api.py what {missing} names"
    return operation.address(company=slug, **known)


def ask(operation: Operation, slug: str, house: House, secret: str = "", client: Client | None = None) -> Any:
    headers = {"Authorization": f"Bearer {secret}"} if secret else {}
    return (client or Client(raise_request_exception=False)).generic(
        operation.method, address(operation, slug, house), headers=headers
    )


@pytest.mark.parametrize("operation", operations(), ids=str)
def test_every_operation_has_a_rule(operation: Operation) -> None:
    is_declared = operation.path in PUBLIC_API
    assert (operation.permission is None) == is_declared, (
        f"{operation}: declare its rule with company_route(…)"
    )
    assert ("{company}" in operation.path) != is_declared


def test_no_rule_is_left_over() -> None:
    known = {operation.path for operation in operations()}
    assert (PUBLIC_API.keys() | QUERIES.keys() | NEEDS_FACTS) - known == set()


def test_every_refusal_is_described() -> None:
    paths = api.get_openapi_schema()["paths"]
    for operation in operations():
        described = paths["/api/v1" + operation.path][operation.method.lower()]["responses"]
        assert {int(status) for status in described} == {200, 400, 401, 403, 404, 409, 422}, str(operation)


@pytest.mark.parametrize("by", DOORS)
@pytest.mark.parametrize("role", MEMBER_ROLES)
def test_roles(role: Role, by: str, alpha: House) -> None:
    """With the right one gets an answer, without it 403, and nothing moved either way."""
    before = fingerprint.state()
    client, secret = (alpha.client(role), "") if by == "page" else (None, alpha.secrets[role])
    for operation in OF_COMPANIES:
        answer = ask(operation, alpha.slug, alpha, secret, client)
        allowed = 409 if operation.path in NEEDS_FACTS else 200
        expected = allowed if operation.permission in MATRIX[role] else 403
        assert answer.status_code == expected, (str(operation), answer.content)
        if expected != 200:
            assert answer.headers["Content-Type"] == "application/problem+json"
            assert set(answer.json()) == {"title", "status", "allowed", "advice", "faults"}
    assert fingerprint.changed(before) == []


@pytest.mark.parametrize("by", DOORS)
def test_a_stranger_learns_nothing(by: str, alpha: House, beta: House) -> None:
    client, secret = (beta.client(Role.OWNER), "") if by == "page" else (None, beta.secrets[Role.OWNER])
    for operation in OF_COMPANIES:
        told, nowhere = (ask(operation, slug, alpha, secret, client) for slug in ("alpha", "nowhere"))
        assert told.status_code == nowhere.status_code == 404, str(operation)
        assert told.json()["title"].replace("alpha", "") == nowhere.json()["title"].replace("nowhere", "")


def test_an_operation_opens_only_what_is_of_its_own_company(alpha: House, beta: House) -> None:
    for operation in OF_COMPANIES:
        answer = ask(operation, beta.slug, alpha, beta.secrets[Role.OWNER])
        if "number" in operation.parameters:
            assert answer.status_code == 404, str(operation)
        assert b"alpha" not in answer.content, str(operation)


def test_without_a_valid_secret_one_is_nobody(alpha: House) -> None:
    scope = alpha.scope()
    _, revoked = actions.create_token(scope, "revoked", timedelta(days=30))
    actions.revoke_token(scope, ApiToken.objects.get(name="revoked").pk)
    _, expired = actions.create_token(scope, "expired", timedelta(days=1))
    ApiToken.objects.filter(name="expired").update(expires_at=clock.now())

    for secret in ("", "made.up", "x" * 300, revoked, expired, alpha.secrets["link"]):
        for operation in operations():
            answer = ask(operation, alpha.slug, alpha, secret)
            assert answer.status_code == 401, (secret, str(operation))
            assert answer.headers["WWW-Authenticate"].startswith("Bearer")
            assert b"alpha" not in answer.content


def test_a_token_of_a_former_member_opens_nothing(alpha: House) -> None:
    Membership.objects.filter(user=alpha.people[Role.MANAGER]).delete()
    for operation in OF_COMPANIES:
        answer = ask(operation, alpha.slug, alpha, alpha.secrets[Role.MANAGER])
        assert answer.status_code in {401, 404}, str(operation)


def test_the_list_holds_only_ones_own_companies(alpha: House, beta: House) -> None:
    owner = alpha.people[Role.OWNER]
    Membership.objects.create(company=beta.company, user=owner, role=Role.VIEWER)
    by_token = Client().get(
        "/api/v1/companies", headers={"Authorization": f"Bearer {alpha.secrets[Role.OWNER]}"}
    )
    signed_in = alpha.client(Role.OWNER).get("/api/v1/companies")
    stranger = alpha.client(Role.VIEWER).get("/api/v1/companies")

    assert [one["slug"] for one in by_token.json()] == ["alpha"]
    assert [(one["slug"], one["role"]) for one in signed_in.json()] == [
        ("alpha", "owner"),
        ("beta", "viewer"),
    ]
    assert [one["slug"] for one in stranger.json()] == ["alpha"]
