"""A shop on loopback, read as a company's own: to the cent, in instalments, while it changes."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from comptoir.connectors.connections.api import (
    Connection,
    Cursor,
    add_connection,
    change_connection,
    kept_answers,
)
from comptoir.connectors.source import PermanentError, Rate, TransientError
from comptoir.connectors.sources import SOURCES
from comptoir.connectors.tests.loopback import Loopback, Reply
from comptoir.connectors.woocommerce.tests.shop import Shop, open_shop
from comptoir.core.companies.api import Scope
from comptoir.measure.ingest.api import erase_customer, import_run, rejected_rows
from comptoir.measure.sync import reading
from comptoir.measure.sync.api import reconciled, statuses, sync, try_connection
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shop():
    made = Shop()
    for number in range(1, 251):
        made.order(number, price=f"{10 + number % 13}.50")
    return made


@pytest.fixture
def server(shop: Shop, settings, monkeypatch):
    settings.ALLOW_PRIVATE_ADDRESSES = True
    hurried = replace(SOURCES["woocommerce"], rate=Rate(per_second=10_000, retries=3))
    monkeypatch.setitem(SOURCES, "woocommerce", hurried)
    with open_shop(shop) as opened:
        yield opened


@pytest.fixture
def held(scope: Scope, server: Loopback) -> Connection:
    values = {"address": server.address, "key": "ck_1", "secret": "cs_1"}
    return add_connection(scope, "woocommerce", values)


def rows(scope: Scope, entity: str) -> list[dict[str, Any]]:
    with open_snapshot(scope, current_snapshot(scope)) as reader:
        return reader.table(entity).to_pyarrow().to_pylist()


def billed(scope: Scope) -> dict[str, Decimal]:
    totals: dict[str, Decimal] = {}
    for line in rows(scope, "order_line"):
        amount = line["gross_amount"] + line["gross_tax"] - line["discount_amount"] - line["discount_tax"]
        totals[line["order_id"]] = totals.get(line["order_id"], Decimal(0)) + amount
    return totals


def test_each_order_comes_to_what_the_shop_says_to_the_cent(scope, shop, held) -> None:
    report = sync(scope, held.pk)
    assert (report.rows_read, report.rows_loaded, report.rows_rejected) == (250, 250, 0)
    assert billed(scope) == {one["number"]: Decimal(one["total"]) for one in shop.orders.values()}
    assert {fee["fee_amount"] for fee in rows(scope, "fee")} == {Decimal("0.5900")}
    assert len(rows(scope, "payment")) == 250


def test_the_second_reading_asks_for_what_changed_alone(scope, shop, held, server) -> None:
    sync(scope, held.pk)
    server.asked.clear()
    shop.change(7, status="cancelled")
    shop.refund(9, "5.00")
    shop.order(251)
    report = sync(scope, held.pk)
    assert report.rows_loaded == 3
    assert report.rows_read < 10
    by_number = {order["order_id"]: order for order in rows(scope, "order")}
    assert by_number["7"]["status"] == "cancelled"
    assert len(by_number) == 251
    [refund] = rows(scope, "refund")
    assert (refund["order_id"], refund["amount"] + refund["tax"]) == ("9", Decimal("5.0000"))
    assert refund["day"] > refund["order_day"]


def test_reading_twice_changes_nothing(scope, held) -> None:
    sync(scope, held.pk)
    before = current_snapshot(scope).number
    report = sync(scope, held.pk, full=True)
    assert (report.rows_read, report.rows_loaded, report.rows_unchanged) == (250, 0, 250)
    assert current_snapshot(scope).number == before


def test_orders_that_change_while_they_are_read_are_neither_lost_nor_doubled(scope, shop, held) -> None:
    # A change moves an order to the end, so that every later one moves up by one.
    shop.meanwhile = [
        lambda: shop.change(3, status="completed"),
        lambda: (shop.change(120, status="completed"), shop.order(251)),
    ]
    sync(scope, held.pk)
    sync(scope, held.pk)
    assert billed(scope) == {one["number"]: Decimal(one["total"]) for one in shop.orders.values()}


def test_many_changed_in_one_second(scope, shop, held) -> None:
    for order in shop.orders.values():
        order["date_modified_gmt"] = "2026-11-01T00:00:00"
    sync(scope, held.pk)
    assert len(billed(scope)) == 250


@pytest.mark.slow
def test_a_shop_that_breaks_off_keeps_what_came_and_goes_on_from_there(
    scope, shop, held, server, monkeypatch
) -> None:
    monkeypatch.setattr(reading, "INSTALMENT", 100)
    down = Reply(503, b"maintenance", {"Retry-After": "9999"})
    shop.meanwhile = [lambda: None, lambda: server.first.append(down)]
    with pytest.raises(TransientError, match="503"):
        sync(scope, held.pk)
    assert 190 < len(billed(scope)) < 250
    [status] = statuses(scope)
    assert "503" in status.held.failure
    assert not status.held.is_permanent
    server.asked.clear()
    report = sync(scope, held.pk)
    assert report.rows_read < 100
    assert len(billed(scope)) == 250
    assert statuses(scope)[0].held.failure == ""


@pytest.mark.slow
def test_a_busy_shop_is_asked_again(scope, held, server) -> None:
    server.first += [Reply(429, b"", {"Retry-After": "0"}), Reply(500, b"", {"Retry-After": "0"})]
    assert sync(scope, held.pk).rows_loaded == 250


def test_a_wrong_key_says_what_to_do(scope, server) -> None:
    held = add_connection(scope, "woocommerce", {"address": server.address, "key": "ck_2", "secret": "no"})
    with pytest.raises(PermanentError, match="refuses the key") as caught:
        try_connection(scope, held.pk)
    assert "copied whole" in str(caught.value)
    [status] = statuses(scope)
    assert status.freshness == "broken"


def test_a_page_of_the_host_is_no_answer(scope, held, server) -> None:
    server.first.append(Reply(200, b"<html>Maintenance", {"Content-Type": "text/html"}))
    with pytest.raises(PermanentError, match="not with data"):
        try_connection(scope, held.pk)


@pytest.mark.slow
def test_an_unknown_status_is_listed_and_mended_by_the_next_reading(scope, shop, held) -> None:
    shop.change(5, status="wc-preorder")
    report = sync(scope, held.pk)
    assert (report.rows_loaded, report.rows_rejected) == (249, 1)
    [refused] = rejected_rows(scope, report.number)
    assert (refused.order, refused.value, refused.reason) == ("5", "wc-preorder", "unknown_status")
    shop.change(5, status="completed")
    sync(scope, held.pk)
    assert "5" in billed(scope)


@pytest.mark.slow
def test_items_and_stock(scope, shop, held) -> None:
    shop.products = [
        {
            "id": 1,
            "name": "Savon",
            "sku": "SOAP-1",
            "status": "publish",
            "manage_stock": True,
            "stock_quantity": 12,
            "categories": [{"name": "Bain"}],
        },
        {"id": 2, "name": "Sans référence", "sku": "", "status": "publish"},
    ]
    sync(scope, held.pk)
    sync(scope, held.pk)
    assert [len(records) for records in kept_answers(held, "products")] == [2]  # of the last reading alone
    [product] = rows(scope, "product")
    assert (product["sku"], product["category"], product["stock"]) == ("SOAP-1", "Bain", Decimal(12))
    [level] = rows(scope, "stock_level")
    assert (level["on_hand"], level["day"]) == (Decimal(12), scope.today())


@pytest.mark.slow
def test_the_shops_own_orders_explain_every_difference(scope, shop, held) -> None:
    shop.orders[14]["line_items"][0]["quantity"] = 0
    report = sync(scope, held.pk)
    first, last = min(o["day"] for o in rows(scope, "order")), max(o["day"] for o in rows(scope, "order"))
    del shop.orders[11]
    shop.change(12, status="cancelled")
    shop.change(13, total="1.00")
    shop.orders[15] |= {"date_modified_gmt": "2099-01-01T00:00:00", "total": "1.00"}
    found = reconciled(scope, held.pk, first, last)
    assert {(one.unit, one.kind, one.reason) for one in found.differences} == {
        ("11", "gone", "deleted"),
        ("12", "status", "status"),
        ("13", "amount", "unexplained"),
        ("14", "amount", "refused"),
        ("15", "amount", "not_read"),
    }
    details = {one.unit: (one.detail, one.run) for one in found.differences}
    assert details["12"] == ("cancelled / sold", None)
    assert details["14"] == ("quantity_not_positive", report.number)
    gap = sum(one.gap for one in found.differences)
    assert gap == sum(day.gap for day in found.days)
    [thirteen] = [one for one in found.differences if not one.is_explained]
    assert thirteen.gap == sum(day.unexplained for day in found.days)


def test_where_nothing_differs_the_days_are_equal(scope, shop, held) -> None:
    sync(scope, held.pk)
    days = [order["day"] for order in rows(scope, "order")]
    found = reconciled(scope, held.pk, min(days), max(days))
    assert found.is_equal
    assert {(one.rate, one.is_equal) for one in found.rates} == {(Decimal("0.2"), True)}
    totals = [Decimal(order["total"]) for order in shop.orders.values()]
    assert sum(one.here_net + one.here_tax for one in found.rates) == sum(totals)


def test_another_rate_at_the_shop_shows_by_rate(scope, shop, held) -> None:
    """The order comes to the same; only how it is taxed has changed behind the cursor."""
    sync(scope, held.pk)
    order = shop.orders[1]
    day = {one["order_id"]: one["day"] for one in rows(scope, "order")}["1"]
    order["tax_lines"][0]["rate_percent"] = 10
    net = sum(Decimal(line["total"]) for line in (*order["line_items"], *order["shipping_lines"]))
    gaps = {one.rate: one for one in reconciled(scope, held.pk, day, day).rates}
    assert gaps[Decimal("0.2")].net_gap == net == -gaps[Decimal("0.1")].net_gap
    assert gaps[Decimal("0.2")].tax_gap == Decimal(order["total_tax"])


def test_a_line_that_tells_no_rate_has_that_which_makes_its_tax(scope, shop, held) -> None:
    """Both sides of the order name a tax that is no longer listed: the shop cannot say its rate, Comptoir can."""
    shop.orders[1]["tax_lines"] = []
    sync(scope, held.pk)
    day = {one["order_id"]: one["day"] for one in rows(scope, "order")}["1"]
    gaps = {one.rate: one for one in reconciled(scope, held.pk, day, day).rates}
    assert gaps[Decimal("0.2")].here_net > gaps[Decimal("0.2")].shop_net
    assert gaps[None].here_net == 0


@pytest.mark.slow
def test_an_erased_customer_leaves_the_kept_answers_too(scope, shop, held) -> None:
    sync(scope, held.pk)
    assert any("c3@example.com" in str(records) for records in kept_answers(held, "orders"))
    erase_customer(scope, "c3@example.com")
    assert not any("c3@example.com" in str(records) for records in kept_answers(held, "orders"))
    sync(scope, held.pk, full=True)
    assert all(
        order["customer_key"] is None for order in rows(scope, "order") if int(order["order_id"]) % 7 == 3
    )


@pytest.mark.slow
def test_a_run_that_dies_leaves_its_cursor_with_its_facts(scope, shop, held, monkeypatch) -> None:
    monkeypatch.setattr(reading, "INSTALMENT", 100)
    real, calls = reading.keep_answer, []

    def dies(*arguments: Any) -> None:
        calls.append(arguments)
        if len(calls) == 2:
            raise KeyboardInterrupt
        real(*arguments)

    monkeypatch.setattr(reading, "keep_answer", dies)
    with pytest.raises(KeyboardInterrupt):
        sync(scope, held.pk)
    assert len(billed(scope)) == 100
    assert Cursor.objects.get(connection=held, table="orders").reached is not None
    monkeypatch.setattr(reading, "keep_answer", real)
    sync(scope, held.pk)
    assert len(billed(scope)) == 250
    assert import_run(scope, 1).state == "failed"


def test_a_connection_that_is_changed_meanwhile_is_read_again_from_its_beginning(
    scope, shop, held, monkeypatch
) -> None:
    """What comes of the former account after the change does not move the place that was reached."""
    monkeypatch.setattr(reading, "INSTALMENT", 100)
    sync(scope, held.pk)
    real = reading.keep_answer

    def renamed(*arguments: Any) -> None:
        real(*arguments)
        monkeypatch.setattr(reading, "keep_answer", real)
        assert change_connection(scope, held, {"address": "https://other.example.com"})

    monkeypatch.setattr(reading, "keep_answer", renamed)
    with pytest.raises(TransientError, match="changed while it was being read"):
        sync(scope, held.pk, full=True)
    assert not Cursor.objects.filter(connection=held).exists()
