"""The door of webhooks.

with transaction.atomic():
    ...the verb...
    tell_report(scope, Event.REPORT_APPROVED, ReportNews(7, "weekly", "Week 47", first, last), stamp=approved_at)

`tell` takes any message, under a key that names what happened; see `outbox`.
"""

from datetime import datetime

from comptoir.check.hooks.actions import renew_secrets
from comptoir.check.hooks.composing import ReportNews, of_report
from comptoir.check.hooks.messages import Item, Message
from comptoir.check.hooks.outbox import tell
from comptoir.check.hooks.words import Event
from comptoir.core.companies.api import Scope

__all__ = ["Event", "Item", "Message", "ReportNews", "renew_secrets", "tell", "tell_report"]


def tell_report(scope: Scope, event: Event, news: ReportNews, *, stamp: datetime) -> int:
    """Tell the webhooks that want to know of it; how many there were. Call it within the transaction of the verb.

    `stamp` is the instant of the verb (built, approved, sent): the same one never tells twice, a report that is opened
    again and approved anew is told anew.
    """
    key = f"report:{news.number}:{event.value}:{stamp.isoformat()}"
    return tell(scope, event, key, lambda: of_report(scope, event, news))
