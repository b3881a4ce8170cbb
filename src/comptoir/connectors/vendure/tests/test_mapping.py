"""Recorded orders come to what the shop says of them, and less their refunds to what it kept."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from comptoir.connectors.shops.api import Amount, RefusalError, total_of
from comptoir.connectors.source import ReadContext
from comptoir.connectors.vendure import mapping
from comptoir.connectors.vendure.tests import recorded

CONTEXT = ReadContext("vendure", "EUR", "Europe/Paris", date(2026, 11, 22))


def given_back(order: Any) -> list[tuple[str, Decimal, Decimal]]:
    return [
        (line.kind, line.quantity, line.amount.total) for refund in order.refunds for line in refund.lines
    ]


@pytest.mark.parametrize("record", recorded.orders()[:-1], ids=lambda record: record["code"])
def test_each_order_comes_to_its_totals(record: dict[str, Any]) -> None:
    order = mapping.order(record)
    assert order is not None
    if record["state"] == "Cancelled":
        assert (order.status, order.total, order.refunds) == ("cancelled", None, ())
        return
    net = sum(line.gross.net - line.discount.net for line in order.lines)
    assert (net, total_of(order)) == (Decimal(record["total"]) / 100, Decimal(record["totalWithTax"]) / 100)
    assert order.total == total_of(order)
    paid = sum(one.total for one in order.payments if (one.kind, one.status) == ("payment", "accepted"))
    back = sum(one.total for one in order.payments if one.kind == "refund")
    assert order.total - sum(total for _kind, _quantity, total in given_back(order)) == paid - back


@pytest.mark.parametrize("record", recorded.orders()[:-1], ids=lambda record: record["code"])
def test_its_tax_by_rate_is_the_shops(record: dict[str, Any]) -> None:
    order = mapping.order(record)
    assert order is not None
    if order.status == "cancelled":
        return
    ours: dict[Decimal, Amount] = {}
    for line in order.lines:
        ours[line.tax_rate] = ours.get(line.tax_rate, Amount(Decimal(0))) + line.gross - line.discount
    told: dict[Decimal, Amount] = {}
    for tax in record["taxSummary"]:
        rate = Decimal(tax["taxRate"]) / 100
        amount = Amount(Decimal(tax["taxBase"]) / 100, Decimal(tax["taxTotal"]) / 100)
        told[rate] = told.get(rate, Amount(Decimal(0))) + amount
    assert ours == told


def test_the_two_half_past_two_of_the_clock_change_are_two_instants() -> None:
    rows = mapping.orders(recorded.orders(), CONTEXT)
    instants = {order["ordered_at"]: order["day"] for order in rows.tables["order"]}
    for hour in (0, 1):
        assert instants[datetime(2026, 10, 25, hour, 30, tzinfo=UTC)] == date(2026, 10, 25)
    assert instants[datetime(2026, 10, 24, 22, tzinfo=UTC)] == date(2026, 10, 25)


def test_a_basket_is_no_order() -> None:
    assert mapping.order(recorded.orders()[-1]) is None
    abandoned = recorded.orders()[-1] | {"active": False, "state": "Cancelled"}
    assert mapping.order(abandoned) is None


def test_one_sellers_part_is_no_order() -> None:
    assert mapping.order(recorded.order("sold") | {"type": "Seller"}) is None


def test_a_return_names_what_came_back() -> None:
    order = mapping.order(recorded.order("returned in part"))
    assert given_back(order) == [("product", Decimal(1), Decimal("30.00"))]
    [line] = order.refunds[0].lines
    assert (line.sku, line.amount) == ("BOARD-M", Amount(Decimal("25.00"), Decimal("5.00")))
    assert order.refunds[0].refunded_at == datetime(2026, 10, 28, 3, 30, tzinfo=UTC)


def test_delivery_given_back_and_a_gesture_carry_their_tax() -> None:
    [delivery] = mapping.order(recorded.order("delivery given back")).refunds[0].lines
    assert (delivery.kind, delivery.amount) == ("shipping", Amount(Decimal("4.17"), Decimal("0.83")))
    [gesture] = mapping.order(recorded.order("gesture")).refunds[0].lines
    assert (gesture.kind, gesture.amount.total) == ("gesture", Decimal("3.21"))
    assert gesture.amount.tax > 0


def test_a_return_for_less_than_its_price_is_what_was_given() -> None:
    order = mapping.order(recorded.order("returned for less"))
    assert given_back(order) == [("product", Decimal(1), Decimal("1.99"))]


def test_all_paid_back_is_a_return_of_every_line() -> None:
    record = recorded.order("paid back whole")
    order = mapping.order(record)
    kinds = [kind for kind, _quantity, _total in given_back(order)]
    assert kinds == ["product"] * len(record["lines"]) + ["shipping"]


def test_what_pays_for_cancelled_units_is_no_return() -> None:
    record = recorded.order("cancelled in part")
    order = mapping.order(record)
    assert order.refunds == ()
    assert [one.total for one in order.payments if one.kind == "refund"] == [Decimal("138.62")]
    assert all(line.quantity > 0 for line in order.lines)


def test_what_goes_back_beyond_cancelled_units_is_one() -> None:
    record = recorded.order("cancelled in part")
    [payment] = record["payments"]
    payment["refunds"][0]["total"] += 500
    order = mapping.order(record)
    assert given_back(order) == [("gesture", Decimal(0), Decimal("5.00"))]


def test_a_failed_refund_gives_nothing_back() -> None:
    record = recorded.order("gesture")
    record["payments"][0]["refunds"][0]["state"] = "Failed"
    order = mapping.order(record)
    assert order.refunds == ()
    assert [one.status for one in order.payments] == ["accepted", "refused"]


def test_a_cancelled_order_keeps_what_was_ordered() -> None:
    record = recorded.order("cancelled")
    lines = [line for line in mapping.order(record).lines if line.kind == "product"]
    assert [line.quantity for line in lines] == [line["orderPlacedQuantity"] for line in record["lines"]]
    assert all(line.gross.total > 0 for line in lines)


def test_a_refused_card_is_a_payment_refused() -> None:
    order = mapping.order(recorded.order("declined first"))
    assert [(one.status, one.refusal_reason) for one in order.payments] == [
        ("refused", "insufficient funds"),
        ("accepted", ""),
    ]


def test_a_surcharge_is_an_adjustment_and_a_rebate_a_discount() -> None:
    record = recorded.order("wrapped as a gift")
    [wrap] = [line for line in mapping.order(record).lines if line.kind == "adjustment"]
    assert (wrap.sku, wrap.gross) == ("WRAP", Amount(Decimal("2.92"), Decimal("0.58")))
    surcharge = record["surcharges"][0]
    surcharge["price"], surcharge["priceWithTax"] = -292, -350
    [rebate] = [line for line in mapping.order(record).lines if line.kind == "discount"]
    assert (rebate.gross.total, rebate.discount.total) == (0, Decimal("3.50"))


def test_a_shop_that_rounds_the_tax_of_the_order_is_followed() -> None:
    record = recorded.order("sold")
    record["totalWithTax"] += 2
    order = mapping.order(record)
    assert total_of(order) == order.total == Decimal(record["totalWithTax"]) / 100
    record["totalWithTax"] += 500
    assert total_of(mapping.order(record)) != Decimal(record["totalWithTax"]) / 100


def test_parcels_tell_when_they_came_to_their_state() -> None:
    [delivered] = mapping.order(recorded.order("delivered")).shipments
    assert (delivered.status, delivered.shipped_at, delivered.carrier) == ("delivered", None, "Post")
    assert delivered.delivered_at is not None
    [shipped] = mapping.order(recorded.order("shipped")).shipments
    assert (shipped.status, shipped.delivered_at) == ("shipped", None)
    assert shipped.shipped_at is not None


def test_sums_follow_the_shops_precision() -> None:
    order = mapping.order(recorded.order("sold") | {"moneyPrecision": 3})
    assert order.total == Decimal("92.980")


@pytest.mark.parametrize("wrong", [{"totalWithTax": "much"}, {"orderPlacedAt": "soon"}])
def test_what_cannot_be_read_is_refused(wrong: dict[str, str]) -> None:
    with pytest.raises(RefusalError):
        mapping.order(recorded.order("sold") | wrong)


def test_a_guest_without_a_customer_is_nobody() -> None:
    assert mapping.order(recorded.order("sold") | {"customer": None}).buyer is None
    buyer = mapping.order(recorded.order("sold")).buyer
    assert buyer.email.endswith("@example.com")


def test_items_have_their_rate_and_what_can_be_sold() -> None:
    rows = mapping.products(recorded.variants(), CONTEXT)
    by_sku = {row["sku"]: row for row in rows.tables["product"]}
    honey = by_sku["HONEY-500"]
    assert (honey["price"], honey["tax_rate"]) == (Decimal("12.09"), Decimal("0.055"))
    [level] = recorded.variants()[0]["stockLevels"]
    assert by_sku["KNIFE-210"]["stock"] == level["stockOnHand"] - level["stockAllocated"]


def test_what_is_not_counted_has_no_stock() -> None:
    variant = recorded.variants()[0]
    assert mapping.item(variant | {"trackInventory": "FALSE"}, CONTEXT).stock is None
    assert mapping.item(variant | {"trackInventory": "INHERIT", "tracksStock": False}, CONTEXT).stock is None
    assert (
        mapping.item(variant | {"trackInventory": "INHERIT", "tracksStock": True}, CONTEXT).stock is not None
    )


def test_a_price_in_another_currency_is_not_told() -> None:
    assert mapping.item(recorded.variants()[0] | {"currencyCode": "GBP"}, CONTEXT).price is None
