"""The gaps of the days are explained by the orders that differ, whatever the two sides say."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.connectors.source import Total
from comptoir.measure.sync.explaining import Difference, Known, Reason, Refusal, reason_of
from comptoir.measure.sync.reconciliation import Days, Match, Reconciliation, reconcile

FIRST = date(2026, 11, 1)
totals = st.lists(
    st.builds(
        lambda unit, day, cents, counts, currency: Total(
            str(unit), FIRST + timedelta(days=day), Decimal(cents) / 100, counts, currency
        ),
        st.integers(0, 8),
        st.integers(0, 4),
        st.integers(0, 500),
        st.booleans(),
        st.sampled_from(["EUR", "EUR", "CHF"]),
    ),
    unique_by=lambda total: total.unit,
    max_size=9,
)
periods = st.tuples(st.integers(0, 4), st.integers(0, 4)).map(
    lambda ends: Days(FIRST + timedelta(days=min(ends)), FIRST + timedelta(days=max(ends)))
)


@given(totals, totals, periods)
def test_differences_explain_the_gap(shop: list[Total], here: list[Total], days: Days) -> None:
    found = reconcile(shop, here, days)
    assert gaps_of_days(found) == gaps_of_orders(found)
    assert all(day.day in days for day in found.days)
    assert sum(day.shop_orders for day in found.days) == sum(t.counts and t.day in days for t in shop)
    if found.is_equal:
        assert all(day.is_equal for day in found.days)


def gaps_of_days(found: Reconciliation) -> dict[Any, Decimal]:
    gaps: Counter[Any] = Counter()
    for day in found.days:
        assert day.gap == day.explained + day.unexplained
        gaps[day.day, day.currency, True] += day.explained
        gaps[day.day, day.currency, False] += day.unexplained
    return {key: gap for key, gap in gaps.items() if gap}


def gaps_of_orders(found: Reconciliation) -> dict[Any, Decimal]:
    gaps: Counter[Any] = Counter()
    for one in found.differences:
        gaps[one.day, one.currency, one.is_explained] -= one.shop or 0
        gaps[one.here_day, one.here_currency, one.is_explained] += one.here or 0
    return {key: gap for key, gap in gaps.items() if gap}


@given(totals)
def test_what_is_equal_is_equal(shop: list[Total]) -> None:
    found = reconcile(shop, list(shop))
    assert found.is_equal
    assert all(day.is_equal for day in found.days)


def one(unit: str, day: int = 2, amount: str = "9.99", counts: bool = True, **told: Any) -> Total:
    return Total(unit, date(2026, 11, day), Decimal(amount), counts, "EUR", **told)


def test_each_kind_is_told() -> None:
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
        one("day", 3),
        one("same"),
    ]
    assert {(d.unit, d.kind) for d in reconcile(shop, here).differences} == {
        (kind.value, kind) for kind in Difference
    }


def test_an_order_on_the_other_side_of_midnight_is_not_missing() -> None:
    """Both sides reach a day beyond the period, so that it is found."""
    found = reconcile([one("last", 3)], [one("last", 2), one("later", 3)], Days(FIRST, date(2026, 11, 2)))
    [difference] = found.differences
    assert (difference.kind, difference.shop, difference.here) == (Difference.DAY, None, Decimal("9.99"))
    assert [(day.day.day, day.gap) for day in found.days] == [(2, Decimal("9.99"))]


NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)
READ = Known(read_until=NOON, refused={"refused": Refusal("unknown_status", 7, NOON)})
OLD = {"changed_at": NOON - timedelta(days=1), "placed_at": NOON - timedelta(days=1)}


@pytest.mark.parametrize(
    ("reason", "shop", "here"),
    [
        (Reason.REFUSED, one("refused", **OLD), None),
        (Reason.REFUSED, one("refused", **OLD), one("refused", amount="5.00")),
        (Reason.NOT_READ, one("new", changed_at=NOON), None),
        (Reason.NOT_READ, one("changed", changed_at=NOON), one("changed", amount="5.00")),
        (Reason.UNEXPLAINED, one("lost", **OLD), None),
        (Reason.DELETED, None, one("deleted")),
        (Reason.STATUS, one("s", status="on-hold", counts=False, **OLD), one("s", status="sold")),
        (Reason.CURRENCY, Total("c", FIRST, Decimal(9), True, "USD", **OLD), one("c", amount="9")),
        (Reason.TAX, one("t", amount="12.00", tax=Decimal(2), **OLD), one("t", amount="11", tax=Decimal(1))),
        (
            Reason.DELIVERY,
            one("d", amount="15", tax=Decimal("2.5"), delivery=Decimal(6), **OLD),
            one("d", amount="9", tax=Decimal("1.5"), delivery=Decimal(0)),
        ),
        (Reason.REFUND, one("r", amount="12", refunded=Decimal(5), **OLD), one("r", amount="7")),
        (Reason.UNEXPLAINED, one("u", amount="12", refunded=Decimal(5), **OLD), one("u", amount="8")),
        (Reason.ZONE, one("z", **OLD), one("z", 3, placed_at=OLD["placed_at"] + timedelta(hours=1))),
        (Reason.BASIS, one("b", 5, **OLD), one("b", 3, invoice_day=date(2026, 11, 5))),
        (
            Reason.UNEXPLAINED,
            one("m", 3, **OLD),
            one("m", placed_at=OLD["placed_at"] + timedelta(minutes=7)),
        ),
    ],
)
def test_the_reason_is_told(reason: Reason, shop: Total | None, here: Total | None) -> None:
    assert reason_of(shop, here, READ) is reason


def test_before_the_first_reading_has_ended_nothing_is_lost() -> None:
    [difference] = Match([one("any", **OLD)], []).reconciled().differences
    assert difference.reason is Reason.NOT_READ


def test_a_refusal_of_an_order_that_changed_since_says_nothing() -> None:
    shop = one("refused", changed_at=NOON + timedelta(hours=1), placed_at=NOON)
    known = Known(NOON + timedelta(days=1), READ.refused)
    assert reason_of(shop, one("refused", amount="5.00"), known) is Reason.UNEXPLAINED


def test_of_what_was_refused_the_import_is_named() -> None:
    [difference] = Match([one("refused", **OLD)], []).reconciled(READ).differences
    assert (difference.detail, difference.run) == ("unknown_status", 7)
