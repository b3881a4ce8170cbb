"""Asking for the import of an uploaded file, once, whatever is clicked how often."""

import hashlib
import json
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse

from comptoir.connectors.files.api import Mapping, Told
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.jobs.api import Job, State, enqueue, retry
from comptoir.measure.ingest.actions import import_file
from comptoir.measure.ingest.exports import import_export
from comptoir.measure.ingest.models import Upload
from comptoir.measure.ingest.report import ImportReport
from comptoir.measure.ingest.runs import Watch
from comptoir.measure.ingest.uploads import path_of, upload_of

TASK = "ingest.import_file"
EXPORT_TASK = "ingest.import_export"
TASKS = (TASK, EXPORT_TASK)


def start_import(scope: Scope, upload: Upload, mapping: Mapping) -> Job:
    """The job that imports `upload` by `mapping`: a new one, the one at work, or a failed one, again."""
    return _start(scope, upload, TASK, {"mapping": mapping.to_yaml()})


def start_export(scope: Scope, upload: Upload, told: Told) -> Job:
    """The job that imports `upload` as the export of a tool, in the same manner."""
    days = {
        name: day and day.isoformat() for name, day in (("first", told.first_day), ("last", told.last_day))
    }
    return _start(scope, upload, EXPORT_TASK, {"account": told.account, **days})


def _start(scope: Scope, upload: Upload, task: str, arguments: dict[str, Any]) -> Job:
    scope.require(Permission.IMPORT_DATA)
    if upload.job is not None and upload.job.is_active:
        return upload.job
    text = json.dumps([task, arguments], sort_keys=True)
    key = f"upload:{upload.pk}:{hashlib.sha256(text.encode()).hexdigest()[:16]}"
    with transaction.atomic():
        job = enqueue(
            scope, task, {"upload": upload.pk, **arguments}, unique_key=key, title=upload.name[:200]
        )
        if job.state in (State.FAILED, State.CANCELLED):
            job = retry(scope, job.pk)
        Upload.objects.filter(pk=upload.pk).update(job=job)
    return job


def run_import(scope: Scope, key: int, mapping: str, watch: Watch) -> dict[str, Any]:
    """What the job does."""
    upload = upload_of(scope, key)
    report = import_file(scope, path_of(upload), Mapping.from_yaml(mapping), name=upload.name, watch=watch)
    return _outcome(scope, report)


def run_export(
    scope: Scope, key: int, account: str, first: str | None, last: str | None, watch: Watch
) -> dict[str, Any]:
    """What the job of an export does."""
    upload = upload_of(scope, key)
    told = Told(
        account, (first and date.fromisoformat(first)) or None, (last and date.fromisoformat(last)) or None
    )
    return _outcome(scope, import_export(scope, path_of(upload), told, name=upload.name, watch=watch))


def _outcome(scope: Scope, report: ImportReport) -> dict[str, Any]:
    address = reverse("imports:import", kwargs={"company": scope.slug, "number": report.number})
    return report.to_json() | {"link": address}
