"""What the worker does for webhooks."""

from datetime import time
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.check.hooks import delivering, telling
from comptoir.check.hooks.handing import NotReadyError
from comptoir.check.hooks.outbox import SEND
from comptoir.core import clock
from comptoir.core.companies.api import Permission, Scope, operator_scopes
from comptoir.core.jobs.api import JobHandle, enqueue_once, every, task

TELL = "hooks.tell"


@task(SEND, label=gettext_lazy("Webhook"), system=True, max_attempts=6, retry_on=(NotReadyError,))
def send(job: JobHandle, delivery: int) -> dict[str, Any]:
    """Started again after a crash it tells again, under the same id."""
    holder = delivering.Holder(str(job.id), job.attempt, job.is_last_attempt)
    state = delivering.deliver(delivery, holder)
    return {"state": state.value if state else None}


@task(TELL, label=gettext_lazy("News for webhooks"), permission=Permission.VIEW_FIGURES, lane="notify")
def tell(job: JobHandle, scope: Scope) -> dict[str, Any]:
    """Started again after a crash, it writes what is missing: each message has its key."""
    done = telling.tell_due(scope, clock.now())
    words = _("%(digests)d digests, %(alarms)d messages of alarms, %(connections)d of connections") % done
    return {**done, "summary": words}


@task(
    "hooks.look",
    label=gettext_lazy("Which webhooks are to be told something"),
    schedule=every("quarter"),
    system=True,
)
def look(job: JobHandle) -> dict[str, Any]:
    """Each quarter of an hour, by each company's own clock; after an outage once."""
    now = clock.now()
    due = [scope for scope in operator_scopes() if telling.is_due(scope, now)]
    return {"asked": [scope.slug for scope in due if enqueue_once(scope, TELL)]}


@task("hooks.sweep", label=gettext_lazy("Webhooks that wait"), system=True, schedule=every("quarter"))
def sweep(job: JobHandle) -> dict[str, Any]:
    return delivering.sweep()


@task("hooks.purge", label=gettext_lazy("Old webhooks"), system=True, schedule=every("day", at=time(3, 50)))
def purge(job: JobHandle) -> dict[str, Any]:
    return {"removed": delivering.purge()}
