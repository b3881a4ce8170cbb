"""The companies' page: each line, their sum in one currency, files, archive."""

import csv
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from comptoir.check.sending.api import Choices, pause, plan
from comptoir.check.sending.models import Schedule
from comptoir.check.sending.tests.stored import store
from comptoir.core import clock
from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import (
    Permission,
    access_companies,
    access_company,
    operator_scope,
    operator_scopes,
)
from comptoir.core.companies.models import Company
from comptoir.core.errors import ForbiddenError
from comptoir.core.jobs.models import Job
from comptoir.core.jobs.scheduler import Scheduler
from comptoir.decide.targets.api import Place, set_targets
from comptoir.web.home import lines, totals
from comptoir.web.home.figures import figures_of, sales_in
from comptoir.web.home.steps import steps_of

HTMX = {"HTTP_HX_REQUEST": "true"}


def test_figures_are_of_the_month_up_to_yesterday_and_of_a_resting_shop_of_its_last(
    trio: list[Company],
) -> None:
    euros, pounds, resting = (figures_of(operator_scope(one.slug)) for one in trio)
    assert euros is not None
    assert pounds is not None
    assert resting is not None
    assert (euros.sales, str(euros.period.start), str(euros.period.end)) == (150, "2026-11-01", "2026-11-21")
    assert (pounds.sales, pounds.is_resting) == (100, False)
    assert (resting.sales, resting.is_resting, str(resting.period.end)) == (12, True, "2025-03-08")


def test_the_sum_takes_the_rate_of_each_day_and_names_what_it_leaves_out(person: Any) -> None:
    found = totals.total_of(access_companies(person), "EUR", "en")
    # 80 / 0.80 + 20 / 0.50 = 140 euros, and 150 of the other.
    assert found is not None
    assert (found.sales, found.counted) == (Decimal(290), 2)
    assert [(one.name, one.reason) for one in found.apart] == [("Resting", "its figures end on 8 Mar 2025")]
    assert found.currencies == ("EUR", "GBP")


def test_without_a_rate_nothing_is_invented(person: Any) -> None:
    found = totals.total_of(access_companies(person), "GBP", "en")
    assert found is not None
    assert (found.sales, found.counted) == (Decimal(100), 1)
    assert ("Euros", "no exchange rate from EUR to GBP") in [(one.name, one.reason) for one in found.apart]


def test_figures_are_kept_until_a_verb_is_done(
    trio: list[Company], django_assert_max_num_queries: Any
) -> None:
    scope = operator_scope("euros")
    first = figures_of(scope)
    with django_assert_max_num_queries(6):
        assert figures_of(scope) == first
    assert first is not None
    assert first.progress.target is None
    set_targets(scope, Place("net_sales"), {first.month: Decimal(1000)})
    again = figures_of(scope)
    assert again is not None
    assert again.progress.target == 1000
    assert sales_in(scope, again, "EUR") == 150


def test_the_page_stands_at_once_and_lines_come_by_themselves(browser: Client) -> None:
    html = browser.get("/").content.decode()
    assert html.count('hx-trigger="load"') == 3
    assert html.count("#home-queue-0:queue all") == 2
    line = browser.get("/c/euros/line/", **HTMX).content.decode()
    assert "€150" in line
    assert 'href="/c/euros/targets/"' in line
    assert "First steps" in line
    assert "<html" not in line
    assert "<html" in browser.get("/c/euros/line/").content.decode()


def test_the_most_urgent_comes_first(person: Any) -> None:
    scopes = access_companies(person)
    found = lines.most_urgent_first([lines.line_of(scope) for scope in scopes])
    # Files of pounds stop on the 4th: its orders are late. The others have nothing, so they go by name.
    assert [(one.scope.slug, one.urgency.points) for one in found] == [
        ("pounds", 6),
        ("euros", 0),
        ("resting", 0),
    ]
    assert [scope.slug for scope in lines.in_last_order(scopes)] == ["pounds", "euros", "resting"]


