"""What the facts hold of a source's orders, as its shop would total them. Heavy: not for start-up."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import ibis

from comptoir.connectors.source import Total
from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period
from comptoir.measure.warehouse.api import current_snapshot, open_snapshot

CENT = Decimal("0.01")
AT_ONCE = 5_000
"""Orders that are objects of Python at once."""


def held_totals(scope: Scope, source: str, first: date, last: date) -> Iterator[Total]:
    """One total an order of these days, with tax, before refunds."""
    with rows_of(scope, "order_line", source, first, last) as lines:
        if lines is None:
            return
        billed = lines.gross_amount + lines.gross_tax - lines.discount_amount - lines.discount_tax
        tax = lines.gross_tax - lines.discount_tax
        exact = "decimal(18, 4)"
        totals = lines.group_by("order_id").aggregate(
            day=lines.day.min(),
            placed_at=lines.ordered_at.min(),
            invoice_day=lines.invoice_day.min(),
            status=lines.status.min(),
            currency=lines.currency.min(),
            amount=billed.cast(exact).sum(),
            tax=tax.cast(exact).sum(),
            delivery=billed.cast(exact).sum(where=lines.kind == "shipping"),
        )
        for batch in totals.order_by(ibis.asc("order_id")).to_pyarrow().to_batches(AT_ONCE):
            yield from map(_total, batch.to_pylist())


def held_count(scope: Scope, source: str, first: date, last: date) -> int:
    """How many orders there are of these days."""
    with rows_of(scope, "order", source, first, last) as orders:
        return 0 if orders is None else int(orders.count().to_pyarrow().as_py())


@contextmanager
def rows_of(scope: Scope, entity: str, source: str, first: date, last: date) -> Iterator[Any]:
    """The rows of a source on these days, as it told them; None where the entity has none at all."""
    snapshot = current_snapshot(scope)
    if snapshot is None:
        yield None
        return
    with open_snapshot(scope, snapshot, as_told=True) as reader:
        if not reader.has(entity):
            yield None
            return
        rows = reader.table(entity, frozenset(Period(first, last).months))
        yield rows.filter(rows.source == source, rows.day.between(first, last))


def _total(row: dict[str, Any]) -> Total:
    return Total(
        unit=row["order_id"],
        day=row["day"],
        amount=_cents(row["amount"]),
        counts=row["status"] == "sold",
        currency=row["currency"],
        placed_at=_aware(row["placed_at"]),
        status=row["status"],
        tax=_cents(row["tax"]),
        delivery=_cents(row["delivery"] or 0),
        invoice_day=row["invoice_day"],
    )


def _cents(value: Decimal | int) -> Decimal:
    return Decimal(value).quantize(CENT)


def _aware(instant: datetime) -> datetime:
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
