"""Cells remembered for a snapshot come back exact, once for each company and snapshot."""

from datetime import date
from decimal import Decimal

import pyarrow as pa
import pytest

from comptoir.core.periods import Grain
from comptoir.measure.metrics import memory
from comptoir.measure.metrics.cells import EXACT
from comptoir.measure.metrics.engine import Means, answer
from comptoir.measure.metrics.memory import CellMemory, Holder, packed, unpacked
from comptoir.measure.metrics.models import CachedCells
from comptoir.measure.metrics.profile import read_profile
from comptoir.measure.metrics.query import Query
from comptoir.measure.metrics.rates import no_rates
from comptoir.measure.metrics.tests.facts import MemoryFacts
from comptoir.measure.metrics.tests.shop import days, random_shop

CELLS = pa.table(
    {
        "period": [date(2026, 1, 1), date(2026, 2, 1)],
        "dim_0": ["FR", None],
        "dim_1": [None, "it's"],
        "gross": pa.array([Decimal("0.1000"), None], EXACT),
        "order_count": [3, None],
    }
)
QUERY = Query(("customers", "aov"), by=("country",), grain=Grain.MONTH, period=days("2025-12-01/2026-01-31"))


def test_cells_come_back_exact():
    found = unpacked(packed(CELLS))
    assert found.equals(CELLS)
    assert found.schema == CELLS.schema


class Counting(MemoryFacts):
    """Counts the statements run."""

    asked = 0

    def arrow_over(self, *args):
        self.asked += 1
        return super().arrow_over(*args)


@pytest.fixture
def facts(monkeypatch):
    monkeypatch.setattr(memory, "WORTH_WRITING", 0)
    return Counting(**random_shop(1))


def ask(scope, facts, query=QUERY, snapshot=1, company_id=None):
    cells = CellMemory("here", company_id or scope.company_id, snapshot)
    return answer(scope, query, Means(facts, facts.profile, no_rates, cells)).rows


def forget_in_process(monkeypatch):
    monkeypatch.setattr(memory, "_HOLDER", Holder())


def test_the_second_time_nothing_is_run(scope, facts, monkeypatch):
    forget_in_process(monkeypatch)
    first = ask(scope, facts)
    run = facts.asked
    assert run > 0
    assert ask(scope, facts) == first
    assert facts.asked == run
    forget_in_process(monkeypatch)  # another process reads what this one wrote
    assert ask(scope, facts) == first
    assert facts.asked == run


def test_another_snapshot_company_or_question_is_another_matter(scope, make_company, facts, monkeypatch):
    forget_in_process(monkeypatch)
    other = make_company("other").pk
    run = 0
    for asked in (
        {},
        {"snapshot": 2},
        {"company_id": other},
        {"query": Query(("customers", "aov"), grain=Grain.MONTH, period=QUERY.period)},
        {"query": Query(("customers", "aov"), by=("country",), grain=Grain.MONTH, period=days("2025-12-01"))},
        {
            "query": Query(
                ("customers", "aov"), by=("country",), grain=Grain.MONTH, period=QUERY.period, tax="included"
            )
        },
    ):
        ask(scope, facts, **asked)
        assert facts.asked > run, asked
        run = facts.asked
    assert CachedCells.objects.filter(company_id=other).count() == 1


def test_old_snapshots_are_forgotten(scope, facts, monkeypatch):
    forget_in_process(monkeypatch)
    for number in (1, 2, 6):
        ask(scope, facts, snapshot=number)
    assert set(CachedCells.objects.values_list("snapshot", flat=True)) == {2, 6}


def test_a_quick_answer_is_not_written(scope, facts, monkeypatch):
    forget_in_process(monkeypatch)
    monkeypatch.setattr(memory, "WORTH_WRITING", 60)
    ask(scope, facts)
    assert not CachedCells.objects.exists()


def test_a_process_holds_so_many_cells_and_no_more():
    holder = Holder(most=6)
    for name in "abc":
        holder.put((name,), CELLS)  # each counts for its two cells and itself
    assert [holder.get((name,)) is not None for name in "abc"] == [False, True, True]


def test_what_a_snapshot_holds_is_read_once(scope, facts):
    found = memory.remembered_profile(scope.company_id, 1, lambda: read_profile(facts))
    assert found == read_profile(facts)
    assert memory.remembered_profile(scope.company_id, 1, pytest.fail) == found
