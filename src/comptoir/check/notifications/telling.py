"""The mails themselves: what is due is written into the outbox, once."""

import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.check.notifications.models import ToldAlarm, Wish
from comptoir.check.notifications.queries import digest_is_due, news_for, readers
from comptoir.check.notifications.stopping import stop_address
from comptoir.core.companies.api import Scope
from comptoir.core.mail.api import Kind, Letter, absolute, post
from comptoir.decide.anomalies.api import Listed, money_words, sentence, title
from comptoir.decide.review.api import morning

logger = logging.getLogger(__name__)


def is_due(scope: Scope, now: datetime) -> bool:
    """Whether anybody is to be told something: asked often, so it works nothing out."""
    return any(
        (digest_is_due(wish, own, now) and not _was_told(wish, own, now)) or news_for(wish, own, now)
        for wish, own in readers(scope)
    )


def tell(scope: Scope, now: datetime) -> dict[str, int]:
    """What is due to each reader, in the reader's language. Twice does no harm: each mail has its key.

    Alarms first, which are there already; a digest is worked out. What fails holds back nothing else: it is raised once
    all others are told.
    """
    known = list(readers(scope))
    kept: dict[str, Any] = {}

    def digest(wish: Wish, own: Scope) -> int:
        if not digest_is_due(wish, own, now) or _was_told(wish, own, now):
            return 0
        return _post_digest(wish, own, _key(wish, own, now), kept)

    alarms, failed = _each(known, lambda wish, own: _post_alarms(wish, own, now))
    digests, others = _each(known, digest)
    for error in (*failed, *others):
        raise error
    return {"digests": digests, "alarms": alarms}


def _each(
    known: Sequence[tuple[Wish, Scope]], post_to: Callable[[Wish, Scope], int]
) -> tuple[int, list[Exception]]:
    """How many mails were written, and what went wrong with the others."""
    count, failed = 0, []
    for wish, own in known:
        try:
            with translation.override(wish.person.language):
                count += post_to(wish, own)
        except Exception as error:
            logger.exception("company %s: reader %s is not told", own.slug, wish.person_id)
            failed.append(error)
    return count, failed


def tell_now(scope: Scope, key: str) -> bool:
    """A digest for who asks for one to see what it looks like. False while nothing is loaded."""
    wish, _is_new = Wish.objects.get_or_create(company_id=scope.company_id, person_id=scope.actor_id)
    with translation.override(wish.person.language):
        return bool(_post_digest(wish, scope, key, {}, Kind.TRIAL))


def _key(wish: Wish, scope: Scope, now: datetime) -> str:
    return f"digest:{scope.company_id}:{wish.person_id}:{now.astimezone(scope.zone).date()}"


def _was_told(wish: Wish, scope: Scope, now: datetime) -> bool:
    return wish.last_digest == now.astimezone(scope.zone).date()


def _post_digest(wish: Wish, scope: Scope, key: str, kept: dict[str, Any], kind: Kind = Kind.DIGEST) -> int:
    """Figures are the same for every reader of a language: they are worked out once."""
    language = wish.person.language
    if language not in kept:
        kept[language] = None  # where it fails it fails for all who read it: once is enough
        kept[language] = morning(scope)
    found = kept[language]
    if found is None:
        return 0
    subject = _("%(company)s, %(day)s") % {"company": scope.name, "day": found.day}
    context = {"found": found, "subject": subject, "footer": _("Your morning digest of %(company)s.")}
    return int(_post(wish, scope, "digest", subject, context, kind, key))


def _post_alarms(wish: Wish, scope: Scope, now: datetime) -> int:
    """All that is new in one mail; that it was told is written with it."""
    news = news_for(wish, scope, now)
    if not news:
        return 0
    names = sorted(one.fingerprint for one in news)
    digest = hashlib.sha256(" ".join(names).encode()).hexdigest()[:24]
    subject = _alarms_subject(scope, news)
    context = {
        "subject": subject,
        "footer": _("Alarms of %(company)s."),
        "address": reverse("anomalies:list", kwargs={"company": scope.slug}),
        "alarms": [
            (title(one.alarm), sentence(one.alarm, scope.currency), money_words(one.alarm, scope.currency))
            for one in news
        ],
    }
    with transaction.atomic():
        ToldAlarm.objects.bulk_create(ToldAlarm(wish=wish, fingerprint=name, told_at=now) for name in names)
        key = f"alarms:{scope.company_id}:{wish.person_id}:{digest}"
        return int(_post(wish, scope, "alarms", subject, context, Kind.ALARM, key))


def _alarms_subject(scope: Scope, news: Sequence[Listed]) -> str:
    words = ngettext("%(company)s: %(first)s", "%(company)s: %(count)d alarms, first %(first)s", len(news))
    return words % {"company": scope.name, "count": len(news), "first": title(news[0].alarm)}


def _post(
    wish: Wish, scope: Scope, name: str, subject: str, context: Mapping[str, Any], kind: Kind, key: str
) -> bool:
    stop = stop_address(wish) if kind is Kind.DIGEST else ""
    page = absolute(reverse("notifications:page", kwargs={"company": scope.slug}))
    told = {
        **context,
        "company": scope.name,
        "language": translation.get_language(),
        "footer": context["footer"] % {"company": scope.name},
        "choices": page,
        "stop": stop,
    }
    headers = (
        {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
        if stop
        else {}
    )
    letter = Letter(
        wish.person.email,
        subject,
        render_to_string(f"notifications/{name}.txt", told),
        render_to_string(f"notifications/{name}.html", told),
        headers=headers,
    )
    with transaction.atomic():
        if kind is Kind.DIGEST:
            Wish.objects.filter(pk=wish.pk).update(last_digest=key.rpartition(":")[2])
        number = post(letter, kind, key, company_id=scope.company_id, person_id=wish.person_id)
    return number is not None
