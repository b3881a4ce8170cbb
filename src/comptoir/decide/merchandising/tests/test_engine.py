"""What a product earns where it is seen: worked values, laws that always hold, chance itself."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from comptoir.decide.merchandising.engine.ranking import asked_for, earned_per_thousand, sold_each

CALM = settings(max_examples=40, deadline=None)


def test_a_worked_value():
    """50 sold in 2,000 views at 12 of margin: 300 per thousand views; a season 20 % better: 360."""
    each = sold_each(50, 2000)
    assert each.mid == pytest.approx(0.025)
    assert earned_per_thousand(each, 12).mid == pytest.approx(300)
    assert earned_per_thousand(each, 12, 1.2).mid == pytest.approx(360)
    assert asked_for(10, 7, each, 1000) == pytest.approx(95)


def test_the_interval_is_the_published_one_of_a_count():
    """Jeffreys' interval of a Poisson rate at 80 %, clumps of one."""
    each = sold_each(10, 100)
    assert each.low == pytest.approx(stats.chi2.ppf(0.1, 21) / 2 / 100)
    assert each.high == pytest.approx(stats.chi2.ppf(0.9, 21) / 2 / 100)


@CALM
@given(st.integers(0, 500), st.floats(1, 1e6), st.floats(1, 5), st.floats(-50, 50))
def test_bounds_hold_the_middle(sold, seen, clumps, margin):
    each = sold_each(sold, seen, clumps)
    assert 0 <= each.low <= each.mid <= each.high
    earned = earned_per_thousand(each, margin)
    assert earned.low <= earned.mid + 1e-9
    assert earned.mid <= earned.high + 1e-9


@CALM
@given(st.integers(1, 200), st.integers(2, 50))
def test_more_of_the_same_narrows_the_interval(sold, times):
    few, many = sold_each(sold, 1000), sold_each(sold * times, 1000 * times)
    assert many.mid == pytest.approx(few.mid)
    assert many.high - many.low < few.high - few.low


@pytest.mark.slow
def test_the_interval_holds_the_rate_four_times_in_five():
    chance = np.random.default_rng(5)
    held, items = 0, 4000
    for rate in chance.uniform(0.005, 0.05, items):
        told = sold_each(float(chance.poisson(rate * 1000)), 1000)
        held += bool(told.low <= rate <= told.high)
    assert 0.78 <= held / items <= 0.83
