"""Reading a PrestaShop shop: orders with all that hangs on them, items, and the shop's totals."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import batched
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from comptoir.connectors.prestashop import fields, states
from comptoir.connectors.prestashop.clock import ShopClock, to_text, written
from comptoir.connectors.prestashop.items import Items
from comptoir.connectors.prestashop.joins import Joins
from comptoir.connectors.prestashop.numbers import number, whole
from comptoir.connectors.prestashop.refusals import missing_rights
from comptoir.connectors.prestashop.taxes import taxes_of
from comptoir.connectors.prestashop.webservice import AT_ONCE, NEEDED, Webservice
from comptoir.connectors.shops.api import Found, RefusalError, by_change
from comptoir.connectors.source import Opening, Page, Record, Total

PAGE = 100
"""Orders at once: enough that what hangs on them costs few questions, little enough for a small shop's memory."""
LIGHT_PAGE = 1000
"""Records of a few fields at once."""
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC).replace(tzinfo=None)
NO_STEP = timedelta(0)
"""Intervals of the webservice hold both of their ends: the second that was reached is asked again whole."""


class PrestaShop:
    """See source.Reader."""

    def __init__(self, opening: Opening) -> None:
        self.webservice = Webservice(opening)
        self.clock = ShopClock(opening.values.get("zone") or opening.zone)
        self.zone = ZoneInfo(opening.zone)
        self.joins = Joins(self.webservice)

    def test(self) -> str:
        name, readable = self.webservice.rights()
        missing = [resource for resource in NEEDED if resource not in readable]
        if missing:
            raise missing_rights(missing)
        return name or urlsplit(self.webservice.root).netloc

    def pages(self, table: str, since: datetime | None, until: datetime) -> Iterator[Page]:
        return (
            Items(self.webservice, self.joins).pages() if table == "products" else self._orders(since, until)
        )

    def totals(self, first: date, last: date) -> Iterable[Total]:
        """Orders by the day on which they were placed, as PrestaShop's own statistics place them."""
        placed = self._interval(self._start(first), self._start(last + timedelta(days=1)))
        parameters = {
            "display": f"[{','.join(fields.TOTAL)}]",
            "filter[date_add]": placed,
            "date": "1",
        }
        for page in self.webservice.numbered("orders", parameters, LIGHT_PAGE):
            placed_then = [record for record in page if first <= self._day(record) <= last]
            for some in batched(placed_then, AT_ONCE):
                yield from map(self._total, self.joins.billed(some))

    def _day(self, record: Record) -> date:
        return self.clock.instant(record["date_add"], "date_add").astimezone(self.zone).date()

    def _total(self, record: Record) -> Total:
        placed = self.clock.instant(record["date_add"], "date_add")
        amount = number(record, "total_paid_tax_incl")
        return Total(
            unit=str(record["id"]),
            day=self._day(record),
            amount=amount,
            counts=self._counts(record),
            currency=self.joins.currency(record["id_currency"]),
            placed_at=placed,
            changed_at=self.clock.instant(record["date_upd"], "date_upd"),
            tax=amount - number(record, "total_paid_tax_excl"),
            delivery=number(record, "total_shipping_tax_incl"),
            taxes=taxes_of(record),
        )

    def _counts(self, record: Record) -> bool:
        """An order in a state that nobody knows is refused as a fact, and not counted here either."""
        state = whole(record, "current_state")
        try:
            meaning = states.meaning(state, self.joins.state(state), number(record, "total_paid_real") > 0)
        except RefusalError:
            return False
        return meaning in (states.SOLD, states.REFUNDED)

    def _orders(self, since: datetime | None, until: datetime) -> Iterator[Page]:
        if since is not None:
            yield from self._given_back(since, until)
        highest = to_text(self.clock.highest_before(until))

        def fetch(after: datetime | None, number: int) -> Found:
            records = self.webservice.asked(
                "orders",
                {
                    "display": "full",
                    "filter[date_upd]": f"[{to_text(after or BEGINNING)},{highest}]",
                    "date": "1",
                    "sort": "[date_upd_ASC,id_ASC]",
                    "limit": f"{(number - 1) * PAGE},{PAGE}",
                },
            )
            return Found(records, len(records) < PAGE)

        # Walked by the shop's own clock: it alone is in the order in which the shop sorts.
        start = None if since is None else self.clock.lowest_after(since)
        for page in by_change(fetch, _changed, lambda record: record["id"], start, NO_STEP):
            reached = None if page.reached is None else self.clock.earliest(page.reached)
            yield Page(self.joins.complete(page.records), reached)

    def _given_back(self, since: datetime, until: datetime) -> Iterator[Page]:
        """The orders of credit slips: giving money back does not always touch the order's own date of change."""
        parameters = {
            "display": "[id,id_order]",
            "filter[date_upd]": self._interval(since, until),
            "date": "1",
        }
        slips = self.webservice.numbered("order_slip", parameters, LIGHT_PAGE)
        numbers = sorted({whole(slip, "id_order") for page in slips for slip in page})
        for start in range(0, len(numbers), AT_ONCE):
            found = self.webservice.grouped("orders", "id", numbers[start : start + AT_ONCE]) or {}
            yield Page(self.joins.complete([order for orders in found.values() for order in orders]))

    def _interval(self, first: datetime, last: datetime) -> str:
        return f"[{to_text(self.clock.lowest_after(first))},{to_text(self.clock.highest_before(last))}]"

    def _start(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone)


def _changed(record: Record) -> datetime:
    return written(record["date_upd"], "date_upd")
