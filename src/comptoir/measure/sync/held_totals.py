"""What the facts hold of a source's orders, as its shop would total them. Heavy: not for start-up."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

import ibis

from comptoir.connectors.source import Total
from comptoir.core.companies.api import Scope
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot

MARGIN = timedelta(days=2)
"""An order that stands on another day than at the shop is looked for that far around."""


def held_totals(scope: Scope, source: str, first: date, last: date) -> Iterator[Total]:
    """One total an order of these days, with tax, before refunds."""
    snapshot = current_snapshot(scope)
    if snapshot is None:
        return
    with open_snapshot(scope, snapshot) as reader:
        if not reader.has("order_line"):
            return
        months = _months(first - MARGIN, last + MARGIN)
        lines = reader.table("order_line", months)
        asked = lines.filter(lines.source == source, lines.day.between(first, last))
        billed = asked.gross_amount + asked.gross_tax - asked.discount_amount - asked.discount_tax
        totals = asked.group_by("order_id").aggregate(
            day=asked.day.min(),
            status=asked.status.min(),
            currency=asked.currency.min(),
            amount=billed.cast("decimal(18, 4)").sum(),
        )
        for row in totals.order_by(ibis.asc("order_id")).to_pyarrow().to_pylist():
            yield Total(
                unit=row["order_id"],
                day=row["day"],
                amount=Decimal(row["amount"]).quantize(Decimal("0.01")),
                counts=row["status"] == "sold",
                currency=row["currency"],
            )


def held_count(scope: Scope, source: str, first: date, last: date) -> int:
    """How many orders there are of these days."""
    snapshot = current_snapshot(scope)
    if snapshot is None:
        return 0
    with open_snapshot(scope, snapshot) as reader:
        if not reader.has("order"):
            return 0
        orders = reader.table("order", _months(first, last))
        asked = orders.filter(orders.source == source, orders.day.between(first, last))
        return int(asked.count().to_pyarrow().as_py())


def _months(first: date, last: date) -> frozenset[str]:
    count = (last - first).days + 1
    return frozenset(f"{first + timedelta(days=ahead):%Y-%m}" for ahead in range(count))
