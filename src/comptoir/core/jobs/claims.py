"""The moves of a job from state to state. Each is one guarded UPDATE or one short transaction."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.jobs.models import Job, State
from comptoir.core.jobs.processes import is_gone

LEASE = timedelta(seconds=30)
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Claim:
    """The right of one worker to one attempt. Writes through an outdated claim change nothing."""

    job_id: int
    worker: str
    attempt: int

    @classmethod
    def of(cls, job: Job) -> "Claim":
        return cls(job.pk, job.worker, job.attempts)

    def rows(self) -> QuerySet[Job]:
        return Job.objects.filter(
            pk=self.job_id, state=State.RUNNING, worker=self.worker, attempts=self.attempt
        )


class Standing(Enum):
    HELD = "held"
    CANCELLED = "cancelled"
    LOST = "lost"


def claim(worker: str, lease: timedelta = LEASE) -> Job | None:
    """Take the job that has waited longest, if there is one."""
    # A look without a lock first: an idle worker must not take SQLite's only write lock.
    if not _waiting().exists():
        return None
    try:
        with transaction.atomic():
            waiting = _waiting().order_by("run_at", "id")
            if connection.features.has_select_for_update_skip_locked:
                waiting = waiting.select_for_update(skip_locked=True, of=("self",))
            job = waiting.first()
            if job is None:
                return None
            now = clock.now()
            job.state, job.worker, job.attempts = State.RUNNING, worker, job.attempts + 1
            job.lease_until, job.started_at = now + lease, job.started_at or now
            job.progress_done, job.progress_total, job.progress_message = 0, 0, ""
            job.save()
    except IntegrityError:
        return None  # Another worker has just taken a job of the same lane.
    return job


def _waiting() -> QuerySet[Job]:
    same_lane = Job.objects.filter(lane=OuterRef("lane"), state=State.RUNNING)
    return Job.objects.filter(state=State.QUEUED, run_at__lte=clock.now()).filter(
        Q(lane="") | ~Exists(same_lane)
    )


def recover() -> int:
    """Put back the jobs whose worker died; those that killed too many workers fail. Returns how many."""
    now = clock.now()
    running = Job.objects.filter(state=State.RUNNING)
    orphans = [job for job in running if is_gone(job.worker) or (job.lease_until and job.lease_until < now)]
    return sum(_recover(job) for job in orphans)


def _recover(job: Job) -> int:
    # The lease is part of the guard: a worker that has just renewed it keeps its job.
    rows = Claim.of(job).rows().filter(lease_until=job.lease_until)
    if job.cancel_requested_at:
        return rows.update(state=State.CANCELLED, finished_at=clock.now())
    if job.attempts >= job.max_attempts:
        with translation.override(job.language):
            error = _("The work stopped its worker %(count)d times; it was given up.") % {
                "count": job.attempts
            }
        return rows.update(state=State.FAILED, error=error, finished_at=clock.now())
    return rows.update(state=State.QUEUED, run_at=clock.now(), lease_until=None, worker="")


def renew(held: Claim, lease: timedelta = LEASE) -> bool:
    """The heartbeat. False: the job is no longer ours."""
    return bool(held.rows().update(lease_until=clock.now() + lease))


def standing(held: Claim) -> Standing:
    row = held.rows().values_list("cancel_requested_at").first()
    if row is None:
        return Standing.LOST
    return Standing.CANCELLED if row[0] else Standing.HELD


def note_progress(held: Claim, done: int, total: int, message: str) -> None:
    held.rows().update(progress_done=done, progress_total=total, progress_message=message[:300])


def finish(held: Claim, result: dict[str, Any] | None) -> bool:
    return _end(held, State.DONE, result=result, error="", trace="")


def fail(held: Claim, error: str, trace: str = "") -> bool:
    return _end(held, State.FAILED, error=error, trace=trace[-20_000:])


def stop(held: Claim) -> bool:
    return _end(held, State.CANCELLED)


def _end(held: Claim, state: State, **fields: Any) -> bool:
    return bool(held.rows().update(state=state, lease_until=None, finished_at=clock.now(), **fields))


def retry_later(held: Claim, error: str, trace: str) -> bool:
    """Back to the queue after a pause that doubles with each attempt."""
    pause = min(_FIRST_PAUSE * 2 ** (held.attempt - 1), _LONGEST_PAUSE)
    return bool(
        held.rows().update(
            state=State.QUEUED,
            run_at=clock.now() + pause,
            lease_until=None,
            worker="",
            error=error,
            trace=trace[-20_000:],
        )
    )


def hand_back(held: Claim) -> bool:
    """Back to the queue at once, the attempt not counted: its worker was asked to stop."""
    return bool(
        held.rows().update(
            state=State.QUEUED, run_at=clock.now(), lease_until=None, worker="", attempts=F("attempts") - 1
        )
    )
