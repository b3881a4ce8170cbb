"""The errors that people read.

ComptoirError
├── UsageError         the command or request is badly formed (exit 2, HTTP 400)
├── InputError         what was given cannot be used: file, mapping, value (exit 1, HTTP 422)
├── NotFoundError      no such thing, or none that this person may know of (exit 1, HTTP 404)
├── ForbiddenError     the role does not allow it (exit 1, HTTP 403)
├── ConflictError      somebody else is doing it, or it changed meanwhile (exit 1, HTTP 409)
└── CancelledError     a person stopped the work (exit 1)

A message says what came, what is allowed and what to do next.
"""

from collections.abc import Iterable
from difflib import get_close_matches


class ComptoirError(Exception):
    """Base of all errors whose text may be shown to a person."""

    http_status = 500
    exit_status = 1

    def __init__(self, came: object, allowed: object = "", advice: object = "") -> None:
        self.came, self.allowed, self.advice = came, allowed, advice
        super().__init__(came, allowed, advice)

    def __str__(self) -> str:
        return " ".join(str(part) for part in (self.came, self.allowed, self.advice) if str(part))


class UsageError(ComptoirError):
    http_status = 400
    exit_status = 2


class InputError(ComptoirError):
    http_status = 422


class NotFoundError(ComptoirError):
    http_status = 404


class ForbiddenError(ComptoirError):
    http_status = 403


class ConflictError(ComptoirError):
    http_status = 409


class CancelledError(ComptoirError):
    http_status = 409


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like the given one, for « did you mean »."""
    matches = get_close_matches(word, list(known), n=1)
    return matches[0] if matches else None
