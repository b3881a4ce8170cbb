"""Status, buyer, channels, payments, fees, parcels, items."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from comptoir.connectors.channels.api import DEFAULT_CHANNELS
from comptoir.connectors.shopify.mapping import item, orders, products
from comptoir.connectors.shopify.mapping import order as mapped
from comptoir.connectors.shopify.tests.goods import (
    bag,
    fee,
    line,
    order,
    parcel,
    shipping,
    transaction,
    variant,
    visit,
)
from comptoir.connectors.source import Person, ReadContext

CONTEXT = ReadContext("shopify", "EUR", "Europe/Paris", date(2026, 5, 6))
MUG = line(1, "Mug grès", "MUG-1", "24.00")


def one(**fields: Any) -> dict[str, Any]:
    return order(1, [MUG], [shipping(1, "6.00")], **fields)


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, "sold"),
        ({"displayFinancialStatus": "PARTIALLY_PAID"}, "sold"),
        ({"displayFinancialStatus": "REFUNDED", "cancelledAt": "2026-04-01T00:00:00Z"}, "sold"),
        ({"displayFinancialStatus": "AUTHORIZED"}, "pending"),
        ({"displayFinancialStatus": "PENDING", "cancelledAt": "2026-04-01T00:00:00Z"}, "cancelled"),
        ({"displayFinancialStatus": "EXPIRED"}, "cancelled"),
        ({"displayFinancialStatus": None}, "pending"),
        ({"test": True}, "test"),
    ],
)
def test_status(fields: dict[str, Any], status: str) -> None:
    assert mapped(one(**fields)).status == status


def test_nothing_is_paid_or_sent_for_a_test() -> None:
    played = one(
        test=True,
        transactions=[transaction(1, "SALE", "30.00", fees=[fee(9, "0.75")])],
        fulfillments=[parcel(5)],
    )
    found = orders([played], CONTEXT)
    assert set(found.tables) == {"order", "order_line"}


def test_an_unknown_status_is_refused_and_its_facts_leave() -> None:
    found = orders([one(displayFinancialStatus="HAGGLED")], CONTEXT)
    assert [(refused.unit, refused.reason) for refused in found.refused] == [("#1", "unknown_status")]
    assert found.tables == {}
    assert found.units["order"] == {("#1",)}


CUSTOMER = {
    "legacyResourceId": "77",
    "displayName": "Bo Exemple",
    "defaultEmailAddress": {"emailAddress": "bo@example.com"},
}


@pytest.mark.parametrize(
    ("fields", "person"),
    [
        ({"email": "ada@example.com", "customer": CUSTOMER}, ("ada@example.com", "ada@example.com")),
        ({"email": None, "customer": CUSTOMER}, ("bo@example.com", "bo@example.com")),
        ({"email": None, "customer": CUSTOMER | {"defaultEmailAddress": None}}, ("77", "")),
        ({"email": None, "customer": None}, None),
    ],
)
def test_buyer(fields: dict[str, Any], person: tuple[str, str] | None) -> None:
    expected = person and Person(person[0], person[1], "Ada Exemple")
    assert mapped(one(**fields)).buyer == expected


@pytest.mark.parametrize(
    ("journey", "channel"),
    [
        (None, ""),
        ({"lastVisit": None}, ""),
        (visit("direct"), "direct"),
        (visit("Google"), "organic_search"),
        (visit("Facebook"), "organic_social"),
        (visit("blog.example", referrerUrl="https://blog.example/a"), "referral"),
        (visit("unknown"), ""),
        (visit("email", sourceType="NEWSLETTER"), "email"),
        (visit("Google", sourceType="AD"), "other"),
        (visit("Google", landingPage="https://shop.example/?gclid=1"), "paid_search"),
        (visit("unknown", landingPage="https://shop.example/?fbclid=1"), "organic_social"),
        (visit("Google", sourceType="SEO"), "organic_search"),
        (
            visit("Google", utmParameters={"source": "google", "medium": "CPC", "campaign": "x"}),
            "paid_search",
        ),
        (
            visit("Facebook", utmParameters={"source": "facebook", "medium": "cpc", "campaign": None}),
            "paid_social",
        ),
        (visit("Google", utmParameters={"source": "partner", "medium": "odd", "campaign": None}), "other"),
        (visit("Google", utmParameters={"source": None, "medium": None, "campaign": "x"}), "organic_search"),
    ],
)
def test_where_the_order_came_from(journey: dict[str, Any] | None, channel: str) -> None:
    origin = mapped(one(customerJourneySummary=journey)).origin
    assert DEFAULT_CHANNELS.channel_of(origin, date(2026, 5, 6), keeps_words=True) == channel


def payments(*transactions: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    found = mapped(one(transactions=list(transactions))).payments
    return [(one.payment_id, one.kind, one.status, str(one.total)) for one in found]


def follows(number: int) -> dict[str, Any]:
    return {"parentTransaction": {"id": f"gid://shopify/OrderTransaction/{number}"}}


def test_each_attempt_to_pay_is_told_once() -> None:
    assert payments(
        transaction(1, "AUTHORIZATION", "30.00", status="FAILURE", errorCode="CARD_DECLINED"),
        transaction(2, "AUTHORIZATION", "30.00"),
        transaction(3, "CAPTURE", "30.00", **follows(2)),
        transaction(4, "REFUND", "12.00", **follows(3)),
    ) == [
        ("1", "payment", "refused", "30.00"),
        ("3", "payment", "accepted", "30.00"),
        ("4", "refund", "accepted", "12.00"),
    ]


def test_an_authorisation_waits_until_it_is_captured_or_let_go() -> None:
    assert payments(transaction(1, "AUTHORIZATION", "30.00")) == [("1", "payment", "pending", "30.00")]
    void = transaction(2, "VOID", "0.00", **follows(1))
    assert payments(transaction(1, "AUTHORIZATION", "30.00"), void) == [
        ("1", "payment", "cancelled", "30.00")
    ]


def test_a_refusal_says_why() -> None:
    refused = transaction(1, "SALE", "30.00", status="FAILURE", errorCode="INSUFFICIENT_FUNDS")
    [found] = mapped(one(transactions=[refused])).payments
    assert (found.refusal_reason, found.method, found.provider) == (
        "insufficient_funds",
        "Shopify Payments",
        "shopify_payments",
    )


def test_means_of_payment_are_those_that_money_came_through() -> None:
    card = transaction(1, "GIFT", "5.00")
    several = [
        transaction(1, "SALE", "10.00", formattedGateway="Gift Card"),
        transaction(2, "SALE", "20.00"),
        transaction(3, "SALE", "20.00", status="FAILURE", formattedGateway="PayPal"),
        transaction(4, "REFUND", "5.00", formattedGateway="Store credit"),
    ]
    assert mapped(one(transactions=several)).payment_method == "Gift Card + Shopify Payments"
    assert mapped(one(transactions=[card])).payment_method == "Shopify Payments"
    assert mapped(one()).payment_method == "shopify_payments"


def test_fees_of_the_shops_currency() -> None:
    paid = transaction(1, "SALE", "30.00", fees=[fee(9, "0.75", "0.15"), fee(10, "1.00", currency="USD")])
    [found] = mapped(one(transactions=[paid])).fees
    assert (found.fee_id, found.kind, found.amount.net, found.amount.tax, found.provider) == (
        "9",
        "payment",
        Decimal("0.75"),
        Decimal("0.15"),
        "shopify_payments",
    )


MORNING = datetime(2026, 3, 31, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ("shipped", MORNING, None)),
        ({"status": "OPEN"}, ("pending", None, None)),
        ({"status": "CANCELLED"}, ("cancelled", None, None)),
        ({"inTransitAt": "2026-03-31T18:00:00Z"}, ("shipped", MORNING.replace(hour=18), None)),
        (
            {"inTransitAt": "2026-03-31T18:00:00Z", "deliveredAt": "2026-03-31T17:00:00Z"},
            ("delivered", MORNING.replace(hour=17), MORNING.replace(hour=17)),
        ),
    ],
)
def test_parcels(fields: dict[str, Any], expected: tuple[Any, ...]) -> None:
    [found] = mapped(one(fulfillments=[parcel(5, **fields)])).shipments
    assert (found.status, found.shipped_at, found.delivered_at) == expected
    assert (found.shipment_id, found.carrier) == ("5", "Colissimo")


def test_what_is_not_sent_is_no_parcel() -> None:
    assert mapped(one(fulfillments=[parcel(5, requiresShipping=False)])).shipments == ()


def stocked(number: int, sku: str | None, taxes_included: bool = True, **fields: Any) -> dict[str, Any]:
    shop = {"currencyCode": "EUR", "taxesIncluded": taxes_included}
    return variant(number, sku, "24.00", **fields) | {"shop": shop}


def test_an_item() -> None:
    found = item(
        stocked(1, "MUG-B", title="Bleu", barcode="3760000000017", stocked={"unitCost": {"amount": "8.5"}})
    )
    assert (found.sku, found.name, found.category, found.brand) == (
        "MUG-B",
        "Mug grès - Bleu",
        "Vaisselle",
        "Atelier Nord",
    )
    assert (found.gtin, found.stock, found.active, found.unit_cost, found.price) == (
        "3760000000017",
        7,
        True,
        Decimal("8.5"),
        None,
    )


def test_a_price_is_told_where_it_holds_no_tax() -> None:
    assert item(stocked(1, "MUG", taxes_included=False)).price == 24
    assert item(stocked(1, "LIVRE", taxable=False)).price == 24
    assert item(stocked(1, "MUG")).price is None


def test_items_that_are_not_counted_not_sent_or_put_away() -> None:
    away = {"status": "ARCHIVED", "productType": ""}
    found = item(stocked(1, "ATELIER", product=away, stocked={"tracked": False, "requiresShipping": False}))
    assert (found.name, found.stock, found.product_type, found.active) == ("Mug grès", None, "service", False)
    assert found.category == "Mugs"


def test_the_currency_of_items_is_the_shops() -> None:
    abroad = stocked(1, "MUG", taxes_included=False, stocked={"unitCost": {"amount": "8.5"}})
    abroad["shop"]["currencyCode"] = "GBP"
    found = products([abroad, stocked(2, None)], CONTEXT)
    assert [row["currency"] for name in ("product", "product_cost") for row in found.tables[name]] == [
        "GBP",
        "GBP",
    ]
    assert found.read == 2


def test_amounts_that_are_no_numbers_are_refused() -> None:
    found = orders([one(totalPriceSet=bag("a lot")), one(createdAt="yesterday")], CONTEXT)
    assert [refused.reason for refused in found.refused] == ["bad_number", "bad_date"]


def test_a_copy_of_a_marketplaces_order_keeps_its_number() -> None:
    (row,) = orders([one(sourceIdentifier="402-1234567-1234567")], CONTEXT).tables["order"]
    assert row["channel_order_id"] == "402-1234567-1234567"
    (row,) = orders([one()], CONTEXT).tables["order"]
    assert row["channel_order_id"] is None
