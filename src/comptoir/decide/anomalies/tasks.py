"""What the worker does for alarms."""

from datetime import time
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.core import clock
from comptoir.core.companies.api import Permission, Scope, operator_scopes
from comptoir.core.jobs.api import JobHandle, enqueue_once, every, task
from comptoir.decide.anomalies import actions
from comptoir.decide.anomalies.queries import last_watch
from comptoir.measure.warehouse.api import current_snapshot, has_settled_since

TASK = "anomalies.look"


@task(TASK, label=gettext_lazy("Watch of the last days"), permission=Permission.EDIT_PLAN, lane="findings")
def look(job: JobHandle, scope: Scope) -> dict[str, Any]:
    """Started again after a crash, it looks again from the beginning: nothing was kept of the first."""
    found = actions.look_and_keep(scope, watch=job.progress)
    standing = sum(not one.is_over for one in found.alarms)
    return {
        "open": standing,
        "series": found.series,
        "summary": _("%(open)d open alarms, %(series)d series watched")
        % {"open": standing, "series": found.series},
        "link": reverse("anomalies:list", kwargs={"company": scope.slug}),
    }


@task(
    "anomalies.nightly",
    label=gettext_lazy("Watch of the last days, every night"),
    schedule=every("day", at=time(5, 0)),
    system=True,
)
def nightly(job: JobHandle) -> dict[str, Any]:
    """After the nightly readings, before the search for findings."""
    asked = [scope.slug for scope in operator_scopes() if current_snapshot(scope) is not None and ask(scope)]
    return {"asked": asked}


@task(
    "anomalies.after_imports",
    label=gettext_lazy("Watch of the last days, after imports"),
    schedule=every("quarter"),
    system=True,
)
def after_imports(job: JobHandle) -> dict[str, Any]:
    """Of companies whose facts have moved since the last look, once nothing is being loaded any more; and what quiet
    hours held back is told."""
    told = {scope.slug: actions.mark_told(scope, clock.now()) for scope in operator_scopes()}
    return {
        "asked": [scope.slug for scope in operator_scopes() if _has_moved(scope) and ask(scope)],
        "told": {slug: count for slug, count in told.items() if count},
    }


def ask(scope: Scope) -> bool:
    """Whether a look was asked for: none where one waits or runs."""
    return enqueue_once(scope, TASK)


def _has_moved(scope: Scope) -> bool:
    seen = last_watch(scope)
    return has_settled_since(scope, seen.snapshot if seen else None)
