"""The gaps of the days are explained by the orders that differ, whatever the two sides say."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from comptoir.connectors.source import Total
from comptoir.measure.sync.reconciliation import Difference, reconcile

FIRST = date(2026, 11, 1)
totals = st.lists(
    st.builds(
        lambda unit, day, cents, counts: Total(
            str(unit), FIRST + timedelta(days=day), Decimal(cents) / 100, counts, "EUR"
        ),
        st.integers(0, 8),
        st.integers(0, 4),
        st.integers(0, 500),
        st.booleans(),
    ),
    unique_by=lambda total: total.unit,
    max_size=9,
)


@given(totals, totals)
def test_differences_explain_the_gap(shop: list[Total], here: list[Total]) -> None:
    found = reconcile(shop, here)
    gap = found.here_amount - found.shop_amount
    assert sum((one.gap for one in found.differences), Decimal(0)) == gap
    assert sum((day.gap for day in found.days), Decimal(0)) == gap
    if found.is_equal:
        assert all(day.is_equal for day in found.days)


@given(totals)
def test_what_is_equal_is_equal(shop: list[Total]) -> None:
    found = reconcile(shop, list(shop))
    assert found.is_equal
    assert all(day.is_equal for day in found.days)


def test_each_kind_is_told() -> None:
    def one(unit: str, day: int = 1, amount: str = "9.99", counts: bool = True) -> Total:
        return Total(unit, date(2026, 11, day), Decimal(amount), counts, "EUR")

    shop = [
        one("missing"),
        one("amount"),
        one("status"),
        one("day"),
        one("same"),
        one("basket", counts=False),
    ]
    here = [
        one("gone"),
        one("amount", amount="9.98"),
        one("status", counts=False),
        one("day", 2),
        one("same"),
    ]
    assert {(d.unit, d.kind) for d in reconcile(shop, here).differences} == {
        (kind.value, kind) for kind in Difference
    }
