"""The pages of segments: written with a count, saved, changed, handed out."""

import re

import pytest
from django.test import Client

from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Role
from comptoir.core.consent.api import Ground, Origin, Purpose, say
from comptoir.decide.segments.api import saved
from comptoir.decide.segments.models import SavedSegment
from comptoir.decide.segments.tests.conftest import LAST

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BASE, HTMX = "/c/boutique/segments/", {"HX-Request": "true"}
MANY = {"name": "Many", "join": "and", "field": "orders", "test": "least", "value": "5"}
TWO = {"join": ["and", "or"], "field": ["orders", "sales"], "test": ["least", "least"], "value": ["7", "20"]}


def text(response):
    html = re.sub(r"<script.*?</script>", " ", response.content.decode(), flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


@pytest.fixture
def browser(company, make_member):
    def of(role):
        person = make_member(company, role)
        person.language = "en"
        person.save()
        client = Client()
        client.force_login(person)
        return client

    return of


def test_before_the_first_import_the_page_says_what_to_do(browser, company):
    assert "Drop your orders first" in text(browser(Role.VIEWER).get(BASE))


def test_the_count_follows_what_is_typed(browser, shop):
    client = browser(Role.VIEWER)
    assert "4 of 8 customers (50.0%)" in text(client.post(f"{BASE}count/", MANY, headers=HTMX))
    assert "7 of 8 customers" in text(client.post(f"{BASE}count/", TWO, headers=HTMX))
    nothing_yet = client.post(f"{BASE}count/", MANY | {"value": ""}, headers=HTMX)
    assert "8 of 8 customers" in text(nothing_yet)
    assert "is no value of" in text(client.post(f"{BASE}count/", MANY | {"value": "many"}, headers=HTMX))


def test_a_row_is_added_taken_away_and_changes_its_subject(browser, shop):
    client = browser(Role.CONTRIBUTOR)
    added = client.post(f"{BASE}rows/", MANY | {"do": "add"}, headers=HTMX)
    assert added.content.count(b'name="field"') == 2
    assert "rows" in added.headers["HX-Trigger-After-Swap"]
    assert (
        client.post(f"{BASE}rows/", TWO | {"do": "remove-0"}, headers=HTMX).content.count(b'name="field"')
        == 1
    )
    turned = client.post(f"{BASE}rows/", MANY | {"field": "category"}, headers=HTMX).content.decode()
    assert '<option value="candles">' in turned
    assert "never bought" in turned


def test_a_segment_is_saved_changed_and_shown(browser, shop, scope):
    client = browser(Role.CONTRIBUTOR)
    assert client.post(f"{BASE}add/", MANY).status_code == 302
    (one,) = saved(scope)
    assert "Orders: at least 5" in text(client.get(BASE))
    assert client.post(f"{BASE}{one.id}/", MANY | {"name": "Some", "value": "2"}).status_code == 302
    page = text(client.get(f"{BASE}{one.id}/"))
    assert "The last change of this segment can be undone." in page
    assert client.post(f"{BASE}{one.id}/undo/").status_code == 302
    assert saved(scope) == [one]
    again = client.post(f"{BASE}add/", MANY)
    assert again.status_code == 422
    assert "already" in text(again)
    assert "at least one condition" in text(client.post(f"{BASE}add/", MANY | {"name": "None", "value": ""}))


def test_a_removal_is_offered_back(browser, shop, scope):
    client = browser(Role.CONTRIBUTOR)
    client.post(f"{BASE}add/", MANY)
    (one,) = saved(scope)
    page = client.post(f"{BASE}{one.id}/delete/", follow=True)
    assert "Removed: « Many »." in text(page)
    client.post(f"{BASE}{one.id}/restore/")
    assert saved(scope) == [one]


def test_figures_overlap_and_files(browser, shop, scope):
    client = browser(Role.CONTRIBUTOR)
    client.post(f"{BASE}add/", MANY)
    client.post(f"{BASE}add/", TWO | {"name": "Two"})
    line = client.get(f"{BASE}segments.csv?sort=-customers").content.decode("utf-8-sig").splitlines()
    assert [row.split(",")[0] for row in line[1:]] == ["Two", "Many"]
    assert line[2].startswith("Many,4,0.5,26,260.00,65.00,100,")
    assert "How far do the segments overlap?" in text(client.get(f"{BASE}overlap/", headers=HTMX))
    rows = client.get(f"{BASE}overlap.csv").content.decode("utf-8-sig").splitlines()
    assert rows[1] == "Many,4,1,1"
    assert client.get(f"{BASE}nothing.csv").status_code == 404


def test_the_file_of_addresses_is_noted(browser, shop, scope):
    say(scope, "c1@x.fr", Origin("box", Ground.CONSENT, LAST, Purpose.EMAIL))
    contributor = browser(Role.CONTRIBUTOR)
    contributor.post(f"{BASE}add/", MANY | {"value": "1"})
    number = SavedSegment.objects.get().pk
    manager = browser(Role.MANAGER)
    page = text(manager.get(f"{BASE}{number}/audience/", headers=HTMX))
    assert "1 addresses would be in the file." in page
    assert "c1@x.fr" not in page
    plain = manager.post(f"{BASE}{number}/addresses/", {"purpose": "email", "form": "plain"})
    assert plain.content == b"Email\r\nc1@x.fr\r\n"
    assert "No address may go out" in text(manager.get(f"{BASE}{number}/audience/?purpose=ads", headers=HTMX))
    assert Entry.objects.filter(verb="segment.exported").count() == 1
    assert manager.post(f"{BASE}{number}/addresses/", {"purpose": "sms"}).status_code == 400
    for address in ("audience/", "addresses/"):
        assert contributor.get(f"{BASE}{number}/{address}").status_code in (403, 405)


def test_viewers_look_and_do_not_define(browser, shop):
    client = browser(Role.VIEWER)
    assert client.get(BASE).status_code == 200
    assert client.get(f"{BASE}add/").status_code == 403
    assert client.post(f"{BASE}add/", MANY).status_code == 403
