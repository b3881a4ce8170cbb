"""What a person may give as the address of a webhook, and what a page shows of it."""

import ipaddress
import re
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from comptoir.connectors.http.api import place
from comptoir.core.errors import ComptoirError, InputError

LONGEST = 2000
_PLAIN = re.compile(r"[\x21-\x7e]+")
_SHOWN = 4


def checked_address(given: str) -> str:
    """Without asking the network: what a name leads to is looked at each time something is told."""
    address = given.strip()
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
    except ValueError:
        parts, host, port = urlsplit(""), None, None
    known = ("https", "http") if settings.ALLOW_PRIVATE_ADDRESSES else ("https",)
    is_good = len(address) <= LONGEST and _PLAIN.fullmatch(address) and parts.scheme in known and host
    if not is_good or port == 0 or parts.username is not None or parts.fragment:
        raise InputError(
            _("This is no address that can be told something."),
            _("Allowed: an address that begins with https://, without name or password in it."),
            _("Copy it whole from Slack, from the Teams workflow, or from your program."),
        )
    if _is_number(host or ""):
        try:
            place(address)
        except ComptoirError as error:
            raise InputError(error.came, error.allowed, error.advice) from error
    return address


def hint_of(address: str) -> str:
    """The server and the last letters: enough to know it again, too little to use it."""
    parts = urlsplit(address)
    path = address.partition("://")[2].partition("/")[2]
    end = path[-_SHOWN:] if len(path) > 4 * _SHOWN else ""
    return f"{parts.scheme}://{parts.netloc[:100]}/…{end}"


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True
