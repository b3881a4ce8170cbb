"""Whether the process of an import still lives: it holds a lock that the kernel lets go of when it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from comptoir.core import clock
from comptoir.core.companies.api import Scope
from comptoir.measure.ingest.models import ImportRun, ImportState


@contextmanager
def held(company_id: int, number: int) -> Iterator[None]:
    """Hold the lock of an import that nobody knows of yet."""
    path = _path(company_id, number)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(descriptor)


def is_interrupted(run: ImportRun) -> bool:
    """It says that it runs, and nobody holds its lock."""
    if run.state != ImportState.RUNNING:
        return False
    try:
        descriptor = os.open(_path(run.company_id, run.number), os.O_RDWR)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(descriptor)
    return True


def close_interrupted(scope: Scope) -> None:
    """A process that dies leaves its run open; nothing of it was published."""
    for run in ImportRun.objects.filter(company_id=scope.company_id, state=ImportState.RUNNING):
        if is_interrupted(run):
            run.state, run.finished_at = ImportState.FAILED, clock.now()
            with override(scope.language):
                run.error = _what_became_of(run)
            run.save(update_fields=["state", "finished_at", "error"])
            _path(scope.company_id, run.number).unlink(missing_ok=True)


def _what_became_of(run: ImportRun) -> str:
    if run.is_replay:
        return _("The mapping was interrupted; what it had mended stays. Mapping again does no harm.")
    if run.connection_id:
        return _("The reading was interrupted; what had come stays, the next run goes on from there.")
    return _("The import was interrupted; nothing of it was kept.")


def _path(company_id: int, number: int) -> Path:
    return Path(settings.UPLOADS) / str(company_id) / f"import-{number}.lock"
