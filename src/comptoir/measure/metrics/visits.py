"""Sessions of the site: those that a source tells as such, and those that events make up.

A session is worked out from the events that carry its identifier, wherever midnight or the end of a month falls: its
day is that of its first event, its steps are those that any of its events reached. Whoever reached a step has passed
the ones before it, told or not: somebody pays for a basket filled last week.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from comptoir.core.heavy import ibis
from comptoir.measure.metrics.inputs import EVENTS, beside, session_digests
from comptoir.measure.metrics.keeping import Layout
from comptoir.measure.metrics.slots import ANY_MONTH
from comptoir.measure.metrics.source import FactSource
from comptoir.measure.warehouse.api import View

if TYPE_CHECKING:
    from ibis.expr import types as ir

VISITS = "session"
SESSION_FLAGS = "session_flags"
"""One narrow row for each session, kept for big companies: what their rollups are made from."""
STEPS = ("viewed_product", "added_to_cart", "began_checkout", "purchased")
REACHED = ("reached_product", "reached_cart", "reached_checkout", "reached_purchase")
_OF_EVENT = {"view_item": STEPS[0], "add_to_cart": STEPS[1], "begin_checkout": STEPS[2], "purchase": STEPS[3]}
_FLAGS = (
    *("source", "day", "month", "traffic_channel", "device", "country", "landing_page"),
    *STEPS,
)
_PERSON = ("visitor_id", "customer_key", "order_id")
_LAYOUT = Layout(rows_together=122_880, is_by_month=True)


def has_sessions(source: FactSource) -> bool:
    return source.has(VISITS) or source.has(EVENTS)


def session_flags(source: FactSource) -> ir.Table:
    """Every session with the steps that it reached; nothing that tells whose it was."""
    kept = kept_flags(source)
    return _flags(source, None) if kept is None else kept.table


def kept_flags(source: FactSource) -> View | None:
    """The same where it is kept; None where it is not worth it."""
    return source.kept(SESSION_FLAGS, lambda months: _flags(source, months), session_digests, _LAYOUT)


def with_steps(table: ir.Table) -> ir.Table:
    """Beside the steps told, those that must have been passed."""
    reached: dict[str, ir.Value] = {}
    later: ir.BooleanValue = ibis.literal(False)
    for step, name in zip(reversed(STEPS), reversed(REACHED), strict=True):
        later = table[step] | later
        reached[name] = later
    return table.mutate(**reached)


def sessions(source: FactSource, months: Set[str] | None = None) -> ir.Table:
    """All sessions in the shape of the entity's own columns, of all months or of those in which they begin."""
    if not source.has(EVENTS):
        return _within(source.table(VISITS), months)
    made = _within(_of_events(_near(source.table(EVENTS), months)), months)
    if not source.has(VISITS):
        return made
    near = _near(source.table(VISITS), months)
    named = near.select(of_source=near.source, of_session=near.session_id)
    # What a source tells as a session is not made up again from its events.
    others = made.anti_join(named, [made.source == named.of_source, made.session_id == named.of_session])
    told = _within(source.table(VISITS), months)
    told = told.select([name for name in told.columns if name in others.columns])
    return told.union(others.select(told.columns).cast(told.schema()))


def _within(table: ir.Table, months: Set[str] | None) -> ir.Table:
    return table if months is None else table.filter(table.month.isin(sorted(months)))


def _near(table: ir.Table, months: Set[str] | None) -> ir.Table:
    """Those and the months beside them, for a session may go on in the next one."""
    if months is None:
        return table
    if months != {ANY_MONTH}:
        return table.filter(table.month.isin(sorted(beside(months))))
    first = (ibis.literal(ANY_MONTH) + "-01").cast("date")
    around = [first - ibis.interval(days=1), first, first + ibis.interval(days=31)]
    return table.filter(table.month.isin([day.cast("timestamp").strftime("%Y-%m") for day in around]))


def _flags(source: FactSource, months: Set[str] | None) -> ir.Table:
    return sessions(source, months).select(*_FLAGS)


def _of_events(events: ir.Table) -> ir.Table:
    rows = events.filter(events.session_id.notnull())
    in_order = [rows.happened_at, rows.event_id]

    def first(column: str) -> ir.Value:
        return rows[column].first(where=rows[column].notnull(), order_by=in_order)

    # One event without consent makes the session one: whose it was is then not known.
    is_consented = (rows.consent_basis == "consent").all()
    return rows.group_by("source", "session_id").aggregate(
        started_at=rows.happened_at.min(),
        day=rows.day.min(),
        month=rows.month.min(),
        consent_basis=ibis.ifelse(is_consented, "consent", "exempt"),
        traffic_channel=first("traffic_channel"),
        landing_page=first("page"),
        device=first("device"),
        country=first("country"),
        page_views=rows.count(where=rows.name == "page_view"),
        **{step: (rows.name == name).any() for name, step in _OF_EVENT.items()},
        **{name: ibis.ifelse(is_consented, first(name), ibis.null()) for name in _PERSON},
    )


def loaded_days(source: FactSource) -> Iterable[tuple[str, date, int]]:
    """Source, day, rows: of sessions and of events, without working any session out."""
    for name in (VISITS, EVENTS):
        if source.has(name):
            found = source.arrow_of((name, "days_of_visits"), partial(_days_of, source, name))
            yield from zip(*(column.to_pylist() for column in found.columns), strict=True)


def _days_of(source: FactSource, name: str) -> ir.Table:
    rows = source.table(name)
    return rows.group_by("source", "day").aggregate(rows=rows.count())
