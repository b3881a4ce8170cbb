"""The log of visits: a Matomo on loopback that answers as `Live.getLastVisitsDetails` is documented."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from comptoir.connectors.matomo import read
from comptoir.connectors.matomo.source import SOURCE
from comptoir.connectors.matomo.visit_log import visit_log
from comptoir.connectors.matomo.visit_records import reduced
from comptoir.connectors.source import Opening, PermanentError, Rate, ReadContext, Reader
from comptoir.connectors.tests.loopback import Asked, Reply, serving

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
SETTINGS = {"basis": "consent", "checkout": "/commande"}
CONTEXT = ReadContext("matomo", "EUR", "Europe/Paris", date(2026, 11, 22), SETTINGS)
EVENING = 1795303200
"""2026-11-22 00:20 in Paris: the 21st by the clock of UTC."""
BOUGHT: dict[str, Any] = {
    "idSite": "4",
    "idVisit": "71",
    "visitIp": "192.0.2.7",
    "userId": "jeanne@example.org",
    "visitorId": "9a3be1c0d2f44e51",
    "firstActionTimestamp": EVENING,
    "lastActionTimestamp": EVENING + 600,
    "visitDuration": "600",
    "referrerType": "campaign",
    "referrerName": "noel",
    "referrerUrl": "https://www.google.com/search?q=secret",
    "deviceType": "Smartphone",
    "countryCode": "fr",
    "siteCurrency": "EUR",
    "actionDetails": [
        {
            "type": "action",
            "url": "https://maison.example/savons?utm_source=google&utm_medium=cpc&utm_campaign=noel&gclid=Cj0K&mail=a@b.fr",
            "pageId": "900",
            "timestamp": EVENING,
        },
        {
            "type": "action",
            "url": "https://maison.example/savons/olive?ref=7",
            "pageId": "901",
            "timestamp": EVENING + 60,
            "productViewSku": "SAV-01",
        },
        {"type": "search", "siteSearchKeyword": "savon noir", "pageId": "902", "timestamp": EVENING + 90},
        {
            "type": "action",
            "url": "https://maison.example/commande/adresse",
            "pageId": "903",
            "timestamp": EVENING + 200,
        },
        {
            "type": "ecommerceOrder",
            "orderId": "FR-1007",
            "revenue": 66.0,
            "revenueTax": 10,
            "revenueShipping": "6.00",
            "timestamp": EVENING + 600,
            "itemDetails": [{"itemSKU": "SAV-01", "itemName": "Savon", "price": 25, "quantity": "2"}],
        },
    ],
}
LEFT: dict[str, Any] = {
    "idSite": "4",
    "idVisit": "72",
    "visitorId": "0000000000000001",
    "firstActionTimestamp": EVENING,
    "referrerType": "search",
    "referrerUrl": "https://www.bing.com/",
    "deviceType": "Desktop",
    "countryCode": "xx",
    "actionDetails": [
        {"type": "action", "url": "https://maison.example/", "pageId": "904", "timestamp": EVENING},
        {"type": "ecommerceAbandonedCart", "itemDetails": [{"itemSKU": "SAV-02", "quantity": 1}]},
    ],
}


@pytest.fixture(autouse=True)
def in_english(settings) -> Iterator[None]:
    settings.ALLOW_PRIVATE_ADDRESSES = True
    with override("en"):
        yield


def kept(visit: dict[str, Any], *, is_followed: bool = True) -> dict[str, Any]:
    return json.loads(json.dumps(reduced(visit, "here 4", is_followed=is_followed)))


def test_a_visit_that_bought() -> None:
    rows = visit_log([kept(BOUGHT)], CONTEXT)
    [session] = rows.tables["session"]
    visitor = session.pop("visitor_id")
    assert len(visitor) == 24
    assert session == {
        "source": "matomo",
        "session_id": "4-71",
        "consent_basis": "consent",
        "started_at": datetime(2026, 11, 21, 23, 20, tzinfo=UTC),
        "day": date(2026, 11, 22),
        "month": "2026-11",
        "seconds": 600,
        "traffic_channel": "paid_search",
        "traffic_source": "google",
        "traffic_medium": "cpc",
        "campaign": "noel",
        "referrer": "google.com",
        "click_id": "gclid",
        "traffic_said": None,
        "landing_page": "/savons",
        "device": "phone",
        "country": "FR",
        "page_views": 3,
        "viewed_product": True,
        "added_to_cart": True,
        "began_checkout": True,
        "purchased": True,
        "order_id": "FR-1007",
    }
    told = [
        (event["event_id"], event["name"], event.get("sku"), event.get("page"))
        for event in rows.tables["event"]
    ]
    assert told == [
        ("4-71-900", "page_view", None, "/savons"),
        ("4-71-901", "page_view", None, "/savons/olive"),
        ("4-71-901-item", "view_item", "SAV-01", "/savons/olive"),
        ("4-71-902", "view_search_results", None, None),
        ("4-71-903", "page_view", None, "/commande/adresse"),
        ("4-71-903-checkout", "begin_checkout", None, "/commande/adresse"),
        ("4-71-cart-SAV-01", "add_to_cart", "SAV-01", None),
        ("4-71-order-1", "purchase", None, None),
    ]
    bought = rows.tables["event"][-1]
    assert (bought["value_amount"], bought["value_tax"], bought["currency"], bought["order_id"]) == (
        Decimal(50),
        Decimal(10),
        "EUR",
        "FR-1007",
    )


def test_a_basket_that_was_left() -> None:
    rows = visit_log([kept(LEFT)], CONTEXT)
    [session] = rows.tables["session"]
    assert (session["added_to_cart"], session["purchased"], session["order_id"]) == (True, False, None)
    assert (session["traffic_channel"], session["country"], session["device"]) == (
        "organic_search",
        None,
        "desktop",
    )
    assert [event["event_id"] for event in rows.tables["event"]] == ["4-72-904", "4-72-cart-SAV-02"]


def test_nothing_of_a_person_is_kept() -> None:
    record = kept(BOUGHT)
    text = json.dumps(record)
    for personal in ("192.0.2.7", "jeanne", "9a3be1c0d2f44e51", "a%40b.fr", "a@b.fr", "Cj0K", "secret"):
        assert personal not in text
    assert record["visitor"] == kept(BOUGHT)["visitor"]
    assert record["visitor"] != reduced(BOUGHT, "elsewhere 4", is_followed=True)["visitor"]


def test_without_consent_nobody_is_followed() -> None:
    context = ReadContext("matomo", "EUR", "Europe/Paris", date(2026, 11, 22), {"basis": "exempt"})
    record = kept(BOUGHT, is_followed=False)
    assert "FR-1007" not in json.dumps(record)
    rows = visit_log([record], context)
    every = [*rows.tables["session"], *rows.tables["event"]]
    assert {row["consent_basis"] for row in every} == {"exempt"}
    assert {(row.get("visitor_id"), row.get("order_id")) for row in every} == {(None, None)}
    assert rows.tables["session"][0]["purchased"]


def test_what_cannot_be_dated_is_refused() -> None:
    rows = visit_log([kept({"idSite": "4", "idVisit": "9"}), kept({"idSite": "4"})], CONTEXT)
    assert [(one.unit, one.field, one.reason) for one in rows.refused] == [
        ("4-9", "firstActionTimestamp", "unknown_form"),
        ("4-", "idVisit", "unknown_form"),
    ]
    assert rows.tables == {"session": [], "event": []}


@dataclass
class Log:
    """A site with so many visits on each day."""

    by_day: dict[str, int]
    asked: list[dict[str, str]] = field(default_factory=list)

    def answer(self, asked: Asked) -> Reply:
        given = {name: values[-1] for name, values in parse_qs(asked.body.decode()).items()}
        self.asked.append(given)
        count = self.by_day.get(given.get("date", ""), 0)
        first, most = int(given.get("filter_offset", 0)), int(given["filter_limit"])
        visits = [
            {**LEFT, "idVisit": f"{given['date']}-{number}"}
            for number in range(first, min(first + most, count))
        ]
        return Reply(200, json.dumps(visits).encode(), {"Content-Type": "application/json"})


def opened(address: str, **values: str) -> Reader:
    told = {"address": address, "token": "t", "site": "4", "first_day": "2026-11-19", "basis": "exempt"}
    return SOURCE.opened(
        Opening({**told, **values}, "Europe/Paris", Rate(per_second=1e6), lambda _seconds: None)
    )


def test_each_visit_of_each_day_once(monkeypatch) -> None:
    monkeypatch.setattr(read, "VISITS", 3)
    log = Log({"2026-11-19": 4, "2026-11-20": 3, "2026-11-22": 1})
    with serving(log.answer) as server:
        pages = list(opened(server.address).pages("visit_log", None, NOW))
    assert [len(page.records) for page in pages] == [3, 1, 3, 1]
    # A day is behind once its last visits are; today is read again.
    assert [page.reached for page in pages] == [
        datetime(2026, 11, 18, 23, tzinfo=UTC),
        datetime(2026, 11, 19, 23, tzinfo=UTC),
        datetime(2026, 11, 19, 23, tzinfo=UTC),
        datetime(2026, 11, 21, 23, tzinfo=UTC),
    ]
    assert len({record["idVisit"] for page in pages for record in page.records}) == 8
    assert {(one["filter_sort_order"], one["language"]) for one in log.asked} == {("asc", "en")}


def test_visits_are_read_only_where_somebody_says_on_which_basis() -> None:
    log = Log({"2026-11-22": 1})
    with serving(log.answer) as server:
        assert list(opened(server.address, basis="").pages("visit_log", None, NOW)) == []
        assert log.asked == []
        with pytest.raises(PermanentError, match="whatever"):
            opened(server.address, basis="whatever").test()


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
ACTIONS = st.lists(
    st.fixed_dictionaries(
        {
            "type": st.sampled_from(["action", "search", "ecommerceOrder", "ecommerceAbandonedCart", "goal"]),
            "pageId": st.none() | st.integers(1, 10**9).map(str),
            "timestamp": st.none() | st.integers(EVENING, EVENING + 9000),
        },
        optional={
            "url": st.text(max_size=30) | st.just("https://maison.example/a@b"),
            "productViewSku": st.text(max_size=8),
            "orderId": st.text(max_size=8),
            "revenue": ANYTHING,
            "itemDetails": st.lists(
                st.fixed_dictionaries({"itemSKU": st.text(max_size=8), "quantity": ANYTHING}), max_size=3
            ),
        },
    ),
    max_size=6,
)


@settings(max_examples=40, deadline=None)
@given(ACTIONS, st.dictionaries(st.sampled_from(["referrerUrl", "referrerType", "countryCode"]), st.text()))
def test_whatever_is_told_makes_a_lawful_session(actions: list[dict[str, Any]], rest: dict[str, str]) -> None:
    visit = {**BOUGHT, **rest, "actionDetails": actions}
    rows = visit_log([kept(visit)], CONTEXT)
    assert rows.tables == visit_log([kept(visit)], CONTEXT).tables
    [session] = rows.tables["session"]
    names = {event["name"] for event in rows.tables["event"]}
    assert session["page_views"] == sum(one["type"] == "action" for one in actions)
    assert session["purchased"] == ("purchase" in names)
    assert all(event["session_id"] == "4-71" for event in rows.tables["event"])
    assert "@" not in json.dumps([event.get("page") for event in rows.tables["event"]])
    assert all(event["currency"] for event in rows.tables["event"] if event.get("value_amount") is not None)
