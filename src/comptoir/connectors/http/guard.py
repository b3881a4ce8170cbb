"""Where a request may go: an address that a person types must not open the inside of the network to them.

The name is resolved once and the connection is made to the address that was looked at, so that a name which answers
differently the second time gains nothing.
"""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from comptoir.connectors.source import PermanentError, TransientError

TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""NAT64: the last 32 bits are the IPv4 address that is really reached."""

type Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Place:
    """A server that may be asked."""

    scheme: str
    host: str
    port: int
    address: str
    """Its IP address, which the connection is made to."""


def place(url: str) -> Place:
    """Where the URL leads; PermanentError where it must not, TransientError where the name is not found now."""
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    try:
        port = parts.port
    except ValueError:
        host, port = "", None
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        raise PermanentError(
            _("« %(url)s » is no address of a server.") % {"url": _shown(url)},
            _("Allowed: an address like https://shop.example.com, without name or password in it."),
        )
    port = port or (443 if parts.scheme == "https" else 80)
    addresses = _resolved(host, port)
    if not settings.ALLOW_PRIVATE_ADDRESSES and not all(_is_public(address) for address in addresses):
        raise PermanentError(
            _("« %(host)s » lies inside a private network, which Comptoir does not ask.") % {"host": host},
            advice=_("Whoever runs Comptoir can allow it: COMPTOIR_ALLOW_PRIVATE_ADDRESSES=1."),
        )
    if parts.scheme == "http" and all(_is_public(address) for address in addresses):
        raise PermanentError(
            _("« %(host)s » would be asked without encryption: its keys could be read on the way.")
            % {"host": host},
            advice=_("Give its https:// address."),
        )
    return Place(parts.scheme, host, port, str(addresses[0]))


def _resolved(host: str, port: int) -> list[Address]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise TransientError(
            _("« %(host)s » is not found on the network.") % {"host": host},
            advice=_("Check the address; if it is right, its name server does not answer now."),
        ) from error
    # A zone of an IPv6 address (fe80::1%eth0) is no part of it.
    return [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]


def _is_public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if address in TRANSLATED:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return _is_public(inner)
    return address.is_global and not address.is_multicast


def _shown(url: str) -> str:
    """Of what a person typed, without what may be a password."""
    return url.rpartition("@")[2][:100]
