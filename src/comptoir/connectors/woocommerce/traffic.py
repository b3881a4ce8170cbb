"""Where the visit before an order came from, as WooCommerce's order attribution keeps it. Pure."""

from comptoir.connectors.channels.api import Origin
from comptoir.connectors.source import Record

PREFIX = "_wc_order_attribution_"


def origin(record: Record) -> Origin:
    """Empty for an order that WooCommerce did not follow."""
    told = {
        key.removeprefix(PREFIX): str(entry["value"])
        for entry in record.get("meta_data") or ()
        if str(key := entry.get("key") or "").startswith(PREFIX) and isinstance(entry.get("value"), str | int)
    }
    return Origin.told(
        told.get("utm_source"),
        told.get("utm_medium"),
        told.get("utm_campaign"),
        told.get("referrer"),
        told.get("session_entry"),
        said=told.get("source_type"),
    )
