"""What is told, in the language of the moment: for people, and as plain values for programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from comptoir.check.hooks.messages import Item, Message
from comptoir.check.hooks.words import Event
from comptoir.connectors.connections.api import Connection
from comptoir.core.companies.api import Scope
from comptoir.core.mail.api import absolute
from comptoir.decide.anomalies.api import Listed, money_words, sentence, title, told


@dataclass(frozen=True, slots=True)
class ReportNews:
    """A report to be told of."""

    number: int
    template: str
    title: str
    """Its period in words."""
    first_day: date
    last_day: date


def of_test(scope: Scope, name: str) -> Message:
    return Message(
        _("%(company)s: the webhook « %(name)s » works") % {"company": scope.name, "name": name},
        (_("This is a test message of Comptoir; nothing has happened."),),
        link=_page(scope, "hooks:list"),
        link_label=_("Open the webhooks"),
    )


def of_alarms(scope: Scope, news: Sequence[Listed]) -> Message:
    words = ngettext("%(company)s: %(first)s", "%(company)s: %(count)d alarms, first %(first)s", len(news))
    named = {"company": scope.name, "count": len(news), "first": title(news[0].alarm)}
    page = _page(scope, "anomalies:list")
    items = [
        Item(
            title(one.alarm),
            " ".join(
                part
                for part in (sentence(one.alarm, scope.currency), money_words(one.alarm, scope.currency))
                if part
            ),
        )
        for one in news
    ]
    data = [{**told(one.alarm, scope.currency), "fingerprint": one.fingerprint} for one in news]
    return Message(
        words % named,
        items=tuple(items),
        link=page,
        link_label=_("Open the alarms"),
        data={"currency": scope.currency, "alarms": data},
    )


_REPORTS = {
    Event.REPORT_READY: lambda: _("%(company)s: the report « %(title)s » is ready to be approved"),
    Event.REPORT_APPROVED: lambda: _("%(company)s: the report « %(title)s » is approved"),
    Event.REPORT_SENT: lambda: _("%(company)s: the report « %(title)s » was sent"),
}


def of_report(scope: Scope, event: Event, news: ReportNews) -> Message:
    return Message(
        _REPORTS[event]() % {"company": scope.name, "title": news.title},
        link=_page(scope, "reports:report", number=news.number),
        link_label=_("Open the report"),
        data={
            "number": news.number,
            "template": news.template,
            "title": news.title,
            "first_day": news.first_day.isoformat(),
            "last_day": news.last_day.isoformat(),
        },
    )


def of_connection(scope: Scope, held: Connection) -> Message:
    since = held.failing_since
    return Message(
        _("%(company)s: the connection « %(name)s » has to be repaired")
        % {"company": scope.name, "name": held.name},
        (held.failure,),
        link=_page(scope, "sync:connection", key=held.pk),
        link_label=_("Open the connection"),
        data={
            "connection": held.pk,
            "vendor": held.vendor,
            "name": held.name,
            "since": since.isoformat(timespec="seconds") if since else None,
            "reason": held.failure,
        },
    )


def _page(scope: Scope, name: str, **more: Any) -> str:
    try:
        return absolute(reverse(name, kwargs={"company": scope.slug, **more}))
    except NoReverseMatch:  # a site without that room
        return ""
