"""An account of Google Ads on loopback: it answers questions in GAQL from its days, refuses in Google's own words."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from importlib import import_module
from itertools import batched
from typing import Any

from comptoir.connectors.google.tests.calling import Method, Refusal, calling, metadata_of, refuse
from comptoir.connectors.google.tests.keys import Issuer, issuing

SCOPE = "https://www.googleapis.com/auth/adwords"
NUMBER = "1234567890"
SERVICES = "google.ads.googleads.v26.services.types.google_ads_service"
ERRORS = "google.ads.googleads.v26.errors.types"
QUESTION = re.compile(
    r"SELECT (?P<fields>[\w., ]+) FROM (?P<resource>\w+)"
    r"(?: WHERE segments\.date BETWEEN '(?P<first>[\d-]{10})' AND '(?P<last>[\d-]{10})')?"
)
CHUNK = 3
"""Rows of one message of a stream."""


@dataclass(frozen=True)
class Day:
    """A day of a campaign."""

    day: date
    number: int = 11
    name: str = "Hors marque - Savons"
    kind: str = "SEARCH"
    cost_micros: int = 12_340_000
    impressions: int = 900
    clicks: int = 40
    conversions: float = 2.5
    value: float = 120.0

    def told(self) -> dict[str, Any]:
        return {
            "segments.date": str(self.day),
            "campaign.id": self.number,
            "campaign.name": self.name,
            "campaign.advertising_channel_type": self.kind,
            "metrics.cost_micros": self.cost_micros,
            "metrics.impressions": self.impressions,
            "metrics.clicks": self.clicks,
            "metrics.conversions": self.conversions,
            "metrics.conversions_value": self.value,
        }


@dataclass
class Account:
    issuer: Issuer
    days: list[Day] = field(default_factory=list)
    zone: str = "Europe/Paris"
    currency: str = "EUR"
    is_manager: bool = False
    needs_manager: str = ""
    """The manager account by which alone it may be asked."""
    asked: list[str] = field(default_factory=list)
    first: list[Refusal] = field(default_factory=list)
    """Given out before anything else."""
    breaks_off: list[int] = field(default_factory=list)
    """After so many messages of an answer."""

    def change(self, place: int, **fields: Any) -> None:
        self.days[place] = replace(self.days[place], **fields)

    def search_stream(self, asked: Any, context: Any) -> Iterator[Any]:
        if self.first:
            self.first.pop(0)(context)
        given = metadata_of(context)
        if not self.issuer.is_known(given):
            failing("authentication_error", "OAUTH_TOKEN_INVALID", "UNAUTHENTICATED")(context)
        if asked.customer_id != NUMBER or given.get("login-customer-id", "") != self.needs_manager:
            failing("authorization_error", "USER_PERMISSION_DENIED", "PERMISSION_DENIED")(context)
        assert "developer-token" not in given
        self.asked.append(asked.query)
        types = import_module(SERVICES)
        answer = self.answer(asked.query)
        end = self.breaks_off.pop() if self.breaks_off and len(answer) > CHUNK else None
        for sent, rows in enumerate(batched(answer, CHUNK)):
            if sent == end:
                refuse("UNAVAILABLE", "The connection was reset.")(context)
            yield types.SearchGoogleAdsStreamResponse(results=[shaped(types, row) for row in rows])

    def answer(self, query: str) -> list[dict[str, Any]]:
        """The fields that are asked for, of the days that are asked for, and nothing else."""
        found = QUESTION.fullmatch(query)
        assert found, query
        if found["resource"] == "customer":
            rows = [
                {
                    "customer.descriptive_name": "Maison Savon",
                    "customer.currency_code": self.currency,
                    "customer.time_zone": self.zone,
                    "customer.manager": self.is_manager,
                }
            ]
        else:
            first, last = date.fromisoformat(found["first"]), date.fromisoformat(found["last"])
            rows = [one.told() for one in self.days if first <= one.day <= last]
        fields = found["fields"].split(", ")
        return [{name: row[name] for name in fields} for row in rows]


def shaped(types: Any, told: dict[str, Any]) -> Any:
    row = types.GoogleAdsRow()
    for path, value in told.items():
        part, name = path.split(".")
        setattr(getattr(row, part), name, value)
    return row


def failing(kind: str, code: str, state: str, wait: float | None = None) -> Refusal:
    """A GoogleAdsFailure at the end of the answer, as Google's servers send it."""
    errors = import_module(f"{ERRORS}.errors")
    one = errors.GoogleAdsError(error_code=errors.ErrorCode({kind: code}), message=f"It is {code}.")
    if wait is not None:
        one.details.quota_error_details.retry_delay = timedelta(seconds=wait)
    failure = errors.GoogleAdsFailure(errors=[one])
    key = "google.ads.googleads.v26.errors.googleadsfailure-bin"
    return refuse(
        state, "The caller does not have permission", ((key, errors.GoogleAdsFailure.serialize(failure)),)
    )


@contextmanager
def open_account(monkeypatch: Any) -> Iterator[Account]:
    """Served for as long as the block takes; readers opened meanwhile ask it."""
    types = import_module(SERVICES)
    with issuing(SCOPE) as issuer:
        made = Account(issuer)
        method = Method(
            types.SearchGoogleAdsStreamRequest,
            types.SearchGoogleAdsStreamResponse,
            made.search_stream,
            is_stream=True,
        )
        service = "google.ads.googleads.v26.services.GoogleAdsService"
        with calling(service, {"SearchStream": method}) as channel:
            monkeypatch.setattr("comptoir.connectors.google_ads.read.channel", channel)
            yield made
