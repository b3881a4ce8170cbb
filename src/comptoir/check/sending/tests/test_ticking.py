"""What the worker asks for, tick after tick: each draft and each sending once, whatever happens between."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from comptoir.check.reports import api as reports
from comptoir.check.reports.models import State, StoredReport
from comptoir.check.sending import drafting
from comptoir.check.sending.api import Choices, drafts_to_approve, pause, plan, send
from comptoir.check.sending.models import Delivery, Edition, Schedule
from comptoir.check.sending.tests.stored import store
from comptoir.check.sending.ticking import look
from comptoir.core import clock
from comptoir.core.companies.api import Scope, access_company, operator_scope
from comptoir.core.errors import ConflictError
from comptoir.core.jobs.api import run_pending
from comptoir.core.jobs.models import Job
from comptoir.core.mail.models import Mail

OUTSIDE = "boss@holding.example"
SUNDAY = datetime(2026, 11, 22, 12, tzinfo=UTC)
SEVEN, NINE = datetime(2026, 11, 23, 6, tzinfo=UTC), datetime(2026, 11, 23, 8, tzinfo=UTC)
"""In Paris."""


@pytest.fixture
def own(manager: Any, company: Any) -> Scope:
    return access_company(manager, company.slug)


@pytest.fixture
def built(company: Any, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """A report that takes no time to build; who asked for which evening."""
    asked: list[Any] = []

    def build(scope: Scope, template: str, evening: Any, *, takes_settled: bool) -> Any:
        asked.append((scope.slug, template, evening.isoformat()))
        row = StoredReport.objects.filter(company_id=scope.company_id).first()
        return reports.report(scope, (row or store(company, late=True)).pk)

    monkeypatch.setattr(drafting, "build", build)
    return asked


def planned(own: Scope, **more: Any) -> None:
    with clock.frozen(SUNDAY):
        plan(own, "weekly", Choices("en", others=(OUTSIDE,), files=(), **more))


def tick(at: datetime) -> dict[str, int]:
    with clock.frozen(at):
        found = look(at)
        run_pending()
    return found


def test_a_monday_from_draft_to_readers(
    own: Scope, built: list[Any], company: Any, manager: Any, client: Any
) -> None:
    planned(own)
    assert tick(SEVEN - timedelta(minutes=1)) == {"drafts": 0, "sendings": 0}
    for minutes in (0, 15, 30):
        tick(SEVEN + timedelta(minutes=minutes))
    assert built == [("boutique", "weekly", "2026-11-22")]
    asked = Mail.objects.get()
    report = StoredReport.objects.get()
    assert (asked.to, asked.subject) == (
        own.actor,
        "Boutique: to approve, Weekly report, W47 (16-22 Nov 2026)",
    )
    assert [line.id for line in drafts_to_approve(own)] == [report.pk]

    client.force_login(manager)
    panel = client.get(f"/c/boutique/reports/sending/report/{report.pk}/").content.decode()
    assert "It leaves by its schedule, at 09:00 of its day" in panel
    beside = store(company, days=(date(2026, 11, 9), date(2026, 11, 15)))
    panel = client.get(f"/c/boutique/reports/sending/report/{beside.pk}/").content.decode()
    assert "No schedule sends it by itself." in panel
    beside.delete()

    tick(NINE)
    assert Delivery.objects.count() == 0, "nobody has approved it"
    with clock.frozen(NINE):
        reports.approve(own, report.pk)
    for minutes in (15, 30, 45):
        tick(NINE + timedelta(minutes=minutes))
    assert [one.address for one in Delivery.objects.all()] == [OUTSIDE]
    assert StoredReport.objects.get().state == State.SENT
    assert drafts_to_approve(own) == []
    assert Mail.objects.filter(to=OUTSIDE).count() == 1
    assert set(Job.objects.filter(task__startswith="sending").values_list("state", flat=True)) == {"done"}


def test_who_approves_is_told_what_is_not_fresh(own: Scope, built: list[Any]) -> None:
    planned(own)
    with clock.frozen(SEVEN):
        drafting.draft(operator_scope("boutique"), Schedule.objects.get(), SEVEN.date())
    content = Mail.objects.get().content
    assert content is not None
    for told in (content["text"], content["html"]):
        assert "Its data are not fresh" in told
        assert "Orders are loaded up to 18 Nov 2026." in told
        assert f"https://comptoir.example.com/c/boutique/reports/{StoredReport.objects.get().pk}/" in told
        assert "Visits made most of it." in told


def test_approved_before_its_hour_it_waits_for_it(own: Scope, built: list[Any]) -> None:
    planned(own)
    tick(SEVEN)
    reports.approve(own, StoredReport.objects.get().pk)
    tick(NINE - timedelta(minutes=1))
    assert Delivery.objects.count() == 0
    tick(NINE)
    assert Delivery.objects.count() == 1


def test_opened_again_it_waits_for_the_next_approval(own: Scope, built: list[Any]) -> None:
    """The look asks for a sending; before it begins, the report is opened again."""
    planned(own)
    tick(SEVEN)
    number = StoredReport.objects.get().pk
    reports.approve(own, number)
    look(NINE)
    reports.reopen(own, number)
    tick(NINE)
    assert Delivery.objects.count() == 0
    with clock.frozen(NINE + timedelta(minutes=5)):
        reports.approve(own, number)
    tick(NINE + timedelta(minutes=15))
    assert Delivery.objects.count() == 1


def test_without_approval_it_leaves_by_itself(own: Scope, built: list[Any]) -> None:
    planned(own, needs_approval=False)
    tick(SEVEN)
    assert Mail.objects.get().subject == "Boutique: not fresh, Weekly report, W47 (16-22 Nov 2026)"
    assert drafts_to_approve(own) == []
    tick(NINE)
    assert [(one.address, one.sent_by) for one in Delivery.objects.all()] == [(OUTSIDE, "")]


def test_what_waited_for_an_approval_never_leaves_because_none_is_asked_any_more(
    own: Scope, built: list[Any]
) -> None:
    planned(own)
    tick(SEVEN)
    with clock.frozen(NINE):
        plan(own, "weekly", Choices("en", others=(OUTSIDE,), files=(), needs_approval=False))
    assert tick(NINE + timedelta(hours=1))["sendings"] == 0
    assert Delivery.objects.count() == 0


def test_an_old_one_that_is_approved_after_all_waits_for_the_button(
    own: Scope, built: list[Any], company: Any
) -> None:
    planned(own)
    tick(SEVEN)
    old = StoredReport.objects.get()
    newer = store(company, days=(date(2026, 11, 23), date(2026, 11, 29)))
    schedule = Schedule.objects.get()
    schedule.editions.create(day=date(2026, 11, 30), report=newer, made_at=SEVEN + timedelta(weeks=1))
    reports.approve(own, old.pk)
    assert tick(SEVEN + timedelta(weeks=1, hours=3))["sendings"] == 0
    assert send(own, old.pk).written_to == (OUTSIDE,)


def test_after_an_outage_the_last_one_alone(own: Scope, built: list[Any]) -> None:
    planned(own)
    after = SEVEN + timedelta(weeks=5, days=2)
    tick(after)
    tick(after + timedelta(hours=1))
    assert built == [("boutique", "weekly", "2026-12-27")]


def test_what_was_due_before_it_was_planned_or_in_a_pause_is_not_caught_up(
    own: Scope, built: list[Any]
) -> None:
    with clock.frozen(SEVEN + timedelta(hours=1)):
        plan(own, "weekly", Choices("en", others=(OUTSIDE,)))
    assert tick(SEVEN + timedelta(hours=2))["drafts"] == 0
    with clock.frozen(SEVEN + timedelta(days=1)):
        pause(own, "weekly", is_paused=True)
    assert tick(SEVEN + timedelta(weeks=1))["drafts"] == 0
    with clock.frozen(SEVEN + timedelta(weeks=1, hours=1)):
        pause(own, "weekly", is_paused=False)
    assert tick(SEVEN + timedelta(weeks=1, hours=2))["drafts"] == 0
    assert tick(SEVEN + timedelta(weeks=2))["drafts"] == 1


def test_other_recipients_do_not_put_a_turn_off(own: Scope, built: list[Any]) -> None:
    planned(own)
    with clock.frozen(SEVEN + timedelta(minutes=1)):
        plan(own, "weekly", Choices("en", others=(OUTSIDE, "ann@holding.example"), files=()))
    assert tick(SEVEN + timedelta(minutes=15))["drafts"] == 1
    with clock.frozen(SEVEN + timedelta(minutes=20)):
        plan(own, "weekly", Choices("en", others=(OUTSIDE,), draft_at=time(7, 30)))
    assert tick(SEVEN + timedelta(minutes=45))["drafts"] == 0, "one turn a day"


def test_a_build_that_fails_is_tried_again_and_shown(
    own: Scope, manager: Any, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(*_asked: Any, **_more: Any) -> Any:
        raise ConflictError("Nothing is loaded yet.")

    monkeypatch.setattr(drafting, "build", build)
    planned(own)
    for minutes in range(0, 180, 15):
        tick(SEVEN + timedelta(minutes=minutes))
    job = Job.objects.get(task="sending.draft")
    assert (job.state, job.attempts) == ("failed", 3)
    assert Edition.objects.count() == 0
    client.force_login(manager)
    page = client.get("/c/boutique/reports/sending/").content.decode()
    assert "Nothing is loaded yet." in page
    assert f"/c/boutique/jobs/{job.pk}/" in page


def test_an_archived_company_rests(own: Scope, built: list[Any], company: Any) -> None:
    planned(own)
    company.archived_at = SEVEN
    company.save()
    assert tick(NINE) == {"drafts": 0, "sendings": 0}
