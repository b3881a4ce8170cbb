"""Credit slips of every kind, and orders given back whole."""

from datetime import date
from decimal import Decimal
from typing import Any

from comptoir.connectors.prestashop.tests.opened import columns, facts
from comptoir.connectors.prestashop.tests.shop import Shop
from comptoir.connectors.source import Record

TOLD = ("refund_id", "kind", "day", "sku", "quantity", "amount", "tax")
THIRD = date(2026, 11, 3)


def sold(**fields: Any) -> tuple[Shop, Record]:
    """Three units at 12.00 without tax, of 20 %; 5.00 of shipping."""
    shop = Shop()
    shop.tables["orders"], shop.tables["order_details"] = [], []
    return shop, shop.order(1, "2026-10-01 08:00:00", **fields)


def test_a_unit_and_the_shipping_on_the_day_of_the_slip() -> None:
    shop, order = sold()
    shop.slip(
        order,
        "2026-11-03 00:30:00",
        total_shipping_tax_excl="5.000000",
        total_shipping_tax_incl="6.000000",
        order_slip_type=2,
    )
    assert columns(facts(shop), "refund", *TOLD) == [
        ("1", "product", THIRD, "SKU-1", Decimal(1), Decimal("12.0000"), Decimal("2.4000")),
        ("1", "shipping", THIRD, None, Decimal(0), Decimal("5.0000"), Decimal("1.0000")),
    ]


def test_two_slips_on_two_days() -> None:
    shop, order = sold()
    shop.slip(order, "2026-11-03 10:00:00")
    shop.slip(order, "2026-11-05 10:00:00", units=2)
    rows = facts(shop)
    assert columns(rows, "refund", "line_number", "day", "quantity", "amount") == [
        (1, THIRD, Decimal(1), Decimal("12.0000")),
        (2, date(2026, 11, 5), Decimal(2), Decimal("24.0000")),
    ]
    assert columns(rows, "order", "status") == [("sold",)]


def test_a_voucher_taken_off_what_is_given_back() -> None:
    """Type 1: the lines hold the prices, the head what is left of them."""
    shop, order = sold()
    shop.slip(
        order,
        "2026-11-03 10:00:00",
        order_slip_type=1,
        total_products_tax_incl="8.400000",
        amount="8.400000",
    )
    assert columns(facts(shop), "refund", *TOLD) == [
        ("1", "product", THIRD, "SKU-1", Decimal(1), Decimal("7.0000"), Decimal("1.4000"))
    ]


def test_a_voucher_taken_off_where_the_shipping_is_given_back_too() -> None:
    """The type then tells of the shipping, and the worth with tax is off the sum without."""
    shop, order = sold()
    shop.slip(
        order,
        "2026-11-03 10:00:00",
        order_slip_type=2,
        total_products_tax_excl="6.000000",
        total_shipping_tax_excl="5.000000",
        total_shipping_tax_incl="6.000000",
    )
    assert columns(facts(shop), "refund", "kind", "amount", "tax") == [
        ("product", Decimal("7.0000"), Decimal("1.4000")),
        ("shipping", Decimal("5.0000"), Decimal("1.0000")),
    ]


def test_a_sum_that_a_person_chose() -> None:
    shop, order = sold()
    shop.slip(order, "2026-11-03 10:00:00", order_slip_type=2, amount="10.000000")
    shop.slip(order, "2026-11-03 11:00:00", order_slip_type=2, amount="20.400000")
    assert columns(facts(shop), "refund", *TOLD) == [
        ("1", "product", THIRD, "SKU-1", Decimal(1), Decimal("8.3300"), Decimal("1.6700")),
        ("1", "product", THIRD, "SKU-1", Decimal(1), Decimal("12.0000"), Decimal("2.4000")),
        ("1", "gesture", THIRD, None, Decimal(0), Decimal("5.0000"), Decimal("1.0000")),
    ]


def test_a_version_that_repeats_the_sum_without_tax() -> None:
    shop, order = sold()
    shop.slip(order, "2026-11-03 10:00:00", amount="12.000000")
    assert columns(facts(shop), "refund", "amount", "tax") == [(Decimal("12.0000"), Decimal("2.4000"))]


def test_the_state_refunded_without_a_slip_gives_all_back_when_it_came() -> None:
    shop, order = sold(
        current_state=7,
        date_upd="2026-11-04 10:00:00",
        total_discounts_tax_excl="3.600000",
        total_discounts_tax_incl="4.320000",
        total_wrapping_tax_excl="2.000000",
        total_wrapping_tax_incl="2.400000",
    )
    shop.add("order_histories", id_order=1, id_order_state=7, date_add="2026-11-03 09:00:00")
    rows = facts(shop)
    assert columns(rows, "order", "status") == [("sold",)]
    assert columns(rows, "refund", *TOLD) == [
        ("1", "product", THIRD, "SKU-1", Decimal(3), Decimal("32.4000"), Decimal("6.4800")),
        ("1", "shipping", THIRD, None, Decimal(1), Decimal("5.0000"), Decimal("1.0000")),
    ]
    # With a slip, the slip alone is believed.
    shop.slip(order, "2026-11-05 10:00:00")
    assert columns(facts(shop), "refund", "day", "quantity") == [(date(2026, 11, 5), Decimal(1))]


def test_a_cancelled_order_was_not_sold_and_gives_nothing_back() -> None:
    shop, order = sold(current_state=6)
    shop.slip(order, "2026-11-03 10:00:00")
    assert "refund" not in facts(shop).tables
