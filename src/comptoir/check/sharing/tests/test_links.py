"""Making links and revoking them: who may, of what, for how long."""

from datetime import timedelta

import pytest
from django.utils import translation

from comptoir.check.reports.api import reopen
from comptoir.check.sharing.actions import revoke, share
from comptoir.check.sharing.models import ReportLink
from comptoir.check.sharing.queries import links
from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Role, access_company
from comptoir.core.companies.models import GuestLink
from comptoir.core.errors import ConflictError, ForbiddenError, InputError, NotFoundError


def test_a_link_keeps_its_secret_as_a_digest_and_lasts_to_the_end_of_its_day(shared):
    link, address = shared.link(password="open sesame")
    secret = address.split("/")[2]
    assert secret not in str(GuestLink.objects.values()) + str(ReportLink.objects.values())
    ends = link.link.expires_at.astimezone(shared.scope.zone)
    assert (ends.date() - shared.scope.today()).days == 1
    assert (ends.hour, ends.minute) == (0, 0)
    entry = Entry.objects.get(verb="report.shared")
    assert secret not in str(entry.details)
    assert "sesame" not in str(entry.details)


@pytest.mark.parametrize("days", [-1, 366])
def test_no_link_lasts_longer_than_a_year(shared, days):
    today = shared.scope.today()
    with pytest.raises(InputError):
        share(shared.scope, shared.row.pk, "Ann", today + timedelta(days=days))
    assert share(shared.scope, shared.row.pk, "Ann", today + timedelta(days=365))


def test_what_cannot_be_shared_is_refused(shared, make_member, company, make_company):
    today, number = shared.scope.today(), shared.row.pk
    with pytest.raises(InputError):
        share(shared.scope, number, " ", today)
    with pytest.raises(InputError):
        share(shared.scope, number, "Ann", today, password="short")
    with pytest.raises(NotFoundError):
        share(shared.scope, number, "Ann", today, comments=[10**6])
    contributor = access_company(make_member(company, Role.CONTRIBUTOR), company.slug)
    with pytest.raises(ForbiddenError):
        share(contributor, number, "Ann", today)
    other = make_company("autre")
    stranger = access_company(make_member(other, Role.OWNER), other.slug)
    for verb in (lambda: share(stranger, number, "Ann", today), lambda: links(stranger, number)):
        with pytest.raises(NotFoundError):
            verb()
    reopen(shared.scope, number)
    with pytest.raises(ConflictError):
        share(shared.scope, number, "Ann", today)
    assert ReportLink.objects.count() == 0
    assert GuestLink.objects.count() == 0


def test_revoking_twice_does_no_harm_and_needs_the_right_report(shared):
    link, _address = shared.link()
    with pytest.raises(NotFoundError):
        revoke(shared.scope, shared.row.pk + 1, link.pk)
    for _ in range(2):
        revoke(shared.scope, shared.row.pk, link.pk)
    assert [one.is_ended for one in links(shared.scope, shared.row.pk)] == [True]
    assert Entry.objects.filter(verb="link.revoked").count() == 1


def test_the_page_makes_a_link_shows_it_once_and_revokes_it(shared, settings):
    settings.PUBLIC_ADDRESS = ""
    client = shared.signed_in()
    with translation.override("en"):
        assert (
            f'href="{shared.page}"'
            in client.get(f"/c/{shared.scope.slug}/reports/{shared.row.pk}/").content.decode()
        )
    day = (shared.scope.today() + timedelta(days=12)).isoformat()
    sent = {"label": "The accountant", "ends": "own", "comments": [shared.comments[1]]}
    assert client.post(shared.page, sent).status_code == 422, "no day of one's own"

    made = client.post(shared.page, {**sent, "day": day, "may_download": "on"})
    address = made.context["made"]
    assert address.startswith("http://testserver/g/")
    assert client.get(address.removeprefix("http://testserver")).status_code == 200

    again = client.get(shared.page).content.decode()
    assert address.split("/")[4] not in again
    (line,) = links(shared.scope, shared.row.pk)
    assert (line.label, line.made_by, line.opened, line.comments, line.may_download) == (
        "The accountant",
        shared.person.email,
        1,
        1,
        True,
    )
    assert client.post(f"{shared.page}{line.id}/revoke/").status_code == 302
    assert client.get(address.removeprefix("http://testserver")).status_code == 404

    settings.PUBLIC_ADDRESS = "https://comptoir.example"
    made = client.post(shared.page, {"label": "Ann", "ends": "7"})
    assert made.context["made"].startswith("https://comptoir.example/g/")


def test_a_draft_is_not_shared(shared):
    reopen(shared.scope, shared.row.pk)
    client = shared.signed_in()
    assert shared.page not in client.get(f"/c/{shared.scope.slug}/reports/{shared.row.pk}/").content.decode()
    assert '<form method="post">' not in client.get(shared.page).content.decode()
