"""A shop read by its webservice and the same shop's file of the SQL manager give the same orders."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from comptoir.connectors.files.api import preset
from comptoir.connectors.files.tests.support import file, rows, staged
from comptoir.connectors.prestashop.tests.opened import columns, facts, read
from comptoir.connectors.prestashop.tests.shop import Shop
from comptoir.connectors.source import Record

LINE = (
    "order_id",
    "kind",
    "status",
    "day",
    "ordered_at",
    "invoice_day",
    "currency",
    "country",
    "sku",
    "product_name",
)
MONEY = ("quantity", "gross_amount", "gross_tax", "discount_amount", "discount_tax")
ORDER = ("order_id", "status", "payment_method", "has_product", "gross_amount", "discount_amount")
REFUND = ("order_id", "kind", "day", "sku", "quantity", "amount", "tax")


def shop() -> Shop:
    """The recorded orders, and what they lack: two rates, a discount, wrapping, credit slips, the odd hour."""
    made = Shop()
    two_rates = (("12.00", "20"), ("20.00", "5.5"))
    off = {"total_discounts_tax_excl": "9.600000", "total_discounts_tax_incl": "10.650000"}
    wrapped = {"total_wrapping_tax_excl": "3.000000", "total_wrapping_tax_incl": "3.600000"}
    made.order(
        21, "2026-03-03 12:00:00", two_rates, **off, invoice_date="2026-03-04 00:30:00", current_state=5
    )
    made.order(22, "2026-10-25 02:30:00", **wrapped, current_state=3)
    made.slip(made.order(23, "2026-03-29 23:15:00", current_state=4), "2026-04-02 10:00:00", units=2)
    made.order(24, "2026-05-01 10:00:00", current_state=9)
    made.order(25, "2026-05-02 10:00:00", two_rates, current_state=7, **off)
    ended = made.order(26, "2026-05-02 11:00:00", current_state=7)
    made.slip(ended, "2026-05-03 11:00:00")
    return made


def test_a_file_and_the_interface_give_the_same_orders(tmp_path: Path) -> None:
    ours = facts(shop())
    with staged(_exported(tmp_path, shop()), preset("prestashop")) as theirs:
        assert rows(theirs, "rejects", "line") == []
        assert _same(rows(theirs, "order_line", *LINE, *MONEY)) == _same(
            columns(ours, "order_line", *LINE, *MONEY)
        )
        assert _same(rows(theirs, "order", *ORDER, "reference")) == _same(
            columns(ours, "order", *ORDER, "customer")
        )
        assert _same(rows(theirs, "refund", *REFUND)) == _same(columns(ours, "refund", *REFUND))
        assert {(one.reference, one.email, one.name) for one in ours.people.values()} == {
            (row["reference"], row["email"], row["name"]) for row in theirs.customers.to_pyarrow().to_pylist()
        }
    assert {row["source"] for row in ours.tables["order"]} == {preset("prestashop").source_name}


def _same(found: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(tuple(_told(value) for value in row) for row in found)


def _told(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value:.4f}"
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)


def _exported(folder: Path, shop: Shop) -> Path:
    """The result of the query of docs/mapping.md, as the SQL manager writes it."""
    states = {state["id"]: state["name"] for state in shop.tables["order_states"]}
    states |= {1: "Awaiting check payment", 10: "Awaiting bank wire payment"}
    out: list[Record] = []
    for order in read(shop):
        for detail in order["details"]:
            slips = [
                (slip["date_add"], part)
                for slip in order["slips"]
                for part in slip["details"]
                if part["id_order_detail"] == detail["id"]
            ]
            out.append(
                {
                    "id_order": order["id"],
                    "reference": order["reference"],
                    "order_state": states[order["current_state"]],
                    "date_add": order["date_add"],
                    "invoice_date": order["invoice_date"],
                    "currency": order["currency"],
                    "id_customer": order["id_customer"],
                    "email": order["customer"]["email"],
                    "firstname": order["customer"]["firstname"],
                    "lastname": order["customer"]["lastname"],
                    "country": order["country"],
                    "payment": order["payment"],
                    "total_discounts_tax_excl": order["total_discounts_tax_excl"],
                    "total_shipping_tax_excl": order["total_shipping_tax_excl"],
                    "total_shipping_tax_incl": order["total_shipping_tax_incl"],
                    "total_wrapping_tax_excl": order["total_wrapping_tax_excl"],
                    "id_order_detail": detail["id"],
                    "product_reference": detail["product_reference"],
                    "product_name": detail["product_name"],
                    "product_quantity": detail["product_quantity"],
                    "total_price_tax_excl": detail["total_price_tax_excl"],
                    "total_price_tax_incl": detail["total_price_tax_incl"],
                    "refunded_quantity": sum(part["product_quantity"] for _at, part in slips) or "",
                    "refunded_tax_excl": sum(Decimal(part["amount_tax_excl"]) for _at, part in slips) or "",
                    "refunded_at": max((at for at, _part in slips), default=""),
                }
            )
    text = io.StringIO()
    writer = csv.DictWriter(text, list(out[0]), delimiter=";")
    writer.writeheader()
    writer.writerows(out)
    return file(folder, text.getvalue())
