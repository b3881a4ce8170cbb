"""One claimed job, run to its end in this process."""

import logging
import traceback
from threading import Event
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope, access_company, operator_scope
from comptoir.core.errors import CancelledError, ComptoirError, NotFoundError
from comptoir.core.jobs import claims
from comptoir.core.jobs.handle import HandBack, JobHandle
from comptoir.core.jobs.models import Job
from comptoir.core.jobs.registry import Task, find_task

log = logging.getLogger(__name__)


def execute(job: Job, stop: Event | None = None) -> None:
    """Run a claimed job and write down how it ended. Whatever the task does, this returns."""
    claim, handle = claims.Claim.of(job), JobHandle(job, stop)
    with translation.override(job.language):
        try:
            task = find_task(job.task)
        except ComptoirError as error:
            claims.fail(claim, str(error))
            return
        try:
            result = _call(task, job, handle)
        except HandBack:
            claims.hand_back(claim)
        except CancelledError:
            claims.stop(claim)
        except Exception as error:
            # The border: any error of a task ends its job, not its worker.
            _note_failure(task, job, handle, error)
        else:
            claims.finish(claim, result)


def _call(task: Task, job: Job, handle: JobHandle) -> dict[str, Any] | None:
    if task.is_system:
        return task.function(handle, **job.arguments)
    return task.function(handle, scope_of(job), **job.arguments)


def scope_of(job: Job) -> Scope:
    """The rights of whoever asked, as they are now: a member who has left no longer acts."""
    if job.company is None:
        raise NotFoundError(_("This job belongs to no company."))
    if job.is_operators:
        return operator_scope(job.company.slug)
    if job.requested_by is None:
        raise NotFoundError(_("The person who asked for this no longer has an account."))
    return access_company(job.requested_by, job.company.slug)


def _note_failure(task: Task, job: Job, handle: JobHandle, error: Exception) -> None:
    claim, trace = claims.Claim.of(job), traceback.format_exc()
    is_transient = isinstance(error, task.retry_on)
    if isinstance(error, ComptoirError):
        sentence = str(error)
    else:
        log.exception("Job %s (%s) failed", job.pk, job.task)
        sentence = _unexpected(job, error, is_transient=is_transient)
    if is_transient and not handle.is_last_attempt:
        claims.retry_later(claim, sentence, trace)
    else:
        claims.fail(claim, sentence, trace)


def _unexpected(job: Job, error: Exception, *, is_transient: bool) -> str:
    name = type(error).__name__
    if is_transient:
        return _("A service that this work needs did not answer (%(name)s).") % {"name": name}
    return _(
        "Something unexpected happened (%(name)s). Nothing is half done; "
        "whoever runs Comptoir finds the details under job %(id)d."
    ) % {"name": name, "id": job.pk}
