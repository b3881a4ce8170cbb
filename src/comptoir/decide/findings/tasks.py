"""What the worker does for findings."""

from datetime import time
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.core.companies.api import Permission, Scope, operator_scopes
from comptoir.core.jobs.api import JobHandle, enqueue_once, every, task
from comptoir.decide.findings import actions
from comptoir.decide.findings.queries import last_look
from comptoir.measure.warehouse.api import current_snapshot, has_settled_since

TASK = "findings.look"


@task(TASK, label=gettext_lazy("Search for findings"), permission=Permission.EDIT_PLAN, lane="findings")
def look(job: JobHandle, scope: Scope) -> dict[str, Any]:
    """Started again after a crash, it looks again from the beginning: nothing was kept of the first."""
    found = actions.look_and_keep(scope, watch=job.progress)
    return {
        "found": len(found.found),
        "tried": found.tried,
        "summary": _("%(found)d findings among %(tried)d things looked at")
        % {"found": len(found.found), "tried": found.tried},
        "link": reverse("findings:list", kwargs={"company": scope.slug}),
    }


@task(
    "findings.nightly",
    label=gettext_lazy("Search for findings, every night"),
    schedule=every("day", at=time(5, 10)),
    system=True,
)
def nightly(job: JobHandle) -> dict[str, Any]:
    """After the nightly readings and comparisons; by one system job, for a company without data needs none."""
    asked = [scope.slug for scope in operator_scopes() if current_snapshot(scope) is not None and ask(scope)]
    return {"asked": asked}


@task(
    "findings.after_imports",
    label=gettext_lazy("Search for findings, after imports"),
    schedule=every("quarter"),
    system=True,
)
def after_imports(job: JobHandle) -> dict[str, Any]:
    """Of companies whose facts have moved since the last look, once nothing is being loaded any more."""
    return {"asked": [scope.slug for scope in operator_scopes() if _has_moved(scope) and ask(scope)]}


def ask(scope: Scope) -> bool:
    """Whether a look was asked for: none where one waits or runs."""
    return enqueue_once(scope, TASK)


def _has_moved(scope: Scope) -> bool:
    seen = last_look(scope)
    return has_settled_since(scope, seen.snapshot if seen else None)
