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
from comptoir.measure.metrics.tests.shop import RULES, SCOPE, random_shop, random_sources

COMPUTED = [metric for metric in catalogue() if metric.is_computed]
DIALECTS = ["duckdb", "postgres"]


@pytest.fixture(scope="module")
def facts():
    return MemoryFacts(rules=RULES, **random_shop(1), **random_sources(1))


@pytest.fixture(scope="module")
def compiled(facts):
    """Compiles what a query runs, in a dialect; what several metrics share is compiled once."""
    made, known = {}, {}

    def compile_all(query, dialect):
        question = Question.parse(SCOPE, query)
        found = []
        for branch in branches(question, question.metrics, facts.profile):
            key = (branch, query.by, query.grain)
            if key not in made:
                made[key] = from_fact(facts, branch, question, date(2026, 1, 31), Span.open()).unbind()
            if (key, dialect) not in known:
                known[key, dialect] = ibis.to_sql(made[key], dialect=dialect, pretty=False)
            found.append(known[key, dialect])
        return found

    return compile_all


def known_to(metric):
    """The dimensions by which a metric can be split, each as it is asked; a cohort's are asked together."""
    cohort = ("months_since_first",) if metric.name == "retention" else ()
    return {tuple(dict.fromkeys((*cohort, dimension.name))) for dimension in dimensions(metric)}


SPLITS = sorted({by for metric in COMPUTED for by in known_to(metric)})


def compiles(compiled, metrics, by, dialect):
    found = compiled(Query(metrics, by=by, grain=Grain.MONTH), dialect)
    assert found
    assert all("SELECT" in sql for sql in found)


@pytest.mark.slow
@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("by", SPLITS, ids=",".join)
def test_every_dimension_compiles_with_every_metric_that_knows_it(compiled, by, dialect):
    compiles(compiled, tuple(metric.name for metric in COMPUTED if by in known_to(metric)), by, dialect)


@pytest.mark.slow
@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("metric", COMPUTED, ids=lambda metric: metric.name)
def test_every_metric_compiles_alone_by_every_dimension(compiled, metric, dialect):
    for by in known_to(metric):
        compiles(compiled, (metric.name,), by, dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("grain", list(Grain))
def test_every_grain_compiles(compiled, grain, dialect):
    assert len(compiled(Query(("net_sales", "customers"), grain=grain, tax="included"), dialect)) == 3