def test_a_report_to_approve_is_for_who_may(person: Any, trio: list[Company], browser: Client) -> None:
    """Owner of the first company, viewer of the second: each has a draft of its schedule."""
    for company in trio[:2]:
        plan(operator_scope(company.slug), "weekly", Choices("en"))
        schedule = Schedule.objects.get(company=company)
        schedule.editions.create(day=date(2026, 11, 16), report=store(company), made_at=clock.now())
    found = {one.scope.slug: one for one in map(lines.line_of, access_companies(person))}
    assert [found[one].signals.to_approve for one in ("euros", "pounds", "resting")] == [1, 0, 0]
    [draft] = found["euros"].to_approve
    line = browser.get("/c/euros/line/", **HTMX).content.decode()
    assert f'href="/c/euros/reports/{draft.id}/"' in line
    assert "1 report to approve" in line
    assert "urgency 6: reports to approve 6" in line
    pause(operator_scope("euros"), "weekly", is_paused=True)
    assert lines.line_of(access_company(person, "euros")).signals.to_approve == 0


def test_the_file_has_a_line_a_company(browser: Client) -> None:
    answer = browser.get("/home/companies.csv")
    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=","))
    assert [row[0] for row in rows] == ["Company", "Pounds", "Euros", "Resting"]
    assert browser.get("/home/companies.xlsx").content[:2] == b"PK"
    assert browser.get("/home/companies.pdf").status_code == 400


def test_a_stranger_sees_no_line(browser: Client, make_company: Any) -> None:
    make_company("elsewhere")
    assert browser.get("/c/elsewhere/line/", **HTMX).status_code == 404
    assert "Elsewhere" not in browser.get("/home/total/", **HTMX).content.decode()


def test_an_archived_company_rests_is_folded_away_and_comes_back(
    browser: Client, trio: list[Company]
) -> None:
    answer = browser.post("/c/euros/settings/company/archive/")
    assert answer["Location"] == "/?archived=euros"
    html = browser.get("/?archived=euros").content.decode()
    assert "is archived: nothing is read" in html
    assert 'hx-get="/c/euros/line/"' not in html
    assert [scope.slug for scope in operator_scopes()] == ["pounds", "resting"]
    assert trio[0].pk not in {job.company_id for job in _due()}
    assert "1 archived company" in browser.get("/").content.decode()
    browser.post("/c/euros/settings/company/restore/")
    assert [scope.slug for scope in operator_scopes()] == ["euros", "pounds", "resting"]
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "company.archived",
        "company.restored",
    ]


def _due() -> list[Any]:
    Scheduler().look()
    return list(Job.objects.exclude(company=None))


def test_only_an_owner_archives(browser: Client, person: Any) -> None:
    assert browser.post("/c/pounds/settings/company/archive/").status_code == 403
    assert Company.objects.get(slug="pounds").archived_at is None


def test_first_steps_tick_themselves_off(browser: Client, person: Any, trio: list[Company]) -> None:
    def done() -> list[str]:
        return [one.name for one in steps_of(operator_scope("euros")).steps if one.is_done]

    assert done() == ["orders"]
    browser.get("/c/euros/calendar/")
    set_targets(operator_scope("euros"), Place("net_sales"), {date(2026, 11, 1): Decimal(5)})
    assert done() == ["orders", "targets", "calendar"]
    assert "First steps: 3 of 8 done" in browser.get("/c/euros/").content.decode()
    answer = browser.post("/c/euros/steps/dismiss/")
    html = browser.get(answer["Location"]).content.decode()
    assert "First steps: " not in html
    assert "The list of first steps is put away." in html
    browser.post("/c/euros/steps/restore/")
    assert "First steps: 3 of 8 done" in browser.get("/c/euros/").content.decode()


def test_a_viewer_puts_no_list_away(browser: Client, person: Any) -> None:
    assert browser.post("/c/pounds/steps/dismiss/").status_code == 403
    with pytest.raises(ForbiddenError):
        access_company(person, "pounds").require(Permission.MANAGE_CONNECTIONS)


def test_keys_of_the_cache_are_of_one_company(trio: list[Company]) -> None:
    cache.clear()
    assert figures_of(operator_scope("euros")) != figures_of(operator_scope("pounds"))
