"""The account of a company: exact on a tiny shop, its budget set, spread and undone, and where it ends."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils.translation import override

from comptoir.core import clock
from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Scope
from comptoir.core.companies.permissions import MATRIX, Role
from comptoir.core.errors import ConflictError, ForbiddenError, InputError
from comptoir.decide.budget.api import (
    Account,
    Line,
    Span,
    Width,
    account_of,
    set_budget,
    spread_year,
    undo,
    year_of,
)
from comptoir.decide.budget.tests.conftest import load, sold
from comptoir.measure.costs.api import RunningKind, set_running_costs

D = Decimal
OCTOBER, SEPTEMBER = date(2026, 10, 1), date(2026, 9, 1)


def actual(account: Account) -> dict[str, Decimal | None]:
    return {one.line.value: one.actual for one in account.shown}


def test_the_account_of_a_month_is_what_its_orders_and_bills_make(shop: Scope) -> None:
    """payment: 2 % of 120 and of 108; nothing typed of the team yet"""
    october = account_of(shop, Span(Width.MONTH, OCTOBER))
    assert october.is_over
    assert actual(october) == {
        "gross_sales": 200,
        "discounts": 10,
        "returns": 40,
        "net_sales": 150,
        "cogs": 60,
        "gross_margin": 90,
        "logistics": 10,
        "payment": D("4.56"),
        "cm2": D("75.44"),
        "ad_spend": 20,
        "cm3": D("55.44"),
    }
    assert october.row(Line.NET_SALES).before == 100
    assert october.row(Line.NET_SALES).evolution == D("0.5")
    assert october.row(Line.CM2).before == D("62.60")
    assert october.row(Line.GROSS_SALES).landing == 200


def test_the_team_is_paid_last_and_months_make_the_year(shop: Scope) -> None:
    set_running_costs(shop, {(RunningKind.PEOPLE, OCTOBER): D(31), (RunningKind.TOOLS, OCTOBER): D("0.44")})
    october = account_of(shop, Span(Width.MONTH, OCTOBER))
    assert october.row(Line.RESULT).actual == 24
    # Before August nothing was sold this year.
    to_date = account_of(shop, Span(Width.TO_DATE, OCTOBER))
    parts = [account_of(shop, Span(Width.MONTH, date(2026, month, 1))) for month in (8, 9, 10)]
    for line in (Line.GROSS_SALES, Line.NET_SALES, Line.GROSS_MARGIN, Line.CM2, Line.CM3, Line.PEOPLE):
        assert to_date.row(line).actual == sum(one.row(line).actual or 0 for one in parts), line
    # September has a margin and no team: the year's result leaves it out, and says so.
    assert to_date.row(Line.UNTYPED).actual == D("62.60")
    assert to_date.row(Line.RESULT).actual == 24


def test_an_item_without_a_cost_is_left_out_of_the_margin_and_the_line_is_partial(shop: Scope) -> None:
    load(shop, [sold(9, "2026-10-12", sku="VASE")])
    october = account_of(shop, Span(Width.MONTH, OCTOBER))
    assert october.row(Line.NET_SALES).actual == 250
    assert october.row(Line.UNKNOWN_COST).actual == 100
    assert october.row(Line.GROSS_MARGIN).actual == 90
    assert october.row(Line.GROSS_MARGIN).is_partial
    assert not october.row(Line.NET_SALES).is_partial


def test_a_budget_stands_beside_and_its_gap_is_that_of_where_the_month_ends(shop: Scope) -> None:
    figures = {
        (Line.GROSS_SALES, OCTOBER): D(250),
        (Line.RETURNS, OCTOBER): D(50),
        (Line.COGS, OCTOBER): D(80),
        (Line.LOGISTICS, OCTOBER): D(20),
    }
    change = set_budget(shop, figures)
    october = account_of(shop, Span(Width.MONTH, OCTOBER))
    assert [october.row(line).budget for line in (Line.NET_SALES, Line.GROSS_MARGIN, Line.CM2)] == [
        200,
        120,
        100,
    ]
    assert october.row(Line.CM3).budget is None
    assert (october.row(Line.NET_SALES).gap, october.row(Line.NET_SALES).gap_share) == (-50, D("-0.25"))
    assert october.budgeted == 1
    # A quarter of which one month is budgeted keeps its lines, and says how many months they are of.
    quarter = account_of(shop, Span(Width.QUARTER, OCTOBER), with_landing=False)
    assert (quarter.row(Line.NET_SALES).budget, quarter.budgeted) == (200, 1)
    assert set_budget(shop, figures) is None
    assert change
    undo(shop, change)
    assert year_of(shop, 2026) == {}
    told = list(
        Entry.objects.filter(verb__startswith="budget.").order_by("pk").values_list("verb", flat=True)
    )
    assert told == ["budget.set", "budget.undone"]


def test_a_later_change_is_undone_first(scope: Scope) -> None:
    first = set_budget(scope, {(Line.COGS, OCTOBER): D(80), (Line.COGS, SEPTEMBER): D(70)})
    second = set_budget(scope, {(Line.COGS, OCTOBER): None})
    assert first
    assert second
    with pytest.raises(ConflictError):
        undo(scope, first)
    undo(scope, second)
    assert year_of(scope, 2026)[OCTOBER] == {Line.COGS: 80}


def test_what_is_no_budget_and_who_may_not_set_one_change_nothing(scope: Scope) -> None:
    for line, amount in ((Line.COGS, D(-1)), (Line.CM2, D(5))):
        with pytest.raises(InputError):
            set_budget(scope, {(line, OCTOBER): amount})
    for role in (Role.VIEWER, Role.CONTRIBUTOR, Role.GUEST):
        with pytest.raises(ForbiddenError):
            set_budget(replace(scope, permissions=MATRIX[role]), {(Line.COGS, OCTOBER): D(1)})
    assert year_of(scope, 2026) == {}


def test_what_a_team_costs_is_spread_evenly_to_the_cent(scope: Scope) -> None:
    spread_year(scope, Line.PEOPLE, 2027, D("100000.01"))
    months = [amounts[Line.PEOPLE] for amounts in year_of(scope, 2027).values()]
    assert len(months) == 12
    assert sum(one or 0 for one in months) == D("100000.01")
    with pytest.raises(InputError):
        spread_year(scope, Line.NET_SALES, 2027, D(100))


def test_before_the_first_import_there_is_a_budget_alone(scope: Scope) -> None:
    set_budget(scope, {(Line.NET_SALES, OCTOBER): D(90)})
    found = account_of(scope, Span(Width.MONTH, OCTOBER))
    assert found.last is None
    assert [(one.line, one.budget, one.landing) for one in found.shown] == [(Line.NET_SALES, 90, None)]


def test_nothing_of_later_days_is_read(shop: Scope) -> None:
    """the evening of 20 October: one order, and the refund of that day"""
    early = account_of(shop, Span(Width.MONTH, OCTOBER), date(2026, 10, 20), with_landing=False)
    assert early.last == date(2026, 10, 20)
    assert early.row(Line.GROSS_SALES).actual == 100
    assert early.row(Line.NET_SALES).actual == 60
    load(shop, [sold(8, "2026-10-21")])
    again = account_of(shop, Span(Width.MONTH, OCTOBER), date(2026, 10, 20), with_landing=False)
    assert actual(again) == actual(early)


@pytest.mark.slow
def test_a_running_month_ends_where_its_days_and_its_forecast_say(scope: Scope) -> None:
    """90 to 120 a day, by weekday, for two years; items cost 42 and nothing else is known: November sells 3,145"""
    first, last = date(2024, 11, 1), date(2026, 11, 21)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    sales = [
        sold(n, day.isoformat(), gross_amount=90 + 5 * day.weekday(), quantity=1)
        for n, day in enumerate(days, start=1)
    ]
    load(scope, sales, product_cost=[{"sku": "LAMP", "valid_from": "2024-01-01", "unit_cost": 42}])
    set_running_costs(scope, {(RunningKind.PEOPLE, OCTOBER): D(300)})
    with clock.frozen(clock.now().replace(day=22)):
        november = account_of(scope, Span(Width.MONTH, date(2026, 11, 1)))
        year = account_of(scope, Span(Width.YEAR, OCTOBER))
        december = account_of(scope, Span(Width.MONTH, date(2026, 12, 1)))
    assert not november.no_landing
    sales_row, margin = november.row(Line.NET_SALES), november.row(Line.GROSS_MARGIN)
    assert sales_row.landing == pytest.approx(D(3145), rel=D("0.005"))
    assert sales_row.low80 is not None
    assert sales_row.high80 is not None
    assert sales_row.low80 <= sales_row.landing <= sales_row.high80
    assert margin.landing == pytest.approx(sales_row.landing - 30 * 42, rel=D("0.005"))
    assert november.row(Line.CM2).landing is None
    assert november.row(Line.PEOPLE).landing == 300
    assert december.row(Line.NET_SALES).actual is None
    assert year.row(Line.NET_SALES).landing == sum(
        (one.row(Line.NET_SALES).landing or 0 for one in (november, december)),
        sum(D(90 + 5 * day.weekday()) for day in days if day.year == 2026 and day.month < 11),
    )


def test_what_is_missing_for_a_margin_is_said(scope: Scope) -> None:
    load(scope, [sold(1, "2026-10-05")])
    with override("en"):
        october = account_of(scope, Span(Width.MONTH, OCTOBER))
    assert october.row(Line.NET_SALES).actual == 100
    assert october.row(Line.GROSS_MARGIN).actual is None
    assert october.notes == ("Gross margin: No source yet: connect the costs of your products.",)
