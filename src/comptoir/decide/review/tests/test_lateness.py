"""What is late, row by row."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import translation

from comptoir.core import clock
from comptoir.core.jobs.models import Job, State
from comptoir.core.ledger.api import ActionKind, Proposal, drop, propose
from comptoir.core.periods import Period
from comptoir.decide.review import lateness
from comptoir.decide.review.lateness import late_items
from comptoir.decide.review.parts import LateKind
from comptoir.measure.ingest.models import Upload

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def that_morning(monkeypatch):
    monkeypatch.setattr(lateness, "loaded_days", lambda _scope: None)
    with clock.frozen(NOW), translation.override("en"):
        yield


def told(scope):
    return [(one.kind, one.title, one.since) for one in late_items(scope)]


def test_nothing_is_late(scope):
    assert late_items(scope) == ()


def planned(scope, title, due):
    return propose(scope, Proposal(ActionKind.OTHER, title, "It helps", "net_sales", {}, None, due, due))


def test_actions_past_their_day_and_open(scope):
    planned(scope, "Reorder", TODAY - timedelta(days=3))
    planned(scope, "Later", TODAY)
    drop(scope, planned(scope, "Dropped", TODAY - timedelta(days=9)).id, "No")
    assert told(scope) == [(LateKind.ACTION, "Reorder", TODAY - timedelta(days=3))]


def test_a_failed_job_until_the_same_has_worked(scope):
    def job(state, title="orders.csv", ago=1):
        then = NOW - timedelta(days=ago)
        Job.objects.create(
            company_id=scope.company_id, task="t", title=title, state=state, error="No.",
            run_at=then, created_at=then, finished_at=then,
        )  # fmt: skip

    job(State.FAILED)
    job(State.FAILED, "old", ago=9)
    assert told(scope) == [(LateKind.JOB, "Failed: orders.csv", TODAY - timedelta(days=1))]
    job(State.DONE)
    assert told(scope) == []


def test_a_file_that_waits(scope):
    Upload.objects.create(company_id=scope.company_id, name="stock.csv", digest="0", size=1, uploaded_at=NOW)
    assert told(scope) == [(LateKind.IMPORT, "stock.csv waits to be imported", TODAY)]


@pytest.mark.parametrize(("ago", "is_late"), [(1, False), (3, False), (4, True), (46, True), (47, False)])
def test_orders_not_loaded_for_days(scope, monkeypatch, ago, is_late):
    last = TODAY - timedelta(days=ago)
    monkeypatch.setattr(lateness, "loaded_days", lambda _scope: Period(date(2024, 1, 1), last))
    assert [one.kind for one in late_items(scope)] == ([LateKind.ORDERS] if is_late else [])
