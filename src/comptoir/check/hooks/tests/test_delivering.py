"""From the outbox to a receiver: signed, again and again where that helps, stopped where it does not."""

import json
import socket
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from django.core import mail as django_mail
from django.db import transaction

from comptoir.check.hooks import delivering
from comptoir.check.hooks.actions import (
    change_hook,
    pause_hook,
    remove_hook,
    renew_secrets,
    rotate_secret,
    send_again,
    start_hook,
    try_hook,
)
from comptoir.check.hooks.api import Event, Message, tell
from comptoir.check.hooks.choosing import Wanted
from comptoir.check.hooks.composing import of_test
from comptoir.check.hooks.delivering import Holder, deliver, sweep
from comptoir.check.hooks.handing import NotReadyError
from comptoir.check.hooks.models import Delivery, Hook
from comptoir.check.hooks.queries import valid_secrets
from comptoir.check.hooks.signing import signature
from comptoir.check.hooks.tests.conftest import NOW
from comptoir.connectors.tests.loopback import Loopback, Reply
from comptoir.core import clock
from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Role, Scope
from comptoir.core.errors import ConflictError
from comptoir.core.jobs.api import Job, run_pending
from comptoir.decide.anomalies.api import Choices, choose

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("socket_enabled")]
type Make = Callable[..., Hook]


def say(scope: Scope, key: str = "k", event: Event = Event.REPORT_APPROVED) -> Delivery:
    assert tell(scope, event, key, lambda: Message(f"Told {key}")) == 1
    return Delivery.objects.latest("pk")


def fresh(row: Delivery) -> Delivery:
    return Delivery.objects.select_related("hook").get(pk=row.pk)


def once(row: Delivery, attempt: int = 1) -> Delivery:
    with suppress(NotReadyError):
        deliver(row.pk, Holder("j", attempt))
    return fresh(row)


def test_what_is_told_leaves_once_and_signed(scope: Scope, make_hook: Make, receiver: Loopback) -> None:
    hook = make_hook(f"{receiver.address}/in?key=1")
    row = say(scope)
    assert tell(scope, Event.REPORT_APPROVED, "k", lambda: Message("Told twice")) == 0
    run_pending()
    run_pending()
    [asked] = receiver.asked
    assert (asked.method, asked.path, asked.parameters) == ("POST", "/in", {"key": "1"})
    assert asked.headers["content-type"] == "application/json; charset=utf-8"
    told = json.loads(asked.body)
    assert (told["title"], told["type"], told["id"]) == ("Told k", "report.approved", row.webhook_id)
    instant = int(asked.headers["webhook-timestamp"])
    assert instant == int(NOW.timestamp())
    [secret] = valid_secrets(hook, NOW)
    assert asked.headers["webhook-id"] == row.webhook_id
    assert asked.headers["webhook-signature"] == signature(secret, row.webhook_id, instant, asked.body)
    row = fresh(row)
    assert (row.state, row.answer, row.attempts, row.error) == ("done", 200, 1, "")
    assert row.took_ms is not None


def test_it_leaves_if_and_only_if_the_verb_is_done(scope: Scope, make_hook: Make) -> None:
    make_hook()
    with suppress(RuntimeError), transaction.atomic():
        say(scope)
        raise RuntimeError
    assert (Delivery.objects.count(), Job.objects.filter(task="hooks.send").count()) == (0, 0)


def test_nobody_who_wants_to_know_costs_nothing(scope: Scope, make_hook: Make) -> None:
    def make() -> Message:
        raise AssertionError("nobody asked for it")

    make_hook(events=("alarms.raised",))
    assert tell(scope, Event.REPORT_APPROVED, "k", make) == 0


def test_each_webhook_hears_it_in_its_language_and_shape(
    scope: Scope, make_hook: Make, receiver: Loopback
) -> None:
    for shape, language in (("slack", "fr"), ("teams", "en")):
        make_hook(f"{receiver.address}/{shape}", shape=shape, language=language)
    assert tell(scope, Event.DIGEST, "k", lambda: of_test(scope, "A & B")) == 2
    run_pending()
    told = {asked.path: json.loads(asked.body) for asked in receiver.asked}
    assert told["/slack"]["text"].startswith("Boutique : le webhook « A &amp; B » fonctionne")
    card = told["/teams"]["attachments"][0]["content"]
    assert card["body"][0]["inlines"][0]["text"] == "Boutique: the webhook « A & B » works"
    assert card["actions"][0]["url"] == "https://comptoir.example.com/c/boutique/webhooks/"


