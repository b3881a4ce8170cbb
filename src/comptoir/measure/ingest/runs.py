"""An import as people follow it: begun under a lock, watched, finished or failed."""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Scope
from comptoir.core.errors import CancelledError, ComptoirError
from comptoir.measure.ingest.alive import held
from comptoir.measure.ingest.models import ImportRun, ImportState
from comptoir.measure.ingest.report import ImportReport
from comptoir.measure.metrics.api import build_rollups
from comptoir.measure.warehouse.api import Snapshot, current_snapshot

if TYPE_CHECKING:
    from comptoir.measure.warehouse.api import Batch

logger = logging.getLogger(__name__)


class Watch(Protocol):
    """Who looks on: a job, a terminal. `check` may raise CancelledError."""

    def progress(self, done: int, total: int, message: str = "") -> None: ...

    def check(self) -> None: ...


class Unwatched:
    """Nobody looks on."""

    def progress(self, done: int, total: int, message: str = "") -> None:
        pass

    def check(self) -> None:
        pass


@dataclass(slots=True)
class Counts:
    """Rows of the file, by what became of them."""

    read: int = 0
    rejected: int = 0
    repeated: int = 0
    unchanged: int = 0
    sections: list[dict[str, int]] = field(default_factory=list)
    """Sections of the file that stand twice."""

    @property
    def loaded(self) -> int:
        return self.read - self.rejected - self.repeated - self.unchanged


@contextmanager
def begun(scope: Scope, path: Path, *, name: str, reader: str, rules: str = "") -> Iterator[ImportRun]:
    """The run of an import, known to others only once its lock is held; it fails with what is raised.

    `reader`: the mapping or layout that reads the file; `rules`: the mapping itself.
    """
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    with followed(scope, file_name=name, file_digest=digest, mapping_name=reader, mapping=rules) as run:
        yield run


@contextmanager
def followed(scope: Scope, **fields: Any) -> Iterator[ImportRun]:
    """A run with these fields, for as long as the block takes."""
    with ExitStack() as stack:
        with transaction.atomic():
            run = _next_run(scope, **fields)
            stack.enter_context(held(scope.company_id, run.number))
            record(
                scope, "import.begin", f"import:{run.number}", file=run.file_name, mapping=run.mapping_name
            )
        try:
            yield run
        except ComptoirError as error:
            _fail(run, error)
            raise


def _next_run(scope: Scope, **fields: Any) -> ImportRun:
    runs = ImportRun.objects.filter(company_id=scope.company_id)
    while True:
        last = runs.aggregate(last=Max("number"))["last"] or 0
        try:
            with transaction.atomic():
                return ImportRun.objects.create(
                    company_id=scope.company_id,
                    number=last + 1,
                    by_id=scope.actor_id,
                    **fields,
                )
        except IntegrityError:
            if not runs.filter(number__gt=last).exists():
                raise  # Nobody took the number: it is something else.


def done(scope: Scope, run: ImportRun, counts: Counts, batch: "Batch", *, changed: bool) -> ImportReport:
    """Publish what was written and close the run. Within a transaction."""
    run.rows_read, run.rows_rejected, run.rows_repeated = counts.read, counts.rejected, counts.repeated
    run.rows_loaded, run.rows_unchanged, run.repeated = counts.loaded, counts.unchanged, counts.sections
    snapshot: Snapshot | None = current_snapshot(scope)
    if changed:
        snapshot = batch.commit(
            _("Import %(number)s: %(file)s") % {"number": run.number, "file": run.file_name},
            {"loaded": run.rows_loaded, "rejected": run.rows_rejected},
        )
    run.snapshot = snapshot.number if snapshot else None
    run.state, run.finished_at = ImportState.DONE, clock.now()
    run.save()
    record(scope, "import.done", f"import:{run.number}", loaded=run.rows_loaded, rejected=run.rows_rejected)
    return ImportReport.of(run)


def _fail(run: ImportRun, error: ComptoirError) -> None:
    run.state = ImportState.CANCELLED if isinstance(error, CancelledError) else ImportState.FAILED
    run.error, run.finished_at = str(error), clock.now()
    run.save(update_fields=["state", "error", "finished_at"])


def prepare_figures(scope: Scope) -> None:
    snapshot = current_snapshot(scope)
    if snapshot is None:
        return
    try:
        build_rollups(scope, snapshot)
    except Exception:
        # The facts are in; the first question will make what is missing.
        logger.exception("The figures of %s could not be prepared.", scope.slug)
