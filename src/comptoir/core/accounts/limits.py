"""Attempts to guess, and files drawn for strangers, limited as attempts to sign in: counted in the cache that all
processes share."""

from copy import copy

from allauth.core import ratelimit
from django.http import HttpRequest


def attempt_allowed(request: HttpRequest, action: str, key: str) -> bool:
    """Counts one attempt on `key`; False once the limit of `action` in ACCOUNT_RATE_LIMITS is reached. Ask it before
    the guess is looked at, so that guesses made at once are counted too."""
    counted = copy(request)
    counted.method = "POST"  # what only reads is not counted otherwise
    return bool(ratelimit.consume(counted, action=action, key=key))


def forget_attempts(request: HttpRequest, action: str, key: str) -> None:
    """It was right: those before it count no more."""
    ratelimit.clear(request, action=action, key=key)
