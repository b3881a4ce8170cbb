"""The import verb, at the door: files in, facts and counts out."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from comptoir.connectors.files.api import preset
from comptoir.core.companies.api import Scope
from comptoir.core.errors import InputError
from comptoir.measure.ingest.api import ImportReport, erase_customer, import_file, import_run, rejected_rows
from comptoir.measure.ingest.models import Customer, ImportState
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot, snapshots

pytestmark = pytest.mark.django_db(transaction=True)

HEADER = "order_id,customer_id,ordered_at,sku,quantity,unit_price,currency"
FIRST = f"""{HEADER}
1,ann,2026-03-01 10:00:00,A,2,10.00,EUR
1,ann,2026-03-01 10:00:00,B,1,5.50,EUR
2,bob,2026-03-02 11:00:00,A,1,10.00,EUR
3,,2026-04-01 09:30:00,C,3,1.20,EUR
"""

type Load = Callable[[str], ImportReport]


@pytest.fixture
def load(scope: Scope, tmp_path: Path) -> Load:
    def run(text: str, name: str = "orders.csv") -> ImportReport:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return import_file(scope, path, preset("generic"))

    return run


def facts(scope: Scope, entity: str = "order_line") -> list[dict[str, object]]:
    with open_snapshot(scope, current_snapshot(scope)) as reader:
        table = reader.table(entity)
        order = ("order_id", "line_number") if entity == "order_line" else ("order_id",)
        return table.order_by(list(order)).to_pyarrow().to_pylist()


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    return report.rows_read, report.rows_loaded, report.rows_unchanged, report.rows_rejected


def test_a_file_becomes_facts(load: Load, scope: Scope) -> None:
    report = load(FIRST)
    assert counts(report) == (4, 4, 0, 0)
    assert [(r["order_id"], r["sku"], r["quantity"], r["gross_amount"]) for r in facts(scope)] == [
        ("1", "A", Decimal("2.000"), Decimal("20.0000")),
        ("1", "B", Decimal("1.000"), Decimal("5.5000")),
        ("2", "A", Decimal("1.000"), Decimal("10.0000")),
        ("3", "C", Decimal("3.000"), Decimal("3.6000")),
    ]
    assert [r["month"] for r in facts(scope, "order")] == ["2026-03", "2026-03", "2026-04"]


def test_the_same_file_again_changes_nothing(load: Load, scope: Scope) -> None:
    load(FIRST)
    before, named = facts(scope), current_snapshot(scope)
    report = load(FIRST)
    assert counts(report) == (4, 0, 4, 0)
    assert facts(scope) == before
    assert current_snapshot(scope) == named


@pytest.mark.slow
def test_the_last_export_of_an_order_replaces_its_lines(load: Load, scope: Scope) -> None:
    load(FIRST)
    report = load(f"{HEADER}\n1,ann,2026-05-03 10:00:00,A,1,10.00,EUR\n")
    assert counts(report) == (1, 1, 0, 0)
    lines = facts(scope)
    assert [(r["order_id"], r["sku"], r["month"]) for r in lines] == [
        ("1", "A", "2026-05"),
        ("2", "A", "2026-03"),
        ("3", "C", "2026-04"),
    ]


@pytest.mark.slow
def test_an_order_whose_rows_are_all_refused_now_leaves_the_store(load: Load, scope: Scope) -> None:
    load(FIRST)
    report = load(f"{HEADER}\n2,bob,2026-03-02 11:00:00,A,0,5,EUR\n")
    assert (report.rows_rejected, report.rows_loaded) == (1, 0)
    assert {r["order_id"] for r in facts(scope)} == {"1", "3"}


@pytest.mark.slow
def test_customers_get_one_key_and_guests_none(load: Load, scope: Scope) -> None:
    load(FIRST)
    load(f"{HEADER}\n4,ann,2026-06-01 10:00:00,A,1,10.00,EUR\n")
    keys = {r["order_id"]: r["customer_key"] for r in facts(scope, "order")}
    assert keys["3"] is None
    assert keys["4"] == keys["1"] != keys["2"]
    assert Customer.objects.count() == 2


@pytest.mark.slow
def test_refused_rows_are_kept_with_line_column_value_and_reason(load: Load, scope: Scope) -> None:
    report = load(FIRST + "5,cid,2026-02-31 10:00:00,A,1,10.00,EUR\n6,cid,2026-03-03,A,many,10.00,EUR\n")
    assert counts(report) == (6, 4, 0, 2)
    assert [(r.line, r.column, r.value) for r in rejected_rows(scope)] == [
        (6, "ordered_at", "2026-02-31 10:00:00"),
        (7, "quantity", "many"),
    ]
    assert all(row.sentence for row in rejected_rows(scope))


def test_a_file_that_cannot_be_read_leaves_everything_as_it_was(load: Load, scope: Scope) -> None:
    load(FIRST)
    named = snapshots(scope)
    with pytest.raises(InputError):
        load("", "empty.csv")
    run = import_run(scope)
    assert (run.state, bool(run.error)) == (ImportState.FAILED, True)
    assert snapshots(scope) == named


@pytest.mark.slow
def test_erasing_a_customer_keeps_the_sales_and_stays_erased(load: Load, scope: Scope) -> None:
    load(FIRST)
    total = sum(r["gross_amount"] for r in facts(scope))
    assert erase_customer(scope, "ann") == 1
    assert {r["order_id"]: r["customer_key"] is None for r in facts(scope, "order")} == {
        "1": True,
        "2": False,
        "3": True,
    }
    assert sum(r["gross_amount"] for r in facts(scope)) == total
    assert not Customer.objects.filter(reference="ann").exists()
    load(FIRST.replace("5.50", "6.50"))
    assert not Customer.objects.filter(reference="ann").exists()
    assert facts(scope, "order")[0]["customer_key"] is None


@pytest.mark.slow
def test_the_same_lines_in_another_order_change_nothing(load: Load, scope: Scope) -> None:
    load(FIRST)
    named = current_snapshot(scope)
    header, *rows = FIRST.splitlines()
    report = load("\n".join([header, *reversed(rows)]) + "\n")
    assert counts(report) == (4, 0, 4, 0)
    assert current_snapshot(scope) == named


def test_a_list_of_rejected_rows_is_not_taken_for_whole_orders(load: Load, scope: Scope) -> None:
    load(FIRST)
    known = facts(scope)
    with pytest.raises(InputError):
        load(f"{HEADER},comptoir_line,comptoir_order_line\n1,ann,2026-03-01 10:00:00,B,2,5.50,EUR,3,2\n")
    assert facts(scope) == known


@pytest.mark.slow
def test_rows_are_counted_as_the_file_has_them_whatever_facts_they_make(scope: Scope, tmp_path: Path) -> None:
    """Shipping of an order is a line of its own in the facts, and no row of the file."""
    path = tmp_path / "orders.csv"
    header = "Order Number,Order Status,Order Date,SKU,Item Name,Quantity,Order Line Subtotal,Order Shipping Amount"
    rows = [
        "7,completed,2026-03-01 10:00,A,Lamp,1,20.00,4.90",
        "7,completed,2026-03-01 10:00,B,Vase,2,9.00,4.90",
    ]
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    assert counts(import_file(scope, path, preset("woocommerce"))) == (2, 2, 0, 0)
    assert len(facts(scope)) == 3
    assert counts(import_file(scope, path, preset("woocommerce"))) == (2, 0, 2, 0)
    path.write_text("\n".join([header, *rows, rows[0].replace("7,", "8,", 1)]) + "\n", encoding="utf-8")
    assert counts(import_file(scope, path, preset("woocommerce"))) == (3, 1, 2, 0)
