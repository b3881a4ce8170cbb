"""What is asked of the shop, and the sentences for what it refuses."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from comptoir.connectors.source import PermanentError, TransientError
from comptoir.connectors.tests.loopback import Loopback, Reply
from comptoir.connectors.vendure import read
from comptoir.connectors.vendure.tests.shop import START, Shop, open_shop, reader, refused, stamp

NOW = START + timedelta(days=30)


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
def server(shop: Shop, settings: Any):
    settings.ALLOW_PRIVATE_ADDRESSES = True
    with open_shop(shop) as opened:
        yield opened


def numbers(server: Loopback, since: datetime | None, until: datetime = NOW) -> list[str]:
    pages = list(reader(server).pages("orders", since, until))
    return [record["id"] for page in pages for record in page.records]


def test_the_first_reading_brings_each_order_once_and_no_basket(
    shop: Shop, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "PAGE", 4)
    placed = [order["id"] for order in shop.orders if not order["active"]]
    assert numbers(server, None) == placed
    assert numbers(server, None, START + timedelta(hours=2)) == placed[:3]


def test_orders_of_one_second_are_all_read(
    shop: Shop, server: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read, "PAGE", 4)
    for order in shop.orders:
        order["updatedAt"] = stamp(START)
    assert sorted(numbers(server, None)) == sorted(
        order["id"] for order in shop.orders if not order["active"]
    )


def test_a_refund_that_leaves_the_order_as_it_was_is_found_first(shop: Shop, server: Loopback) -> None:
    since = START + timedelta(hours=12, seconds=-2)
    refunded = next(order for order in shop.orders[:10] if order["payments"][0]["refunds"])
    refunded["payments"][0]["refunds"][0]["updatedAt"] = stamp(since + timedelta(minutes=5))
    pages = list(reader(server).pages("orders", since, NOW))
    assert [record["id"] for record in pages[0].records] == [refunded["id"]]
    assert pages[0].reached is None, "the cursor stays until the others are read"
    assert [record["id"] for page in pages[1:] for record in page.records] == [
        order["id"] for order in shop.orders[12:] if not order["active"]
    ]


def test_a_refund_of_an_order_on_the_border_is_found(shop: Shop, server: Loopback) -> None:
    place = next(place for place, order in enumerate(shop.orders) if order["payments"][0]["refunds"])
    since = START + timedelta(hours=place)
    shop.orders[place]["payments"][0]["refunds"][0]["updatedAt"] = stamp(since + timedelta(minutes=5))
    assert shop.orders[place]["id"] in numbers(server, since)


def test_a_parcel_that_arrives_is_found_too(shop: Shop, server: Loopback) -> None:
    since = START + timedelta(hours=14, seconds=1)
    shipped = next(order for order in shop.orders if order["fulfillments"])
    shipped["fulfillments"][0]["updatedAt"] = stamp(since)
    assert numbers(server, since) == [shipped["id"]]


def test_totals_are_those_of_the_companys_days(shop: Shop, server: Loopback) -> None:
    totals = list(reader(server).totals(date(2026, 10, 25), date(2026, 10, 25)))
    placed = [
        order
        for order in shop.orders
        if "2026-10-24T22:00" <= (order["orderPlacedAt"] or "") < "2026-10-25T23:00"
    ]
    assert len(totals) == len(placed) == 4
    assert {total.unit: total.amount for total in totals} == {
        order["code"]: Decimal(order["totalWithTax"]) / 100 for order in placed
    }
    assert {total.day for total in totals} == {date(2026, 10, 25)}
    assert {total.currency for total in totals} == {"EUR", "GBP"}
    for total in totals:
        assert sum(taxed.net + taxed.tax for taxed in total.taxes) == total.amount
        assert sum(taxed.tax for taxed in total.taxes) == total.tax


def test_a_key_and_a_channel_go_in_their_headers(server: Loopback) -> None:
    assert reader(server, key="right", channel="uk").test() == server.address.removeprefix("http://")
    assert server.asked[0].headers["vendure-token"] == "uk"
    assert all(asked.headers["vendure-api-key"] == "right" for asked in server.asked)


def test_a_session_that_the_shop_forgot_is_opened_again(shop: Shop, server: Loopback) -> None:
    opened = reader(server, username="reader", password="right")
    opened.test()
    shop.token = "session-2"
    opened.test()
    logins = [asked for asked in server.asked if b"mutation Login" in asked.body]
    assert len(logins) == 2


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"key": "wrong"}, "refuses"),
        ({"username": "reader", "password": "wrong"}, "does not know this user name"),
        ({"username": "reader"}, "neither an API key nor a user name"),
    ],
)
def test_wrong_credentials(server: Loopback, values: dict[str, str], sentence: str) -> None:
    with pytest.raises(PermanentError, match=sentence) as caught:
        reader(server, **values).test()
    assert caught.value.advice


def test_a_shop_that_signs_browsers_in_alone(shop: Shop, server: Loopback) -> None:
    shop.token = ""
    with pytest.raises(PermanentError, match="only signs browsers in"):
        reader(server, username="reader", password="right").test()


@pytest.mark.parametrize(
    ("reply", "error", "sentence"),
    [
        (
            refused("GRAPHQL_VALIDATION_FAILED", 'Cannot query field "orders"', 400),
            PermanentError,
            'does not understand the question: Cannot query field "orders"',
        ),
        (
            Reply(404, b'{"statusCode":404,"message":"Cannot POST /admin"}'),
            PermanentError,
            "no Vendure interface",
        ),
        (Reply(401, b"{}"), PermanentError, "refuses"),
        (Reply(200, b"<html>", {"Content-Type": "text/html"}), PermanentError, "not with data"),
        (refused("INTERNAL_SERVER_ERROR", "database is locked"), TransientError, "database is locked"),
        (refused("CHANNEL_NOT_FOUND", 'No channel with the token "uk"'), PermanentError, "channel"),
    ],
)
def test_what_else_goes_wrong(server: Loopback, reply: Reply, error: type[Exception], sentence: str) -> None:
    server.first.append(reply)
    with pytest.raises(error, match=sentence):
        reader(server).test()


def test_a_busy_shop_is_asked_again(server: Loopback) -> None:
    server.first += [Reply(429, b"", {"Retry-After": "0"})]
    assert reader(server).test()
