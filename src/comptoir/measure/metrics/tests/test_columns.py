"""Columns say what rows say, line by line, unknown included."""

import pytest

from comptoir.core.periods import Comparison
from comptoir.measure.metrics.columns import COMPARED
from comptoir.measure.metrics.engine import Means, answer, in_columns
from comptoir.measure.metrics.query import Query
from comptoir.measure.metrics.rates import no_rates
from comptoir.measure.metrics.tests.facts import MemoryFacts
from comptoir.measure.metrics.tests.shop import SCOPE, days, random_shop

METRICS = ("units", "net_units", "demand_sales", "return_rate", "gross_margin_rate")


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("by", "unknown"),
    [(("product", "category"), "stock_on_hand"), (("country",), "sessions"), ((), "sessions")],
)
def test_columns_are_rows(seed, by, unknown):
    facts = MemoryFacts(**random_shop(seed))
    means = Means(facts, facts.profile, no_rates)
    query = Query(
        (*METRICS, unknown), by=by, period=days("2026-01-05/2026-02-01"), compare=Comparison.PREVIOUS
    )
    rows, found = answer(SCOPE, query, means).rows, in_columns(SCOPE, query, means)
    assert found.num_rows == len(rows) > 0
    lines = found.to_pylist()
    for row, line in zip(rows, lines, strict=True):
        assert {name: line[name] for name in by} == row.dimensions
        for name in (*METRICS, unknown):
            for told, suffix in ((row.values, ""), (row.compared, COMPARED)):
                value = told.get(name)
                assert line[name + suffix] == (
                    None if value is None else pytest.approx(float(value), rel=1e-12)
                )
    assert all(line[unknown] is None for line in lines)
