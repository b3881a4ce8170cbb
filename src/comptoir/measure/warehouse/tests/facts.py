"""Tiny facts for the tests of the warehouse."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import count

import pyarrow as pa

from comptoir.entities.registry import entity
from comptoir.measure.warehouse.api import open_snapshot
from comptoir.measure.warehouse.schema import arrow_schema


def table(name, rows):
    """An Arrow table of the entity; columns left out are null."""
    schema = arrow_schema(entity(name))
    return pa.Table.from_pylist(
        [{column: row.get(column) for column in schema.names} for row in rows], schema
    )


def lines(*rows, source="shop"):
    """Order lines from (order, day, amount) or (order, day, amount, customer)."""
    numbers = {}
    return table(
        "order_line", [_line(source, next(numbers.setdefault(row[0], count(1))), *row) for row in rows]
    )


def keyed_lines(rows, source="shop"):
    """Order lines from {(order, line number): (day, amount, customer)}."""
    return table("order_line", [_line(source, number, order, *row) for (order, number), row in rows.items()])


def _line(source, line_number, order_id, day, amount, customer_key=None):
    placed = date.fromisoformat(day)
    return {
        "source": source,
        "order_id": order_id,
        "line_number": line_number,
        "kind": "product",
        "status": "sold",
        "ordered_at": datetime.combine(placed, time(12), UTC),
        "day": placed,
        "month": day[:7],
        "quantity": Decimal(1),
        "unit_price": Decimal(amount),
        "gross_amount": Decimal(amount),
        "gross_tax": Decimal(0),
        "discount_amount": Decimal(0),
        "discount_tax": Decimal(0),
        "currency": "EUR",
        "customer_key": customer_key,
    }


def refunds(*rows, source="shop"):
    """Refunds from (refund, day, amount) or (refund, day, amount, customer)."""
    return table("refund", [_refund(source, *row) for row in rows])


def _refund(source, refund_id, day, amount, customer_key=None):
    given = date.fromisoformat(day)
    return {
        "source": source,
        "refund_id": refund_id,
        "line_number": 1,
        "kind": "product",
        "refunded_at": datetime.combine(given, time(12), UTC),
        "day": given,
        "month": day[:7],
        "quantity": Decimal(1),
        "amount": Decimal(amount),
        "tax": Decimal(0),
        "currency": "EUR",
        "customer_key": customer_key,
    }


def products(*rows, source="shop"):
    """Products from (sku, name)."""
    return table(
        "product",
        [{"source": source, "sku": sku, "name": name, "product_type": "goods"} for sku, name in rows],
    )


def units(*orders, source="shop"):
    return pa.table(
        {"source": pa.array([source] * len(orders), pa.string()), "order_id": pa.array(orders, pa.string())}
    )


def total(scope, snapshot, months=None):
    with open_snapshot(scope, snapshot) as reader:
        return reader.table("order_line", months).gross_amount.sum().to_pyarrow().as_py()
