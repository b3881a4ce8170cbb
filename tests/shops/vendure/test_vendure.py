"""A real Vendure shop, read while it is busy, in trouble, stopped and changing: nothing lost, nothing twice."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from comptoir.connectors.connections.api import Connection, add_connection
from comptoir.connectors.source import PermanentError, Rate, TransientError
from comptoir.connectors.sources import SOURCES
from comptoir.connectors.vendure import read
from comptoir.core.companies.api import Scope, operator_scope
from comptoir.measure.sync import reading
from comptoir.measure.sync.api import reconciled, statuses, sync, try_connection
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot

from .orders import CLOCK_CHANGE, Street
from .shop import OPERATOR, Shop

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

EARLY, BUSY, TROUBLED, ORDERS = 60, 120, 150, 200
"""How many orders the shop has after each stage."""
FIRST, LAST = date(2026, 9, 1), date(2026, 12, 31)
TOLD = """
{ orders(options: { take: 1000, filter: { active: { eq: false } } }) { items {
  code state orderPlacedAt totalWithTax currencyCode
  payments { amount state refunds { total state } }
} } }
"""


@pytest.fixture
def scope(make_company: Callable[..., Any]) -> Scope:
    make_company("boutique", timezone="Europe/Paris", currency="EUR")
    return operator_scope("boutique")


@pytest.fixture(autouse=True)
def hurried(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The shop is asked as often as wanted, and each run only goes back some seconds: else this one would always be
    read whole."""
    settings.ALLOW_PRIVATE_ADDRESSES = True
    source = SOURCES["vendure"]
    tables = tuple(replace(table, overlap=timedelta(seconds=3)) for table in source.tables)
    monkeypatch.setitem(
        SOURCES,
        "vendure",
        replace(source, tables=tables, rate=Rate(per_second=1000, retries=2, longest_wait=5)),
    )
    monkeypatch.setattr(reading, "INSTALMENT", 40)
    monkeypatch.setattr(read, "PAGE", 20)


