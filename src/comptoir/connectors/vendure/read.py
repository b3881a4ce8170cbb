"""Reading a Vendure shop."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from comptoir.connectors.shops.api import NOTHING, Found, by_change
from comptoir.connectors.source import Opening, Page, Record, Taxed, Total
from comptoir.connectors.vendure.mapping import TRACKS, counts, is_placed
from comptoir.connectors.vendure.queries import AFTERMATH, ORDERS, SHOP, TOTALS, VARIANTS
from comptoir.connectors.vendure.session import Session
from comptoir.connectors.vendure.terms import PRECISION, Money, instant, rate

PAGE = 50
"""Whole orders at a time: each is a deep question to the shop."""
LIGHT_PAGE = 500
"""Of what is little; shops hand out 1,000 at most."""
AFTERMATH_LASTS = timedelta(days=120)
"""How long after its last change an order is looked after for refunds and parcels."""
TICK = timedelta(seconds=1)
"""Some databases keep whole seconds, and take what changed at the first instant asked for as before it."""
FIRST_INSTANT = datetime(1970, 1, 1, tzinfo=UTC)


class Vendure:
    """See source.Reader."""

    def __init__(self, opening: Opening) -> None:
        self.session = Session(opening)
        self.zone = ZoneInfo(opening.zone)

    def test(self) -> str:
        """The host; channels have codes that only the shop's people know."""
        for query in (TOTALS, VARIANTS):
            self.session.ask(query, options={"take": 1})
        return urlsplit(self.session.address).netloc

    def pages(self, table: str, since: datetime | None, until: datetime) -> Iterator[Page]:
        return self._products() if table == "products" else self._orders(since, until)

    def totals(self, first: date, last: date) -> Iterable[Total]:
        """Orders by the day on which they were placed, as the dashboard has them."""
        placed = _between(self._start(first) - TICK, self._start(last + timedelta(days=1)))
        options = {"filter": {"orderPlacedAt": placed}, "sort": {"id": "ASC"}}
        for records, _total in self._numbered("orders", TOTALS, options):
            for record in filter(is_placed, records):
                total = self._total(record)
                if first <= total.day <= last:
                    yield total

    def _total(self, record: Record) -> Total:
        money, placed = Money(record), instant(record["orderPlacedAt"])
        whole = money.amount(record, "total")
        return Total(
            unit=str(record["code"]),
            day=placed.astimezone(self.zone).date(),
            amount=whole.total,
            counts=counts(record),
            currency=record["currencyCode"],
            placed_at=placed,
            changed_at=instant(record["updatedAt"]),
            status=record["state"],
            tax=whole.tax,
            delivery=sum(
                (money.sum(line["discountedPriceWithTax"]) for line in record["shippingLines"]), NOTHING
            ),
            taxes=tuple(
                Taxed(rate(tax["taxRate"]), money.sum(tax["taxBase"]), money.sum(tax["taxTotal"]))
                for tax in record["taxSummary"]
            ),
        )

    def _orders(self, since: datetime | None, until: datetime) -> Iterator[Page]:
        """First those that changed without saying so: the cursor stays until they are stored. What happens to an
        order after this look is after `until`, so the next run looks at it again."""
        if since is not None:
            yield from self._changed_silently(since)

        def fetch(after: datetime | None, number: int) -> Found:
            return self._found(
                {
                    # An order that the shop is still writing has its place in the next run.
                    "filter": {"active": {"eq": False}, "updatedAt": _between(after or FIRST_INSTANT, until)},
                    # Nothing else beside it: Vendure sorts by the keys in the order of its schema, where `id` stands
                    # before, and the last record of a page would not be the one that changed last.
                    "sort": {"updatedAt": "ASC"},
                    "take": PAGE,
                    "skip": PAGE * (number - 1),
                }
            )

        yield from by_change(
            fetch, lambda record: instant(record["updatedAt"]), lambda record: record["id"], since
        )

    def _found(self, options: Mapping[str, Any]) -> Found:
        answer = self.session.ask(ORDERS, options=options)["orders"]
        records = [self._marked(record) for record in answer["items"]]
        return Found(records, len(records) < PAGE, answer["totalItems"])

    def _changed_silently(self, since: datetime) -> Iterator[Page]:
        """Orders with a payment, a refund or a parcel that changed from `since`: Vendure leaves the order as it was.

        An order that it did change is read again anyway.
        """
        options = {
            # Open to the top: an order that changes meanwhile must not move others across the border of two pages.
            "filter": {"active": {"eq": False}, "updatedAt": {"after": _utc(since - AFTERMATH_LASTS)}},
            "sort": {"id": "ASC"},
        }
        waiting: list[str] = []
        for records, _total in self._numbered("orders", AFTERMATH, options):
            waiting += [record["id"] for record in records if _changed_silently(record, since)]
        for place in range(0, len(waiting), PAGE):
            found = self._found({"filter": {"id": {"in": waiting[place : place + PAGE]}}, "take": PAGE})
            yield Page(found.records)

    def _products(self) -> Iterator[Page]:
        for records, total in self._numbered("productVariants", VARIANTS, {"sort": {"id": "ASC"}}, PAGE):
            yield Page([self._marked(record) for record in records], None, total)

    def _numbered(
        self, name: str, query: str, options: Mapping[str, Any], size: int = LIGHT_PAGE
    ) -> Iterator[tuple[Sequence[Record], int]]:
        skip = 0
        while True:
            answer = self.session.ask(query, options={**options, "take": size, "skip": skip})[name]
            records: list[Record] = answer["items"]
            if records:
                yield (
                    [{**record, PRECISION: self._marks[PRECISION]} for record in records],
                    answer["totalItems"],
                )
            if len(records) < size:
                return
            skip += size

    def _marked(self, record: Record) -> Record:
        return {**record, **self._marks}

    @cached_property
    def _marks(self) -> Record:
        """What the shop's settings say of all its records."""
        settings = self.session.ask(SHOP)["globalSettings"]
        return {
            PRECISION: settings["serverConfig"]["moneyStrategyPrecision"],
            TRACKS: settings["trackInventory"],
        }

    def _start(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone)


def _changed_silently(record: Record, since: datetime) -> bool:
    payments = record["payments"] or []
    parts = [*payments, *(record["fulfillments"] or [])]
    parts += [refund for payment in payments for refund in payment["refunds"]]
    is_behind = instant(record["updatedAt"]) <= since + TICK
    return is_behind and any(instant(part["updatedAt"]) >= since for part in parts)


def _between(first: datetime, last: datetime) -> Record:
    return {"between": {"start": _utc(first), "end": _utc(last)}}


def _utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}"[:-3] + "Z"
