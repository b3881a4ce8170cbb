"""A file of this machine given to the worker, as one dropped on the page is."""

import hashlib
import shutil
from pathlib import Path
from uuid import uuid4

from comptoir.connectors.files.api import Mapping, Told
from comptoir.core.companies.api import Scope
from comptoir.core.jobs.api import Job, State
from comptoir.measure.ingest.exports import recognised
from comptoir.measure.ingest.importing import start_export, start_import
from comptoir.measure.ingest.mappings import find_mapping
from comptoir.measure.ingest.models import Upload
from comptoir.measure.ingest.queries import is_imported
from comptoir.measure.ingest.receiving import UNFINISHED, Received
from comptoir.measure.ingest.uploads import folder_of, keep

_GIVEN = (State.QUEUED, State.RUNNING, State.DONE)


def copied(scope: Scope, path: Path) -> Upload:
    """The file as one given on the page. A copy: it may lie on another disk, and a process that dies must leave the
    file where it was."""
    folder = folder_of(scope.company_id)
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / f"{uuid4().hex}{UNFINISHED}"
    shutil.copyfile(path, part)
    with part.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return keep(scope, Received(path.name, part.stat().st_size, part, digest))


def hand_over(scope: Scope, path: Path, mapping: Mapping | None = None) -> Job | None:
    """The job that imports the file: recognised by its header, unless its mapping is given; None where this very file
    is imported already, or about to be.

    InputError where nobody can say what it is; ForbiddenError.
    """
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    twins = Upload.objects.filter(company_id=scope.company_id, digest=digest, job__state__in=_GIVEN)
    if twins.exists() or is_imported(scope, path):
        return None
    if mapping is None:
        with recognised(path) as holds:
            if holds.found:
                return start_export(scope, copied(scope, path), Told())
        mapping = find_mapping(scope, None, path)
    return start_import(scope, copied(scope, path), mapping)
