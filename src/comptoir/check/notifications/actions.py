"""The verbs of a person on what they are told: their own choices, in one transaction, with audit."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.check.notifications.models import Rhythm, Wish
from comptoir.check.notifications.queries import Hours, wishes_of
from comptoir.check.notifications.tasks import TRIAL
from comptoir.core import clock
from comptoir.core.accounts.api import User
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError, InputError
from comptoir.core.jobs.api import enqueue
from comptoir.core.mail.api import sends_mail


def choose(scope: Scope, person: User, hours: Hours, wanted: Mapping[str, tuple[bool, bool]]) -> None:
    """`wanted`: short name of a company -> digest, alarms. A company that is not named is left as it is."""
    scope.require(Permission.VIEW_FIGURES)
    if (hours.quiet_from is None) is not (hours.quiet_to is None):
        raise InputError(_("Quiet hours have a beginning and an end."), _("Leave both empty for none."))
    with transaction.atomic():
        Rhythm.objects.update_or_create(
            person=person,
            defaults={
                "hour": hours.hour,
                "quiet_from": hours.quiet_from,
                "quiet_to": hours.quiet_to,
                "paused_until": hours.paused_until,
            },
        )
        for one in wishes_of(person):
            digest, alarms = wanted.get(one.scope.slug, (one.digest, one.alarms))
            if (digest, alarms) != (one.digest, one.alarms):
                _wish(one.scope, person, digest=digest, alarms=alarms)


def _wish(scope: Scope, person: User, *, digest: bool, alarms: bool) -> None:
    row, _is_new = Wish.objects.get_or_create(company_id=scope.company_id, person=person)
    now = clock.now()
    row.digest_since = (row.digest_since or now) if digest else None
    row.alarms_since = (row.alarms_since or now) if alarms else None
    row.save(update_fields=("digest_since", "alarms_since"))
    record(scope, "notifications.chosen", "notifications", digest=digest, alarms=alarms)


def stop(wish: Wish) -> None:
    """By the link of a mail: no digest of this company any more."""
    Wish.objects.filter(pk=wish.pk).update(digest_since=None)


def try_one(scope: Scope) -> None:
    """A digest at once, to who asks."""
    if not sends_mail():
        raise ConflictError(
            _("This installation has no mail server (COMPTOIR_MAIL_URL)."),
            advice=_("Ask whoever runs it to give it one."),
        )
    enqueue(scope, TRIAL)
