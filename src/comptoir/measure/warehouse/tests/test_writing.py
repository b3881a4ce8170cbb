from contextlib import suppress
from decimal import Decimal
from shutil import rmtree

import pyarrow as pa
import pytest
from deltalake.exceptions import CommitFailedError
from django.db import transaction

from comptoir.core.companies.api import operator_scope
from comptoir.core.errors import ConflictError, InputError, NotFoundError
from comptoir.measure.warehouse import batch as batches
from comptoir.measure.warehouse.api import (
    current_snapshot,
    history,
    open_snapshot,
    snapshot,
    snapshots,
    writer,
)
from comptoir.measure.warehouse.store import Store
from comptoir.measure.warehouse.tests.facts import lines, products, refunds, total, units

pytestmark = pytest.mark.django_db


def commit(scope, *rows, reason="lines"):
    with writer(scope) as batch:
        batch.append("order_line", lines(*rows))
        return batch.commit(reason)


def test_nothing_is_there_before_the_first_snapshot(scope):
    assert current_snapshot(scope) is None
    with open_snapshot(scope, None) as reader:
        assert not reader.has("order_line")
        assert reader.table("order_line").count().to_pyarrow().as_py() == 0


def test_append_shows_with_its_snapshot(scope):
    with writer(scope) as batch:
        batch.append("order_line", lines(("A1", "2026-01-31", "10.0001"), ("A2", "2026-02-01", "5")))
        assert current_snapshot(scope) is None
        written = batch.commit("first", {"order_line": 2})
    assert (written.number, written.rows, written.changed) == (1, {"order_line": 2}, ["order_line"])
    assert current_snapshot(scope) == written
    assert total(scope, written) == Decimal("15.0001")


def test_append_takes_a_stream(scope):
    table = lines(("A1", "2026-01-31", "10"), ("A2", "2026-02-01", "5"))
    with writer(scope) as batch:
        batch.append("order_line", pa.RecordBatchReader.from_batches(table.schema, table.to_batches(1)))
        assert total(scope, batch.commit("stream")) == Decimal(15)


def test_an_older_snapshot_still_reads_as_it_was(scope):
    commit(scope, ("A1", "2026-01-31", "10"))
    commit(scope, ("A2", "2026-01-31", "7"))
    assert total(scope, snapshot(scope, 1)) == Decimal(10)
    assert total(scope, snapshot(scope, 2)) == Decimal(17)
    assert [entry.number for entry in history(scope)] == [2, 1]


def test_an_unknown_snapshot_names_those_that_are(scope):
    commit(scope, ("A1", "2026-01-31", "10"))
    with pytest.raises(NotFoundError, match="1"):
        snapshot(scope, 7)


def test_replacing_a_unit_moves_it_to_another_month(scope):
    commit(scope, ("A1", "2026-01-31", "10"), ("A1", "2026-01-31", "11"), ("A2", "2026-01-05", "1"))
    with writer(scope) as batch:
        batch.replace_units("order_line", lines(("A1", "2026-02-01", "4")), units("A1"))
        second = batch.commit("second")
    with open_snapshot(scope, second) as reader:
        rows = reader.table("order_line").order_by("month").to_pyarrow()
    assert rows["order_id"].to_pylist() == ["A2", "A1"]
    assert rows["month"].to_pylist() == ["2026-01", "2026-02"]


def test_replacing_rewrites_only_the_months_touched(scope):
    first = commit(scope, ("A1", "2026-01-31", "10"), ("A2", "2026-02-05", "1"), ("A3", "2026-03-05", "1"))
    with writer(scope) as batch:
        batch.replace_units("order_line", lines(("A2", "2026-03-01", "4")), units("A2"))
        second = batch.commit("second")
    with open_snapshot(scope, first) as before, open_snapshot(scope, second) as after:
        for month, stays in (("2026-01", True), ("2026-02", False)):
            same = before.files("order_line", {month}) == after.files("order_line", {month})
            assert same is stays, month
        assert set(before.files("order_line", {"2026-03"})) < set(after.files("order_line", {"2026-03"}))


