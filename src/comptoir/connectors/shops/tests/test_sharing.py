from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from comptoir.connectors.shops.api import cents, shared

MONEY = st.integers(0, 10**11).map(lambda digits: Decimal(digits).scaleb(-6))


def test_cents_left_over_go_to_the_largest_remainders() -> None:
    thirds = [Decimal(1)] * 3
    assert shared(Decimal("10.00"), thirds) == [Decimal("3.34"), Decimal("3.33"), Decimal("3.33")]
    assert shared(Decimal("0.05"), [Decimal(1), Decimal(2)]) == [Decimal("0.02"), Decimal("0.03")]


def test_nothing_to_share_among_and_nothing_to_share_by() -> None:
    assert shared(Decimal("5.00"), []) == []
    assert shared(Decimal("5.00"), [Decimal(0), Decimal(0)]) == [Decimal("5.00"), Decimal(0)]


@given(total=MONEY, weights=st.lists(MONEY, min_size=1, max_size=30))
def test_parts_add_up_and_none_is_a_cent_off(total: Decimal, weights: list[Decimal]) -> None:
    parts = shared(total, weights)
    assert sum(parts) == cents(total)
    assert [-part for part in parts] == shared(-total, weights)
    if whole := sum(weights):
        exact = [cents(total) * weight / whole for weight in weights]
        assert all(abs(part - one) < Decimal("0.010001") for part, one in zip(parts, exact, strict=True))
