"""Recorded orders behind an Admin API on loopback: filters, order and pages apply as Vendure's do."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from comptoir.connectors.source import Opening, Rate
from comptoir.connectors.tests.loopback import Asked, Loopback, Reply, serving
from comptoir.connectors.vendure.read import Vendure
from comptoir.connectors.vendure.tests import recorded

START = datetime(2026, 11, 1, 8, 0, tzinfo=UTC)
SHOP = {
    "activeChannel": {
        "code": "__default_channel__",
        "defaultCurrencyCode": "EUR",
        "pricesIncludeTax": True,
    },
    "globalSettings": {"trackInventory": True, "serverConfig": {"moneyStrategyPrecision": 2}},
}


@dataclass
class Shop:
    """An hour after each other its orders changed, each with all its parts."""

    orders: list[dict[str, Any]] = field(default_factory=recorded.orders)
    token: str = "session-1"

    def __post_init__(self) -> None:
        for place, order in enumerate(self.orders):
            changed = START + timedelta(hours=place)
            for part in (order, *_parts(order)):
                part["updatedAt"] = stamp(changed)

    def answer(self, asked: Asked) -> Reply:
        question = json.loads(asked.body)
        name = question["query"].split("(")[0].split()[1]
        options = question["variables"].get("options", {})
        match name:
            case "Shop":
                return data(**SHOP)
            case "Login":
                is_known = question["variables"] == {"username": "reader", "password": "right"}
                if not is_known:
                    return data(login={"errorCode": "INVALID_CREDENTIALS_ERROR", "message": "invalid"})
                return data({"vendure-auth-token": self.token}, login={"__typename": "CurrentUser"})
            case "Variants":
                return data(productVariants=_page(recorded.variants(), options))
        if asked.headers.get("vendure-api-key") != "right" and asked.headers.get("authorization") != (
            f"Bearer {self.token}"
        ):
            return refused("FORBIDDEN", "You are not currently authorized to perform this action")
        return data(orders=_page(self._chosen(options), options))

    def _chosen(self, options: dict[str, Any]) -> list[dict[str, Any]]:
        wanted = options.get("filter", {})
        found = self.orders
        if "active" in wanted:
            found = [order for order in found if order["active"] == wanted["active"]["eq"]]
        if "id" in wanted:
            found = [order for order in found if order["id"] in wanted["id"]["in"]]
        for name in ("updatedAt", "orderPlacedAt"):
            within = wanted.get(name, {})
            if "after" in within:
                found = [order for order in found if order[name] > within["after"]]
            if "between" in within:
                first, last = within["between"]["start"], within["between"]["end"]
                # As on SQLite, where the first instant itself is not found.
                found = [order for order in found if first < (order[name] or "") <= last]
        by_change = "updatedAt" in options.get("sort", {})
        return sorted(found, key=lambda order: (order["updatedAt"] if by_change else "", int(order["id"])))


@contextmanager
def open_shop(shop: Shop) -> Iterator[Loopback]:
    with serving(shop.answer) as server:
        yield server


def reader(server: Loopback, **values: str) -> Vendure:
    rate = Rate(per_second=10_000, retries=1)
    values = {"address": f"{server.address}/admin-api"} | (values or {"key": "right"})
    return Vendure(Opening(values, "Europe/Paris", rate, lambda seconds: None))


def data(headers: dict[str, str] | None = None, **answer: Any) -> Reply:
    return Reply(200, json.dumps({"data": answer}).encode(), headers or {})


def refused(code: str, message: str, status: int = 200) -> Reply:
    error = {"message": message, "extensions": {"code": code}}
    return Reply(status, json.dumps({"errors": [error], "data": None}).encode())


def stamp(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%S}.000Z"


def _page(records: list[dict[str, Any]], options: dict[str, Any]) -> dict[str, Any]:
    skip = options.get("skip", 0)
    return {"totalItems": len(records), "items": records[skip : skip + options["take"]]}


def _parts(order: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from order["fulfillments"] or []
    for payment in order["payments"] or []:
        yield payment
        yield from payment["refunds"]
