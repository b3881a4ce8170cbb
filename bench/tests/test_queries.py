"""The bench's own counterpart: SQL and metrics agree on a small store, and a disagreement is not passed over."""

from datetime import date

import pytest

from bench.asked import asked, tiles
from bench.generate import Size
from bench.queries import READINGS, bare, compared, in_order, is_additive
from bench.raw import Ask, NotWrittenError
from bench.store import stored
from comptoir.core.periods import Grain, Period
from comptoir.measure.metrics import engine
from comptoir.measure.metrics.api import Query

YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))
SMALL = Size(orders=3_000, lines=9_000, months=30)
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scope(home, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    return stored(SMALL)


@pytest.mark.slow
def test_every_question_of_the_cockpit_has_its_sql_and_agrees_with_it(scope):
    raw = bare(scope)
    questions = asked(scope, READINGS)
    assert len(questions) > len(tiles(scope))
    assert any(one.query.by == ("product",) and one.query.limit for one in questions)
    assert {is_additive(one.query) for one in questions} == {True, False}
    assert {one.ask for one in questions} == {engine.answer, engine.ranking}
    for one in questions:
        in_order(scope, raw, one, compared(scope, raw, one.query, one.tile))
    for query in (Query(("customers",), grain=Grain.MONTH), Query(("net_sales", "units"), by=("product",))):
        compared(scope, raw, query)


def test_a_wrong_answer_stops_the_bench(scope):
    raw = bare(scope)
    raw.connection.execute(
        "CREATE OR REPLACE VIEW refund AS "
        "SELECT 0 AS amount, DATE '2023-01-01' AS day, '2023-01' AS month, '' AS kind"
    )
    with pytest.raises(AssertionError, match="SQL says otherwise"):
        compared(scope, raw, Query(("net_sales",)))


@pytest.mark.slow
def test_a_ranking_that_sql_does_not_tell_stops_the_bench(scope):
    raw = bare(scope)
    question = next(one for one in asked(scope, READINGS) if one.ask is engine.ranking)
    asks = compared(scope, raw, question.query)
    raw.connection.execute(
        "CREATE OR REPLACE VIEW refund AS "
        "SELECT 0 AS amount, DATE '2023-01-01' AS day, '2023-01' AS month, '' AS kind, '' AS sku"
    )
    with pytest.raises(AssertionError, match="SQL ranks otherwise"):
        in_order(scope, raw, question, asks)


def test_a_new_metric_asks_for_its_sql(scope):
    with pytest.raises(NotWrittenError, match="taxes"):
        bare(scope).sql(Ask(("taxes",), (), Grain.TOTAL, YEAR, "excluded"))
