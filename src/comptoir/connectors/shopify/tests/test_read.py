"""Reading a shop over HTTP: its file, its pages, what changes meanwhile, what it refuses."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from comptoir.connectors.shopify.admin import root
from comptoir.connectors.shopify.mapping import order as order_of
from comptoir.connectors.shopify.read import Shopify
from comptoir.connectors.shopify.tests.goods import line, order, refund, shipping, variant
from comptoir.connectors.shopify.tests.shop import Shop, opening, served
from comptoir.connectors.source import PermanentError, Person, TransientError
from comptoir.connectors.tests.loopback import Reply

UNTIL = datetime(2026, 5, 1, tzinfo=UTC)
SINCE = datetime(2026, 1, 1, tzinfo=UTC)


def simple(number: int, lines: int = 1) -> dict[str, Any]:
    items = [line(number * 100 + place, "Mug grès", f"MUG-{place}", "24.00") for place in range(lines)]
    moment = datetime(2026, 3, 1, 8, tzinfo=UTC) + timedelta(minutes=number)
    placed = f"{moment:%Y-%m-%dT%H:%M:%SZ}"
    return order(number, items, [shipping(number, "6.00")], createdAt=placed, updatedAt=placed)


@pytest.fixture
def shop() -> Iterator[Shop]:
    with served(Shop([simple(number) for number in range(1, 36)])) as running:
        yield running


def read(shop: Shop, since: datetime | None = SINCE, until: datetime = UNTIL) -> list[dict[str, Any]]:
    return [one for page in Shopify(opening(shop)).pages("orders", since, until) for one in page.records]


def names(records: list[dict[str, Any]]) -> list[str]:
    return [record["name"] for record in records]


def documents(shop: Shop) -> list[str]:
    return [name for name, _variables in shop.asked]


def test_the_file_and_the_pages_give_the_same_orders(shop: Shop) -> None:
    given = shop.orders[3]["lineItems"][0]
    shop.orders[3]["refunds"] = [refund(9, [(given, 1, "24.00", "4.00")], paid="24.00")]
    from_file = read(shop, None)
    assert "mutation StartBulk" in documents(shop)
    assert from_file == read(shop)
    assert names(from_file) == [f"#{number}" for number in range(1, 36)]
    assert from_file[3]["refunds"][0]["refundLineItems"][0]["quantity"] == 1


def test_the_file_tells_how_many_there_are_and_leaves_the_cursor_alone(shop: Shop) -> None:
    pages = list(Shopify(opening(shop)).pages("orders", None, UNTIL))
    assert [page.reached for page in pages] == [None]
    assert [page.total for page in pages] == [35]


def test_a_shop_without_orders_has_no_file(shop: Shop) -> None:
    shop.orders.clear()
    assert read(shop, None) == []


@pytest.mark.parametrize("outcome", ["FAILED", "CANCELED", "EXPIRED"])
def test_without_a_file_pages_are_read(shop: Shop, outcome: str) -> None:
    shop.bulk_states.extend([outcome])
    shop.bulk_states.remove("COMPLETED")
    assert len(read(shop, None)) == 35
    assert "query Orders" in documents(shop)


def test_while_other_files_are_written_pages_are_read(shop: Shop) -> None:
    shop.bulk_errors = [{"code": "LIMIT_REACHED", "message": "Bulk operations limit reached."}]
    assert len(read(shop, None)) == 35


@pytest.mark.parametrize("left", [-40, 4000])
def test_half_a_file_is_not_taken_for_a_whole(shop: Shop, left: int) -> None:
    shop.cut_file = left
    with pytest.raises(TransientError, match="of 35"):
        read(shop, None)


def test_a_file_cut_between_two_orders_is_not_taken_for_a_whole(shop: Shop) -> None:
    read(shop, None)
    shop.cut_file = shop.files[0].index(b'{"__typename": "Order", "id": "gid://shopify/Order/20"')
    with pytest.raises(TransientError, match="19 of 35"):
        read(shop, None)


def test_only_what_changed_is_read(shop: Shop) -> None:
    since = datetime(2026, 3, 1, 8, 30, tzinfo=UTC)
    assert names(read(shop, since)) == ["#30", "#31", "#32", "#33", "#34", "#35"]
    assert names(read(shop, since, since + timedelta(minutes=2))) == ["#30", "#31"]


def test_what_changes_while_pages_are_read_is_read(shop: Shop) -> None:
    """A read order changes, one that is not read yet changes, one is placed: the last state of each is met."""

    def change() -> None:
        shop.after_page = lambda: None
        for place, moment in ((2, "2026-04-01T10:00:00Z"), (20, "2026-04-01T11:00:00Z")):
            shop.orders[place] |= {"updatedAt": moment, "displayFinancialStatus": "REFUNDED"}
        late = simple(40) | {"updatedAt": "2026-04-01T12:00:00Z"}
        shop.orders.append(late)

    shop.after_page = change
    found = {record["id"]: record for record in read(shop)}
    assert len(found) == 36
    assert {one["id"]: one["updatedAt"] for one in shop.orders} == {
        identifier: one["updatedAt"] for identifier, one in found.items()
    }


def test_the_cursor_never_passes_what_was_handed_out(shop: Shop) -> None:
    *pages, last = Shopify(opening(shop)).pages("orders", SINCE, UNTIL)
    assert [page.reached for page in pages] == [
        min(datetime.fromisoformat(one["updatedAt"]) for one in page.records) for page in pages
    ]
    assert len(pages) == 3
    assert last.reached == UNTIL


def test_lines_and_refunds_beyond_the_first_page_are_fetched(shop: Shop) -> None:
    long = simple(50, lines=130)
    given = [(one, 1, "24.00", "4.00") for one in long["lineItems"]]
    long["refunds"] = [refund(50, given, paid="3120.00"), refund(51, given[:2], paid="48.00")]
    shop.orders = [long]
    for since in (SINCE, None):
        [found] = read(shop, since)
        assert len({one["id"] for one in found["lineItems"]}) == 130
        assert [len(one["refundLineItems"]) for one in found["refunds"]] == [130, 2]


def test_a_throttled_question_is_asked_again_when_points_have_come_back(shop: Shop) -> None:
    shop.points = 20
    assert len(read(shop)) == 35
    # A second more than the points take, and what passes of the real clock between two questions.
    assert sum(shop.waited) == pytest.approx((4 * 150 - 20) / 50, abs=1.5)


def test_a_shop_that_stays_throttled_is_left_for_the_next_run(shop: Shop) -> None:
    error = {"errors": [{"message": "Throttled", "extensions": {"code": "THROTTLED"}}]}
    shop.server.first += [Reply(200, json.dumps(error).encode())] * 4
    with pytest.raises(TransientError, match="overloaded"):
        read(shop)


def test_busy_answers_and_passing_errors_are_waited_out(shop: Shop) -> None:
    error = {"errors": [{"message": "Oops", "extensions": {"code": "INTERNAL_SERVER_ERROR"}}]}
    shop.server.first += [
        Reply(429, b"", {"Retry-After": "2"}),
        Reply(503, b""),
        Reply(200, json.dumps(error).encode()),
    ]
    assert len(read(shop)) == 35
    assert shop.waited[0] == 2


def test_a_dear_question_is_asked_for_less(shop: Shop) -> None:
    shop.dearest = 45
    assert len(read(shop)) == 35
    assert {variables["first"] for name, variables in shop.asked if name == "query Orders"} == {10, 5, 2}


@pytest.mark.slow
def test_refunds_that_are_dear_are_asked_for_less(shop: Shop) -> None:
    given = shop.orders[3]["lineItems"][0]
    shop.orders[3]["refunds"] = [
        refund(place, [(given, 1, "2.00", "0.33")], paid="2.00") for place in range(12)
    ]
    shop.dearest = 45
    found = read(shop)
    assert [one["id"] for one in found[3]["refunds"]] == [one["id"] for one in shop.orders[3]["refunds"]]
    assert max(len(asked["ids"]) for name, asked in shop.asked if name == "query Refunds") == 10
    shop.orders[3]["refunds"].pop()
    assert len(read(shop)[3]["refunds"]) == 11


def test_a_refund_that_is_taken_back_meanwhile_is_none(shop: Shop) -> None:
    given = shop.orders[3]["lineItems"][0]
    shop.orders[3]["refunds"] = [refund(1, [(given, 1, "2.00", "0.33")], paid="2.00")]
    shop.after_page = shop.orders[3]["refunds"].clear
    assert read(shop)[3]["refunds"] == []


def test_totals_are_the_shops_own_by_day(shop: Shop) -> None:
    shop.orders[0] |= {"createdAt": "2026-03-28T23:30:00Z"}
    shop.orders[1] |= {"createdAt": "2026-03-29T21:59:59Z", "displayFinancialStatus": "VOIDED"}
    shop.orders[2] |= {"createdAt": "2026-03-29T22:00:00Z"}
    found = list(Shopify(opening(shop)).totals(date(2026, 3, 29), date(2026, 3, 29)))
    assert [(one.unit, one.day, one.amount, one.counts, one.currency) for one in found] == [
        ("#1", date(2026, 3, 29), Decimal("30.00"), True, "EUR"),
        ("#2", date(2026, 3, 29), Decimal("30.00"), False, "EUR"),
    ]


def test_items_know_their_shop(shop: Shop) -> None:
    shop.variants = [variant(number, f"SKU-{number}", "24.00") for number in range(120)]
    pages = list(Shopify(opening(shop)).pages("products", None, UNTIL))
    assert [len(page.records) for page in pages] == [50, 50, 20]
    assert pages[2].records[-1]["shop"] == {"currencyCode": "EUR", "taxesIncluded": True}


def test_the_shop_says_its_name(shop: Shop) -> None:
    assert Shopify(opening(shop)).test() == "Maison Exemple"


def test_a_missing_scope_is_named(shop: Shop) -> None:
    shop.scopes.remove("read_customers")
    with pytest.raises(PermanentError, match="lacks the access scope read_customers"):
        Shopify(opening(shop)).test()


def test_a_shop_that_shows_its_last_orders_only_says_so(shop: Shop) -> None:
    shop.scopes.remove("read_all_orders")
    assert "(orders of the last 60 days only" in Shopify(opening(shop)).test()


def test_a_shop_whose_plan_hides_its_buyers_is_read_without_them(shop: Shop) -> None:
    shop.hidden = ("email", "defaultEmailAddress", "billingAddress", "shippingAddress")
    shop.orders[0]["customer"] = {"legacyResourceId": "7", "displayName": "Ada", "defaultEmailAddress": None}
    assert (
        Shopify(opening(shop))
        .test()
        .endswith("(orders without their buyers: Shopify does not show them to this app)")
    )
    found = read(shop)
    assert len(found) == 35
    assert {one["email"] for one in found} == {None}
    assert order_of(found[0]).buyer == Person("7", "", "Ada")
    assert order_of(found[1]).buyer is None


def test_other_fields_that_are_kept_back_stop_the_reading(shop: Shop) -> None:
    shop.hidden = ("email", "sourceName")
    with pytest.raises(PermanentError, match="does not let this app read"):
        read(shop)


DENIED = {
    "errors": [
        {
            "message": "Access denied for orders field.",
            "extensions": {
                "code": "ACCESS_DENIED",
                "requiredAccess": "`read_orders` access scope, or `read_quick_sale` access scope.",
            },
        }
    ],
    "data": None,
}


@pytest.mark.parametrize(
    ("status", "body", "sentence"),
    [
        (401, {"errors": "[API] Invalid API key or access token"}, "refuses the access token"),
        (402, {"errors": "Unavailable Shop"}, "frozen the shop.*Settle it"),
        (403, {"errors": "Forbidden"}, "does not let this app read"),
        (404, {"errors": "Not Found"}, "no Shopify shop at this address"),
        (423, {"errors": "Locked"}, "locked the shop"),
        (418, {"errors": "teapot"}, "answers 418: teapot"),
        (200, DENIED, "lacks the access scope read_orders[.]"),
        (200, {"errors": [{"message": "Field 'x' doesn't exist"}]}, "refuses the question"),
        (200, {"products": []}, "answers 200"),
    ],
)
def test_what_a_person_must_mend_is_said(
    shop: Shop, status: int, body: dict[str, Any], sentence: str
) -> None:
    shop.server.first.append(Reply(status, json.dumps(body).encode()))
    with pytest.raises(PermanentError, match=sentence):
        read(shop)


def test_another_version_than_asked_is_not_read(shop: Shop) -> None:
    shop.version = "2027-10"
    with pytest.raises(PermanentError, match=r"answers with 2027-10.*Update Comptoir"):
        read(shop)


def test_an_app_without_a_token_exchanges_its_secret_and_again_when_it_has_run_out(shop: Shop) -> None:
    reader = Shopify(opening(shop, client_id="app", client_secret="shpss_right"))
    assert reader.test() == "Maison Exemple"
    shop.token = "shpat_of_the_next_day"
    assert reader.test() == "Maison Exemple"


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"token": "shpat_wrong"}, "refuses the access token .*Invalid API key"),
        ({"client_id": "app", "client_secret": "shpss_wrong"}, "gives no token .*invalid_client"),
        ({"client_id": "app"}, "Neither an access token nor"),
    ],
)
def test_wrong_credentials_are_said(shop: Shop, values: dict[str, str], sentence: str) -> None:
    with pytest.raises(PermanentError, match=sentence) as caught:
        Shopify(opening(shop, **values)).test()
    assert "wrong" not in str(caught.value)


@pytest.mark.parametrize(
    "typed",
    [
        "maison",
        "maison.myshopify.com",
        "https://maison.myshopify.com/",
        "https://maison.myshopify.com/admin/orders",
        "https://admin.shopify.com/store/maison/settings",
    ],
)
def test_the_address_is_found_in_what_people_copy(typed: str) -> None:
    assert root(typed) == "https://maison.myshopify.com"
