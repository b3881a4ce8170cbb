"""Asking a Shopify shop: all orders as a file, then what changed by pages; items by pages."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import batched
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from comptoir.connectors.shopify import queries, refusals
from comptoir.connectors.shopify.admin import Admin
from comptoir.connectors.shopify.amounts import instant
from comptoir.connectors.shopify.bulk import NoFileError, all_orders
from comptoir.connectors.shopify.totals import total_of
from comptoir.connectors.source import Opening, Page, Record, Total

ORDERS, ITEMS, TOTALS, REFUNDS = 10, 50, 25, 10
"""How many are asked at once; fewer where the shop's plan allows less."""
FROM_FILE = 50
"""Orders of a page that comes from the shop's file."""


class Shopify:
    """See source.Reader."""

    def __init__(self, opening: Opening) -> None:
        self.admin = Admin(opening)
        self.zone = ZoneInfo(opening.zone)

    def test(self) -> str:
        answer = self.admin.ask(queries.SHOP)
        granted = {scope["handle"] for scope in answer["currentAppInstallation"]["accessScopes"]}
        # Who may write may read.
        granted |= {handle.replace("write_", "read_", 1) for handle in granted if handle.startswith("write_")}
        missing = [scope for scope in refusals.SCOPES if scope not in granted]
        if missing:
            raise refusals.missing_scopes(missing)
        name = str(answer["shop"]["name"])
        limits = []
        if refusals.HISTORY not in granted:
            limits.append(
                _("orders of the last 60 days only: the app lacks the access scope %(scope)s")
                % {"scope": refusals.HISTORY}
            )
        if self.admin.hides_buyers:
            limits.append(_("orders without their buyers: Shopify does not show them to this app"))
        return f"{name} ({'; '.join(limits)})" if limits else name

    def pages(self, table: str, since: datetime | None, until: datetime) -> Iterator[Page]:
        if table == "products":
            yield from self._items()
            return
        if since is None:
            try:
                yield from self._from_file()
                return
            except NoFileError:
                pass
        yield from self._changed(since, until)

    def totals(self, first: date, last: date) -> Iterable[Total]:
        """Orders by the day of their creation."""
        begin, end = self._start(first), self._start(last + timedelta(days=1))
        wanted = f"created_at:>='{_utc(begin)}' AND created_at:<'{_utc(end)}'"
        for connection in self._pages_of(queries.TOTALS, "orders", TOTALS, query=wanted):
            for record in connection["nodes"]:
                self._complete(record, "lineItems", queries.LINE_ITEMS)
                self._complete(record, "shippingLines", queries.SHIPPING_LINES)
                yield total_of(record, self.zone)

    def _from_file(self) -> Iterator[Page]:
        """What changes meanwhile is read by the next run, which starts where this one began."""
        for batch in batched(all_orders(self.admin), FROM_FILE):
            yield Page(self._whole([order for order, _number in batch]), None, batch[0][1])

    def _changed(self, since: datetime | None, until: datetime) -> Iterator[Page]:
        wanted = f"updated_at:<'{_utc(until)}'"
        if since is not None:
            wanted = f"updated_at:>='{_utc(since)}' AND {wanted}"
        for connection in self._pages_of(queries.ORDERS, "orders", ORDERS, query=wanted):
            records: list[Record] = connection["nodes"]
            if records:
                for record in records:
                    self._complete(record, "lineItems", queries.LINE_ITEMS)
                    self._complete(record, "shippingLines", queries.SHIPPING_LINES)
                # Shopify sorts by its index, which a change reaches a little later than the order itself: the
                # least instant of the page has certainly been reached.
                reached = min(instant(record["updatedAt"]) for record in records)
                is_last = not connection["pageInfo"]["hasNextPage"]
                yield Page(self._whole(records), until if is_last else reached)

    def _items(self) -> Iterator[Page]:
        shop: Record = {}

        def remember(answer: Record) -> None:
            shop.update(answer["shop"])

        for connection in self._pages_of(queries.ITEMS, "productVariants", ITEMS, also=remember):
            if connection["nodes"]:
                yield Page([{**record, "shop": dict(shop)} for record in connection["nodes"]])

    def _whole(self, orders: list[Record]) -> list[Record]:
        """The orders with what their refunds contain, which neither the file nor a page of orders can tell."""
        named = [refund["id"] for order in orders for refund in order["refunds"]]
        found: dict[str, Record] = {}
        for identifiers in batched(named, REFUNDS):
            for document in self._refunds(list(identifiers)):
                self._complete(document, "refundLineItems", queries.REFUND_LINES)
                for inner in ("refundShippingLines", "orderAdjustments"):
                    document[inner] = document[inner]["nodes"]
                found[document["id"]] = document
        for order in orders:
            # What is not found was taken back meanwhile.
            order["refunds"] = [found[refund["id"]] for refund in order["refunds"] if refund["id"] in found]
        return orders

    def _refunds(self, identifiers: list[str]) -> Iterator[Record]:
        try:
            answer = self.admin.ask(queries.REFUNDS, ids=identifiers)
        except refusals.TooDearError:
            if len(identifiers) == 1:
                raise
            half = len(identifiers) // 2
            yield from self._refunds(identifiers[:half])
            yield from self._refunds(identifiers[half:])
            return
        yield from filter(None, answer["nodes"])

    def _complete(self, record: Record, inner: str, document: str) -> None:
        """Replace the first page of an inner connection by the list of all."""
        connection = record[inner]
        nodes: list[Record] = connection["nodes"]
        while connection["pageInfo"]["hasNextPage"]:
            after = connection["pageInfo"]["endCursor"]
            whole = self.admin.ask(document, id=record["id"], after=after)["node"]
            if whole is None:
                break  # Deleted meanwhile: the comparison with the shop will tell.
            connection = whole[inner]
            nodes += connection["nodes"]
        record[inner] = nodes

    def _pages_of(
        self,
        document: str,
        field: str,
        size: int,
        also: Callable[[Record], None] = lambda _answer: None,
        **variables: Any,
    ) -> Iterator[Record]:
        after = None
        while True:
            try:
                answer = self.admin.ask(document, first=size, after=after, **variables)
            except refusals.TooDearError:
                if size == 1:
                    raise
                size //= 2
                continue
            also(answer)
            connection: Record = answer[field]
            yield connection
            if not connection["pageInfo"]["hasNextPage"]:
                return
            after = connection["pageInfo"]["endCursor"]

    def _start(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone)


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
