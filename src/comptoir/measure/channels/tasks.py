"""What the worker does for channels."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.jobs.api import JobHandle, task
from comptoir.measure.channels import api
from comptoir.measure.channels.actions import TASK


@task(TASK, label=_("Channel rules applied again"), permission=Permission.EDIT_CHANNELS, lane="ingest")
def apply(job: JobHandle, scope: Scope) -> dict[str, Any]:
    """Started again after a crash, it does all of it again: nothing was visible of the first."""
    found = api.apply_rules(scope, job)
    return {**found, "link": reverse("channels:list", kwargs={"company": scope.slug})}
