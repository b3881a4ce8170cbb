"""Addresses as people type them."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from comptoir.core.errors import InputError


def whole_address(typed: str) -> str:
    """With `https://` where nothing is said. InputError where it names no server."""
    web = typed if "://" in typed else f"https://{typed}"
    try:
        host = urlsplit(web).hostname or ""
    except ValueError:
        host = ""
    # Names of one's own network have no dot; they are for those who allow them.
    is_whole = "." in host.strip(".") or ":" in host or settings.ALLOW_PRIVATE_ADDRESSES
    if not (host and is_whole and web.startswith(("http://", "https://"))):
        raise InputError(
            _("« %(typed)s » is no whole address.") % {"typed": typed.rpartition("@")[2][:100]},
            _("Allowed: an address like https://www.example.com."),
        )
    return web
