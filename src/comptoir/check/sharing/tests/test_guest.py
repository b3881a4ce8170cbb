"""What the holder of a link sees, and what nobody sees."""

import io
from datetime import timedelta

import openpyxl
import pytest
from django.test import Client
from django.utils import translation

from comptoir.check.branding.actions import set_look
from comptoir.check.reports.api import reopen
from comptoir.check.sharing.models import ReportLink
from comptoir.core import clock
from comptoir.core.companies.api import revoke_guest_link
from comptoir.core.companies.models import Membership

NOTHING = "This link shows nothing, or no longer"


def page(address, client=None):
    answer = (client or Client()).get(address, headers={"Accept-Language": "en"})
    return answer.status_code, answer.content.decode()


def test_a_guest_reads_the_report_and_the_comment_that_was_chosen(shared):
    set_look(shared.scope, {"name": "Cabinet Martin", "accent": "#0b6b45", "footer": "12 rue des Halles"})
    _link, address = shared.link(comments=[shared.comments[1]])

    status, words = page(address)

    assert status == 200
    for said in ("Maison &amp; Co", "A calm week.", "For the reader.", "Cabinet Martin", "12 rue des Halles"):
        assert said in words
    assert "<td" in words
    for inside in (
        "Between us.",
        shared.person.email,
        "corrected by",
        "/c/",
        "/accounts/",
        "comptoir/mark",
        "<form",
    ):
        assert inside not in words
    assert "report.pdf" not in words
    assert "#0b6b45" in Client().get(f"{address}look.css").content.decode()


def test_the_page_speaks_the_language_of_the_report(shared):
    with translation.override("fr"):
        _link, address = shared.link()
        answer = Client().get(address, headers={"Accept-Language": "fr"})
    assert '<html lang="en">' in answer.content.decode()
    assert answer.headers["Content-Language"] == "en"


def test_nothing_of_it_is_kept_indexed_or_told_on(shared):
    _link, address = shared.link(may_download=True, password="open sesame")
    client = Client()
    client.post(address, {"password": "open sesame"})
    for tail in ("", "look.css", "report.xlsx", "report.md"):
        answer = client.get(address + tail)
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer.headers["Cache-Control"]
        assert "noindex" in answer.headers["X-Robots-Tag"]
    assert Client().get(address).headers["Referrer-Policy"] == "same-origin", "its form is posted"


def test_files_are_given_where_that_was_allowed_and_say_what_the_page_says(shared):
    _link, shut = shared.link()
    assert Client().get(f"{shut}report.xlsx").status_code == 404

    _link, address = shared.link(may_download=True, comments=[shared.comments[1]])
    assert 'href="report.pdf"' in page(address)[1]
    answer = Client().get(f"{address}report.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    said = " ".join(str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)
    assert "For the reader." in said
    assert "A calm week." in said
    assert "Between us." not in said
    assert shared.person.email not in said
    for other in ("html", "md", "eml"):
        assert Client().get(f"{address}report.{other}").status_code == 404


def test_a_password_is_asked_once_and_guesses_are_limited(shared):
    link, address = shared.link(password="open sesame", may_download=True)
    assert "sesame" not in ReportLink.objects.get(pk=link.pk).password
    guest = Client()
    status, words = page(address, guest)
    assert status == 200
    assert "Maison" not in words
    assert 'type="password"' in words
    for tail in ("look.css", "report.xlsx"):
        assert guest.get(address + tail).status_code == 404

    assert guest.post(address, {"password": "open"}).status_code == 422
    assert guest.post(address, {"password": "open sesame"}).status_code == 303
    assert "A calm week." in page(address, guest)[1]
    assert guest.get(f"{address}report.xlsx").status_code == 200

    other = Client()
    tried = [other.post(address, {"password": f"guess {one}"}).status_code for one in range(6)]
    assert tried == [422] * 5 + [429]
    assert other.post(address, {"password": "open sesame"}).status_code == 429, "not even the right one"
    assert "A calm week." in page(address, guest)[1], "who is in stays in"


def test_a_guest_draws_files_a_few_times_a_minute(shared, monkeypatch):
    monkeypatch.setattr("comptoir.check.sharing.guest_views.rendered", lambda *_args, **_more: b"a file")
    _link, address = shared.link(may_download=True)
    guest = Client()

    tried = [guest.get(f"{address}report.pdf").status_code for _time in range(11)]
    refused = guest.get(f"{address}report.xlsx", headers={"Accept-Language": "en"})

    assert tried == [200] * 10 + [429]
    assert refused.status_code == 429
    assert refused.headers["Retry-After"] == "60"
    assert "Wait a minute" in refused.content.decode()
    assert "no-store" in refused.headers["Cache-Control"]
    assert page(address, guest)[0] == 200, "the report itself stays"
    _other, shut = shared.link()
    assert guest.get(f"{shut}report.pdf").status_code == 404, (
        "what may not be taken is no door that is counted"
    )


def test_the_password_of_one_link_opens_no_other(shared):
    _link, first = shared.link(password="open sesame")
    _link, second = shared.link(password="open sesame")
    guest = Client()
    guest.post(first, {"password": "open sesame"})
    assert 'type="password"' in page(second, guest)[1]
    session = guest.session
    session["shared_reports"] = dict.fromkeys(session["shared_reports"], "2026-01-01T00:00:00+00:00")
    session.save()
    assert 'type="password"' in page(first, guest)[1]


def test_openings_are_counted(shared):
    link, address = shared.link()
    for _ in range(3):
        page(address)
    Client().head(address)
    Client().get(f"{address}look.css")
    link.refresh_from_db()
    assert link.opened == 3
    assert link.last_opened_at is not None

    locked, shut = shared.link(password="open sesame")
    page(shut)
    locked.refresh_from_db()
    assert locked.opened == 0


@pytest.mark.parametrize("why", ["ended", "revoked", "maker left", "made up"])
def test_a_link_that_shows_nothing_says_so_and_names_nothing(shared, why):
    link, address = shared.link(password="open sesame", may_download=True)
    guest = Client()
    guest.post(address, {"password": "open sesame"})
    moment = clock.now()
    if why == "ended":
        moment += timedelta(days=1)
    elif why == "revoked":
        revoke_guest_link(shared.scope, link.link_id)
    elif why == "maker left":
        Membership.objects.filter(user=shared.person).delete()
    else:
        address = "/g/made.up/report/"
    with clock.frozen(moment):
        for tail in ("", "look.css", "report.xlsx"):
            status, words = page(address + tail, guest)
            assert status == 404
            assert NOTHING in words
            for named in ("Maison", "Boutique", "W47", "/c/", "/accounts/", 'href="/"'):
                assert named not in words
    link.refresh_from_db()
    assert link.opened == 0


def test_a_report_that_is_opened_again_is_shown_to_nobody(shared):
    _link, address = shared.link()
    reopen(shared.scope, shared.row.pk)
    status, words = page(address)
    assert status == 404
    assert "Being corrected" in words
    assert "Maison" not in words
