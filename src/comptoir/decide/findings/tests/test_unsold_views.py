"""Products seen and not bought: one planted, the same shop shuffled, and what is said without views."""

import random
from datetime import timedelta

import pytest

from comptoir.core.ledger.api import Basis
from comptoir.decide.findings.analyses import unsold_views
from comptoir.decide.findings.api import LackingError, facts_of
from comptoir.decide.findings.engine.screening import RATE, adjusted
from comptoir.decide.findings.tests.shop import DAY, SKUS, Shop, cost_rules, load

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

UNLOVED, OUT, VIEWS = "P05", "P06", 400
"""Items sell 1.4 a day: about 39 in 28 days, one in ten views."""


def shop():
    """Unloved and out sell nothing in four weeks; all are seen as often."""
    rows = Shop(3, is_planted=False).rows
    since = DAY - timedelta(days=27)
    rows = {
        name: [
            row
            for row in of
            if name not in ("order", "order_line", "stock_level", "product", "product_cost")
            or row.get("sku") not in (UNLOVED, OUT)
            or name in ("product", "product_cost", "stock_level")
            or row["day"] < since
        ]
        for name, of in rows.items()
        if name in ("order", "order_line", "stock_level", "product", "product_cost")
    }
    rows["stock_level"] = [row | ({"on_hand": 0} if row["sku"] == OUT else {}) for row in rows["stock_level"]]
    rows["event"] = [
        {
            "day": since + timedelta(days=number % 28),
            "name": "view_item",
            "sku": sku,
            "event_id": f"{sku}{number}",
        }
        for sku in SKUS
        for number in range(VIEWS)
    ]
    return rows


def told(outcome):
    """What chance does not explain, alone in its night."""
    judged = outcome.candidates
    rates = adjusted(
        ["views"] * outcome.tried, [one.p_value for one in judged] + [1.0] * (outcome.tried - len(judged))
    )
    return [one for one, rate in zip(judged, rates, strict=False) if rate <= RATE]


def test_the_planted_one_is_found_and_what_is_out_is_not_blamed(scope):
    cost_rules(scope)
    load(scope, shop())
    outcome = unsold_views.look(facts_of(scope, DAY))
    (found,) = told(outcome)
    assert found.subject == {"product": UNLOVED}
    assert (found.numbers["variant"], found.numbers["views"], found.numbers["sold"]) == ("none", "400", "0")
    assert found.stake is not None
    assert found.stake.basis is Basis.MARGIN
    assert found.stake.low < found.stake.mid
    # About 39 units in 28 days at 9.80 of margin, told over 30 days.
    assert 300 < found.stake.mid < 500
    assert outcome.tried == len(SKUS) - 1


def test_where_views_follow_sales_nothing_is_found(scope):
    rows = shop()
    chance = random.Random(8)
    sold = [row["sku"] for row in rows["order_line"] if row["day"] > DAY - timedelta(days=28)]
    rows["event"] = [{**row, "sku": chance.choice(sold)} for row in rows["event"]]
    load(scope, rows)
    assert told(unsold_views.look(facts_of(scope, DAY))) == []


def test_without_views_it_says_what_to_connect(scope):
    rows = shop()
    del rows["event"]
    load(scope, rows)
    with pytest.raises(LackingError):
        unsold_views.look(facts_of(scope, DAY))
