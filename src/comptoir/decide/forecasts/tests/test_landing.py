"""Landings of ratios, and of what is not to be passed."""

import pytest

from comptoir.decide.forecasts.engine.landing import Part, landing, ratio_landing

ERRORS = (0.1, -0.1) * 4
NONE = (0.0,) * 8


def test_errors_that_both_sides_make_together_leave_a_ratio_where_it_is() -> None:
    found = ratio_landing(Part(60, 40, ERRORS), Part(6, 4, ERRORS))
    assert found
    assert (found.value, found.low, found.high) == pytest.approx((10, 10, 10))


def test_errors_of_one_side_move_the_ratio() -> None:
    found = ratio_landing(Part(60, 40, ERRORS), Part(6, 4, NONE), target=10)
    assert found
    # Above moves by 4 of 100, so the ratio by 0.4; Student with 8 degrees: 1.3968 x 0.4 x sqrt(9 / 8).
    assert found.high - found.value == pytest.approx(0.5926, abs=1e-4)
    assert found.chance == pytest.approx(0.5)


def test_the_chance_of_a_cost_is_that_of_staying_below() -> None:
    above = landing(6000, 4000, ERRORS, target=9_500)
    below = landing(6000, 4000, ERRORS, target=9_500, is_most=True)
    assert above.chance
    assert above.chance > 0.8
    assert below.chance == pytest.approx(1 - above.chance)
    assert landing(6000, 0, (), target=7000, is_most=True).chance == 1.0
    ratio = ratio_landing(Part(60, 40, ERRORS), Part(6, 4, NONE), target=9, is_most=True)
    assert ratio
    assert ratio.chance
    assert ratio.chance < 0.05


@pytest.mark.parametrize(
    ("over", "under"),
    [
        (Part(60, 40, ERRORS), Part(6, 4, ERRORS[:7])),
        (Part(60, 40, ERRORS), Part(0, 0, NONE)),
        (Part(60, 40, ERRORS), Part(0, 4, (-1.5,) * 8)),
    ],
)
def test_a_ratio_that_cannot_be_told_is_not(over: Part, under: Part) -> None:
    assert ratio_landing(over, under) is None


def test_a_month_that_is_over_is_what_it_is() -> None:
    found = ratio_landing(Part(50, 0, ()), Part(2, 0, ()), target=26)
    assert found
    assert (found.value, found.low, found.high, found.chance) == (25, 25, 25, 0)
