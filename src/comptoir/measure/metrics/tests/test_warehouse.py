"""The door `api.run` over a company's own warehouse, from rows written to figures."""

import threading

import pytest

from comptoir.core.companies.api import operator_scope
from comptoir.core.errors import NotFoundError
from comptoir.core.periods import Grain
from comptoir.measure.metrics import facts as warehouse_facts
from comptoir.measure.metrics import memory
from comptoir.measure.metrics.api import Query, baskets, build_rollups, explain, run
from comptoir.measure.metrics.models import CachedCells
from comptoir.measure.metrics.rollups import ROLLUPS
from comptoir.measure.metrics.shelf import KEPT_STATES, Shelf
from comptoir.measure.metrics.tests.facts import arrow, filled
from comptoir.measure.metrics.tests.oracle import Oracle
from comptoir.measure.metrics.tests.shop import days, random_shop
from comptoir.measure.warehouse.api import current_snapshot, writer

pytestmark = pytest.mark.django_db(transaction=True)

OF_SALES = [rollup for rollup in ROLLUPS if not rollup.is_of_fees and rollup.fact != "session"]
"""Those of a shop without bills and cost rules."""


def write(scope, rows):
    with writer(scope) as batch:
        for name, content in rows.items():
            batch.append(name, arrow(name, content))
        return batch.commit("test", {})


@pytest.fixture
def shop(scope):
    rows = random_shop(5)
    write(scope, rows)
    return rows


def net_sales_by_month(scope, **more):
    found = run(scope, Query(("net_sales",), grain=Grain.MONTH, **more)).to_json()
    return {row["period"]: row["net_sales"] for row in found["rows"]}


def test_nothing_imported_yet(scope):
    found = run(scope, Query(("net_sales",)))
    assert found.rows == ()
    assert found.snapshot is None
    assert "net_sales" in found.unavailable


def test_what_was_lent_to_a_statement_is_taken_back(scope, shop):
    found = baskets(scope, days("2000-01-01/2099-12-31"))
    assert found.orders > 20
    assert found.items.num_rows
    opened = warehouse_facts.opened(scope, current_snapshot(scope))
    held = opened.reader.engine.con.execute("SELECT table_name FROM duckdb_tables()").fetchall()
    assert [name for (name,) in held if name.startswith("basket")] == []


def test_figures_of_the_warehouse(scope, shop):
    found = run(scope, Query(("net_sales", "customers"), by=("country",), grain=Grain.MONTH))
    assert found.snapshot == 1
    assert found.refreshed_at == current_snapshot(scope).created_at
    rows = {name: filled(name, shop[name]) for name in shop}
    expected = Oracle(rows).figures("net_sales", found.period, Grain.MONTH, ("country",))
    got = {(row.period, tuple(row.dimensions.values())): row.values["net_sales"] for row in found.rows}
    assert {key: value for key, value in got.items() if value} == {k: v for k, v in expected.items() if v}


def test_a_snapshot_named_keeps_its_figures(scope, shop):
    before = net_sales_by_month(scope)
    write(scope, {"order_line": [{"order_id": "new", "day": "2025-12-10", "gross_amount": 1000}]})
    after = net_sales_by_month(scope)
    assert after["2025-12-01"] != before["2025-12-01"]
    assert net_sales_by_month(scope, snapshot=1) == before
    with pytest.raises(NotFoundError):
        run(scope, Query(("net_sales",), snapshot=9))


def test_nothing_is_compiled_again_after_an_import(scope, shop, monkeypatch):
    before = net_sales_by_month(scope)
    write(scope, {"order_line": [{"order_id": "new", "day": "2025-12-10", "gross_amount": 1000}]})
    monkeypatch.setattr(warehouse_facts.WarehouseFacts, "compiled", None)
    assert float(net_sales_by_month(scope)["2025-12-01"]) == float(before["2025-12-01"]) + 1000


def test_companies_do_not_see_each_other(scope, shop, make_company):
    other = operator_scope(make_company("other").slug)
    assert run(other, Query(("net_sales",))).rows == ()
    write(other, {"order_line": [{"order_id": "1", "day": "2026-01-01", "gross_amount": 7}]})
    assert net_sales_by_month(other) == {"2026-01-01": "7.00"}


@pytest.mark.slow
def test_rollups_on_disk_give_the_same(scope, shop, monkeypatch):
    snapshot = current_snapshot(scope)
    queries = [
        Query(("net_sales", "units"), by=("product",), grain=Grain.MONTH),
        Query(("net_sales", "orders"), by=("customer_type",)),
        Query(("net_sales",), by=("category",), period=days("2025-12-05/2026-01-20")),
    ]
    plain = [run(scope, query).to_json()["rows"] for query in queries]
    monkeypatch.setattr(warehouse_facts, "WORTH_KEEPING", 0)
    monkeypatch.setattr(memory, "_HOLDER", memory.Holder())
    CachedCells.objects.all().delete()
    assert len(build_rollups(scope, snapshot)) == len(OF_SALES)
    assert [run(scope, query).to_json()["rows"] for query in queries] == plain


def test_threads_answer_the_same(scope, shop):
    expected = net_sales_by_month(scope)
    answers = []

    def work():
        answers.append(net_sales_by_month(scope))
        warehouse_facts.close_opened()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [expected] * 4


def test_explain(scope, shop):
    found = explain(scope, "aov", Query(("aov",), where=(("country", "FR"),), tax="included"))
    assert str(found.formula) == "(gross sales - discounts) / orders"
    assert (
        str(found.sentence) == "Average order value = (gross sales - discounts) / orders (EUR, including tax)"
    )
    assert found.facts == ("order", "order_line")
    assert found.filters == (("country", ("FR",)),)
    assert found.snapshot == 1
    assert "country" in {dimension.name for dimension in found.dimensions}
    assert "product" not in {dimension.name for dimension in found.dimensions}


def test_a_file_being_made_elsewhere_is_not_waited_for(scope, home):
    shelf = Shelf.of(scope, ("a",))
    inner = []

    def write_slowly(target):
        inner.append(shelf.file("sums", lambda path: path.write_text("twice"), dict))
        target.write_text("once")

    assert shelf.file("sums", write_slowly, dict).read_text() == "once"
    assert inner == [None]
    assert shelf.file("sums", lambda path: path.write_text("again"), dict).read_text() == "once"


def test_files_of_old_states_go(scope, home):
    shelves = [Shelf.of(scope, (n,)) for n in range(KEPT_STATES + 2)]
    for shelf in shelves:
        shelf.file("sums", lambda path: path.write_text("x"), dict)
    shelves[-1].forget_others()
    assert shelves[-1].folder.exists()
    assert sum(shelf.folder.exists() for shelf in shelves) == KEPT_STATES


def test_a_build_that_fails_leaves_nothing(scope, home):
    shelf = Shelf.of(scope, ("a",))

    def fail(target):
        target.write_text("half")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        shelf.file("sums", fail, dict)
    assert shelf.file("sums", lambda path: path.write_text("whole"), dict).read_text() == "whole"
