"""Signatures by the convention of Standard Webhooks (standardwebhooks.com), version 1. Pure."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable

PREFIX = "whsec_"
_BYTES = 32


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def signature(secret: str, name: str, instant: int, body: bytes) -> str:
    """`v1,` and the HMAC-SHA256, in base64, of « name.instant.body »."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{name}.{instant}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def signature_headers(known: Iterable[str], name: str, instant: int, body: bytes) -> dict[str, str]:
    """One signature for each secret that is valid, parted by a space: a receiver looks for one that it can check."""
    return {
        "webhook-id": name,
        "webhook-timestamp": str(instant),
        "webhook-signature": " ".join(signature(one, name, instant, body) for one in known),
    }
