"""Asking the shop what it counts, and setting it against the facts."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.connectors.connections.api import (
    Connection,
    Cursor,
    connection,
    connections,
    note_gone,
    source_of,
)
from comptoir.connectors.source import Rows, Total
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import CancelledError, ComptoirError, UsageError
from comptoir.core.jobs.api import Job, active_jobs, enqueue, jobs_of
from comptoir.measure.ingest.api import Unwatched, Watch, intake, prepare_figures, refused_orders
from comptoir.measure.sync.actions import sync
from comptoir.measure.sync.alone import alone
from comptoir.measure.sync.comparisons import keep
from comptoir.measure.sync.explaining import Difference, Known, Refusal
from comptoir.measure.sync.reading import opened
from comptoir.measure.sync.reconciliation import Days, Match, Reconciliation

COMPARE_TASK = "sync.compare_connection"
SETTLE_TASK = "sync.settle"
MARGIN = timedelta(days=1)
"""So far around the days that are compared an order is looked for which one side places there."""
USUAL = timedelta(days=28)
LONGEST = 366


def reconciled(scope: Scope, key: int, first: date, last: date, watch: Watch | None = None) -> Reconciliation:
    """The shop's own orders of these days against those of the facts; what was found is kept.

    Raises UsageError for a source that cannot be reconciled or a period that is none, PermanentError, TransientError.
    """
    held = _comparable(scope, key, first, last)
    found = _compared(scope, held, first, last, watch or Unwatched())
    keep(held, first, last, found)
    return found


def compare_nightly(scope: Scope, watch: Watch) -> int:
    """Notice by itself what was deleted or changed behind the cursor; how many orders differ, of all shops."""
    differing = 0
    for held in connections(scope):
        if held.is_paused or held.failure or not source_of(held.vendor).reconciles:
            continue
        watch.check()
        try:
            found = reconciled(scope, held.pk, *usual_period(scope), watch)
        except CancelledError:
            raise
        except ComptoirError:
            continue  # The next reading meets the same fault, and its page tells it.
        differing += len(found.differences)
    return differing


def ask_comparison(scope: Scope, key: int, first: date, last: date) -> Job:
    """The job that compares these days: a new one, or the one that waits or works already. Raises UsageError."""
    held = _comparable(scope, key, first, last)
    arguments = _arguments(key, first, last)
    waiting = active_jobs(scope).filter(task=COMPARE_TASK, arguments=arguments).first()
    if waiting is not None:
        return waiting
    with transaction.atomic():
        record(scope, "connection.compare", f"connection:{key}", first=first, last=last)
        return enqueue(scope, COMPARE_TASK, arguments, title=held.name)


def comparing_jobs(scope: Scope, key: int) -> Any:
    """The jobs that compare this connection, newest first."""
    return jobs_of(scope).filter(task=COMPARE_TASK, arguments__key=key)


def ask_settling(scope: Scope, key: int, first: date, last: date) -> Job:
    """The job that settles what differs in these days."""
    held = _comparable(scope, key, first, last)
    with transaction.atomic():
        record(scope, "connection.settle", f"connection:{key}", first=first, last=last)
        return enqueue(scope, SETTLE_TASK, _arguments(key, first, last), title=held.name)


def settle(scope: Scope, key: int, first: date, last: date, watch: Watch) -> Reconciliation:
    """Read the orders of these days again, and let those go that the shop no longer has.

    Raises as `sync` and `reconciled` do.
    """
    held = _comparable(scope, key, first, last)
    # An order changed on the day it was placed or later, so that this brings every order of these days.
    sync(scope, key, since=datetime.combine(first, time(), scope.zone).astimezone(UTC), watch=watch)
    found = _compared(scope, held, first, last, watch)
    gone = {(one.unit,) for one in found.differences if one.kind is Difference.GONE}
    if gone:
        with alone(held, watch), intake(scope, held) as coming:
            units = {entity: set(gone) for entity in ("order", "order_line", "refund")}
            coming.take(
                Rows(read=len(gone), units=units), partial(note_gone, held, {order for (order,) in gone})
            )
            coming.done()
        prepare_figures(scope)
        found = _compared(scope, held, first, last, watch)
    keep(held, first, last, found)
    return found


def usual_period(scope: Scope) -> tuple[date, date]:
    """Four weeks up to yesterday: today's orders are still coming."""
    yesterday = scope.today() - timedelta(days=1)
    return yesterday - USUAL + timedelta(days=1), yesterday


def _comparable(scope: Scope, key: int, first: date, last: date) -> Connection:
    """The connection, where these days of it can be compared."""
    scope.require(Permission.IMPORT_DATA)
    held = connection(scope, key)
    source = source_of(held.vendor)
    if not source.reconciles:
        raise UsageError(
            _("%(label)s keeps no orders to compare with.") % {"label": source.label},
            advice=_("Reconcile the connection of a shop."),
        )
    if not 0 <= (last - first).days < LONGEST:
        raise UsageError(
            _("From %(first)s to %(last)s is no period that can be compared.")
            % {"first": first, "last": last},
            _("Allowed: one day to one year, the first day before the last."),
        )
    return held


def _compared(scope: Scope, held: Connection, first: date, last: date, watch: Watch) -> Reconciliation:
    from comptoir.measure.sync.held_taxes import held_taxes  # noqa: PLC0415 - heavy
    from comptoir.measure.sync.held_totals import held_count, held_totals  # noqa: PLC0415 - heavy

    around = (first - MARGIN, last + MARGIN)
    expected = held_count(scope, held.source, *around)
    shop = _followed(opened(scope, held, watch).totals(*around), expected, watch)
    match = Match(shop, held_totals(scope, held.source, *around), Days(first, last))
    return match.reconciled(_known(held, match.differing), held_taxes(scope, held.source, first, last))


def _known(held: Connection, differing: Sequence[str]) -> Known:
    refused = refused_orders(held.pk, differing)
    return Known(
        _read_until(held),
        {unit: Refusal(one.reason, one.run, one.at) for unit, one in refused.items()},
    )


def _read_until(held: Connection) -> datetime | None:
    """Until when the orders were read; a shop's clock may lag by as much as readings overlap."""
    for table in source_of(held.vendor).tables:
        if "order" in table.entities:
            cursor = Cursor.objects.filter(connection=held, table=table.name).first()
            completed = cursor.completed_at if cursor else None
            return None if completed is None else completed - table.overlap
    return None


def _followed(totals: Iterable[Total], expected: int, watch: Watch) -> Iterator[Total]:
    """The shop does not say how many will come: about as many as Comptoir holds."""
    label = _("Orders that the shop has told")
    for done, total in enumerate(totals, 1):
        watch.progress(done, max(expected, done + 1), label)
        yield total


def _arguments(key: int, first: date, last: date) -> dict[str, Any]:
    return {"key": key, "first": first.isoformat(), "last": last.isoformat()}
