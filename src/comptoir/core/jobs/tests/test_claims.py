from datetime import timedelta

import pytest

from comptoir.core import clock
from comptoir.core.companies.api import Scope
from comptoir.core.errors import CancelledError
from comptoir.core.jobs import claims
from comptoir.core.jobs.api import Job, JobHandle, State, cancel, enqueue
from comptoir.core.jobs.handle import HandBack
from comptoir.core.jobs.tests import sample_tasks  # noqa: F401 - declares the tasks

pytestmark = pytest.mark.django_db


def taken(worker: str = "elsewhere:1:1") -> Job:
    job = claims.claim(worker)
    assert job is not None
    return job


def test_the_oldest_waiting_job_is_taken_once_and_counted(scope: Scope) -> None:
    first, second = enqueue(scope, "sample.count"), enqueue(scope, "sample.count")
    assert [taken().pk, taken().pk] == [first.pk, second.pk]
    assert claims.claim("elsewhere:1:1") is None
    first.refresh_from_db()
    assert (first.state, first.attempts) == (State.RUNNING, 1)


def test_an_expired_lease_gives_the_job_back_and_voids_the_old_claim(scope: Scope) -> None:
    enqueue(scope, "sample.count")
    old = claims.Claim.of(taken("elsewhere:1:1"))
    assert claims.recover() == 0
    with clock.frozen(clock.now() + claims.LEASE + timedelta(seconds=1)):
        assert claims.recover() == 1
        new = claims.Claim.of(taken("elsewhere:2:2"))
        assert not claims.finish(old, {"by": "old"})
        assert not claims.renew(old)
        assert claims.standing(old) is claims.Standing.LOST
        assert claims.finish(new, {"by": "new"})
    assert Job.objects.get().result == {"by": "new"}


def test_a_renewed_lease_keeps_the_job(scope: Scope) -> None:
    enqueue(scope, "sample.count")
    job = taken()
    with clock.frozen(clock.now() + timedelta(seconds=20)):
        assert claims.renew(claims.Claim.of(job))
    with clock.frozen(clock.now() + timedelta(seconds=40)):
        assert claims.recover() == 0


def test_attempts_of_lost_workers_are_capped(scope: Scope) -> None:
    enqueue(scope, "sample.count")
    start = clock.now()
    for minute in range(3):
        with clock.frozen(start + timedelta(minutes=2 * minute)):
            taken()
        with clock.frozen(start + timedelta(minutes=2 * minute + 1)):
            claims.recover()
    job = Job.objects.get()
    assert (job.state, job.attempts) == (State.FAILED, 3)
    assert "3" in job.error


def test_a_lost_job_that_was_being_cancelled_is_cancelled(scope: Scope) -> None:
    job = enqueue(scope, "sample.count")
    taken()
    cancel(scope, job.pk)
    with clock.frozen(clock.now() + timedelta(minutes=1)):
        claims.recover()
    job.refresh_from_db()
    assert job.state == State.CANCELLED


def test_jobs_of_a_lane_run_one_at_a_time_per_company(scope: Scope) -> None:
    first = enqueue(scope, "sample.lane")
    enqueue(scope, "sample.lane")
    other = enqueue(scope, "sample.count")
    assert [taken().pk, taken().pk] == [first.pk, other.pk]
    assert claims.claim("elsewhere:1:1") is None
    claims.finish(claims.Claim.of(Job.objects.get(pk=first.pk)), None)
    assert taken().task == "sample.lane"


def test_a_handed_back_job_keeps_its_attempts(scope: Scope) -> None:
    enqueue(scope, "sample.count")
    assert claims.hand_back(claims.Claim.of(taken()))
    job = Job.objects.get()
    assert (job.state, job.attempts, job.worker) == (State.QUEUED, 0, "")


def test_the_handle_tells_of_cancel_and_of_a_lost_lease(scope: Scope) -> None:
    job = enqueue(scope, "sample.count")
    handle = JobHandle(taken())
    handle.check()
    handle.PAUSE = 0
    cancel(scope, job.pk)
    with pytest.raises(CancelledError):
        handle.check()
    Job.objects.update(worker="elsewhere:2:2")
    with pytest.raises(HandBack):
        handle.progress(1, 2)
    assert Job.objects.get().progress_done == 0


def test_progress_at_every_row_writes_rarely(scope: Scope, django_assert_max_num_queries: object) -> None:
    enqueue(scope, "sample.count")
    handle = JobHandle(taken())
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        for row in range(1000):
            handle.progress(row, 1000)
        handle.progress(1000, 1000, "all")
    assert Job.objects.get().progress_done == 1000
