"""What came back of an order, in each of the ways that Shopify writes it."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.shopify.mapping import order as mapped
from comptoir.connectors.shopify.tests.goods import bag, line, order, refund, shipping

MUG = line(1, "Mug grès", "MUG-1", "24.00", quantity=2)
PLATE = line(2, "Plateau", "PLA-1", "36.00")
TIP = line(3, "Tip", None, "2.00", rates=[])
MUG_NET = line(4, "Mug grès", "MUG-1", "20.00", quantity=2, included=False)


def back(*documents: dict[str, Any], **fields: Any) -> list[tuple[str, str, str, str, str]]:
    """kind, SKU, units, amount and tax of each line given back."""
    record = order(1, [MUG, PLATE, TIP], [shipping(1, "6.00")], refunds=list(documents), **fields)
    return told(record)


def told(record: dict[str, Any]) -> list[tuple[str, str, str, str, str]]:
    return [
        (one.kind, one.sku, f"{one.quantity}", f"{one.amount.net:.2f}", f"{one.amount.tax:.2f}")
        for document in mapped(record).refunds
        for one in document.lines
    ]


def test_items_and_shipping() -> None:
    document = refund(1, [(MUG, 1, "24.00", "4.00")], [("6.00", "1.00")], paid="30.00", note=" cassé ")
    assert back(document) == [
        ("product", "MUG-1", "1", "20.00", "4.00"),
        ("shipping", "", "0", "5.00", "1.00"),
    ]
    [read] = mapped(order(1, [MUG], refunds=[document])).refunds
    assert (read.refund_id, read.reason, f"{read.refunded_at:%d %H:%M}") == ("1", "cassé", "03 08:00")


def test_shipping_whose_tax_stands_beside_it() -> None:
    """Which of the two Shopify means is read from the money that was paid back."""
    document = refund(1, shippings=[("5.00", "1.00")], paid="6.00")
    assert back(document) == [("shipping", "", "0", "5.00", "1.00")]


def test_taxes_on_top() -> None:
    document = refund(1, [(MUG_NET, 1, "20.00", "4.00")], [("5.00", "1.00")], paid="30.00")
    record = order(1, [MUG_NET], [shipping(1, "5.00", included=False)], included=False, refunds=[document])
    assert told(record) == [("product", "MUG-1", "1", "20.00", "4.00"), ("shipping", "", "0", "5.00", "1.00")]


@pytest.mark.parametrize(
    ("amount", "tax"), [("-12.00", "0.00"), ("12.00", "0.00"), ("-10.00", "-2.00"), ("-12.00", "-2.00")]
)
def test_a_gesture_whatever_its_sign_and_its_tax(amount: str, tax: str) -> None:
    """Without a tax of its own it carries the order's."""
    assert back(refund(1, adjustments=[(amount, tax)], paid="12.00"), totalTaxSet=bag("15.33")) == [
        ("gesture", "", "0", "10.00", "2.00")
    ]


def test_what_was_kept_back_is_taken_from_what_was_given() -> None:
    document = refund(
        1,
        [(MUG, 1, "24.00", "4.00"), (PLATE, 1, "36.00", "6.00")],
        adjustments=[("6.00", "0.00")],
        paid="54.00",
    )
    assert back(document) == [
        ("product", "MUG-1", "1", "18.00", "3.60"),
        ("product", "PLA-1", "1", "27.00", "5.40"),
    ]


def test_units_taken_off_an_unpaid_order_are_worth_what_they_were_sold_for() -> None:
    assert back(refund(1, [(MUG, 2, "48.00", "8.00")])) == [("product", "MUG-1", "2", "40.00", "8.00")]


def test_goods_first_and_their_money_later() -> None:
    """A return whose money waits tells units, then money: together what was sold."""
    waiting = refund(1, [(PLATE, 1, "36.00", "6.00")], adjustments=[("36.00", "0.00")])
    paid = refund(2, adjustments=[("-36.00", "0.00")], paid="36.00")
    found = back(waiting, paid, totalTaxSet=bag("15.33"))
    assert [one[:3] for one in found] == [("product", "PLA-1", "1"), ("gesture", "", "0")]
    assert found[0][3:] == ("0.00", "0.00")
    assert found[1][3:] == ("30.00", "6.00")


def test_tips_and_duties_given_back_are_in_no_sales_metric() -> None:
    document = refund(1, [(TIP, 1, "2.00", "0.00"), (MUG, 1, "24.00", "4.00")], duties=["7.00"], paid="33.00")
    assert back(document) == [("product", "MUG-1", "1", "20.00", "4.00")]


def test_a_refund_without_a_day_of_its_own_has_that_of_its_processing() -> None:
    [read] = mapped(order(1, [MUG], refunds=[refund(1, [(MUG, 1, "24.00", "4.00")], created=None)])).refunds
    assert f"{read.refunded_at:%d %H:%M:%S}" == "03 08:00:01"


@pytest.mark.parametrize("status", ["VOIDED", "PENDING"])
def test_nothing_comes_back_of_what_was_never_sold(status: str) -> None:
    document = refund(1, [(MUG, 2, "48.00", "8.00")])
    assert back(document, displayFinancialStatus=status) == []


@given(
    st.lists(
        st.tuples(st.integers(0, 90_000), st.sampled_from(["0.2", "0.055", "0"])), min_size=1, max_size=5
    ),
    st.integers(-30_000, 30_000),
)
@settings(max_examples=200, deadline=None)
def test_the_lines_of_a_refund_come_to_what_was_paid_back(parts: list[tuple[int, str]], beyond: int) -> None:
    values = [Decimal(cents) / 100 for cents, _rate in parts]
    taxes = [
        (value * Decimal(rate) / (1 + Decimal(rate))).quantize(Decimal("0.01"))
        for value, (_cents, rate) in zip(values, parts, strict=True)
    ]
    adjusted = Decimal(max(beyond, int(-sum(values) * 100))) / 100
    document = refund(
        1,
        [(MUG, 1, str(value), str(tax)) for value, tax in zip(values, taxes, strict=True)],
        adjustments=[(str(-adjusted), "0.00")],
        paid=str(sum(values) + adjusted),
    )
    [read] = mapped(order(1, [MUG], refunds=[document])).refunds
    assert sum(one.amount.total for one in read.lines) == sum(values) + adjusted
    assert all(one.amount.net >= 0 and one.amount.tax >= 0 for one in read.lines)
    assert sum(one.quantity for one in read.lines) == len(values)
