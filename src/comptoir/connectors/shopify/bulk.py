"""All orders in one file that the shop writes: the first load, in a fraction of the points that pages cost."""

import json
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO, Any

from django.utils.translation import gettext as _

from comptoir.connectors.http.api import Client
from comptoir.connectors.shopify.admin import Admin
from comptoir.connectors.shopify.queries import BULK_ORDERS, BULK_STATE, START_BULK
from comptoir.connectors.source import Record, TransientError

LONGEST_POLL = 30.0
LONGEST_RUN = 12 * 3600.0
"""Seconds that the shop may take before pages are read instead."""
LARGEST_FILE = 16 * 2**30
CHILDREN = {"LineItem": "lineItems", "ShippingLine": "shippingLines"}


class NoFileError(Exception):
    """The shop writes no file now: pages are read instead."""


def all_orders(admin: Admin) -> Iterator[tuple[Record, int]]:
    """Each order with its lines, and how many there are. NoFileError only before the first one."""
    state = _finished(admin, _started(admin))
    count = int(state["rootObjectCount"])
    if not state["url"]:
        return  # A shop without orders has no file.
    # Another server, that must not see the token.
    client = Client(admin.rate, {}, admin.pause, longest_body=_bound(state["fileSize"]))
    with TemporaryFile() as file, client:
        answer = client.save(state["url"], file)
        if answer.status != 200:
            raise _not_whole(0, count)  # The link has run out, or the other server is out of order.
        file.seek(0)
        found = 0
        try:
            for order in orders_of(file):
                found += 1
                yield order, count
        except ValueError as error:
            raise _not_whole(found, count) from error
    if found < count:
        raise _not_whole(found, count)


def _bound(said: str | None) -> int:
    """Twice what the shop says: it may mean the file as it is sent."""
    return 2 * int(said) + 2**20 if said else LARGEST_FILE


def _not_whole(found: int, count: int) -> TransientError:
    return TransientError(
        _("Shopify's file of orders is not whole: %(found)d of %(count)d.")
        % {"found": found, "count": count},
        advice=_("Comptoir asks again at the next run."),
    )


def _started(admin: Admin) -> str:
    answer = admin.ask(START_BULK, query=BULK_ORDERS)["bulkOperationRunQuery"]
    if answer["userErrors"] or answer["bulkOperation"] is None:
        raise NoFileError(answer["userErrors"])
    return str(answer["bulkOperation"]["id"])


def _finished(admin: Admin, identifier: str) -> dict[str, Any]:
    waited, wait = 0.0, 1.0
    while waited < LONGEST_RUN:
        state: dict[str, Any] = admin.ask(BULK_STATE, id=identifier)["bulkOperation"] or {}
        if state.get("status") == "COMPLETED":
            return state
        if state.get("status") not in ("CREATED", "RUNNING"):
            raise NoFileError(state)  # Where something may not be read, the pages tell what.
        admin.pause(wait)
        waited, wait = waited + wait, min(wait * 2, LONGEST_POLL)
    raise NoFileError(identifier)


def orders_of(file: IO[bytes]) -> Iterator[Record]:
    """The orders of a file whose children stand under their parent, one at a time; ValueError where it is broken."""
    order: Record | None = None
    for line in file:
        record: Record = json.loads(line, parse_float=str)
        parent = record.pop("__parentId", None)
        if parent is None:
            if order is not None:
                yield order
            order = {**record, "lineItems": [], "shippingLines": []}
        elif order is not None and parent == order["id"]:
            order[CHILDREN[record["__typename"]]].append(record)
        else:
            raise ValueError(f"{record.get('id')} stands away from its order {parent}")
    if order is not None:
        yield order
