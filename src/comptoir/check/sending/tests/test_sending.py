"""A report is sent once to each reader: who may, to whom, and the way out."""

import re
from datetime import date, timedelta
from typing import Any

import pytest

from comptoir.check.reports.api import State, approve
from comptoir.check.reports.models import StoredReport
from comptoir.check.sending.api import Choices, plan, received, send
from comptoir.check.sending.models import Delivery, Refusal
from comptoir.check.sending.planning import addresses_in
from comptoir.check.sending.tests.stored import store
from comptoir.core import clock
from comptoir.core.companies.api import Scope, access_company
from comptoir.core.errors import ConflictError, ForbiddenError, InputError
from comptoir.core.jobs.api import run_pending
from comptoir.core.mail.models import Mail
from comptoir.core.mail.tests.server import Mailbox

OUTSIDE = "Boss@Holding.example"


@pytest.fixture
def own(manager: Any, company: Any) -> Scope:
    return access_company(manager, company.slug)


def planned(own: Scope, viewer: Any, **more: Any) -> None:
    plan(own, "weekly", Choices("en", people=(viewer.pk,), others=(OUTSIDE,), files=(), **more))


def test_a_draft_is_refused_with_what_to_do(own: Scope, company: Any, viewer: Any) -> None:
    planned(own, viewer)
    report = store(company)
    with pytest.raises(ConflictError, match=f"reports/{report.pk}/") as refused:
        send(own, report.pk)
    assert "draft" in str(refused.value)
    assert Mail.objects.count() == 0


def test_whoever_sends_a_draft_may_approve_it_in_one_step(own: Scope, company: Any) -> None:
    report = store(company)
    assert send(own, report.pk, [OUTSIDE], approves=True).written_to == (OUTSIDE,)
    report.refresh_from_db()
    assert (report.state, report.approved_by) == (State.SENT, own.actor)
    assert send(own, report.pk, [OUTSIDE], approves=True).had_it == (OUTSIDE,)
    assert Mail.objects.count() == 1


def test_each_reader_once_and_later_those_who_were_added(own: Scope, company: Any, viewer: Any) -> None:
    planned(own, viewer)
    report = store(company)
    approve(own, report.pk)

    done = send(own, report.pk)
    assert set(done.written_to) == {viewer.email, OUTSIDE}
    assert done.line.state is State.SENT
    assert send(own, report.pk).written_to == ()
    again = send(own, report.pk, ["boss@holding.EXAMPLE", "new@holding.example"])
    assert (again.written_to, again.had_it) == (("new@holding.example",), ("boss@holding.EXAMPLE",))
    assert sorted(Mail.objects.values_list("to", flat=True)) == sorted(
        [OUTSIDE, "new@holding.example", viewer.email]
    )
    told = received(own, report.pk)
    assert [(one.is_member, one.sent_by) for one in told] == [
        (True, own.actor),
        (False, own.actor),
        (False, own.actor),
    ]


