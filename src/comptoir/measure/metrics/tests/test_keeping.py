"""Sums made in advance follow the facts: only what an import touched is made anew, and never a figure is old."""

import threading

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from comptoir.measure.metrics import beside, keeping, memory
from comptoir.measure.metrics import facts as warehouse_facts
from comptoir.measure.metrics.api import Query, build_rollups, forget_rollups, run
from comptoir.measure.metrics.models import CachedCells
from comptoir.measure.metrics.rollups import ROLLUPS
from comptoir.measure.metrics.shelf import FOLDER, KEPT_STATES
from comptoir.measure.metrics.tests.facts import arrow
from comptoir.measure.metrics.tests.shop import days
from comptoir.measure.warehouse.api import current_snapshot, writer

pytestmark = pytest.mark.django_db(transaction=True)

OF_SALES = [rollup for rollup in ROLLUPS if not rollup.is_of_fees and rollup.fact != "session"]
"""Those of a shop without bills and cost rules."""

QUERIES = [
    Query(("net_sales", "orders", "new_customers"), by=("customer_type", "country")),
    Query(("net_sales", "units"), by=("product",)),
    Query(("net_sales", "units"), by=("product",), period=days("2026-01-08/2026-03-04")),
    Query(("net_sales",), by=("category",)),
    Query(("customers",), period=days("2026-01-02/2026-03-30")),
    Query(("returns",), by=("customer_type",)),
    Query(
        ("net_sales", "returns"), by=("product",), period=days("2026-02-12/2026-03-04"), compare="previous"
    ),
]


def order(number, day, customer, amount=100, refund_day=None):
    shared = {
        "order_id": number,
        "day": day,
        "customer_key": customer,
        "country": "FR",
        "gross_amount": amount,
    }
    rows = {"order": [shared], "order_line": [{**shared, "sku": "LAMP"}]}
    if refund_day:
        known = {
            "order_id": number,
            "order_day": day,
            "customer_key": customer,
            "country": "FR",
            "sku": "LAMP",
        }
        rows["refund"] = [{**known, "refund_id": f"R{number}", "day": refund_day, "amount": amount / 2}]
    return rows


def write(scope, *orders, products=()):
    with writer(scope) as batch:
        for name in ("order", "order_line", "refund"):
            rows = [row for one in orders for row in one.get(name, [])]
            if rows:
                batch.append(name, arrow(name, rows))
        if products:
            batch.merge("product", arrow("product", products))
        return batch.commit("test", {})


@pytest.fixture
def remade(monkeypatch):
    """The months for which each table was asked anew; None for all."""
    seen = {}

    def spied(connection, shelf, name, make, needs, inputs, target, layout):
        def asked(months):
            seen[name] = months
            return make(months)

        return write_table(connection, shelf, name, asked, needs, inputs, target, layout)

    write_table = keeping.write
    monkeypatch.setattr(warehouse_facts, "write", spied)
    monkeypatch.setattr(warehouse_facts, "WORTH_KEEPING", 0)
    return seen


@pytest.fixture
def shop(scope, remade):
    write(
        scope,
        order("1", "2026-01-10", 1),
        order("2", "2026-02-10", 1, refund_day="2026-03-02"),
        order("3", "2026-02-20", 2),
        order("4", "2026-03-05", 2, 40),
        products=[{"sku": "LAMP", "category": "light"}],
    )
    built(scope, remade)


def built(scope, remade):
    remade.clear()
    build_rollups(scope, current_snapshot(scope))
    return dict(remade)


def answers(scope):
    memory._HOLDER.clear()
    CachedCells.objects.exclude(key=memory.PROFILE).delete()
    return [run(scope, query).to_json()["rows"] for query in QUERIES]


def are_true(scope, monkeypatch):
    """The figures are those of the facts read without any sum made in advance."""
    kept = answers(scope)
    with monkeypatch.context() as plain:
        plain.setattr(warehouse_facts, "WORTH_KEEPING", 10**9)
        warehouse_facts.close_opened()
        assert answers(scope) == kept
    warehouse_facts.close_opened()


@pytest.mark.slow
def test_all_is_made_at_first_and_nothing_again(scope, shop, remade, monkeypatch):
    are_true(scope, monkeypatch)
    assert built(scope, remade) == {}


def test_two_periods_are_read_at_once_from_the_files_of_their_months(scope, shop, monkeypatch):
    """Products by day lie in a file for each month; the compared period is read by another thread."""
    read = []
    run_text = warehouse_facts.WarehouseFacts._run
    monkeypatch.setattr(
        warehouse_facts.WarehouseFacts,
        "_run",
        lambda self, sql: (read.append(threading.current_thread().name), run_text(self, sql))[1],
    )
    monkeypatch.setattr(beside, "_done", lambda measure, source, period, given: given.result(30))
    asked = Query(("net_sales",), by=("product",), period=days("2026-03-02/2026-03-20"), compare="previous")
    memory._HOLDER.clear()
    (row,) = run(scope, asked).rows
    assert (row.values, row.compared) == ({"net_sales": -10}, {"net_sales": 100})  # 40 less 50 given back
    assert {name.split("_")[0] for name in read} == {threading.current_thread().name, "beside"}
    source = warehouse_facts.opened(scope, current_snapshot(scope))
    assert list(source._by_month["line_by_product_and_day"]._views) == [("2026-03",)]


