"""The account adds up to the cent, and its months make the year, whatever is known."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from comptoir.core.spreading import CENT
from comptoir.decide.budget.engine.account import closed, planned, planned_sum, summed
from comptoir.decide.budget.engine.lines import LEFT_OUT, STEPS, TAKEN, TYPED, Amounts, Line
from comptoir.decide.budget.engine.outlook import Ahead, Method, Pace, landed, method_of, rest, widths

D = Decimal
UNHURRIED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Not to fail because the machine is busy."""
OCTOBER: Amounts = {
    Line.GROSS_SALES: D(1000),
    Line.DISCOUNTS: D(100),
    Line.RETURNS: D(50),
    Line.NET_SALES: D(850),
    Line.COGS: D(350),
    Line.GROSS_MARGIN: D(500),
    Line.LOGISTICS: D(60),
    Line.PAYMENT: D(15),
    Line.MARKETPLACE: D(25),
    Line.CM2: D(400),
    Line.AD_SPEND: D(85),
    Line.AFFILIATION: D(15),
    Line.CM3: D(300),
    Line.PEOPLE: D(180),
    Line.TOOLS: D(20),
    Line.RESULT: D(100),
}


def adds_up(account: Amounts) -> None:
    for step in STEPS:
        above, total = account.get(step.above), account.get(step.total)
        if above is not None and total is not None:
            assert above - sum(account.get(line) or D(0) for line in step.all_taken) == total, step.total


def test_a_month_known_whole_leaves_nothing_out() -> None:
    assert closed(OCTOBER) == OCTOBER
    assert not set(LEFT_OUT) & set(closed(OCTOBER))


def test_what_is_of_unknown_cost_is_told_between_the_totals() -> None:
    """100 of the 850 sold have no cost; 30 of the margin are of orders without fees"""
    month = closed(
        {**OCTOBER, Line.COGS: D(300), Line.GROSS_MARGIN: D(450), Line.CM2: D(320), Line.CM3: D(220)}
    )
    assert month[Line.UNKNOWN_COST] == 100
    assert month[Line.UNKNOWN_FEES] == 30
    assert month.get(Line.UNKNOWN_ADS) is None
    adds_up(month)


def test_a_margin_that_is_unknown_is_none_and_nothing_is_left_out_of_it() -> None:
    month = summed(
        [closed({line: OCTOBER[line] for line in (*STEPS[0].taken, Line.GROSS_SALES, Line.NET_SALES)})]
    )
    assert month[Line.NET_SALES] == 850
    assert month.get(Line.GROSS_MARGIN) is None
    assert month[Line.UNKNOWN_COST] is None


def test_a_month_without_cost_is_left_out_of_the_margin_of_the_year() -> None:
    half = {line: OCTOBER[line] for line in (Line.GROSS_SALES, Line.DISCOUNTS, Line.RETURNS, Line.NET_SALES)}
    year = summed([closed(half), closed(OCTOBER)])
    assert (year[Line.NET_SALES], year[Line.UNKNOWN_COST], year[Line.GROSS_MARGIN]) == (1700, 850, 500)
    adds_up(year)


MEASURED = [one for one in Line if one not in LEFT_OUT]
AMOUNT = st.integers(min_value=-(10**11), max_value=10**11).map(lambda units: D(units).scaleb(-4))
"""With the four places that facts keep."""


def of_lines(lines: Sequence[Line], amount: st.SearchStrategy[Decimal | None]) -> Any:
    """Drawn by position: by name they take ten times as long."""
    drawn = st.lists(amount, min_size=len(lines), max_size=len(lines))
    return drawn.map(
        lambda amounts: {line: one for line, one in zip(lines, amounts, strict=True) if one is not None}
    )


MONTH, ALL_KNOWN = of_lines(MEASURED, st.none() | AMOUNT), of_lines(MEASURED, AMOUNT)


def with_gross(month: dict[Line, Decimal]) -> dict[Line, Decimal]:
    """As the catalogue measures them: gross sales, discounts, returns and net sales agree."""
    if Line.NET_SALES in month:
        taken = {line: month.get(line, D(0)) for line in STEPS[0].taken}
        return {**month, **taken, Line.GROSS_SALES: month[Line.NET_SALES] + sum(taken.values())}
    return {line: value for line, value in month.items() if line not in (*STEPS[0].taken, Line.GROSS_SALES)}


@UNHURRIED
@given(st.lists(st.one_of(MONTH, ALL_KNOWN).map(with_gross), min_size=1, max_size=4))
def test_lines_add_up_to_the_cent_and_months_make_the_year(months: list[dict[Line, Decimal]]) -> None:
    shown = [closed(month) for month in months]
    for month, exact in zip(shown, months, strict=True):
        adds_up(month)
        for line, value in exact.items():
            cents = month.get(line)
            assert cents is None or (abs(cents - value) <= CENT and cents == cents.quantize(CENT))
    year = summed(shown)
    adds_up(year)
    for line in Line:
        if line not in LEFT_OUT:
            assert (year.get(line) or 0) == sum(month.get(line) or 0 for month in shown)


