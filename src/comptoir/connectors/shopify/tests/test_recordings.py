"""Invented answers, each of which is one that the schema and our document allow; and what they become.

The project has no answer of a real shop: these were written by the schema and the documentation.
"""

import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from graphql import graphql_sync

from comptoir.connectors.shopify import totals
from comptoir.connectors.shopify.bulk import orders_of
from comptoir.connectors.shopify.mapping import order, orders, products
from comptoir.connectors.shopify.queries import BULK_ORDERS, DOCUMENTS
from comptoir.connectors.shopify.tests.shop import schema
from comptoir.connectors.shops.api import total_of
from comptoir.connectors.source import ReadContext

RECORDINGS = Path(__file__).parent / "recordings"
CONTEXT = ReadContext("shopify", "EUR", "Europe/Paris", date(2026, 5, 6))


def recorded(name: str) -> dict[str, Any]:
    return json.loads((RECORDINGS / f"{name}.json").read_text(encoding="utf-8"), parse_float=str)


def bulk_file() -> bytes:
    return (RECORDINGS / "bulk_orders.jsonl").read_bytes()


@pytest.mark.parametrize("name", sorted(path.stem for path in RECORDINGS.glob("*.json")))
def test_a_recording_is_an_answer_to_its_document(name: str) -> None:
    """Executed on the recording, the document gives it back: no field is missing, wrong or too many."""
    whole = json.loads((RECORDINGS / f"{name}.json").read_text(encoding="utf-8"))
    data = whole["answer"]["data"]
    found = graphql_sync(schema(), DOCUMENTS[name], data, variable_values=whole["variables"])
    assert found.errors is None
    assert found.data == data


def test_the_recorded_file_is_an_answer_to_its_document() -> None:
    lines = [json.loads(line) for line in bulk_file().splitlines()]
    parents = {one["id"]: one for one in lines if "__parentId" not in one}
    for parent in parents.values():
        parent |= {"lineItems": {"edges": []}, "shippingLines": {"edges": []}}
    inner = {"LineItem": "lineItems", "ShippingLine": "shippingLines"}
    for child in lines:
        if parent := child.pop("__parentId", None):
            parents[parent][inner[child["__typename"]]]["edges"].append({"node": child})
    data = {"orders": {"edges": [{"node": parent} for parent in parents.values()]}}
    found = graphql_sync(schema(), BULK_ORDERS, data)
    assert found.errors is None
    assert found.data == data


def whole_orders() -> list[dict[str, Any]]:
    """The recorded orders as the reader hands them out."""
    found = {one["id"]: one for one in recorded("refunds")["answer"]["data"]["nodes"]}
    for document in found.values():
        for name in ("refundLineItems", "refundShippingLines", "orderAdjustments"):
            document[name] = document[name]["nodes"]
    records = recorded("orders")["answer"]["data"]["orders"]["nodes"]
    for record in records:
        record["lineItems"] = record["lineItems"]["nodes"]
        record["shippingLines"] = record["shippingLines"]["nodes"]
        record["refunds"] = [found[one["id"]] for one in record["refunds"]]
    return records


def test_each_order_comes_to_what_the_shop_says() -> None:
    for record in whole_orders():
        read = order(record)
        assert total_of(read) == Decimal(record["totalPriceSet"]["shopMoney"]["amount"]) == read.total


def test_the_file_holds_the_same_orders() -> None:
    pages = {one["id"]: {**one, "refunds": []} for one in whole_orders()}
    assert {one["id"]: {**one, "refunds": []} for one in orders_of(io.BytesIO(bulk_file()))} == pages


def test_the_file_is_read_order_by_order() -> None:
    """However long it is, no more of it than an order is held."""
    file = io.BytesIO(bulk_file() + b"not JSON")
    first = next(orders_of(file))
    assert (first["name"], len(first["lineItems"])) == ("#1001", 2)
    assert file.tell() < len(bulk_file()) / 2


