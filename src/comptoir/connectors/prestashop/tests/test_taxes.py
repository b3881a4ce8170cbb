"""Taxes of an order by rate: those of its lines, to the cent, and what they leave of the order's own."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.prestashop.tests.opened import facts, reading
from comptoir.connectors.prestashop.tests.shop import Shop
from comptoir.connectors.source import Taxed

DAY = date(2026, 10, 1)
PLACED = "2026-10-01 08:00:00"
TWO_RATES = (("12.00", "20"), ("4.00", "5.5"))


def emptied() -> Shop:
    shop = Shop()
    shop.tables["orders"], shop.tables["order_details"] = [], []
    return shop


def told(shop: Shop) -> list[tuple[Taxed, ...]]:
    with reading(shop) as (reader, _seen):
        return [one.taxes or () for one in reader.totals(DAY, DAY)]


def as_texts(taxes: tuple[Taxed, ...]) -> set[tuple[str, str, str]]:
    return {
        ("-" if one.rate is None else f"{one.rate:.3f}", f"{one.net:.2f}", f"{one.tax:.2f}") for one in taxes
    }


def ordered(shop: Shop, goods: Any = TWO_RATES, **fields: str) -> None:
    made = shop.order(1, PLACED, goods, **fields)
    tax = sum(
        Decimal(one["total_price_tax_incl"]) - Decimal(one["total_price_tax_excl"])
        for one in shop.tables["order_details"]
    )
    off = Decimal(made["total_discounts_tax_incl"]) - Decimal(made["total_discounts_tax_excl"])
    made.setdefault("total_paid_tax_excl", f"{Decimal(made['total_paid_tax_incl']) - tax - 1 + off:.6f}")


def test_goods_at_two_rates_and_shipping() -> None:
    shop = emptied()
    ordered(shop)
    [taxes] = told(shop)
    assert as_texts(taxes) == {("0.200", "41.00", "8.20"), ("0.055", "12.00", "0.66")}


def test_a_discount_lowers_each_rate() -> None:
    """10 % off goods of 36.00 at 20 % and 12.00 at 5.5 %."""
    shop = emptied()
    off = {"total_discounts_tax_excl": "4.800000", "total_discounts_tax_incl": "5.586000"}
    ordered(shop, total_paid_tax_incl="56.270000", **off)
    [taxes] = told(shop)
    assert as_texts(taxes) == {("0.200", "37.40", "7.48"), ("0.055", "10.80", "0.59")}


def test_a_tax_that_no_line_bears_has_no_known_rate() -> None:
    shop = emptied()
    ordered(shop, (("10.00", "20"),), total_paid_tax_incl="42.000000", total_paid_tax_excl="33.000000")
    [taxes] = told(shop)
    assert as_texts(taxes) == {("0.200", "35.00", "7.00"), ("-", "-2.00", "2.00")}
    assert sum(one.net for one in taxes) == 33


def test_without_the_right_to_taxes_the_amounts_tell_the_rates() -> None:
    shop = emptied()
    shop.forbidden.add("taxes")
    ordered(shop)
    [taxes] = told(shop)
    assert {one.rate for one in taxes} == {Decimal("0.2"), Decimal("0.055")}


prices = st.integers(100, 90_000).map(lambda cents: f"{cents / 100:.2f}")


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(prices, st.sampled_from(["20", "10", "5.5", "0"])), min_size=1, max_size=5))
def test_they_are_those_of_the_facts(goods: list[tuple[str, str]]) -> None:
    shop = emptied()
    ordered(shop, goods)
    [taxes] = told(shop)
    paid = Decimal(shop.tables["orders"][0]["total_paid_tax_incl"])
    # Lines have six decimals, the order has cents.
    assert abs(sum(one.net + one.tax for one in taxes) - paid) <= Decimal("0.005")
    here: dict[Decimal, Decimal] = {}
    for row in facts(shop).tables["order_line"]:
        rate = row["tax_rate"] or Decimal(0)
        here[rate] = here.get(rate, Decimal(0)) + row["gross_tax"] - row["discount_tax"]
    known = {one.rate: one.tax for one in taxes if one.rate is not None}
    assert known.keys() == here.keys()
    assert all(abs(known[rate] - tax) < Decimal("0.005") for rate, tax in here.items())
