"""Reads of jobs, always of one company."""

from datetime import timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import NotFoundError
from comptoir.core.jobs.models import ACTIVE, Job, State


def jobs_of(scope: Scope, state: State | None = None) -> QuerySet[Job]:
    """The company's jobs, newest first. `State.FAILED` gives the dead letters."""
    scope.require(Permission.VIEW_FIGURES)
    jobs = Job.objects.filter(company_id=scope.company_id).select_related("requested_by")
    return jobs.filter(state=state) if state else jobs


def job_of(scope: Scope, job_id: int, *, rows: QuerySet[Job] | None = None) -> Job:
    scope.require(Permission.VIEW_FIGURES)
    rows = Job.objects.select_related("requested_by") if rows is None else rows
    job = rows.filter(company_id=scope.company_id, pk=job_id).first()
    if job is None:
        raise NotFoundError(
            _("There is no job %(id)d in %(company)s.") % {"id": job_id, "company": scope.name}
        )
    return job


def is_forgotten(job: Job) -> bool:
    """Whether a job waits although nothing runs: most likely no worker was started."""
    is_late = job.state == State.QUEUED and job.run_at < clock.now() - timedelta(minutes=1)
    return is_late and not Job.objects.filter(state=State.RUNNING).exists()


def active_jobs(scope: Scope) -> QuerySet[Job]:
    return jobs_of(scope).filter(state__in=ACTIVE)


def dead_letters() -> QuerySet[Job]:
    """Every failed job of the installation, with its trace: for whoever holds the machine."""
    return Job.objects.filter(state=State.FAILED).select_related("company")
