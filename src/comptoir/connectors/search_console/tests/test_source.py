"""A Search Console on loopback that answers as its documentation says, and checks the signature of the key."""

import base64
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs, unquote

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.utils.translation import override

from comptoir.connectors.search_console import read
from comptoir.connectors.search_console.mapping import days, terms
from comptoir.connectors.search_console.source import SOURCE
from comptoir.connectors.source import Opening, PermanentError, Rate, ReadContext, Reader
from comptoir.connectors.tests.loopback import Asked, Reply, serving

NOW = datetime(2026, 11, 22, 20, tzinfo=UTC)
CONTEXT = ReadContext("search_console", "EUR", "Europe/Paris", date(2026, 11, 22))
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
PEM = KEY.private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
).decode()
PROPERTY = "sc-domain:example.com"


def decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


@dataclass
class Google:
    """Ten clicks a day up to two days ago; as many searches as the test wants."""

    searches: int = 3
    tokens: int = 0
    asked: list[dict[str, Any]] = field(default_factory=list)

    def answer(self, asked: Asked) -> Reply:
        if asked.path == "/token":
            return self.token(parse_qs(asked.body.decode())["assertion"][0])
        if asked.headers.get("authorization") != f"Bearer t{self.tokens}":
            return reply({"error": {"message": "Invalid Credentials"}}, 401)
        if unquote(asked.path.split("/")[2]) != PROPERTY:
            return reply({"error": {"message": "User does not have sufficient permission for site."}}, 403)
        if asked.method == "GET":
            return reply({"siteUrl": PROPERTY, "permissionLevel": "siteRestrictedUser"})
        given = json.loads(asked.body)
        self.asked.append(given)
        rows = self.days(given) if given["dimensions"] == ["date"] else self.terms(given)
        return reply({"rows": rows} if rows else {})

    def token(self, assertion: str) -> Reply:
        signed, seal = assertion.rsplit(".", 1)
        KEY.public_key().verify(decoded(seal), signed.encode(), padding.PKCS1v15(), hashes.SHA256())
        claims = json.loads(decoded(signed.split(".")[1]))
        assert claims["scope"].endswith("webmasters.readonly")
        self.tokens += 1
        return reply({"access_token": f"t{self.tokens}", "expires_in": 3599})

    def days(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        first, last = (
            date.fromisoformat(given["startDate"]),
            min(date.fromisoformat(given["endDate"]), date(2026, 11, 20)),
        )
        all_days = [first + timedelta(days=ahead) for ahead in range((last - first).days + 1)]
        return [
            {"keys": [str(day)], "clicks": 10, "impressions": 300, "ctr": 0.0333, "position": 7.25}
            for day in all_days
        ]

    def terms(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        start, kind = given["startRow"], given["dimensions"][0]
        numbers = range(start, min(start + given["rowLimit"], self.searches))
        return [
            {"keys": [f"{kind} {n}"], "clicks": n, "impressions": 2 * n, "ctr": 0.5, "position": 1.5}
            for n in numbers
        ]


def reply(body: Any, status: int = 200) -> Reply:
    return Reply(status, json.dumps(body).encode(), {"Content-Type": "application/json"})


@pytest.fixture(autouse=True)
def in_english(settings) -> Iterator[None]:
    settings.ALLOW_PRIVATE_ADDRESSES = True
    with override("en"):
        yield


@pytest.fixture
def google() -> Google:
    return Google()


@pytest.fixture
def opened(google, monkeypatch):
    with serving(google.answer) as server:
        monkeypatch.setattr(read, "API", f"{server.address}/sites")

        def opening(**values: str) -> Reader:
            key = {
                "client_email": "comptoir@project.example",
                "private_key": PEM,
                "token_uri": f"{server.address}/token",
            }
            given = {"property": PROPERTY, "key": json.dumps(key), **values}
            return SOURCE.opened(Opening(given, "Europe/Paris", Rate(per_second=1e6), lambda _seconds: None))

        yield opening


def test_the_key_opens_and_the_token_is_asked_for_once(opened, google) -> None:
    reader = opened()
    assert reader.test() == PROPERTY
    list(reader.pages("days", None, NOW))
    assert google.tokens == 1


def test_days_become_clicks_and_positions_that_add_up(opened) -> None:
    [page] = opened().pages("days", datetime(2026, 11, 15, 12, tzinfo=UTC), NOW)
    rows = days(page.records, CONTEXT)
    assert [row["day"].day for row in rows.tables["search_day"]] == [15, 16, 17, 18, 19, 20]
    assert {
        (row["clicks"], row["impressions"], row["position_sum"]) for row in rows.tables["search_day"]
    } == {(10, 300, Decimal("2175.000"))}
    assert page.reached == datetime(2026, 11, 20, 8, tzinfo=UTC)


def test_the_first_reading_goes_back_as_far_as_google_keeps(opened, google) -> None:
    list(opened().pages("days", None, NOW))
    assert google.asked[0]["startDate"] == "2025-07-24"


def test_months_are_read_once_they_are_settled(opened) -> None:
    pages = list(opened().pages("terms", datetime(2026, 9, 10, tzinfo=UTC), NOW))
    assert [record["first_day"] for page in pages for record in page.records] == ["2026-09-01"] * 2 + [
        "2026-10-01"
    ] * 2
    assert pages[-1].reached == datetime(2026, 11, 1, 7, tzinfo=UTC)
    assert list(opened().pages("terms", pages[-1].reached, NOW)) == []


def test_more_searches_than_one_answer_holds(opened, google, monkeypatch) -> None:
    monkeypatch.setattr(read, "ROWS", 10)
    google.searches = 25
    [page] = opened().pages("terms", datetime(2026, 10, 2, tzinfo=UTC), NOW)
    rows = terms(page.records, CONTEXT)
    assert len({row["term"] for row in rows.tables["search_term"] if row["term_kind"] == "query"}) == 25
    assert rows.units["search_term"] == {
        (name, date(2026, 10, 1), date(2026, 10, 31), kind)
        for kind in ("query", "page")
        for name in (PROPERTY, "")
    }


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"property": "https://other.example.com/"}, "comptoir@project.example"),
        ({"key": "ck_1"}, "key of a service account"),
        ({"key": '{"client_email": "x", "private_key": "no", "token_uri": "y"}'}, "key of a service account"),
    ],
)
def test_refusals_say_what_to_do(opened, values: dict[str, str], sentence: str) -> None:
    with pytest.raises(PermanentError, match=sentence):
        opened(**values).test()
