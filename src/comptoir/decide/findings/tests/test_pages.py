"""What a director reads and presses on the pages of findings and actions."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from comptoir.core import clock
from comptoir.core.companies.api import Role
from comptoir.core.jobs.models import Job
from comptoir.core.ledger.api import ActionState, actions
from comptoir.decide.findings import tasks
from comptoir.decide.findings.api import findings
from comptoir.decide.findings.models import LookRecord
from comptoir.decide.findings.storing import keep
from comptoir.decide.findings.tests.finds import LEAST, late, look_of, stock_out
from comptoir.measure.warehouse.models import Snapshot

pytestmark = pytest.mark.django_db

PAGE = "/c/boutique/findings/"


@pytest.fixture(autouse=True)
def that_evening():
    with clock.frozen(datetime(2026, 6, 29, 7, tzinfo=UTC)):
        yield


@pytest.fixture
def sign_in(company, make_member):
    def make(role, language="en"):
        client, user = Client(), make_member(company, role)
        user.language = language
        user.save()
        client.force_login(user)
        return client

    return make


@pytest.fixture
def kept(scope, company):
    Snapshot.objects.create(
        company=company, number=3, created_at=clock.now(), reason="test", versions={}, rows={}
    )
    keep(scope, look_of(stock_out(), late()), LEAST)


def text(response):
    return " ".join(response.content.decode().split())


def test_without_data_the_page_says_what_to_do(sign_in):
    page = text(sign_in(Role.VIEWER).get(PAGE))
    assert "Nothing is loaded yet" in page
    assert 'href="/c/boutique/import/"' in page
    assert "Look again" not in page


def test_each_finding_says_its_money_its_reasons_and_opens_its_formula(sign_in, kept):
    page = text(sign_in(Role.MANAGER).get(PAGE))
    assert "What is worth doing?" in page
    assert "LAMP: stock until about 12 Jul 2026, a delivery takes 21 days" in page
    assert "€840" in page
    assert "between €420 and €1,680, 80 times in 100" in page
    assert "confidence: high" in page
    assert "70 units missing before a delivery ordered today x €12.00 of margin a unit." in page
    address = "/c/boutique/metrics/units/?from=2026-06-01&amp;to=2026-06-28&amp;tax=excluded&amp;compare=none"
    assert f'href="{address}" hx-get="{address}" hx-target="#panel"' in page
    assert "Not told in money" in page
    assert "Which payment methods are refused more often than before?" in page
    assert "24 weeks of payments, accepted and refused" in page


def test_the_page_says_when_data_have_come_since_the_look(sign_in, kept, company):
    behind, client = "Data have been loaded since.", sign_in(Role.VIEWER)
    assert behind not in (page := text(client.get(PAGE)))
    assert "worth less than €100 in 30 days" in page
    Snapshot.objects.create(
        company=company, number=4, created_at=clock.now(), reason="test", versions={}, rows={}
    )
    assert behind in text(client.get(PAGE))


def test_the_page_speaks_french(sign_in, kept):
    page = text(sign_in(Role.VIEWER, "fr").get(PAGE))
    assert "Qu’est-ce qui vaut la peine ?" in page
    assert "stock jusque vers le 12 juil. 2026" in page
    assert "confiance : haute" in page


def test_one_button_writes_the_action_and_the_list_drops_it_and_takes_it_back(sign_in, kept, scope):
    client = sign_in(Role.CONTRIBUTOR)
    fingerprint = stock_out().fingerprint
    page = client.post(f"{PAGE}{fingerprint}/propose/", {"kind": "reorder"}, follow=True)
    assert page.redirect_chain == [(f"{PAGE}actions/", 302)]
    assert "€420.00" in (body := text(page).split("</thead>")[1])  # the ends of what is expected
    assert "€1,680.00" in body
    assert "In the plan: Reorder from the supplier - LAMP" in text(page)
    (made,) = actions(scope)
    assert made.owner == "contributor@boutique.example"
    assert "in the plan: Reorder from the supplier" in text(client.get(PAGE))
    again = client.post(f"{PAGE}{fingerprint}/propose/", {"kind": "reorder"}, follow=True)
    assert "in the plan already" in text(again)
    assert client.post(f"{PAGE}{fingerprint}/propose/", {"kind": "dance"}).status_code == 422

    assert client.post(f"{PAGE}actions/{made.id}/drop/", {"reason": ""}).status_code == 422
    page = text(client.post(f"{PAGE}actions/{made.id}/drop/", {"reason": "Out of season"}, follow=True))
    assert "Dropped: Reorder from the supplier" in page
    assert actions(scope)[0].state is ActionState.DROPPED
    page = text(client.post(f"{PAGE}actions/{made.id}/take-back/", follow=True))
    assert "Back in the plan" in page
    assert actions(scope)[0].state is ActionState.PROPOSED


def test_actions_are_filtered_sorted_and_exported(sign_in, kept, scope):
    client = sign_in(Role.CONTRIBUTOR)
    assert "No action yet" in text(client.get(f"{PAGE}actions/"))
    for found, kind in ((stock_out(), "reorder"), (late(), "ask_carrier")):
        client.post(f"{PAGE}{found.fingerprint}/propose/", {"kind": kind})
    carrier = text(client.get(f"{PAGE}actions/", {"kind": "ask_carrier"}))
    assert "Colis" in carrier
    assert "LAMP" not in carrier.split("</thead>")[1]
    assert "No action of this kind." in text(client.get(f"{PAGE}actions/", {"state": "done"}))
    body = text(client.get(f"{PAGE}actions/", {"sort": "title"})).split("</thead>")[1]
    assert body.index("Reorder from") < body.index("Take it up")
    body = text(client.get(f"{PAGE}actions/", {"sort": "-title"})).split("</thead>")[1]
    assert body.index("Take it up") < body.index("Reorder from")
    csv = client.get(f"{PAGE}actions/export/csv/", {"kind": "reorder"}).content.decode("utf-8-sig")
    assert len(csv.strip().splitlines()) == 2
    assert "840.00" in csv
    assert client.get(f"{PAGE}actions/export/xlsx/").content[:2] == b"PK"


def test_muting_and_showing_again(sign_in, kept, scope):
    client = sign_in(Role.MANAGER)
    address = f"{PAGE}{stock_out().fingerprint}/"
    assert client.post(f"{address}mute/", {"reason": "", "days": "30"}).status_code == 422
    page = text(client.post(f"{address}mute/", {"reason": "We stop it", "days": "0"}, follow=True))
    assert "1 muted finding" in page
    assert len(findings(scope)) == 1
    assert "Muted: We stop it" in text(client.get(PAGE, {"show": "muted"}))
    csv = client.get(f"{PAGE}export/csv/", {"show": "muted"}).content.decode("utf-8-sig")
    assert "We stop it" in csv
    client.post(f"{address}unmute/")
    assert len(findings(scope)) == 2


def test_the_table_sorts_and_exports(sign_in, kept):
    client = sign_in(Role.VIEWER)
    part = client.get(PAGE, {"sort": "mid"}, headers={"HX-Request": "true"})
    assert 'aria-sort="ascending"' in text(part)
    assert "<html" not in text(part)
    csv = client.get(f"{PAGE}export/csv/").content.decode("utf-8-sig").splitlines()
    assert len(csv) == 3
    assert "contribution margin 2 over 30 days" in csv[1]
    assert "not told in money" in csv[2]


def test_a_viewer_finds_no_button_and_no_verb(sign_in, kept, scope):
    client = sign_in(Role.VIEWER)
    page = text(client.get(PAGE))
    for words in ("Look again", "/propose/", "/mute/", "Save and look again"):
        assert words not in page
    address = f"{PAGE}{stock_out().fingerprint}/"
    for verb in ("propose", "mute", "unmute"):
        assert (
            client.post(f"{address}{verb}/", {"kind": "reorder", "reason": "x", "days": "0"}).status_code
            == 403
        )
    assert client.post(f"{PAGE}look/").status_code == 403
    assert client.post(f"{PAGE}choices/", {"least_money": "1", "delay_days": "2"}).status_code == 403
    assert actions(scope) == ()
    assert not Job.objects.exists()


def test_a_look_is_asked_for_once_and_after_imports_alone(sign_in, kept, scope, company):
    client = sign_in(Role.MANAGER)
    assert tasks.after_imports(None) == {"asked": []}
    client.post(f"{PAGE}look/")
    assert "Comptoir is looking" in text(client.post(f"{PAGE}look/", follow=True))
    assert Job.objects.filter(task=tasks.TASK).count() == 1
    Job.objects.all().delete()
    Snapshot.objects.create(
        company=company, number=4, created_at=clock.now(), reason="test", versions={}, rows={}
    )
    assert tasks.after_imports(None) == {"asked": ["boutique"]}
    assert tasks.after_imports(None) == {"asked": []}
    Job.objects.all().delete()
    LookRecord.objects.all().delete()
    assert tasks.nightly(None) == {"asked": ["boutique"]}
