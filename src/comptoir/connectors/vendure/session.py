"""Asking Vendure's Admin API: by an API key, or signed in as an administrator."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from comptoir.connectors.http.api import Answer, Client
from comptoir.connectors.source import Opening, PermanentError, TransientError
from comptoir.connectors.vendure.queries import LOGIN

KEY_HEADER = "vendure-api-key"
CHANNEL_HEADER = "vendure-token"
TOKEN_HEADER = "vendure-auth-token"  # noqa: S105 - a header's name
FORBIDDEN = "FORBIDDEN"
NO_CHANNEL = "CHANNEL_NOT_FOUND"
MISUNDERSTOOD = frozenset({"GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED", "BAD_USER_INPUT"})


class Session:
    """One reader's questions. Signs in when it has to, and once more when the shop has forgotten it."""

    def __init__(self, opening: Opening) -> None:
        self.values = opening.values
        self.address = self.values["address"].rstrip("/")
        headers = {}
        if key := self.values.get("key"):
            headers[KEY_HEADER] = key
        if channel := self.values.get("channel"):
            headers[CHANNEL_HEADER] = channel
        self.client = Client(opening.rate, headers, opening.pause)
        self.token = ""

    def ask(self, query: str, **variables: Any) -> Any:
        """The data of the answer. PermanentError, TransientError."""
        if not self.values.get("key") and not self.token:
            self._sign_in()
        code, answer = self._asked(query, variables)
        if code == FORBIDDEN and self.token:
            self._sign_in()
            code, answer = self._asked(query, variables)
        if code:
            raise _refusal(code, answer)
        return answer.json()["data"]

    def _asked(self, query: str, variables: Mapping[str, Any]) -> tuple[str, Answer]:
        """Code of the first error, empty where all is well."""
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        body = json.dumps({"query": query, "variables": variables}).encode()
        answer = self.client.ask("POST", self.address, body, headers)
        return _code_of(answer), answer

    def _sign_in(self) -> None:
        name, password = self.values.get("username"), self.values.get("password")
        if not name or not password:
            raise PermanentError(
                _("The connection has neither an API key nor a user name with its password."),
                advice=_("Give one of them: see Vendure's settings."),
            )
        self.token = ""
        code, answer = self._asked(LOGIN, {"username": name, "password": password})
        if code:
            raise _refusal(code, answer)
        if "errorCode" in answer.json()["data"]["login"]:
            raise PermanentError(
                _("The shop does not know this user name with this password."),
                advice=_("Check both; the administrator may have been removed or have a new password."),
            )
        self.token = answer.headers.get(TOKEN_HEADER, "")
        if not self.token:
            raise PermanentError(
                _("The shop only signs browsers in."),
                advice=_("Use an API key, or have « bearer » added to the shop's authOptions.tokenMethod."),
            )


def _code_of(answer: Answer) -> str:
    if answer.status in (401, 403):
        return FORBIDDEN
    if answer.status == 404:
        return "404"
    errors = answer.json().get("errors")
    if errors:
        return str(errors[0].get("extensions", {}).get("code") or "UNKNOWN")
    return "" if answer.status == 200 else str(answer.status)


def _refusal(code: str, answer: Answer) -> PermanentError | TransientError:
    """The sentence that a shopkeeper needs."""
    if code == FORBIDDEN:
        return PermanentError(
            _("The shop refuses: the key is not valid, or its role may not read this."),
            advice=_(
                "Check that the key was copied whole, and that its role may read orders, the catalogue, customers and "
                "stock locations, in every channel."
            ),
        )
    if code == "404":
        return PermanentError(
            _("There is no Vendure interface at this address."),
            advice=_("Check it: the address of the Admin API usually ends in /admin-api."),
        )
    if code == NO_CHANNEL:
        return PermanentError(
            _("The shop has no channel with this token."),
            advice=_(
                "Channels and their tokens are in Vendure's settings; leave it empty to read all of them."
            ),
        )
    if code in MISUNDERSTOOD:
        return PermanentError(
            _("The shop does not understand the question: %(said)s") % {"said": _said(answer)},
            advice=_("Comptoir reads Vendure 3. Is it the address of the Admin API, not of the Shop API?"),
        )
    return TransientError(
        _("The shop could not answer: %(said)s") % {"said": _said(answer)},
        advice=_(
            "Comptoir asks again at the next run. If it goes on, show this sentence to whoever looks after the shop."
        ),
    )


def _said(answer: Answer) -> str:
    errors = answer.json().get("errors") or [{}]
    return str(errors[0].get("message") or answer.start())
