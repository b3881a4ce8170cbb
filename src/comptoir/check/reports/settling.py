"""The turns of a report that others are told of: it waits to be approved, it was sent."""

from typing import Any

from django.utils.translation import gettext as _

from comptoir.check.hooks.api import Event, ReportNews, tell_report
from comptoir.check.reports.models import State, StoredReport
from comptoir.check.reports.queries import Kept, kept, own_row
from comptoir.core import clock
from comptoir.core.audit.api import revise
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError


def tell_ready(scope: Scope, number: int) -> None:
    """Within the transaction of whoever had the draft built and waits for somebody to approve it."""
    row = own_row(scope, number)
    tell_report(scope, Event.REPORT_READY, news_of(row), stamp=row.built_at)


def news_of(row: StoredReport) -> ReportNews:
    return ReportNews(row.pk, row.template, row.title, row.first_day, row.last_day)


def mark_sent(scope: Scope, number: int, *, unapproved: bool = False, planner: str = "") -> Kept:
    """Within the transaction that sends it. A draft is refused, unless its schedule, which `planner` set, asks for no
    approval; what was sent stays sent, and may go to more people."""
    scope.require(Permission.APPROVE_REPORTS)
    row = own_row(scope, number, for_update=True)
    if row.state == State.DRAFT and not unapproved:
        raise ConflictError(
            _("This report is a draft: nobody has approved it."), advice=_("Approve it first; then send it.")
        )
    changes: dict[str, Any] = {"state": State.SENT}
    if row.state == State.DRAFT:
        changes |= {
            "released_at": clock.now(),
            "released_by": scope.actor or planner,
            "is_by_schedule": not scope.actor,
        }
    if row.state != State.SENT:
        tell_report(scope, Event.REPORT_SENT, news_of(row), stamp=clock.now())
    revise(
        scope,
        row,
        changes.keys(),
        changes,
        "report.sent",
        f"report:{row.pk}",
        told=lambda one: {"state": one["state"]},
    )
    return kept(row)
