"""A reader on a shop of the tests, and the facts that it brings."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any, cast

from comptoir.connectors.prestashop.read import PrestaShop
from comptoir.connectors.prestashop.source import SOURCE
from comptoir.connectors.prestashop.tests.shop import KEY, Shop, open_shop
from comptoir.connectors.source import Opening, Rate, ReadContext, Record, Rows
from comptoir.connectors.tests.loopback import Loopback

ZONE = "Europe/Paris"
CONTEXT = ReadContext("prestashop", "EUR", ZONE, date(2026, 11, 22))
END = datetime(2026, 12, 31, tzinfo=UTC)
MAPPED = {table.name: table.mapped for table in SOURCE.tables}


@contextmanager
def reading(shop: Shop, **values: str) -> Iterator[tuple[PrestaShop, Loopback]]:
    """Asked without pauses, and asked again twice."""
    with open_shop(shop) as seen:
        given = {"address": seen.address, "key": KEY, **values}
        opening = Opening(given, ZONE, Rate(per_second=10_000, retries=2), lambda _seconds: None)
        yield cast(PrestaShop, SOURCE.opened(opening)), seen


def read(
    shop: Shop, table: str = "orders", since: datetime | None = None, until: datetime = END, **values: str
) -> list[Record]:
    with reading(shop, **values) as (reader, _seen):
        return [record for page in reader.pages(table, since, until) for record in page.records]


def facts(shop: Shop, table: str = "orders", context: ReadContext = CONTEXT) -> Rows:
    return MAPPED[table](read(shop, table), context)


def columns(rows: Rows, entity: str, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row.get(name) for name in names) for row in rows.tables.get(entity, [])]
