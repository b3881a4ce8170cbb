"""Segments that move by themselves and targets at risk: planted, shuffled, and by hand."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest

from comptoir.core.ledger.api import Basis
from comptoir.decide.findings.analyses import segments, targets
from comptoir.decide.findings.candidate import LackingError
from comptoir.decide.findings.engine.screening import RATE
from comptoir.decide.findings.facts import Facts
from comptoir.decide.findings.looking import look
from comptoir.decide.findings.tests.shop import load
from comptoir.decide.targets.api import Place, set_targets

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

DAY = date(2026, 6, 28)
"""A Sunday: the last of whole weeks."""
WEEKS = 26
COUNTRIES = ("FR", "BE", "CH")
ORDERS = {"FR": 12, "BE": 6, "CH": 2}
PRICE = 50


def sold(seed=1, *, fallen="", risen="", mixed=False, last=DAY, weeks=WEEKS):
    """Orders of three countries, day by day; one may lose, another gain half of its orders in the last four weeks."""
    chance = random.Random(seed)
    orders, lines = [], []
    for ago in range(weeks * 7 - 1, -1, -1):
        day = last - timedelta(days=ago)
        for country, usual in ORDERS.items():
            recent = ago < 28
            mean = usual * (
                0.5 if recent and country == fallen else 1.5 if recent and country == risen else 1.0
            )
            for _order in range(round(chance.gauss(mean, mean**0.5 / 2))):
                told = {
                    "order_id": str(len(orders)),
                    "day": day,
                    "country": chance.choice(COUNTRIES) if mixed else country,
                    "customer_key": len(orders) + 1,
                    "gross_amount": PRICE,
                }
                orders.append({**told, "placed_total": PRICE})
                lines.append({**told, "sku": "P1"})
    return {"order": orders, "order_line": lines}


def facts(scope, day=DAY):
    return Facts(scope, day, None, 21)


def test_the_segment_that_fell_is_found_and_not_those_whose_weight_rose_for_it(scope):
    load(scope, sold(fallen="BE"))
    found = segments.look(facts(scope))
    assert found.tried == 3
    sure = [one for one in found.candidates if one.p_value < 0.001]
    assert [one.subject for one in sure] == [{"country": "BE"}]
    one = sure[0]
    # 6 of 20 orders before, 3 of 17 now: 12 points less, of 30 days of 17 orders of 50 each.
    assert float(one.numbers["points"]) == pytest.approx(0.30 - 3 / 17, abs=0.015)
    assert one.numbers["variant"] == "fall"
    assert one.stake.basis is Basis.SALES
    assert float(one.stake.mid) == pytest.approx((0.30 - 3 / 17) * 30 * 17 * PRICE, rel=0.15)
    assert one.stake.low < one.stake.mid < one.stake.high
    # The exact permutation of 4 weeks among 24 has no smaller p-value than one in 10,626.
    assert one.p_value == pytest.approx(1 / 10626, rel=0.01)


def test_the_segment_that_rose(scope):
    load(scope, sold(risen="FR"))
    sure = [one for one in segments.look(facts(scope)).candidates if one.p_value < 0.001]
    assert [(one.subject, one.numbers["variant"]) for one in sure] == [({"country": "FR"}, "")]


def test_a_season_that_comes_back_is_no_news(scope):
    """The same fall a year ago: told as the difference to it, nothing has moved."""
    now, before = sold(2, fallen="BE"), sold(3, fallen="BE", last=DAY - timedelta(weeks=52))
    for name in now:
        now[name] += [row | {"order_id": f"y{row['order_id']}"} for row in before[name]]
    load(scope, now)
    assert min((one.p_value for one in segments.look(facts(scope)).candidates), default=1.0) > RATE / 3


@pytest.mark.parametrize("seed", range(1, 5))
def test_in_shuffled_orders_no_segment_moves(scope, seed):
    load(scope, sold(seed, fallen="BE", mixed=True))
    found = look(scope, DAY, None, least=Decimal(20), delay_days=21)
    assert not [one for one in found.found if one.analysis == "moving_segment"]
    assert segments.look(facts(scope)).tried == 3


class TestTargets:
    EVENING = date(2026, 6, 14)

    def test_without_a_target_it_says_what_it_needs(self, scope):
        load(scope, sold())
        with pytest.raises(LackingError, match=r"No target|Aucun objectif"):
            targets.at_risk(facts(scope))

    def test_a_target_out_of_reach_is_worth_its_gap_and_ends_with_the_month(self, scope):
        load(scope, sold())
        set_targets(scope, Place("net_sales"), {date(2026, 6, 1): Decimal(45_000)})
        (one,) = targets.at_risk(facts(scope, self.EVENING)).candidates
        # 20 orders of 50 a day: 30,000 in June, 15,000 short.
        assert float(one.stake.mid) == pytest.approx(15_000, rel=0.06)
        assert 0 <= one.stake.low < one.stake.mid < one.stake.high
        assert one.stake.mid == pytest.approx(Decimal(one.numbers["missing"]), abs=Decimal("0.02"))
        assert (one.subject, one.p_value, one.expires) == ({"target": "net_sales"}, None, date(2026, 6, 30))
        (found,) = [
            found
            for found in look(scope, self.EVENING, None, least=Decimal(20), delay_days=21).found
            if found.analysis == "target_at_risk"
        ]
        assert found.expires == date(2026, 6, 30)

    def test_a_target_within_reach_is_no_finding(self, scope):
        load(scope, sold())
        set_targets(scope, Place("net_sales"), {date(2026, 6, 1): Decimal(20_000)})
        found = targets.at_risk(facts(scope, self.EVENING))
        assert (found.candidates, found.tried) == ((), 1)

    def test_a_month_that_is_over_has_no_risk_left(self, scope):
        load(scope, sold())
        set_targets(scope, Place("net_sales"), {date(2026, 5, 1): Decimal(90_000)})
        assert targets.at_risk(facts(scope, date(2026, 5, 31))).tried == 0
