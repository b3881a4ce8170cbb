"""What an export says once for a whole order: discounts, shipping, fees, taxes, money given back."""

import gzip
from pathlib import Path

import pytest

from comptoir.connectors.files.api import Mapping
from comptoir.connectors.files.tests.staging_help import rejects, rows, staged

MAPPING = """
name: small
prices: included
tax_rate: 0.2
columns:
  order_id: id
  ordered_at: day
  status: status
  sku: sku
  quantity: qty
  unit_price: price
  order_discount: discount
  order_shipping: shipping
  order_fees: fees
  order_refunded: refunded
  refunded_at: refunded on
  refunded_quantity: units back
  refunded_amount: amount back
optional: [status, order_discount, order_shipping, order_fees, order_refunded, refunded_at, refunded_quantity,
  refunded_amount]
statuses: {paid: sold, refunded: refunded, cancelled: cancelled}
"""
REFUND = ("kind", "day", "sku", "quantity", "amount", "tax")


@pytest.fixture
def mapping() -> Mapping:
    return Mapping.from_yaml(MAPPING)


@pytest.fixture
def export(tmp_path: Path) -> Path:
    return tmp_path / "orders.csv"


def test_shares_of_a_discount_add_up_to_it(export: Path, mapping: Mapping) -> None:
    """10.00 on three equal lines: 3.33, 3.34, 3.33."""
    export.write_text(
        "id,day,sku,qty,price,discount\n"
        "1,2026-03-01,A,1,12.00,10.00\n1,2026-03-01,B,1,12.00,10.00\n1,2026-03-01,C,1,12.00,10.00\n"
    )
    excluded = mapping.with_(prices="excluded", tax_rate=None)
    with staged(export, excluded) as result:
        assert rows(result, "order_line", "sku", "discount_amount") == [
            ("A", "3.33"),
            ("B", "3.34"),
            ("C", "3.33"),
        ]
        assert rows(result, "order", "gross_amount", "discount_amount") == [("36.00", "10.00")]


def test_shipping_and_fees_are_lines_after_the_rows_of_their_order(export: Path, mapping: Mapping) -> None:
    """Numbered after the rejected row too, so that correcting it renumbers nothing."""
    export.write_text(
        "id,day,sku,qty,price,shipping,fees\n"
        "1,2026-03-01,A,1,12.00,6.00,2.40\n1,2026-03-01,B,0,12.00,6.00,2.40\n2,2026-03-01,A,1,12.00,0,\n"
        "3,2026-03-01,A,0,12.00,6.00,\n"
    )
    with staged(export, mapping) as result:
        assert rows(result, "order_line", "order_id", "line_number", "kind", "gross_amount", "gross_tax") == [
            ("1", "1", "product", "10.00", "2.00"),
            ("1", "3", "shipping", "5.00", "1.00"),
            ("1", "4", "adjustment", "2.00", "0.40"),
            ("2", "1", "product", "10.00", "2.00"),
        ]
        # Shipping alone is no order: all the rows of order 3 were rejected.
        assert [line for line, *_rest in rejects(result)] == ["3", "5"]
        assert rows(result, "order", "order_id", "has_product") == [("1", "True"), ("2", "True")]


@pytest.mark.parametrize(
    ("refunded", "expected"),
    [
        ("", []),
        ("0", []),
        ("6.00", [("shipping", "2026-03-01", "-", "0.00", "5.00", "1.00")]),
        ("3.00", [("product", "2026-03-01", "-", "0.00", "2.50", "0.50")]),
        (
            "39.00",
            [
                ("product", "2026-03-01", "-", "0.00", "30.00", "6.00"),
                ("shipping", "2026-03-01", "-", "0.00", "2.50", "0.50"),
            ],
        ),
        (
            "42.00",
            [
                ("product", "2026-03-01", "A", "2.00", "20.00", "4.00"),
                ("product", "2026-03-01", "B", "1.00", "10.00", "2.00"),
                ("shipping", "2026-03-01", "-", "1.00", "5.00", "1.00"),
            ],
        ),
        (
            "54.00",
            [
                ("product", "2026-03-01", "A", "2.00", "20.00", "4.00"),
                ("product", "2026-03-01", "B", "1.00", "10.00", "2.00"),
                ("shipping", "2026-03-01", "-", "1.00", "5.00", "1.00"),
                ("gesture", "2026-03-01", "-", "0.00", "10.00", "2.00"),
            ],
        ),
    ],
    ids=["blank", "zero", "shipping", "part", "goods then shipping", "whole", "beyond"],
)
def test_one_amount_for_the_order(
    refunded: str, expected: list[tuple[str, ...]], export: Path, mapping: Mapping
) -> None:
    """24.00 + 12.00 of goods and 6.00 of shipping, tax included."""
    export.write_text(
        "id,day,sku,qty,price,shipping,refunded\n"
        f"1,2026-03-01,A,2,12.00,6.00,{refunded}\n1,2026-03-01,B,1,12.00,6.00,{refunded}\n"
    )
    with staged(export, mapping) as result:
        assert rows(result, "refund", *REFUND) == expected


