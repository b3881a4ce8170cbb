"""Verbs of shared reports: make a link, revoke it, note that it was opened."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from comptoir.check.reports.api import State, report
from comptoir.check.sharing.models import ReportLink
from comptoir.check.sharing.queries import Opened, own_links
from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.companies.api import REPORT, Permission, Scope, create_guest_link, revoke_guest_link
from comptoir.core.errors import ConflictError, InputError, NotFoundError

LONGEST_DAYS = 365
SHORTEST_PASSWORD = 8


def share(
    scope: Scope,
    number: int,
    label: str,
    last_day: date,
    *,
    password: str = "",
    comments: Collection[int] = (),
    may_download: bool = False,
) -> tuple[ReportLink, str]:
    """A link that shows an approved or sent report to the end of `last_day`, and the secret of its address, which can
    be told only now."""
    scope.require(Permission.SHARE)
    kept = report(scope, number)
    if kept.line.state is State.DRAFT:
        raise ConflictError(
            _("This report is a draft."), advice=_("Approve it first: only then can it be shared.")
        )
    known = {one.id for said in kept.remarks.comments.values() for one in said}
    if not set(comments) <= known:
        raise NotFoundError(_("There is no such comment."))
    if password and len(password) < SHORTEST_PASSWORD:
        raise InputError(
            _("The password has %(count)d letters.") % {"count": len(password)},
            _("Allowed: at least %(least)d, or none at all.") % {"least": SHORTEST_PASSWORD},
        )
    valid_for = _until(scope, last_day) - clock.now()
    with transaction.atomic():
        link, secret = create_guest_link(scope, label, [REPORT], valid_for)
        row = ReportLink.objects.create(
            link=link,
            report_id=number,
            password=make_password(password) if password else "",
            comments=sorted(set(comments)),
            may_download=may_download,
        )
        record(scope, "report.shared", f"report:{number}", title=kept.line.title, name=link.label)
    return row, secret


def revoke(scope: Scope, number: int, link: int) -> None:
    """Twice does no harm."""
    scope.require(Permission.SHARE)
    with transaction.atomic():
        row = own_links(scope, number).select_related("link").filter(pk=link).first()
        if row is None:
            raise NotFoundError(_("There is no such link in %(company)s.") % {"company": scope.name})
        if row.link.revoked_at is None:
            revoke_guest_link(scope, row.link_id)


def note_opening(opened: Opened) -> None:
    """Counted in the database, so that two at once are two."""
    ReportLink.objects.filter(pk=opened.row.pk).update(opened=F("opened") + 1, last_opened_at=clock.now())


def is_password(opened: Opened, password: str) -> bool:
    return check_password(password, opened.row.password)


def _until(scope: Scope, last_day: date) -> datetime:
    """The end of that day, where the company is."""
    today = scope.today()
    if not today <= last_day <= today + timedelta(days=LONGEST_DAYS):
        raise InputError(
            _("The link would end on %(day)s.") % {"day": last_day},
            _("Allowed: from today to %(day)s, a year at most.")
            % {"day": today + timedelta(days=LONGEST_DAYS)},
        )
    return datetime.combine(last_day + timedelta(days=1), time(), scope.zone)
