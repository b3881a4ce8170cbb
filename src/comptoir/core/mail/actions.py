"""The verbs on mails: permission, one transaction, audit."""

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError
from comptoir.core.mail.outbox import ask
from comptoir.core.mail.queries import own_row
from comptoir.core.mail.words import State


def send_again(scope: Scope, number: int) -> None:
    """A person decides that a mail which failed or is in doubt leaves once more."""
    scope.require(Permission.VIEW_AUDIT)
    scope.require(Permission.SHARE)
    with transaction.atomic():
        row = own_row(scope, number)
        if not row.may_go_again:
            raise ConflictError(
                _("This mail cannot be sent again (%(state)s).") % {"state": row.get_state_display().lower()},
                advice=_("Its text is no longer kept: have it made anew where it comes from."),
            )
        before = row.state
        row.state, row.claim, row.error, row.queued_at = State.QUEUED, "", "", clock.now()
        row.save(update_fields=("state", "claim", "error", "queued_at"))
        # The trail names the row, never the person.
        record(scope, "mail.sent_again", f"mail:{row.pk}", kind=row.kind, state=before)
        ask(row)
