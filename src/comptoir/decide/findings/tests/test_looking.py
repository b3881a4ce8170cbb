"""A look at a whole small shop: what is planted is found, what is shuffled is not, and the future is not read."""

from datetime import timedelta
from decimal import Decimal

import pytest

from comptoir.core.companies.api import operator_scope
from comptoir.core.ledger.api import Basis
from comptoir.decide.findings.looking import look
from comptoir.decide.findings.tests.shop import (
    DAY,
    DEAR,
    POOR,
    SHORT,
    SLEEPY,
    Shop,
    cost_rules,
    known_on,
    load,
    shuffled,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

LEAST = Decimal(20)
SHORT_HISTORY = {"worse_cohort", "going_quiet"}
"""Half a year tells nothing of them."""


def seen(scope, day=DAY):
    return look(scope, day, None, least=LEAST, delay_days=21)


@pytest.fixture
def planted(scope):
    cost_rules(scope)
    shop = Shop(1)
    load(scope, shop.rows)
    return shop


def test_everything_planted_is_found_and_nothing_else(scope, planted):
    found = seen(scope)
    told = {(one.analysis, *sorted(one.subject.values())) for one in found.found}
    assert {one for one in told if one[0] != "searches"} == {
        ("stock_out", SHORT),
        ("sleeping_stock", SLEEPY),
        ("thin_margin", DEAR),
        ("returned_often", POOR),
        ("guests", "guest"),
        ("costly_channel", "paid_social"),
        ("wasteful_days", "7", "paid_search"),
        ("late_parcels", "Express"),
        ("refusals", "instalments"),
        ("return_reasons", "broken"),
    }
    assert 1 <= sum(one[0] == "searches" for one in told) <= 5
    # The shop tells no views; products that are seen have tests of their own.
    assert found.gaps.keys() == {"unsold_views", "target_at_risk"} | SHORT_HISTORY
    by = {one.analysis: one for one in found.found}
    assert by["late_parcels"].stake is None
    assert by["sleeping_stock"].basis is Basis.TIED_UP
    stake = by["stock_out"].stake
    # 1.4 a day for 21 days, 4 in stock, 20 - 8 - 0.20 - 2 = 9.80 left of each, give or take.
    assert 100 < stake.low < stake.mid < stake.high < 350
    assert stake.basis is Basis.MARGIN
    # 30 spent a day for a margin of 12 x 0.49: 24 lost a day, 720 in 30 days.
    assert by["costly_channel"].stake.mid == pytest.approx(Decimal(720), abs=40)
    bases = [one.basis for one in found.found]
    assert bases == sorted(bases, key=[Basis.MARGIN, Basis.SALES, Basis.TIED_UP, Basis.NONE].index)
    sums = [one.stake.mid for one in found.found if one.basis is Basis.MARGIN]
    assert sums == sorted(sums, reverse=True)


@pytest.mark.parametrize("seed", range(1, 7))
def test_in_a_shuffled_shop_no_finding_survives(scope, seed):
    cost_rules(scope)
    load(scope, shuffled(Shop(seed)))
    found = seen(scope)
    assert found.found == ()
    assert found.tried > 100
    assert found.gaps.keys() == {"searches", "unsold_views", "target_at_risk"} | SHORT_HISTORY


def test_one_large_order_undone_is_no_product_that_comes_back(scope):
    shop = Shop(1)
    shop.undone("P10", 5000)
    load(scope, shop.rows)
    found = seen(scope)
    assert [one.subject["product"] for one in found.found if one.analysis == "returned_often"] == [POOR]


def test_without_costs_sales_are_told_apart_and_what_needs_a_margin_says_so(scope):
    shop = Shop(1)
    del shop.rows["product_cost"]
    load(scope, shop.rows)
    found = seen(scope)
    assert {"thin_margin", "costly_channel", "wasteful_days"} <= set(found.gaps)
    by = {one.analysis: one for one in found.found}
    assert by["stock_out"].basis is Basis.SALES
    assert by["sleeping_stock"].stake is None
    assert not [one for one in found.found if one.basis is Basis.MARGIN]


def test_a_look_from_an_evening_reads_nothing_of_the_days_after(make_company):
    evening = DAY - timedelta(days=28)
    rows = Shop(1).rows
    after = [row["day"] > evening for row in rows["stock_level"]]
    rows["stock_level"] = [
        row | ({"on_hand": 0} if late else {}) for row, late in zip(rows["stock_level"], after, strict=True)
    ]
    rows["product_cost"] += [
        {"sku": row["sku"], "valid_from": evening + timedelta(days=1), "unit_cost": 19}
        for row in rows["product_cost"]
    ]
    looks = []
    for slug, content in (("whole", rows), ("then", known_on(evening, rows))):
        make_company(slug)
        scope = operator_scope(slug)
        cost_rules(scope)
        load(scope, content)
        looks.append(seen(scope, evening))
    whole, then = looks
    assert whole.found == then.found
    assert whole.tried == then.tried
    assert whole.gaps.keys() == then.gaps.keys()
    told = {one.analysis for one in whole.found}
    # What the planted weeks after the evening would show.
    assert not told & {"late_parcels", "refusals", "return_reasons", "searches"}
    assert {"stock_out", "thin_margin", "returned_often", "costly_channel"} <= told


def test_what_is_not_loaded_is_said_and_no_finding_is_made_up(scope):
    load(scope, {name: Shop(1).rows[name] for name in ("order", "order_line", "product")})
    found = seen(scope)
    assert {"stock_out", "sleeping_stock", "costly_channel", "late_parcels", "refusals"} <= set(found.gaps)
    assert all(found.gaps.values())
    assert {one.analysis for one in found.found} == {"guests"}
    assert found.found[0].basis is Basis.SALES
