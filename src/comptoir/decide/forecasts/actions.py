"""What people say of an event's effect, in place of what was learnt: permission, one transaction, audit."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.audit.api import put_away, record, revise, take_back
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import InputError, NotFoundError
from comptoir.decide.forecasts.metrics import checked
from comptoir.decide.forecasts.models import EventEffect

_LEAST, _MOST = Decimal("-0.99"), Decimal(20)


def set_effect(scope: Scope, metric: str, event: str, share: Decimal) -> None:
    """`share` 0.3: 30 % more a day than without the event. `remove_effect` undoes it."""
    scope.require(Permission.EDIT_CALENDAR)
    checked(metric)
    if not event.strip():
        raise InputError(_("No event is named."))
    if not _LEAST <= share <= _MOST:
        raise InputError(
            _("An effect lies between -99 % and +2,000 %."), advice=_("Write 30 for 30 % more a day.")
        )
    share = share.quantize(Decimal("0.0001"))
    with transaction.atomic():
        row = EventEffect.objects.filter(company_id=scope.company_id, metric=metric, event=event).first()
        if row is None:
            row = EventEffect(
                company_id=scope.company_id,
                metric=metric,
                event=event,
                share=share,
                created_by_id=scope.actor_id,
                created_at=clock.now(),
            )
            row.save()
            record(scope, "event_effect.added", _target(row), metric=metric, event=event, share=share)
        else:
            changes = {"share": share, "deleted_at": None}
            revise(scope, row, ("share", "deleted_at"), changes, "event_effect.edited", _target(row))


def remove_effect(scope: Scope, metric: str, event: str) -> None:
    """What was learnt holds again; `restore_effect` undoes it."""
    scope.require(Permission.EDIT_CALENDAR)
    with transaction.atomic():
        row = _row(scope, metric, event, is_deleted=False)
        put_away(scope, row, "event_effect.deleted", _target(row), metric=metric, event=event)


def restore_effect(scope: Scope, metric: str, event: str) -> None:
    scope.require(Permission.EDIT_CALENDAR)
    with transaction.atomic():
        row = _row(scope, metric, event, is_deleted=True)
        take_back(scope, row, "event_effect.restored", _target(row), metric=metric, event=event)


def _row(scope: Scope, metric: str, event: str, *, is_deleted: bool) -> EventEffect:
    row = EventEffect.objects.filter(
        company_id=scope.company_id, metric=metric, event=event, deleted_at__isnull=not is_deleted
    ).first()
    if row is None:
        raise NotFoundError(_("No effect was chosen for this event."))
    return row


def _target(row: EventEffect) -> str:
    return f"event_effect:{row.pk}"
