from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from deltalake import write_deltalake

from comptoir.entities.registry import ENTITIES
from comptoir.measure.warehouse import connections
from comptoir.measure.warehouse.api import open_snapshot, snapshot, table_files, writer
from comptoir.measure.warehouse.store import Store
from comptoir.measure.warehouse.tests.facts import lines, products, total, units

pytestmark = pytest.mark.django_db


@pytest.fixture
def three_months(scope):
    with writer(scope) as batch:
        batch.append(
            "order_line", lines(*((f"A{month}", f"2026-0{month}-15", f"{month}.1") for month in (1, 2, 3)))
        )
        return batch.commit("three months")


def test_months_open_their_own_files_alone(scope, three_months):
    """The other months' files are gone: reading them would fail."""
    for file in table_files(scope, three_months, "order_line"):
        if file.parent.name != "month=2026-02":
            file.unlink()
    assert total(scope, three_months, {"2026-02"}) == Decimal("2.1")
    with pytest.raises(duckdb.IOException, match="No files found"):
        total(scope, three_months)


def test_a_filter_on_the_month_opens_its_files_alone(scope, three_months):
    """As above, by the month predicate of the query instead of the asked months."""
    with open_snapshot(scope, three_months) as reader:
        table = reader.table("order_line")
        chosen = table.filter(table.month == "2026-02").gross_amount.sum()
        assert chosen.to_pyarrow().as_py() == Decimal("2.1")
        plan = reader.connection.raw_sql("EXPLAIN ANALYZE " + str(chosen.compile())).fetchall()[0][1]
    assert "Total Files Read: 1" in plan


def test_months_without_rows_are_empty(scope, three_months):
    assert total(scope, three_months, {"2020-01"}) is None
    assert total(scope, three_months, set()) is None


def test_undated_entities_ignore_months(scope):
    with writer(scope) as batch:
        batch.merge("product", products(("a", "Apple")))
        written = batch.commit("product")
    with open_snapshot(scope, written) as reader:
        assert reader.table("product", {"2026-01"}).count().to_pyarrow().as_py() == 1
    assert [file.parent.name for file in table_files(scope, written, "product")] == ["product"]


def test_sums_are_exact(scope):
    """Ten thousand tenths of a cent that binary floats cannot hold."""
    with writer(scope) as batch:
        batch.append("order_line", lines(*((f"A{n}", "2026-01-15", "0.0001") for n in range(10_000))))
        batch.append("order_line", lines(("B", "2026-02-15", "99999999999999.9999")))
        written = batch.commit("exact")
    assert total(scope, written) == Decimal("100000000000000.9999")
    assert total(scope, written, {"2026-01"}) == Decimal(1)


@pytest.mark.parametrize("name", ENTITIES)
def test_every_entity_has_its_columns_and_types_before_any_row(scope, name):
    with open_snapshot(scope, None) as reader:
        empty = reader.table(name)
        assert empty.columns == ENTITIES[name].column_names
        assert empty.to_pyarrow().schema.types == empty.schema().to_pyarrow().types


def test_types_come_back_as_they_were_written(scope, three_months):
    with open_snapshot(scope, three_months) as reader:
        table = reader.table("order_line")
        assert table.order_by("month").limit(1).to_pyarrow().to_pylist() == (
            lines(("A1", "2026-01-15", "1.1")).to_pylist()
        )


def test_a_reader_leaves_no_view_behind(scope, three_months):
    with open_snapshot(scope, three_months) as reader:
        reader.table("order_line")
        reader.table("order_line", {"2026-01"})
        reader.table("refund")
        assert len(_views(reader.engine.con)) == 3
    assert _views(connections.shared().con) == []


def _views(connection):
    return connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()


def test_the_engine_is_bounded(scope, settings):
    found = dict(
        connections.shared()
        .con.execute(
            "SELECT name, value FROM duckdb_settings()"
            " WHERE name IN ('memory_limit', 'max_temp_directory_size', 'temp_directory', 'TimeZone')"
        )
        .fetchall()
    )
    assert found["memory_limit"] == "1.8 GiB"
    assert found["max_temp_directory_size"] == "18.6 GiB"
    assert Path(found["temp_directory"]).is_relative_to(settings.WAREHOUSE)
    assert found["TimeZone"] == "UTC"


def test_an_entity_that_gains_a_column_keeps_its_rows(scope):
    """A table written before the column existed: old snapshots read it as null, the next write adds it."""
    rows = lines(("A1", "2026-01-15", "1"), ("A2", "2026-02-15", "2"))
    with writer(scope) as batch:
        batch.append("order_line", rows)
        batch.commit("first")
        store = Store.of(scope)
        old = store.open("order_line")
        write_deltalake(old, rows.drop(["voucher"]), mode="overwrite", schema_mode="overwrite")
        batch.versions["order_line"] = old.version()
        batch.commit("as an older release wrote it")
    with open_snapshot(scope, snapshot(scope, 2)) as reader:
        assert reader.table("order_line").voucher.to_pyarrow().to_pylist() == [None, None]
    with writer(scope) as batch:
        batch.replace_units("order_line", lines(("A2", "2026-02-15", "3")), units("A2"))
        third = batch.commit("by this release")
    assert total(scope, third) == Decimal(4)
    assert "voucher" in {field.name for field in store.open("order_line").schema().fields}
    assert total(scope, snapshot(scope, 2)) == Decimal(3)
