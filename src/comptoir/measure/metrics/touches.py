"""Visits before an order, of those who agreed to be followed: what paths and credits are made from.

An order is found by the number that its visit tells; its worth is demand sales excluding tax, in the company's
currency. Visits count from `LOOKBACK` days before, and not beyond the visitor's purchase before: it ended a path.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.heavy import ibis
from comptoir.core.periods import Period
from comptoir.measure.metrics.engine import Means
from comptoir.measure.metrics.rates import rate_table
from comptoir.measure.metrics.reach import tool_of_record
from comptoir.measure.metrics.statements import with_rate
from comptoir.measure.metrics.visits import VISITS, has_sessions, sessions

if TYPE_CHECKING:
    from ibis.expr import types as ir

LOOKBACK = 30
"""Days."""
_SHAPE = pa.schema(
    [
        ("number", pa.int64()),
        ("day", pa.date32()),
        ("worth", pa.decimal128(18, 4)),
        ("channel", pa.string()),
        ("seconds_before", pa.int64()),
    ]
)


def touches(scope: Scope, period: Period, means: Means) -> pa.Table:
    """One row for each visit before an order of the period, order by order, the earliest first."""
    scope.require(Permission.VIEW_FIGURES)
    source = means.source
    if not (has_sessions(source) and source.has("order")):
        return _SHAPE.empty_table()
    visits = sessions(source)
    record = tool_of_record(VISITS, means.profile)
    if record:
        # Two tools saw the same visits: a path would hold each of them twice.
        visits = visits.filter(visits.source == record)
    followed = visits.filter(visits.consent_basis == "consent", visits.visitor_id.notnull()).select(
        "source", "session_id", "visitor_id", "order_id", "traffic_channel", "started_at"
    )
    bought = _bought(followed)
    orders = _orders(scope, period, means)
    known = bought.inner_join(orders, "order_id")
    joined = followed.inner_join(known, ["source", "visitor_id"])
    before = joined.filter(
        joined.started_at <= joined.bought_at,
        joined.previous_at.isnull() | (joined.started_at > joined.previous_at),
        joined.started_at >= joined.bought_at - ibis.interval(days=LOOKBACK),
    )
    numbered = before.mutate(
        number=ibis.dense_rank().over(ibis.window(order_by=[before.day, before.order_key]))
    )
    told = numbered.order_by("number", "started_at", "session_id").select(
        number=numbered.number,
        day=numbered.day,
        worth=numbered.worth,
        channel=numbered.traffic_channel,
        seconds_before=numbered.bought_at.epoch_seconds() - numbered.started_at.epoch_seconds(),
    )
    return source.arrow(told).cast(_SHAPE)


def _bought(followed: ir.Table) -> ir.Table:
    """The first visit that tells an order, and when the same visitor had bought before."""
    bought = followed.filter(followed.order_id.notnull())
    firsts = ibis.window(group_by=["source", "order_id"], order_by=[bought.started_at, bought.session_id])
    first = bought.mutate(place=ibis.row_number().over(firsts))
    first = first.filter(first.place == 0)
    of_visitor = ibis.window(group_by=["source", "visitor_id"], order_by=[first.started_at, first.session_id])
    return first.select(
        "source",
        "visitor_id",
        "order_id",
        bought_at=first.started_at,
        previous_at=first.started_at.lag().over(of_visitor),
    )


def _orders(scope: Scope, period: Period, means: Means) -> ir.Table:
    """Those that count, by a number that no other order of the shop has."""
    orders = means.source.table("order")
    months = period.months
    orders = orders.filter(
        orders.status == "sold",
        orders.has_product,
        orders.month >= months[0],
        orders.month <= months[-1],
        orders.day.between(period.start, period.end),
    )
    amount = orders.gross_amount - orders.discount_amount
    foreign = means.profile.foreign(frozenset({"order"}), period, scope.currency)
    if foreign:
        book = means.book(scope, foreign, scope.currency, period)
        rates = rate_table(means.source, frozenset({"order"}), period, foreign, scope.currency, book)
        orders = with_rate(orders, rates, scope.currency)
        amount = (orders.gross_amount - orders.discount_amount) * orders.exchange_rate
    priced = orders.mutate(worth=amount.cast("decimal(18, 4)"))
    alone = priced.group_by("order_id").aggregate(
        day=priced.day.min(), worth=priced.worth.sum(), named=priced.count()
    )
    alone = alone.filter(alone.named == 1)
    return alone.select("order_id", "day", "worth", order_key=alone.order_id)
