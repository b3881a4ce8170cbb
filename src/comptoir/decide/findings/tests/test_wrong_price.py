"""A price typed wrongly is found; an offer on everything, a category on offer and shuffled prices are not."""

import random
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.core.calendar.api import Draft, EventKind, add_event
from comptoir.core.companies.api import operator_scope
from comptoir.decide.findings.analyses import wrong_price
from comptoir.decide.findings.engine.prices import fallen, low_now, shop_index
from comptoir.decide.findings.engine.screening import RATE
from comptoir.decide.findings.facts import Facts
from comptoir.decide.findings.tests.shop import cost_rules, load

DAY = date(2026, 3, 15)
SKUS = tuple(f"P{number:02d}" for number in range(16))
WRONG = "P05"


def days_at(*prices):
    return [(DAY - timedelta(days=len(prices) - 1 - place), price) for place, price in enumerate(prices)]


def test_the_chance_of_three_low_days_is_counted_exactly():
    found = fallen(days_at(*[20.0] * 12, 9.0, 9.0, 9.0))
    # Three of fifteen days: one choice of 455.
    assert found.p_value == pytest.approx(1 / 455)
    assert (found.now, found.usual, found.since) == (9.0, 20.0, DAY - timedelta(days=2))
    assert found.is_low
    # Six days low: the first of them is told, and any three of the six would do.
    long = fallen(days_at(*[20.0] * 12, *[9.0] * 6))
    assert long.since == DAY - timedelta(days=5)
    assert long.p_value == pytest.approx(20 / 816)
    assert fallen(days_at(*[20.0] * 15)).p_value == 1
    assert not fallen(days_at(*[20.0] * 12, 17.1, 17.1, 17.1)).is_low
    assert fallen(days_at(*[20.0] * 11, 9.0, 9.0, 9.0)) is None


def columns(prices):
    """Items by place, their days and prices, as the engine takes them."""
    told = [
        (item, day.toordinal(), price)
        for item, days in enumerate(prices)
        for day, price in sorted(days.items())
    ]
    items, days, values = zip(*told, strict=True)
    return np.array(items), np.array(days), np.array(values)


def test_an_offer_on_everything_moves_the_index_and_no_item():
    days = [DAY - timedelta(days=place) for place in range(30)]
    prices = [{day: 16.0 if place < 3 else 20.0 for place, day in enumerate(days)} for _sku in SKUS]
    items, ordinals, values = columns(prices)
    index = shop_index(items, ordinals, values)
    assert set(index[ordinals == DAY.toordinal()]) == {0.8}
    assert set(index[ordinals == days[10].toordinal()]) == {1.0}
    # Of few items nothing is said of the shop.
    assert set(shop_index(*columns(prices[:4]))) == {1.0}


@given(st.lists(st.lists(st.sampled_from((0.0, 8.0, 16.9, 17.0, 20.0)), min_size=1, max_size=30), min_size=1))
def test_thousands_are_judged_at_once_as_each_would_be_alone(courses):
    prices = [dict(days_at(*course)) for course in courses]
    items, _days, values = columns(prices)
    is_judged, is_low = low_now(items, values)
    alone = [fallen(sorted(course.items())) for course in prices]
    assert is_judged.tolist() == [found is not None for found in alone]
    assert is_low.tolist() == [found is not None and found.is_low for found in alone]


def shop(seed, low=(), offer=1.0):
    """Every item sold at about 20 for 91 days; `low` at 9 on the last five."""
    chance, rows = random.Random(seed), {"order": [], "order_line": [], "product": [], "product_cost": []}
    for place, sku in enumerate(SKUS):
        rows["product"].append({"sku": sku, "category": "soaps" if place < 8 else "candles"})
        rows["product_cost"].append({"sku": sku, "valid_from": date(2025, 1, 1), "unit_cost": 8})
        for ago in range(91):
            for unit in range(chance.choice((0, 1, 2))):
                number = f"{sku}-{ago}-{unit}"
                price = 9 if sku in low and ago < 5 else round(20 * chance.uniform(0.9, 1.1), 2)
                told = {"order_id": number, "day": DAY - timedelta(days=ago), "gross_amount": price}
                if ago < 5:
                    told["gross_amount"] = round(price * offer, 2)
                rows["order"].append({**told, "placed_total": told["gross_amount"]})
                rows["order_line"].append({**told, "sku": sku})
    return rows


@pytest.fixture
def looked(make_company):
    def look(rows):
        make_company("elsewhere", country="DE")
        scope = operator_scope("elsewhere")
        cost_rules(scope)
        load(scope, rows)
        return wrong_price.look(Facts(scope, DAY, None, 21))

    return look


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_a_price_typed_wrongly_is_found_with_what_it_costs(looked):
    found = looked(shop(1, low=[WRONG]))
    (one,) = [candidate for candidate in found.candidates if candidate.p_value < 0.001]
    assert one.subject == {"product": WRONG}
    assert found.tried == len(SKUS)
    assert Decimal(one.numbers["now"]) == pytest.approx(9, abs=Decimal("0.5"))
    assert Decimal(one.numbers["usual"]) == pytest.approx(20, abs=Decimal("0.5"))
    assert one.numbers["since"] == (DAY - timedelta(days=4)).isoformat()
    assert one.numbers["variant"] == "loss"
    # About 1 a day x 9.8 of margin, and about 1 a day now sold 1.2 below what it costs: some 11 a day.
    assert 200 < one.stake.mid < 500
    assert one.stake.low < one.stake.mid < one.stake.high


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 5))
def test_in_a_shop_of_shuffled_prices_nothing_is_found(looked, seed):
    rows = shop(seed, low=[WRONG])
    prices = [row["gross_amount"] for row in rows["order_line"]]
    random.Random(seed).shuffle(prices)
    for name in ("order", "order_line"):
        rows[name] = [row | {"gross_amount": price} for row, price in zip(rows[name], prices, strict=True)]
    found = looked(rows)
    assert found.tried == len(SKUS)
    assert [one for one in found.candidates if one.p_value < RATE / len(SKUS)] == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_an_offer_is_no_mistake(looked):
    assert looked(shop(1, offer=0.7)).candidates == ()


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow
def test_a_category_on_offer_and_days_of_a_promotion_are_no_mistake(make_company):
    make_company("elsewhere", country="DE")
    scope = operator_scope("elsewhere")
    load(scope, shop(1, low=SKUS[:4]))
    facts = Facts(scope, DAY, None, 21)
    assert wrong_price.look(facts).candidates == ()
    add_event(scope, Draft("Ours", EventKind.PROMOTION, DAY, DAY))
    assert wrong_price.look(facts).tried == 0
