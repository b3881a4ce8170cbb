"""Kept answers, mapped again: what a mended mapping makes of them, without asking the tool."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.connectors.connections.api import (
    Connection,
    Kept,
    NewestRecords,
    connection,
    gone_orders,
    kept_since,
    source_of,
)
from comptoir.connectors.source import Record, Rows, Source, Table, size_of
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import UsageError, closest
from comptoir.core.jobs.api import Job, enqueue
from comptoir.measure.ingest.api import ImportReport, Unwatched, Watch, intake, prepare_figures
from comptoir.measure.sync.actions import active_job
from comptoir.measure.sync.alone import alone
from comptoir.measure.sync.reading import INSTALMENT, Progress, context_of

TASK = "sync.replay"


@dataclass(frozen=True, slots=True)
class Replayed:
    report: ImportReport
    kept_since: datetime
    """What last came before is not kept any more, and stays as it was mapped then."""

    def to_json(self) -> dict[str, Any]:
        return self.report.to_json() | {"kept_since": self.kept_since.isoformat(timespec="seconds")}


def replay(scope: Scope, key: int, *, table: str = "", watch: Watch | None = None) -> Replayed:
    """Map what is kept of a connection, or of one of its tables, again: of each record its newest version, oldest
    change first, in instalments as a reading. The cursor stays where it is, and facts that come out the same stay too.

    Raises UsageError for an unknown table or where nothing is kept, CancelledError, ForbiddenError.
    """
    scope.require(Permission.MANAGE_CONNECTIONS)
    held = connection(scope, key)
    tables = _tables(source_of(held.vendor), table)
    watch = watch or Unwatched()
    with alone(held, watch):
        since = _since(held, table)
        with intake(scope, held, is_replay=True) as coming:
            progress = Progress(watch)
            context, gone = context_of(scope, held), gone_orders(held)
            for each in tables:
                newest = NewestRecords(held, each)
                progress.total += len(newest)
                for came, records in _instalments(newest, scope):
                    watch.check()
                    # A level of stock is that of the day on which it was told.
                    day = came.astimezone(scope.zone).date()
                    rows = each.mapped(records, replace(context, today=day))
                    absent = {order for order, at in gone.items() if at >= came}
                    coming.take(_without(rows, absent), lambda: None)
                    progress.add(len(records), str(each.label))
            report = coming.done()
    prepare_figures(scope)
    return Replayed(report, since)


def ask_replay(scope: Scope, key: int, *, table: str = "") -> Job:
    """The job that maps the kept answers again: a new one, or the one that waits or works already."""
    scope.require(Permission.MANAGE_CONNECTIONS)
    held = connection(scope, key)
    _tables(source_of(held.vendor), table)
    _since(held, table)
    waiting = active_job(scope, key, TASK)
    if waiting is not None:
        return waiting
    with transaction.atomic():
        record(scope, "connection.replay", f"connection:{key}", table=table)
        return enqueue(scope, TASK, {"key": key, "table": table}, title=held.name)


def _tables(source: Source, name: str) -> Sequence[Table]:
    known = {table.name: table for table in source.tables}
    if not name:
        return source.tables
    if name in known:
        return (known[name],)
    guess = closest(name, known)
    raise UsageError(
        _("%(label)s has no table « %(name)s ».") % {"label": source.label, "name": name},
        _("Known: %(known)s.") % {"known": ", ".join(known)},
        _("Did you mean « %(guess)s »?") % {"guess": guess} if guess else "",
    )


def _since(held: Connection, table: str) -> datetime:
    since = kept_since(held, table)
    if since is None:
        raise UsageError(
            _("No answer of « %(name)s » is kept.") % {"name": held.name},
            advice=_("Read it: answers are kept from then on, for some days."),
        )
    return since


def _instalments(newest: NewestRecords, scope: Scope) -> Iterator[tuple[datetime, list[Record]]]:
    """Records of one of the company's days, and when the first of them came."""
    waiting: list[Kept] = []
    rows = 0
    for kept in newest:
        if waiting and (rows >= INSTALMENT or _day(kept, scope) != _day(waiting[0], scope)):
            yield waiting[0].at, [one.record for one in waiting]
            waiting, rows = [], 0
        waiting.append(kept)
        rows += size_of(kept.record)
    if waiting:
        yield waiting[0].at, [one.record for one in waiting]


def _day(kept: Kept, scope: Scope) -> date:
    return kept.at.astimezone(scope.zone).date()


def _without(rows: Rows, orders: set[str]) -> Rows:
    """Without orders that the shop no longer has: they were taken out of the facts, and stay out."""
    if not orders:
        return rows
    rows.tables = {
        name: [row for row in held if row.get("order_id") not in orders] for name, held in rows.tables.items()
    }
    rows.units = {
        name: {unit for unit in units if unit[0] not in orders} for name, units in rows.units.items()
    }
    return rows
