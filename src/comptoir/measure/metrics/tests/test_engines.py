"""No SQL of one engine: every computed metric by every dimension compiles for DuckDB and for PostgreSQL."""

from datetime import date

import ibis
import pytest

from comptoir.core.periods import Grain
from comptoir.measure.metrics.catalogue.registry import catalogue, dimensions
from comptoir.measure.metrics.plan import branches
from comptoir.measure.metrics.query import Query, Question
from comptoir.measure.metrics.slots import Span
from comptoir.measure.metrics.statements import from_fact
from comptoir.measure.metrics.tests.facts import MemoryFacts
from comptoir.measure.metrics.tests.shop import SCOPE, random_shop

COMPUTED = [metric for metric in catalogue() if metric.is_computed]


@pytest.fixture(scope="module")
def facts():
    return MemoryFacts(**random_shop(1))


@pytest.fixture(scope="module")
def compiled(facts):
    """Compiles what a query runs, in a dialect; what several metrics share is compiled once."""
    known = {}

    def compile_all(query, dialect):
        question = Question.parse(SCOPE, query)
        found = []
        for branch in branches(question, question.metrics, facts.profile):
            key = (branch, query.by, query.grain, dialect)
            if key not in known:
                expression = from_fact(facts, branch, question, date(2026, 1, 31), Span.open())
                known[key] = ibis.to_sql(expression, dialect=dialect)
            found.append(known[key])
        return found

    return compile_all


@pytest.mark.parametrize("dialect", ["duckdb", "postgres"])
@pytest.mark.parametrize("metric", COMPUTED, ids=lambda metric: metric.name)
def test_every_metric_by_every_dimension_compiles(compiled, metric, dialect):
    cohort = ("months_since_first",) if metric.name == "retention" else ()
    for dimension in dimensions(metric):
        by = tuple(dict.fromkeys((*cohort, dimension.name)))
        found = compiled(Query((metric.name,), by=by, grain=Grain.MONTH), dialect)
        assert found
        assert all("SELECT" in sql for sql in found)


@pytest.mark.parametrize("dialect", ["duckdb", "postgres"])
@pytest.mark.parametrize("grain", list(Grain))
def test_every_grain_compiles(compiled, grain, dialect):
    assert len(compiled(Query(("net_sales", "customers"), grain=grain, tax="included"), dialect)) == 3
