"""GA4's days to sessions by channel, device and country, as its exports become them. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from comptoir.connectors.channels.api import Origin
from comptoir.connectors.ga4.devices import DEVICES
from comptoir.connectors.source import ReadContext, Record, Row, Rows

DIMENSIONS = {
    "channel": "sessionDefaultChannelGroup",
    "device": "deviceCategory",
    "country": "countryId",
}
"""Ours, in the order of `part` -> as the interface names them."""
FIGURES = {
    "sessions": "sessions",
    "page_views": "screenPageViews",
    "carts": "addToCarts",
    "checkouts": "checkouts",
    "purchases": "ecommercePurchases",
    "revenue": "purchaseRevenue",
}
CENTS = Decimal("0.0001")
NOT_SET = ("", "(not set)")
_DEVICE = {name: device for device, names in DEVICES.items() for name in names}


def account(values: Mapping[str, str]) -> str:
    """The number of the property, which Google also writes with a word before it."""
    return values["property"].strip().removeprefix("properties/")


def sessions(records: Sequence[Record], context: ReadContext) -> Rows:
    """A day that is read takes the place of what the facts had of it."""
    rows = Rows(read=len(records), units={"audience_day": set()}, tables={"audience_day": []})
    for record in records:
        day = date.fromisoformat(record["day"])
        # Files that name no property are of this one.
        rows.units["audience_day"] |= {(record["property"], day), ("", day)}
        rows.tables["audience_day"] += [
            {
                "source": context.source,
                "property_id": record["property"],
                "day": day,
                "month": f"{day:%Y-%m}",
                **_dimensions(told),
                **_origin(told, day, context),
                **_figures(told),
                "currency": record["currency"] or context.currency,
            }
            for told in record["rows"]
        ]
    return rows


def _dimensions(told: Mapping[str, Any]) -> Row:
    return {
        "part": "|".join(f"{name}={told[name].replace('|', '||')}" for name in DIMENSIONS),
        "device": _listed(told["device"], _DEVICE),
        "country": None if told["country"] in NOT_SET else told["country"],
    }


def _origin(told: Mapping[str, Any], day: date, context: ReadContext) -> Row:
    origin = Origin.told(said=told["channel"])
    return {**origin.as_facts, "traffic_channel": context.channels.channel_of(origin, day) or None}


def _listed(name: str, known: Mapping[str, str]) -> str | None:
    return known.get(name.lower(), "other") if name else None


def _figures(told: Mapping[str, Any]) -> Row:
    counts = {name: int(told[name]) for name in FIGURES if name != "revenue"}
    return {**counts, "revenue_amount": Decimal(told["revenue"]).quantize(CENTS)}
