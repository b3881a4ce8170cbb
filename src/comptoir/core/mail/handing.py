"""Handing one message to the mail server, and what its answer means.

Three things can be known: the server took it, it did not and says why, or the line broke after the message had begun
to leave: then nobody can know, and it is never sent again by itself.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from smtplib import (
    SMTPDataError,
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPSenderRefused,
)
from typing import Any

from django.core.mail import EmailMessage, mailers
from django.utils.translation import gettext as _

from comptoir.core.errors import ComptoirError
from comptoir.core.mail.words import State

_BUSY = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
_PERMANENT = 500
"""From here on an answer of SMTP is for good."""
_LONGEST = 500
_TAKEN, _REFUSED = {"sent", "queued"}, {"invalid", "rejected", "failed"}


class NotReadyError(ComptoirError):
    """The server was not reached, or asks to come back: nothing has left."""


@dataclass(frozen=True, slots=True)
class Outcome:
    state: State
    """SENT, FAILED, DOUBT, or QUEUED: to be tried again."""
    error: str = ""
    provider_id: str = ""


@contextmanager
def connection() -> Iterator[Any]:
    """A line to the server, greeted and signed in where it asks for that; NotReadyError where there is none."""
    try:
        backend = mailers.default
        backend.open()
    except Exception as error:
        # The border to servers and providers of every kind; an operator may mend a wrong setting, too.
        raise NotReadyError(
            _("The mail server cannot be reached: %(error)s") % {"error": _words(error)},
            advice=_("Comptoir tries again for a day."),
        ) from error
    try:
        yield backend
    finally:
        _close(backend)


def hand_over(message: EmailMessage) -> Outcome:
    """On a line of its own."""
    try:
        with connection() as backend:
            return hand(backend, message)
    except NotReadyError as error:
        return Outcome(State.QUEUED, str(error))


def hand(backend: Any, message: EmailMessage) -> Outcome:
    """What became of the message; whatever happens, this returns."""
    try:
        backend.send_messages([message])
    except Exception as error:
        # The border to servers and providers of every kind: what they raise is an answer, or none.
        return _judged(error)
    told = getattr(message, "anymail_status", None)
    return Outcome(State.SENT) if told is None else _of_provider(told)


def _of_provider(told: Any) -> Outcome:
    """What the provider says of the one recipient, in the words of django-anymail."""
    number, said = _first_id(told), set(told.status or ())
    if said & _TAKEN:
        return Outcome(State.SENT, provider_id=number)
    if said and said <= _REFUSED:
        return Outcome(State.FAILED, _("The provider refused it: %(why)s") % {"why": ", ".join(said)}, number)
    return Outcome(State.DOUBT, _("The provider said neither yes nor no."), number)


def _judged(error: Exception) -> Outcome:
    words = _words(error)
    if isinstance(error, SMTPRecipientsRefused):
        codes = [code for code, _text in error.recipients.values()]
        return Outcome(State.FAILED if all(code >= _PERMANENT for code in codes) else State.QUEUED, words)
    if isinstance(error, SMTPSenderRefused | SMTPDataError | SMTPResponseException):
        return Outcome(State.FAILED if error.smtp_code >= _PERMANENT else State.QUEUED, words)
    if type(error).__module__.startswith("anymail") or hasattr(error, "esp_name"):
        return _judged_of_provider(error, words)
    if isinstance(error, SMTPException | OSError):
        return Outcome(State.DOUBT, words)
    return Outcome(State.FAILED, words)  # The message could not be written: nothing has left.


def _judged_of_provider(error: Any, words: str) -> Outcome:
    """Of a provider's interface: an answer with a status, or a line that broke."""
    from requests import ConnectTimeout  # noqa: PLC0415 - only where a provider sends

    status = getattr(error, "status_code", None)
    if status in _BUSY or isinstance(error, ConnectTimeout):
        return Outcome(State.QUEUED, words)
    if status is None:
        # It refused the recipient, or our settings, before anything left; or the line broke.
        return Outcome(State.DOUBT if isinstance(error, OSError) else State.FAILED, words)
    is_refused = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
    return Outcome(State.FAILED if is_refused else State.DOUBT, words)


def _first_id(told: Any) -> str:
    """A provider gives one number for all recipients, or one for each; there is one recipient."""
    found = told.message_id
    return str(next(iter(found), "") if isinstance(found, set) else found or "")[:200]


def _words(error: BaseException) -> str:
    """What the server said, in one line, without what may be a password of ours."""
    if isinstance(error, SMTPRecipientsRefused):
        said = "; ".join(f"{code} {_plain(text)}" for code, text in error.recipients.values())
    elif isinstance(error, SMTPResponseException):
        said = f"{error.smtp_code} {_plain(error.smtp_error)}"
    else:
        said = f"{type(error).__name__}: {error}"
    return " ".join(said.split())[:_LONGEST]


def _plain(text: bytes | str) -> str:
    return text.decode("utf-8", "replace") if isinstance(text, bytes) else text


def _close(backend: Any) -> None:
    with suppress(SMTPException, OSError):  # The answer was given before: its goodbye changes nothing.
        backend.close()
