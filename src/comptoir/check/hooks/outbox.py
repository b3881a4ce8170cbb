"""Into the outbox: one row for each webhook that wants to know, in the transaction of the verb, and a job for each."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils import translation

from comptoir.check.hooks.messages import Message
from comptoir.check.hooks.models import Delivery, Hook
from comptoir.check.hooks.queries import company_hours, free_at
from comptoir.check.hooks.words import Event
from comptoir.core import clock
from comptoir.core.companies.api import Scope
from comptoir.core.jobs.api import enqueue_system

SEND = "hooks.send"
_TITLE = 300


def tell(scope: Scope, event: Event, key: str, make: Callable[[], Message]) -> int:
    """Have the company's webhooks that want `event` told of it, each once under `key`; how many there were.

    Call it within the transaction of the verb: the messages leave if and only if the verb is done. `make` writes the
    message in the language of the moment; it is called once for each language that is wanted, and not at all where
    nobody wants to know. `key` names what happened ("report:7:approved:2026-11-23T07:00:00").
    """
    hooks = Hook.objects.filter(company_id=scope.company_id, is_paused=False, stopped_at=None)
    kept: dict[str, Message] = {}
    count = 0
    for hook in hooks:
        if event not in hook.events:
            continue
        if hook.language not in kept:
            with translation.override(hook.language):
                kept[hook.language] = make()
        count += post(scope, hook, event, key, kept[hook.language]) is not None
    return count


def post(scope: Scope, hook: Hook, event: Event, key: str, message: Message) -> int | None:
    """One message to one webhook. The number of its row; None where the key was used before."""
    unique_key = f"{hook.pk}:{key}"
    with transaction.atomic():
        if Delivery.objects.filter(unique_key=unique_key).exists():
            return None
        now = clock.now()
        is_test = event is Event.TEST
        row = Delivery.objects.create(
            hook=hook,
            event=event,
            unique_key=unique_key,
            webhook_id=f"msg_{uuid4().hex}",
            title=message.title[:_TITLE],
            content=message.to_json(),
            created_at=now,
            queued_at=now,
            due_at=now if is_test else free_at(hook, company_hours(scope), scope.zone, now),
        )
        ask(row)
    return row.pk


def ask(row: Delivery, at: datetime | None = None) -> None:
    """A job for the row, whatever became of those before. Two of them do no harm: a row is handed over by one."""
    enqueue_system(SEND, {"delivery": row.pk}, unique_key=f"{row.pk}:{(at or row.queued_at).isoformat()}")
