"""Cost rules change figures without a new snapshot: nothing remembered or made in advance may outlive them."""

from datetime import date
from decimal import Decimal

import pytest

from comptoir.measure.costs.api import (
    CostKind,
    Draft,
    add_rule,
    delete_rule,
    edit_rule,
    end_rule,
    restore_rule,
)
from comptoir.measure.metrics import facts as warehouse_facts
from comptoir.measure.metrics import keeping, memory
from comptoir.measure.metrics.api import Query, build_rollups, explain, run
from comptoir.measure.metrics.models import CachedCells
from comptoir.measure.metrics.tests.facts import arrow
from comptoir.measure.metrics.tests.shop import days
from comptoir.measure.warehouse.api import current_snapshot, writer

pytestmark = pytest.mark.django_db(transaction=True)

YEAR = date(2026, 1, 1)
CARD = Draft(CostKind.PAYMENT, YEAR, share=Decimal("0.014"), per_order=Decimal("0.25"))
PARCEL = Draft(CostKind.LOGISTICS, YEAR, per_order=Decimal("5.90"))
ASKED = Query(("cm1", "cm2"))


@pytest.fixture
def shop(scope):
    """One order of 100 + 20 tax, of an item that cost 30."""
    row = {"order_id": "1", "day": "2026-01-05"}
    facts = {
        "order": [row],
        "order_line": [{**row, "gross_amount": 100, "gross_tax": 20, "sku": "A"}],
        "product_cost": [{"sku": "A", "valid_from": "2025-01-01", "unit_cost": 30}],
    }
    with writer(scope) as batch:
        for name, rows in facts.items():
            batch.append(name, arrow(name, rows))
        return batch.commit("test", {})


def margins(scope, query=ASKED):
    found = run(scope, query)
    return tuple(found.to_json()["rows"][0][name] for name in query.metrics)


@pytest.mark.slow
def test_each_change_of_a_rule_changes_the_margin_at_once(scope, shop, monkeypatch):
    monkeypatch.setattr(memory, "WORTH_WRITING", 0)  # everything is remembered, in the database too
    assert "your cost rules" in str(run(scope, ASKED).unavailable["cm2"])
    card = add_rule(scope, CARD)
    assert margins(scope) == ("70.00", None)
    parcel = add_rule(scope, PARCEL)
    assert margins(scope) == ("70.00", "62.17")
    assert margins(scope) == ("70.00", "62.17")
    edit_rule(scope, parcel.id, Draft(CostKind.LOGISTICS, YEAR, per_order=Decimal(10)))
    assert margins(scope) == ("70.00", "58.07")
    end_rule(scope, parcel.id, date(2026, 1, 4))
    assert margins(scope) == ("70.00", None)
    delete_rule(scope, card.id)
    edit_rule(scope, parcel.id, PARCEL)
    assert margins(scope) == ("70.00", None)
    restore_rule(scope, card.id)
    assert margins(scope) == ("70.00", "62.17")
    assert current_snapshot(scope).number == 1


def test_what_no_rule_can_change_stays_remembered(scope, shop, monkeypatch):
    monkeypatch.setattr(memory, "WORTH_WRITING", 0)
    sales = Query(("net_sales", "orders"))
    margins(scope, sales)
    known = set(CachedCells.objects.values_list("key", flat=True))
    add_rule(scope, CARD)
    margins(scope, sales)
    assert set(CachedCells.objects.values_list("key", flat=True)) == known


@pytest.mark.slow
def test_sums_made_in_advance_follow_and_the_others_are_not_made_again(scope, shop, monkeypatch):
    made = []
    write = keeping.write

    def spied(connection, shelf, name, make, needs, inputs, target, layout):
        def asked(months):
            made.append(name)
            return make(months)

        return write(connection, shelf, name, asked, needs, inputs, target, layout)

    monkeypatch.setattr(warehouse_facts, "write", spied)
    monkeypatch.setattr(warehouse_facts, "WORTH_KEEPING", 0)
    build_rollups(scope, shop)
    assert "line_by_day" in made
    assert "line_margins_by_day" not in made  # nothing could be known
    made.clear()
    card, parcel = add_rule(scope, CARD), add_rule(scope, PARCEL)
    assert margins(scope) == ("70.00", "62.17")
    build_rollups(scope, shop)
    assert set(made) == {"order_fees", "order_fees_by_day", "line_margins_by_day"}
    edit_rule(scope, parcel.id, Draft(CostKind.LOGISTICS, YEAR, per_order=Decimal(10)))
    assert margins(scope) == ("70.00", "58.07")
    delete_rule(scope, card.id)
    assert margins(scope) == ("70.00", None)


@pytest.mark.slow
def test_what_is_held_in_memory_is_let_go_of(scope, shop, monkeypatch):
    monkeypatch.setattr(warehouse_facts, "KEPT_OPEN", 1)
    parcel = add_rule(scope, PARCEL)
    add_rule(scope, CARD)
    for sum_ in range(1, 6):
        edit_rule(scope, parcel.id, Draft(CostKind.LOGISTICS, YEAR, per_order=Decimal(sum_)))
        margins(scope)
    connection = warehouse_facts.opened(scope, shop).reader.connection
    assert len([name for name in connection.list_tables() if "order_fees" in name]) == 1


def test_the_explanation_names_the_rules_of_the_days_asked(scope, shop):
    card = add_rule(scope, CARD)
    ended = add_rule(scope, PARCEL)
    end_rule(scope, ended.id, date(2026, 1, 31))
    january, march = days("2026-01-01/2026-01-31"), days("2026-03-01/2026-03-31")
    found = explain(scope, "cm2", Query(("cm2",), period=january))
    assert [rule.id for rule in found.rules] == [card.id, ended.id]
    assert "cost_rule" in found.facts
    assert [rule.id for rule in explain(scope, "cm3", Query(("cm3",), period=march)).rules] == [card.id]
    assert explain(scope, "cm1", Query(("cm1",))).rules == ()
