"""What the worker does for connections."""

from datetime import date, time
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from comptoir.connectors.connections.api import forget_old_answers
from comptoir.connectors.source import TransientError
from comptoir.core.companies.api import Permission, Scope, operator_scopes
from comptoir.core.jobs.api import JobHandle, every, task
from comptoir.measure.sync import actions, reconciling, replaying
from comptoir.measure.sync.reconciliation import Reconciliation
from comptoir.measure.sync.reconciling import COMPARE_TASK, SETTLE_TASK


@task(
    actions.TASK,
    label=_("Reading of a connection"),
    permission=Permission.IMPORT_DATA,
    lane="sync",
    retry_on=(TransientError,),
)
def read_connection(job: JobHandle, scope: Scope, key: int, full: bool) -> dict[str, Any]:
    """Started again after a crash, it goes on from the last instalment."""
    return actions.outcome(scope, actions.sync(scope, key, full=full, watch=job))


@task(
    "sync.due",
    label=_("Reading of connections that are due"),
    schedule=every("hour", at=time(0, 7)),
    system=True,
)
def ask_due(job: JobHandle) -> dict[str, Any]:
    return {scope.slug: actions.ask_due(scope) for scope in operator_scopes()}


@task(
    COMPARE_TASK,
    label=_("Comparison with the shop"),
    permission=Permission.IMPORT_DATA,
    lane="sync",
    retry_on=(TransientError,),
)
def compare_one(job: JobHandle, scope: Scope, key: int, first: str, last: str) -> dict[str, Any]:
    found = reconciling.reconciled(scope, key, date.fromisoformat(first), date.fromisoformat(last), job)
    return _told(scope, key, found)


@task(
    SETTLE_TASK,
    label=_("Settling of differences with a shop"),
    permission=Permission.IMPORT_DATA,
    lane="sync",
    retry_on=(TransientError,),
)
def settle(job: JobHandle, scope: Scope, key: int, first: str, last: str) -> dict[str, Any]:
    found = reconciling.settle(scope, key, date.fromisoformat(first), date.fromisoformat(last), job)
    return _told(scope, key, found)


@task(
    replaying.TASK,
    label=_("Mapping of kept answers"),
    permission=Permission.MANAGE_CONNECTIONS,
    lane="sync",
)
def replay(job: JobHandle, scope: Scope, key: int, table: str) -> dict[str, Any]:
    """Started again after a crash, it maps again from the beginning: what was mended stays as it is."""
    found = replaying.replay(scope, key, table=table, watch=job)
    return found.to_json() | actions.outcome(scope, found.report)


@task("sync.compare", label=_("Comparison with the shops"), schedule=every("day", at=time(4, 20)))
def compare(job: JobHandle, scope: Scope) -> dict[str, Any]:
    return {"differing": reconciling.compare_nightly(scope, job)}


@task(
    "sync.purge_answers",
    label=_("Removal of old answers"),
    schedule=every("day", at=time(3, 40)),
    system=True,
)
def purge_answers(job: JobHandle) -> dict[str, Any]:
    return {"removed": forget_old_answers()}


def _told(scope: Scope, key: int, found: Reconciliation) -> dict[str, Any]:
    address = reverse("sync:reconcile", kwargs={"company": scope.slug, "key": key})
    return {"differing": len(found.differences), "link": address}
