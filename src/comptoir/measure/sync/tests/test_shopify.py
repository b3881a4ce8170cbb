"""A Shopify shop on loopback, from its file to the comparison: to the cent, while it changes."""

from collections import deque
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from comptoir.connectors.connections.api import Connection, add_connection
from comptoir.connectors.shopify.tests.goods import line, order, refund, shipping, variant
from comptoir.connectors.shopify.tests.shop import Shop, served
from comptoir.connectors.source import Rate
from comptoir.connectors.sources import SOURCES
from comptoir.core.companies.api import Scope
from comptoir.measure.sync.api import reconciled, sync, try_connection
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot

pytestmark = pytest.mark.django_db(transaction=True)


def placed(number: int) -> dict[str, Any]:
    """Every third order with a discount, every fifth with a tip; the last ones around the change of clocks."""
    discounts = ["4.80"] if number % 3 == 0 else []
    items = [line(number, "Mug grès", f"MUG-{number % 4}", "24.00", quantity=2, discounts=discounts)]
    if number % 5 == 0:
        items.append(line(10_000 + number, "Tip", None, "2.00", rates=[]))
    moment = f"{datetime(2026, 3, 28, 12, tzinfo=UTC) + timedelta(hours=number):%Y-%m-%dT%H:%M:%SZ}"
    return order(number, items, [shipping(number, "6.00")], createdAt=moment, updatedAt=moment)


@pytest.fixture
def shop(settings, monkeypatch):
    settings.ALLOW_PRIVATE_ADDRESSES = True
    hurried = replace(SOURCES["shopify"], rate=Rate(per_second=10_000, retries=3))
    monkeypatch.setitem(SOURCES, "shopify", hurried)
    made = Shop(
        [placed(number) for number in range(1, 61)],
        [
            variant(
                number,
                f"MUG-{number}",
                "24.00",
                stocked={"unitCost": {"amount": "8.5", "currencyCode": "EUR"}},
            )
            for number in range(4)
        ],
        bulk_states=deque(["COMPLETED"]),
        points=10_000,
    )
    with served(made) as running:
        yield running


@pytest.fixture
def held(scope: Scope, shop: Shop) -> Connection:
    return add_connection(scope, "shopify", {"address": shop.root, "token": shop.token})


def rows(scope: Scope, entity: str) -> list[dict[str, Any]]:
    with open_snapshot(scope, current_snapshot(scope)) as reader:
        return reader.table(entity).to_pyarrow().to_pylist()


def billed(scope: Scope) -> dict[str, Decimal]:
    totals: dict[str, Decimal] = {}
    for one in rows(scope, "order_line"):
        amount = one["gross_amount"] + one["gross_tax"] - one["discount_amount"] - one["discount_tax"]
        totals[one["order_id"]] = totals.get(one["order_id"], Decimal(0)) + amount
    return totals


def said(shop: Shop) -> dict[str, Decimal]:
    return {one["name"]: Decimal(one["totalPriceSet"]["shopMoney"]["amount"]) for one in shop.orders}


@pytest.mark.slow
def test_from_the_first_file_to_what_changed(scope, shop, held) -> None:
    assert try_connection(scope, held.pk) == "Maison Exemple"
    assert sync(scope, held.pk).rows_rejected == 0
    assert billed(scope) == said(shop)
    assert len(rows(scope, "product_cost")) == 4
    assert {level["on_hand"] for level in rows(scope, "stock_level")} == {Decimal(7)}

    now = f"{datetime.now(UTC) - timedelta(minutes=1):%Y-%m-%dT%H:%M:%SZ}"
    mug = shop.orders[6]["lineItems"][0]
    shop.orders[6] |= {"updatedAt": now, "displayFinancialStatus": "PARTIALLY_REFUNDED"}
    shop.orders[6]["refunds"] = [refund(1, [(mug, 1, "24.00", "4.00")], paid="24.00")]
    shop.orders[7] |= {"updatedAt": now, "displayFinancialStatus": "VOIDED"}
    shop.orders.append(placed(61) | {"updatedAt": now})
    shop.asked.clear()
    report = sync(scope, held.pk)
    assert "mutation StartBulk" not in [name for name, _variables in shop.asked]
    assert report.rows_rejected == 0
    assert billed(scope) == said(shop)
    [back] = rows(scope, "refund")
    assert (back["order_id"], back["amount"], back["tax"], back["quantity"]) == ("#7", 20, 4, 1)
    statuses = {one["order_id"]: one["status"] for one in rows(scope, "order")}
    assert statuses["#8"] == "cancelled"

    days = [one["day"] for one in rows(scope, "order")]
    found = reconciled(scope, held.pk, min(days), max(days))
    assert (found.is_equal, found.other_rates) == (True, 0)
    # Tips bear no tax.
    assert {one.rate for one in found.rates} == {Decimal("0.2"), Decimal(0)}
    assert sum(one.shop_net + one.shop_tax for one in found.rates) == sum(
        amount for number, amount in said(shop).items() if number != "#8"
    )


@pytest.mark.slow
def test_reading_all_again_changes_nothing(scope, shop, held) -> None:
    sync(scope, held.pk)
    before = current_snapshot(scope).number
    sync(scope, held.pk, full=True)
    assert current_snapshot(scope).number == before


def test_the_comparison_names_what_differs(scope, shop, held) -> None:
    sync(scope, held.pk)
    days = [one["day"] for one in rows(scope, "order")]
    shop.orders[11]["displayFinancialStatus"] = "VOIDED"
    del shop.orders[10]
    found = reconciled(scope, held.pk, min(days), max(days))
    assert {(one.unit, one.kind) for one in found.differences} == {("#11", "gone"), ("#12", "status")}


def test_another_rate_at_the_shop_shows_by_rate(scope, shop, held) -> None:
    """The order comes to the same; only how it is taxed has changed behind the cursor."""
    sync(scope, held.pk)
    day = {one["order_id"]: one["day"] for one in rows(scope, "order")}["#1"]
    record = shop.orders[0]
    for part in (record, *record["lineItems"], *record["shippingLines"]):
        part["taxLines"][0]["rate"] = 0.1
    found = reconciled(scope, held.pk, day, day)
    gaps = {one.rate: (one.net_gap, one.tax_gap) for one in found.rates}
    assert found.is_equal
    assert gaps == {
        Decimal("0.2"): (Decimal(45), Decimal(9)),
        Decimal("0.1"): (Decimal(-45), Decimal(-9)),
        **{rate: (0, 0) for rate in gaps if rate == 0},
    }
