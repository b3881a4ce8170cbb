"""Where the orders of a file came from: its tags, links and words, as origins and channels."""

from collections.abc import Mapping
from urllib.parse import unquote_plus

import ibis
import ibis.expr.types as ir

from comptoir.connectors.channels.api import CLICKS, TAGS, Channels, Origin, with_channels
from comptoir.connectors.files.workspace import Workspace

FIELDS = ("traffic_channel", *TAGS, "referrer", "landing_page")
"""The fields of a mapping that tell it."""


def classified(workspace: Workspace, documents: ir.Table, channels: Channels) -> ir.Table:
    """Documents with the columns of their origin and the channel; as they are where nothing tells any."""
    told = {name: documents[name] for name in FIELDS if name in documents.columns}
    if not told:
        return documents
    # Addresses are nearly as many as orders: only what they say of the origin is asked about.
    if "referrer" in told:
        told["referrer"] = _host(told["referrer"])
    if "landing_page" in told:
        told |= _of_page(told.pop("landing_page"))
    found = with_channels(
        documents,
        told,
        documents.ordered_at_day,
        channels,
        fetch=workspace.connection.to_pyarrow,
        register=lambda known: workspace.connection.create_table(
            workspace.new_name("origins"), known, temp=True
        ),
        read=_origin,
        keeps_words=True,
    )
    return found.drop(*[name for name in (*TAGS, "landing_page") if name in found.columns])


def _origin(row: Mapping[str, str]) -> Origin:
    of_page = {
        name.removeprefix("page_"): unquote_plus(value)
        for name, value in row.items()
        if name.startswith("page_")
    }
    tags = row if any(row.get(tag) for tag in TAGS) else of_page
    host = row.get("referrer", "")
    return Origin.told(
        tags.get("utm_source"),
        tags.get("utm_medium"),
        tags.get("utm_campaign"),
        "" if host and host.removeprefix("www.") == of_page.get("host", "").removeprefix("www.") else host,
        said=row.get("traffic_channel", ""),
        click=of_page.get("click", ""),
    )


def _of_page(address: ir.Value) -> dict[str, ir.Value]:
    page = address.cast("string")
    low = page.lower()
    tags = {f"page_{tag}": page.re_extract(rf"(?i)[?&]{tag}=([^&#]*)", 1) for tag in TAGS}
    clicks = [(low.re_search(rf"[?&]{name}=[^&#]"), ibis.literal(name)) for name in CLICKS]
    return {
        **tags,
        "page_click": ibis.cases(*clicks, else_=ibis.literal("")),
        "page_host": low.re_extract(r"^https?://([^/?#:]+)", 1),
    }


def _host(address: ir.Value) -> ir.StringValue:
    """Of an address; a bare name of a site stays as it is, without its path."""
    low = address.cast("string").lower()
    web = low.re_extract(r"^https?://(?:[^/?#@]*@)?([^/?#:]+)", 1)
    return ibis.ifelse(low.contains("://"), web, low.re_extract(r"^([^/?#]*)", 1))
