"""Secrets that stand in links and headers: drawn at random, signed, kept only as a digest.

The signature lets a made-up secret be turned away without asking the database; the digest means that whoever
reads the database (or its backup) opens nothing.
"""

import hashlib
import secrets
from enum import StrEnum

from django.core.signing import BadSignature, Signer

DIGEST_LENGTH = 64


class Purpose(StrEnum):
    """What a secret is for. One made for a purpose is worth nothing for another."""

    INVITATION = "invitation"
    GUEST = "guest"
    API = "api"


def draw(purpose: Purpose) -> tuple[str, str]:
    """A new secret, safe in a URL, and its digest."""
    value = secrets.token_urlsafe(24)
    return _signer(purpose).sign(value), _digest(purpose, value)


def digest(purpose: Purpose, secret: str) -> str | None:
    """What is stored and looked up; None when the secret was not drawn here for this purpose."""
    try:
        value = _signer(purpose).unsign(secret)
    except BadSignature:
        return None
    return _digest(purpose, value)


def _digest(purpose: Purpose, value: str) -> str:
    # A plain digest is enough: the value has 192 random bits, there is nothing to guess slowly.
    return hashlib.sha256(f"{purpose}:{value}".encode()).hexdigest()


def _signer(purpose: Purpose) -> Signer:
    return Signer(salt=f"comptoir.{purpose}", sep=".")
