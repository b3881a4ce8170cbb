"""Attempts to guess, limited as those to sign in: counted in the cache that all processes share."""

from allauth.core import ratelimit
from django.http import HttpRequest


def attempt_allowed(request: HttpRequest, action: str, key: str) -> bool:
    """Counts one attempt on `key`; False once the limit of `action` in ACCOUNT_RATE_LIMITS is reached. Ask it before
    the guess is looked at, so that guesses made at once are counted too."""
    return bool(ratelimit.consume(request, action=action, key=key))


def forget_attempts(request: HttpRequest, action: str, key: str) -> None:
    """It was right: those before it count no more."""
    ratelimit.clear(request, action=action, key=key)
