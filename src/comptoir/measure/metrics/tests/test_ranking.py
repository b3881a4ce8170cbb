"""How many make most of the whole: as Python counts it, figure by figure, whatever their size."""

from decimal import Decimal
from itertools import accumulate

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.measure.metrics.catalogue.registry import metric
from comptoir.measure.metrics.cells import EXACT
from comptoir.measure.metrics.engine import Means, ranking
from comptoir.measure.metrics.query import Query
from comptoir.measure.metrics.ranking import Ranking
from comptoir.measure.metrics.rates import no_rates
from comptoir.measure.metrics.tests.facts import MemoryFacts
from comptoir.measure.metrics.tests.shop import SCOPE, ask, random_shop

SALES = metric("gross_sales")
SHARE = Decimal("0.8")
AMOUNTS = st.one_of(st.decimals(-1000, 1_000_000, places=4), st.decimals("9e14", "1e20", places=4))


def ranked(values):
    cells = pa.table({"gross": pa.array(values, EXACT)})
    labels = pa.chunked_array([[str(place) for place in range(len(values))]], pa.string())
    return Ranking.of(labels, SALES, "excluded", cells)


@given(st.lists(AMOUNTS, max_size=30))
def test_as_python_counts(values):
    values = sorted(values, reverse=True)
    sold = [value for value in values if value > 0]
    sums = list(accumulate(values))
    found = ranked(values)
    assert len(found) == len(values)
    assert found.above_nothing == len(sold)
    assert found.first(3) == [(str(place), value) for place, value in enumerate(values[:3])]
    assert found.reached(range(1, len(values) + 1)) == sums
    few = next((n for n, one in enumerate(sums, 1) if one >= SHARE * sums[len(sold) - 1]), 0) if sold else 0
    assert found.needed(SHARE) == few


def test_the_share_is_reached_to_the_last_digit():
    assert ranked([Decimal(80), Decimal(20)]).needed(SHARE) == 1
    assert ranked([Decimal("79.9999"), Decimal("20.0001")]).needed(SHARE) == 2
    assert ranked([Decimal(50), Decimal(30), Decimal(20), Decimal(-40)]).needed(SHARE) == 2


def test_of_nothing():
    nothing = Ranking.nothing()
    assert (len(nothing), nothing.above_nothing, nothing.needed(SHARE)) == (0, 0, 0)
    assert nothing.first(10) == nothing.reached([]) == []


def test_what_does_not_add_up_is_not_ranked():
    with pytest.raises(ValueError, match="aov"):
        Ranking.of(pa.chunked_array([], pa.string()), metric("aov"), "excluded", pa.table({}))


def test_products_from_the_largest_on():
    facts = MemoryFacts(**random_shop(6))
    rows = ask(facts, "net_sales", by="product", order="-net_sales").rows
    found = ranking(SCOPE, Query(("net_sales",), by=("product",)), Means(facts, facts.profile, no_rates))
    assert found.first(len(found)) == [(row.dimensions["product"], row.values["net_sales"]) for row in rows]
