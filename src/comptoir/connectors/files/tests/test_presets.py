"""Each shipped mapping against an export with the shop's own header: every fact, to the cent."""

import pytest

from comptoir.connectors.files.api import guess_mapping, preset, presets, recognise
from comptoir.connectors.files.mapping import Mapping
from comptoir.connectors.files.mapping_read import MEANINGS
from comptoir.connectors.files.tests.staging_help import SAMPLES, rejects, rows, staged

LINE = ("order_id", "line_number", "kind", "status", "day", "sku", "quantity")
MONEY = ("gross_amount", "gross_tax", "discount_amount", "discount_tax")
REFUND = ("refund_id", "line_number", "kind", "day", "sku", "quantity", "amount", "tax")


@pytest.mark.parametrize("mapping", presets(), ids=lambda mapping: mapping.name)
def test_a_shipped_mapping_survives_its_own_export(mapping: Mapping) -> None:
    assert Mapping.from_yaml(mapping.to_yaml()) == mapping
    assert mapping.label
    assert set(mapping.statuses.values()) <= set(MEANINGS)


@pytest.mark.parametrize(
    ("sample", "name"),
    [
        ("shopify_orders_export.csv", "shopify"),
        ("woocommerce_advanced.csv", "woocommerce"),
        ("woocommerce_one_row_per_item.csv", "woocommerce"),
        ("woocommerce_standard.csv", "woocommerce_net"),
        ("prestashop_sql_manager.csv", "prestashop"),
    ],
)
def test_a_header_alone_names_its_shop(sample: str, name: str) -> None:
    assert guess_mapping(recognise(SAMPLES / sample)) == preset(name)


def test_shopify() -> None:
    """Prices include tax; order values on the first row; a discount code, a tip, refunds without a date."""
    with staged(SAMPLES / "shopify_orders_export.csv", preset("shopify")) as result:
        assert rows(result, "order_line", *LINE, *MONEY) == [
            ("#1001", "1", "product", "sold", "2026-03-30", "MUG-1", "2.00", "40.00", "8.00", "4.00", "0.80"),
            ("#1001", "2", "product", "sold", "2026-03-30", "PLA-1", "1.00", "30.00", "6.00", "3.00", "0.60"),
            ("#1001", "3", "shipping", "sold", "2026-03-30", "-", "1.00", "4.00", "0.80", "0.00", "0.00"),
            (
                "#1002",
                "1",
                "product",
                "sold",
                "2026-03-31",
                "CAR-1",
                "1.00",
                "50.00",
                "10.00",
                "0.00",
                "0.00",
            ),
            (
                "#1003",
                "1",
                "product",
                "sold",
                "2026-04-01",
                "CAR-1",
                "1.00",
                "50.00",
                "10.00",
                "5.00",
                "1.00",
            ),
            ("#1003", "2", "shipping", "sold", "2026-04-01", "-", "1.00", "5.00", "1.00", "0.00", "0.00"),
            (
                "#1004",
                "1",
                "product",
                "pending",
                "2026-04-02",
                "MUG-1",
                "1.00",
                "20.00",
                "4.00",
                "0.00",
                "0.00",
            ),
            ("#1004", "2", "shipping", "pending", "2026-04-02", "-", "1.00", "5.00", "1.00", "0.00", "0.00"),
            (
                "#1005",
                "1",
                "product",
                "cancelled",
                "2026-04-02",
                "MUG-1",
                "1.00",
                "20.00",
                "4.00",
                "0.00",
                "0.00",
            ),
            ("#1006", "1", "product", "sold", "2026-04-02", "MUG-1", "1.00", "20.00", "4.00", "0.00", "0.00"),
            ("#1006", "2", "adjustment", "sold", "2026-04-02", "-", "1.00", "2.00", "0.00", "0.00", "0.00"),
        ]
        # A part of an order has no item: the file does not say which. A whole order has all of its lines.
        assert rows(result, "refund", *REFUND) == [
            ("#1002", "2", "product", "2026-03-31", "-", "0.00", "10.00", "2.00"),
            ("#1003", "1", "product", "2026-04-01", "CAR-1", "1.00", "45.00", "9.00"),
            ("#1003", "2", "shipping", "2026-04-01", "-", "1.00", "5.00", "1.00"),
        ]
        assert rows(result, "order", "order_id", "reference", "country", "sales_channel", "voucher") == [
            ("#1001", "ada@example.com", "FR", "web", "PRINTEMPS10"),
            ("#1002", "bo@example.com", "BE", "web", "-"),
            ("#1003", "ada@example.com", "FR", "web", "-"),
            ("#1004", "cy@example.com", "FR", "web", "-"),
            ("#1005", "-", "FR", "web", "-"),
            ("#1006", "-", "FR", "web", "-"),
        ]
        assert rejects(result) == []


