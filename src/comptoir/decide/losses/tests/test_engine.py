"""The shortfall by hand, and its interval and its alarms on days of which the truth is known."""

import numpy as np
import pytest

from comptoir.decide.losses.engine import (
    Days,
    Inconclusive,
    Shortfall,
    fallen_step,
    money_a_week,
    shortfall,
    stands_out,
)

WEEKDAYS = tuple(1 + n % 7 for n in range(70))


def test_the_worked_value():
    """2.0 % expected, 1.5 % seen, 10,000 visits a week, 18 of margin a purchase: 50 purchases, 900 a week."""
    assert money_a_week(0.020, 0.015, 10_000, 18) == pytest.approx(900)
    # 8 weeks of 1,000 visits a day at 2 % (Sundays 4 %), then two at 1.5 % (Sundays 3 %).
    purchases = [(40 if day == 7 else 20) * (0.75 if n >= 56 else 1) for n, day in enumerate(WEEKDAYS)]
    found = shortfall(Days(WEEKDAYS, (1_000,) * 70, purchases))
    assert isinstance(found, Shortfall)
    assert found.expected == pytest.approx(160 / 7_000)
    assert found.actual == pytest.approx(120 / 7_000)
    assert found.visits_a_week == 7_000
    assert found.mid == pytest.approx(40)
    assert money_a_week(found.expected, found.actual, found.visits_a_week, 18) == pytest.approx(40 * 18)
    assert found.since == 56
    # Weeks exactly alike: a fifth of a count's own spread; 1.4149 is Student's 80 % with 7 degrees of freedom.
    error = (0.2 * (320 + 320 * 2 / 8)) ** 0.5
    assert found.high - found.mid == pytest.approx(1.41492 * error / 2, rel=1e-4)
    assert found.mid - found.low == pytest.approx(found.high - found.mid)


def test_sundays_are_held_against_sundays():
    """More visits on the strong day: nothing is missing."""
    visits = [3_000 if n >= 56 and day == 7 else 1_000 for n, day in enumerate(WEEKDAYS)]
    purchases = [count * (0.04 if day == 7 else 0.02) for count, day in zip(visits, WEEKDAYS, strict=True)]
    found = shortfall(Days(WEEKDAYS, visits, purchases))
    assert isinstance(found, Shortfall)
    assert found.mid == pytest.approx(0, abs=1e-9)
    assert found.p_value == pytest.approx(0.5)


def test_what_cannot_be_told_is_said():
    assert shortfall(Days((1,) * 69, (9,) * 69, (1,) * 69)) == Inconclusive("few_days", 69, 70)
    few = shortfall(Days(WEEKDAYS, (100,) * 70, (1,) * 70))
    assert few == Inconclusive("few_purchases", pytest.approx(14), 20.0)
    assert isinstance(shortfall(Days(WEEKDAYS, (0,) * 70, (0,) * 70)), Inconclusive)


@pytest.mark.slow
@pytest.mark.parametrize("own", [0.0, 0.12])
def test_interval_and_alarms_hold_on_days_of_which_the_truth_is_known(own):
    """1,400 segments that lose a tenth of their purchases or nothing; weeks that move by themselves by 12 % or not."""
    rng = np.random.default_rng(11)
    held = alarms = 0
    rounds = 700
    for number in range(2 * rounds):
        level = 1.0 if number % 2 else 0.9
        visits = rng.poisson(800, 70)
        usual = np.where(np.asarray(WEEKDAYS) == 7, 0.04, 0.025)
        weeks = np.repeat(np.exp(rng.normal(0, own, 10)), 7)
        truth = usual * np.where(np.arange(70) >= 56, level, 1.0) * weeks
        found = shortfall(Days(WEEKDAYS, visits, rng.poisson(visits * truth)))
        assert isinstance(found, Shortfall)
        lost = float((visits[56:] * usual[56:]).sum() * (1 - level) / 2)
        held += found.low <= lost <= found.high
        alarms += level == 1.0 and found.p_value <= 0.05
    assert held / (2 * rounds) == pytest.approx(0.80, abs=0.03)
    assert alarms / rounds == pytest.approx(0.05, abs=0.02)


def test_a_fall_of_a_third_is_found_and_dated():
    rng = np.random.default_rng(3)
    starts = []
    for _round in range(50):
        visits = rng.poisson(1_500, 70)
        rate = np.where(np.arange(70) >= 60, 0.02, 0.03)
        found = shortfall(Days(WEEKDAYS, visits, rng.poisson(visits * rate)))
        assert isinstance(found, Shortfall)
        assert found.p_value < 0.05
        starts.append(found.since)
    assert np.median(starts) == pytest.approx(60, abs=1)


def test_the_step_that_fell_most():
    assert fallen_step((1_000, 100, 60, 30), (1_000, 98, 40, 20)) == 2
    assert fallen_step((1_000, 100, 60, 30), (1_000, 100, 60, 31)) is None
    assert fallen_step((0, 0, 0), (5, 5, 5)) is None


def test_a_figure_stands_out_where_it_is_worse_than_each_span_before():
    assert stands_out((0.02, 0.03, 0.01, 0.02, 0.05), is_bad_up=True)
    assert not stands_out((0.02, 0.06, 0.01, 0.02, 0.05), is_bad_up=True)
    assert stands_out((0.2, 0.3, 0.1), is_bad_up=False)
    assert not stands_out((None, 0.3, 0.1), is_bad_up=False)