def test_two_who_press_at_once_send_once(
    own: Scope, company: Any, viewer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second looked before the first had written anything."""
    planned(own, viewer)
    report = store(company, state=State.APPROVED)
    send(own, report.pk)
    monkeypatch.setattr("comptoir.check.sending.posting.own_deliveries", lambda *_asked: [])
    assert send(own, report.pk).written_to == ()
    assert (Mail.objects.count(), Delivery.objects.count()) == (2, 2)


def test_what_fails_half_way_sends_nothing(
    own: Scope, company: Any, viewer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(own, viewer)
    report = store(company, state=State.APPROVED)
    monkeypatch.setattr("comptoir.check.sending.posting.record", lambda *_a, **_b: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        send(own, report.pk)
    assert (Mail.objects.count(), Delivery.objects.count()) == (0, 0)
    assert StoredReport.objects.get().state == State.APPROVED


def test_only_who_approves_sends(company: Any, viewer: Any) -> None:
    report = store(company, state=State.APPROVED)
    with pytest.raises(ForbiddenError):
        send(access_company(viewer, company.slug), report.pk, [OUTSIDE])


@pytest.mark.parametrize(("to", "words"), [([], "Nobody is named"), (["ann@"], "ann@")])
def test_who_is_meant_must_be_known(own: Scope, company: Any, to: list[str], words: str) -> None:
    report = store(company, state=State.APPROVED)
    with pytest.raises(InputError, match=words):
        send(own, report.pk, to)


def test_what_is_received(own: Scope, company: Any, viewer: Any, mailbox: Mailbox) -> None:
    """By a real server: two mails, neither of which knows of the other; nothing in them is fetched."""
    planned(own, viewer)
    report = store(company, state=State.APPROVED)
    send(own, report.pk)
    run_pending()

    assert {mail["To"] for mail in mailbox.messages} == {OUTSIDE, viewer.email}
    for mail in mailbox.messages:
        other = OUTSIDE if mail["To"] == viewer.email else viewer.email
        assert other.casefold() not in mail.as_string().casefold()
        assert "manager@boutique" not in mail.as_string()
        html = mail.get_body(("html",)).get_content()  # type: ignore[union-attr]
        text = mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]
        links = re.findall(r'(?:href|src)="([^"]*)"', html)
        assert links
        assert all(one.startswith("https://comptoir.example.com/") for one in links)
        direct = f"https://comptoir.example.com/c/boutique/reports/{report.pk}/"
        assert (direct in links) == (mail["To"] == viewer.email), "others cannot sign in"
        assert "Net sales of the week: 735 €." in text
        [stop] = [one for one in links if "/sending/stop/" in one]
        assert stop in text
        assert mail["List-Unsubscribe"] == f"<{stop}>"
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert html.rstrip().endswith("</html>")
    assert {one.mail.value for one in received(own, report.pk) if one.mail} == {"sent"}


def test_a_bounce_is_told(own: Scope, company: Any, viewer: Any, client: Any, manager: Any) -> None:
    planned(own, viewer)
    report = store(company, state=State.APPROVED)
    send(own, report.pk)
    Mail.objects.filter(to=OUTSIDE).update(state="bounced", error="550 No such user")
    client.force_login(manager)
    page = client.get(f"/c/boutique/reports/sending/report/{report.pk}/").content.decode()
    assert "550 No such user" in page
    assert "Bounced" in page
    client.force_login(viewer)
    page = client.get(f"/c/boutique/reports/sending/report/{report.pk}/").content.decode()
    assert OUTSIDE.casefold() not in page.casefold(), "addresses are for those who read the journal"


def test_one_click_stops_it_and_takes_it_back(own: Scope, company: Any, viewer: Any, client: Any) -> None:
    planned(own, viewer)
    report = store(company, state=State.APPROVED)
    send(own, report.pk)
    html = Mail.objects.get(to=OUTSIDE).content["html"]
    [stop] = re.findall(r"https://comptoir.example.com(/sending/stop/[^\"]+)", html)

    assert client.get(stop).status_code == 200
    assert Refusal.objects.count() == 0, "mail programs open links by themselves"
    assert client.post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert client.post(stop, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Refusal.objects.get().address == OUTSIDE.casefold()
    assert client.get("/sending/stop/1.made-up/").status_code == 404

    later = store(company, state=State.APPROVED, days=(date(2026, 11, 23), date(2026, 11, 29)))
    assert send(own, later.pk).refused == (OUTSIDE,)
    with pytest.raises(ConflictError, match=OUTSIDE):
        send(own, store(company, state=State.APPROVED, days=(date(2026, 11, 9),) * 2).pk, [OUTSIDE])
    client.post(stop, {"again": "yes"})
    assert send(own, later.pk).written_to == (OUTSIDE,)


def test_a_member_stops_it_on_the_page(own: Scope, company: Any, viewer: Any, client: Any) -> None:
    planned(own, viewer)
    report = store(company, state=State.APPROVED)
    client.force_login(viewer)
    assert b"Stop it for me" in client.get("/c/boutique/reports/sending/").content
    client.post("/c/boutique/reports/sending/weekly/mine/", {"want": "no"})
    assert send(own, report.pk).refused == (viewer.email,)
    client.post("/c/boutique/reports/sending/weekly/mine/", {"want": "yes"})
    assert send(own, report.pk).written_to == (viewer.email,)


def test_who_has_left_receives_nothing(own: Scope, company: Any, viewer: Any) -> None:
    planned(own, viewer)
    viewer.memberships.all().delete()
    assert send(own, store(company, state=State.APPROVED).pk).written_to == (OUTSIDE,)


def test_a_report_that_changes_while_it_is_drawn_waits(
    own: Scope, company: Any, viewer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(own, viewer)
    report = store(company, state=State.APPROVED)
    from comptoir.check.sending import posting  # noqa: PLC0415 - what is replaced below

    drawn = posting.drawn

    def slowly(*told: Any) -> Any:
        report.remarks.create(
            key="essentials", is_correction=False, text="Late", written_by="eve", written_at=clock.now()
        )
        return drawn(*told)

    monkeypatch.setattr(posting, "drawn", slowly)
    with pytest.raises(ConflictError, match="changed"):
        send(own, report.pk)
    assert StoredReport.objects.get().state == State.APPROVED


def test_without_a_mail_server_nothing_is_said_to_be_sent(own: Scope, company: Any, settings: Any) -> None:
    settings.MAIL_URL = ""
    report = store(company, state=State.APPROVED)
    with pytest.raises(ConflictError, match="COMPTOIR_MAIL_URL"):
        send(own, report.pk, [OUTSIDE])
    assert StoredReport.objects.get().state == State.APPROVED


def test_addresses_are_read_as_people_type_them() -> None:
    assert addresses_in(" a@x.fr,b@x.fr;\n A@x.fr\n") == ("A@x.fr", "b@x.fr")


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        (
            {"draft_at": clock.now().time().replace(10), "send_at": clock.now().time().replace(9)},
            "before its draft",
        ),
        ({"weekday": 8}, "no such day"),
        ({"month_day": 0}, "no such day"),
        ({"files": ("exe",)}, "exe"),
        ({"others": ("ann@",)}, "ann@"),
        ({"people": (99999,)}, "99999"),
    ],
)
def test_a_plan_that_cannot_be_is_refused(own: Scope, chosen: dict[str, Any], words: str) -> None:
    with pytest.raises(InputError, match=words):
        plan(own, "weekly", Choices("en", **chosen))


def test_the_pages_plan_and_send(own: Scope, company: Any, viewer: Any, manager: Any, client: Any) -> None:
    client.force_login(manager)
    page = client.get("/c/boutique/reports/sending/weekly/").content.decode()
    assert 'value="07:00"' in page
    assert ('name="weekday"' in page, 'name="month_day"' in page) == (True, False)
    month = client.get("/c/boutique/reports/sending/monthly/").content.decode()
    assert ('name="weekday"' in month, 'name="month_day"' in month) == (False, True)
    asked = {
        "weekday": "1",
        "draft_at": "07:00",
        "send_at": "09:00",
        "needs_approval": "on",
        "language": "en",
        "attached": ["pdf"],
        "people": [str(viewer.pk)],
        "others": f"{OUTSIDE}\n{viewer.email}",
    }
    assert (
        client.post("/c/boutique/reports/sending/weekly/", {**asked, "send_at": "06:00"}).status_code == 422
    )
    assert client.post("/c/boutique/reports/sending/weekly/", asked).status_code == 302
    page = client.get("/c/boutique/reports/sending/").content.decode()
    assert "Each Monday the draft is ready at 07:00; it leaves at 09:00, once approved." in page
    assert "Next draft: Monday 30 November 2026 at 07:00." in page
    assert OUTSIDE in page
    assert manager.email in page

    report = store(company, state=State.APPROVED, chart=True)
    at = f"/c/boutique/reports/sending/report/{report.pk}"
    mail = client.get(f"{at}/preview/")
    assert "data:image/png;base64," in mail.content.decode()
    assert mail.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "sandbox" in mail.headers["Content-Security-Policy"]
    assert client.post(f"{at}/send/", {"others": "ann@"}).status_code == 422
    assert client.post(f"{at}/send/", {"readers": [viewer.email], "others": OUTSIDE}).status_code == 302
    assert Delivery.objects.count() == 2
    assert client.post("/c/boutique/reports/sending/weekly/pause/", {"pause": "yes"}).status_code == 302
    assert b"In a pause" in client.get("/c/boutique/reports/sending/").content
    assert timedelta(0) == clock.now() - Delivery.objects.first().sent_at  # type: ignore[union-attr]
