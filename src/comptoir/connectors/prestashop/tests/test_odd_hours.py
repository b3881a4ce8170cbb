"""Run after run over the night in which the clock goes back: every order is handed out once it has changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from unittest.mock import patch
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.http.api import Answer, Client
from comptoir.connectors.prestashop import read
from comptoir.connectors.prestashop.clock import to_text
from comptoir.connectors.prestashop.tests.shop import AUTHORIZED, KEY, Shop
from comptoir.connectors.source import Opening, Rate
from comptoir.connectors.tests.loopback import Asked

NIGHTS = {
    "Europe/Paris": datetime(2026, 10, 25, 1, 0, tzinfo=UTC),
    "America/New_York": datetime(2026, 11, 1, 6, 0, tzinfo=UTC),
    "Australia/Lord_Howe": datetime(2026, 4, 4, 15, 0, tzinfo=UTC),
}
SECONDS = st.integers(-3 * 3600, 3 * 3600)


@dataclass
class Direct:
    """Asks the shop of the tests without a network."""

    shop: Shop

    def get(self, url: str, parameters: Mapping[str, str] | None = None) -> Answer:
        path = "/api/" + url.partition("/api/")[2]
        reply = self.shop.answer(Asked("GET", path, parameters or {}, {"authorization": AUTHORIZED}, b""))
        return Answer(reply.status, reply.headers, reply.body)


def reader_of(shop: Shop, zone: str) -> read.PrestaShop:
    values = {"address": "https://shop.example", "key": KEY, "zone": zone}
    reader = read.PrestaShop(Opening(values, "UTC", Rate(1), lambda _seconds: None))
    reader.webservice.client = cast(Client, Direct(shop))
    return reader


@given(
    zone=st.sampled_from(sorted(NIGHTS)),
    changes=st.lists(SECONDS, min_size=1, max_size=15),
    runs=st.lists(SECONDS, min_size=1, max_size=5),
    page=st.integers(1, 4),
)
@settings(max_examples=60, deadline=None)
def test_no_order_is_lost_between_runs(zone: str, changes: list[int], runs: list[int], page: int) -> None:
    shop = Shop()
    shop.tables["orders"], shop.tables["order_details"] = [], []
    waiting = sorted((NIGHTS[zone] + timedelta(seconds=one), number) for number, one in enumerate(changes, 1))
    changed_by: dict[int, datetime] = {}
    handed: set[int] = set()
    cursor: datetime | None = None
    with patch.object(read, "PAGE", page):
        for until in sorted(NIGHTS[zone] + timedelta(seconds=one) for one in runs):
            while waiting and waiting[0][0] <= until:
                instant, number = waiting.pop(0)
                shop.order(number, to_text(instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)))
                changed_by[number] = instant
            pages: Any = list(reader_of(shop, zone).pages("orders", cursor, until))
            handed |= {record["id"] for one in pages for record in one.records}
            assert handed == set(changed_by)
            # As the reading of connections moves its cursor, without the overlap that it adds besides.
            reached = [one.reached for one in pages if one.reached is not None]
            cursor = max([*reached, *([cursor] if cursor else [])], default=None) or until
            assert cursor <= until
