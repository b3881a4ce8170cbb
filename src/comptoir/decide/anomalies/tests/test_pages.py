"""What a director reads and presses on the page of alarms; and what the worker does by itself."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from comptoir.core import clock
from comptoir.core.companies.api import Role
from comptoir.core.jobs.models import Job
from comptoir.decide.anomalies import tasks
from comptoir.decide.anomalies.api import history, open_alarms, rules
from comptoir.decide.anomalies.models import AlarmChoices, StoredAlarm, WatchRecord
from comptoir.decide.anomalies.storing import keep
from comptoir.decide.anomalies.tests.seen import cut, drop, gain, look_of
from comptoir.measure.warehouse.models import Snapshot

pytestmark = pytest.mark.django_db

PAGE = "/c/boutique/alarms/"


@pytest.fixture(autouse=True)
def that_morning():
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
def loaded(company):
    return Snapshot.objects.create(
        company=company, number=3, created_at=clock.now(), reason="test", versions={}, rows={}
    )


@pytest.fixture
def kept(scope, loaded):
    keep(scope, look_of(drop(), drop("900.00", dimension="sales_channel", value="site"), gain(), cut()))


def text(response):
    return " ".join(response.content.decode().split())


def test_without_data_the_page_says_what_to_do(sign_in):
    page = text(sign_in(Role.VIEWER).get(PAGE))
    assert "Nothing is loaded yet" in page
    assert "Look again" not in page


def test_before_a_look_after_one_without_alarm_and_with_too_few_days(sign_in, loaded, scope):
    client = sign_in(Role.VIEWER)
    assert "Nobody has looked yet" in text(client.get(PAGE))
    keep(scope, look_of())
    assert "All is as expected" in text(client.get(PAGE))
    WatchRecord.objects.update(series=0)
    assert "Too few days to watch" in text(client.get(PAGE))
    assert "No alarm is over yet" in text(client.get(PAGE, {"show": "history"}))
    assert "Nothing is muted" in text(client.get(PAGE, {"show": "muted"}))


def test_cards_say_what_moved_and_what_it_costs(sign_in, kept):
    page = text(sign_in(Role.VIEWER).get(PAGE))
    assert page.index("The audience tool sees 45%") < page.index("Net sales: 40% below what was expected")
    assert "€2,100</strong>" in page
    assert "1 other figure moved with it" in page
    assert "What came of « Net sales », and what was expected?" in page
    assert "Acknowledge" not in page
    assert "4 series are not judged while the data are at fault." in page


def test_one_button_acknowledges_what_moved_together(sign_in, kept, scope):
    client = sign_in(Role.CONTRIBUTOR)
    both = list(StoredAlarm.objects.filter(metric="net_sales").values_list("fingerprint", flat=True))
    client.post(f"{PAGE}acknowledge/", {"alarm": both})
    assert {one.metric for one in open_alarms(scope)} == {"orders", "sessions"}
    assert "acknowledged by contributor" in text(client.get(PAGE)).lower()
    client.post(f"{PAGE}forget/", {"alarm": both})
    assert len(open_alarms(scope)) == 4


def test_a_card_fills_the_rule_that_mutes_it_and_the_rule_can_be_taken_away(sign_in, kept, scope):
    client = sign_in(Role.MANAGER)
    page = text(client.get(PAGE, {"mute_metric": "orders"}))
    assert '<option value="orders" selected>' in page
    client.post(f"{PAGE}mute/", {"metric": "orders", "days": "30", "reason": "fair"})
    assert "orders" not in {one.metric for one in open_alarms(scope)}
    assert "Orders: 30% above what was expected" in text(client.get(PAGE, {"show": "muted"}))
    (rule,) = rules(scope)
    answer = client.post(f"{PAGE}rules/{rule.id}/take-away/")
    assert answer.url == f"{PAGE}?removed={rule.id}"
    assert "The rule is taken away" in text(client.get(answer.url))
    client.post(f"{PAGE}rules/{rule.id}/restore/")
    assert rules(scope) == (rule,)


def test_choices_are_saved_and_comptoir_looks_again(sign_in, kept, company):
    client = sign_in(Role.MANAGER)
    client.post(f"{PAGE}choices/", {"least_money": "350", "quiet_from": "20:00", "quiet_to": "08:00"})
    assert AlarmChoices.objects.get(company=company).least_money == 350
    assert Job.objects.filter(task=tasks.TASK).count() == 1
    assert client.post(f"{PAGE}choices/", {"least_money": "x"}).status_code == 422


def test_the_table_sorts_and_exports(sign_in, kept, scope):
    client = sign_in(Role.VIEWER)
    page = text(client.get(PAGE, {"sort": "week"}, headers={"HX-Request": "true"}))
    assert page.index("Orders: 30%") < page.index("Net sales, site")
    assert "<h1>" not in page
    told = client.get(f"{PAGE}export/csv/").content.decode("utf-8-sig")
    assert len(told.splitlines()) == 5
    assert "2100.00" in told or "2100,00" in told
    keep(scope, look_of())
    assert len(history(scope)) == 4
    assert "Net sales: 40% below" in client.get(f"{PAGE}export/csv/?show=history").content.decode()


def test_french_reads_french(sign_in, kept):
    page = text(sign_in(Role.OWNER, "fr").get(PAGE))
    assert "Qu’est-ce qui n’est pas comme prévu" in page
    assert "Prendre en charge" in page


def test_the_worker_looks_where_facts_moved_and_once(scope, loaded, company):
    assert tasks.after_imports(None) == {"asked": ["boutique"], "told": {}}
    assert tasks.after_imports(None)["asked"] == []
    Job.objects.all().delete()
    keep(scope, look_of(snapshot=3))
    assert tasks.after_imports(None)["asked"] == []
    keep(scope, look_of(snapshot=2))
    assert tasks.nightly(None) == {"asked": ["boutique"]}
