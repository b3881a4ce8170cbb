"""What the worker does: writes and packs a company, removes old packages."""

from datetime import time
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.jobs.api import JobHandle, every, task
from comptoir.measure.takeout import ready

TASK = "takeout.prepare"


@task(
    TASK,
    label=gettext_lazy("Export of the whole company"),
    permission=Permission.MANAGE_COMPANY,
    lane="takeout",
)
def prepare(job: JobHandle, scope: Scope, personal: bool) -> dict[str, Any]:
    """Started again after a crash, it begins again: what was half written is removed first."""
    ready.prepare(scope, with_personal_data=personal, watch=job.progress)
    return {
        "summary": _("The export stands ready for 7 days."),
        "link": reverse("takeout:page", kwargs={"company": scope.slug}),
    }


@task("takeout.tidy", label=gettext_lazy("Old exports"), schedule=every("day", at=time(4)), system=True)
def tidy(job: JobHandle) -> dict[str, Any]:
    return {"removed": ready.tidy()}
