"""What the worker does for imports."""

from datetime import time
from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.core.companies.api import Permission, Scope, operator_scopes
from comptoir.core.jobs.api import JobHandle, every, task
from comptoir.measure.ingest import importing, uploads, watched


@task(importing.TASK, label=_("Import of a file"), permission=Permission.IMPORT_DATA, lane="ingest")
def import_upload(job: JobHandle, scope: Scope, upload: int, mapping: str) -> dict[str, Any]:
    """Started again after a crash, it does the whole import again: nothing was visible of the first."""
    return importing.run_import(scope, upload, mapping, job)


@task(
    importing.EXPORT_TASK,
    label=_("Import of a tool's export"),
    permission=Permission.IMPORT_DATA,
    lane="ingest",
)
def import_export(
    job: JobHandle, scope: Scope, upload: int, account: str, first: str | None, last: str | None
) -> dict[str, Any]:
    return importing.run_export(scope, upload, account, first, last, job)


@task("ingest.watched", label=_("Files of the watched folder"), schedule=every("quarter"), system=True)
def take_watched(job: JobHandle) -> dict[str, Any]:
    """Of every company at once: their own lists of jobs are not to fill with looks into empty folders."""
    return {scope.slug: watched.take(scope) for scope in operator_scopes()}


@task("ingest.purge_uploads", label=_("Removal of old uploads"), schedule=every("day", at=time(3, 30)))
def purge_uploads(job: JobHandle, scope: Scope) -> dict[str, Any]:
    return {"removed": uploads.purge_uploads(scope)}
