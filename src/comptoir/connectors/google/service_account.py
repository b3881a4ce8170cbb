"""The token of a service account, by a signed claim (RFC 7523), as Google's documentation of server-to-server asks."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from django.utils.translation import gettext as _

from comptoir.connectors.http.api import Client
from comptoir.connectors.source import PermanentError
from comptoir.core import clock

LASTS = timedelta(minutes=50)
"""A token lasts an hour."""
GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"


@dataclass(slots=True)
class ServiceAccount:
    """Asks for tokens with the key that Google hands out as a JSON file."""

    client: Client
    email: str
    token_address: str
    key: rsa.RSAPrivateKey
    scope: str
    _token: str = ""
    _until: datetime | None = None

    @classmethod
    def of(cls, client: Client, file: str, scope: str) -> "ServiceAccount":
        """From the text of the JSON file; PermanentError where it is another."""
        try:
            told: Mapping[str, Any] = json.loads(file)
            key = serialization.load_pem_private_key(told["private_key"].encode(), password=None)
            if not isinstance(key, rsa.RSAPrivateKey):
                raise TypeError("not an RSA key")
            return cls(client, told["client_email"], told["token_uri"], key, scope)
        except (ValueError, KeyError, TypeError, AttributeError, UnsupportedAlgorithm) as error:
            raise PermanentError(
                _("This is not the key of a service account."),
                advice=_(
                    "In the Google Cloud console: Service accounts, Keys, Add key, JSON. Paste the whole content of "
                    "the file, with its braces."
                ),
            ) from error

    def headers(self) -> dict[str, str]:
        """What a request proves itself with."""
        now = clock.now()
        if self._until is None or now >= self._until:
            self._token, self._until = self._asked(now), now + LASTS
        return {"Authorization": f"Bearer {self._token}"}

    def metadata(self) -> list[tuple[str, str]]:
        """The same for a call by gRPC."""
        return [(name.lower(), value) for name, value in self.headers().items()]

    def _asked(self, now: datetime) -> str:
        body = urlencode({"grant_type": GRANT, "assertion": self._claim(now)}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        answer = self.client.ask("POST", self.token_address, body, headers)
        said = answer.json()
        if answer.status != 200 or "access_token" not in said:
            raise PermanentError(
                _("Google refuses the key of the service account (%(said)s).")
                % {"said": said.get("error_description") or said.get("error") or answer.status},
                advice=_("The key may have been deleted: make a new one and paste it here."),
            )
        return str(said["access_token"])

    def _claim(self, now: datetime) -> str:
        issued = int(now.timestamp())
        claims = {
            "iss": self.email,
            "scope": self.scope,
            "aud": self.token_address,
            "iat": issued,
            "exp": issued + 3600,
        }
        signed = f"{_part({'alg': 'RS256', 'typ': 'JWT'})}.{_part(claims)}"
        seal = self.key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256())
        return f"{signed}.{_encoded(seal)}"


def _part(value: Mapping[str, Any]) -> str:
    return _encoded(json.dumps(value, separators=(",", ":")).encode())


def _encoded(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()
