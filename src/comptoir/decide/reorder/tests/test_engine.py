"""Stock against demand: the worked values of the week, laws that always hold, chance itself."""

import math
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.decide.findings.engine.cover import missing
from comptoir.decide.reorder.engine.demand import Ahead, Pace, demand
from comptoir.decide.reorder.engine.limits import Limit, Wish, own_limit, within
from comptoir.decide.reorder.engine.supply import Supply, outlook

CALM = settings(max_examples=40, deadline=None)
TEN_A_DAY = Pace(280, 28)
USUAL = Supply(delay=21, cover=28)


def test_the_worked_example_of_the_week():
    """Stock 140, 10 a day, delay 21 days: out in 14 days, 7 days missing, 70 units; at 12 a unit 840 lost."""
    found = outlook(140, TEN_A_DAY, Ahead.steady(49), USUAL)
    assert found.cover_days == pytest.approx(14)
    assert found.out.mid == 14
    assert found.missing_days == 7
    assert found.missing.mid == pytest.approx(70)
    assert found.staked.mid * 12 == pytest.approx(840)
    assert found.order.mid == pytest.approx(280)
    assert found.saved.mid == pytest.approx(280)


def test_a_steady_pace_is_what_the_finding_says():
    found = outlook(140, Pace(280, 28, 1.7), Ahead.steady(49), USUAL)
    finding = missing(140, 280, 28, 21, 1.7)
    assert found.missing.low == pytest.approx(finding.low)
    assert found.missing.mid == pytest.approx(finding.mid)
    assert found.missing.high == pytest.approx(finding.high)


def test_a_busy_week_ahead_empties_the_shelf_sooner():
    """Three times the sales from the fifth day on: 40 + 30 x 3.33 days."""
    ratio = np.ones(49)
    ratio[4:12] = 3
    found = outlook(140, TEN_A_DAY, Ahead(ratio, np.zeros(49)), USUAL)
    assert found.out.mid == 8
    assert found.missing.mid == pytest.approx(40 + 240 + 90 - 140)


def test_what_is_on_its_way_counts_from_its_morning_and_not_before():
    early = outlook(140, TEN_A_DAY, Ahead.steady(49), Supply(21, 28, arrivals=((15, 50),)))
    assert early.missing.mid == pytest.approx(20)
    assert early.missing_days == 2
    # Asked for while there was none: lost, not served later.
    late = outlook(140, TEN_A_DAY, Ahead.steady(49), Supply(21, 28, arrivals=((20, 50),)))
    assert late.missing.mid == pytest.approx(50)
    assert late.order.mid == pytest.approx(280 - 30)


def test_nothing_is_asked_for_after_the_season():
    found = outlook(140, TEN_A_DAY, Ahead.steady(49), Supply(21, 28, season=30))
    assert found.order.mid == pytest.approx(90)
    over = outlook(140, TEN_A_DAY, Ahead.steady(49), Supply(21, 28, season=16))
    assert over.order.mid == 0
    assert over.missing.mid == pytest.approx(20)


def test_an_item_that_nobody_asks_for_lasts():
    found = outlook(5, Pace(0, 28), Ahead.steady(49), USUAL)
    assert math.isinf(found.cover_days)
    assert found.out.mid is None
    assert found.order.mid == 0


def test_what_is_out_is_out_this_evening():
    found = outlook(0, TEN_A_DAY, Ahead.steady(49), USUAL)
    assert (found.out.early, found.out.mid, found.out.late) == (0, 0, 0)
    assert found.missing_days == 21


def test_the_stake_counts_thirty_days_at_most():
    found = outlook(0, TEN_A_DAY, Ahead.steady(120), Supply(delay=60, cover=60))
    assert found.missing.mid == pytest.approx(600)
    assert found.staked.mid == pytest.approx(300)
    assert found.saved.mid == pytest.approx(300)
    assert found.order.mid == pytest.approx(600)


