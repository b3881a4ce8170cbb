"""The verbs on alarms: look, acknowledge, mute by a rule, and their undoing."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.audit.api import put_away, record, revise, take_back
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError, InputError, NotFoundError
from comptoir.decide.anomalies.choosing import choices_of
from comptoir.decide.anomalies.found import Look
from comptoir.decide.anomalies.models import MuteRule
from comptoir.decide.anomalies.past import kept_look
from comptoir.decide.anomalies.queries import Rule, as_rule, due_to_tell, own_row, own_rows
from comptoir.decide.anomalies.storing import keep
from comptoir.decide.anomalies.watched import DIMENSIONS, METRICS
from comptoir.decide.findings.api import last_evening, reading_day
from comptoir.measure.warehouse.api import current_snapshot

MUTE_DAYS = (7, 30, 90)
"""For how long a rule may hold; 0 is for good."""
_ACKNOWLEDGING = ("acknowledged_at", "acknowledged_by_id", "acknowledged_as")
_REASON, _VALUE = 300, 300


def look_at(scope: Scope, day: date | None = None, watch: Callable[[int, int], None] | None = None) -> Look:
    """What the newest facts say on the evening of `day`; of the last whole day where none is given. The list stays
    as it is; of an evening of the past, what was seen once is told again."""
    from comptoir.decide.anomalies.looking import look  # noqa: PLC0415 - heavy library, kept out of start-up

    scope.require(Permission.VIEW_FIGURES)
    snapshot, last = current_snapshot(scope), last_evening(scope)
    evening = day or last
    if snapshot is None or evening is None or last is None:
        raise ConflictError(_("Nothing is loaded yet."), advice=_("Import your orders first."))

    def made() -> Look:
        least, seen = choices_of(scope).least_money, watch or (lambda done, total: None)
        return look(scope, evening, snapshot.number, least=least, watch=seen)

    # Of the last evening connections have a say too, and they may break at any moment.
    return kept_look(scope, evening, snapshot.number, made) if evening < last else made()


def look_and_keep(scope: Scope, watch: Callable[[int, int], None] | None = None) -> Look:
    """The look that the company's list of alarms shows. What is found is worked out: no person's act, no entry of the
    trail."""
    found = look_at(scope, watch=watch)
    keep(scope, found)
    return found


def mark_told(scope: Scope, now: datetime) -> int:
    """The alarms that quiet hours held back are told; how many."""
    due = [one.fingerprint for one in due_to_tell(scope, now)]
    return own_rows(scope).filter(fingerprint__in=due, told_at=None).update(told_at=now)


def acknowledge(scope: Scope, fingerprints: Sequence[str]) -> None:
    """Somebody has seen these and takes care; `forget` undoes it."""
    by = {
        "acknowledged_at": clock.now(),
        "acknowledged_by_id": scope.actor_id,
        "acknowledged_as": scope.actor or scope.role,
    }
    _say(scope, fingerprints, "alarm.acknowledged", by, is_seen=True)


def forget(scope: Scope, fingerprints: Sequence[str]) -> None:
    """As if nobody had acknowledged them."""
    nobody = {"acknowledged_at": None, "acknowledged_by_id": None, "acknowledged_as": ""}
    _say(scope, fingerprints, "alarm.reopened", nobody, is_seen=False)


def _say(
    scope: Scope, fingerprints: Sequence[str], verb: str, changes: dict[str, Any], *, is_seen: bool
) -> None:
    scope.require(Permission.EDIT_PLAN)
    with transaction.atomic():
        for fingerprint in fingerprints:
            row = own_row(scope, fingerprint)
            if (row.acknowledged_at is not None) is not is_seen:
                revise(scope, row, _ACKNOWLEDGING, changes, verb, f"alarm:{fingerprint}", told=_who)


def mute(
    scope: Scope, *, metric: str = "", dimension: str = "", value: str = "", reason: str, days: int = 0
) -> Rule:
    """A rule for alarms to come and those of today, for so many days, 0 for good; `take_away` undoes it."""
    scope.require(Permission.EDIT_FINDINGS)
    reason, value = reason.strip(), value.strip()
    if not reason or len(reason) > _REASON:
        raise InputError(
            _("Say why this is muted."),
            _("Allowed: a sentence of up to %(most)d letters.") % {"most": _REASON},
        )
    if days not in (0, *MUTE_DAYS):
        raise InputError(_("A rule holds for 7 days, for 30, for 90, or for good."))
    if metric and metric not in METRICS:
        raise InputError(_("« %(metric)s » is not watched.") % {"metric": metric})
    if (dimension and dimension not in DIMENSIONS) or (value and not dimension) or len(value) > _VALUE:
        raise InputError(_("Say of which dimension the value is."))
    if not metric and not value:
        raise InputError(_("A rule names a metric or a part of the shop: it cannot mute everything."))
    until = reading_day(scope) + timedelta(days=days) if days else None
    return add_mute(scope, metric=metric, dimension=dimension, value=value, until=until, reason=reason)


def add_mute(
    scope: Scope, *, metric: str, until: date | None, reason: str, dimension: str = "", value: str = ""
) -> Rule:
    """The same of words that were checked before."""
    scope.require(Permission.EDIT_FINDINGS)
    row = MuteRule(
        company_id=scope.company_id,
        metric=metric,
        dimension=dimension,
        value=value,
        until=until,
        reason=reason,
        created_by_id=scope.actor_id,
        created_at=clock.now(),
    )
    with transaction.atomic():
        row.save()
        record(scope, "alarm_rule.added", _target(row), **_what(row))
    return as_rule(row)


def take_away(scope: Scope, rule_id: int) -> None:
    """What the rule muted alarms again; `restore` undoes it."""
    _move(scope, rule_id, is_deleted=False)


def restore(scope: Scope, rule_id: int) -> None:
    _move(scope, rule_id, is_deleted=True)


def _move(scope: Scope, rule_id: int, *, is_deleted: bool) -> None:
    scope.require(Permission.EDIT_FINDINGS)
    with transaction.atomic():
        row = MuteRule.objects.filter(
            company_id=scope.company_id, pk=rule_id, deleted_at__isnull=not is_deleted
        ).first()
        if row is None:
            raise NotFoundError(_("There is no such rule."))
        act, verb = (take_back, "alarm_rule.restored") if is_deleted else (put_away, "alarm_rule.deleted")
        act(scope, row, verb, _target(row), **_what(row))


def _target(row: MuteRule) -> str:
    return f"alarm_rule:{row.pk}"


def _what(row: MuteRule) -> dict[str, Any]:
    told = {
        "metric": row.metric,
        "dimension": row.dimension,
        "value": row.value,
        "until": row.until,
        "reason": row.reason,
    }
    return {name: value for name, value in told.items() if value}


def _who(fields: dict[str, Any]) -> dict[str, Any]:
    return {"by": fields["acknowledged_as"]} if fields["acknowledged_as"] else {}
