"""The documentation is what is sent: its example, its schema, its recipe."""

import json
import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from comptoir.check.hooks.actions import try_hook
from comptoir.check.hooks.api import Event, ReportNews, tell_report
from comptoir.check.hooks.generic import VERSION
from comptoir.check.hooks.handing import body_of
from comptoir.check.hooks.models import Delivery, Hook
from comptoir.check.hooks.queries import valid_secrets
from comptoir.check.hooks.signing import new_secret, signature_headers
from comptoir.check.hooks.telling import tell_due
from comptoir.check.hooks.tests.conftest import NOW
from comptoir.check.hooks.tests.test_telling import a_day
from comptoir.check.hooks.words import Event as Words
from comptoir.connectors.connections.api import Connection, add_connection
from comptoir.core import clock
from comptoir.core.companies.api import Scope
from comptoir.decide.anomalies.storing import keep
from comptoir.decide.anomalies.tests.seen import cut, drop, look_of

DOCS = Path(__file__).parents[5] / "docs"
SCHEMA = json.loads((DOCS / "webhooks.schema.json").read_text("utf-8"))
CHECK = jsonschema_rs.validator_for(SCHEMA)


def block(language: str) -> str:
    text = (DOCS / "webhooks.md").read_text("utf-8")
    [found] = re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)
    return found


@pytest.fixture
def is_from_comptoir() -> Any:
    known: dict[str, Any] = {}
    exec(block("python"), known)  # noqa: S102 - the recipe of the documentation, as a reader would paste it
    return known["is_from_comptoir"]


@pytest.mark.django_db
def test_the_example_is_what_is_sent(scope: Scope, make_hook: Callable[..., Hook]) -> None:
    make_hook()
    example = json.loads(block("json"))
    CHECK.validate(example)
    news = ReportNews(7, "weekly", "16 to 22 November 2026", date(2026, 11, 16), date(2026, 11, 22))
    with clock.frozen(NOW.replace(month=11, day=23)):
        assert tell_report(scope, Event.REPORT_APPROVED, news, stamp=clock.now()) == 1
        assert tell_report(scope, Event.REPORT_APPROVED, news, stamp=clock.now()) == 0
    row = Delivery.objects.get()
    sent = json.loads(body_of(row))
    assert sent == {**example, "id": row.webhook_id}
    assert SCHEMA["properties"]["version"]["const"] == VERSION


@pytest.mark.django_db
def test_whatever_is_told_has_the_documented_shape(
    scope: Scope, make_hook: Callable[..., Hook], monkeypatch: pytest.MonkeyPatch
) -> None:
    with clock.frozen(NOW - timedelta(days=1)):
        hook = make_hook()
    keep(scope, look_of(drop(), cut()))
    values = {"address": "https://shop.example", "key": "ck_1", "secret": "cs_1"}
    add_connection(scope, "woocommerce", values, name="Shop")
    Connection.objects.update(failure="The key is wrong.", failing_since=NOW, is_permanent=True)
    monkeypatch.setattr("comptoir.check.hooks.telling.morning", lambda _scope: a_day())
    assert tell_due(scope, NOW) == {"digests": 1, "alarms": 1, "connections": 1}
    try_hook(scope, hook.pk)
    for event in (Event.REPORT_READY, Event.REPORT_APPROVED, Event.REPORT_SENT):
        tell_report(scope, event, ReportNews(1, "weekly", "W", NOW.date(), NOW.date()), stamp=NOW)
    seen = set()
    for row in Delivery.objects.select_related("hook__company"):
        told = json.loads(body_of(row))
        CHECK.validate(told)
        assert not CHECK.is_valid({**told, "data": {**told["data"], "alarms": 1, "title": 1, "name": 1}})
        seen.add(told["type"])
    known = {one.value for one in Words}
    assert seen == known == set(SCHEMA["properties"]["type"]["enum"])
    assert all(f"`{name}`" in (DOCS / "webhooks.md").read_text("utf-8") for name in known)


def test_the_recipe_believes_comptoir_and_nobody_else(is_from_comptoir: Any) -> None:
    new, old = new_secret(), new_secret()
    body, instant = '{"title": "é"}'.encode(), int(NOW.timestamp())
    headers = signature_headers([new, old], "msg_1", instant, body)
    for secret in (new, old):
        assert is_from_comptoir(secret, headers, body, now=instant + 60)
    assert not is_from_comptoir(new_secret(), headers, body, now=instant)
    assert not is_from_comptoir(new, headers, body + b" ", now=instant)
    assert not is_from_comptoir(new, {**headers, "webhook-id": "msg_2"}, body, now=instant)
    assert not is_from_comptoir(new, headers, body, now=instant + 301)
    unsigned = {**headers, "webhook-signature": "v1a,abc v1,"}
    assert not is_from_comptoir(new, unsigned, body, now=instant)


@pytest.mark.django_db
def test_the_recipe_believes_what_is_handed_over(
    scope: Scope, make_hook: Callable[..., Hook], is_from_comptoir: Any
) -> None:
    hook = make_hook()
    try_hook(scope, hook.pk)
    row = Delivery.objects.get()
    [secret] = valid_secrets(hook, NOW)
    instant = int(NOW.timestamp())
    body = body_of(row)
    headers = signature_headers([secret], row.webhook_id, instant, body)
    assert is_from_comptoir(secret, headers, body, now=instant)
