"""Alarms by mail: each once, to whom wants them, and never in quiet hours."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail as django_mail

from comptoir.check.notifications import telling
from comptoir.check.notifications.actions import choose
from comptoir.check.notifications.models import ToldAlarm
from comptoir.check.notifications.queries import Hours
from comptoir.check.notifications.telling import is_due, tell
from comptoir.core import clock
from comptoir.core.companies.api import access_company
from comptoir.core.companies.models import Membership
from comptoir.core.jobs.api import Job, enqueue_system, run_pending
from comptoir.core.mail.models import Mail
from comptoir.decide.anomalies.api import Choices as AlarmChoices
from comptoir.decide.anomalies.api import acknowledge, listed
from comptoir.decide.anomalies.api import choose as choose_alarms
from comptoir.decide.anomalies.storing import keep
from comptoir.decide.anomalies.tests.seen import DAY, cut, drop, gain, look_of

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 29, 7, tzinfo=UTC)
"""Nine in Paris."""


@pytest.fixture(autouse=True)
def that_morning() -> Any:
    with clock.frozen(NOW):
        yield


def want(reader: Any, company: Any, **hours: Any) -> Any:
    own = access_company(reader, company.slug)
    choose(own, reader, Hours(**hours), {company.slug: (False, True)})
    return own


def test_new_alarms_are_told_once_in_the_readers_language(scope: Any, company: Any, reader: Any) -> None:
    want(reader, company)
    keep(scope, look_of(drop(), cut()))
    assert is_due(scope, NOW)
    assert tell(scope, NOW) == {"digests": 0, "alarms": 1}
    assert tell(scope, NOW) == {"digests": 0, "alarms": 0}
    assert not is_due(scope, NOW)

    row = Mail.objects.get()
    assert (row.kind, row.to, row.person, row.company) == ("alarm", reader.email, reader, company)
    assert row.subject.startswith(f"{company.name}: 2 alarms, first The audience tool sees")
    assert "Net sales" in row.content["text"]
    assert "https://comptoir.example.com/c/boutique/alarms/" in row.content["html"]
    assert row.content["headers"] == {}

    keep(scope, look_of(drop(), cut(), gain()))
    assert tell(scope, NOW) == {"digests": 0, "alarms": 1}
    assert ToldAlarm.objects.count() == 3
    assert "Net sales" not in Mail.objects.first().content["text"]


def test_what_was_found_before_is_no_news(scope: Any, company: Any, reader: Any) -> None:
    keep(scope, look_of(drop()))
    with clock.frozen(NOW + timedelta(minutes=1)):
        want(reader, company)
    assert not is_due(scope, NOW + timedelta(hours=1))


def test_quiet_hours_of_the_person_and_of_the_company_hold(scope: Any, company: Any, reader: Any) -> None:
    want(reader, company, quiet_from=time(8), quiet_to=time(10))
    choose_alarms(scope, AlarmChoices(quiet_from=time(20), quiet_to=time(8)))
    keep(scope, look_of(drop()))
    assert not is_due(scope, NOW)
    assert not is_due(scope, NOW + timedelta(minutes=59))
    assert is_due(scope, NOW + timedelta(hours=1))

    with clock.frozen(NOW + timedelta(hours=12)):
        later = DAY + timedelta(days=1)
        tell(scope, clock.now())
        keep(scope, look_of(drop(), gain(last_day=later), day=later))
        assert not is_due(scope, clock.now()), "found in the quiet hours of the company"


def test_a_pause_an_acknowledgement_and_leaving_silence(scope: Any, company: Any, reader: Any) -> None:
    want(reader, company, paused_until=date(2026, 6, 29))
    keep(scope, look_of(drop(), gain()))
    assert not is_due(scope, NOW)
    assert is_due(scope, NOW + timedelta(days=1))
    acknowledge(scope, [one.fingerprint for one in listed(scope)])
    assert not is_due(scope, NOW + timedelta(days=1))
    keep(scope, look_of(drop(), gain(), cut()))
    assert is_due(scope, NOW + timedelta(days=1))
    Membership.objects.filter(user=reader).delete()
    assert not is_due(scope, NOW + timedelta(days=1))


def test_the_next_quarter_of_an_hour_tells(scope: Any, company: Any, reader: Any) -> None:
    keep(scope, look_of())
    enqueue_system("notifications.look")
    run_pending()
    assert not Job.objects.filter(task="notifications.tell").exists(), "nobody wants alarms"
    want(reader, company)
    keep(scope, look_of(drop()))
    enqueue_system("notifications.look")
    run_pending()
    [message] = django_mail.outbox
    assert message.to == [reader.email]
    assert Mail.objects.get().state == "sent"


def test_a_digest_that_fails_holds_no_alarm_back_and_is_told_as_failed(
    scope: Any, company: Any, reader: Any, make_member: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two readers of both kinds; the figures of the digest cannot be worked out, and are asked once."""
    other = make_member(company, email="other@boutique.example")
    other.language = "en"
    other.save()
    with clock.frozen(NOW - timedelta(days=1)):
        for person in (reader, other):
            own = access_company(person, company.slug)
            choose(own, person, Hours(), {company.slug: (True, True)})
    keep(scope, look_of(drop()))
    asked = []

    def fail(_scope: Any) -> None:
        asked.append(1)
        raise ArithmeticError("no figures today")

    monkeypatch.setattr(telling, "morning", fail)
    assert is_due(scope, NOW)
    enqueue_system("notifications.look")
    run_pending()
    assert sorted(Mail.objects.values_list("kind", "to")) == [
        ("alarm", "other@boutique.example"),
        ("alarm", reader.email),
    ]
    assert len(asked) == 1
    assert Job.objects.filter(task="notifications.tell").values_list("state", flat=True).get() == "failed"
    # The next quarter tries the digest again, and tells no alarm twice.
    monkeypatch.setattr(telling, "morning", lambda _scope: None)
    assert tell(scope, NOW) == {"digests": 0, "alarms": 0}


def test_an_alarm_mail_that_fails_holds_neither_digests_nor_other_readers_back(
    scope: Any, company: Any, reader: Any, make_member: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_member(company, email="other@boutique.example")
    for person in (reader, other):
        want(person, company)
    keep(scope, look_of(drop()))
    written, digests = telling._post_alarms, []

    def fail_once(wish: Any, own: Any, now: Any) -> int:
        if wish.person_id == reader.pk:
            raise ArithmeticError("this one cannot be written")
        return written(wish, own, now)

    monkeypatch.setattr(telling, "_post_alarms", fail_once)
    monkeypatch.setattr(telling, "digest_is_due", lambda wish, _own, _now: not digests.append(wish.person_id))
    monkeypatch.setattr(telling, "_post_digest", lambda *_asked: 0)
    with pytest.raises(ArithmeticError, match="cannot be written"):
        tell(scope, NOW)
    assert [one.to for one in Mail.objects.all()] == ["other@boutique.example"]
    assert digests == [reader.pk, other.pk]
