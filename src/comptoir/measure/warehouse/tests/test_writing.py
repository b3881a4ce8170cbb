from decimal import Decimal

import pytest

from comptoir.measure.warehouse.api import current_snapshot, open_snapshot, snapshot, writer
from comptoir.measure.warehouse.tests.facts import lines, refunds, total, units

pytestmark = pytest.mark.django_db


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
    assert written.number == 1
    assert current_snapshot(scope) == written
    assert total(scope, written) == Decimal("15.0001")


def test_an_older_snapshot_still_reads_as_it_was(scope):
    with writer(scope) as batch:
        batch.append("order_line", lines(("A1", "2026-01-31", "10")))
        batch.commit("first")
    with writer(scope) as batch:
        batch.append("order_line", lines(("A2", "2026-01-31", "7")))
        batch.commit("second")
    assert total(scope, snapshot(scope, 1)) == Decimal(10)
    assert total(scope, snapshot(scope, 2)) == Decimal(17)


def test_replacing_a_unit_moves_it_to_another_month(scope):
    with writer(scope) as batch:
        batch.append(
            "order_line",
            lines(("A1", "2026-01-31", "10"), ("A1", "2026-01-31", "11"), ("A2", "2026-01-05", "1")),
        )
        batch.commit("first")
    with writer(scope) as batch:
        batch.replace_units("order_line", lines(("A1", "2026-02-01", "4")), units("A1"))
        second = batch.commit("second")
    with open_snapshot(scope, second) as reader:
        rows = reader.table("order_line").order_by("month").to_pyarrow()
    assert rows["order_id"].to_pylist() == ["A2", "A1"]
    assert rows["month"].to_pylist() == ["2026-01", "2026-02"]


def test_what_is_not_committed_is_undone_by_the_next_writer(scope):
    with writer(scope) as batch:
        batch.append("order_line", lines(("A1", "2026-01-31", "10")))
        batch.commit("first")
    with writer(scope) as batch:
        batch.append("order_line", lines(("A2", "2026-01-31", "7")))
        batch.append("refund", refunds(("R1", "2026-01-31", "2")))
    with writer(scope) as batch:
        batch.append("order_line", lines(("A3", "2026-03-31", "1")))
        third = batch.commit("third")
    assert third.number == 2
    assert total(scope, third) == Decimal(11)
    with open_snapshot(scope, third) as reader:
        assert not reader.has("refund")