CENTS = st.integers(min_value=0, max_value=10**9).map(lambda units: D(units).scaleb(-2))
BUDGET = of_lines(TYPED, st.none() | CENTS)


@UNHURRIED
@given(st.lists(BUDGET, min_size=1, max_size=4))
def test_a_budget_adds_up_wherever_it_has_a_total(months: list[dict[Line, Decimal]]) -> None:
    budgets = [planned(month) for month in months]
    for month in budgets:
        if Line.GROSS_SALES in month:
            adds_up(month)
    year = planned_sum(budgets)
    typed_net = any(Line.GROSS_SALES not in month for month in months)
    for step in STEPS[1:] if typed_net else STEPS:
        above, total = year.get(step.above), year.get(step.total)
        if above is not None and total is not None:
            assert above - sum(year.get(line) or D(0) for line in step.taken) == total


def test_net_sales_are_budgeted_alone_or_line_by_line() -> None:
    assert planned({Line.NET_SALES: D(90), Line.COGS: D(40)})[Line.GROSS_MARGIN] == 50
    by_line = planned({Line.NET_SALES: D(1), Line.GROSS_SALES: D(100), Line.RETURNS: D(10)})
    assert by_line[Line.NET_SALES] == 90
    assert planned({Line.NET_SALES: D(90)}).get(Line.GROSS_MARGIN) is None


def test_a_year_has_no_margin_budget_while_a_month_has_none() -> None:
    year = planned_sum([planned({Line.NET_SALES: D(90), Line.COGS: D(40)}), planned({Line.NET_SALES: D(10)})])
    assert year[Line.NET_SALES] == 100
    assert year[Line.GROSS_MARGIN] is None


PACE = Pace.of(closed(OCTOBER), {Line.PEOPLE: D(180)})


def test_the_days_to_come_follow_net_sales_at_the_pace_of_the_last_days() -> None:
    """half of October's sales: every line half, advertising as it is forecast"""
    assert PACE
    coming = rest(Ahead(D(425), D(50)), PACE, {Line.PEOPLE: D(60)})
    adds_up(coming)
    assert coming[Line.GROSS_SALES] == 500
    assert coming[Line.COGS] == 175
    assert coming[Line.CM2] == 200
    assert coming[Line.AD_SPEND] == 50
    assert coming[Line.AFFILIATION] == D("7.5")
    assert coming[Line.RESULT] == D("82.5")
    whole = landed(OCTOBER, coming)
    adds_up(whole)
    assert whole[Line.CM3] == D("442.5")
    assert rest(Ahead(D(425), None), PACE, {})[Line.AD_SPEND] == D("42.5")


def test_a_margin_unknown_of_the_last_days_has_no_landing() -> None:
    pace = Pace.of({Line.NET_SALES: D(100), Line.DISCOUNTS: D(10)}, {})
    assert pace
    whole = landed(OCTOBER, rest(Ahead(D(50), None), pace, {}))
    assert whole[Line.NET_SALES] == 900
    assert Line.GROSS_MARGIN not in whole
    assert Line.CM3 not in whole


def test_without_sales_there_is_no_pace() -> None:
    assert Pace.of({Line.NET_SALES: D(0)}, {}) is None
    assert Pace.of({}, {}) is None


def test_an_interval_is_the_share_of_sales_that_the_line_keeps_and_advertising_beside_it() -> None:
    """net sales may err by a tenth of October's 850, and every line with them: 40 of the margin of 400"""
    assert PACE
    found = widths(PACE, D(85), D(5))
    assert found[Line.NET_SALES] == 85
    assert found[Line.GROSS_SALES] == 100
    assert found[Line.CM2] == 40
    assert found[Line.AD_SPEND] == 5
    assert found[Line.CM3] == D("43.50")
    assert found[Line.RESULT] == D("43.50")
    assert widths(PACE, D(85), None)[Line.CM3] == 30


@UNHURRIED
@given(ALL_KNOWN.map(with_gross), CENTS)
def test_what_is_to_come_adds_up_whatever_the_pace(month: dict[Line, Decimal], sales: Decimal) -> None:
    pace = Pace.of(closed(month), {})
    if pace is not None:
        adds_up(rest(Ahead(sales, sales / 10), pace, {Line.TOOLS: D("9.99")}))


@pytest.mark.parametrize(
    ("line", "method"),
    [
        (Line.NET_SALES, Method.FORECAST),
        (Line.GROSS_SALES, Method.TOTAL),
        (Line.COGS, Method.RATE),
        (Line.AD_SPEND, Method.FORECAST),
        (Line.CM3, Method.TOTAL),
        (Line.PEOPLE, Method.TYPED),
    ],
)
def test_each_line_says_how_its_days_to_come_are_foreseen(line: Line, method: Method) -> None:
    assert method_of(line, is_over=False, are_ads_forecast=True) is method
    assert method_of(line, is_over=True, are_ads_forecast=True) is Method.OVER


def test_every_line_stands_in_one_step() -> None:
    assert {*TAKEN, *(step.total for step in STEPS), Line.GROSS_SALES} == set(Line)