@pytest.mark.parametrize("status", [408, 425, 429, 500, 503])
def test_a_busy_receiver_is_asked_again(
    scope: Scope, make_hook: Make, receiver: Loopback, status: int
) -> None:
    make_hook(f"{receiver.address}/in")
    receiver.first += [Reply(status, b"busy <b>now</b>")]
    row = once(say(scope))
    assert (row.state, row.answer, row.attempts) == ("queued", status, 1)
    assert row.error == f"It answers {status}: busy <b>now</b>"
    assert once(row, 2).state == "done"
    ids = {asked.headers["webhook-id"] for asked in receiver.asked}
    assert ids == {row.webhook_id}, "the same for each try"


@pytest.mark.parametrize(
    "asked", ["3600", format_datetime(NOW + timedelta(hours=1), usegmt=True)], ids=["seconds", "date"]
)
def test_retry_after_is_kept_for_all_that_is_told_there(
    scope: Scope, make_hook: Make, receiver: Loopback, asked: str
) -> None:
    make_hook(f"{receiver.address}/in")
    receiver.first += [Reply(429, b"", {"Retry-After": asked})]
    row, other = say(scope), say(scope, "other")
    assert deliver(row.pk, Holder("j", 1)) == "queued"
    deliver(other.pk, Holder("i", 1))
    for one in (fresh(row), fresh(other)):
        assert (one.state, one.due_at) == ("queued", NOW + timedelta(hours=1))
    assert len(receiver.asked) == 1
    with clock.frozen(NOW + timedelta(minutes=59)):
        assert sweep()["asked"] == 0
    with clock.frozen(NOW + timedelta(hours=1)):
        assert sweep()["asked"] == 2
        run_pending()
    assert {fresh(one).state for one in (row, other)} == {"done"}
    assert Hook.objects.get().waits_until is None


def test_a_short_wait_is_kept_without_the_next_quarter_of_an_hour(
    scope: Scope, make_hook: Make, receiver: Loopback
) -> None:
    """Slack asks for a second where two messages come at once."""
    make_hook(f"{receiver.address}/in")
    receiver.first += [Reply(429, b"", {"Retry-After": "2"})]
    row = say(scope)
    with pytest.raises(NotReadyError):
        deliver(row.pk, Holder("j", 1))
    assert fresh(row).due_at == NOW + timedelta(seconds=2)
    assert once(row, 2).state == "queued", "too early"
    assert len(receiver.asked) == 1
    with clock.frozen(NOW + timedelta(seconds=5)):
        assert once(row, 2).state == "done"


def test_a_webhook_that_is_removed_while_it_is_told_harms_nobody(
    scope: Scope, make_hook: Make, receiver: Loopback, monkeypatch: Any
) -> None:
    hook = make_hook(f"{receiver.address}/in")
    row = say(scope)
    receiver.first += [Reply(404, b"")]
    handed = delivering.hand_over

    def meanwhile(*arguments: Any) -> Any:
        outcome = handed(*arguments)
        remove_hook(scope, hook.pk)
        return outcome

    monkeypatch.setattr(delivering, "hand_over", meanwhile)
    assert deliver(row.pk, Holder("j", 1)) == "failed"
    assert deliver(row.pk, Holder("j", 2)) is None


def test_a_receiver_that_is_away_is_tried_for_a_day(scope: Scope, make_hook: Make) -> None:
    make_hook("http://127.0.0.1:9/in")
    row = say(scope)
    run_pending()
    for hours in range(26):
        for minutes in (0, 30):
            with clock.frozen(NOW + timedelta(hours=hours, minutes=minutes + 1)):
                sweep()
                run_pending()
    row = fresh(row)
    assert row.state == "failed"
    assert row.error == "Given up after a day. « 127.0.0.1 » does not answer."
    assert 10 <= row.attempts <= 14, "more and more slowly"
    hook = Hook.objects.get()
    assert (hook.stopped_at, hook.refusals) == (None, 0), "away is no refusal"


