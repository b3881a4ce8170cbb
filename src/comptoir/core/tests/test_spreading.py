from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.core.spreading import CENT, rounded, spread

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


def test_amounts_rounded_together_make_their_total_whatever_their_signs() -> None:
    exact = [Decimal("10.005"), Decimal("-3.004"), Decimal("0.0049")]
    assert rounded(exact, Decimal("7.01")) == [Decimal("10.01"), Decimal("-3.00"), Decimal("0.00")]


@given(st.lists(st.decimals(min_value=-(10**6), max_value=10**6, places=4), min_size=1, max_size=8))
def test_no_amount_is_a_cent_away_from_what_it_was(exact: list[Decimal]) -> None:
    total = sum(exact).quantize(CENT)
    parts = rounded(exact, total)
    assert sum(parts) == total
    assert all(abs(part - one) <= CENT for part, one in zip(parts, exact, strict=True))