def test_the_level_after_the_order_never_falls_below_nothing_and_jumps_when_it_arrives():
    levels = outlook(140, TEN_A_DAY, Ahead.steady(49), USUAL).levels
    assert levels.mid[13] == pytest.approx(0)
    assert levels.mid[20] == pytest.approx(0)
    assert levels.mid[21] == pytest.approx(270)
    assert levels.mid[48] == pytest.approx(0)
    assert (levels.low <= levels.mid).all()
    assert (levels.mid <= levels.high).all()


@CALM
@given(
    st.floats(0, 500),
    st.floats(0, 400),
    st.integers(1, 60),
    st.integers(1, 60),
    st.lists(st.tuples(st.integers(1, 60), st.floats(0, 200)), max_size=3),
)
def test_units_are_sold_missed_or_left(stock, sold, delay, cover, arrivals):
    pace, days = Pace(sold, 28), delay + cover
    supply = Supply(delay, cover, arrivals=tuple(arrivals))
    found = outlook(stock, pace, Ahead.steady(days), supply)
    for one in (found.missing, found.order, found.saved, found.staked):
        assert 0 <= one.low <= one.mid + 1e-6
        assert one.mid <= one.high + 1e-6
    asked, came = sold / 28 * days, sum(units for day, units in arrivals if day <= days)
    ordered = math.ceil(found.order.mid - 1e-9)
    # With the order nothing is missed once it is there: what is left is what came and was not sold.
    left = stock + came + ordered - (asked - found.missing.mid)
    assert found.levels.mid[-1] == pytest.approx(left, abs=1e-6)
    assert found.saved.mid <= found.order.mid + 1


@CALM
@given(st.floats(60, 300), st.floats(0.5, 3), st.floats(0, 0.5))
def test_an_uncertain_forecast_widens_the_interval(sold, level, error):
    pace, ratio = Pace(sold, 28, 1.5), np.full(49, level)
    sure = demand(pace, Ahead(ratio, np.zeros(49)))
    unsure = demand(pace, Ahead(ratio, np.full(49, error)))
    assert (unsure.high >= sure.high).all()
    assert (unsure.low <= sure.low).all()


@pytest.mark.slow
def test_the_interval_holds_the_demand_of_a_steady_item_four_times_in_five():
    """Clumps of 1.8, a pace that four weeks tell: counted on 4,000 drawn items."""
    chance = np.random.default_rng(11)
    held, items = 0, 4000
    for mean in chance.uniform(2, 12, items):
        sold, asked = (chance.negative_binomial(mean * n / 0.8, 1 / 1.8) for n in (28, 21))
        told = demand(Pace(float(sold), 28, 1.8), Ahead.steady(21))
        held += bool(told.low[-1] <= asked <= told.high[-1])
    assert 0.79 <= held / items <= 0.84


class TestLimits:
    def test_of_an_item_alone(self):
        assert own_limit(40, 0, 21, None) is None
        assert own_limit(40, 50, 21, None) is Limit.BELOW_MINIMUM
        assert own_limit(50, 50, 21, None) is None
        assert own_limit(0, 50, 21, None) is None
        assert own_limit(40, 0, 21, 21) is Limit.SEASON_OVER
        assert own_limit(40, 0, 21, 22) is None

    def test_what_earns_most_is_ordered_first(self):
        wishes = [
            Wish(Decimal(600), Decimal(100)),
            Wish(Decimal(500), Decimal(900)),
            Wish(None, Decimal(800)),
            Wish(Decimal(400), Decimal(50)),
        ]
        assert within(None, wishes) == [None] * 4
        assert within(Decimal(1000), wishes) == [Limit.TIED_UP, None, Limit.COST_UNKNOWN, None]
        assert within(Decimal(0), wishes)[1] is Limit.TIED_UP

    @CALM
    @given(st.lists(st.integers(0, 500), max_size=12), st.integers(0, 2000))
    def test_the_bound_is_kept(self, costs, bound):
        wishes = [Wish(Decimal(cost), Decimal(place)) for place, cost in enumerate(costs)]
        found = within(Decimal(bound), wishes)
        taken = sum(cost for cost, limit in zip(costs, found, strict=True) if limit is None)
        assert taken <= bound
