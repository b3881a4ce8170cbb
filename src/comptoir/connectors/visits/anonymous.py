"""What may be kept of a visit: nothing by which a person could be found again outside of Comptoir."""

from functools import cache, lru_cache
from hmac import HMAC
from urllib.parse import unquote, urlencode, urlsplit

from django.conf import settings
from django.utils.crypto import salted_hmac

from comptoir.connectors.channels.api import CLICKS, TAGS
from comptoir.connectors.channels.api import tags_of as _tags

LONGEST = 300
_LENGTH = 24


@cache
def key(_secret: str, tool: str) -> str:
    """What is hashed with the identifiers of a tool: without this installation's secret nobody can do the same."""
    return salted_hmac("comptoir.visitor", tool, algorithm="sha256").hexdigest()


def key_of(tool: str) -> str:
    return key(str(settings.SECRET_KEY), tool)


def surrogate(tool: str, visitor: str) -> str:
    """A lasting name of the visitor that means nothing at the tool or anywhere else."""
    return _surrogate(key_of(tool), visitor)


@lru_cache(maxsize=50_000)
def _surrogate(key: str, visitor: str) -> str:
    """A visitor has many events."""
    begun = _begun(key).copy()
    begun.update(visitor.encode())
    return begun.hexdigest()[:_LENGTH]


@cache
def _begun(key: str) -> HMAC:
    """What every hash of a tool begins with. The key is of one secret, so that this is too."""
    return salted_hmac(key, "", algorithm="sha256")


def path_of(address: str) -> str | None:
    """The path of a page, without its query; None where it is none or writes an e-mail address."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    path = parts.path or ("/" if parts.netloc else "")
    return None if not path or "@" in unquote(path) else path[:LONGEST]


def tags_of(address: str) -> str:
    """The query of a first page, reduced to what says where the visit came from: of a click the kind, not the
    number."""
    told = _tags(address)
    tags = {name: told[name] for name in TAGS if name in told and "@" not in told[name]}
    return urlencode(tags | {name: "1" for name in CLICKS if name in told})


def click_of(address: str) -> str | None:
    """The kind of click that an address numbers."""
    tags = _tags(address) if "?" in address else {}
    return next((name for name in CLICKS if name in tags), None)


def term_of(searched: str) -> str | None:
    """What was searched for on the site; nothing where somebody typed an e-mail address."""
    text = " ".join(searched.split())
    return None if not text or "@" in text else text[:LONGEST]
