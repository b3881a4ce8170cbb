"""What no verb tells: alarms, the digest, broken connections; each once, and never in quiet hours."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from comptoir.check.hooks import telling
from comptoir.check.hooks.actions import pause_hook, start_hook
from comptoir.check.hooks.models import Delivery, Hook
from comptoir.check.hooks.telling import is_due, tell_due
from comptoir.check.hooks.tests.conftest import NOW
from comptoir.check.reports.actions import approve, reopen
from comptoir.check.reports.models import StoredReport
from comptoir.check.reports.shapes import Header, Part, Report, Sentence, Text
from comptoir.check.reports.stored import to_json
from comptoir.connectors.connections.api import Connection, add_connection
from comptoir.core import clock
from comptoir.core.companies.api import Scope
from comptoir.core.jobs.api import Job, enqueue_system, run_pending
from comptoir.decide.anomalies.api import Choices, acknowledge, choose, listed
from comptoir.decide.anomalies.storing import keep
from comptoir.decide.anomalies.tests.seen import DAY, cut, drop, gain, look_of

pytestmark = pytest.mark.django_db
type Make = Callable[..., Hook]
NOTHING = {"digests": 0, "alarms": 0, "connections": 0}


def data(number: int = 0) -> Any:
    return Delivery.objects.all()[number].content["data"]


def test_new_alarms_are_told_once_in_one_message(scope: Scope, make_hook: Make) -> None:
    make_hook(events=("alarms.raised",))
    make_hook(events=("report.sent",))
    keep(scope, look_of(drop(), cut()))
    assert is_due(scope, NOW)
    assert tell_due(scope, NOW) == {**NOTHING, "alarms": 1}
    assert tell_due(scope, NOW) == NOTHING
    assert not is_due(scope, NOW)
    [row] = Delivery.objects.all()
    assert row.title.startswith("Boutique: 2 alarms, first The audience tool sees")
    assert row.content["link"] == "https://comptoir.example.com/c/boutique/alarms/"
    assert {one["metric"] for one in data()["alarms"]} == {"net_sales", "sessions"}
    assert "Net sales" in row.content["items"][1]["text"]

    keep(scope, look_of(drop(), cut(), gain()))
    assert tell_due(scope, NOW) == {**NOTHING, "alarms": 1}
    assert [one["metric"] for one in data()["alarms"]] == ["orders"]


def test_what_was_found_before_it_listened_is_no_news(scope: Scope, make_hook: Make) -> None:
    keep(scope, look_of(drop()))
    with clock.frozen(NOW + timedelta(minutes=1)):
        hook = make_hook()
    assert not telling.news_for(scope, hook)
    with clock.frozen(NOW + timedelta(minutes=2)):
        keep(scope, look_of(drop(), gain()))
    pause_hook(scope, hook.pk)
    assert not is_due(scope, NOW + timedelta(hours=1))
    with clock.frozen(NOW + timedelta(minutes=3)):
        start_hook(scope, hook.pk)
    hook.refresh_from_db()
    assert not telling.news_for(scope, hook), "what was found while it was paused"


def test_quiet_hours_of_the_webhook_and_of_the_company_hold(scope: Scope, make_hook: Make) -> None:
    make_hook(events=("alarms.raised",), quiet_from=time(8), quiet_to=time(10))
    keep(scope, look_of(drop()))
    assert not is_due(scope, NOW)
    assert tell_due(scope, NOW) == NOTHING
    choose(scope, Choices(quiet_from=time(9), quiet_to=time(11)))
    assert not is_due(scope, NOW + timedelta(minutes=119))
    assert is_due(scope, NOW + timedelta(hours=2))
    acknowledge(scope, [one.fingerprint for one in listed(scope)])
    assert not is_due(scope, NOW + timedelta(hours=2))


def test_a_connection_that_waits_for_a_person_is_told_once_a_failure(scope: Scope, make_hook: Make) -> None:
    make_hook(events=("connection.broken",))
    values = {"address": "https://shop.example", "key": "ck_1", "secret": "cs_1"}
    held = add_connection(scope, "woocommerce", values, name="Shop")
    rows = Connection.objects.filter(pk=held.pk)
    rows.update(failure="The key is wrong.", failing_since=NOW, is_permanent=False)
    assert not is_due(scope, NOW)
    rows.update(is_permanent=True)
    assert tell_due(scope, NOW) == {**NOTHING, "connections": 1}
    assert tell_due(scope, NOW) == NOTHING
    [row] = Delivery.objects.all()
    assert row.title == "Boutique: the connection « Shop » has to be repaired"
    assert row.content["sentences"] == ["The key is wrong."]
    assert data()["since"] == "2026-06-29T07:00:00+00:00"
    rows.update(failing_since=NOW + timedelta(days=1))
    assert tell_due(scope, NOW + timedelta(days=1)) == {**NOTHING, "connections": 1}


def told(text: str) -> Any:
    return SimpleNamespace(text=text, detail="since Friday", address="/c/boutique/targets/")


def a_day() -> Any:
    figure = SimpleNamespace(
        label="Net sales", value="€100", change="+5%", judged="", address="/c/boutique/m/"
    )
    return SimpleNamespace(
        day="28 June 2026",
        compared="21 June",
        essentials=("It went well.",),
        figures=(figure,),
        landings=(told("June lands at €900"),),
        alarms=(),
        late=(told("Costs are late"),),
        address="/c/boutique/today/",
    )


@pytest.fixture
def a_morning(monkeypatch: Any) -> None:
    monkeypatch.setattr(telling, "morning", lambda _scope: a_day())


@pytest.mark.usefixtures("a_morning")
def test_the_digest_comes_at_its_hour_once_a_day(scope: Scope, make_hook: Make) -> None:
    with clock.frozen(NOW - timedelta(days=3)):
        make_hook(events=("digest.ready",), hour=time(9, 30))
    assert not is_due(scope, NOW + timedelta(minutes=29))
    at = NOW + timedelta(minutes=30)
    assert is_due(scope, at)
    assert tell_due(scope, at) == {**NOTHING, "digests": 1}
    assert tell_due(scope, at + timedelta(hours=3)) == NOTHING
    row = Delivery.objects.get()
    assert row.title == "Boutique, 28 June 2026"
    assert [one["text"] for one in row.content["items"]] == [
        "Net sales: €100",
        "June lands at €900",
        "Costs are late",
    ]
    assert row.content["items"][0]["detail"] == "+5% on 21 June"
    assert data()["figures"][0]["link"] == "https://comptoir.example.com/c/boutique/m/"
    assert tell_due(scope, at + timedelta(days=4)) == {**NOTHING, "digests": 1}, "once after an outage"


def test_a_digest_that_fails_keeps_no_alarm_back(scope: Scope, make_hook: Make, monkeypatch: Any) -> None:
    def broken(_scope: Scope) -> Any:
        raise RuntimeError

    monkeypatch.setattr(telling, "morning", broken)
    with clock.frozen(NOW - timedelta(days=1)):
        make_hook()
        make_hook()
    keep(scope, look_of(drop()))
    with pytest.raises(RuntimeError):
        tell_due(scope, NOW)
    assert [row.event for row in Delivery.objects.all()] == ["alarms.raised"] * 2


@pytest.mark.usefixtures("a_morning")
def test_who_is_added_in_the_afternoon_has_the_first_digest_the_next_morning(
    scope: Scope, make_hook: Make
) -> None:
    with clock.frozen(NOW + timedelta(hours=6)):
        hook = make_hook()
    assert not telling.digest_is_due(scope, hook, NOW + timedelta(hours=7))
    assert telling.digest_is_due(scope, hook, NOW + timedelta(hours=22))


def test_no_digest_while_nothing_is_loaded(scope: Scope, make_hook: Make) -> None:
    with clock.frozen(NOW - timedelta(days=1)):
        make_hook(events=("digest.ready",))
    assert tell_due(scope, NOW) == NOTHING


def test_the_next_quarter_of_an_hour_tells(scope: Scope, make_hook: Make) -> None:
    keep(scope, look_of())
    enqueue_system("hooks.look")
    run_pending()
    assert not Job.objects.filter(task="hooks.tell").exists(), "nobody listens"
    hook = make_hook(events=("alarms.raised",))
    pause_hook(scope, hook.pk)
    start_hook(scope, hook.pk)
    Hook.objects.update(waits_until=datetime(2999, 1, 1, tzinfo=UTC))
    keep(scope, look_of(drop(day=DAY)))
    enqueue_system("hooks.look")
    run_pending()
    assert Job.objects.get(task="hooks.tell").result["alarms"] == 1
    assert Delivery.objects.get().state == "queued", "it asked to be left alone"


def test_an_approved_report_is_told_in_the_transaction_of_the_verb(
    scope: Scope, company: Any, make_hook: Make
) -> None:
    make_hook(events=("report.approved",))
    header = Header("Boutique", "boutique", "Week", "22 to 28 June", "", "", "HT", "EUR", 1, "", "en")
    sentence = Sentence("essentials.result", ("It went well.",))
    part = Part("essentials", 1, "The essentials", "", (Text("essentials", (sentence,)),), True)
    row = StoredReport.objects.create(
        company=company,
        template="weekly",
        first_day=DAY - timedelta(days=6),
        last_day=DAY,
        title="22 to 28 June 2026",
        language="en",
        snapshot=1,
        content=to_json(Report("weekly", DAY, DAY, NOW, header, (part,))),
        built_at=NOW,
    )
    approve(scope, row.pk)
    told_of = Delivery.objects.get()
    assert told_of.title == "Boutique: the report « 22 to 28 June 2026 » is approved"
    assert told_of.content["link"] == f"https://comptoir.example.com/c/boutique/reports/{row.pk}/"
    assert (data()["first_day"], data()["last_day"]) == ("2026-06-22", "2026-06-28")
    reopen(scope, row.pk)
    with clock.frozen(NOW + timedelta(minutes=1)):
        approve(scope, row.pk)
    assert Delivery.objects.count() == 2, "approved anew, told anew"
