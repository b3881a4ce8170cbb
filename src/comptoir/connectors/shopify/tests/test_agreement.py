"""The same orders, exported as a file and read by the interface, are the same facts."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from comptoir.connectors.files.api import guess_mapping, preset, recognise
from comptoir.connectors.files.tests.staging_help import SAMPLES, staged
from comptoir.connectors.files.tests.staging_help import rows as rows_of_file
from comptoir.connectors.shopify.mapping import orders
from comptoir.connectors.shopify.tests.goods import bag, line, order, refund, shipping, transaction
from comptoir.connectors.source import ReadContext

CONTEXT = ReadContext("shopify", "EUR", "Europe/Paris", date(2026, 5, 6))
LINES = (
    *("order_id", "line_number", "kind", "status", "day", "month", "sku", "product_name", "quantity"),
    *("unit_price", "gross_amount", "gross_tax", "discount_amount", "discount_tax", "tax_rate"),
    *("currency", "country", "sales_channel", "voucher", "ordered_at", "reference"),
)
ORDERS = (
    *("order_id", "status", "day", "has_product", "gross_amount", "discount_amount", "payment_method"),
    *("currency", "country", "sales_channel", "voucher", "reference"),
)
REFUNDS = ("refund_id", "order_day", "kind", "sku", "amount", "tax", "reference")


def address(country: str, name: str | None = None) -> dict[str, Any]:
    place = {"name": name, "countryCodeV2": country}
    return {"billingAddress": place, "shippingAddress": place}


def paid(number: int, amount: str, **fields: Any) -> dict[str, Any]:
    return {"transactions": [transaction(number, "SALE", amount, **fields)]}


def french() -> list[dict[str, Any]]:
    """The orders of samples/shopify_orders_export.csv."""
    mug, carafe = ("Mug grès", "MUG-1", "24.00"), ("Carafe", "CAR-1", "60.00")
    second, third = line(1, *carafe), line(2, *carafe, discounts=["6.00"])
    return [
        order(
            1001,
            [
                line(3, *mug, quantity=2, discounts=["4.80"]),
                line(4, "Plateau chêne", "PLA-1", "36.00", discounts=["3.60"]),
            ],
            [shipping(1, "4.80")],
            createdAt="2026-03-29T22:40:00Z",
            email="ada@example.com",
            discountCodes=["PRINTEMPS10"],
            **address("FR", "Ada Exemple"),
            **paid(1, "80.40"),
        ),
        order(
            1002,
            [second],
            createdAt="2026-03-31T07:12:10Z",
            email="bo@example.com",
            displayFinancialStatus="PARTIALLY_REFUNDED",
            refunds=[refund(1, adjustments=[("-12.00", "0.00")], paid="12.00")],
            **address("BE", "Bo Exemple"),
            **paid(2, "60.00"),
        ),
        order(
            1003,
            [third],
            [shipping(2, "6.00")],
            createdAt="2026-04-01T16:00:00Z",
            cancelledAt="2026-04-03T08:00:00Z",
            email="ada@example.com",
            displayFinancialStatus="REFUNDED",
            refunds=[refund(2, [(third, 1, "54.00", "9.00")], [("6.00", "1.00")], paid="60.00")],
            **address("FR", "Ada Exemple"),
            **paid(3, "60.00"),
        ),
        order(
            1004,
            [line(5, *mug)],
            [shipping(3, "6.00")],
            createdAt="2026-04-02T06:00:00Z",
            email="cy@example.com",
            displayFinancialStatus="PENDING",
            paymentGatewayNames=["Virement bancaire"],
            **address("FR", "Cy Exemple"),
            **paid(4, "30.00", status="PENDING", formattedGateway="Virement bancaire"),
        ),
        order(
            1005,
            [line(6, *mug)],
            createdAt="2026-04-02T06:30:00Z",
            cancelledAt="2026-04-02T07:00:00Z",
            email=None,
            displayFinancialStatus="VOIDED",
            paymentGatewayNames=["Shopify Payments"],
            **address("FR"),
        ),
        order(
            1006,
            [line(7, *mug), line(8, "Tip", None, "2.00", rates=[])],
            createdAt="2026-04-02T09:30:00Z",
            email=None,
            totalTipReceivedSet=bag("2.0"),
            **address("FR"),
            **paid(6, "26.00"),
        ),
    ]


def american() -> list[dict[str, Any]]:
    """The orders of samples/shopify_tax_excluded.csv: 8 % on top of goods and shipping."""
    poster, frame = ("Poster", "POS-1", "50.00"), ("Frame", "FRA-1", "30.00")
    rate = {"rates": ["0.08"], "included": False}
    given = line(12, *poster, **rate)
    return [
        order(
            2001,
            [line(11, *poster, quantity=2, **rate)],
            [shipping(11, "10.00", **rate)],
            included=False,
            createdAt="2026-05-05T02:15:00Z",
            currencyCode="USD",
            email="dee@example.com",
            **address("US", "Dee Example"),
            **paid(11, "118.80"),
        ),
        order(
            2002,
            [given, line(13, *frame, **rate)],
            [shipping(12, "10.00", **rate)],
            included=False,
            createdAt="2026-05-05T14:00:00Z",
            currencyCode="USD",
            email="eve@example.com",
            displayFinancialStatus="PARTIALLY_REFUNDED",
            refunds=[refund(12, [(given, 1, "50.00", "4.00")], paid="54.00")],
            **address("US", "Eve Example"),
            **paid(12, "97.20"),
        ),
    ]


def rows(records: list[dict[str, Any]], entity: str, *columns: str) -> list[tuple[str, ...]]:
    """As `staging_help.rows` writes those of a file."""
    found = orders(records, CONTEXT)
    assert found.refused == []
    given = [{**row, "reference": row.get("customer")} for row in found.tables.get(entity, [])]
    for row in given:
        if row.get("kind") == "shipping":
            row["product_name"] = None  # The mapping of the export leaves the carrier's name out.
    return sorted(tuple(_text(row[name]) for name in columns) for row in given)


def _text(value: Any) -> str:
    if value is None:
        return "-"
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return str(value.astimezone(UTC) if isinstance(value, datetime) else value)


@pytest.mark.slow
def test_french_orders_are_those_of_their_export() -> None:
    with staged(SAMPLES / "shopify_orders_export.csv", preset("shopify")) as file:
        for entity, columns in (("order_line", LINES), ("order", ORDERS)):
            assert rows(french(), entity, *columns) == sorted(rows_of_file(file, entity, *columns))
        # An export cannot say which sum was given back for what: only the interface knows a gesture.
        own, exported = rows(french(), "refund", *REFUNDS), sorted(rows_of_file(file, "refund", *REFUNDS))
        assert own[1:] == exported[1:]
        assert [(row[0], row[2], row[4:]) for row in (own[0], exported[0])] == [
            ("#1002", "gesture", ("10.00", "2.00", "bo@example.com")),
            ("#1002", "product", ("10.00", "2.00", "bo@example.com")),
        ]


@pytest.mark.slow
def test_american_orders_are_those_of_their_export() -> None:
    path = SAMPLES / "shopify_tax_excluded.csv"
    with staged(path, guess_mapping(recognise(path))) as file:
        for entity, columns in (("order_line", LINES), ("order", ORDERS)):
            assert rows(american(), entity, *columns) == sorted(rows_of_file(file, entity, *columns))
        # The export does not say what came back; what was billed for it and its tax agree.
        assert [row[4:6] for row in rows(american(), "refund", *REFUNDS)] == [
            row[4:6] for row in rows_of_file(file, "refund", *REFUNDS)
        ]
