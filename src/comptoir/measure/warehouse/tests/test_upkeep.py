from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from comptoir.core import clock
from comptoir.core.errors import NotFoundError
from comptoir.measure.warehouse.api import current_snapshot, history, keep, snapshot, writer
from comptoir.measure.warehouse.store import Store
from comptoir.measure.warehouse.tasks import upkeep as daily_upkeep
from comptoir.measure.warehouse.tests.facts import lines, total, units
from comptoir.measure.warehouse.upkeep import compact, vacuum

pytestmark = pytest.mark.django_db

AT_ONCE = timedelta(0)


def commit_on(day, scope, order, amount):
    """The order, replaced: each snapshot has other files."""
    with clock.frozen(datetime.fromisoformat(day).replace(tzinfo=UTC)), writer(scope) as batch:
        batch.replace_units("order_line", lines((order, "2026-01-15", amount)), units(order))
        return batch.commit(day)


def files_on_disk(scope):
    return {str(file) for file in Store.of(scope).folder.rglob("*.parquet") if "_delta_log" not in file.parts}


def test_compaction_changes_files_not_facts(scope):
    for n in range(6):
        with writer(scope) as batch:
            batch.append("order_line", lines((f"A{n}", "2026-01-15", "1.5"), (f"A{n}", "2026-02-15", "1")))
            before = batch.commit("small")
    assert compact(scope) == {"order_line": (12, 2)}
    after = current_snapshot(scope)
    assert after.number == before.number == 6
    assert after.versions != before.versions
    assert total(scope, after) == total(scope, before) == Decimal(15)
    assert total(scope, snapshot(scope, 3)) == Decimal("7.5")
    assert compact(scope) == {"order_line": (2, 2)}
    assert current_snapshot(scope).versions == after.versions
    assert [entry.changed for entry in history(scope)] == [("order_line",)] * 6


def test_old_snapshots_go_but_month_ends_and_kept_ones_stay(scope):
    for day, amount in (
        ("2026-01-10", "1"),
        ("2026-01-31", "2"),
        ("2026-02-03", "3"),
        ("2026-02-04", "4"),
        ("2026-02-27", "5"),
        ("2026-04-01", "6"),
    ):
        commit_on(day, scope, "A", amount)
    keep(scope, 3)
    with clock.frozen(datetime(2026, 4, 2, tzinfo=UTC)):
        cleaning = vacuum(scope, grace=AT_ONCE)
    assert cleaning.released == (1, 4)
    assert cleaning.files == 2
    amounts = {number: total(scope, snapshot(scope, number)) for number in (2, 3, 5, 6)}
    assert amounts == {2: Decimal(2), 3: Decimal(3), 5: Decimal(5), 6: Decimal(6)}
    for gone in (1, 4):
        with pytest.raises(NotFoundError, match="no longer kept"):
            snapshot(scope, gone)
    assert [(entry.number, entry.readable) for entry in history(scope)] == [
        (6, True), (5, True), (4, False), (3, True), (2, True), (1, False),
    ]  # fmt: skip


def test_the_end_of_a_month_is_the_companys(scope):
    """23:30 UTC on 31 January is February in Paris."""
    commit_on("2026-01-31T22:30", scope, "A", "1")
    commit_on("2026-01-31T23:30", scope, "A", "2")
    commit_on("2026-02-01T12:00", scope, "A", "3")
    assert [snapshot(scope, number).month_end for number in (1, 2, 3)] == [True, False, False]


def test_the_current_snapshot_stays_however_old(scope):
    commit_on("2020-01-10", scope, "A", "1")
    assert vacuum(scope, grace=AT_ONCE).released == ()
    assert total(scope, current_snapshot(scope)) == Decimal(1)


def test_files_that_someone_may_be_reading_outlive_their_name(scope):
    commit_on("2026-01-10", scope, "A", "1")
    commit_on("2026-01-11", scope, "A", "2")
    before = files_on_disk(scope)
    with clock.frozen(datetime(2026, 6, 1, tzinfo=UTC)):
        cleaning = vacuum(scope)
    assert cleaning.released == (1,)
    assert cleaning.files == 0
    assert files_on_disk(scope) == before


def test_leftovers_of_a_dead_writer_are_deleted(scope):
    commit_on("2026-01-10", scope, "A", "1")
    named = files_on_disk(scope)
    with writer(scope) as batch:
        batch.append("order_line", lines(("B", "2026-01-15", "7")))
    orphan = Path(next(iter(named))).with_name("part-never-logged.parquet")
    orphan.write_bytes(b"half a file")
    assert len(files_on_disk(scope)) == 3
    assert vacuum(scope, grace=AT_ONCE).files == 2
    assert files_on_disk(scope) == named


@pytest.mark.slow
def test_a_month_end_reads_after_years_of_writes(scope):
    """Delta's log is never trimmed, checkpoints or not: the version can be found again."""
    commit_on("2026-01-31", scope, "A", "1")
    for n in range(8):
        commit_on("2026-02-10", scope, "A", str(n + 2))
        compact(scope)
    assert list(Store.of(scope).folder.rglob("*.checkpoint.parquet"))
    with clock.frozen(datetime(2029, 1, 1, tzinfo=UTC)):
        assert len(vacuum(scope, grace=AT_ONCE).released) == 7
    assert total(scope, snapshot(scope, 1)) == Decimal(1)
    assert total(scope, current_snapshot(scope)) == Decimal(9)


def test_the_daily_task_does_both_and_twice_does_no_harm(scope):
    class Job:
        steps = []

        def progress(self, done, total, message=""):
            self.steps.append((done, total))

    for n in range(3):
        with writer(scope) as batch:
            batch.append("order_line", lines((f"A{n}", "2026-01-15", "1")))
            batch.commit("small")
    assert daily_upkeep(Job(), scope)["files"] == {"order_line": [3, 1]}
    assert daily_upkeep(Job(), scope)["files"] == {"order_line": [1, 1]}
    assert Job.steps == [(1, 2), (2, 2)] * 2
    assert total(scope, current_snapshot(scope)) == Decimal(3)
