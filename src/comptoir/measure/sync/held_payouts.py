"""What the facts hold of payments, refunds, fees and payouts, as movements of providers. Heavy: not for start-up."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import ibis

from comptoir.core.companies.api import Scope
from comptoir.core.periods import Period
from comptoir.measure.sync.payouts import Movement
from comptoir.measure.warehouse.api import SnapshotReader, current_snapshot, open_snapshot

EXACT = "decimal(18, 4)"


def held_movements(scope: Scope, first: date, last: date) -> list[Movement]:
    """Of every provider on these days, together by day."""
    snapshot = current_snapshot(scope)
    if snapshot is None:
        return []
    with open_snapshot(scope, snapshot) as reader:
        facts = _Facts(reader, first, last)
        return [*facts.payments(), *facts.refunds(), *facts.fees(), *facts.payouts()]


class _Facts:
    def __init__(self, reader: SnapshotReader, first: date, last: date) -> None:
        self._reader, self._first, self._last = reader, first, last
        self._months = frozenset(Period(first, last).months)
        every = reader.table("payment")
        self._accepted = every.filter(every.status == "accepted", every.provider.notnull())

    def payments(self) -> Iterator[Movement]:
        rows = self._within(self._accepted)
        back = rows.kind != "payment"
        sums = rows.group_by("provider", "currency", "day").aggregate(
            paid=rows.paid_total.cast(EXACT).sum(where=~back),
            refunded=rows.paid_total.cast(EXACT).sum(where=back),
        )
        return _movements(sums)

    def refunds(self) -> Iterator[Movement]:
        """Refunds of orders whose payments tell of none, by the provider that took most of the order."""
        refunds = self._within(self._reader.table("refund", self._months))
        by_order = self._accepted.filter(self._accepted.order_id.notnull()).group_by("source", "order_id")
        paid = by_order.aggregate(
            provider=ibis._.provider.argmax(ibis._.paid_total, where=ibis._.kind == "payment"),
            told=(ibis._.kind != "payment").any(),
        )
        paid = paid.filter(~paid.told, paid.provider.notnull()).drop("told")
        joined = refunds.join(paid, ["source", "order_id"])
        back = (joined.amount + joined.tax).cast(EXACT)
        return _movements(joined.group_by("provider", "currency", "day").aggregate(refunded=back.sum()))

    def fees(self) -> Iterator[Movement]:
        rows = self._within(self._reader.table("fee", self._months))
        rows = rows.filter(rows.provider.notnull(), rows.kind.isin(("payment", "marketplace")))
        fee = (rows.fee_amount + rows.fee_tax).cast(EXACT)
        return _movements(rows.group_by("provider", "currency", "day").aggregate(fee=fee.sum()))

    def payouts(self) -> Iterator[Movement]:
        rows = self._within(self._reader.table("payout", self._months))
        sums = rows.group_by("provider", "currency", "day").aggregate(
            received=rows.received_total.cast(EXACT).sum(), kept=rows.fee_total.cast(EXACT).sum()
        )
        return _movements(sums)

    def _within(self, rows: Any) -> Any:
        return rows.filter(rows.day.between(self._first, self._last))


def _movements(sums: Any) -> Iterator[Movement]:
    for row in sums.to_pyarrow().to_pylist():
        told: dict[str, Any] = {name: Decimal(0) if value is None else value for name, value in row.items()}
        yield Movement(**told)