def test_a_new_month_makes_that_month(scope, shop, remade, monkeypatch):
    write(scope, order("5", "2026-04-01", 3))
    found = built(scope, remade)
    assert found["line_by_product"] == found["line_by_day"] == found["order_by_day"] == {"2026-04"}
    links = {file.parent.name: file.stat().st_nlink for file in months_kept(scope)}
    assert links == {"month=2026-01": 2, "month=2026-02": 2, "month=2026-03": 2, "month=2026-04": 1}
    assert "refund_by_product" not in found  # no refund came: the same file serves
    assert found["order_history"] is None
    are_true(scope, monkeypatch)


@pytest.mark.slow
def test_an_older_order_changes_who_is_new_in_later_months(scope, shop, remade, monkeypatch):
    before = answers(scope)
    write(scope, order("0", "2026-01-05", 2))
    found = built(scope, remade)
    assert found["line_by_product"] == {"2026-01"}
    assert found["line_by_day"] in (None, {"2026-01", "2026-02", "2026-03"})
    are_true(scope, monkeypatch)
    assert answers(scope) != before


@pytest.mark.slow
def test_the_catalogue_renews_what_is_read_from_it(scope, shop, remade, monkeypatch):
    write(scope, products=[{"sku": "LAMP", "category": "lamps"}])
    assert set(built(scope, remade)) == {"line_by_category", "refund_by_category"}
    are_true(scope, monkeypatch)


@pytest.mark.slow
def test_an_erased_customer_is_no_longer_told_apart(scope, shop, remade, monkeypatch):
    with writer(scope) as batch:
        batch.detach_customer(1)
        snapshot = batch.commit("erased", {})
    forget_rollups(scope)
    assert not list((warehouse_facts.Shelf.of(scope, ()).folder.parent).glob("*"))
    assert len(build_rollups(scope, snapshot)) == len(OF_SALES)
    are_true(scope, monkeypatch)


@pytest.mark.slow
def test_files_cleared_under_a_reader_are_made_again(scope, shop):
    expected = answers(scope)
    forget_rollups(scope)
    assert answers(scope) == expected


@pytest.mark.slow
def test_only_recent_states_stay(scope, shop, remade):
    for month in range(4, 4 + KEPT_STATES + 2):
        write(scope, order(str(month + 10), f"2026-{month:02}-01", 3))
        built(scope, remade)
    root = warehouse_facts.Shelf.of(scope, ()).folder.parent
    assert root.name == FOLDER
    assert len(list(root.iterdir())) == KEPT_STATES


@pytest.mark.slow
def test_sums_take_64_bits_where_they_fit(scope, remade, monkeypatch):
    write(scope, order("1", "2026-01-10", 1), order("2", "2026-01-10", 1))
    built(scope, remade)
    assert kept_type(scope, "line_by_day", "gross") == pa.decimal128(18, 4)
    assert kept_type(scope, "line_by_day", "quantity") == pa.decimal128(18, 3)
    # Two lines of the greatest amount there is, of one day and type of customer; then a month after them.
    write(scope, *(order(name, "2026-01-11", None, 99_999_999_999_999) for name in ("3", "4")))
    built(scope, remade)
    assert kept_type(scope, "line_by_day", "gross").precision == 38
    are_true(scope, monkeypatch)
    write(scope, order("5", "2026-02-11", 2))
    assert built(scope, remade)["line_by_day"] == {"2026-02"}
    assert kept_type(scope, "line_by_day", "gross").precision == 38
    are_true(scope, monkeypatch)


def kept_type(scope, name, column):
    snapshot = current_snapshot(scope)
    shelf = warehouse_facts.Shelf.of(scope, tuple(sorted(snapshot.versions.items())))
    return pq.read_schema(shelf.folder / f"{name}.parquet").field(column).type


def months_kept(scope):
    snapshot = current_snapshot(scope)
    shelf = warehouse_facts.Shelf.of(scope, tuple(sorted(snapshot.versions.items())))
    return keeping.month_files(shelf.folder / "line_by_product_and_day")


@pytest.mark.slow
def test_a_month_beyond_64_bits_changes_no_other(scope, shop, remade, monkeypatch):
    write(scope, *(order(name, "2026-02-11", None, 99_999_999_999_999) for name in ("8", "9")))
    built(scope, remade)
    assert [file.parent.name + "/" + file.name for file in months_kept(scope)] == [
        "month=2026-02/wide.parquet",
        "month=2026-01/short.parquet",
        "month=2026-03/short.parquet",
    ]
    are_true(scope, monkeypatch)
    write(scope, order("7", "2026-04-01", 3))
    built(scope, remade)
    assert [file.name for file in months_kept(scope)] == ["wide.parquet"] + ["short.parquet"] * 3
    are_true(scope, monkeypatch)


@pytest.mark.slow
def test_a_small_company_has_none(scope, shop, monkeypatch):
    monkeypatch.setattr(warehouse_facts, "WORTH_KEEPING", 200_000)
    snapshot = write(scope, order("9", "2026-04-01", 3))
    assert build_rollups(scope, snapshot) == ()
