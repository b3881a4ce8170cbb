import sys
from datetime import timedelta
from typing import Any

import pytest

from comptoir.core import clock
from comptoir.core.companies.api import Scope
from comptoir.core.errors import UsageError
from comptoir.core.jobs import registry
from comptoir.core.jobs.api import Job, State, enqueue, enqueue_system, run_pending, task
from comptoir.core.jobs.registry import all_tasks
from comptoir.core.jobs.tests import sample_tasks  # noqa: F401 - declares the tasks

DISCOVER = registry._discover


def test_tasks_of_installed_rooms_are_found(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.INSTALLED_APPS = [
        app for app in settings.INSTALLED_APPS if not app.startswith("comptoir.measure")
    ]
    monkeypatch.setattr(registry, "_tasks", {})
    monkeypatch.setattr(registry, "_discover", DISCOVER.__wrapped__)
    monkeypatch.delitem(sys.modules, "comptoir.core.jobs.tasks", raising=False)
    assert "jobs.tidy" in {each.name for each in all_tasks()}


def test_two_tasks_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_tasks", {})
    task("sample.same")(lambda job, scope: None)

    def another(job: object, scope: object) -> None: ...

    with pytest.raises(UsageError, match="Two tasks"):
        task("sample.same")(another)


@pytest.mark.django_db
def test_old_jobs_are_deleted_but_failed_ones_stay(scope: Scope, monkeypatch: pytest.MonkeyPatch) -> None:
    from comptoir.core.jobs import tasks  # noqa: F401, PLC0415 - declares the task

    for _ in range(4):
        enqueue(scope, "sample.count")
    long_ago = clock.now() - timedelta(days=91)
    first, second, third, fourth = Job.objects.order_by("pk")
    for job, state, finished in (
        (first, State.DONE, long_ago),
        (second, State.FAILED, long_ago),
        (third, State.DONE, clock.now() - timedelta(days=89)),
        (fourth, State.CANCELLED, long_ago),
    ):
        Job.objects.filter(pk=job.pk).update(state=state, finished_at=finished)
    tidying = enqueue_system("jobs.tidy")
    run_pending()
    assert tidying is not None
    assert set(Job.objects.values_list("pk", flat=True)) == {second.pk, third.pk, tidying.pk}
