"""The last turn of a report: it was sent."""

from django.utils.translation import gettext as _

from comptoir.check.reports.models import State
from comptoir.check.reports.queries import Kept, kept, own_row
from comptoir.core.audit.api import revise
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError


def mark_sent(scope: Scope, number: int, *, unapproved: bool = False) -> Kept:
    """Within the transaction that sends it. A draft is refused, unless its schedule asks for no approval; what was sent
    stays sent, and may go to more people."""
    scope.require(Permission.APPROVE_REPORTS)
    row = own_row(scope, number, for_update=True)
    if row.state == State.DRAFT and not unapproved:
        raise ConflictError(
            _("This report is a draft: nobody has approved it."), advice=_("Approve it first; then send it.")
        )
    revise(
        scope,
        row,
        ("state",),
        {"state": State.SENT},
        "report.sent",
        f"report:{row.pk}",
        told=lambda one: {"state": one["state"]},
    )
    return kept(row)
