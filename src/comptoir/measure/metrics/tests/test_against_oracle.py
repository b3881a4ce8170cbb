"""Every computed metric by every dimension, at every grain, against plain Python over the same rows."""

from decimal import Decimal

import pytest

from comptoir.core.periods import Grain
from comptoir.measure.metrics.catalogue.dimensions import DIMENSIONS
from comptoir.measure.metrics.catalogue.registry import catalogue, dimensions
from comptoir.measure.metrics.tests.facts import MemoryFacts, filled
from comptoir.measure.metrics.tests.oracle import Oracle
from comptoir.measure.metrics.tests.shop import SCOPE, SUNDAY_SCOPE, ask, days, random_shop

OF_SALES = {"order", "order_line", "refund"}
COMPUTED = [
    metric.name
    for metric in catalogue()
    if metric.is_computed
    and metric.formula.needed <= OF_SALES
    and not metric.formula.one_of
    and metric.name != "retention"
]
SPLITS = sorted(
    {dimension.name for dimension in DIMENSIONS.values() if OF_SALES & set(dimension.facts)}
    - {"months_since_first"}
)
OVER = "2025-12-03/2026-01-20"
SEEDS = (1, 2)


@pytest.fixture(scope="module", params=SEEDS)
def shop(request):
    rows = random_shop(request.param)
    return MemoryFacts(**rows), {name: filled(name, rows[name]) for name in rows}


def agree(shop, metrics, *, by="", grain=Grain.TOTAL, tax="excluded", scope=SCOPE):
    facts, rows = shop
    names = tuple(by.split(",")) if by else ()
    found = ask(facts, ",".join(metrics), OVER, by=by, grain=grain.value, tax=tax, scope=scope)
    for metric in metrics:
        expected = Oracle(rows, tax).figures(metric, days(OVER), grain, names, scope.week_start)
        got = {(row.period, tuple(row.dimensions.values())): row.values[metric] for row in found.rows}
        speaking = {key: value for key, value in expected.items() if value not in (None, 0)}
        assert {key: got.get(key) for key in speaking} == speaking, metric
        # What the oracle does not know of is nothing: 0 of a sum, no value of a ratio.
        silent = {value for key, value in got.items() if key not in speaking}
        assert silent <= {None, 0, Decimal(0)}, metric


@pytest.mark.parametrize("dimension", SPLITS)
def test_all_metrics_that_know_a_dimension(shop, dimension):
    known = [m.name for m in catalogue() if m.name in COMPUTED and DIMENSIONS[dimension] in dimensions(m)]
    assert known
    agree(shop, known, by=dimension)


@pytest.mark.parametrize("grain", list(Grain))
def test_all_metrics_at_a_grain(shop, grain):
    agree(shop, COMPUTED, grain=grain)


@pytest.mark.parametrize("metric", COMPUTED)
def test_a_metric_alone(shop, metric):
    """Alone, it reads fewer rows than among others: the figure is the same."""
    agree(shop, [metric], grain=Grain.MONTH)


def test_a_week_that_starts_on_sunday(shop):
    agree(shop, COMPUTED, grain=Grain.WEEK, scope=SUNDAY_SCOPE)


def test_including_tax_by_two_dimensions(shop):
    agree(shop, COMPUTED, by="country,source", grain=Grain.MONTH, tax="included")


def test_the_shops_have_something_to_say():
    """Otherwise the tests above would agree about nothing."""
    rows = random_shop(1)
    found = {name: filled(name, rows[name]) for name in rows}
    silent = {
        metric
        for metric in COMPUTED
        if not any(Oracle(found).figures(metric, days(OVER), Grain.TOTAL, ()).values())
    }
    assert silent == {"repeat_365"}  # three months of data cannot know
