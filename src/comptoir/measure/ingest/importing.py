"""Asking for the import of an uploaded file, once, whatever is clicked how often."""

import hashlib
from typing import Any

from django.db import transaction
from django.urls import reverse

from comptoir.connectors.files.api import Mapping
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.jobs.api import Job, State, enqueue, retry
from comptoir.measure.ingest.actions import import_file
from comptoir.measure.ingest.models import Upload
from comptoir.measure.ingest.runs import Watch
from comptoir.measure.ingest.uploads import path_of, upload_of

TASK = "ingest.import_file"


def start_import(scope: Scope, upload: Upload, mapping: Mapping) -> Job:
    """The job that imports `upload` by `mapping`: a new one, the one at work, or a failed one, again."""
    scope.require(Permission.IMPORT_DATA)
    if upload.job is not None and upload.job.is_active:
        return upload.job
    text = mapping.to_yaml()
    key = f"upload:{upload.pk}:{hashlib.sha256(text.encode()).hexdigest()[:16]}"
    with transaction.atomic():
        job = enqueue(
            scope, TASK, {"upload": upload.pk, "mapping": text}, unique_key=key, title=upload.name[:200]
        )
        if job.state in (State.FAILED, State.CANCELLED):
            job = retry(scope, job.pk)
        Upload.objects.filter(pk=upload.pk).update(job=job)
    return job


def run_import(scope: Scope, key: int, mapping: str, watch: Watch) -> dict[str, Any]:
    """What the job does."""
    upload = upload_of(scope, key)
    report = import_file(scope, path_of(upload), Mapping.from_yaml(mapping), name=upload.name, watch=watch)
    address = reverse("imports:import", kwargs={"company": scope.slug, "number": report.number})
    return report.to_json() | {"link": address}
