"""The page of reports: a kind is chosen, and the list shows those of a kind."""

from datetime import date

import pytest
from django.test import Client

from comptoir.check.reports import api
from comptoir.check.reports.models import StoredReport
from comptoir.check.reports.tasks import TASK
from comptoir.core import clock
from comptoir.core.companies.api import Role
from comptoir.core.companies.models import Company
from comptoir.core.jobs.models import Job, State
from comptoir.decide.targets.tests.conftest import FIRST, NOW, load, sold

pytestmark = pytest.mark.django_db
BASE = "/c/boutique/reports/"


@pytest.fixture
def browser(company, make_member):
    person = make_member(Company.objects.get(slug="boutique"), Role.MANAGER)
    person.language = "en"
    person.save()
    client = Client()
    client.force_login(person)
    with clock.frozen(NOW):
        yield client


def test_a_kind_is_built_once_while_it_is_under_way_and_again_later(browser):
    asked = {"template": "monthly", "evening": "2026-11-21"}
    first = browser.post(f"{BASE}build/", asked)
    assert browser.post(f"{BASE}build/", asked).url == first.url
    job = Job.objects.get(task=TASK)
    assert (job.arguments["template"], job.title) == ("monthly", "Monthly report")
    assert browser.post(f"{BASE}build/", {**asked, "template": "client"}).url != first.url
    job.state = State.DONE
    job.save()
    assert browser.post(f"{BASE}build/", asked).url != first.url


def test_an_unknown_kind_is_refused_by_name(browser):
    answer = browser.post(f"{BASE}build/", {"template": "daily"})
    assert answer.status_code == 400
    assert "weekly, monthly, channels, client" in answer.content.decode()
    assert not Job.objects.filter(task=TASK).exists()


def test_the_list_shows_those_of_the_kind_that_is_chosen(browser, scope):
    load(scope, [sold(FIRST, 100)])
    for kind, title in (("weekly", "W47 of the test"), ("monthly", "October of the test")):
        StoredReport.objects.create(
            company_id=scope.company_id,
            template=kind,
            first_day=date(2026, 10, 1),
            last_day=date(2026, 10, 31),
            title=title,
            language="en",
            snapshot=1,
            content={},
            built_at=NOW,
        )
    whole, months = (browser.get(BASE, query).content.decode() for query in ({}, {"template": "monthly"}))
    assert "W47 of the test" in whole
    assert "October of the test" in whole
    assert "October of the test" in months
    assert "W47 of the test" not in months
    assert '<option value="monthly" selected>' in months
    assert all(f'value="{key}"' in whole for key in api.KINDS)
