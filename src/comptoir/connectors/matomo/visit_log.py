"""Matomo's visits, one by one, to sessions and what was done in them. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from zoneinfo import ZoneInfo

from comptoir.connectors.channels.api import Origin
from comptoir.connectors.source import ReadContext, Record, Refused, Row, Rows
from comptoir.connectors.visits.api import (
    ADD_TO_CART,
    BEGIN_CHECKOUT,
    PAGE_VIEW,
    PURCHASE,
    SEARCH,
    VIEW_ITEM,
    device_of,
)

CONSENT, EXEMPT = "consent", "exempt"
_SAID = {
    "direct": "direct entry",
    "search": "search engines",
    "website": "websites",
    "social": "social networks",
    "campaign": "campaigns",
    "ai_assistant": "ai assistants",
}
"""`referrerType` -> what the sums by day call it, which rules of channels know."""
CENTS = Decimal("0.0001")


def basis_of(settings: Mapping[str, str]) -> str:
    """`consent`, `exempt`, or nothing where visits are not read one by one; what nobody knows counts as that."""
    said = settings.get("basis", "").strip().lower()
    return said if said in (CONSENT, EXEMPT) else ""


def visit_log(records: Sequence[Record], context: ReadContext) -> Rows:
    """A visit that is told again takes the place of what was known of it."""
    rows = Rows(read=len(records), tables={"session": [], "event": []})
    basis = basis_of(context.settings) or EXEMPT
    for record in records:
        missing = _missing(record)
        if missing:
            unit = f"{record.get('idSite', '')}-{record.get('idVisit', '')}"
            told = str(record.get(missing, ""))
            rows.refused.append(Refused(unit, missing, told, "unknown_form", record))
            continue
        common = _common(record, context, basis)
        events = [
            common | _dated(event, context) for event in _events(record, context, str(common["session_id"]))
        ]
        rows.tables["session"].append(_session(record, context, common, events))
        rows.tables["event"] += events
    return rows


def _missing(record: Record) -> str:
    """The field without which nothing can be said."""
    if not record.get("idVisit"):
        return "idVisit"
    return "" if _number(record.get("firstActionTimestamp")) else "firstActionTimestamp"


def _common(record: Record, context: ReadContext, basis: str) -> Row:
    """What a session and each of its events say alike."""
    country = str(record.get("countryCode") or "").upper()
    is_followed = basis == CONSENT
    origin = _origin(record)
    day = _day(record["firstActionTimestamp"], context)
    return {
        "source": context.source,
        "session_id": f"{record.get('idSite', '')}-{record['idVisit']}",
        "consent_basis": basis,
        "traffic_channel": context.channels.channel_of(origin, day) or None,
        **origin.as_facts,
        "device": device_of(record.get("deviceType")),
        "country": country if len(country) == 2 and country not in ("XX", "ZZ") else None,
        "visitor_id": record.get("visitor") if is_followed else None,
    }


def _origin(record: Record) -> Origin:
    kind = str(record.get("referrerType") or "")
    tags = str(record.get("tags") or "")
    source, medium, campaign = (
        str(record.get(name) or "") for name in ("campaignSource", "campaignMedium", "campaignName")
    )
    if not (source or medium or campaign) and kind == "campaign" and "utm_" not in tags:
        campaign = str(record.get("referrerName") or "")
    return Origin.told(
        source,
        medium,
        campaign,
        referrer=str(record.get("referrer") or ""),
        page=f"/?{tags}" if tags else "",
        # The tags of a campaign say more than its type, and rules look at what a tool says first.
        said="" if tags or source or medium else _SAID.get(kind, ""),
    )


def _session(record: Record, context: ReadContext, common: Row, events: Sequence[Row]) -> Row:
    told = {event["name"] for event in events}
    return {
        **common,
        **_days(record["firstActionTimestamp"], "started_at", context),
        "seconds": _number(record.get("visitDuration")),
        "landing_page": next((event["page"] for event in events if event["name"] == PAGE_VIEW), None),
        "page_views": sum(event["name"] == PAGE_VIEW for event in events),
        "viewed_product": VIEW_ITEM in told,
        "added_to_cart": ADD_TO_CART in told,
        "began_checkout": BEGIN_CHECKOUT in told,
        "purchased": PURCHASE in told,
        "order_id": next((event["order_id"] for event in events if event.get("order_id")), None),
    }


def _events(record: Record, context: ReadContext, session: str) -> Iterator[Row]:
    checkout = context.settings.get("checkout", "").strip().rstrip("/")
    is_followed = basis_of(context.settings) == CONSENT
    # What Matomo gives no time to happened at the last one that is known.
    last, orders = record["firstActionTimestamp"], 0
    for place, action in enumerate(record.get("actions") or ()):
        last = action["at"] if _number(action.get("at")) else last
        place_id = f"{session}-{action.get('id') or f'n{place}'}"
        page = action.get("page")
        made: Row = {"at": last, "page": page}
        match action.get("type"):
            case "action":
                yield made | {"event_id": place_id, "name": PAGE_VIEW}
                if action.get("sku"):
                    yield made | {"event_id": f"{place_id}-item", "name": VIEW_ITEM, "sku": action["sku"]}
                if checkout and page and (page == checkout or page.startswith(f"{checkout}/")):
                    yield made | {"event_id": f"{place_id}-checkout", "name": BEGIN_CHECKOUT}
            case "search":
                yield made | {"event_id": place_id, "name": SEARCH, "search_term": action.get("term")}
            case "ecommerceAbandonedCart":
                yield from _basket(action, made, session)
            case "ecommerceOrder":
                yield from _basket(action, made, session)
                orders += 1
                told = _purchase(action, str(record.get("siteCurrency") or context.currency))
                order = action.get("order") if is_followed else None
                yield made | told | {"event_id": f"{session}-order-{orders}", "order_id": order}


def _basket(action: Record, made: Row, session: str) -> Iterator[Row]:
    """One for each product, whether it was left or bought: the same one before and after the order."""
    for item in action.get("items") or ():
        if item.get("sku"):
            yield made | {
                "event_id": f"{session}-cart-{item['sku']}",
                "name": ADD_TO_CART,
                "sku": item["sku"],
                "quantity": _decimal(item.get("quantity")),
            }


def _purchase(action: Record, currency: str) -> Row:
    paid, tax, shipping = (
        _decimal(action.get(name)) for name in ("revenue", "revenueTax", "revenueShipping")
    )
    # Matomo's revenue is what the customer paid.
    value = None if paid is None else paid - (tax or 0) - (shipping or 0)
    return {
        "name": PURCHASE,
        "value_amount": value,
        "value_tax": tax,
        "currency": None if value is None else currency,
    }


def _dated(event: Row, context: ReadContext) -> Row:
    at = event.pop("at")
    return {**event, **_days(at, "happened_at", context)}


def _days(timestamp: Any, name: str, context: ReadContext) -> Row:
    day = _day(timestamp, context)
    return {name: datetime.fromtimestamp(int(timestamp), UTC), "day": day, "month": f"{day:%Y-%m}"}


def _day(timestamp: Any, context: ReadContext) -> date:
    return datetime.fromtimestamp(int(timestamp), ZoneInfo(context.zone)).date()


def _number(told: Any) -> int | None:
    try:
        return int(told)
    except (TypeError, ValueError):
        return None


def _decimal(told: Any) -> Decimal | None:
    try:
        return None if told in (None, "", False) else Decimal(str(told)).quantize(CENTS)
    except InvalidOperation:
        return None
