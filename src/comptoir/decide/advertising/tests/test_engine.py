"""Break-even, pacing, and what the engine proposes: the worked values of the decision, and its limits."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.decide.advertising.engine.earning import break_even_roas, earned, with_tax, without_tax
from comptoir.decide.advertising.engine.pacing import Pace, pacing
from comptoir.decide.advertising.engine.proposing import (
    Campaign,
    Caused,
    Limit,
    Move,
    judged,
    proposed,
)
from comptoir.decide.advertising.engine.testing import smallest_effect

RATE = Decimal("0.30")
PAYS = Campaign(Decimal(1000), Decimal(5000), RATE, cover_days=Decimal(60))
LOSES = Campaign(Decimal(1000), Decimal(2000), RATE, cover_days=Decimal(60))
TESTED = replace(PAYS, caused=Caused(Decimal(4), Decimal(6)))
WASTED = replace(LOSES, caused=Caused(Decimal(1), Decimal(2)))


def test_at_a_margin_rate_of_30_per_cent_the_break_even_is_3_33():
    assert round(break_even_roas(RATE), 2) == Decimal("3.33")
    assert break_even_roas(Decimal(0)) is None
    # The highest COS is the rate: spend of 30 for 100 of sales earns nothing.
    assert earned(Decimal(30), Decimal(100), RATE) == 0


def test_a_platform_that_counts_tax_shows_4_where_nothing_is_earned():
    assert round(without_tax(Decimal("4.00"), Decimal("0.20")), 2) == Decimal("3.33")
    assert with_tax(break_even_roas(RATE), Decimal("0.20")) == pytest.approx(Decimal(4))
    sales = Decimal(100) * without_tax(Decimal(4), Decimal("0.20"))
    assert round(earned(Decimal(100), sales, RATE), 2) == 0


def test_the_month_is_told_by_the_days_to_come_at_the_pace_of_the_last_week():
    found = pacing(Decimal(600), Decimal(1000), 15, 30, Decimal(50))
    assert found.projected == 1350
    assert found.ratio == Decimal("1.35")
    assert found.pace is Pace.OVER
    assert round(found.daily, 2) == Decimal("26.67")
    assert pacing(Decimal(100), Decimal(0), 15, 30, Decimal(1)) is None
    # 10 % over is on course at the start of a month, not at its end.
    assert pacing(Decimal(0), Decimal(300), 1, 30, Decimal("11.37")).pace is Pace.ON
    assert pacing(Decimal(330), Decimal(300), 30, 30, Decimal(11)).pace is Pace.OVER
    assert pacing(Decimal(330), Decimal(300), 30, 30, Decimal(11)).daily == 0


@pytest.mark.parametrize("campaign", [PAYS, LOSES])
def test_what_is_only_credited_is_proposed_for_a_test_never_for_a_move(campaign):
    found = proposed(campaign)
    assert (found.move, found.limits) == (Move.TEST, (Limit.UNCALIBRATED,))
    assert found.effect.low == 0
    moved = judged(campaign, Decimal("-0.1"), to=replace(PAYS, spend=Decimal(500)))
    assert moved.is_stopped
    assert Limit.UNCALIBRATED in moved.limits
    assert moved.effect is None


def test_the_test_of_a_campaign_is_worth_the_step_that_it_allows():
    # All caused: a fifth more earns 0.2 x (1500 - 1000); nothing caused: a fifth less saves 200.
    assert proposed(PAYS).effect.high == 200
    assert proposed(replace(PAYS, sales=Decimal(10000))).effect.high == 400


def test_a_tested_campaign_is_moved_by_a_step_of_its_measured_return():
    up = proposed(TESTED)
    assert (up.move, up.step, up.is_stopped) == (Move.RAISE, Decimal("0.20"), False)
    # 1000 x 0.2 x (0.3 x 4 - 1) to (0.3 x 6 - 1).
    assert (up.effect.low, up.effect.mid, up.effect.high) == (40, 100, 160)
    down = proposed(WASTED)
    assert down.move is Move.LOWER
    assert (down.effect.low, down.effect.high) == (80, 140)
    unsure = proposed(replace(TESTED, caused=Caused(Decimal(3), Decimal(4))))
    assert (unsure.move, unsure.limits) == (Move.HOLD, (Limit.UNCERTAIN,))
    moved = judged(WASTED, Decimal("-0.2"), to=TESTED)
    assert (moved.is_stopped, moved.effect.low, moved.effect.high) == (False, 120, 300)


def test_a_step_is_20_per_cent_at_most():
    found = judged(PAYS, Decimal("0.5"))
    assert found.step == Decimal("0.20")
    assert Limit.STEP in found.limits
    assert judged(LOSES, Decimal(-1)).step == Decimal("0.20")
    assert Limit.STEP not in judged(PAYS, Decimal("0.2")).limits


def test_what_is_about_to_run_out_is_never_pushed():
    short = replace(TESTED, cover_days=Decimal(20), delay_days=21)
    assert proposed(short).move is Move.HOLD
    assert Limit.RUNNING_OUT in proposed(short).limits
    assert judged(short, Decimal("0.1")).is_stopped
    assert judged(WASTED, Decimal("-0.1"), to=short).is_stopped
    assert not judged(short, Decimal("-0.1")).is_stopped
    assert Limit.UNKNOWN_STOCK in judged(replace(PAYS, cover_days=None), Decimal("0.1")).limits


def test_what_loses_even_on_its_credit_and_what_lacks_no_budget_are_not_raised():
    assert Limit.LOSES in judged(LOSES, Decimal("0.1")).limits
    assert judged(LOSES, Decimal("0.1")).is_stopped
    full = judged(replace(TESTED, lost_to_budget=Decimal(0)), Decimal("0.1"))
    assert full.is_stopped
    assert Limit.NOT_HELD_BACK in full.limits
    assert not judged(replace(TESTED, lost_to_budget=Decimal("0.2")), Decimal("0.1")).is_stopped


def test_without_credit_or_margin_nothing_is_proposed_and_the_reason_is_told():
    unknown = proposed(Campaign(Decimal(1000), None, None))
    assert (unknown.move, unknown.effect) == (Move.HOLD, None)
    assert unknown.limits == (Limit.UNKNOWN_CREDIT, Limit.UNKNOWN_MARGIN)
    assert judged(Campaign(Decimal(1000), None, RATE), Decimal("0.1")).is_stopped


amounts = st.decimals(0, 10**6, places=2)


@given(
    spend=amounts, sales=amounts, rate=st.decimals("-0.5", "0.9", places=3), step=st.decimals(-1, 1, places=2)
)
def test_every_effect_is_in_order_and_every_step_within_its_limit(spend, sales, rate, step):
    found = judged(Campaign(spend, sales, rate), step)
    assert 0 <= found.step <= Decimal("0.20")
    if found.effect is not None:
        assert found.effect.low <= found.effect.mid <= found.effect.high
    test = proposed(Campaign(spend, sales, rate))
    assert test.effect.low == 0 <= test.effect.mid <= test.effect.high


def test_a_test_of_eight_weeks_sees_what_the_spread_of_weeks_allows():
    # Weeks of 90 and 110 by turns: changes of 20, so a spread of 14.1; (1.96 + 0.84) x 14.1 x sqrt(4 / 8) / 100.
    assert smallest_effect([90.0, 110.0] * 6, 8) == pytest.approx(0.280, abs=0.001)
    assert smallest_effect([100.0] * 12) == 0
    # A trend is no chance: its steps are small.
    assert smallest_effect([100.0 + week for week in range(26)]) < 0.02
    assert smallest_effect([100.0] * 7) is None
    assert smallest_effect([]) is None
