"""The verbs of reading: try, read, ask for a reading."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from comptoir.connectors.connections.api import Connection, connections
from comptoir.connectors.connections.api import connection as connection_of
from comptoir.connectors.source import PermanentError
from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import CancelledError, ComptoirError
from comptoir.core.jobs.api import Job, enqueue, jobs_of
from comptoir.measure.ingest.api import ImportReport, Unwatched, Watch, prepare_figures
from comptoir.measure.sync.engine import is_due
from comptoir.measure.sync.queries import standing_of
from comptoir.measure.sync.reading import opened, read

TASK = "sync.read"
NIGHT = range(2, 6)
"""Hours of the company's clock at which those of the day are read."""


def try_connection(scope: Scope, key: int, watch: Watch | None = None) -> str:
    """Ask the vendor the least that proves the credentials; its own name. Raises PermanentError, TransientError."""
    scope.require(Permission.IMPORT_DATA)
    held = connection_of(scope, key)
    try:
        name = opened(scope, held, watch or Unwatched(), is_waited_for=True).test()
    except ComptoirError as error:
        _failed(held, error)
        raise
    _mend(held)
    return name


def sync(
    scope: Scope,
    key: int,
    *,
    full: bool = False,
    since: datetime | None = None,
    watch: Watch | None = None,
) -> ImportReport:
    """Read what changed since the last time (`full`: everything; `since`: from that instant on).

    Each instalment is seen whole; what has come before an error stays, and the next run goes on from there.
    Raises PermanentError, TransientError, CancelledError, ForbiddenError.
    """
    scope.require(Permission.IMPORT_DATA)
    held = connection_of(scope, key)
    watch = watch or Unwatched()
    Connection.objects.filter(pk=held.pk).update(attempted_at=clock.now())
    try:
        report = read(scope, held, watch, since, full=full)
    except CancelledError:
        raise
    except ComptoirError as error:
        _failed(held, error)
        raise
    _succeeded(held)
    prepare_figures(scope)
    return report


def ask_sync(scope: Scope, key: int, *, full: bool = False) -> Job:
    """The job that reads the connection: a new one, or the one that waits or works already."""
    scope.require(Permission.IMPORT_DATA)
    held = connection_of(scope, key)
    waiting = active_job(scope, key)
    if waiting is not None:
        return waiting
    with transaction.atomic():
        record(scope, "connection.read", f"connection:{key}", full=full)
        return enqueue(scope, TASK, {"key": key, "full": full}, title=held.name)


def ask_due(scope: Scope) -> int:
    """Ask for every connection whose time has come; how many there were."""
    now = clock.now()
    is_night = now.astimezone(scope.zone).hour in NIGHT
    due = [one for one in connections(scope) if is_due(standing_of(one), now, is_night=is_night)]
    for held in due:
        ask_sync(scope, held.pk)
    return len(due)


def active_job(scope: Scope, key: int, task: str = TASK) -> Job | None:
    """The job that reads the connection now, or will; or another one of its tasks."""
    return next(
        (
            job
            for job in jobs_of(scope)
            if job.task == task and job.is_active and job.arguments.get("key") == key
        ),
        None,
    )


def outcome(scope: Scope, report: ImportReport) -> dict[str, Any]:
    """What the job of a reading tells."""
    address = reverse("imports:import", kwargs={"company": scope.slug, "number": report.number})
    return report.to_json() | {"link": address}


def _failed(held: Connection, error: ComptoirError) -> None:
    now = clock.now()
    is_permanent = isinstance(error, PermanentError) or not error.http_status >= 500
    Connection.objects.filter(pk=held.pk).update(failure=str(error), is_permanent=is_permanent)
    Connection.objects.filter(Q(pk=held.pk), failing_since=None).update(failing_since=now)


def _succeeded(held: Connection) -> None:
    Connection.objects.filter(pk=held.pk).update(succeeded_at=clock.now())
    _mend(held)


def _mend(held: Connection) -> None:
    Connection.objects.filter(pk=held.pk).update(failure="", is_permanent=False, failing_since=None)
