"""One run of a connection: its tables, page by page, into the facts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from time import monotonic, sleep

from django.utils.translation import gettext as _

from comptoir.connectors.connections.api import (
    Connection,
    Cursor,
    forget_answers,
    keep_answer,
    note_remarks,
    source_of,
    values_of,
)
from comptoir.connectors.source import (
    Opening,
    Page,
    PermanentError,
    ReadContext,
    Reader,
    Record,
    Table,
    TransientError,
    size_of,
)
from comptoir.core import clock
from comptoir.core.companies.api import Scope
from comptoir.measure.channels.api import channels_of
from comptoir.measure.ingest.api import ImportReport, Watch, intake
from comptoir.measure.sync.alone import alone

INSTALMENT = 2_000
"""Records (rows, where one record is many) that become facts at once: what a run that dies has to read again at
most."""
LOOK = 0.5
"""Seconds between two looks at whether a person stopped the run, while the vendor asks to wait."""


@dataclass(slots=True)
class Progress:
    """Records behind, of those that the vendor announced."""

    watch: Watch
    done: int = 0
    total: int = 0

    def expect(self, page: Page) -> None:
        if page.total is not None:
            self.total = max(self.total, self.done + page.total)

    def add(self, count: int, label: str) -> None:
        self.done += count
        # Never « all of it » before the end: vendors count at the start of the run.
        self.watch.progress(self.done, max(self.total, self.done + 1), label)


def opened(scope: Scope, held: Connection, watch: Watch, *, is_waited_for: bool = False) -> Reader:
    """The vendor's reader with the credentials of this connection.

    `is_waited_for`: a person looks at a page meanwhile, and is told soon that a shop does not answer.
    """
    source = source_of(held.vendor)
    if source.extra and source.extra.is_missing:
        raise source.extra.refusal
    rate = replace(source.rate, retries=1, longest_wait=3.0) if is_waited_for else source.rate
    return source.opened(
        Opening(values_of(held), scope.timezone, rate, lambda seconds: _pause(watch, seconds))
    )


def read(scope: Scope, held: Connection, watch: Watch, since: datetime | None, *, full: bool) -> ImportReport:
    """Bring the facts up to date. What has come before an error stays, and the next run goes on from there.

    Raises PermanentError, TransientError, CancelledError, InputError.
    """
    source = source_of(held.vendor)
    until = clock.now()
    context = context_of(scope, held)
    with alone(held, watch), intake(scope, held) as coming:
        reader = opened(scope, held, watch)
        progress = Progress(watch)
        for table in source.tables:
            cursor, _is_new = Cursor.objects.get_or_create(connection=held, table=table.name)
            if not table.cursor:
                forget_answers(held, table.name)  # All of it comes again: what was kept says nothing more.
            start = since or (None if full or cursor.reached is None else cursor.reached - table.overlap)
            for records, reached in _instalments(reader, held, table, start, until, progress):
                rows = table.mapped(records, context)
                coming.take(rows, partial(_follow, held, table, records, cursor, reached))
            _complete(cursor, table, until)
        return coming.done()


def context_of(scope: Scope, held: Connection) -> ReadContext:
    return ReadContext(
        source=held.source,
        currency=scope.currency,
        zone=scope.timezone,
        today=scope.today(),
        settings=held.settings,
        channels=channels_of(scope),
    )


def _instalments(
    reader: Reader,
    held: Connection,
    table: Table,
    start: datetime | None,
    until: datetime,
    progress: Progress,
) -> Iterator[tuple[list[Record], datetime | None]]:
    waiting: list[Record] = []
    reached: datetime | None = None
    rows = 0
    try:
        for page in reader.pages(table.name, start, until):
            progress.expect(page)
            keep_answer(held, table.name, page.records)
            waiting += page.records
            reached = page.reached or reached
            progress.add(len(page.records), str(table.label))
            rows += sum(size_of(record) for record in page.records)
            if rows >= INSTALMENT:
                yield waiting, reached
                waiting, rows = [], 0
    except (TransientError, PermanentError):
        if waiting:
            yield waiting, reached  # What came before the vendor broke off stays.
        raise
    if waiting:
        yield waiting, reached


def _follow(
    held: Connection, table: Table, records: list[Record], cursor: Cursor, reached: datetime | None
) -> None:
    """What is true once these records are facts."""
    if table.quality is not None:
        note_remarks(held, dict(table.quality.told(record) for record in records))
    _move(cursor, reached)


def _move(cursor: Cursor, reached: datetime | None) -> None:
    """Forward only: reading old days again does not make the next run do so."""
    if reached is not None and (cursor.reached is None or reached > cursor.reached):
        cursor.reached = reached
    _save(cursor)


def _complete(cursor: Cursor, table: Table, until: datetime) -> None:
    cursor.completed_at = until
    if table.cursor and cursor.reached is None:
        cursor.reached = until  # A shop without orders: from now on only what is new.
    _save(cursor)


def _save(cursor: Cursor) -> None:
    """TransientError where somebody named another account meanwhile: what is still coming is of the former one."""
    told = {"reached": cursor.reached, "completed_at": cursor.completed_at}
    if not Cursor.objects.filter(pk=cursor.pk).update(**told):
        raise TransientError(
            _("The connection was changed while it was being read."),
            advice=_("It is read again from the beginning."),
        )


def _pause(watch: Watch, seconds: float) -> None:
    end = monotonic() + seconds
    while (left := end - monotonic()) > 0:
        watch.check()
        sleep(min(left, LOOK))