def test_nothing_is_lost_and_nothing_comes_twice(
    scope: Scope, shop: Shop, street: Street, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = add_connection(scope, "vendure", {"address": shop.admin_api, "key": street.stall.api_key})
    early = [street.place(number) for number in range(EARLY)]
    sync(scope, held.pk)
    holds_what_the_shop_tells(scope, shop, held, EARLY)

    # Refunds and parcels, which leave the order itself as it was, and cancellations.
    for order in early:
        street.befall(order)
    report = sync(scope, held.pk)
    assert report.rows_loaded > 20
    holds_what_the_shop_tells(scope, shop, held, EARLY)

    # Orders arrive while it is read.
    with arriving(street, range(EARLY, BUSY)) as is_over:
        while not is_over():
            sync(scope, held.pk)
            time.sleep(1)  # Leaves the shop its time: it has one thread.
    sync(scope, held.pk)
    holds_what_the_shop_tells(scope, shop, held, BUSY)

    # Too busy, then out of order, in the middle of a reading.
    street.orders(range(BUSY, TROUBLED))
    shop.fail({"status": 429, "retryAfter": 1, "after": 1, "count": 2}, {"status": 500, "after": 1})
    sync(scope, held.pk)
    holds_what_the_shop_tells(scope, shop, held, TROUBLED)

    # Stopped in the middle of a first reading, changed, and started again.
    stopped_while_read(scope, shop, held, monkeypatch)
    shop.start()
    street.orders(range(TROUBLED, ORDERS))
    report = sync(scope, held.pk)
    assert report.rows_read < ORDERS
    holds_what_the_shop_tells(scope, shop, held, ORDERS)

    # All of it again is nothing new.
    before = current_snapshot(scope).number
    again = sync(scope, held.pk, full=True)
    assert (again.rows_loaded, again.rows_rejected) == (0, 0)
    assert current_snapshot(scope).number == before
    days_of_the_clock_change(scope)


def holds_what_the_shop_tells(scope: Scope, shop: Shop, held: Connection, count: int) -> None:
    """Order by order: what it comes to, and what the shop kept of it."""
    told = {order["code"]: order for order in shop.admin(TOLD)["orders"]["items"]}
    orders = {order["order_id"]: order for order in rows(scope, "order")}
    assert len(told) == count
    assert orders.keys() == told.keys()
    billed, given_back = sums(scope, "order_line"), sums(scope, "refund")
    for code, order in told.items():
        payments = order["payments"]
        paid = sum(payment["amount"] for payment in payments if payment["state"] == "Settled")
        back = sum(refund["total"] for payment in payments for refund in payment["refunds"])
        is_sold = order["state"] != "Cancelled"
        assert orders[code]["status"] == ("sold" if is_sold else "cancelled")
        assert orders[code]["currency"] == order["currencyCode"]
        if is_sold:
            assert billed[code] == cents(order["totalWithTax"]), order
            assert billed[code] - given_back.get(code, Decimal(0)) == cents(paid - back), order
        else:
            assert code not in given_back
    found = reconciled(scope, held.pk, FIRST, LAST)
    assert found.is_equal, found.differences
    assert all(one.is_equal for one in found.rates), [one for one in found.rates if not one.is_equal]
    assert Decimal("0.055") in {one.rate for one in found.rates}
    assert sum(day.shop_orders for day in found.days) == sum(
        order["state"] != "Cancelled" for order in told.values()
    )


def stopped_while_read(scope: Scope, shop: Shop, held: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    keep, kept = reading.keep_answer, []

    def keeps_and_stops(*arguments: Any) -> None:
        keep(*arguments)
        kept.append(arguments)
        if len(kept) == 2:
            shop.stop()

    with monkeypatch.context() as patch:
        patch.setattr(reading, "keep_answer", keeps_and_stops)
        with pytest.raises(TransientError, match="does not answer"):
            sync(scope, held.pk, full=True)
    assert statuses(scope)[0].held.failure


def days_of_the_clock_change(scope: Scope) -> None:
    """Each instant once, on the day that a clock in Paris showed."""
    placed = {order["ordered_at"].replace(tzinfo=UTC): order["day"] for order in rows(scope, "order")}
    assert [placed[instant].day for instant in CLOCK_CHANGE] == [24, 25, 25, 25, 25, 26]


@contextmanager
def arriving(street: Street, numbers: range) -> Iterator[Callable[[], bool]]:
    """Orders come one by one meanwhile; whether the last one has."""
    failed: list[BaseException] = []

    def buyers() -> None:
        try:
            for number in numbers:
                street.orders([number])
        except BaseException as error:
            failed.append(error)

    crowd = threading.Thread(target=buyers)
    crowd.start()
    try:
        yield lambda: not crowd.is_alive()
    finally:
        crowd.join()
    assert not failed, failed


def test_without_a_key_an_administrator_signs_in(scope: Scope, shop: Shop, street: Street) -> None:
    values = {"address": shop.admin_api, "username": OPERATOR["name"], "password": OPERATOR["password"]}
    held = add_connection(scope, "vendure", values)
    assert try_connection(scope, held.pk) == f"127.0.0.1:{shop.port}"
    with pytest.raises(PermanentError, match="does not know this user name"):
        try_connection(scope, add_connection(scope, "vendure", values | {"password": "no"}).pk)


def test_items_with_their_stock(scope: Scope, shop: Shop, street: Street) -> None:
    held = add_connection(scope, "vendure", {"address": shop.admin_api, "key": street.stall.api_key})
    sync(scope, held.pk)
    products = {product["sku"]: product for product in rows(scope, "product")}
    assert products.keys() == street.stall.variants.keys()
    assert products["HONEY-500"]["tax_rate"] == Decimal("0.055")
    assert products["KNIFE-210"]["price"] == Decimal("158.25")
    assert products["KNIFE-210"]["stock"] < 5000


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"key": "no"}, "refuses"),
        ({}, "neither an API key nor a user name"),
        ({"key": "no", "address": "/nowhere"}, "no Vendure interface"),
        ({"key": "no", "address": "/shop-api"}, "does not understand"),
        ({"key": "no", "channel": "no"}, "channel"),
    ],
)
def test_what_people_get_wrong(
    scope: Scope, shop: Shop, street: Street, values: dict[str, str], sentence: str
) -> None:
    address = shop.address + values.get("address", "/admin-api")
    held = add_connection(scope, "vendure", values | {"address": address})
    with pytest.raises(PermanentError, match=sentence) as caught:
        try_connection(scope, held.pk)
    assert caught.value.advice


def rows(scope: Scope, entity: str) -> list[dict[str, Any]]:
    with open_snapshot(scope, current_snapshot(scope)) as reader:
        return reader.table(entity).to_pyarrow().to_pylist() if reader.has(entity) else []


def sums(scope: Scope, entity: str) -> dict[str, Decimal]:
    """With tax, by order."""
    totals: dict[str, Decimal] = {}
    for row in rows(scope, entity):
        if entity == "refund":
            amount = row["amount"] + row["tax"]
        else:
            amount = row["gross_amount"] + row["gross_tax"] - row["discount_amount"] - row["discount_tax"]
        totals[row["order_id"]] = totals.get(row["order_id"], Decimal(0)) + amount
    return totals


def cents(value: int) -> Decimal:
    return Decimal(value) / 100
