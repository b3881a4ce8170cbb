"""What the worker does for findings."""

from datetime import time
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.core.companies.api import Permission, Scope, all_companies, operator_scope
from comptoir.core.jobs.api import JobHandle, active_jobs, enqueue, every, task
from comptoir.decide.findings import actions
from comptoir.decide.findings.queries import last_look
from comptoir.measure.warehouse.api import current_snapshot

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
    asked = [scope.slug for scope in _scopes() if current_snapshot(scope) is not None and ask(scope)]
    return {"asked": asked}


@task(
    "findings.after_imports",
    label=gettext_lazy("Search for findings, after imports"),
    schedule=every("quarter"),
    system=True,
)
def after_imports(job: JobHandle) -> dict[str, Any]:
    """Of companies whose facts have moved since the last look, once nothing is being loaded any more."""
    return {"asked": [scope.slug for scope in _scopes() if _has_moved(scope) and ask(scope)]}


def ask(scope: Scope) -> bool:
    """Whether a look was asked for: none where one waits or runs."""
    if active_jobs(scope).filter(task=TASK).exists():
        return False
    enqueue(scope, TASK)
    return True


def _scopes() -> list[Scope]:
    return [operator_scope(company.slug) for company in all_companies()]


def _has_moved(scope: Scope) -> bool:
    snapshot, seen = current_snapshot(scope), last_look(scope)
    if snapshot is None or (seen is not None and seen.snapshot == snapshot.number):
        return False
    return not active_jobs(scope).exists()
