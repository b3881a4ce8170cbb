"""Alarms on a simulated shop in which nothing breaks, and on the same shop with sales taken away."""

import pytest

from bench.alarms import Share, false_alarms, power, watched


@pytest.fixture(scope="module")
def shop():
    return watched(2, learnt=200, judged=100, most=9)


@pytest.mark.slow
def test_false_alarms_are_as_rare_as_allowed_and_a_lasting_drop_is_found(shop):
    """Allowed: 5 days of 100, give or take chance."""
    false = false_alarms(shop)
    assert false.of == 100
    assert false.band[0] <= 0.05
    assert power(shop, "shop", 0.4, within=7, every=12).share >= 0.6
    assert power(shop, "shop", 0.0, within=7, every=12).share <= 0.25


def test_the_band_of_a_share():
    """Wilson's: 18 of 1,000."""
    low, high = Share(18, 1000).band
    assert (low, high) == (pytest.approx(0.01141, abs=2e-5), pytest.approx(0.02828, abs=2e-5))
