"""The lines of an order come to the total that the shop says, whatever it is made of."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.shopify.amounts import split
from comptoir.connectors.shopify.lines import lines
from comptoir.connectors.shopify.tests.goods import bag, line, order, shipping
from comptoir.connectors.shops.api import ShopLine

CENTS = st.integers(1, 200_000).map(lambda cents: Decimal(cents) / 100)
RATES = st.sampled_from([("0.2",), ("0.1",), ("0.055",), ("0.021",), ("0.05", "0.09975"), ("0.0",), ()])


def total(found: tuple[ShopLine, ...]) -> Decimal:
    return sum(((one.gross - one.discount).total for one in found), Decimal(0))


@st.composite
def bills(draw: st.DrawFn) -> dict[str, Any]:
    """An order with discounts shared out to the cent, of a shop whose prices hold their tax or not."""
    included = draw(st.booleans())
    items, place = [], 0
    for place in range(1, draw(st.integers(1, 4)) + 1):
        price, quantity = draw(CENTS), draw(st.integers(1, 30))
        taken = draw(st.lists(st.integers(0, int(price * quantity * 100) // 3), max_size=3))
        discounts = [str(Decimal(cents) / 100) for cents in taken]
        items.append(
            line(place, "Mug", f"MUG-{place}", str(price), quantity, discounts, draw(RATES), included)
        )
    price = draw(CENTS)
    taken = draw(st.sampled_from([[], [str(price)], [str(price / 2)]]))
    rates = draw(RATES)
    return order(1, items, [shipping(1, str(price), taken, rates, included)], included)


@given(bills())
@settings(max_examples=150, deadline=None)
def test_lines_less_discounts_are_the_total(record: dict[str, Any]) -> None:
    found = lines(record)
    assert total(found) == Decimal(record["totalPriceSet"]["shopMoney"]["amount"])
    assert [one.kind for one in found] == [*["product"] * len(record["lineItems"]), "shipping"]
    told = Decimal(record["totalTaxSet"]["shopMoney"]["amount"])
    assert sum((one.gross.tax - one.discount.tax for one in found), Decimal(0)) == told


@given(CENTS, st.integers(0, 100), st.sampled_from(["0", "0.021", "0.055", "0.1", "0.2"]), st.booleans())
def test_a_discount_carries_the_tax_of_its_line(
    price: Decimal, percent: int, rate: str, included: bool
) -> None:
    off = (price * percent / 100).quantize(Decimal("0.01"))
    share = Decimal(rate) / (1 + Decimal(rate)) if included else Decimal(rate)
    tax = ((price - off) * share).quantize(Decimal("0.01"))
    gross, discount, found = split(price, off, tax, Decimal(rate), included)
    assert found == Decimal(rate)
    assert abs(discount.tax - off * share) < Decimal("0.0001")
    assert (gross - discount).tax == tax
    assert gross.total - discount.total == price - off + (0 if included else tax)


def test_a_line_given_away_keeps_its_price_and_its_rate() -> None:
    [found] = lines(order(1, [line(1, "Mug", "MUG-1", "24.00", discounts=["24.00"])]))
    assert (found.gross.net, found.gross.tax) == (Decimal("20.0000"), Decimal("4.0000"))
    assert (found.gross - found.discount).total == 0
    assert found.tax_rate == Decimal("0.2")


def test_a_buyer_without_tax_pays_none() -> None:
    """The rate stands in the order, its tax is nothing."""
    item = line(1, "Mug", "MUG-1", "20.00")
    item["taxLines"] = [{"rate": 0.2, "priceSet": bag("0.00")}]
    [found] = lines(order(1, [item]))
    assert (found.gross.net, found.gross.tax, found.tax_rate) == (20, 0, 0)


def kinds(found: tuple[ShopLine, ...]) -> list[tuple[str, str, Decimal]]:
    return [(one.kind, one.name, (one.gross - one.discount).total) for one in found]


@pytest.mark.parametrize(
    ("beyond", "fields", "expected"),
    [
        ("2.00", {"totalTipReceivedSet": bag("2.00")}, [("Tip", "2.00")]),
        ("0.00", {"totalTipReceivedSet": bag("2.00")}, []),
        ("11.50", {"originalTotalDutiesSet": bag("11.50")}, [("Duties", "11.50")]),
        (
            "13.50",
            {
                "originalTotalDutiesSet": bag("11.50"),
                "totalTipReceivedSet": bag("2.00"),
                "originalTotalAdditionalFeesSet": bag("11.50"),
            },
            [("Tip", "2.00"), ("Duties", "11.50")],
        ),
        ("3.00", {"originalTotalAdditionalFeesSet": bag("3.00")}, [("Fees", "3.00")]),
        ("0.02", {}, [("Rounding", "0.02")]),
        ("-0.01", {}, [("Rounding", "-0.01")]),
    ],
)
def test_what_else_the_total_holds_is_an_adjustment(
    beyond: str, fields: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    record = order(1, [line(1, "Mug", "MUG-1", "24.00")], [shipping(1, "6.00")], beyond=beyond, **fields)
    found = lines(record)
    assert kinds(found[2:]) == [("adjustment", name, Decimal(amount)) for name, amount in expected]
    assert total(found) == Decimal("30.00") + Decimal(beyond)


def test_taxes_of_duties_come_on_top_where_prices_hold_none() -> None:
    record = order(
        1,
        [line(1, "Mug", "MUG-1", "20.00", included=False)],
        included=False,
        beyond="12.00",
        originalTotalDutiesSet=bag("10.00"),
        totalTaxSet=bag("6.00"),
    )
    found = lines(record)
    assert kinds(found[1:]) == [("adjustment", "Duties", Decimal(10)), ("adjustment", "Taxes", Decimal(2))]
    assert found[2].gross.net == 0


@pytest.mark.parametrize("counted", [True, False])
def test_shipping_that_was_taken_off_again_counts_where_the_total_holds_it(counted: bool) -> None:
    off = shipping(2, "9.00", removed=True)
    record = order(
        1,
        [line(1, "Mug", "MUG-1", "24.00")],
        [shipping(1, "6.00"), off],
        beyond="9.00" if counted else "0.00",
    )
    found = lines(record)
    assert len(found) == (3 if counted else 2)
    assert total(found) == (39 if counted else 30)


def test_what_nothing_explains_is_left_to_the_reconciliation() -> None:
    record = order(1, [line(1, "Mug", "MUG-1", "24.00")], beyond="5.00")
    assert total(lines(record)) == 24


def test_a_tip_is_an_adjustment_and_a_gift_card_an_item() -> None:
    tip = line(2, "Pourboire", None, "3.00", rates=[])
    card = line(3, "Carte cadeau", "CARTE-50", "50.00", rates=[])
    record = order(1, [tip, card], totalTipReceivedSet=bag("3.00"))
    assert kinds(lines(record)) == [("adjustment", "Pourboire", 3), ("product", "Carte cadeau", 50)]
