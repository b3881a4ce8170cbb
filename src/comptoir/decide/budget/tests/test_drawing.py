"""What the charts draw adds up: from gross sales down to the margin, from the budget to where it lands."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.utils.translation import override

from comptoir.decide.budget.drawing import down_to_margin, gap_to_budget
from comptoir.decide.budget.engine.account import planned
from comptoir.decide.budget.engine.lines import Amounts, Line
from comptoir.decide.budget.engine.outlook import Method
from comptoir.decide.budget.shapes import Account, Row
from comptoir.decide.budget.spans import Span, Width

D = Decimal


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with override("en"):
        yield


ACTUAL = planned(
    {
        Line.GROSS_SALES: D(1000),
        Line.DISCOUNTS: D(100),
        Line.RETURNS: D(50),
        Line.COGS: D(350),
        Line.LOGISTICS: D(60),
        Line.PAYMENT: D(40),
    }
)
BUDGET = planned({Line.GROSS_SALES: D(1200), Line.RETURNS: D(80), Line.COGS: D(450), Line.LOGISTICS: D(90)})


def account(actual: Amounts, budget: Amounts) -> Account:
    rows = tuple(
        Row(line, actual.get(line), budget.get(line), actual.get(line), None, None, None, Method.OVER)
        for line in Line
    )
    span = Span(Width.MONTH, date(2026, 10, 1))
    return Account(span, "EUR", 1, date(2026, 10, 31), is_over=True, rows=rows, budgeted=1)


def steps(spec: dict[str, Any]) -> list[tuple[str, float, float]]:
    return [(one["label"], one["start"], one["end"]) for one in spec["data"]["values"]]


def test_each_bar_hangs_on_the_one_above_down_to_the_last_margin_known() -> None:
    spec = down_to_margin(account(ACTUAL, BUDGET), "en")
    assert spec
    drawn = steps(spec)
    assert drawn[0] == ("Gross sales", 0.0, 1000.0)
    assert drawn[3] == ("Net sales", 0.0, 850.0)
    assert drawn[-1] == ("Contribution margin 2", 0.0, 400.0)
    totals = {"Gross sales", "Net sales", "Gross margin", "Contribution margin 2"}
    assert all(
        before[2] == (after[2] if after[0] in totals else after[1]) for before, after in pairwise(drawn)
    )
    assert "budget €1.2K" in spec["data"]["values"][0]["note"]


def test_what_makes_the_gap_leads_from_the_budget_to_where_it_lands() -> None:
    found = gap_to_budget(account(ACTUAL, BUDGET), "en")
    assert found
    total, drawn = found[0], steps(found[1])
    assert total is Line.CM2
    assert (drawn[0][1], drawn[-1][2]) == (580.0, 400.0)
    assert drawn[-2][2] == drawn[-1][1]
    told = {label: end - start for label, start, end in drawn[1:-1]}
    assert told == {
        "Gross sales": -200,
        "Discounts": -100,
        "Returns": 30,
        "Cost of goods": 100,
        "Logistics cost": 30,
        "Payment cost": -40,
    }


def test_net_sales_budgeted_alone_begin_the_gap() -> None:
    found = gap_to_budget(account(ACTUAL, planned({Line.NET_SALES: D(900), Line.COGS: D(400)})), "en")
    assert found
    assert found[0] is Line.GROSS_MARGIN
    assert [(label, end - start) for label, start, end in steps(found[1])[1:-1]] == [
        ("Net sales", -50),
        ("Cost of goods", 50),
    ]
    alone = gap_to_budget(account(ACTUAL, planned({Line.NET_SALES: D(900)})), "en")
    assert alone
    assert [label for label, _start, _end in steps(alone[1])] == ["Budget", "Net sales", "Actual"]


def test_without_sales_or_budget_there_is_no_chart() -> None:
    assert down_to_margin(account({}, BUDGET), "en") is None
    assert gap_to_budget(account(ACTUAL, {}), "en") is None