def test_an_address_that_is_gone_stops_it_and_managers_hear_of_it(
    scope: Scope, company: Any, make_member: Any, make_hook: Make, receiver: Loopback, settings: Any
) -> None:
    settings.MAIL_URL = "smtp://mail.example"
    for role in (Role.OWNER, Role.MANAGER, Role.VIEWER):
        person = make_member(company, role)
        person.language = "en"
        person.save()
    hook = make_hook(f"{receiver.address}/in")
    waiting = say(scope, "other")
    Delivery.objects.filter(pk=waiting.pk).update(due_at=NOW + timedelta(hours=1))
    receiver.first += [Reply(410, b"no_service")]
    row = once(say(scope))
    hook.refresh_from_db()
    assert (row.state, row.answer, hook.stopped_at) == ("failed", 410, NOW)
    assert fresh(waiting).state == "failed"
    assert Entry.objects.get(verb="hook.stopped").details == {"name": "Sales", "status": 410}
    assert tell(scope, Event.REPORT_APPROVED, "later", lambda: Message("later")) == 0
    run_pending()
    assert sorted(to for letter in django_mail.outbox for to in letter.to) == [
        "manager@boutique.example",
        "owner@boutique.example",
    ]
    assert "« Sales »" in django_mail.outbox[0].subject
    assert "It answers 410: no_service" in django_mail.outbox[0].body
    assert f"https://comptoir.example.com/c/boutique/webhooks/{hook.pk}/" in django_mail.outbox[0].body
    with pytest.raises(ConflictError):
        try_hook(scope, hook.pk)
    start_hook(scope, hook.pk)
    assert once(say(scope, "after")).state == "done"


def test_three_refusals_in_a_row_stop_it_and_a_success_forgets_them(
    scope: Scope, make_hook: Make, receiver: Loopback
) -> None:
    make_hook(f"{receiver.address}/in")
    refused = [Reply(400, b"invalid_blocks"), Reply(404, b""), Reply(403, b"")]
    receiver.first += [*refused[:2], Reply(204, b""), *refused]
    for number in range(5):
        once(say(scope, str(number)))
        assert Hook.objects.get().is_active
    assert once(say(scope, "5")).state == "failed"
    hook = Hook.objects.get()
    assert (hook.is_active, hook.stopped_why) == (False, "It answers 403.")


def test_redirects_are_not_followed(scope: Scope, make_hook: Make, receiver: Loopback) -> None:
    make_hook(f"{receiver.address}/in")
    receiver.first += [Reply(302, b"", {"Location": f"{receiver.address}/elsewhere"})]
    row = once(say(scope))
    assert (row.state, [asked.path for asked in receiver.asked]) == ("failed", ["/in"])
    assert row.error == "It leads elsewhere (302): give the address that it leads to."


