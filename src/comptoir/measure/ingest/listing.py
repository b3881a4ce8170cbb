"""What the import pages show of imports, jobs and uploads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q

from comptoir.core import clock
from comptoir.core.companies.api import Scope
from comptoir.core.errors import NotFoundError
from comptoir.core.jobs.api import Job, State, active_jobs, job_of
from comptoir.measure.ingest.alive import is_interrupted
from comptoir.measure.ingest.importing import TASKS
from comptoir.measure.ingest.models import ImportRun, ImportState, Upload
from comptoir.measure.ingest.queries import reader_label

PAGE = 25
WAITING = timedelta(days=90)
"""Nobody corrects rows of an older import any more."""
_BADGES = {
    ImportState.DONE: "good",
    ImportState.FAILED: "bad",
    ImportState.CANCELLED: "warn",
}


@dataclass(frozen=True, slots=True)
class ImportEntry:
    """A line of the list: an import and the state that it really is in."""

    run: ImportRun
    state: ImportState

    @property
    def reader(self) -> str:
        return reader_label(self.run)

    @property
    def label(self) -> Any:
        return self.state.label

    @property
    def badge(self) -> str:
        return _BADGES.get(self.state, "")


def import_entries(scope: Scope, number: str | int = 1) -> Page[ImportRun]:
    """A page of the company's imports, newest first."""
    runs = ImportRun.objects.filter(company_id=scope.company_id).select_related("by")
    return Paginator(runs, PAGE).get_page(number)


def entries(runs: Sequence[ImportRun]) -> list[ImportEntry]:
    """The runs with their real states: one whose process is gone was interrupted, whatever it says."""
    return [
        ImportEntry(run, ImportState.FAILED if is_interrupted(run) else ImportState(run.state))
        for run in runs
    ]


def running_imports(scope: Scope) -> list[Job]:
    """The imports that wait or run, the oldest first."""
    return list(active_jobs(scope).filter(task__in=TASKS).order_by("pk"))


def import_job(scope: Scope, key: int) -> Job:
    job = job_of(scope, key)
    if job.task not in TASKS:
        raise NotFoundError("")
    return job


@dataclass(frozen=True, slots=True)
class Waiting:
    """Rows that were refused and that no later import of the same kind has made good."""

    rows: int
    number: int | None
    """The newest import that refused some."""


def waiting_rejects(scope: Scope) -> Waiting:
    """Of each reader the newest import of the last days counts: where it refused nothing, all is settled."""
    after = clock.now() - WAITING
    done = ImportRun.objects.filter(company_id=scope.company_id, state=ImportState.DONE, is_replay=False)
    newest: dict[tuple[str, int | None], tuple[int, int]] = {}
    fields = ("mapping_name", "connection_id", "rows_rejected", "number")
    for name, held, rows, number in done.filter(started_at__gte=after).values_list(*fields):
        newest.setdefault((name, held), (rows, number))
    refused = [(rows, number) for rows, number in newest.values() if rows]
    return Waiting(sum(rows for rows, _number in refused), max((n for _rows, n in refused), default=None))


def last_import(scope: Scope) -> datetime | None:
    """When the newest import that ended well was done."""
    done = ImportRun.objects.filter(company_id=scope.company_id, state=ImportState.DONE)
    return done.values_list("finished_at", flat=True).first()


def unfinished_uploads(scope: Scope) -> list[Upload]:
    """Files to go on with: never imported, or whose import failed or was cancelled."""
    waiting = Q(job=None, run=None) | Q(job__state__in=(State.FAILED, State.CANCELLED))
    files = Upload.objects.filter(waiting, company_id=scope.company_id, removed_at=None)
    return list(files.select_related("by", "job")[:PAGE])
