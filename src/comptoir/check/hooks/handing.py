"""Handing one message to its receiver, and what the answer means."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.check.hooks.generic import generic
from comptoir.check.hooks.messages import Envelope, Message
from comptoir.check.hooks.models import Delivery
from comptoir.check.hooks.queries import valid_secrets
from comptoir.check.hooks.signing import signature_headers
from comptoir.check.hooks.slack import slack
from comptoir.check.hooks.teams import teams
from comptoir.check.hooks.words import Shape, State
from comptoir.connectors.http.api import Answer, post_once
from comptoir.connectors.source import TransientError
from comptoir.core.errors import ComptoirError
from comptoir.core.secrets.api import decrypt

_BUSY = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS})
LONGEST_WAIT = timedelta(hours=12)


class NotReadyError(ComptoirError):
    """The receiver was not reached, or asks to come back."""


@dataclass(frozen=True, slots=True)
class Outcome:
    state: State
    """DONE, FAILED, or QUEUED: to be tried again."""
    error: str = ""
    status: int | None = None
    wait: timedelta | None = None
    """What the receiver asks for."""

    @property
    def is_gone(self) -> bool:
        """The receiver says that this address is no more."""
        return self.status == HTTPStatus.GONE


def hand_over(row: Delivery, now: datetime) -> Outcome:
    """Whatever happens, this returns."""
    try:
        url = decrypt(row.hook.address)
        body = body_of(row)
        headers = signature_headers(valid_secrets(row.hook, now), row.webhook_id, int(now.timestamp()), body)
        answer = post_once(url, body, {"Content-Type": "application/json; charset=utf-8", **headers})
    except TransientError as error:
        return Outcome(State.QUEUED, str(error))
    except ComptoirError as error:
        return Outcome(State.FAILED, str(error))
    return _judged(answer, now)


def body_of(row: Delivery) -> bytes:
    """The same for each try, but for the shape, which may have been changed meanwhile."""
    return json.dumps(_shaped(row), ensure_ascii=False, separators=(",", ":")).encode()


def _shaped(row: Delivery) -> dict[str, Any]:
    hook = row.hook
    message = Message.from_json(row.content)
    with translation.override(hook.language):
        if hook.shape == Shape.SLACK:
            return slack(message, _more)
        if hook.shape == Shape.TEAMS:
            return teams(message, _more)
    at = row.created_at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    around = Envelope(row.webhook_id, row.event, at, hook.company.slug, hook.company.name, hook.language)
    return generic(message, around)


def _more(count: int) -> str:
    return ngettext("And %(count)d more line.", "And %(count)d more lines.", count) % {"count": count}


def _judged(answer: Answer, now: datetime) -> Outcome:
    status = answer.status
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return Outcome(State.DONE, status=status)
    said = answer.start()
    words = _("It answers %(status)d: %(said)s") if said else _("It answers %(status)d.")
    error = words % {"status": status, "said": said}
    if status in _BUSY or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return Outcome(State.QUEUED, error, status, _asked_wait(answer, now))
    if HTTPStatus.MULTIPLE_CHOICES <= status < HTTPStatus.BAD_REQUEST:
        error = _("It leads elsewhere (%(status)d): give the address that it leads to.") % {"status": status}
    return Outcome(State.FAILED, error, status)


def _asked_wait(answer: Answer, now: datetime) -> timedelta | None:
    """Retry-After, in seconds or as a date, within reason."""
    asked = answer.headers.get("retry-after", "").strip()
    if asked.isascii() and asked.isdigit():
        return min(timedelta(seconds=min(int(asked[:9]), 10**6)), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(asked)
    except (TypeError, ValueError):
        return None
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max(aware - now, timedelta()), LONGEST_WAIT)
