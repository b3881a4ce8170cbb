"""Reads of a company's mails."""

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import NotFoundError
from comptoir.core.mail.models import Mail


def mails(
    scope: Scope,
    *,
    state: str = "",
    kind: str = "",
    to: str = "",
    start: date | None = None,
    end: date | None = None,
) -> QuerySet[Mail]:
    """The newest first; `start` and `end` are days of the company, both included."""
    scope.require(Permission.VIEW_AUDIT)
    found = own_rows(scope).defer("content")
    if state:
        found = found.filter(state=state)
    if kind:
        found = found.filter(kind=kind)
    if to:
        found = found.filter(to__icontains=to)
    if start:
        found = found.filter(created_at__gte=datetime.combine(start, time(), scope.zone))
    if end and end < date.max:
        found = found.filter(created_at__lt=datetime.combine(end + timedelta(days=1), time(), scope.zone))
    return found


def own_rows(scope: Scope) -> QuerySet[Mail]:
    return Mail.objects.filter(company_id=scope.company_id)


def own_row(scope: Scope, number: int) -> Mail:
    """Locked until the end of the transaction."""
    row = own_rows(scope).select_for_update(of=("self",)).filter(pk=number).first()
    if row is None:
        raise NotFoundError(
            _("There is no mail %(id)d in %(company)s.") % {"id": number, "company": scope.name}
        )
    return row
