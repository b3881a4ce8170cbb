"""An order becomes rows whose sums are the order's, to the cent."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.shops.api import (
    Amount,
    RefundLine,
    RefusalError,
    ShopLine,
    ShopOrder,
    ShopRefund,
    order_rows,
    total_of,
)
from comptoir.connectors.source import PermanentError, Person, ReadContext

CONTEXT = ReadContext("shop", "EUR", "Europe/Paris", date(2026, 11, 22))
NIGHT = datetime(2026, 10, 24, 22, 30, tzinfo=UTC)
"""Half past midnight of the 25th in Paris, the day of 25 hours."""

cents = st.integers(1, 100_000).map(lambda value: Decimal(value) / 100)
lines = st.builds(
    lambda kind, net, tax, off, quantity: ShopLine(
        kind, Amount(net, tax), Amount(min(off, net)), Decimal(quantity), sku="A"
    ),
    st.sampled_from(["product", "shipping", "adjustment"]),
    cents,
    cents,
    cents,
    st.integers(1, 9),
)


def made(order: ShopOrder | None):
    return order_rows([{"id": 1}], lambda _record: "1", lambda _record: order, CONTEXT)


@given(st.lists(lines, min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_the_lines_come_to_the_order(given_lines: list[ShopLine]) -> None:
    order = ShopOrder("1", NIGHT, "sold", "EUR", tuple(given_lines))
    rows = made(order).tables
    billed = sum(
        row["gross_amount"] + row["gross_tax"] - row["discount_amount"] - row["discount_tax"]
        for row in rows["order_line"]
    )
    assert billed == total_of(order)
    [head] = rows["order"]
    products = [row for row in rows["order_line"] if row["kind"] == "product"]
    assert head["gross_amount"] == sum(row["gross_amount"] for row in products)
    assert head["has_product"] == bool(products)
    assert {row["day"] for row in rows["order_line"]} == {date(2026, 10, 25)}


def test_refunds_stand_under_their_order_on_their_own_day() -> None:
    later = datetime(2026, 11, 3, 12, tzinfo=UTC)
    order = ShopOrder(
        "1",
        NIGHT,
        "sold",
        "EUR",
        (ShopLine("product", Amount(Decimal(20), Decimal(4)), quantity=Decimal(2)),),
        buyer=Person("a@example.com"),
        refunds=(
            ShopRefund("77", later, (RefundLine("product", Amount(Decimal(10), Decimal(2)), Decimal(1)),)),
            ShopRefund("78", later, (RefundLine("gesture", Amount(Decimal(1))),)),
        ),
    )
    rows = made(order)
    assert [(row["refund_id"], row["line_number"], row["day"]) for row in rows.tables["refund"]] == [
        ("1", 1, date(2026, 11, 3)),
        ("1", 2, date(2026, 11, 3)),
    ]
    assert rows.units["refund"] == {("1",)}
    assert set(rows.people) == {"a@example.com"}


def test_a_line_that_is_no_sale_is_listed_and_the_rest_is_there() -> None:
    gift = ShopLine("product", Amount(Decimal(0)), sku="GIFT")
    sold = ShopLine("product", Amount(Decimal(5)), sku="SOLD")
    rows = made(ShopOrder("1", NIGHT, "sold", "EUR", (gift, sold)))
    assert [row["sku"] for row in rows.tables["order_line"]] == ["SOLD"]
    assert [(one.unit, one.reason) for one in rows.refused] == [("1", "price_not_positive")]


def test_a_refused_record_takes_its_earlier_facts_along() -> None:
    def refuse(_record: dict) -> ShopOrder:
        raise RefusalError("status", "odd", "unknown_status")

    rows = order_rows([{"id": 1}], lambda _record: "1", refuse, CONTEXT)
    assert rows.tables == {}
    assert rows.units == {entity: {("1",)} for entity in ("order", "order_line", "refund")}
    assert rows.refused[0].reason == "unknown_status"


def test_a_basket_is_nothing() -> None:
    assert made(None).tables == {}


def test_one_odd_record_is_listed_and_a_changed_interface_stops() -> None:
    sold = ShopOrder("2", NIGHT, "sold", "EUR", (ShopLine("product", Amount(Decimal(5)), sku="A"),))

    def read(record: dict) -> ShopOrder:
        return replace(sold, order_id=str(len(record["lines"])))

    records = [{"id": "1"}, {"id": "2", "lines": [1]}]
    rows = order_rows(records, lambda record: record["id"], read, CONTEXT)
    assert [(one.unit, one.field, one.reason) for one in rows.refused] == [("1", "lines", "unknown_form")]
    with pytest.raises(PermanentError, match="lines"):
        order_rows([{"id": str(n)} for n in range(5)], lambda record: record["id"], read, CONTEXT)
    with pytest.raises(PermanentError, match="number"):
        order_rows(records, lambda record: record["number"], read, CONTEXT)
