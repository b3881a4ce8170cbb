"""The verbs on jobs: permission, one transaction, audit."""

import json
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Permission, Role, Scope
from comptoir.core.errors import ConflictError, UsageError
from comptoir.core.jobs.models import Job, State
from comptoir.core.jobs.queries import active_jobs, job_of
from comptoir.core.jobs.registry import Task, find_task
from comptoir.core.jobs.scheduler import new_job


def enqueue(
    scope: Scope,
    name: str,
    arguments: dict[str, Any] | None = None,
    unique_key: str | None = None,
    title: str = "",
) -> Job:
    """Ask for the task `name` with JSON `arguments`; a worker runs it soon, with the asker's rights.

    With a `unique_key`, the company gets one job of this task under that key, ever: asking again returns it.
    """
    task = _company_task(name)
    scope.require(task.permission)
    arguments = _checked(task, arguments or {})
    job = new_job(
        task,
        scope.company_id,
        arguments,
        title=title or _label(task, scope),
        unique_key=unique_key or "",
        requested_by_id=scope.actor_id,
        is_operators=scope.role == Role.OPERATOR,
    )
    try:
        with transaction.atomic():
            kept = _under_key(job)
            if kept is not None:
                return kept
            job.save()
            record(scope, "job.enqueued", _target(job), task=name, title=job.title)
    except IntegrityError:
        # Somebody asked for the same at the same time: the database let one through.
        kept = _under_key(job)
        if kept is None:
            raise
        return kept
    return job


def enqueue_once(scope: Scope, name: str) -> bool:
    """Ask for the task, and whether that was needed: not where one waits or runs already."""
    if active_jobs(scope).filter(task=name).exists():
        return False
    enqueue(scope, name)
    return True


def enqueue_system(name: str, arguments: dict[str, Any] | None = None, unique_key: str = "") -> Job | None:
    """Ask for a task that belongs to no company. None: its unique key is taken."""
    task = find_task(name)
    if not task.is_system:
        raise UsageError(f"The task « {name} » belongs to a company: enqueue it with a scope.")
    job = new_job(task, None, _checked(task, arguments or {}), unique_key=unique_key, is_operators=True)
    if _under_key(job) is not None:
        return None
    job.save()
    return job


def cancel(scope: Scope, job_id: int) -> Job:
    """Stop a job: at once when it waits, at its next step when it runs."""
    with transaction.atomic():
        job = _for_change(scope, job_id)
        if not job.is_active:
            raise ConflictError(
                _("This job has ended already (%(state)s).") % {"state": job.get_state_display().lower()},
                advice=_("There is nothing left to cancel."),
            )
        if job.cancel_requested_at is None:
            job.cancel_requested_at = clock.now()
            if job.state == State.QUEUED:
                job.state, job.finished_at = State.CANCELLED, job.cancel_requested_at
            job.save(update_fields=("state", "cancel_requested_at", "finished_at"))
            record(scope, "job.cancelled", _target(job), task=job.task, title=job.title)
    return job


def retry(scope: Scope, job_id: int) -> Job:
    """Put a failed or cancelled job back into the queue, with all its attempts."""
    with transaction.atomic():
        job = _for_change(scope, job_id)
        if not job.may_start_again:
            raise ConflictError(
                _("This job is in the state « %(state)s ».") % {"state": job.get_state_display().lower()},
                _("Only a failed or cancelled job can be started again."),
            )
        find_task(job.task)
        job.state, job.run_at, job.attempts = State.QUEUED, clock.now(), 0
        job.cancel_requested_at = job.started_at = job.finished_at = None
        job.error = job.trace = job.progress_message = ""
        job.progress_done = job.progress_total = 0
        # It now runs with the rights of whoever pressed the button, not of who first asked.
        job.requested_by_id, job.is_operators = scope.actor_id, scope.role == Role.OPERATOR
        job.save()
        record(scope, "job.retried", _target(job), task=job.task, title=job.title)
    return job


def may_act(scope: Scope, job: Job) -> bool:
    """Whether to offer cancelling or starting again: a page shows no button that would be refused."""
    return scope.may(_permission(job.task))


def _under_key(job: Job) -> Job | None:
    """The job that already has the unique key of this one."""
    same = Job.objects.filter(company=job.company_id, task=job.task, unique_key=job.unique_key)
    return same.first() if job.unique_key else None


def _for_change(scope: Scope, job_id: int) -> Job:
    """The row, locked until the end of the transaction, for those who may start such a task."""
    job = job_of(scope, job_id, rows=Job.objects.select_for_update(of=("self",)))
    scope.require(_permission(job.task))
    return job


def _permission(name: str) -> Permission:
    try:
        return find_task(name).permission
    except UsageError:  # a job of a room that is no longer installed
        return Permission.MANAGE_COMPANY


def _company_task(name: str) -> Task:
    task = find_task(name)
    if task.is_system:
        raise UsageError(f"The task « {name} » belongs to no company: it cannot be asked for one.")
    return task


def _label(task: Task, scope: Scope) -> str:
    """The task's name in words, for a title kept in the row."""
    with translation.override(translation.get_language() or scope.language):
        return str(task.label)


def _checked(task: Task, arguments: dict[str, Any]) -> dict[str, Any]:
    task.check_arguments(arguments)
    try:
        json.dumps(arguments)
    except TypeError as error:
        raise UsageError(f"Arguments of « {task.name} » must be JSON: {error}.") from error
    return arguments


def _target(job: Job) -> str:
    return f"job {job.pk}"
