"""What files say of a visit, as expressions over their columns. Heavy: not for start-up."""

import ibis
from ibis.expr import types as ir

from comptoir.connectors.channels.api import CLICKS
from comptoir.connectors.visits.anonymous import key_of
from comptoir.connectors.visits.words import DEVICES, EVENTS

_LENGTH = 24
_YES = ("yes", "y", "oui", "o", "true", "vrai", "1", "granted", "accordé", "accepté", "consent", "accepted")
_NO = ("no", "n", "non", "false", "faux", "0", "denied", "refusé", "exempt", "rejected", "declined", "none")


@ibis.udf.scalar.builtin(name="sha256", signature=(("string",), "string"))
def _sha256(text):  # type: ignore[no-untyped-def]  # the signature is the decorator's
    """DuckDB's own, in hexadecimal digits."""


@ibis.udf.scalar.builtin(name="url_decode", signature=(("string",), "string"))
def _decoded(text):  # type: ignore[no-untyped-def]  # the signature is the decorator's
    """DuckDB's own."""


def surrogate(text: ir.StringValue, tool: str) -> ir.StringValue:
    """A lasting name that means nothing at the tool or anywhere else; see `anonymous.surrogate`."""
    return _sha256(ibis.literal(f"{key_of(tool)}\x1f").concat(text)).substr(0, _LENGTH)


def digest(*parts: ir.Value) -> ir.StringValue:
    texts = [part.cast("string").fill_null("") for part in parts]
    return _sha256(ibis.literal("\x1f").join(texts)).substr(0, _LENGTH)


def event_of(said: ir.StringValue) -> ir.StringValue:
    """Null where the name is none that is known."""
    word = said.lower().re_replace(r"[\s_-]+", " ")
    return ibis.cases(*[(word.isin(names), ibis.literal(name)) for name, names in EVENTS.items()])


def is_consent(said: ir.StringValue) -> ir.BooleanValue:
    word = said.lower()
    return ibis.cases((word.isin(_YES), True), (word.isin(_NO), False))


def device_of(said: ir.StringValue) -> ir.StringValue:
    word = said.lower()
    known = [(word.isin(names), ibis.literal(device)) for device, names in DEVICES.items()]
    return ibis.cases((said.isnull(), ibis.null("string")), *known, else_=ibis.literal("other"))


def path_of(page: ir.StringValue) -> ir.StringValue:
    """Without host, query and fragment; null where it writes an e-mail address."""
    path = page.re_replace(r"^[a-zA-Z]+://[^/?#]*", "").re_extract(r"^([^?#]*)", 1)
    path = ibis.ifelse((path == "") & page.contains("://"), "/", path)
    return ibis.ifelse(path.re_search("@|%40"), ibis.null("string"), path.nullif("").substr(0, 300))


def host_of(address: ir.StringValue) -> ir.StringValue:
    return address.lower().re_extract(r"^https?://(?:[^/?#@]*@)?(?:www\.)?([^/?#:]+)", 1).nullif("")


def tag_of(page: ir.StringValue, name: str) -> ir.StringValue:
    found = page.re_extract(rf"(?i)[?&]{name}=([^&#]*)", 1)
    return _decoded(found.replace("+", " ")).nullif("")


def click_of(page: ir.StringValue) -> ir.StringValue:
    low = page.lower()
    return ibis.cases(*[(low.re_search(rf"[?&]{name}=[^&#]"), ibis.literal(name)) for name in CLICKS])
