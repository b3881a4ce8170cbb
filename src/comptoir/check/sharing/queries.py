"""Reads of shared reports: the links of one, and what a secret opens."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from comptoir.check.reports.api import Kept, State, report
from comptoir.check.sharing.models import ReportLink
from comptoir.core import clock
from comptoir.core.companies.api import REPORT, Permission, Scope, access_guest, open_guest_link
from comptoir.core.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Line:
    """A link in the list of a report."""

    id: int
    label: str
    made_by: str
    """Empty: on the command line."""
    last_day: date
    """On which it shows the report."""
    opened: int
    last_opened_at: datetime | None
    has_password: bool
    may_download: bool
    comments: int
    is_ended: bool


def links(scope: Scope, number: int) -> list[Line]:
    """Of a report: those that are open first, the newest first."""
    scope.require(Permission.SHARE)
    report(scope, number)
    rows = own_links(scope, number).select_related("link__created_by")
    return sorted((_line(row) for row in rows), key=lambda one: (one.is_ended, -one.id))


def own_links(scope: Scope, number: int) -> QuerySet[ReportLink]:
    return ReportLink.objects.filter(
        link__company_id=scope.company_id, report__company_id=scope.company_id, report_id=number
    )


@dataclass(frozen=True, slots=True)
class Opened:
    """What a secret opens, once its password is given."""

    row: ReportLink
    scope: Scope
    kept: Kept

    @property
    def is_at_rest(self) -> bool:
        """The report is being corrected: nothing of a draft is shown to anybody outside."""
        return self.kept.line.state is State.DRAFT


def opened(secret: str) -> Opened:
    """NotFoundError for a link that is made up, ended, revoked, of something else, or whose maker may share no more."""
    scope = access_guest(secret, REPORT)
    link = open_guest_link(secret)
    row = ReportLink.objects.filter(link=link).first() if link else None
    if row is None:
        raise NotFoundError("")
    return Opened(row, scope, report(scope, row.report_id))


def _line(row: ReportLink) -> Line:
    link = row.link
    return Line(
        row.pk,
        link.label,
        link.created_by.email if link.created_by else "",
        timezone.localdate(link.expires_at - timedelta(seconds=1)),
        row.opened,
        row.last_opened_at,
        bool(row.password),
        row.may_download,
        len(row.comments),
        link.revoked_at is not None or link.expires_at <= clock.now(),
    )
