"""What selling costs, line by line: together they are what the margins take off; and the cost of a new customer."""

from datetime import date
from decimal import Decimal

import pytest

from comptoir.measure.costs.api import MonthlyCost, RunningKind
from comptoir.measure.metrics.running import running_rows, state_of_running
from comptoir.measure.metrics.tests.facts import MemoryFacts
from comptoir.measure.metrics.tests.shop import ask, figures
from comptoir.measure.metrics.tests.test_fees import (
    CARD,
    COMMISSION,
    JANUARY,
    ONE,
    PARCEL,
    TWO,
    fee,
    notes_of,
    shop,
)

LINES = "logistics_cost,payment_cost,marketplace_cost"
AMAZON = ("3", "2026-01-07", {"sales_channel": "amazon"})


@pytest.mark.parametrize("is_rolled_up", [False, True])
def test_each_kind_is_told_apart_and_together_they_are_what_the_second_margin_takes_off(is_rolled_up):
    """order 1 by rules (1.93 + 5.90); order 2's payment by bill (2); order 3 pays 15 % of 120 and a parcel of 4"""
    facts = shop(
        ONE,
        TWO,
        AMAZON,
        rules=(CARD, PARCEL, COMMISSION),
        is_rolled_up=is_rolled_up,
        fee=[fee("payment", 2, order_id="2"), fee("affiliation", 7)],
        shipment=[{"day": "2026-01-07", "order_id": "3", "cost_amount": 4}],
    )
    found = ask(facts, f"cm1,{LINES},cm2,affiliation_cost", JANUARY)
    assert figures(found) == [("2026-01-01", "210.00", "15.80", "5.86", "18.00", "170.34", "7.00")]


def test_orders_of_unknown_fees_are_left_out_with_what_they_cost():
    facts = shop(
        ONE,
        TWO,
        fee=[
            fee("payment", 2, order_id="1"),
            fee("logistics", 6, order_id="1"),
            fee("payment", 3, order_id="2"),
        ],
    )
    found = ask(facts, LINES, JANUARY)
    assert figures(found) == [("2026-01-01", "6.00", "2.00", "0.00")]
    assert notes_of(found)["partial"] == "Partial. The fees are known for 50.0% of sales."


def test_without_any_bill_or_rule_a_cost_is_unknown_never_nothing():
    assert figures(ask(shop(ONE, rules=(CARD,)), LINES)) == [("2026-01-05", None, None, None)]
    assert ask(shop(ONE), "logistics_cost").unavailable


def _cost(kind, month, amount):
    return MonthlyCost(RunningKind(kind), date.fromisoformat(month), Decimal(amount), "EUR")


def _facts(running):
    days = ("2026-01-05", "2026-01-20", "2026-02-03")
    orders = [{"order_id": str(n), "day": day, "customer_key": n} for n, day in enumerate(days, start=1)]
    spend = [{"day": day, "spend_amount": 50} for day in ("2026-01-01", "2026-02-28")]
    return MemoryFacts(order=orders, ad_spend=spend, running=running)


def test_a_month_falls_evenly_on_its_days_to_the_cent():
    rows = running_rows((_cost("people", "2026-02-01", "1000"),)).to_pylist()
    assert len(rows) == 28
    assert sum(row["amount"] for row in rows) == 1000
    assert {row["amount"] for row in rows} == {Decimal("35.71"), Decimal("35.72")}


def test_what_a_new_customer_costs_counts_people_tools_and_agencies():
    """loaded from 5 January to 3 February, 27 of 31 days and 3 of 28: 27 x 10 + 3 x 1 + 3 x 2 for three customers;
    the ads of the days outside are left out"""
    running = (
        _cost("people", "2026-01-01", 310),
        _cost("tools", "2026-02-01", 28),
        _cost("agencies", "2026-02-01", 56),
    )
    found = ask(_facts(running), "cac,people_cost,tools_cost", "2026-01-01/2026-02-28")
    assert figures(found) == [("2026-01-01", "93.00", "310.00", "28.00")]
    assert figures(ask(_facts(running), "cac", "2026-01-05/2026-01-05")) == [("2026-01-05", "10.00")]


def test_without_these_costs_it_waits_for_them():
    found = ask(_facts(()), "cac")
    assert str(found.unavailable["cac"]) == (
        "No source yet: connect what your team, tools and agencies cost."
    )


def test_its_state_changes_with_any_month():
    one, other = (_cost("people", "2026-01-01", amount) for amount in (1, 2))
    assert len({state_of_running(costs) for costs in ((), (one,), (other,), (one, other))}) == 4
