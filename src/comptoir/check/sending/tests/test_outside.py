"""Readers from outside: their mail never leads to a sign-in, names nobody's address, and says who let it leave."""

import re
from datetime import timedelta
from typing import Any

import pytest

from comptoir.check.reports import api as reports
from comptoir.check.reports import saving
from comptoir.check.reports.models import State, StoredRemark, StoredReport
from comptoir.check.reports.settled import settled_words
from comptoir.check.sending.api import Choices, pause, plan, send
from comptoir.check.sending.posting import LINK_DAYS
from comptoir.check.sending.tests.stored import store
from comptoir.check.sharing.models import ReportLink
from comptoir.core import clock
from comptoir.core.companies.api import Permission, Scope, access_company, operator_scope
from comptoir.core.errors import ConflictError, ForbiddenError
from comptoir.core.mail.models import Mail

OUTSIDE, OTHER = "boss@holding.example", "bank@money.example"
LINK = re.compile(r"https://comptoir\.example\.com/g/[^\s\"<]+/report/")


@pytest.fixture
def own(manager: Any, company: Any) -> Scope:
    return access_company(manager, company.slug)


def planned(own: Scope, viewer: Any, **more: Any) -> None:
    plan(own, "weekly", Choices("en", people=(viewer.pk,), others=(OUTSIDE,), files=(), **more))


def mail_to(address: str) -> dict[str, Any]:
    content = Mail.objects.get(to=address).content
    assert content is not None
    return content


@pytest.mark.parametrize("shares", [True, False])
def test_members_sign_in_and_others_have_a_link_or_none(
    own: Scope, company: Any, viewer: Any, client: Any, shares: bool
) -> None:
    planned(own, viewer, shares=shares)
    report = store(company, state=State.APPROVED, chart=True)
    direct = f"https://comptoir.example.com/c/boutique/reports/{report.pk}/"
    send(own, report.pk)
    for form in ("text", "html"):
        inside, outside = mail_to(viewer.email)[form], mail_to(OUTSIDE)[form]
        assert direct in inside
        assert not LINK.search(inside)
        assert direct not in outside
        assert "report.invalid" not in outside
        assert "stands in Comptoir" not in outside
        assert len(set(LINK.findall(outside))) == shares
        assert "Net sales of the week: 735 €." in outside
    assert ReportLink.objects.count() == shares
    if shares:
        [path] = {one.removeprefix("https://comptoir.example.com") for one in LINK.findall(outside)}
        page = client.get(path)
        assert page.status_code == 200
        assert "Net sales of the week: 735 €." in page.content.decode()
        with clock.frozen(clock.now() + timedelta(days=LINK_DAYS + 1)):
            assert client.get(path).status_code == 404


def test_one_link_for_each_sending_and_none_where_nobody_needs_it(
    own: Scope, company: Any, viewer: Any
) -> None:
    planned(own, viewer, shares=True)
    report = store(company, state=State.APPROVED)
    send(own, report.pk, [viewer.email])
    assert ReportLink.objects.count() == 0
    send(own, report.pk, [OUTSIDE, OTHER])
    send(own, report.pk, [OUTSIDE, OTHER])
    assert ReportLink.objects.count() == 1
    assert LINK.findall(mail_to(OUTSIDE)["text"]) == LINK.findall(mail_to(OTHER)["text"])


def test_without_an_address_of_its_own_the_installation_leads_nowhere(
    own: Scope, company: Any, viewer: Any, settings: Any
) -> None:
    settings.PUBLIC_ADDRESS = ""
    planned(own, viewer, shares=True)
    send(own, store(company, state=State.APPROVED).pk)
    assert ReportLink.objects.count() == 0
    assert "stands in Comptoir" in mail_to(viewer.email)["text"]
    assert "stands in Comptoir" not in mail_to(OUTSIDE)["text"]


def test_who_may_not_share_plans_no_links(own: Scope, viewer: Any) -> None:
    lesser = own.permissions - {Permission.SHARE}
    object.__setattr__(own, "permissions", lesser)
    with pytest.raises(ForbiddenError):
        planned(own, viewer, shares=True)
    planned(own, viewer)


def test_comments_leave_under_names_not_addresses(
    own: Scope, company: Any, viewer: Any, manager: Any
) -> None:
    manager.first_name, manager.last_name = "Anne", "Martin"
    manager.save()
    planned(own, viewer)
    report = store(company, state=State.APPROVED)
    for by in (manager.email, "gone@agency.example", "owner"):
        StoredRemark.objects.create(
            report=report,
            key="essentials",
            is_correction=False,
            text=f"x {by[:4]}",
            written_by=by,
            written_at=clock.now(),
        )
    send(own, report.pk)
    held = reports.report(own, report.pk)
    leaving = [mail_to(OUTSIDE)["html"], mail_to(OUTSIDE)["text"]]
    leaving += [reports.rendered(one, held.report, held.remarks).decode() for one in ("md", "html")]
    for told in leaving:
        assert manager.email not in told
        assert "gone@agency" not in told
        assert "(Anne Martin, " in told or "Anne Martin, Nov" in told
        assert "gone, Nov" in told
    assert [one["by"] for one in reports.history(own, report.pk)][-1] == manager.email, "inside, who it was"


def test_who_let_it_leave_without_approval_is_said(
    own: Scope, company: Any, viewer: Any, client: Any, manager: Any
) -> None:
    planned(own, viewer, needs_approval=False)
    report = store(company)
    send(operator_scope(company.slug), report.pk)
    said = settled_words(reports.report(own, report.pk).line)
    assert said == f"sent without approval, by the schedule of {manager.email}, 23 November 2026"
    client.force_login(manager)
    page = client.get(f"/c/boutique/reports/{report.pk}/").content.decode()
    assert page.count(said) == 2, "at the head, and in the history"
    by_hand = store(company, days=(report.first_day - timedelta(days=7), report.last_day - timedelta(days=7)))
    line = send(own, by_hand.pk, [OUTSIDE]).line
    assert settled_words(line) == f"sent without approval by {manager.email}, 23 November 2026"
    StoredReport.objects.update(released_at=None, released_by="")
    assert settled_words(reports.report(own, report.pk).line) == "sent without approval, by its schedule"
    approved = store(
        company, days=(report.first_day + timedelta(days=7), report.last_day + timedelta(days=7))
    )
    assert settled_words(reports.report(own, approved.pk).line) == ""
    reports.approve(own, approved.pk)
    line = send(own, approved.pk, [OUTSIDE]).line
    assert settled_words(line) == f"approved by {manager.email}, 23 November 2026"


def test_a_template_that_a_schedule_sends_stays(own: Scope, viewer: Any, client: Any, manager: Any) -> None:
    key = saving.add_template(own, "For the board", "weekly").key
    plan(own, key, Choices("en", others=(OUTSIDE,)))
    with pytest.raises(ConflictError, match="sent by a schedule"):
        saving.delete_template(own, key)
    client.force_login(manager)
    page = client.post(f"/c/boutique/reports/templates/{key}/delete/")
    assert page.status_code == 409
    assert f'href="/c/boutique/reports/sending/#plan-{key}"' in page.content.decode()
    pause(own, key, is_paused=True)
    saving.delete_template(own, key)
    with pytest.raises(ConflictError, match="was removed"):
        pause(own, key, is_paused=False)
    saving.restore_template(own, key)
    pause(own, key, is_paused=False)
