"""GA4's events, as its export to BigQuery tells them: one JSON object a line, or the rows of its Parquet.

Identifiers go through a hash before anything is written down. Pure, but for the secret of that hash.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from hashlib import sha256
from typing import Any, NamedTuple

from comptoir.connectors.channels.api import host_of
from comptoir.connectors.visits.api import (
    ADD_TO_CART,
    BEGIN_CHECKOUT,
    PAGE_VIEW,
    PURCHASE,
    SEARCH,
    VIEW_ITEM,
    click_of,
    device_of,
    path_of,
    surrogate,
    term_of,
)

READ = frozenset({PAGE_VIEW, VIEW_ITEM, ADD_TO_CART, BEGIN_CHECKOUT, PURCHASE, SEARCH, "session_start"})
"""The others (scroll, user_engagement, clicks) say nothing that is asked for."""
OF_ITEMS = frozenset({VIEW_ITEM, ADD_TO_CART})
_VALUES = ("string_value", "int_value", "double_value", "float_value")


class Told(NamedTuple):
    """An event, or an item of it."""

    event_id: str
    session: str
    at: str
    name: str
    page: str | None
    search_term: str | None
    sku: str | None
    quantity: str | None
    value: str | None
    tax: str | None
    currency: str | None
    source: str | None
    medium: str | None
    campaign: str | None
    referrer: str | None
    click: str | None
    device: str | None
    country: str | None
    visitor: str | None
    order: str | None


def knows(lines: Sequence[str]) -> bool:
    """Whether these are lines of the export: the first one says."""
    first = _object(next((line for line in lines if line.strip()), ""))
    return first is not None and {"event_name", "event_timestamp"} <= first.keys()


def events(lines: Iterable[str], tool: str) -> Iterator[Told | int]:
    """What is read of each line, in order; of one that cannot be read its number."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        event = _object(line)
        if (
            event is None
            or not event.get("event_name")
            or (at := _moment(event.get("event_timestamp"))) is None
        ):
            yield number
        elif event["event_name"] in READ:
            yield from _told(event, at, tool)


def _told(event: Mapping[str, Any], at: str, tool: str) -> Iterator[Told]:
    said = {str(one.get("key")): _value(one.get("value")) for one in _list(event.get("event_params"))}
    name, visitor = str(event["event_name"]), _text(event.get("user_pseudo_id"))
    number = _text(said.get("ga_session_id"))
    # Without consent GA4 tells neither visitor nor session; who runs it may not measure others.
    agreed = bool(visitor) and _part(event, "privacy_info", "analytics_storage") not in ("No", "no")
    session = surrogate(tool, f"{visitor}.{number}") if visitor and number else ""
    page = _page(_text(said.get("page_location")) or "")
    order = _part(event, "ecommerce", "transaction_id") or _text(said.get("transaction_id"))
    value = _money(said.get("value")) if name == PURCHASE else None
    before = (session, at, name, page.path, term_of(_text(said.get("search_term")) or ""))
    after = (
        value,
        _money(said.get("tax")) if value else None,
        _text(said.get("currency")) if value else None,
        *_origin(event, said, page),
        device_of(_part(event, "device", "category")),
        _part(event, "geo", "country"),
        surrogate(tool, visitor) if agreed and visitor else None,
        order if agreed and order != "(not set)" else None,
    )
    identity = [visitor, number, event["event_timestamp"], name, order]
    identity += [event.get(f"batch_{one}") for one in ("page_id", "ordering_id", "event_index")]
    items = _list(event.get("items")) if name in OF_ITEMS else []
    for place, item in enumerate(items or [{}]):
        key = json.dumps([tool, *(None if one is None else str(one) for one in identity), place])
        called = sha256(key.encode()).hexdigest()[:24]
        yield Told(called, *before, _text(item.get("item_id")), _money(item.get("quantity")), *after)


class _Page(NamedTuple):
    path: str | None
    host: str
    click: str | None


@lru_cache(maxsize=20_000)
def _page(address: str) -> _Page:
    """Visitors see the same pages."""
    return _Page(path_of(address), host_of(address), click_of(address))


def _origin(event: Mapping[str, Any], said: Mapping[str, Any], page: _Page) -> tuple[str | None, ...]:
    """What GA4 says of the session, else what the event itself came with; never of the visitor's first visit ever:
    source, medium, campaign, referrer, click."""
    linked = host_of(_text(said.get("page_referrer")) or "") if _begins(event, said) else ""
    last = event.get("session_traffic_source_last_click")
    told = (
        _three(_child(last, "cross_channel_campaign"))
        or _three(_child(last, "manual_campaign"))
        or _three(event.get("collected_traffic_source"), "manual_")
        or tuple(_clean(said.get(name)) for name in ("source", "medium", "campaign"))
    )
    return *told, linked if linked and linked != page.host else None, page.click


def _three(held: Any, prefix: str = "") -> tuple[str | None, ...]:
    """Source, medium and campaign; nothing where none is told."""
    if not isinstance(held, dict):
        return ()
    told = tuple(_clean(held.get(prefix + name)) for name in ("source", "medium", "campaign_name"))
    return told if any(told) else ()


def _begins(event: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    """Only there the referrer is who sent the visit, and not the page before."""
    return event.get("event_name") == "session_start" or str(said.get("entrances")) == "1"


def _object(line: str) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _list(held: Any) -> list[dict[str, Any]]:
    """Repeated records: a list, or as some Parquet writes one, `{"list": [{"element": …}]}`."""
    if isinstance(held, dict):
        held = [_child(one, "element") for one in held.get("list") or ()]
    return [one for one in held if isinstance(one, dict)] if isinstance(held, list) else []


def _value(held: Any) -> Any:
    for name in _VALUES if held else ():
        if (value := held.get(name)) is not None:
            return value
    return None


def _child(held: Any, name: str) -> Any:
    return held.get(name) if isinstance(held, dict) else None


def _part(event: Mapping[str, Any], record: str, name: str) -> str | None:
    return _text(_child(event.get(record), name))


def _text(said: Any) -> str | None:
    if isinstance(said, str):
        return said.strip() or None
    return str(said) if isinstance(said, int) and not isinstance(said, bool) else None


def _clean(said: Any) -> str | None:
    text = _text(said)
    return None if text is None or "@" in text else text


def _moment(said: Any) -> str | None:
    """Of microseconds since 1970, which JSON writes as a text."""
    try:
        seconds, rest = divmod(int(said), 1_000_000)
        at = datetime.fromtimestamp(seconds, UTC).replace(microsecond=rest)
    except (TypeError, ValueError, OverflowError, OSError):
        return None
    return at.isoformat(" ", "microseconds") if 1970 <= at.year < 2100 else None


def _money(said: Any) -> str | None:
    try:
        amount = None if said is None or isinstance(said, bool) else Decimal(str(said))
    except InvalidOperation:
        return None
    return f"{amount:f}" if amount is not None and amount.is_finite() else None
