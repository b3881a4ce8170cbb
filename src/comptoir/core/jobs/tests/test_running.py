"""What becomes of a job that a worker runs."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from comptoir.core import clock
from comptoir.core.companies.api import Role, Scope, access_company
from comptoir.core.companies.models import Company, Membership
from comptoir.core.errors import ForbiddenError, UsageError
from comptoir.core.jobs.api import Job, State, enqueue, enqueue_system, run_pending
from comptoir.core.jobs.tests import sample_tasks  # noqa: F401 - declares the tasks

pytestmark = pytest.mark.django_db


def run(job: Job) -> Job:
    run_pending()
    job.refresh_from_db()
    return job


def test_result_progress_and_rights(scope: Scope) -> None:
    job = run(enqueue(scope, "sample.count", {"upto": 4}, title="Counting"))
    assert job.state == State.DONE
    assert job.result == {"counted": 4, "company": "boutique", "role": "operator"}
    assert (job.progress_done, job.progress_total, job.progress_message) == (4, 4, "4 of 4")
    assert job.attempts == 1
    assert job.finished_at is not None


def test_runs_with_the_rights_of_the_asker(company: Company, make_member: Callable[..., Any]) -> None:
    user = make_member(company, Role.CONTRIBUTOR)
    job = run(enqueue(access_company(user, company.slug), "sample.count"))
    assert job.result is not None
    assert job.result["role"] == "contributor"


def test_a_member_who_left_no_longer_acts(company: Company, make_member: Callable[..., Any]) -> None:
    user = make_member(company, Role.CONTRIBUTOR)
    job = enqueue(access_company(user, company.slug), "sample.count")
    Membership.objects.filter(user=user).delete()
    assert run(job).state == State.FAILED
    assert job.result is None
    assert "boutique" in job.error


def test_a_viewer_may_not_ask(company: Company, make_member: Callable[..., Any]) -> None:
    with pytest.raises(ForbiddenError):
        enqueue(access_company(make_member(company, Role.VIEWER), company.slug), "sample.count")
    assert not Job.objects.exists()


def test_comptoir_error_is_final_and_readable(scope: Scope) -> None:
    job = run(enqueue(scope, "sample.refuses"))
    assert job.state == State.FAILED
    assert job.attempts == 1
    assert job.error == "The file has no column « order_id ». Known: id. Choose one in the mapping."


def test_unexpected_error_is_final_and_says_nothing_raw(scope: Scope) -> None:
    job = run(enqueue(scope, "sample.breaks"))
    assert (job.state, job.attempts) == (State.FAILED, 1)
    assert "KeyError" in job.error
    assert "Traceback" not in job.error
    assert "order_id" not in job.error
    assert "Traceback" in job.trace


def test_transient_error_is_tried_again_after_a_pause_that_doubles(scope: Scope) -> None:
    with clock.frozen(clock.now()):
        start = clock.now()
        job = run(enqueue(scope, "sample.flaky", {"good_at": 3}))
        assert (job.state, job.attempts, job.run_at - start) == (State.QUEUED, 1, timedelta(seconds=5))
    with clock.frozen(start + timedelta(seconds=4)):
        assert run(job).attempts == 1
    with clock.frozen(start + timedelta(seconds=5)):
        assert (run(job).attempts, job.run_at - start) == (2, timedelta(seconds=15))
    with clock.frozen(start + timedelta(seconds=15)):
        assert (run(job).state, job.result, job.error) == (State.DONE, {"attempt": 3}, "")


def test_transient_error_is_capped(scope: Scope) -> None:
    job = enqueue(scope, "sample.flaky", {"good_at": 9})
    for minute in range(5):
        with clock.frozen(job.created_at + timedelta(minutes=minute)):
            run(job)
    assert (job.state, job.attempts) == (State.FAILED, 3)
    assert "ConnectionError" in job.error


def test_a_task_may_name_what_is_worth_a_retry(scope: Scope) -> None:
    job = run(enqueue(scope, "sample.busy"))
    assert (job.state, job.error) == (State.QUEUED, "Another import is writing.")
    with clock.frozen(job.run_at):
        assert run(job).state == State.FAILED


def test_unknown_task_and_wrong_arguments_are_refused_when_asked(scope: Scope) -> None:
    with pytest.raises(UsageError, match=r"Did you mean « sample\.count »"):
        enqueue(scope, "sample.cuont")
    with pytest.raises(UsageError, match="cannot take"):
        enqueue(scope, "sample.count", {"upto": 1, "colour": "red"})
    with pytest.raises(UsageError, match="must be JSON"):
        enqueue(scope, "sample.count", {"upto": object()})
    assert not Job.objects.exists()


def test_system_task_has_no_company(scope: Scope) -> None:
    job = enqueue_system("sample.system", {"word": "hello"}, unique_key="once")
    assert job is not None
    assert run(job).result == {"word": "hello"}
    assert enqueue_system("sample.system", {"word": "again"}, unique_key="once") is None
    with pytest.raises(UsageError, match="belongs to no company"):
        enqueue(scope, "sample.system", {"word": "hello"})


def test_a_job_whose_task_is_gone_fails_with_a_sentence(scope: Scope) -> None:
    job = enqueue(scope, "sample.count")
    Job.objects.update(task="room.removed")
    assert run(job).state == State.FAILED
    assert "room.removed" in job.error
