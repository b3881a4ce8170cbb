"""A WooCommerce shop in memory that answers as REST v3 documents it: filters, order and pages really apply."""

import copy
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from comptoir.connectors.tests.loopback import Asked, Loopback, Reply, serving

START = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)
AUTHORIZED = "Basic Y2tfMTpjc18x"  # ck_1:cs_1


@dataclass
class Shop:
    orders: dict[int, dict[str, Any]] = field(default_factory=dict)
    refunds: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    products: list[dict[str, Any]] = field(default_factory=list)
    clock: datetime = START
    meanwhile: list[Any] = field(default_factory=list)
    """Done one by one after an answer about orders: customers do not wait for a reading to end."""

    def order(self, number: int, price: str = "12.00", quantity: int = 2, **fields: Any) -> dict[str, Any]:
        """An order with 20 % tax, a discount of a tenth and 5.00 of shipping."""
        self.clock += timedelta(minutes=7)
        gross = Decimal(price) * quantity
        net = gross - (gross / 10).quantize(Decimal("0.01"))
        tax = (net / 5).quantize(Decimal("0.01"))
        gross_tax = (gross / 5).quantize(Decimal("0.01"))
        total = net + tax + 6
        record = {
            "id": number,
            "number": str(number),
            "status": "processing",
            "currency": "EUR",
            "date_created_gmt": _gmt(self.clock),
            "date_modified_gmt": _gmt(self.clock),
            "date_paid_gmt": _gmt(self.clock),
            "total": str(total),
            "total_tax": str(tax + 1),
            "customer_id": 0,
            "billing": {
                "email": f"c{number % 7}@example.com",
                "first_name": "Ada",
                "last_name": "B",
                "country": "FR",
            },
            "shipping": {"country": "FR"},
            "payment_method": "stripe",
            "payment_method_title": "Carte bancaire",
            "meta_data": [{"key": "_stripe_fee", "value": "0.59"}],
            "line_items": [
                {
                    "id": number * 10,
                    "name": "Savon",
                    "sku": f"SOAP-{number % 5}",
                    "quantity": quantity,
                    "subtotal": str(gross),
                    "subtotal_tax": str(gross_tax),
                    "total": str(net),
                    "total_tax": str(tax),
                    "taxes": [{"id": 1, "total": str(tax)}],
                }
            ],
            "tax_lines": [
                {"rate_id": 1, "rate_percent": 20, "tax_total": str(tax), "shipping_tax_total": "1.00"}
            ],
            "shipping_lines": [
                {
                    "id": number * 10 + 1,
                    "method_title": "Colissimo",
                    "total": "5.00",
                    "total_tax": "1.00",
                    "taxes": [{"id": 1, "total": "1.00"}],
                }
            ],
            "fee_lines": [],
            "coupon_lines": [{"code": "TENTH"}],
            "refunds": [],
            **fields,
        }
        self.orders[number] = record
        return record

    def change(self, number: int, **fields: Any) -> None:
        self.clock += timedelta(minutes=1)
        self.orders[number] |= {**fields, "date_modified_gmt": _gmt(self.clock)}

    def refund(self, number: int, amount: str, lines: list[dict[str, Any]] | None = None) -> None:
        self.clock += timedelta(days=3)
        document = {
            "id": 90_000 + number,
            "date_created_gmt": _gmt(self.clock),
            "amount": amount,
            "reason": "Cassé",
            "line_items": lines or [],
            "shipping_lines": [],
            "fee_lines": [],
        }
        self.refunds.setdefault(number, []).append(document)
        self.change(number, refunds=[{"id": document["id"], "total": f"-{amount}"}])

    def answer(self, asked: Asked) -> Reply:
        if asked.headers.get("authorization") != AUTHORIZED:
            return _reply(
                {"code": "woocommerce_rest_cannot_view", "message": "Sorry, you cannot list resources."}, 401
            )
        path = asked.path.removeprefix("/wp-json/wc/v3/")
        if path == "orders":
            reply = self._page(self._chosen(asked), asked)
            if self.meanwhile:
                self.meanwhile.pop(0)()
            return reply
        if path.endswith("/refunds"):
            return self._page(self.refunds.get(int(path.split("/")[1]), []), asked)
        if path == "products":
            return self._page(self.products, asked)
        return _reply({"code": "rest_no_route", "message": "No route was found."}, 404)

    def _chosen(self, asked: Asked) -> list[dict[str, Any]]:
        rows = list(self.orders.values())
        for name, column, later in (
            ("modified_after", "date_modified_gmt", True),
            ("modified_before", "date_modified_gmt", False),
            ("after", "date_created_gmt", True),
            ("before", "date_created_gmt", False),
        ):
            if name in asked.parameters:
                bound = asked.parameters[name]
                rows = [row for row in rows if (row[column] > bound if later else row[column] < bound)]
        by = {"modified": "date_modified_gmt", "id": "id"}[asked.parameters.get("orderby", "id")]
        return sorted(rows, key=lambda row: (row[by], row["id"]))

    def _page(self, rows: list[dict[str, Any]], asked: Asked) -> Reply:
        size, number = int(asked.parameters["per_page"]), int(asked.parameters.get("page", 1))
        shown = copy.deepcopy(rows[(number - 1) * size : number * size])
        return _reply(shown, 200, {"X-WP-Total": str(len(rows))})


@contextmanager
def open_shop(shop: Shop) -> Iterator[Loopback]:
    with serving(shop.answer) as server:
        yield server


def _reply(body: Any, status: int, headers: dict[str, str] | None = None) -> Reply:
    return Reply(status, json.dumps(body).encode(), {"Content-Type": "application/json", **(headers or {})})


def _gmt(instant: datetime) -> str:
    return f"{instant:%Y-%m-%dT%H:%M:%S}"
