from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from comptoir.core.companies.api import Role, Scope, access_company, operator_scope
from comptoir.core.companies.models import Company
from comptoir.core.jobs import claims
from comptoir.core.jobs.api import Job, State, enqueue, run_pending
from comptoir.core.jobs.tests import sample_tasks  # noqa: F401 - declares the tasks

pytestmark = [pytest.mark.django_db, pytest.mark.urls("comptoir.core.jobs.tests.site")]

LIST = "/c/boutique/jobs/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def sign_in(company: Company, make_member: Callable[..., Any]) -> Callable[[Role], Client]:
    def make(role: Role) -> Client:
        client, user = Client(), make_member(company, role)
        user.language = "en"
        user.save()
        client.force_login(user)
        return client

    return make


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_the_list_shows_jobs_and_polls_only_while_one_moves(scope: Scope, sign_in: Any) -> None:
    client = sign_in(Role.CONTRIBUTOR)
    enqueue(scope, "sample.count", title="orders.csv")
    page = text(client.get(LIST))
    assert "orders.csv" in page
    assert "Waiting" in page
    assert 'hx-trigger="every 2s"' in page
    run_pending()
    page = text(client.get(LIST))
    assert "Done" in page
    assert "every 2s" not in page


def test_htmx_gets_the_fragment_alone(scope: Scope, sign_in: Any) -> None:
    client = sign_in(Role.VIEWER)
    enqueue(scope, "sample.count")
    fragment = text(client.get(LIST, headers=HTMX))
    assert fragment.startswith('<section id="jobs" class="card"')
    assert "<html" not in fragment


def test_who_waits_for_a_result_is_led_to_it(scope: Scope, sign_in: Any) -> None:
    client, job = sign_in(Role.CONTRIBUTOR), enqueue(scope, "sample.count")
    page, after = f"{LIST}{job.pk}/", "/c/boutique/reports/7/"
    assert "HX-Redirect" not in client.get(f"{page}?follow=1", headers=HTMX)
    Job.objects.filter(pk=job.pk).update(state=State.DONE, result={"link": after})
    assert client.get(f"{page}?follow=1", headers=HTMX)["HX-Redirect"] == after
    assert "HX-Redirect" not in client.get(page, headers=HTMX)
    assert client.get(f"{page}?follow=1").status_code == 200
    Job.objects.filter(pk=job.pk).update(result={"link": "https://elsewhere.example/"})
    assert "HX-Redirect" not in client.get(f"{page}?follow=1", headers=HTMX)


def test_an_empty_list_teaches(sign_in: Any) -> None:
    assert "Nothing has run yet" in text(sign_in(Role.VIEWER).get(LIST))


def test_failed_jobs_have_a_list_of_their_own(scope: Scope, sign_in: Any) -> None:
    enqueue(scope, "sample.refuses", title="bad.csv")
    enqueue(scope, "sample.count", title="good.csv")
    run_pending()
    page = text(sign_in(Role.VIEWER).get(LIST, {"state": "failed"}))
    assert "bad.csv" in page
    assert "good.csv" not in page


def test_a_job_tells_its_progress(scope: Scope, sign_in: Any) -> None:
    job = enqueue(scope, "sample.count", title="orders.csv")
    taken = claims.claim("elsewhere:1:1")
    assert taken is not None
    claims.note_progress(claims.Claim.of(taken), 40, 120, "Reading month 4")
    page = text(sign_in(Role.VIEWER).get(f"{LIST}{job.pk}/"))
    assert 'max="120" value="40"' in page
    assert "Reading month 4" in page
    assert 'hx-trigger="every 1s"' in page


def test_a_failed_job_shows_its_sentence_and_no_trace(scope: Scope, sign_in: Any) -> None:
    refused, broken = enqueue(scope, "sample.refuses"), enqueue(scope, "sample.breaks")
    run_pending()
    client = sign_in(Role.CONTRIBUTOR)
    assert "The file has no column « order_id »." in text(client.get(f"{LIST}{refused.pk}/"))
    page = text(client.get(f"{LIST}{broken.pk}/"))
    assert "KeyError" in page
    assert "Traceback" not in page
    assert "Start again" in page


def test_cancel_and_start_again(scope: Scope, sign_in: Any) -> None:
    job, client = enqueue(scope, "sample.count"), sign_in(Role.CONTRIBUTOR)
    page = client.post(f"{LIST}{job.pk}/cancel/", follow=True)
    assert page.redirect_chain == [(f"{LIST}{job.pk}/", 302)]
    assert "The job is cancelled." in text(page)
    job.refresh_from_db()
    assert job.state == State.CANCELLED
    client.post(f"{LIST}{job.pk}/retry/")
    job.refresh_from_db()
    assert job.state == State.QUEUED
    assert client.get(f"{LIST}{job.pk}/cancel/").status_code == 405


def test_a_viewer_is_offered_nothing_and_refused(scope: Scope, sign_in: Any) -> None:
    job, client = enqueue(scope, "sample.count"), sign_in(Role.VIEWER)
    assert "Cancel this job" not in text(client.get(f"{LIST}{job.pk}/"))
    assert client.post(f"{LIST}{job.pk}/cancel/").status_code == 403
    job.refresh_from_db()
    assert job.state == State.QUEUED


def test_another_company_cannot_reach_it(
    company: Company, make_company: Callable[..., Company], sign_in: Any
) -> None:
    make_company("other")
    job = enqueue(operator_scope("other"), "sample.count", title="secret.csv")
    client = sign_in(Role.OWNER)
    assert "secret.csv" not in text(client.get(LIST))
    for address in (f"{LIST}{job.pk}/", f"/c/other/jobs/{job.pk}/", "/c/other/jobs/"):
        assert client.get(address).status_code == 404
    assert client.post(f"{LIST}{job.pk}/cancel/").status_code == 404
    job.refresh_from_db()
    assert job.state == State.QUEUED


def test_a_result_links_inside_its_company_only(scope: Scope, sign_in: Any) -> None:
    job, client = enqueue(scope, "sample.count"), sign_in(Role.VIEWER)
    for link, is_shown in (
        ("/c/boutique/import/7/", True),
        ("https://evil.example/", False),
        ("/c/other/", False),
    ):
        Job.objects.filter(pk=job.pk).update(state=State.DONE, result={"link": link, "summary": "12 rows"})
        page = text(client.get(f"{LIST}{job.pk}/"))
        assert (f'href="{link}"' in page) is is_shown
        assert "12 rows" in page


def test_who_asked_is_shown(company: Company, sign_in: Any) -> None:
    client = sign_in(Role.CONTRIBUTOR)
    user = company.memberships.get().user
    enqueue(access_company(user, company.slug), "sample.count")
    assert user.email in text(client.get(LIST))


def test_a_page_tells_when_no_worker_takes_the_job(scope: Scope, sign_in: Any) -> None:
    job, client = enqueue(scope, "sample.count"), sign_in(Role.VIEWER)
    assert "comptoir worker" not in text(client.get(f"{LIST}{job.pk}/"))
    Job.objects.update(run_at=job.run_at - timedelta(minutes=2))
    assert "comptoir worker" in text(client.get(f"{LIST}{job.pk}/"))
    Job.objects.create(task="x", state=State.RUNNING, run_at=job.run_at, created_at=job.run_at)
    assert "comptoir worker" not in text(client.get(f"{LIST}{job.pk}/"))
