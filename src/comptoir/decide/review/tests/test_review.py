"""A whole review: of a steady shop whose figures can be added up by hand, of shuffled data, and of an evening past."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from comptoir.core import clock
from comptoir.core.companies.api import operator_scope
from comptoir.core.errors import ConflictError, InputError
from comptoir.decide.findings.tests import shop
from comptoir.decide.review.api import as_json, as_markdown, review
from comptoir.decide.review.essentials import essentials
from comptoir.decide.review.parts import Sign
from comptoir.decide.targets.api import Place, set_targets
from comptoir.decide.targets.tests.conftest import FIRST, LAST, load, sold

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
"""A Sunday; the last day of the steady shop is Saturday the 21st."""


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def steady(day):
    """90 on a Monday, 5 more each weekday after it, give or take 3 by turns."""
    return 90 + 5 * day.weekday() + (-3, 0, 3)[day.toordinal() % 3]


def loaded(scope, last_amount=None):
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    amounts = {day: steady(day) for day in days} | ({LAST: last_amount} if last_amount else {})
    load(scope, [sold(day, amount) for day, amount in amounts.items()])
    return scope


def line(found, name):
    return next(one for one in found.figures.lines if one.metric.name == name)


def test_a_usual_day_stays_grey(scope):
    with clock.frozen(NOW):
        found = review(loaded(scope), "day")
        sales = line(found, "net_sales")
        assert (sales.value, sales.before) == (steady(LAST), steady(LAST - timedelta(days=7)))
        assert sales.last_year == steady(LAST - timedelta(days=364))
        assert sales.sign is Sign.USUAL
        assert sales.expected.low <= sales.value <= sales.expected.high
        assert line(found, "aov").sign is Sign.UNJUDGED
        # Nobody has returned anything, and no refund was ever loaded.
        assert line(found, "returns").value == 0
        assert found.reasons == ()
        assert found.late == ()
        told = essentials(scope, found)
        assert told[0].startswith(
            f"Net sales (excl. tax), yesterday, Saturday 21 November 2026: €{steady(LAST)}"
        )
        assert "within its usual variation" in told[0]


def test_a_day_far_below_is_told_with_its_reason(scope):
    with clock.frozen(NOW):
        found = review(loaded(scope, last_amount=20), "day")
        sales = line(found, "net_sales")
        assert sales.sign is Sign.BAD
        assert found.reasons[0].metric.name == "net_sales"
        text = essentials(scope, found)[0]
        assert "Less than expected (between €" in text
        # One order of 20 in place of one of the week before: all of it is the basket.
        before = steady(LAST - timedelta(days=7))
        assert f"basket before discounts \N{MINUS SIGN}€{before - 20}" in text


def test_the_month_lands_against_its_target(scope):
    with clock.frozen(NOW):
        set_targets(loaded(scope), Place(), {date(2026, 11, 1): Decimal(4000)})
        (landed,) = review(scope, "month").landings
        actual = sum(steady(date(2026, 11, 1) + timedelta(days=n)) for n in range(21))
        assert landed.progress.actual == actual
        assert landed.progress.landing.expected == pytest.approx(actual + 9 * 105, rel=0.03)
        told = as_json(scope, review(scope, "month"))
        assert (told["landings"][0]["actual"], told["landings"][0]["target"]) == (f"{actual}.00", "4000.00")
        assert told["landings"][0]["chance"] == "0.0000"
        assert told["findings"]["worth_most"][0]["analysis"] == "target_at_risk"


def test_the_periods_of_the_command(scope):
    loaded(scope)
    with clock.frozen(NOW):
        for name, start in (("week", date(2026, 11, 16)), ("90d", date(2026, 8, 24))):
            found = review(scope, name)
            assert found.span.period.start == start
            days = (LAST - start).days + 1
            assert line(found, "net_sales").value == sum(
                steady(start + timedelta(days=n)) for n in range(days)
            )
        # A forecast made a month and more before is no judge.
        assert line(found, "net_sales").sign is Sign.UNJUDGED


@pytest.mark.parametrize("seed", range(1, 3))
def test_on_shuffled_data_nothing_is_worth_doing(scope, seed):
    shop.cost_rules(scope)
    shop.load(scope, shop.shuffled(shop.Shop(seed)))
    found = review(scope, "day", shop.DAY)
    assert found.is_calm
    assert found.finds.tried > 100
    told = as_json(scope, found)
    assert told["nothing_worth_doing"] is True
    assert told["findings"]["worth_most"] == []
    assert any(one.startswith("Nothing is worth doing: ") for one in told["essentials"])
    assert told["findings"]["sentence"] in as_markdown(scope, found)
    with translation.override("fr"):
        assert "Rien ne vaut qu’on agisse" in as_markdown(scope, found)


def test_what_is_planted_is_worth_doing(scope):
    shop.cost_rules(scope)
    shop.load(scope, shop.Shop(1).rows)
    found = review(scope, "day", shop.DAY)
    assert not found.is_calm
    assert len(found.finds.listed) == 10
    told = as_json(scope, found)
    assert told["nothing_worth_doing"] is False
    assert {"costly_channel", "stock_out"} <= {one["analysis"] for one in told["findings"]["worth_most"]}
    assert "1. " in as_markdown(scope, found)


def test_an_evening_of_the_past_reads_nothing_of_the_days_after(make_company):
    evening = shop.DAY - timedelta(days=28)
    rows = shop.Shop(1).rows
    told = []
    for slug, content in (("whole", rows), ("then", shop.known_on(evening, rows))):
        make_company(slug)
        scope = operator_scope(slug)
        shop.cost_rules(scope)
        set_targets(scope, Place(), {evening.replace(day=1): Decimal(30_000)})
        shop.load(scope, content)
        of_scope = {**as_json(scope, review(scope, "week", evening))}
        told.append({name: of_scope[name] for name in of_scope if name not in ("company", "refreshed_at")})
    whole, then = told
    assert whole == then
    assert whole["late"] is None
    assert whole["findings"]["worth_most"]


def test_days_to_come_and_empty_companies(scope):
    with pytest.raises(ConflictError, match="Nothing is loaded"):
        review(scope, "day")
    load(scope, [sold(LAST, 100)])
    with clock.frozen(NOW), pytest.raises(InputError, match="has not come yet"):
        review(scope, "day", date(2026, 12, 1))
