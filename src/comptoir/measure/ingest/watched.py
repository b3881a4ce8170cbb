"""The folder that a company's files may be put into: what is recognised is imported, the rest waits on the page.

`<COMPTOIR_WATCHED>/<short name of the company>/`. A file is taken once nobody has written to it for a little while; it
is moved to the uploads, so that the folder is empty when all is taken.
"""

from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.utils.translation import override

from comptoir.connectors.files.api import Told, recognise
from comptoir.core import clock
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ComptoirError
from comptoir.core.jobs.api import Job
from comptoir.measure.ingest.exports import found_without_period, recognised
from comptoir.measure.ingest.handing import copied
from comptoir.measure.ingest.importing import start_export, start_import
from comptoir.measure.ingest.models import Upload
from comptoir.measure.ingest.receiving import UNFINISHED
from comptoir.measure.ingest.saved import GUESS, proposed
from comptoir.measure.ingest.uploads import path_of

STILL_FOR = timedelta(seconds=30)
"""Who copies a file into the folder writes to it more often."""
UNFINISHED_NAMES = (UNFINISHED, ".tmp", ".crdownload", ".filepart", ".partial")


def folder_of_company(scope: Scope) -> Path:
    return Path(settings.WATCHED) / scope.slug


def take(scope: Scope) -> dict[str, int]:
    """Take every file that is ready: how many are imported, how many wait for a person on the import page."""
    scope.require(Permission.IMPORT_DATA)
    counts = {"importing": 0, "waiting": 0}
    with override(scope.language):
        for path in ready(scope):
            job = start(scope, _moved(scope, path))
            counts["importing" if job is not None else "waiting"] += 1
    return counts


def ready(scope: Scope) -> list[Path]:
    """The files that are whole, by name. A link leads elsewhere: it is left alone, as hidden and empty files are."""
    folder = folder_of_company(scope)
    if not folder.is_dir():
        return []
    before = (clock.now() - STILL_FOR).timestamp()
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_file()
        and not path.is_symlink()
        and not path.name.startswith(".")
        and not path.name.lower().endswith(UNFINISHED_NAMES)
        and 0 < path.stat().st_size <= settings.MAX_UPLOAD_BYTES
        and path.stat().st_mtime < before
    )


def start(scope: Scope, upload: Upload) -> Job | None:
    """The job that imports a file which explains itself; None where a person must say what it is."""
    path = path_of(upload)
    try:
        with recognised(path) as holds:
            if holds.found and not found_without_period(holds):
                return start_export(scope, upload, Told())
            if holds.found or holds.useless:
                return None
        origin, mapping = proposed(scope, recognise(path))
    except ComptoirError:
        return None  # Its page says what is wrong with it.
    return None if origin == GUESS else start_import(scope, upload, mapping)


def _moved(scope: Scope, path: Path) -> Upload:
    upload = copied(scope, path)
    path.unlink()
    return upload
