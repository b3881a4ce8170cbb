"""What the worker does for mail."""

from datetime import time
from typing import Any

from django.utils.translation import gettext_lazy as _

from comptoir.core.jobs.api import JobHandle, every, task
from comptoir.core.mail import delivering
from comptoir.core.mail.handing import NotReadyError
from comptoir.core.mail.outbox import SEND


@task(SEND, label=_("Mail"), system=True, max_attempts=6, retry_on=(NotReadyError,))
def send(job: JobHandle, mail: int) -> dict[str, Any]:
    """Started again after a crash, it tells a doubt rather than send twice."""
    state = delivering.deliver(mail, str(job.id), job.attempt)
    return {"state": state.value if state else None}


@task("mail.sweep", label=_("Mails that wait"), system=True, schedule=every("quarter"))
def sweep(job: JobHandle) -> dict[str, Any]:
    return delivering.sweep()


@task("mail.purge", label=_("Old mails"), system=True, schedule=every("day", at=time(3, 40)))
def purge(job: JobHandle) -> dict[str, Any]:
    return {"removed": delivering.purge()}
