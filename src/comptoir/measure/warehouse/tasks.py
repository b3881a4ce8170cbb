from datetime import time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.core.companies.api import Scope
from comptoir.core.jobs.api import JobHandle, every, task
from comptoir.measure.warehouse.api import compact, vacuum


@task(
    "warehouse.upkeep",
    label=gettext_lazy("Upkeep of the facts"),
    lane="ingest",
    schedule=every("day", at=time(4, 15)),
)
def upkeep(job: JobHandle, scope: Scope) -> dict[str, Any]:
    """Compact, then delete what no snapshot names. Twice does no harm."""
    files = compact(scope)
    job.progress(1, 2)
    cleaning = vacuum(scope)
    job.progress(2, 2)
    return {
        "files": {name: list(counts) for name, counts in files.items()},
        "released": list(cleaning.released),
        "deleted": cleaning.files,
        "summary": _("%(files)s files deleted, %(snapshots)s snapshots let go")
        % {"files": cleaning.files, "snapshots": len(cleaning.released)},
    }
