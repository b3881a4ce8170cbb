"""Matomo's days to visits by channel, as its exports become them. Pure."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from comptoir.connectors.channels.api import Origin
from comptoir.connectors.matomo.channels import CHANNELS, NAMES
from comptoir.connectors.source import ReadContext, Record, Refused, Row, Rows

ORDERS = "idgoal=ecommerceOrder"
CENTS = Decimal("0.0001")
_NAMED = frozenset(name for names in CHANNELS.values() for name in names)


def account(values: Mapping[str, str]) -> str:
    return values["site"]


def visits(records: Sequence[Record], context: ReadContext) -> Rows:
    """A day that is read takes the place of what the facts had of it."""
    rows = Rows(read=len(records), units={"audience_day": set()}, tables={"audience_day": []})
    for record in records:
        day = date.fromisoformat(record["day"])
        # Files that name no site are of this one.
        rows.units["audience_day"] |= {(record["site"], day), ("", day)}
        has_orders = any(ORDERS in told.get("goals", {}) for told in record["rows"])
        for told in record["rows"]:
            name = str(told.get("referrer_type") or told.get("referer_type") or told.get("label", ""))
            if name.lower() not in _NAMED:
                rows.refused.append(Refused(record["day"], "label", name, "unknown_channel", told))
                continue
            said = NAMES.get(name, name)
            rows.tables["audience_day"].append(
                {
                    "source": context.source,
                    "property_id": record["site"],
                    "day": day,
                    "month": f"{day:%Y-%m}",
                    "part": f"channel={name}",
                    "traffic_said": said,
                    "traffic_channel": context.channels.channel_of(Origin.told(said=said), day),
                    **_figures(told, context, has_orders=has_orders),
                }
            )
    return rows


def _figures(told: dict[str, Any], context: ReadContext, *, has_orders: bool) -> Row:
    orders = (told.get("goals") or {}).get(ORDERS, {})
    figures: Row = {
        "sessions": int(told["nb_visits"]),
        "visitors": int(told["nb_uniq_visitors"]) if "nb_uniq_visitors" in told else None,
        # Where no visit of a channel bought, the goal is left out.
        "purchases": int(orders.get("nb_conversions", 0)) if has_orders else None,
    }
    if "revenue" in orders:
        # Matomo's revenue is what the customer paid.
        paid, tax, shipping = (
            Decimal(str(orders.get(name) or 0)) for name in ("revenue", "revenue_tax", "revenue_shipping")
        )
        figures |= {"revenue_amount": (paid - tax - shipping).quantize(CENTS), "currency": context.currency}
    return figures