def test_a_unit_of_another_source_is_another_unit(scope):
    commit(scope, ("A1", "2026-01-31", "10"))
    with writer(scope) as batch:
        batch.replace_units(
            "order_line",
            lines(("A1", "2026-01-31", "4"), source="market"),
            units("A1", source="market"),
        )
        assert total(scope, batch.commit("market")) == Decimal(14)


def test_a_merge_replaces_by_key_and_adds(scope):
    with writer(scope) as batch:
        batch.merge("product", products(("a", "Apple"), ("b", "Bread")))
        batch.commit("first")
    with writer(scope) as batch:
        batch.merge("product", products(("b", "Brioche"), ("c", "Cheese")))
        merged = batch.commit("second")
    with open_snapshot(scope, merged) as reader:
        rows = reader.table("product").order_by("sku").to_pyarrow()
    assert rows["name"].to_pylist() == ["Apple", "Brioche", "Cheese"]


def test_a_merge_refuses_a_key_that_stands_twice(scope):
    with writer(scope) as batch, pytest.raises(InputError, match="repeats the key"):
        batch.merge("product", products(("a", "Apple"), ("a", "Avocado")))


def test_a_merge_refuses_an_empty_key(scope):
    with writer(scope) as batch:
        batch.merge("product", products(("a", "Apple")))
        with pytest.raises(InputError, match=r"product\.sku is empty"):
            batch.merge("product", products((None, "Nothing")))


def test_replaced_months_hold_the_given_rows_alone(scope):
    commit(scope, ("A1", "2026-01-31", "10"), ("A2", "2026-02-05", "1"))
    with writer(scope) as batch:
        batch.replace_months("order_line", lines(("A9", "2026-02-07", "5")), {"2026-02"})
        assert total(scope, batch.commit("month")) == Decimal(15)


def test_replaced_months_refuse_rows_of_others(scope):
    with writer(scope) as batch, pytest.raises(InputError, match="2026-03"):
        batch.replace_months("order_line", lines(("A9", "2026-03-07", "5")), {"2026-02"})


def test_detaching_a_customer_changes_no_sum(scope):
    with writer(scope) as batch:
        batch.append("order_line", lines(("A1", "2026-01-31", "10.5", 7), ("A2", "2026-02-01", "3.25", 8)))
        batch.append("refund", refunds(("R1", "2026-02-01", "2", 7)))
        before = batch.commit("first")
    with writer(scope) as batch:
        batch.detach_customer(7)
        after = batch.commit("erase")
    assert after.changed == ["order_line", "refund"]
    assert total(scope, after) == total(scope, before) == Decimal("13.75")
    with open_snapshot(scope, after) as reader:
        assert reader.table("order_line").customer_key.to_pyarrow().to_pylist().count(7) == 0
        assert sorted(reader.table("order_line").customer_key.to_pyarrow().drop_null().to_pylist()) == [8]
        assert reader.table("refund").customer_key.to_pyarrow().to_pylist() == [None]


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [
        (lines(("A1", "2026-01-31", "1")).append_column("colour", [["red"]]), "no column colour"),
        (lines(("A1", "2026-01-31", "1")).drop(["currency"]), "needs currency"),
        (
            lines(("A1", "2026-01-31", "1")).set_column(0, "source", pa.array([None], pa.string())),
            r"order_line\.source is empty in 1 row",
        ),
        (
            lines(("A1", "2026-01-31", "1")).set_column(2, "line_number", pa.array(["one"])),
            r"order_line\.line_number does not fit int64",
        ),
    ],
)
def test_rows_of_another_shape_are_refused_and_leave_nothing(scope, rows, complaint):
    first = commit(scope, ("A0", "2026-01-31", "1"))
    with writer(scope) as batch, pytest.raises(InputError, match=complaint):
        batch.append("order_line", rows)
    assert current_snapshot(scope) == first
    assert total(scope, commit(scope, ("A2", "2026-01-31", "1"))) == Decimal(2)