@pytest.mark.slow
def test_refunds_of_lines_come_first_and_have_their_day(export: Path, mapping: Mapping) -> None:
    """42.00 given back: 12.00 on a line that says it, its units alone on another, 6.00 left: the shipping."""
    export.write_text(
        "id,day,sku,qty,price,shipping,refunded,refunded on,units back,amount back\n"
        "1,2026-03-30,A,2,12.00,6.00,30.00,2026-04-02,1,12.00\n"
        "1,2026-03-30,B,1,12.00,6.00,30.00,2026-04-02,1,\n"
        "1,2026-03-30,C,1,12.00,6.00,30.00,2026-04-02,,\n"
    )
    with staged(export, mapping) as result:
        assert rows(result, "refund", *REFUND, "order_day") == [
            ("product", "2026-04-02", "A", "1.00", "10.00", "2.00", "2026-03-30"),
            ("product", "2026-04-02", "B", "1.00", "10.00", "2.00", "2026-03-30"),
            ("shipping", "2026-04-02", "-", "0.00", "5.00", "1.00", "2026-03-30"),
        ]


@pytest.mark.slow
def test_the_status_refunded_is_a_sale_given_back(export: Path, mapping: Mapping) -> None:
    """Whole without an amount; as the amount says with one; nothing for an order that was never sold."""
    export.write_text(
        "id,day,status,sku,qty,price,shipping,refunded\n"
        "1,2026-03-01,Refunded,A,1,12.00,6.00,\n2,2026-03-01,refunded,A,1,12.00,6.00,3.00\n"
        "3,2026-03-01,cancelled,A,1,12.00,6.00,18.00\n4,2026-03-01,paid,A,1,12.00,6.00,\n"
    )
    with staged(export, mapping) as result:
        assert rows(result, "order", "order_id", "status") == [
            ("1", "sold"),
            ("2", "sold"),
            ("3", "cancelled"),
            ("4", "sold"),
        ]
        assert rows(result, "refund", "order_id", *REFUND) == [
            ("1", "product", "2026-03-01", "A", "1.00", "10.00", "2.00"),
            ("1", "shipping", "2026-03-01", "-", "1.00", "5.00", "1.00"),
            ("2", "product", "2026-03-01", "-", "0.00", "2.50", "0.50"),
        ]


@pytest.mark.slow
def test_fees_given_back_are_in_no_metric(export: Path, mapping: Mapping) -> None:
    export.write_text("id,day,sku,qty,price,fees,refunded\n1,2026-03-01,A,1,12.00,2.40,14.40\n")
    with staged(export, mapping) as result:
        assert rows(result, "refund", *REFUND) == [("product", "2026-03-01", "A", "1.00", "10.00", "2.00")]


@pytest.mark.slow
def test_the_order_of_rows_and_orders_is_kept_when_values_stand_on_first_rows(export: Path) -> None:
    """Blank status, time and shipping on the rows after the first; an order without any status is listed."""
    export.write_text(
        "id,day,status,sku,qty,price,shipping\n"
        "2,2026-03-02 10:00,paid,B,1,12.00,6.00\n2,,,A,1,12.00,\n"
        "1,2026-03-01 10:00,paid,C,1,12.00,\n1,,,D,1,12.00,\n3,2026-03-01 10:00,,D,1,12.00,\n"
    )
    mapping = Mapping.from_yaml(MAPPING + "order_values: first_row\n")
    with staged(export, mapping) as result:
        assert rows(result, "order_line", "order_id", "line_number", "sku", "day") == [
            ("1", "1", "C", "2026-03-01"),
            ("1", "2", "D", "2026-03-01"),
            ("2", "1", "B", "2026-03-02"),
            ("2", "2", "A", "2026-03-02"),
            ("2", "3", "-", "2026-03-02"),
        ]
        assert rejects(result) == [("6", "status", "-", "unknown_status")]


@pytest.mark.slow
def test_a_second_file_says_more_about_each_row(tmp_path: Path, export: Path) -> None:
    """Rows keep their order; a key that is there twice multiplies nothing, one that is not stays bare."""
    export.write_text(
        "id,day,sku,qty,price\n1,2026-03-01,B,1,12.00\n1,2026-03-01,A,2,12.00\n1,2026-03-01,Z,1,12.00\n"
    )
    (tmp_path / "items.csv").write_text("name,sku,ignored\nBowl,A,x\nCup,B,x\nCup,B,x\n")
    text = MAPPING.replace("  sku: sku\n", "  sku: sku\n  product_name: name\n").replace(
        "[status,", "[product_name, status,"
    )
    mapping = Mapping.from_yaml(text + "lookup: {file: items.csv, key: SKU}\n")
    with staged(export, mapping) as result:
        assert rows(result, "order_line", "line_number", "sku", "product_name") == [
            ("1", "B", "Cup"),
            ("2", "A", "Bowl"),
            ("3", "Z", "-"),
        ]
    (tmp_path / "items.csv").unlink()
    with staged(export, mapping) as result:
        assert rows(result, "order_line", "sku", "product_name") == [("B", "-"), ("A", "-"), ("Z", "-")]


def test_both_files_may_be_packed(tmp_path: Path) -> None:
    """Each is unpacked to a place of its own."""
    orders, items = tmp_path / "orders.csv.gz", tmp_path / "items.csv.gz"
    orders.write_bytes(
        gzip.compress(b"id,day,sku,qty,price\n1,2026-03-01,B,1,12.00\n1,2026-03-01,A,2,12.00\n")
    )
    items.write_bytes(gzip.compress(b"name,sku\nBowl,A\nCup,B\n"))
    text = MAPPING.replace("  sku: sku\n", "  sku: sku\n  product_name: name\n")
    mapping = Mapping.from_yaml(text + "lookup: {file: items.csv.gz, key: sku}\n")
    with staged(orders, mapping) as result:
        assert rows(result, "order_line", "sku", "product_name") == [("B", "Cup"), ("A", "Bowl")]
