"""Payouts against what was due: sums hold, and each state is told on its day."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.measure.sync.payouts import Movement, State, family, payouts_by_provider

FIRST = date(2026, 9, 1)
LAST = date(2026, 10, 31)
amounts = st.integers(-50_000, 500_000).map(lambda cents: Decimal(cents) / 100)
positive = st.integers(0, 500_000).map(lambda cents: Decimal(cents) / 100)
movements = st.lists(
    st.builds(
        Movement,
        provider=st.sampled_from(["stripe", "Stripe", "stripe_official", "PayPal", "bacs"]),
        currency=st.sampled_from(["EUR", "EUR", "CHF"]),
        day=st.integers(-5, 70).map(lambda ahead: FIRST + timedelta(days=ahead)),
        paid=positive,
        refunded=positive,
        fee=amounts,
        received=amounts,
        kept=positive,
    ),
    max_size=12,
)


@settings(deadline=None)
@given(movements)
def test_sums_hold(told: list[Movement]) -> None:
    found = payouts_by_provider(told, FIRST, LAST)
    within = [one for one in told if FIRST <= one.day <= LAST]
    assert sum(one.received for one in found) == sum(one.received for one in within)
    assert len({(one.provider, one.currency) for one in found}) == len(found)
    for one in found:
        if not one.days:
            continue
        assert [day.day for day in one.days] == [FIRST + timedelta(days=n) for n in range(61)]
        assert sum(day.gap for day in one.days) == one.last.running
        assert sum(day.received for day in one.days) == one.received
        for name in ("paid", "refunded", "fees", "received", "due", "gap", "flagged_days"):
            assert sum(getattr(day, name) for day in one.days) == sum(getattr(m, name) for m in one.months)
        assert [(m.running, m.state) for m in one.months][-1] == (one.last.running, one.last.state)


@settings(deadline=None)
@given(movements)
def test_what_is_paid_out_the_next_day_is_never_flagged(told: list[Movement]) -> None:
    """Whatever was sold: each day's due arrives on the morrow, beside what was owed from before."""
    sales = [Movement("Stripe", "EUR", one.day, paid=one.paid + 1, received=Decimal(0)) for one in told]
    paid_out = [Movement("Stripe", "EUR", one.day + timedelta(days=1), received=one.paid) for one in sales]
    for one in payouts_by_provider([*sales, *paid_out], FIRST, LAST):
        assert one.flagged_days == 0


def day(number: int, **told: Any) -> Movement:
    return Movement(
        "Stripe",
        "EUR",
        FIRST + timedelta(days=number),
        **{name: Decimal(value) for name, value in told.items()},
    )


def states(*told: Movement) -> list[State]:
    [one] = payouts_by_provider(told, FIRST, LAST)
    return [each.state for each in one.days]


def test_what_never_comes_is_late_after_a_fortnight() -> None:
    found = states(day(0, paid=100), day(1, received=40))
    assert (found[0], found[13], found[14]) == (State.ON_ITS_WAY, State.ON_ITS_WAY, State.LATE)
    assert {*found[14:]} == {State.LATE}


def test_what_comes_a_week_later_is_settled() -> None:
    found = states(day(0, paid=100, refunded=10, fee=2), day(7, received=88))
    assert (found[6], found[7], found[-1]) == (State.ON_ITS_WAY, State.SETTLED, State.SETTLED)


def test_sales_of_before_explain_what_the_first_fortnight_brought_and_no_more() -> None:
    found = states(day(3, received=80), day(20, paid=50), day(21, received=50), day(40, received="0.01"))
    assert (found[3], found[20], found[21], found[39]) == (State.EARLIER,) * 4
    assert found[40] is State.EXCESS


def test_fees_of_the_list_count_where_no_other_are_known() -> None:
    told = [day(0, paid=100), day(2, received=97, kept=3)]
    [one] = payouts_by_provider(told, FIRST, LAST)
    assert (one.last.running, one.last.state, one.fees_of_file) == (0, State.SETTLED, True)
    [other] = payouts_by_provider([*told, day(0, fee=2)], FIRST, LAST)
    assert (other.last.running, other.fees_of_file) == (1, False)


def test_where_no_payment_or_no_payout_is_known_nothing_is_compared() -> None:
    told = [
        Movement("Amazon", "EUR", FIRST, received=Decimal(5)),
        Movement("bacs", "EUR", FIRST, paid=Decimal(5)),
    ]
    amazon, transfer = payouts_by_provider(told, FIRST, LAST)
    assert (amazon.days, amazon.has_payments, amazon.has_payouts) == ((), False, True)
    assert (transfer.days, transfer.has_payments, transfer.has_payouts) == ((), True, False)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("stripe_official", "Stripe"),
        ("STRIPE", "Stripe"),
        ("ppcp-gateway", "PayPal"),
        ("ps_checkout", "PayPal"),
        ("shopify_payments", "Shopify Payments"),
        ("woocommerce_payments", "WooPayments"),
        (" Ma banque ", "Ma banque"),
    ],
)
def test_a_module_of_a_shop_is_its_provider(name: str, told: str) -> None:
    assert family(name) == told