def test_what_is_not_committed_is_undone_by_the_next_writer(scope):
    commit(scope, ("A1", "2026-01-31", "10"))
    with writer(scope) as batch:
        batch.append("order_line", lines(("A2", "2026-01-31", "7")))
        batch.append("refund", refunds(("R1", "2026-01-31", "2")))
    third = commit(scope, ("A3", "2026-03-31", "1"))
    assert third.number == 2
    assert total(scope, third) == Decimal(11)
    with open_snapshot(scope, third) as reader:
        assert not reader.has("refund")


def test_a_rolled_back_transaction_takes_the_snapshot_with_it(scope):
    class StopError(Exception):
        pass

    commit(scope, ("A1", "2026-01-31", "10"))
    with writer(scope) as batch:
        batch.append("order_line", lines(("A2", "2026-01-31", "7")))
        with suppress(StopError), transaction.atomic():
            batch.commit("with rows of others")
            raise StopError
    assert total(scope, commit(scope, ("A3", "2026-01-31", "1"))) == Decimal(11)
    assert [s.number for s in snapshots(scope)] == [1, 2]


def test_a_second_writer_waits_then_is_told_who_writes(scope):
    with writer(scope), pytest.raises(ConflictError, match="another process"), writer(scope, wait=0.05):
        pytest.fail("two writers at once")


def test_companies_do_not_wait_for_each_other(scope, make_company):
    other = operator_scope(make_company("other").slug)
    with writer(scope) as mine, writer(other, wait=0) as theirs:
        mine.append("order_line", lines(("A1", "2026-01-31", "10")))
        theirs.append("order_line", lines(("A1", "2026-01-31", "4")))
        assert total(other, theirs.commit("theirs")) == Decimal(4)
        assert total(scope, mine.commit("mine")) == Decimal(10)


def test_a_snapshot_of_another_company_cannot_be_opened(scope, make_company):
    mine = commit(scope, ("A1", "2026-01-31", "10"))
    other = operator_scope(make_company("other").slug)
    with pytest.raises(ValueError, match="not of company other"), open_snapshot(other, mine):
        pytest.fail("opened")
    assert current_snapshot(other) is None


def test_facts_lost_from_the_disk_are_said_and_not_written_over(scope):
    commit(scope, ("A1", "2026-01-31", "10"))
    rmtree(Store.of(scope).path("order_line"))
    with pytest.raises(ConflictError, match="order_line"), writer(scope):
        pytest.fail("opened")


def test_a_table_that_no_snapshot_names_is_emptied_and_its_versions_go_on(scope):
    """Were it created anew, whoever remembers the files of version 1 would read those of the dead writer."""
    with writer(scope) as batch:
        batch.append("order_line", lines(("A1", "2026-01-31", "10")))
        assert batch.read("order_line").count().to_pyarrow().as_py() == 1
        left = batch.versions["order_line"]
    written = commit(scope, ("A2", "2026-01-31", "1"))
    assert total(scope, written) == Decimal(1)
    assert written.versions["order_line"] > left
    assert len(Store.of(scope).open("order_line", left).file_uris()) == 1


def test_a_conflict_with_another_program_is_tried_again_then_told(scope, monkeypatch):
    commit(scope, ("A1", "2026-01-31", "10"))
    attempts = []

    def fails(times):
        def write(self, *rest, **options):
            attempts.append(1)
            if len(attempts) <= times:
                raise CommitFailedError("somebody else")
            return real(self, *rest, **options)

        return write

    real = batches.Batch._commit
    monkeypatch.setattr(batches.Batch, "_commit", fails(2))
    with writer(scope) as batch:
        batch.replace_units("order_line", lines(("A1", "2026-01-31", "4")), units("A1"))
        assert total(scope, batch.commit("third time lucky")) == Decimal(4)
    attempts.clear()
    monkeypatch.setattr(batches.Batch, "_commit", fails(99))
    with writer(scope) as batch, pytest.raises(ConflictError, match="another program"):
        batch.replace_units("order_line", lines(("A1", "2026-01-31", "5")), units("A1"))
    assert len(attempts) == batches.ATTEMPTS
