"""People, tools and agencies typed by month: kept, undone, and seen at once by the figures made of them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Scope, operator_scope
from comptoir.core.companies.models import Company
from comptoir.core.companies.permissions import MATRIX, Role
from comptoir.core.errors import ConflictError, ForbiddenError, InputError
from comptoir.core.periods import Period
from comptoir.measure.costs.api import (
    MonthlyCost,
    RunningKind,
    running_costs,
    set_running_costs,
    undo_running_costs,
)
from comptoir.measure.metrics.api import Query, run
from comptoir.measure.metrics.tests.facts import arrow
from comptoir.measure.warehouse.api import writer

JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)
PEOPLE, TOOLS = RunningKind.PEOPLE, RunningKind.TOOLS


@pytest.fixture
def scope(db: None) -> Scope:
    Company.objects.create(slug="shop", name="Shop")
    return operator_scope("shop")


def test_a_month_is_typed_changed_and_brought_back(scope: Scope) -> None:
    first = set_running_costs(scope, {(PEOPLE, JANUARY): Decimal(3000), (TOOLS, FEBRUARY): Decimal("99.5")})
    assert set_running_costs(scope, {(PEOPLE, date(2026, 1, 31)): Decimal("3000.00")}) is None
    second = set_running_costs(scope, {(PEOPLE, JANUARY): None})
    assert running_costs(scope) == (MonthlyCost(TOOLS, FEBRUARY, Decimal("99.50"), "EUR"),)
    assert first
    assert second
    with pytest.raises(ConflictError):
        undo_running_costs(scope, first)
    undo_running_costs(scope, second)
    undo_running_costs(scope, first)
    assert running_costs(scope) == ()
    told = Entry.objects.filter(verb__startswith="running_costs.").order_by("pk")
    assert (
        list(told.values_list("verb", flat=True)) == ["running_costs.set"] * 2 + ["running_costs.undone"] * 2
    )


def test_a_cost_below_nothing_and_a_person_without_the_right_change_nothing(scope: Scope) -> None:
    with pytest.raises(InputError):
        set_running_costs(scope, {(PEOPLE, JANUARY): Decimal(-1)})
    with pytest.raises(ForbiddenError):
        set_running_costs(
            replace(scope, permissions=MATRIX[Role.CONTRIBUTOR]), {(PEOPLE, JANUARY): Decimal(1)}
        )
    assert running_costs(scope) == ()


def test_the_cost_of_a_customer_answers_as_soon_as_a_month_is_typed(scope: Scope) -> None:
    order = {
        "order_id": "1",
        "day": "2026-01-05",
        "customer_key": 1,
        "sales_channel": "site",
        "country": "FR",
    }
    with writer(scope) as batch:
        batch.append("order", arrow("order", [order, {**order, "order_id": "2", "day": "2026-01-31"}]))
        batch.append("ad_spend", arrow("ad_spend", [{"day": "2026-01-05", "spend_amount": 40}]))
        batch.commit("test", {})
    asked = Query(("cac", "people_cost"), period=Period(date(2026, 1, 5), date(2026, 1, 5)))
    assert "cac" in run(scope, asked).unavailable
    change = set_running_costs(scope, {(PEOPLE, JANUARY): Decimal(3100)})
    assert run(scope, asked).total.values == {"cac": 140, "people_cost": 100}
    set_running_costs(scope, {(PEOPLE, JANUARY): Decimal(6200)})
    assert run(scope, asked).total.values == {"cac": 240, "people_cost": 200}
    assert change
