from datetime import time, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.core import clock
from comptoir.core.jobs.handle import JobHandle
from comptoir.core.jobs.models import Job, State
from comptoir.core.jobs.registry import task
from comptoir.core.jobs.schedules import every

KEPT = timedelta(days=90)
"""Longer than any slot and any upload is asked for again. Failed jobs stay until somebody looks at them."""


@task("jobs.tidy", label=_("Tidying of finished jobs"), system=True, schedule=every("day", at=time(3)))
def tidy(job: JobHandle) -> dict[str, Any]:
    """Delete jobs that ended well, or by somebody's will, long ago."""
    old = Job.objects.filter(state__in=(State.DONE, State.CANCELLED), finished_at__lt=clock.now() - KEPT)
    return {"deleted": old.delete()[0]}