def test_shopify_where_taxes_come_on_top() -> None:
    """The totals of the file tell it: 100.00 + 10.00 + 8.80 = 118.80. The day is that of Paris."""
    path = SAMPLES / "shopify_tax_excluded.csv"
    with staged(path, guess_mapping(recognise(path))) as result:
        assert rows(result, "order_line", "order_id", "kind", "day", "currency", *MONEY) == [
            ("#2001", "product", "2026-05-05", "USD", "100.00", "8.00", "0.00", "0.00"),
            ("#2001", "shipping", "2026-05-05", "USD", "10.00", "0.80", "0.00", "0.00"),
            ("#2002", "product", "2026-05-05", "USD", "50.00", "4.00", "0.00", "0.00"),
            ("#2002", "product", "2026-05-05", "USD", "30.00", "2.40", "0.00", "0.00"),
            ("#2002", "shipping", "2026-05-05", "USD", "10.00", "0.80", "0.00", "0.00"),
        ]
        assert rows(result, "refund", "refund_id", "kind", "amount", "tax") == [
            ("#2002", "product", "50.00", "4.00"),
        ]


@pytest.mark.slow
def test_woocommerce_with_chosen_columns() -> None:
    """Lines before and after discounts, refunds per line and dated, French statuses, 5.5 % on books."""
    with staged(SAMPLES / "woocommerce_advanced.csv", preset("woocommerce")) as result:
        assert rows(result, "order_line", *LINE, *MONEY) == [
            ("501", "1", "product", "sold", "2026-03-14", "BOL-1", "2.00", "40.00", "8.00", "4.00", "0.80"),
            ("501", "2", "product", "sold", "2026-03-14", "TAS-1", "1.00", "30.00", "6.00", "3.00", "0.60"),
            ("501", "3", "shipping", "sold", "2026-03-14", "-", "1.00", "5.00", "1.00", "0.00", "0.00"),
            ("502", "1", "product", "sold", "2026-03-15", "BOL-1", "4.00", "80.00", "16.00", "0.00", "0.00"),
            ("502", "2", "shipping", "sold", "2026-03-15", "-", "1.00", "5.00", "1.00", "0.00", "0.00"),
            ("503", "1", "product", "sold", "2026-03-16", "TAS-1", "1.00", "40.00", "8.00", "0.00", "0.00"),
            ("503", "2", "shipping", "sold", "2026-03-16", "-", "1.00", "5.00", "1.00", "0.00", "0.00"),
            (
                "504",
                "1",
                "product",
                "pending",
                "2026-03-17",
                "BOL-1",
                "1.00",
                "20.00",
                "4.00",
                "0.00",
                "0.00",
            ),
            (
                "505",
                "1",
                "product",
                "cancelled",
                "2026-03-17",
                "BOL-1",
                "1.00",
                "20.00",
                "4.00",
                "0.00",
                "0.00",
            ),
            ("506", "1", "product", "sold", "2026-03-18", "LIV-1", "1.00", "20.00", "1.10", "0.00", "0.00"),
            ("506", "4", "adjustment", "sold", "2026-03-18", "-", "1.00", "2.00", "0.11", "0.00", "0.00"),
            (
                "507",
                "1",
                "product",
                "cancelled",
                "2026-03-18",
                "BOL-1",
                "1.00",
                "20.00",
                "4.00",
                "0.00",
                "0.00",
            ),
        ]
        assert rows(result, "refund", *REFUND) == [
            ("502", "1", "product", "2026-04-02", "BOL-1", "0.00", "20.00", "4.00"),
            ("503", "1", "product", "2026-03-20", "TAS-1", "1.00", "40.00", "8.00"),
            ("503", "2", "shipping", "2026-03-20", "-", "1.00", "5.00", "1.00"),
        ]
        # A gift is no sale; a status of another plugin is listed, never guessed.
        assert rejects(result) == [
            ("9", "Item Cost", "0", "price_not_positive"),
            ("11", "Order Status", "Litige", "unknown_status"),
        ]


