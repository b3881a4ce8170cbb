"""Customers, segments, cohorts and values read from facts: exact, and blind to the future."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from comptoir.decide.customers.cohorts import cohorts
from comptoir.decide.customers.engine.backtest import BackTest
from comptoir.decide.customers.engine.book import NO_DAY
from comptoir.decide.customers.lifetimes import Lifetimes, lifetimes
from comptoir.decide.customers.quiet import quiet
from comptoir.decide.customers.reading import book_of, last_loaded_day, number_of
from comptoir.decide.customers.segments import segments
from comptoir.decide.customers.tests.shop import LAST, drawn, load, sale
from comptoir.decide.customers.together import together
from comptoir.decide.customers.valuation import valuation
from comptoir.measure.metrics.api import Query, run

pytestmark = pytest.mark.django_db


def test_customers_by_hand(company, scope):
    """
    customer  2026-01-05   2026-01-05   2026-02-01   2026-03-10 (after the day asked)
    1         100          20           40           999
    2         -            -            0            -
    guest     -            7            -            -
    """
    day = date(2026, 1, 5)
    load(
        company,
        [
            sale("A", day, 1, 100),
            sale("B", day, 1, 20),
            sale("C", date(2026, 2, 1), 1, 40),
            sale("D", date(2026, 3, 10), 1, 999),
            sale("E", date(2026, 2, 1), 2, 0),
            sale("F", day, None, 7),
        ],
    )
    found = book_of(scope, date(2026, 2, 28))
    assert found.key.tolist() == [1, 2]
    assert found.first.tolist() == [number_of(day), number_of(date(2026, 2, 1))]
    assert found.second.tolist() == [number_of(date(2026, 2, 1)), NO_DAY]
    assert found.last.tolist() == [number_of(date(2026, 2, 1))] * 2
    assert found.days.tolist() == [2, 1]  # two orders of one day are one purchase
    assert found.orders.tolist() == [3, 1]
    assert found.amount.tolist() == [160_0000, 0]
    assert found.first_amount.tolist() == [120_0000, 0]
    purchases = found.purchases()
    assert (purchases.repeats.tolist(), purchases.age.tolist()) == ([1, 0], [54, 27])
    assert last_loaded_day(scope) == date(2026, 3, 10)
    assert book_of(scope, date(2025, 1, 1)).size == 0


def test_all_customers_and_guests_make_the_sales(shop, scope):
    found = segments(scope, LAST)
    whole = run(scope, Query(("demand_sales", "orders"), tax="excluded")).total.values
    assert found.sales == whole["demand_sales"]
    assert sum(one.orders for one in found.parts) == whole["orders"]
    assert sum(one.customers for one in found.parts) == found.customers == 120
    assert sum(one.sales for one in found.parts) == sum(one.sales for one in found.squares) == found.sales


def test_cohorts_by_hand(company, scope):
    january, february = date(2026, 1, 5), date(2026, 2, 3)
    back = {
        "refund_id": "R",
        "order_id": "A",
        "order_day": "2026-01-05",
        "day": "2026-02-10",
        "sku": "LAMP",
        "amount": 30,
        "tax": 0,
        "customer_key": 1,
    }
    load(
        company,
        [
            sale("A", january, 1, 100),
            sale("B", january, 2, 50),
            sale("C", february, 1, 40),
            sale("D", february, 3, 70),
            sale("E", date(2026, 3, 20), 2, 999),
            sale("F", february, None, 7),
        ],
        [back],
    )
    found = cohorts(scope, date(2026, 2, 28))
    assert not found.runs
    assert not found.has_margin
    assert [(one.month, one.customers) for one in found.cohorts] == [("2026-01", 2), ("2026-02", 1)]
    first, second = (
        [(cell.months, cell.customers, cell.sales) for cell in one.cells] for one in found.cohorts
    )
    # The refund of January's order counts in February, where it was paid.
    assert first == [(0, 2, Decimal(150)), (1, 1, Decimal(10))]
    assert second == [(0, 1, Decimal(70))]
    assert found.cohorts[0].share(found.cohorts[0].cells[1]) == Decimal("0.5")
    assert cohorts(scope, date(2026, 2, 27)).runs


@pytest.mark.slow
def test_what_comes_later_changes_nothing(company, scope, keys):
    """Facts up to a day, then all of them: as of that day both say the same."""
    at = LAST - timedelta(days=120)
    sales = drawn(keys)
    load(company, [one for one in sales if date.fromisoformat(one[0]["day"]) <= at])
    before = [
        lifetimes(scope, at, 90),
        segments(scope, at),
        cohorts(scope, at),
        quiet(scope, at),
        together(scope, at),
    ]
    load(company, [one for one in sales if date.fromisoformat(one[0]["day"]) > at])
    after = [
        lifetimes(scope, at, 90),
        segments(scope, at),
        cohorts(scope, at),
        quiet(scope, at),
        together(scope, at),
    ]
    assert before[1:] == after[1:]
    one, other = before[0], after[0]
    assert isinstance(one, Lifetimes)
    assert isinstance(other, Lifetimes)
    assert one.worth.value.tolist() == other.worth.value.tolist()
    assert one.worth.high.tolist() == other.worth.high.tolist()
    assert (one.valuation, one.backtest) == (other.valuation, other.backtest)
    assert isinstance(one.backtest, BackTest)
    assert segments(scope, LAST) != after[1]


def test_value_is_net_sales_where_no_cost_is_known(shop, scope):
    found = valuation(scope, LAST)
    assert found is not None
    assert (found.metric, found.rate) == ("net_sales", Decimal(1))


def test_only_what_goes_together_is_told(shop, scope):
    found = together(scope, LAST)
    assert [(one.sku, one.other) for one in found.pairs] == [("MUG", "SAUCER")]
    (pair,) = found.pairs
    assert pair.support == Decimal(pair.together) / found.orders
    assert pair.follows == 1  # a saucer never goes without a mug
    assert pair.lift > 2
