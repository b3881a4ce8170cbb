"""What no verb tells: the morning digest at its hour, alarms and broken connections as they are found, each once."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import translation

from comptoir.check.hooks.composing import of_alarms, of_connection
from comptoir.check.hooks.models import Hook, ToldNews
from comptoir.check.hooks.morning import of_digest
from comptoir.check.hooks.outbox import post
from comptoir.check.hooks.queries import company_hours, free_at
from comptoir.check.hooks.words import Event
from comptoir.core.companies.api import Scope
from comptoir.decide.anomalies.api import Listed, listed
from comptoir.decide.review.api import morning
from comptoir.measure.sync.api import Status, statuses

BROKEN = "broken"


def is_due(scope: Scope, now: datetime) -> bool:
    """Whether anything is to be told: asked often, so it works nothing out."""
    return any(
        digest_is_due(scope, hook, now) or news_for(scope, hook) or broken_for(scope, hook)
        for hook in _listening(scope, now)
    )


def tell_due(scope: Scope, now: datetime) -> dict[str, int]:
    """What is due to each webhook, in its language. Twice does no harm: each message has its key."""
    done = {"digests": 0, "alarms": 0, "connections": 0}
    kept: dict[str, Any] = {}
    for hook in _listening(scope, now):
        with translation.override(hook.language):
            done["alarms"] += _post_alarms(scope, hook, now)
            done["connections"] += sum(_post_broken(scope, hook, one, now) for one in broken_for(scope, hook))
    for hook in _listening(scope, now):
        # Last: it takes longest, and what fails of it keeps no alarm back.
        if digest_is_due(scope, hook, now):
            with translation.override(hook.language):
                done["digests"] += _post_digest(scope, hook, now, kept)
    return done


def _listening(scope: Scope, now: datetime) -> list[Hook]:
    """Those that may be told something at that instant: what is found in quiet hours is told after them, at once."""
    rows = Hook.objects.filter(company_id=scope.company_id, is_paused=False, stopped_at=None)
    found = list(rows)
    if not found:
        return []
    hours = company_hours(scope)
    return [hook for hook in found if free_at(hook, hours, scope.zone, now) == now]


def digest_is_due(scope: Scope, hook: Hook, now: datetime) -> bool:
    """Its hour of today has come and it was asked for before; days that were slept through are not caught up."""
    if Event.DIGEST not in hook.events:
        return False
    local = now.astimezone(scope.zone)
    slot = datetime.combine(local.date(), hook.hour, scope.zone)
    return slot <= local and hook.since <= slot and hook.last_digest != local.date()


def news_for(scope: Scope, hook: Hook) -> list[Listed]:
    """Open alarms that the company's quiet hours let through and the webhook was not told of."""
    if Event.ALARMS not in hook.events:
        return []
    told = _told(hook)
    return [
        one
        for one in listed(scope)
        if one.told_at is not None
        and one.acknowledged_at is None
        and one.found_at >= hook.since
        and one.fingerprint not in told
    ]


def broken_for(scope: Scope, hook: Hook) -> list[Status]:
    """Connections that wait for a person since the webhook listens."""
    if Event.CONNECTION not in hook.events:
        return []
    told = _told(hook)
    return [
        one
        for one in statuses(scope)
        if one.freshness == BROKEN
        and one.held.failing_since is not None
        and one.held.failing_since >= hook.since
        and _name_of(one) not in told
    ]


def _told(hook: Hook) -> set[str]:
    return set(ToldNews.objects.filter(hook=hook).values_list("fingerprint", flat=True))


def _name_of(one: Status) -> str:
    return f"connection:{one.held.pk}:{one.held.failing_since:%Y%m%d%H%M%S}"


def _post_digest(scope: Scope, hook: Hook, now: datetime, kept: dict[str, Any]) -> int:
    """Figures are the same for every webhook of a language: they are worked out once."""
    if hook.language not in kept:
        kept[hook.language] = morning(scope)
    found = kept[hook.language]
    if found is None:
        return 0
    day = now.astimezone(scope.zone).date()
    with transaction.atomic():
        Hook.objects.filter(pk=hook.pk).update(last_digest=day)
        return int(post(scope, hook, Event.DIGEST, f"digest:{day}", of_digest(scope, found)) is not None)


def _post_alarms(scope: Scope, hook: Hook, now: datetime) -> int:
    """All that is new in one message; that it was told is written with it."""
    news = news_for(scope, hook)
    if not news:
        return 0
    names = sorted(one.fingerprint for one in news)
    with transaction.atomic():
        _note(hook, names, now)
        digest = hashlib.sha256(" ".join(names).encode()).hexdigest()[:24]
        return int(post(scope, hook, Event.ALARMS, f"alarms:{digest}", of_alarms(scope, news)) is not None)


def _post_broken(scope: Scope, hook: Hook, one: Status, now: datetime) -> int:
    name = _name_of(one)
    with transaction.atomic():
        _note(hook, [name], now)
        return int(post(scope, hook, Event.CONNECTION, name, of_connection(scope, one.held)) is not None)


def _note(hook: Hook, names: Sequence[str], now: datetime) -> None:
    ToldNews.objects.bulk_create(ToldNews(hook=hook, fingerprint=name, told_at=now) for name in names)
