"""Talking to the Admin interface of a shop: its address, the token, the cost of questions."""

import time
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from comptoir.connectors.http.api import Answer, Client
from comptoir.connectors.shopify import refusals
from comptoir.connectors.shopify.queries import VERSION
from comptoir.connectors.source import Opening, TransientError

TOKEN = "X-Shopify-Access-Token"  # noqa: S105 - the name of a header
PASSING = frozenset({"INTERNAL_SERVER_ERROR", "TIMEOUT"})
LEAST_WAIT = 1.0


def root(address: str) -> str:
    """https://my-shop.myshopify.com, of what people copy: that, `my-shop`, or the address of its back office."""
    parts = urlsplit(address if "://" in address else f"https://{address}")
    place = parts.netloc
    steps = [step for step in parts.path.split("/") if step]
    if place == "admin.shopify.com" and len(steps) > 1 and steps[0] == "store":
        place = steps[1]
    if "." not in place and ":" not in place:
        place = f"{place}.myshopify.com"
    return f"{parts.scheme}://{place}"


class Admin:
    """Asks documents of one shop, no faster than its budget of points fills."""

    def __init__(self, opening: Opening) -> None:
        self.values, self.rate, self.pause = opening.values, opening.rate, opening.pause
        self.root = root(self.values["address"])
        self.headers: dict[str, str] = {}
        self.client = Client(opening.rate, self.headers, opening.pause)
        self.hides_buyers = False
        """Whether an answer came without who bought."""
        self._not_before = 0.0

    def ask(self, document: str, **variables: Any) -> dict[str, Any]:
        """The data of the answer; PermanentError, TransientError where there is none."""
        question = {"query": document, "variables": variables}
        for attempt in range(self.rate.retries + 1):
            self._wait_for_points()
            body = self._sent(question)
            errors = body.get("errors")
            if errors and body.get("data") and refusals.are_personal(errors):
                self.hides_buyers, errors = True, None
            if not errors:
                data: dict[str, Any] = body["data"]
                return data
            wait = self._wait_after(body, attempt)
            if wait is None:
                raise refusals.of_errors(errors)
            if attempt == self.rate.retries or wait > self.rate.longest_wait:
                break
            self.pause(wait)
        raise TransientError(
            _("Shopify is overloaded, or other apps use up what the shop may be asked."),
            advice=_("Comptoir asks again at the next run."),
        )

    def _sent(self, question: dict[str, Any]) -> dict[str, Any]:
        if TOKEN not in self.headers:
            self.headers[TOKEN] = self._token()
        answer = self._post(question)
        if answer.status == 401 and not self.values.get("token"):
            # A token that was exchanged for the app's secret lasts a day.
            self.headers[TOKEN] = self._token()
            answer = self._post(question)
        if answer.status != 200:
            raise refusals.of_status(answer)
        served = answer.headers.get("x-shopify-api-version", VERSION)
        if served != VERSION:
            raise refusals.other_version(served)
        body: Any = answer.json()
        if not isinstance(body, dict) or not (body.get("data") or body.get("errors")):
            raise refusals.of_status(answer)  # Another server than Shopify's.
        self._note_cost(body)
        return body

    def _post(self, question: dict[str, Any]) -> Answer:
        return self.client.post(f"{self.root}/admin/api/{VERSION}/graphql.json", question)

    def _token(self) -> str:
        """The one that was given, or what Shopify gives for the app's client ID and secret."""
        if self.values.get("token"):
            return self.values["token"]
        if not (self.values.get("client_id") and self.values.get("client_secret")):
            raise refusals.no_credentials()
        answer = Client(self.rate, {}, self.pause).post(
            f"{self.root}/admin/oauth/access_token",
            {
                "grant_type": "client_credentials",
                "client_id": self.values["client_id"],
                "client_secret": self.values["client_secret"],
            },
        )
        if answer.status != 200:
            raise refusals.of_exchange(answer)
        return str(answer.json()["access_token"])

    def _note_cost(self, body: dict[str, Any]) -> None:
        """When the next question, if it costs as much, can be paid for."""
        self._not_before = time.monotonic() + _missing(body)

    def _wait_for_points(self) -> None:
        wait = self._not_before - time.monotonic()
        if wait > 0:
            self.pause(min(wait, self.rate.longest_wait))

    def _wait_after(self, body: dict[str, Any], attempt: int) -> float | None:
        """Seconds after which the question may be asked again; None where asking again is of no use."""
        codes = {refusals.code_of(error) for error in body["errors"] if isinstance(error, dict)}
        if "THROTTLED" in codes:
            return max(_missing(body), LEAST_WAIT)
        return LEAST_WAIT * 2**attempt if codes & PASSING else None


def _missing(body: dict[str, Any]) -> float:
    """Seconds until the shop's points suffice for the same question."""
    cost = (body.get("extensions") or {}).get("cost")
    if not cost or not cost.get("throttleStatus"):
        return 0.0
    points = cost["throttleStatus"]
    lacking = float(cost["requestedQueryCost"]) - float(points["currentlyAvailable"])
    return max(0.0, lacking / float(points["restoreRate"]))
