"""The recorded PrestaShop shop, connected and read as a company's own: equal to the shop, to the cent."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from comptoir.connectors.connections.api import add_connection
from comptoir.connectors.prestashop import answers
from comptoir.connectors.prestashop.tests.recorded import COUNTRIES, table
from comptoir.connectors.prestashop.tests.shop import KEY, Shop, open_shop
from comptoir.connectors.source import Rate
from comptoir.connectors.sources import SOURCES
from comptoir.core.companies.api import Scope
from comptoir.measure.sync.api import reconciled, sync, try_connection
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot

DAY = date(2026, 11, 21)
LISTS = 20
"""Resources of which a list is recorded."""


@pytest.fixture
def recorded(shared_data: Path) -> Path:
    return shared_data / "payloads" / "prestashop"


@pytest.fixture
def shop(recorded: Path) -> Shop:
    found = {path.stem[3:]: table(path) for path in lists(recorded)}
    return Shop(tables=found | {"countries": [dict(country) for country in COUNTRIES]})


def lists(recorded: Path) -> list[Path]:
    return [path for path in sorted(recorded.glob("*.json")) if b"<?xml" not in path.read_bytes()[:10]]


def test_every_recorded_list_is_the_same_in_xml(recorded: Path) -> None:
    compared = 0
    for path in lists(recorded):
        in_json, in_xml = table(path), answers.records(path.with_suffix(".xml").read_bytes())
        assert [str(one["id"]) for one in in_xml] == [str(one["id"]) for one in in_json], path.name
        for one, other in zip(in_json, in_xml, strict=True):
            plain = {name: str(value) for name, value in one.items() if is_plain(value)}
            assert {name: other[name] for name in plain} == plain
        compared += 1
    assert compared >= LISTS


def is_plain(value: object) -> bool:
    """Not the keys, which were blotted out in one of the two only."""
    return isinstance(value, str | int) and value is not False and value != "SCRUBBED"


@pytest.fixture
def server(shop: Shop, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    settings.ALLOW_PRIVATE_ADDRESSES = True
    monkeypatch.setitem(SOURCES, "prestashop", replace(SOURCES["prestashop"], rate=Rate(per_second=10_000)))
    with open_shop(shop) as opened:
        yield opened.address


@pytest.mark.django_db(transaction=True)
def test_the_shop_is_read_and_reconciles_to_the_cent(scope: Scope, shop: Shop, server: str) -> None:
    held = add_connection(scope, "prestashop", {"address": server, "key": KEY})
    assert try_connection(scope, held.pk) == "Boutique"
    report = sync(scope, held.pk)
    assert (report.rows_rejected, billed(scope)) == (0, said(shop))
    found = reconciled(scope, held.pk, DAY, DAY)
    assert found.is_equal
    # Three carts of 216.50 at 20 % are sold; by rate as well both sides say the same.
    assert found.rates is not None
    assert [(one.rate, one.shop_net, one.shop_tax, one.is_equal) for one in found.rates] == [
        (Decimal("0.2"), Decimal("649.5"), Decimal("129.9"), True)
    ]

    cancelled = next(order for order in shop.tables["orders"] if order["id"] == 8)
    cancelled |= {"current_state": 6, "date_upd": "2026-11-22 08:00:00"}
    shop.slip(
        next(order for order in shop.tables["orders"] if order["id"] == 7), "2026-11-22 09:00:00", units=3
    )
    assert [(one.unit, one.kind) for one in reconciled(scope, held.pk, DAY, DAY).differences] == [
        ("8", "status")
    ]
    sync(scope, held.pk)
    assert reconciled(scope, held.pk, DAY, DAY).is_equal
    assert [(row["order_id"], row["day"]) for row in rows(scope, "refund")] == [("7", date(2026, 11, 22))]
    sync(scope, held.pk)
    assert billed(scope) == said(shop)


def rows(scope: Scope, entity: str) -> list[dict[str, Any]]:
    snapshot = current_snapshot(scope)
    assert snapshot is not None
    with open_snapshot(scope, snapshot) as reader:
        found: list[dict[str, Any]] = reader.table(entity).to_pyarrow().to_pylist()
    return found


def billed(scope: Scope) -> dict[str, Decimal]:
    totals: dict[str, Decimal] = {}
    for line in rows(scope, "order_line"):
        amount = line["gross_amount"] + line["gross_tax"] - line["discount_amount"] - line["discount_tax"]
        totals[line["order_id"]] = totals.get(line["order_id"], Decimal(0)) + amount
    return totals


def said(shop: Shop) -> dict[str, Decimal]:
    return {str(order["id"]): Decimal(order["total_paid_tax_incl"]) for order in shop.tables["orders"]}
