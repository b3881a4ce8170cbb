"""Sums made in advance change the time of an answer, never the answer."""

from datetime import date

import pytest

from comptoir.core.periods import Grain, Period
from comptoir.measure.metrics.catalogue.dimensions import DIMENSIONS
from comptoir.measure.metrics.catalogue.registry import catalogue, dimensions
from comptoir.measure.metrics.query import Query, Question
from comptoir.measure.metrics.rollups import ROLLUPS, build_all, reads, rolled, whole_months
from comptoir.measure.metrics.statements import Branch
from comptoir.measure.metrics.tests.facts import MemoryFacts
from comptoir.measure.metrics.tests.shop import SCOPE, ask, days, figures, random_shop, random_sources

COMPUTED = [metric for metric in catalogue() if metric.is_computed and metric.name != "retention"]
SPLITS = [*sorted(set(DIMENSIONS) - {"months_since_first"}), "", "country,customer_type", "product,source"]


@pytest.fixture(scope="module")
def both():
    rows = random_shop(3) | random_sources(3)
    return MemoryFacts(**rows), MemoryFacts(is_rolled_up=True, **rows)


OVERS = [("total", "2025-11-25/2026-01-20"), ("month", "2025-12-01/2026-01-31"), ("week", None)]
"""Grain and period: days beside whole months, whole months, all there is in weeks that cross them."""
TURNS = {
    (by, *OVERS[turn % len(OVERS)])
    for turn, by in enumerate(("", "product", "category", "customer_type", "cohort"))
}
EVERY_TURN = {("country", *each) for each in OVERS}


def same(both, by, grain, over):
    known = [
        m.name
        for m in COMPUTED
        if {DIMENSIONS[name] for name in by.split(",") if name} <= set(dimensions(m))
        and m.formula.facts & {rollup.fact for rollup in ROLLUPS}
    ]
    if not known:
        return
    asked = {"by": by, "grain": grain, "tax": "included", "compare": "previous"}
    plain, rolled_up = (ask(facts, ",".join(known), over, **asked) for facts in both)
    assert figures(rolled_up) == figures(plain)
    assert len(plain.rows) > 0


@pytest.mark.slow
@pytest.mark.parametrize(("by", "grain", "over"), sorted(TURNS | EVERY_TURN, key=str))
def test_the_answer_is_the_same(both, by, grain, over):
    """A split of each kind over one of the periods in turn, one split over all of them."""
    same(both, by, grain, over)


@pytest.mark.slow
@pytest.mark.parametrize(("grain", "over"), OVERS)
@pytest.mark.parametrize("by", SPLITS)
def test_the_answer_is_the_same_whatever_is_asked(both, by, grain, over):
    same(both, by, grain, over)


def test_filters_give_the_same_answer(both):
    plain, rolled_up = both
    for where in (
        (("country", "FR"), ("country", "")),
        (("category", "shoes"),),
        (("product", "A"), ("weekday", "1")),
    ):
        asked = {"by": "product", "grain": "month", "where": where}
        expected = figures(ask(plain, "net_sales,units", **asked))
        assert expected
        assert figures(ask(rolled_up, "net_sales,units", **asked)) == expected


def test_rollups_are_read_where_they_can_be(both):
    _plain, rolled_up = both
    assert set(build_all(rolled_up, rolled_up.profile.facts)) == {rollup.name for rollup in ROLLUPS}
    assert {rollup.name for rollup in ROLLUPS} | {"order_history"} <= set(rolled_up.views)


def read_from(fact, by="", grain=Grain.TOTAL, over="2026-01-15/2026-03-10", measure="returned"):
    """The rollup (or none) and the days of each read."""
    question = Question.parse(SCOPE, Query(("returns",), by=tuple(by.split(",")) if by else (), grain=grain))
    branch = Branch(fact, "day", False, (measure,))
    return [
        (read.rollup.name if read.rollup else None, read.period)
        for read in reads(branch, question, days(over))
    ]


def test_the_smallest_that_knows_the_dimensions_is_read():
    over = days("2026-01-15/2026-03-10")
    assert read_from("refund") == [("refund_by_day", over)]
    assert read_from("refund", "country,weekday", Grain.DAY) == [("refund_by_day", over)]
    assert read_from("refund", "brand") == [("refund_by_category", over)]
    assert read_from("refund", "return_reason") == [(None, over)]
    assert read_from("refund", "brand,country") == [(None, over)]


@pytest.mark.parametrize(
    ("fact", "measure", "unsummed", "by_month"),
    [
        ("order_line", "gross", "cost_sold", "line_by_product"),
        ("refund", "returned", "cost_returned", "refund_by_product"),
    ],
)
def test_products_are_read_by_whole_months_and_the_edges_by_day(fact, measure, unsummed, by_month):
    by_day = f"{by_month}_and_day"
    asked = {"measure": measure, "fact": fact, "by": "product"}
    expected = [
        (by_month, days("2026-02-01/2026-02-28")),
        (by_day, days("2026-01-15/2026-01-31")),
        (by_day, days("2026-03-01/2026-03-10")),
    ]
    assert read_from(**asked) == expected
    assert read_from(**asked, grain=Grain.QUARTER) == expected
    assert read_from(**asked, grain=Grain.WEEK) == [(by_day, days("2026-01-15/2026-03-10"))]
    short = "2026-01-02/2026-01-30"
    assert read_from(**asked, over=short) == [(by_day, days(short))]
    assert read_from(**asked, grain=Grain.DAY, over=short) == [(by_day, days(short))]
    assert read_from(**asked | {"measure": unsummed}, over=short) == [(None, days(short))]


def test_whole_months():
    assert whole_months(days("2026-01-01/2026-02-28")) == (days("2026-01-01/2026-02-28"), ())
    assert whole_months(days("2026-01-02/2026-02-27")) == (None, (days("2026-01-02/2026-02-27"),))
    inner, edges = whole_months(Period(date(2026, 1, 31), date(2026, 3, 31)))
    assert inner == days("2026-02-01/2026-03-31")
    assert edges == (days("2026-01-31"),)


def test_what_a_later_day_can_change_is_rolled_up_apart():
    lasting = {m.name for rollup in ROLLUPS if not rollup.is_of_followers for m in rolled(rollup)}
    followers = {m.name for rollup in ROLLUPS if rollup.is_of_followers for m in rolled(rollup)}
    assert "first_order_count" in lasting
    assert {"matured_first_30", "repeated_30"} <= followers - lasting
    assert not {"customer_count", "returned_by_order_day"} & (lasting | followers)
