"""Reads of a company's webhooks."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from comptoir.check.hooks.models import Delivery, Hook
from comptoir.check.hooks.quiet import Hours, free_from
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import NotFoundError
from comptoir.core.secrets.api import decrypt
from comptoir.decide.anomalies.api import choices_of


def hooks(scope: Scope) -> QuerySet[Hook]:
    scope.require(Permission.MANAGE_CONNECTIONS)
    return Hook.objects.filter(company_id=scope.company_id)


def own_hook(scope: Scope, number: int, *, for_update: bool = False) -> Hook:
    rows = hooks(scope)
    if for_update:
        rows = rows.select_for_update(of=("self",))
    row = rows.filter(pk=number).first()
    if row is None:
        raise NotFoundError(
            _("There is no webhook %(id)d in %(company)s.") % {"id": number, "company": scope.name}
        )
    return row


def own_delivery(scope: Scope, number: int) -> Delivery:
    """Locked until the end of the transaction."""
    scope.require(Permission.MANAGE_CONNECTIONS)
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("hook")
    row = rows.filter(pk=number, hook__company_id=scope.company_id).first()
    if row is None:
        raise NotFoundError(
            _("There is no message %(id)d in %(company)s.") % {"id": number, "company": scope.name}
        )
    return row


def valid_secrets(hook: Hook, now: datetime) -> list[str]:
    """Those that sign at that instant, the newest first."""
    known = [decrypt(hook.secret)]
    if hook.former_secret and hook.former_until is not None and now < hook.former_until:
        known.append(decrypt(hook.former_secret))
    return known


def company_hours(scope: Scope) -> Hours:
    """The quiet hours of the company, which its page of alarms sets."""
    choices = choices_of(scope)
    return Hours(choices.quiet_from, choices.quiet_to)


def free_at(hook: Hook, companys: Hours, zone: ZoneInfo, now: datetime) -> datetime:
    """The first instant from now on that lies in no quiet hours, neither the company's nor the webhook's own."""
    local = now.astimezone(zone)
    free = free_from(local, (Hours(hook.quiet_from, hook.quiet_to), companys))
    return now if free == local else free
