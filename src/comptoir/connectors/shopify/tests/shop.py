"""A small shop in memory that answers GraphQL over the reduced schema, with Shopify's paging, filters, points and
bulk operations as its documentation describes them; and its server on the loopback."""

import json
import re
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from graphql import GraphQLSchema, build_schema, get_named_type, graphql_sync

from comptoir.connectors.shopify.queries import BULK_ORDERS, VERSION
from comptoir.connectors.source import Opening, Rate
from comptoir.connectors.tests.loopback import Asked, Loopback, Reply, serving

SCHEMA = Path(__file__).with_name("admin.graphql")
SCOPES = ["read_orders", "read_all_orders", "read_customers", "read_products", "write_inventory"]
SECRET = {"grant_type": "client_credentials", "client_id": "app", "client_secret": "shpss_right"}
CLAUSE = re.compile(r"(updated_at|created_at):(>=|<)'([^']+)'")
FIELDS = {"updated_at": "updatedAt", "created_at": "createdAt"}


@cache
def schema() -> GraphQLSchema:
    return build_schema(SCHEMA.read_text(encoding="utf-8"))


@dataclass
class Shop:
    orders: list[dict[str, Any]] = field(default_factory=list)
    variants: list[dict[str, Any]] = field(default_factory=list)
    scopes: list[str] = field(default_factory=lambda: list(SCOPES))
    token: str = "shpat_right"
    taxes_included: bool = True
    points: float = 1000.0
    """Left of 1000; 50 come back each second that somebody waits."""
    dearest: float = 1000.0
    bulk_states: deque[str] = field(default_factory=lambda: deque(["CREATED", "RUNNING", "COMPLETED"]))
    bulk_errors: list[dict[str, str]] = field(default_factory=list)
    cut_file: int | None = None
    """Bytes of the file that are left."""
    after_page: Callable[[], None] = lambda: None
    """What happens in the shop after each page of orders."""
    hidden: tuple[str, ...] = ()
    """Fields of orders that the app may not see."""
    version: str = VERSION
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    waited: list[float] = field(default_factory=list)
    files: list[bytes] = field(default_factory=list)
    root: str = ""
    server: Loopback = field(default_factory=lambda: Loopback(""))

    def answer(self, asked: Asked) -> Reply:
        if asked.path.startswith("/files/"):
            assert "x-shopify-access-token" not in asked.headers
            number = int(asked.path.removeprefix("/files/").removesuffix(".jsonl"))
            return Reply(200, self.files[number - 1][: self.cut_file])
        body = json.loads(asked.body)
        if asked.path == "/admin/oauth/access_token":
            if body == SECRET:
                return _reply(200, {"access_token": self.token, "expires_in": 86399})
            return _reply(400, {"error": "invalid_client"})
        assert asked.path == f"/admin/api/{VERSION}/graphql.json"
        if asked.headers.get("x-shopify-access-token") != self.token:
            return _reply(401, {"errors": "[API] Invalid API key or access token"})
        content = self.answered(body["query"], body["variables"])
        return _reply(200, content, **{"X-Shopify-API-Version": self.version})

    def pause(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.points = min(1000.0, self.points + 50 * seconds)

    # Root fields.

    def resolve_orders(self, query: str = "", sortKey: str = "", **_: Any) -> list[dict[str, Any]]:  # noqa: N803
        found = [
            one
            for one in self.orders
            if all(
                one[FIELDS[name]] >= value if sign == ">=" else one[FIELDS[name]] < value
                for name, sign, value in CLAUSE.findall(query)
            )
        ]
        key = "updatedAt" if sortKey == "UPDATED_AT" else "createdAt"
        return sorted(({**one, "_key": (one[key], one["id"])} for one in found), key=lambda one: one["_key"])

    def resolve_product_variants(self, **_: Any) -> list[dict[str, Any]]:
        return self.variants

    def resolve_shop(self) -> dict[str, Any]:
        return {"name": "Maison Exemple", "currencyCode": "EUR", "taxesIncluded": self.taxes_included}

    def resolve_current_app_installation(self) -> dict[str, Any]:
        return {"accessScopes": [{"handle": scope} for scope in self.scopes]}

    def resolve_node(self, id: str) -> dict[str, Any] | None:  # noqa: A002 - the argument's own name
        refunds = [one for order in self.orders for one in order["refunds"]]
        return next((one for one in (*self.orders, *refunds) if one["id"] == id), None)

    def resolve_nodes(self, ids: list[str]) -> list[dict[str, Any] | None]:
        return [self.resolve_node(one) for one in ids]

    def resolve_bulk_operation_run_query(self, query: str, groupObjects: bool) -> dict[str, Any]:  # noqa: N803
        assert query == BULK_ORDERS
        assert groupObjects
        if self.bulk_errors:
            return {"bulkOperation": None, "userErrors": self.bulk_errors}
        self.files.append(self._file())
        return {"bulkOperation": {"id": "gid://shopify/BulkOperation/1"}, "userErrors": []}

    def resolve_bulk_operation(self, id: str) -> dict[str, Any]:  # noqa: A002
        assert id == "gid://shopify/BulkOperation/1"
        status = self.bulk_states.popleft() if len(self.bulk_states) > 1 else self.bulk_states[0]
        whole = self.files[-1]
        done = status == "COMPLETED"
        return {
            "status": status,
            "errorCode": "ACCESS_DENIED" if status == "FAILED" else None,
            "url": f"{self.root}/files/{len(self.files)}.jsonl?signature=1" if done and whole else None,
            "fileSize": str(len(whole)) if done else None,
            "rootObjectCount": str(len(self.orders)),
        }

    def _file(self) -> bytes:
        """Each object on a line, children under their parent."""
        answer = graphql_sync(schema(), BULK_ORDERS, self, {}, field_resolver=resolve)
        assert not answer.errors, answer.errors
        lines = []
        for edge in answer.data["orders"]["edges"]:
            order = edge["node"]
            children = [
                {**child["node"], "__parentId": order["id"]}
                for inner in ("lineItems", "shippingLines")
                for child in order.pop(inner)["edges"]
            ]
            lines += [order, *children]
        return b"".join(json.dumps(line).encode() + b"\n" for line in lines)

    def answered(self, document: str, variables: dict[str, Any]) -> dict[str, Any]:
        self.asked.append((document.split("(")[0].split("{")[0].strip(), variables))
        cost = 15.0 * variables.get("first", len(variables.get("ids", "1")))
        points = {"maximumAvailable": 1000.0, "currentlyAvailable": self.points, "restoreRate": 50.0}
        extensions = {"cost": {"requestedQueryCost": cost, "throttleStatus": points}}
        if cost > self.dearest:
            error = {"message": f"Query cost is {cost}", "extensions": {"code": "MAX_COST_EXCEEDED"}}
            return {"errors": [error]}
        if cost > self.points:
            error = {"message": "Throttled", "extensions": {"code": "THROTTLED"}}
            return {"errors": [error], "extensions": extensions}
        self.points = points["currentlyAvailable"] = self.points - cost
        answer = graphql_sync(
            schema(), document, self, {"hidden": self.hidden}, variables, field_resolver=resolve
        )
        errors = [
            {"message": error.message, "path": error.path, "extensions": {"code": "ACCESS_DENIED"}}
            for error in answer.errors or ()
            if isinstance(error.original_error, HiddenError)
        ]
        assert len(errors) == len(answer.errors or ()), answer.errors
        if document.lstrip().startswith("query Orders"):
            self.after_page()
        return {"data": answer.data, "extensions": extensions} | ({"errors": errors} if errors else {})


class HiddenError(Exception):
    """What the app may not see."""


def resolve(source: Any, info: Any, **arguments: Any) -> Any:
    name = info.field_name
    if isinstance(source, Shop):
        snake = re.sub(r"[A-Z]", lambda match: f"_{match[0].lower()}", name)
        paging = {key: arguments.get(key) for key in ("first", "after")}
        wanted = {key: value for key, value in arguments.items() if key not in paging}
        value = getattr(source, f"resolve_{snake}")(**wanted)
        return _connection(value, **paging) if _is_connection(info) else value
    if name in info.context.get("hidden", ()):
        raise HiddenError(f"This app is not approved to use the {name} field.")
    value = source[name]
    if not _is_connection(info):
        return value
    if name == "shippingLines" and not arguments.get("includeRemovals"):
        value = [one for one in value if not one["isRemoved"]]
    return _connection(value, arguments.get("first"), arguments.get("after"))


def _is_connection(info: Any) -> bool:
    return get_named_type(info.return_type).name.endswith("Connection")


def _connection(values: list[Any], first: int | None, after: str | None) -> dict[str, Any]:
    """A cursor names what it stands at, so that what moves to the end is met there again."""
    assert first is None or first <= 250
    placed = [(list(one.get("_key") or (place,)), one) for place, one in enumerate(values)]
    if after is not None:
        placed = [(key, one) for key, one in placed if key > json.loads(after)]
    shown = placed if first is None else placed[:first]
    return {
        "nodes": [one for _key, one in shown],
        "edges": [{"node": one} for _key, one in shown],
        "pageInfo": {
            "hasNextPage": len(shown) < len(placed),
            "endCursor": json.dumps(shown[-1][0]) if shown else None,
        },
    }


@contextmanager
def served(shop: Shop) -> Iterator[Shop]:
    with serving(shop.answer) as shop.server:
        shop.root = shop.server.address
        yield shop


def _reply(status: int, content: object, **headers: str) -> Reply:
    return Reply(status, json.dumps(content).encode(), headers)


def opening(shop: Shop, **values: str) -> Opening:
    credentials = {"address": shop.root, **(values or {"token": shop.token})}
    return Opening(credentials, "Europe/Paris", Rate(per_second=1000, retries=3), shop.pause)
