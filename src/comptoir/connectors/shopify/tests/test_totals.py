"""Taxes of an order by rate: the shop's own sums, over the lines that name each rate."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.connectors.shopify.mapping import order as order_of
from comptoir.connectors.shopify.tests.goods import bag, line, order, shipping
from comptoir.connectors.shopify.totals import total_of
from comptoir.connectors.source import Taxed

PARIS = ZoneInfo("Europe/Paris")


def told(record: dict[str, Any]) -> set[tuple[str, str, str]]:
    taxes = total_of(record, PARIS).taxes or ()
    return {
        ("-" if one.rate is None else f"{one.rate:.3f}", f"{one.net:.2f}", f"{one.tax:.2f}") for one in taxes
    }


def test_two_rates_and_what_bears_none() -> None:
    items = [line(1, "Mug", "A", "24.00", 2, ["4.80"]), line(2, "Livre", "B", "21.10", rates=["0.055"])]
    tip = line(3, "Tip", None, "2.00", rates=[])
    record = order(1, [*items, tip], [shipping(1, "6.00")])
    assert told(record) == {("0.200", "41.00", "8.20"), ("0.055", "20.00", "1.10"), ("0.000", "2.00", "0.00")}


def test_taxes_on_top_of_prices() -> None:
    record = order(1, [line(1, "Mug", "A", "10.00", included=False)], included=False)
    assert told(record) == {("0.200", "10.00", "2.00")}


def test_tax_lines_without_that_of_shipping() -> None:
    """The description of the field names line items alone."""
    record = order(1, [line(1, "Mug", "A", "12.00")], [shipping(1, "6.00")])
    record["taxLines"] = record["lineItems"][0]["taxLines"]
    assert told(record) == {("0.200", "15.00", "3.00")}


def test_a_tax_that_no_line_bears_has_no_known_rate() -> None:
    record = order(1, [line(1, "Mug", "A", "12.00")], beyond="5.00")
    record |= {"totalTaxSet": bag("3.00"), "totalPriceSet": bag("18.00")}
    assert told(record) == {("0.200", "10.00", "2.00"), ("-", "0.00", "1.00"), ("0.000", "5.00", "0.00")}


def test_the_taxes_of_one_line_are_one_rate() -> None:
    record = order(
        1, [line(1, "Mug", "A", "10.00", rates=["0.05", "0.09975"], included=False)], included=False
    )
    assert told(record) == {("0.150", "10.00", "1.50")}


@pytest.mark.parametrize("is_given_back", [False, True])
def test_shipping_that_was_taken_off_again(is_given_back: bool) -> None:
    """In the total where the money was given back; out of it where the order was edited."""
    goods = line(1, "Mug", "A", "12.00")
    record = order(1, [goods], [shipping(1, "6.00", removed=not is_given_back)])
    record["shippingLines"][0]["isRemoved"] = True
    assert told(record) == {
        ("0.200", "15.00" if is_given_back else "10.00", "3.00" if is_given_back else "2.00")
    }


prices = st.integers(1, 50_000).map(lambda cents: f"{cents / 100:.2f}")
goods = st.lists(
    st.tuples(prices, st.integers(1, 3), st.sampled_from(["0.2", "0.1", "0.055", "0.021"])),
    min_size=1,
    max_size=6,
)


@given(goods, prices, st.booleans())
def test_they_come_to_the_order_and_to_the_facts(
    sold: list[tuple[str, int, str]], postage: str, included: bool
) -> None:
    items = [
        line(place, "Mug", f"SKU-{place}", price, units, rates=[rate], included=included)
        for place, (price, units, rate) in enumerate(sold)
    ]
    record = order(1, items, [shipping(1, postage, included=included)], included=included)
    found = total_of(record, PARIS)
    taxes: tuple[Taxed, ...] = found.taxes or ()
    assert sum(one.net + one.tax for one in taxes) == found.amount
    facts = [one.gross - one.discount for one in order_of(record).lines]
    assert sum(one.net for one in taxes) == sum(one.net for one in facts)
    assert sum(one.tax for one in taxes) == sum(one.tax for one in facts) == found.tax
