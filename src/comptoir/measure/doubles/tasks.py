"""What the worker does for orders known twice."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.jobs.api import JobHandle, task
from comptoir.measure.doubles import api
from comptoir.measure.doubles.actions import TASK


@task(TASK, label=gettext_lazy("Orders known twice"), permission=Permission.MANAGE_CONNECTIONS, lane="ingest")
def recount(job: JobHandle, scope: Scope) -> dict[str, Any]:
    """Started again after a crash, it does all of it again: nothing was visible of the first."""
    snapshot = api.recount(scope)
    return {
        "snapshot": snapshot.number if snapshot else None,
        "summary": _("Counted anew") if snapshot else _("Nothing changes"),
        "link": reverse("doubles:page", kwargs={"company": scope.slug}),
    }