def rows(entity: str, number: str, *columns: str) -> list[tuple[str, ...]]:
    found = orders(whole_orders(), CONTEXT)
    assert found.refused == []
    return [
        tuple(f"{row[name]:.2f}" if isinstance(row[name], Decimal) else str(row[name]) for name in columns)
        for row in found.tables[entity]
        if row["order_id"] == number
    ]


MONEY = ("gross_amount", "gross_tax", "discount_amount", "discount_tax")


def test_two_rates_free_shipping_duties_and_a_cent() -> None:
    assert rows("order_line", "#1007", "kind", "sku", "quantity", *MONEY, "tax_rate") == [
        ("product", "CAR-1", "1.00", "50.00", "10.00", "0.00", "0.00", "0.20"),
        ("product", "LIV-1", "2.00", "56.68", "3.12", "5.67", "0.31", "0.06"),
        ("shipping", "None", "1.00", "8.25", "1.65", "8.25", "1.65", "0.20"),
        ("adjustment", "None", "1.00", "12.30", "0.00", "0.00", "0.00", "None"),
        ("adjustment", "None", "1.00", "0.01", "0.00", "0.00", "0.00", "None"),
    ]


def test_a_refund_of_which_a_part_was_kept_back() -> None:
    assert rows("refund", "#1007", "kind", "sku", "quantity", "amount", "tax", "day", "reason") == [
        ("product", "LIV-1", "1.00", "20.77", "1.14", "2026-04-06", "Abîmé dans le transport")
    ]


def test_payments_fees_parcels() -> None:
    assert rows("payment", "#1007", "kind", "status", "paid_total", "refusal_reason") == [
        ("payment", "refused", "126.13", "card_declined"),
        ("payment", "accepted", "126.13", "None"),
        ("refund", "accepted", "21.91", "None"),
    ]
    assert rows("fee", "#1001", "kind", "fee_amount", "provider") == [("payment", "1.46", "shopify_payments")]
    assert rows("shipment", "#1001", "status", "shipped_day", "delivered_day", "carrier") == [
        ("delivered", "2026-03-31", "2026-04-02", "Colissimo")
    ]
    assert rows("order", "#1001", "traffic_channel", "customer", "voucher") == [
        ("paid_search_brand", "ada@example.com", "PRINTEMPS10")
    ]


def test_items() -> None:
    data = recorded("items")["answer"]["data"]
    found = products([{**one, "shop": data["shop"]} for one in data["productVariants"]["nodes"]], CONTEXT)
    assert [(row["sku"], row["name"], row["stock"], row["price"]) for row in found.tables["product"]] == [
        ("MUG-1", "Mug grès", 7, None),
        ("MUG-1-BLEU", "Mug grès - Bleu / Grand", 7, None),
        ("ATELIER", "Mug grès", None, 60),
    ]
    assert [(row["sku"], row["unit_cost"]) for row in found.tables["product_cost"]] == [
        ("MUG-1", Decimal("8.5"))
    ]


def test_taxes_by_rate_are_those_of_the_facts() -> None:
    """The order's own tax lines, to the cent, over the lines that bear them; duties and a cent bear none."""
    found = orders(whole_orders(), CONTEXT)
    for record in recorded("totals")["answer"]["data"]["orders"]["nodes"]:
        record |= {name: record[name]["nodes"] for name in ("lineItems", "shippingLines")}
        here: dict[Decimal, Decimal] = {}
        for row in found.tables["order_line"]:
            if row["order_id"] == record["name"]:
                rate = row["tax_rate"] or Decimal(0)
                here[rate] = here.get(rate, Decimal(0)) + row["gross_amount"] - row["discount_amount"]
        told = totals.total_of(record, ZoneInfo(CONTEXT.zone)).taxes or ()
        assert {one.rate: one.net for one in told if one.net} == {
            rate: net for rate, net in here.items() if net
        }
        assert sum(one.tax for one in told) == Decimal(record["totalTaxSet"]["shopMoney"]["amount"])