def test_the_inside_of_the_network_is_not_told_anything(
    scope: Scope, make_hook: Make, receiver: Loopback, settings: Any, monkeypatch: Any
) -> None:
    """A name that was public when it was typed, and leads inside when something is told."""
    port = int(receiver.address.rpartition(":")[2])
    make_hook(f"https://hooks.example.com:{port}/in")
    settings.ALLOW_PRIVATE_ADDRESSES = False
    inside = [(0, 0, 0, "", ("127.0.0.1", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_asked, **_options: inside)
    row = once(say(scope))
    assert (row.state, receiver.asked) == ("failed", [])
    assert row.error.startswith("« hooks.example.com » lies inside a private network")


def test_for_a_day_both_secrets_sign(scope: Scope, make_hook: Make, receiver: Loopback) -> None:
    hook = make_hook(f"{receiver.address}/in")
    [old] = valid_secrets(hook, NOW)
    hook = rotate_secret(scope, hook.pk)
    assert renew_secrets() == 1
    hook.refresh_from_db()
    new, former = valid_secrets(hook, NOW + timedelta(hours=23))
    assert former == old != new
    assert valid_secrets(hook, NOW + timedelta(hours=24)) == [new]
    row = once(say(scope))
    [asked] = receiver.asked
    instant = int(NOW.timestamp())
    assert asked.headers["webhook-signature"].split() == [
        signature(one, row.webhook_id, instant, asked.body) for one in (new, old)
    ]
    with clock.frozen(NOW + timedelta(days=2)):
        delivering.purge()
    assert Hook.objects.get().former_secret == ""


def test_a_report_in_quiet_hours_waits_for_their_end(
    scope: Scope, make_hook: Make, receiver: Loopback
) -> None:
    """Nine in Paris: quiet until ten by the webhook, and until noon by the company."""
    hook = make_hook(f"{receiver.address}/in", quiet_from=time(8), quiet_to=time(10))
    choose(scope, Choices(quiet_from=time(9, 30), quiet_to=time(12)))
    row = say(scope)
    noon = datetime(2026, 6, 29, 10, tzinfo=UTC)
    assert row.due_at == noon
    try_hook(scope, hook.pk)
    run_pending()
    assert [json.loads(asked.body)["type"] for asked in receiver.asked] == ["webhook.tested"], "at any hour"
    with clock.frozen(noon - timedelta(minutes=15)):
        assert sweep() == {"given_up": 0, "asked": 0}
    with clock.frozen(noon):
        sweep()
        run_pending()
    assert fresh(row).state == "done"


def test_a_pause_holds_what_waits_and_catches_nothing_up(
    scope: Scope, make_hook: Make, receiver: Loopback
) -> None:
    hook = make_hook(f"{receiver.address}/in")
    row = say(scope)
    pause_hook(scope, hook.pk)
    run_pending()
    assert tell(scope, Event.REPORT_APPROVED, "later", lambda: Message("later")) == 0
    assert (receiver.asked, fresh(row).state) == ([], "queued")
    with clock.frozen(NOW + timedelta(hours=1)):
        start_hook(scope, hook.pk)
        assert Hook.objects.get().since == NOW + timedelta(hours=1)
        sweep()
        run_pending()
    assert fresh(row).state == "done"


def test_a_pause_that_lasts_is_given_up(scope: Scope, make_hook: Make) -> None:
    hook = make_hook()
    row = say(scope)
    pause_hook(scope, hook.pk)
    with clock.frozen(NOW + timedelta(days=3, minutes=1)):
        assert sweep() == {"given_up": 1, "asked": 0}
    assert fresh(row).error.startswith("Given up: the webhook was paused")


def test_who_dies_while_it_is_told_tells_again_under_the_same_id(
    scope: Scope, make_hook: Make, receiver: Loopback, monkeypatch: Any
) -> None:
    make_hook(f"{receiver.address}/in")
    row = say(scope)

    def die(*_arguments: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(delivering, "_end", die)
        with pytest.raises(KeyboardInterrupt):
            deliver(row.pk, Holder("j", 1))
    assert fresh(row).state == "sending"
    assert deliver(row.pk, Holder("another", 1)) == "sending", "whoever holds it may still be at it"
    assert len(receiver.asked) == 1
    assert deliver(row.pk, Holder("j", 2)) == "done"
    assert {asked.headers["webhook-id"] for asked in receiver.asked} == {row.webhook_id}
    assert len(receiver.asked) == 2


def test_what_was_lost_for_long_is_asked_for_again(scope: Scope, make_hook: Make, receiver: Loopback) -> None:
    make_hook(f"{receiver.address}/in")
    row = say(scope)
    Job.objects.all().delete()
    Delivery.objects.filter(pk=row.pk).update(state="sending", claim="gone:1", tried_at=NOW)
    with clock.frozen(NOW + timedelta(minutes=14)):
        assert sweep()["asked"] == 0
    with clock.frozen(NOW + timedelta(minutes=16)):
        assert sweep()["asked"] == 1
        run_pending()
    assert fresh(row).state == "done"


def test_a_person_sends_again_under_the_same_id(scope: Scope, make_hook: Make, receiver: Loopback) -> None:
    hook = make_hook(f"{receiver.address}/in")
    receiver.first += [Reply(404, b"")]
    row = once(say(scope))
    with pytest.raises(ConflictError):
        send_again(scope, say(scope, "waiting").pk)
    wanted = Wanted("Sales", "generic", ("report.approved",), "en")
    change_hook(scope, hook.pk, wanted, f"{receiver.address}/right")
    with clock.frozen(NOW + timedelta(days=2)):
        send_again(scope, row.pk)
        run_pending()
    row = fresh(row)
    assert (row.state, row.answer, receiver.asked[-1].path) == ("done", 200, "/right")
    assert json.loads(receiver.asked[-1].body)["timestamp"] == "2026-06-29T07:00:00Z", "when it happened"
    assert Entry.objects.filter(verb="hook.sent_again").count() == 1


def test_old_lines_of_the_journal_go(scope: Scope, make_hook: Make, receiver: Loopback) -> None:
    make_hook(f"{receiver.address}/in")
    old = once(say(scope))
    with clock.frozen(NOW + timedelta(days=91)):
        waiting = say(scope, "new")
        assert delivering.purge() == 1
    assert list(Delivery.objects.all()) == [waiting]
    assert old.state == "done"
