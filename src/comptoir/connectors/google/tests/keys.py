"""A service account's key and who hands out tokens for it, on loopback: the signature is checked."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import parse_qs

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from comptoir.connectors.tests.loopback import Asked, Reply, serving

EMAIL = "comptoir@project.example"


@dataclass
class Issuer:
    """Hands out a token for what the key signs, for one scope."""

    scope: str
    address: str = ""
    count: int = 0
    is_key_deleted: bool = False

    @property
    def key(self) -> str:
        """The JSON file that people paste."""
        pem = _key().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return json.dumps(
            {"client_email": EMAIL, "private_key": pem.decode(), "token_uri": f"{self.address}/token"}
        )

    def is_known(self, metadata: dict[str, Any]) -> bool:
        return self.count > 0 and metadata.get("authorization") == f"Bearer t{self.count}"

    def answer(self, asked: Asked) -> Reply:
        if self.is_key_deleted:
            return _reply({"error": "invalid_grant", "error_description": "Invalid JWT Signature."}, 400)
        signed, seal = parse_qs(asked.body.decode())["assertion"][0].rsplit(".", 1)
        _key().public_key().verify(_decoded(seal), signed.encode(), padding.PKCS1v15(), hashes.SHA256())
        claims = json.loads(_decoded(signed.split(".")[1]))
        assert (claims["iss"], claims["scope"]) == (EMAIL, self.scope)
        self.count += 1
        return _reply({"access_token": f"t{self.count}", "expires_in": 3599})


@contextmanager
def issuing(scope: str) -> Iterator[Issuer]:
    issuer = Issuer(scope)
    with serving(issuer.answer) as server:
        issuer.address = server.address
        yield issuer


@cache
def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _reply(body: Any, status: int = 200) -> Reply:
    return Reply(status, json.dumps(body).encode(), {"Content-Type": "application/json"})