@pytest.mark.slow
def test_woocommerce_with_the_plugins_standard_columns() -> None:
    """Prices after discounts: the cart's is given back to the lines. Units after returns, no refunds."""
    with staged(SAMPLES / "woocommerce_standard.csv", preset("woocommerce_net")) as result:
        assert rows(result, "order_line", *LINE, *MONEY) == [
            ("601", "1", "product", "sold", "2026-03-14", "BOL-1", "2.00", "40.00", "8.00", "4.00", "0.80"),
            ("601", "2", "product", "sold", "2026-03-14", "TAS-1", "1.00", "30.00", "6.00", "3.00", "0.60"),
            ("601", "3", "shipping", "sold", "2026-03-14", "-", "1.00", "5.00", "1.00", "0.00", "0.00"),
            ("602", "1", "product", "sold", "2026-03-15", "BOL-1", "2.00", "40.00", "8.00", "0.00", "0.00"),
            (
                "603",
                "1",
                "product",
                "pending",
                "2026-03-15",
                "BOL-1",
                "1.00",
                "20.00",
                "4.00",
                "0.00",
                "0.00",
            ),
            (
                "604",
                "1",
                "product",
                "pending",
                "2026-03-15",
                "BOL-1",
                "1.00",
                "20.00",
                "4.00",
                "0.00",
                "0.00",
            ),
        ]
        assert rows(result, "order_line", "order_id", "unit_price", "voucher")[:2] == [
            ("601", "20.00", "welcome10"),
            ("601", "30.00", "welcome10"),
        ]
        assert rows(result, "refund", *REFUND) == []
        assert rejects(result) == [("5", "Quantity (- Refund)", "0", "quantity_not_positive")]


def test_woocommerce_one_row_per_item() -> None:
    """The paid extension: lower-case headers, refunded units below zero."""
    with staged(SAMPLES / "woocommerce_one_row_per_item.csv", preset("woocommerce")) as result:
        assert rows(result, "order_line", *LINE, *MONEY) == [
            ("701", "1", "product", "sold", "2026-03-14", "BOL-1", "2.00", "40.00", "8.00", "4.00", "0.80"),
            ("701", "2", "product", "sold", "2026-03-14", "TAS-1", "1.00", "30.00", "6.00", "3.00", "0.60"),
            ("701", "3", "shipping", "sold", "2026-03-14", "-", "1.00", "5.00", "1.00", "0.00", "0.00"),
        ]
        assert rows(result, "refund", *REFUND) == [
            ("701", "1", "product", "2026-03-14", "BOL-1", "1.00", "18.00", "3.60"),
        ]


def test_prestashop() -> None:
    """The query of docs/mapping.md: two rates in one order, a cart rule, a credit slip in the next month."""
    with staged(SAMPLES / "prestashop_sql_manager.csv", preset("prestashop")) as result:
        assert rows(result, "order_line", *LINE, *MONEY) == [
            ("5", "1", "product", "sold", "2026-02-27", "demo_1", "2.00", "40.00", "8.00", "4.00", "0.80"),
            ("5", "2", "product", "sold", "2026-02-27", "demo_3", "3.00", "60.00", "3.30", "6.00", "0.33"),
            ("5", "3", "shipping", "sold", "2026-02-27", "-", "1.00", "5.00", "1.00", "0.00", "0.00"),
            ("6", "1", "product", "sold", "2026-03-01", "demo_1", "1.00", "20.00", "4.00", "0.00", "0.00"),
            ("6", "2", "shipping", "sold", "2026-03-01", "-", "1.00", "5.00", "1.00", "0.00", "0.00"),
            ("7", "1", "product", "pending", "2026-03-02", "demo_1", "1.00", "20.00", "4.00", "0.00", "0.00"),
            (
                "8",
                "1",
                "product",
                "cancelled",
                "2026-03-02",
                "demo_1",
                "1.00",
                "20.00",
                "4.00",
                "0.00",
                "0.00",
            ),
            ("9", "1", "product", "sold", "2026-03-03", "demo_1", "1.00", "20.00", "4.00", "0.00", "0.00"),
            ("9", "3", "adjustment", "sold", "2026-03-03", "-", "1.00", "3.00", "0.60", "0.00", "0.00"),
        ]
        # The state « Remboursé » without a credit slip: given back whole, on the order's own day.
        assert rows(result, "refund", *REFUND, "order_day") == [
            ("5", "1", "product", "2026-03-05", "demo_1", "1.00", "18.00", "3.60", "2026-02-27"),
            ("6", "1", "product", "2026-03-01", "demo_1", "1.00", "20.00", "4.00", "2026-03-01"),
            ("6", "2", "shipping", "2026-03-01", "-", "1.00", "5.00", "1.00", "2026-03-01"),
        ]
        assert rows(result, "order", "order_id", "invoice_day", "reference", "country") == [
            ("5", "2026-02-28", "41", "FR"),
            ("6", "2026-03-01", "42", "BE"),
            ("7", "-", "41", "FR"),
            ("8", "-", "43", "FR"),
            ("9", "2026-03-03", "43", "FR"),
        ]
        assert rejects(result) == []
