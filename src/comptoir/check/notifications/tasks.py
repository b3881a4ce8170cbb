"""What the worker does for notifications."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.check.notifications import telling
from comptoir.core import clock
from comptoir.core.companies.api import Permission, Scope, operator_scopes
from comptoir.core.jobs.api import JobHandle, enqueue_once, every, task
from comptoir.core.mail.api import sends_mail

TELL, TRIAL = "notifications.tell", "notifications.trial"


@task(
    TELL, label=gettext_lazy("Digests and alarms by mail"), permission=Permission.VIEW_FIGURES, lane="notify"
)
def tell(job: JobHandle, scope: Scope) -> dict[str, Any]:
    """Started again after a crash, it writes what is missing: each mail has its key."""
    done = telling.tell(scope, clock.now())
    words = _("%(digests)d digests, %(alarms)d mails of alarms") % done
    return {**done, "summary": words}


@task(TRIAL, label=gettext_lazy("A digest to try"), permission=Permission.VIEW_FIGURES)
def trial(job: JobHandle, scope: Scope) -> dict[str, Any]:
    return {"told": telling.tell_now(scope, f"trial:{scope.company_id}:{scope.actor_id}:{job.id}")}


@task(
    "notifications.look",
    label=gettext_lazy("Who is to be told something"),
    schedule=every("quarter"),
    system=True,
)
def look(job: JobHandle) -> dict[str, Any]:
    """Each quarter of an hour, by each company's own clock; after an outage once."""
    if not sends_mail():
        return {"asked": []}
    now = clock.now()
    due = [scope for scope in operator_scopes() if telling.is_due(scope, now)]
    return {"asked": [scope.slug for scope in due if enqueue_once(scope, TELL)]}
