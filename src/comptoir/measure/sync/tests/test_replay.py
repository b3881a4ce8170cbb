"""Kept answers, mapped again after a fault of ours was mended: nothing is asked of the shop."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from comptoir.connectors.connections.api import Connection, Cursor, NewestRecords, add_connection
from comptoir.connectors.connections.models import KeptAnswer
from comptoir.connectors.source import Rate, ReadContext, Record, Rows
from comptoir.connectors.sources import SOURCES
from comptoir.connectors.tests.loopback import Loopback
from comptoir.connectors.woocommerce import mapping
from comptoir.connectors.woocommerce.tests.shop import Shop, open_shop
from comptoir.core import clock
from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import CancelledError, ForbiddenError, UsageError
from comptoir.core.jobs.api import Job, run_pending
from comptoir.measure.ingest.api import Unwatched, erase_customer, import_run
from comptoir.measure.sync import replaying
from comptoir.measure.sync.alone import alone
from comptoir.measure.sync.api import ask_replay, reconciled, replay, sync
from comptoir.measure.sync.reconciling import settle
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot

pytestmark = pytest.mark.django_db(transaction=True)
FAULT = Decimal(100)


def faulty(records: Sequence[Record], context: ReadContext) -> Rows:
    """As if amounts were read a hundred times too high."""
    rows = mapping.orders(records, context)
    for line in rows.tables["order_line"]:
        line["gross_amount"] *= FAULT
    return rows


@pytest.fixture
def shop() -> Shop:
    made = Shop()
    for number in range(1, 13):
        # Fees and payments have tests of their own: here they would only cost time.
        made.order(number, price=f"{10 + number}.50", meta_data=[], payment_method="")
    return made


@pytest.fixture
def server(shop: Shop, settings, monkeypatch):
    settings.ALLOW_PRIVATE_ADDRESSES = True
    woocommerce = SOURCES["woocommerce"]
    monkeypatch.setitem(SOURCES, "woocommerce", replace(woocommerce, rate=Rate(per_second=10_000, retries=1)))
    with open_shop(shop) as opened:
        yield opened


@pytest.fixture
def held(scope: Scope, server: Loopback) -> Connection:
    values = {"address": server.address, "key": "ck_1", "secret": "cs_1"}
    return add_connection(scope, "woocommerce", values)


@pytest.fixture
def mapped_by(monkeypatch) -> Callable[[Any], None]:
    def change(mapped: Any) -> None:
        source = SOURCES["woocommerce"]
        orders, products = source.tables
        tables = (replace(orders, mapped=mapped), products)
        monkeypatch.setitem(SOURCES, "woocommerce", replace(source, tables=tables))

    return change


def rows(scope: Scope, entity: str) -> list[dict[str, Any]]:
    with open_snapshot(scope, current_snapshot(scope)) as reader:
        return sorted(reader.table(entity).to_pyarrow().to_pylist(), key=str)


def billed(scope: Scope) -> dict[str, Decimal]:
    totals: dict[str, Decimal] = {}
    for line in rows(scope, "order_line"):
        amount = line["gross_amount"] + line["gross_tax"] - line["discount_amount"] - line["discount_tax"]
        totals[line["order_id"]] = totals.get(line["order_id"], Decimal(0)) + amount
    return totals


def truth(shop: Shop) -> dict[str, Decimal]:
    return {one["number"]: Decimal(one["total"]) for one in shop.orders.values()}


@pytest.mark.slow
def test_a_mended_mapping_mends_the_facts_without_asking(scope, shop, held, server, mapped_by) -> None:
    mapped_by(faulty)
    sync(scope, held.pk)
    shop.change(3, status="cancelled")
    shop.refund(9, "5.00")
    sync(scope, held.pk)
    assert billed(scope) != truth(shop)
    reached = Cursor.objects.get(connection=held, table="orders").reached
    server.asked.clear()

    mapped_by(mapping.orders)
    report = replay(scope, held.pk).report

    assert server.asked == []
    assert (report.rows_read, report.rows_loaded, report.rows_rejected) == (12, 12, 0)
    assert billed(scope) == truth(shop)
    assert {one["order_id"]: one["status"] for one in rows(scope, "order")}["3"] == "cancelled"
    assert [one["order_id"] for one in rows(scope, "refund")] == ["9"]
    assert Cursor.objects.get(connection=held, table="orders").reached == reached
    assert import_run(scope, report.number).is_replay
    held.refresh_from_db()
    assert held.failure == ""


def test_twice_changes_nothing(scope, shop, held) -> None:
    shop.products = [
        {
            "id": 1,
            "name": "Savon",
            "sku": "SOAP-1",
            "status": "publish",
            "manage_stock": True,
            "stock_quantity": 12,
        }
    ]
    sync(scope, held.pk)
    before = current_snapshot(scope).number
    for _time in range(2):
        report = replay(scope, held.pk).report
        assert (report.rows_read, report.rows_loaded, report.rows_unchanged) == (13, 0, 13)
    assert current_snapshot(scope).number == before


@pytest.mark.slow
def test_each_record_counts_once_as_it_was_told_last(scope, shop, held, server) -> None:
    sync(scope, held.pk)
    for price in ("1.00", "2.00"):
        shop.change(2, total=price)
        sync(scope, held.pk)
    newest = list(NewestRecords(held, SOURCES["woocommerce"].tables[0]))
    assert [kept.record["id"] for kept in newest][-1] == 2
    assert [kept.record["total"] for kept in newest if kept.record["id"] == 2] == ["2.00"]
    assert len(newest) == 12


@pytest.mark.slow
def test_stock_stays_that_of_the_day_on_which_it_was_told(scope, shop, held, mapped_by) -> None:
    shop.products = [
        {
            "id": 1,
            "name": "Savon",
            "sku": "SOAP-1",
            "status": "publish",
            "manage_stock": True,
            "stock_quantity": 12,
        }
    ]
    sync(scope, held.pk)
    told = clock.now() - timedelta(days=3)
    KeptAnswer.objects.update(at=told)
    replay(scope, held.pk, table="products")
    days = {level["day"] for level in rows(scope, "stock_level")}
    assert days == {scope.today(), told.astimezone(scope.zone).date()}


@pytest.mark.slow
def test_one_that_dies_has_mended_what_it_had_mapped(scope, shop, held, mapped_by, monkeypatch) -> None:
    mapped_by(faulty)
    sync(scope, held.pk)
    monkeypatch.setattr(replaying, "INSTALMENT", 5)
    calls: list[int] = []

    def dies(records: Sequence[Record], context: ReadContext) -> Rows:
        calls.append(len(records))
        if len(calls) == 2:
            raise KeyboardInterrupt
        return mapping.orders(records, context)

    mapped_by(dies)
    with pytest.raises(KeyboardInterrupt):
        replay(scope, held.pk)
    right = truth(shop)
    assert sum(amount == right[number] for number, amount in billed(scope).items()) == 5
    mapped_by(mapping.orders)
    report = replay(scope, held.pk).report
    assert (report.rows_loaded, report.rows_unchanged) == (7, 5)
    assert billed(scope) == right
    died = import_run(scope, report.number - 1)
    assert (died.state, died.is_replay, died.rows_loaded) == ("failed", True, 5)


@pytest.mark.slow
def test_orders_that_the_shop_removed_do_not_come_back(scope, shop, held) -> None:
    sync(scope, held.pk)
    days = {one["day"] for one in rows(scope, "order")}
    first, last = min(days), max(days)
    del shop.orders[5]
    assert settle(scope, held.pk, first, last, Unwatched()).is_equal
    replay(scope, held.pk)
    assert "5" not in billed(scope)
    assert reconciled(scope, held.pk, first, last).is_equal


@pytest.mark.slow
def test_an_erased_person_brings_no_older_version_back(scope, shop, held) -> None:
    """Order 3 was anonymous when it was kept first, and named the person afterwards, beside another order."""
    shop.change(3, billing={"country": "FR"}, total="1.00")
    sync(scope, held.pk)
    shop.change(3, billing={"email": "ada@example.com", "country": "FR"}, status="cancelled")
    shop.change(4, status="cancelled")
    sync(scope, held.pk)
    erase_customer(scope, "ada@example.com")
    before = rows(scope, "order")
    newest = {kept.record["id"] for kept in NewestRecords(held, SOURCES["woocommerce"].tables[0])}
    assert newest == set(range(1, 13)) - {3}
    replay(scope, held.pk)
    assert rows(scope, "order") == before


def test_what_is_not_kept_is_told(scope, held) -> None:
    with pytest.raises(UsageError, match="is kept"):
        replay(scope, held.pk)
    sync(scope, held.pk)
    oldest = clock.now() - timedelta(days=7)
    KeptAnswer.objects.update(at=oldest)
    assert replay(scope, held.pk).to_json()["kept_since"] == oldest.isoformat(timespec="seconds")
    with pytest.raises(UsageError, match="Did you mean « orders »"):
        replay(scope, held.pk, table="order")


def test_it_waits_for_a_reading_that_is_under_way(scope, held) -> None:
    sync(scope, held.pk)

    class Stopped(Unwatched):
        def check(self) -> None:
            raise CancelledError("stopped")

    with alone(held, Unwatched()), pytest.raises(CancelledError):
        replay(scope, held.pk, watch=Stopped())
    with alone(held, Unwatched()), pytest.raises(CancelledError):
        sync(scope, held.pk, watch=Stopped())
    assert import_run(scope).state == "done"


def test_the_job_is_asked_for_once_and_noted(scope, held, mapped_by) -> None:
    mapped_by(faulty)
    sync(scope, held.pk)
    mapped_by(mapping.orders)
    assert ask_replay(scope, held.pk).pk == ask_replay(scope, held.pk).pk
    assert Entry.objects.filter(verb="connection.replay").count() == 1
    run_pending()
    job = Job.objects.get(task="sync.replay")
    assert (job.state, job.result["rows_loaded"]) == ("done", 12)


def test_whoever_may_only_read_may_not_replay(scope, held) -> None:
    reader = replace(scope, permissions=scope.permissions - {Permission.MANAGE_CONNECTIONS})
    for ask in (replay, ask_replay):
        with pytest.raises(ForbiddenError):
            ask(reader, held.pk)
