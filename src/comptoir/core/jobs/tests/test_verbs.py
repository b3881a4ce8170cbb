from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from comptoir.core.companies.api import Role, Scope, access_company, operator_scope
from comptoir.core.companies.models import Company
from comptoir.core.errors import ConflictError, ForbiddenError, NotFoundError
from comptoir.core.jobs.api import (
    Job,
    State,
    cancel,
    dead_letters,
    enqueue,
    job_of,
    jobs_of,
    retry,
    run_pending,
)
from comptoir.core.jobs.tests import sample_tasks  # noqa: F401 - declares the tasks

pytestmark = pytest.mark.django_db


def verbs() -> list[str]:
    # The trail is another room's: read by name.
    return list(apps.get_model("core_audit", "Entry").objects.order_by("pk").values_list("verb", flat=True))


def test_a_unique_key_gives_one_job_ever(scope: Scope) -> None:
    first = enqueue(scope, "sample.count", unique_key="upload:7")
    again = enqueue(scope, "sample.count", unique_key="upload:7")
    assert again.pk == first.pk
    run_pending()
    assert enqueue(scope, "sample.count", unique_key="upload:7").pk == first.pk
    assert enqueue(scope, "sample.count", unique_key="upload:8").pk != first.pk
    assert Job.objects.count() == 2
    assert verbs() == ["job.enqueued", "job.enqueued"]


def test_unique_keys_are_of_a_company_and_a_task(scope: Scope, make_company: Callable[..., Company]) -> None:
    make_company("other")
    for owner, name in (
        (scope, "sample.count"),
        (scope, "sample.lane"),
        (operator_scope("other"), "sample.count"),
    ):
        enqueue(owner, name, unique_key="same")
    assert Job.objects.count() == 3


def test_the_database_itself_refuses_a_second_job_of_a_key(scope: Scope) -> None:
    job = enqueue(scope, "sample.count", unique_key="upload:7")
    job.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        job.save(force_insert=True)


def test_without_a_key_each_call_is_a_job(scope: Scope) -> None:
    assert enqueue(scope, "sample.count").pk != enqueue(scope, "sample.count").pk


def test_cancel_a_waiting_job(scope: Scope) -> None:
    job = cancel(scope, enqueue(scope, "sample.count").pk)
    assert job.state == State.CANCELLED
    assert run_pending() == 0
    assert verbs() == ["job.enqueued", "job.cancelled"]
    with pytest.raises(ConflictError):
        cancel(scope, job.pk)


def test_retry_a_failed_job(scope: Scope) -> None:
    job = enqueue(scope, "sample.refuses")
    run_pending()
    job = retry(scope, job.pk)
    assert (job.state, job.attempts, job.error, job.trace) == (State.QUEUED, 0, "", "")
    assert verbs() == ["job.enqueued", "job.retried"]
    with pytest.raises(ConflictError):
        retry(scope, job.pk)


def test_who_retries_lends_the_rights(
    scope: Scope, company: Company, make_member: Callable[..., Any]
) -> None:
    job = cancel(scope, enqueue(scope, "sample.count").pk)
    retry(access_company(make_member(company, Role.CONTRIBUTOR), company.slug), job.pk)
    run_pending()
    assert jobs_of(scope).get().result == {"counted": 3, "company": "boutique", "role": "contributor"}


def test_a_viewer_sees_but_does_not_touch(
    scope: Scope, company: Company, make_member: Callable[..., Any]
) -> None:
    viewer = access_company(make_member(company, Role.VIEWER), company.slug)
    waiting, failed = enqueue(scope, "sample.count"), enqueue(scope, "sample.refuses")
    Job.objects.filter(pk=failed.pk).update(state=State.FAILED)
    assert jobs_of(viewer).count() == 2
    with pytest.raises(ForbiddenError):
        cancel(viewer, waiting.pk)
    with pytest.raises(ForbiddenError):
        retry(viewer, failed.pk)
    assert set(Job.objects.values_list("state", flat=True)) == {State.QUEUED, State.FAILED}


def test_another_company_sees_nothing(scope: Scope, make_company: Callable[..., Company]) -> None:
    make_company("other")
    stranger, job = operator_scope("other"), enqueue(scope, "sample.count")
    assert not jobs_of(stranger).exists()
    for act in (job_of, cancel, retry):
        with pytest.raises(NotFoundError):
            act(stranger, job.pk)
    job.refresh_from_db()
    assert job.state == State.QUEUED


def test_dead_letters_are_the_failed_ones_with_their_trace(scope: Scope) -> None:
    enqueue(scope, "sample.count")
    enqueue(scope, "sample.breaks")
    run_pending()
    (dead,) = dead_letters()
    assert dead.task == "sample.breaks"
    assert "Traceback" in dead.trace
