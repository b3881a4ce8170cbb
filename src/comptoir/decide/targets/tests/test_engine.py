from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.decide.targets.engine import reached, spread

CENTS = st.decimals(min_value="0.01", max_value="1e9", places=2)
WEIGHTS = st.lists(st.decimals(min_value=0, max_value="1e8", places=2), min_size=1, max_size=12)


def test_a_year_is_spread_to_the_cent() -> None:
    assert spread(Decimal(100), [Decimal(1)] * 3) == [Decimal("33.34"), Decimal("33.33"), Decimal("33.33")]
    assert spread(Decimal(10), [Decimal(1), Decimal(0), Decimal(3)], Decimal(1)) == [3, 0, 7]


@given(CENTS, WEIGHTS.filter(any))
def test_parts_make_the_whole_and_none_is_a_cent_away(total: Decimal, weights: list[Decimal]) -> None:
    parts = spread(total, weights)
    assert sum(parts) == total
    whole = sum(weights)
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - total * weight / whole) < Decimal("0.0101")
        assert part >= 0


def test_nothing_is_spread_over_nothing() -> None:
    with pytest.raises(ValueError, match="above nothing"):
        spread(Decimal(10), [Decimal(0), Decimal(0)])


def test_progress_is_told_against_the_days_that_are_over() -> None:
    found = reached(480.0, 1000.0, 0.5)
    assert (found.of_whole, found.to_date) == (0.48, 0.96)
    assert reached(0.0, 1000.0, 0.0).to_date is None
