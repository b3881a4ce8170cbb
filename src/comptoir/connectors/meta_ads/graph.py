"""Asking Meta's Graph API, with a token that goes in a header, never in an address."""

import json
from collections.abc import Mapping

from django.utils.translation import gettext as _

from comptoir.connectors.http.api import Answer, Client
from comptoir.connectors.meta_ads.refusals import Fault, refusal
from comptoir.connectors.meta_ads.usage import Usage, usage
from comptoir.connectors.source import Opening, PermanentError, Record, TransientError

API = "https://graph.facebook.com/v26.0"


class TooMuchError(TransientError):
    """Meta could not answer in its time: fewer days at once."""


class Graph:
    """One ad account."""

    def __init__(self, opening: Opening, account: str) -> None:
        self.rate, self.pause, self.account = opening.rate, opening.pause, account
        headers = {"Authorization": f"Bearer {opening.values['token']}"}
        self.client = Client(opening.rate, headers, opening.pause, is_final=_tells_why)
        self.usage = Usage()

    def ask(self, path: str, parameters: Mapping[str, str]) -> Record:
        """What stands under `act_<account><path>`.

        Raises TooMuchError, PermanentError, TransientError after the retries of the rate.
        """
        for attempt in range(self.rate.retries + 1):
            if wait := self.usage.pause(self.rate.longest_wait):
                self.pause(wait)
            answer = self.client.get(f"{API}/act_{self.account}{path}", parameters)
            self.usage = usage(answer.headers)
            said = answer.json()
            if answer.status == 200 and isinstance(said, dict) and "error" not in said:
                return said
            fault = Fault.of(said.get("error") if isinstance(said, dict) else None, answer.status)
            if fault.is_too_much:
                raise TooMuchError(
                    _("Meta cannot answer in its time, not even for one day (%(said)s).")
                    % {"said": fault.said},
                    advice=_("Comptoir asks again at the next run."),
                )
            if not fault.is_transient:
                raise refusal(fault, self.account)
            wait = self.usage.wait or 2.0**attempt
            if attempt == self.rate.retries or wait > self.rate.longest_wait:
                raise TransientError(
                    _("Meta is busy, or this token has asked enough for now (%(said)s).")
                    % {"said": fault.said},
                    advice=_("Comptoir asks again at the next run."),
                )
            self.pause(wait)
        raise AssertionError("the last attempt returns or raises")


def _tells_why(answer: Answer) -> bool:
    """A busy answer with an error of the interface in it: what it says decides, not its status."""
    try:
        said = json.loads(answer.body)
    except ValueError:
        return False
    return isinstance(said, dict) and "error" in said


def unknown_form() -> PermanentError:
    return PermanentError(
        _("Meta answers in another form than Comptoir knows."),
        advice=_("Drop its exports on the import page until an update of Comptoir knows the new form."),
    )
