"""Every operation of the API x every role x two companies, by token and signed in."""

from datetime import timedelta
from functools import cache
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
from .operations import Operation, operations
from .rules import PUBLIC_API
from .world import House

OBJECTS = {"number": "imports:number"}
"""Parameters that name a row of a company."""
PLAIN = {"name": "net_sales"}

of_every_operation = pytest.mark.parametrize(
    "operation", [one for one in operations() if one.path not in PUBLIC_API], ids=str
)


def address(operation: Operation, slug: str, house: House) -> str:
    known = PLAIN | {name: house.objects[key] for name, key in OBJECTS.items()}
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
    assert PUBLIC_API.keys() - {operation.path for operation in operations()} == set()


@cache
def schema() -> Any:
    return api.get_openapi_schema()


@pytest.mark.parametrize("operation", operations(), ids=str)
def test_every_refusal_is_described(operation: Operation) -> None:
    path = "/api/v1" + operation.path
    described = schema()["paths"][path][operation.method.lower()]["responses"]

    assert {int(status) for status in described} == {200, 400, 401, 403, 404, 409, 422}


@of_every_operation
@pytest.mark.parametrize("by", ["token", "page"])
def test_roles(operation: Operation, by: str, alpha: House) -> None:
    """With the right one gets an answer, without it 403, and nothing moved either way."""
    before = fingerprint.state()
    for role in MEMBER_ROLES:
        if by == "token":
            answer = ask(operation, alpha.slug, alpha, alpha.secrets[role])
        else:
            answer = ask(operation, alpha.slug, alpha, client=alpha.client(role))
        expected = 200 if operation.permission in MATRIX[role] else 403
        assert answer.status_code == expected, (role, answer.content)
        if expected == 403:
            assert answer.headers["Content-Type"] == "application/problem+json"
            assert set(answer.json()) == {"title", "status", "allowed", "advice", "faults"}
    assert fingerprint.changed(before) == []


@of_every_operation
@pytest.mark.parametrize("by", ["token", "page"])
def test_a_stranger_learns_nothing(operation: Operation, by: str, alpha: House, beta: House) -> None:
    if by == "token":
        answers = [ask(operation, slug, alpha, beta.secrets[Role.OWNER]) for slug in ("alpha", "nowhere")]
    else:
        client = beta.client(Role.OWNER)
        answers = [ask(operation, slug, alpha, client=client) for slug in ("alpha", "nowhere")]

    told, nowhere = answers
    assert told.status_code == nowhere.status_code == 404
    assert told.json()["title"].replace("alpha", "") == nowhere.json()["title"].replace("nowhere", "")


@of_every_operation
def test_an_operation_opens_only_what_is_of_its_own_company(
    operation: Operation, alpha: House, beta: House
) -> None:
    answer = ask(operation, beta.slug, alpha, beta.secrets[Role.OWNER])

    if set(operation.parameters) & OBJECTS.keys():
        assert answer.status_code == 404
    assert b"alpha" not in answer.content


@pytest.mark.parametrize("operation", operations(), ids=str)
def test_without_a_valid_secret_one_is_nobody(operation: Operation, alpha: House) -> None:
    scope = alpha.scope()
    _, revoked = actions.create_token(scope, "revoked", timedelta(days=30))
    actions.revoke_token(scope, ApiToken.objects.get(name="revoked").pk)
    _, expired = actions.create_token(scope, "expired", timedelta(days=1))
    ApiToken.objects.filter(name="expired").update(expires_at=clock.now())

    for secret in ("", "made.up", "x" * 300, revoked, expired, alpha.secrets["link"]):
        answer = ask(operation, alpha.slug, alpha, secret)
        assert answer.status_code == 401, secret
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert b"alpha" not in answer.content


@of_every_operation
def test_a_token_of_a_former_member_opens_nothing(operation: Operation, alpha: House) -> None:
    Membership.objects.filter(user=alpha.people[Role.MANAGER]).delete()

    assert ask(operation, alpha.slug, alpha, alpha.secrets[Role.MANAGER]).status_code in {401, 404}


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
