"""Parcels, dated by the states that their order went through."""

from datetime import UTC, datetime
from decimal import Decimal

from comptoir.connectors.prestashop.tests.opened import columns, facts
from comptoir.connectors.prestashop.tests.shop import NEVER, Shop

TOLD = ("shipment_id", "status", "created_at", "shipped_at", "delivered_at", "carrier")
PLACED = datetime(2026, 10, 1, 6, 0, tzinfo=UTC)


def sent(*states: tuple[int, str], current: int = 2) -> Shop:
    shop = Shop()
    shop.unknown -= {"order_carriers"}
    shop.tables["orders"], shop.tables["order_details"] = [], []
    shop.order(1, "2026-10-01 08:00:00", current_state=current)
    shop.tables["order_carriers"] = [
        {"id": 5, "id_order": 1, "id_carrier": 2, "date_add": "2026-10-01 08:00:00"}
    ]
    shop.tables["order_histories"] = [
        {"id": place, "id_order": 1, "id_order_state": state, "date_add": at}
        for place, (state, at) in enumerate(states, 1)
    ]
    return shop


def test_the_way_of_a_parcel() -> None:
    paid, left, there = (2, "2026-10-01 08:00:00"), (4, "2026-10-02 09:00:00"), (5, "2026-10-04 09:00:00")
    shipped, delivered = datetime(2026, 10, 2, 7, 0, tzinfo=UTC), datetime(2026, 10, 4, 7, 0, tzinfo=UTC)
    assert columns(facts(sent(paid)), "shipment", *TOLD) == [
        ("5", "pending", PLACED, None, None, "My carrier")
    ]
    assert columns(facts(sent(paid, left, current=4)), "shipment", *TOLD) == [
        ("5", "shipped", PLACED, shipped, None, "My carrier")
    ]
    assert columns(facts(sent(paid, left, there, current=5)), "shipment", *TOLD) == [
        ("5", "delivered", PLACED, shipped, delivered, "My carrier")
    ]
    assert columns(facts(sent(paid, there, current=5)), "shipment", "shipped_at", "delivered_at") == [
        (delivered, delivered)
    ]
    assert columns(facts(sent(paid, current=6)), "shipment", "status") == [("cancelled",)]


def test_without_the_states_there_is_no_word_on_parcels() -> None:
    shop = sent((4, "2026-10-02 09:00:00"), current=4)
    shop.forbidden = {"order_histories"}
    rows = facts(shop)
    assert "shipment" not in rows.tables
    assert columns(rows, "order", "order_id") == [("1",)]


def test_a_parcel_without_a_date_is_as_old_as_its_order() -> None:
    shop = sent()
    shop.tables["order_carriers"][0]["date_add"] = NEVER
    assert columns(facts(shop), "shipment", "created_at") == [(PLACED,)]


def test_a_payment_in_another_currency_is_told_in_the_orders() -> None:
    shop = sent()
    shop.add(
        "order_payments",
        order_reference="REF1",
        amount="55.000000",
        conversion_rate="1.100000",
        payment_method="",
        date_add=NEVER,
    )
    told = columns(facts(shop), "payment", "paid_total", "paid_at", "method", "kind")
    assert told == [(Decimal("50.0000"), PLACED, "Carte bancaire", "payment")]
