"""Reads of a company's alarms and of the rules that mute them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import NotFoundError
from comptoir.decide.anomalies.choosing import is_quiet
from comptoir.decide.anomalies.found import Alarm, rank
from comptoir.decide.anomalies.models import MuteRule, StoredAlarm, WatchRecord
from comptoir.decide.anomalies.storing import read
from comptoir.decide.findings.api import reading_day

HISTORY = 200
"""Most alarms that are over which are listed, newest first."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An alarm with what was said of it."""

    alarm: Alarm
    fingerprint: str
    """Of its row: the first days of an alarm that lasts may leave the days looked at."""
    found_at: datetime
    told_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: str
    is_muted: bool


@dataclass(frozen=True, slots=True)
class Rule:
    id: int
    metric: str
    dimension: str
    value: str
    until: date | None
    reason: str

    def holds(self, one: Alarm, today: date) -> bool:
        return (
            (self.until is None or self.until >= today)
            and self.metric in {"", one.metric}
            and self.dimension in {"", one.dimension}
            and self.value in {"", one.value}
        )


@dataclass(frozen=True, slots=True)
class LastWatch:
    day: date
    snapshot: int | None
    made_at: datetime
    series: int
    withheld: int


def listed(scope: Scope, *, muted: bool = False) -> tuple[Listed, ...]:
    """Open alarms, those that rules mute left out, or those alone; what is worth most first."""
    found = [one for one in _read(scope, own_rows(scope).filter(is_over=False)) if one.is_muted is muted]
    return tuple(sorted(found, key=lambda one: rank(one.alarm)))


def history(scope: Scope) -> tuple[Listed, ...]:
    """Alarms that are over, the newest first."""
    rows = own_rows(scope).filter(is_over=True).order_by("-last_day", "-first_day", "-pk")
    return tuple(_read(scope, rows[:HISTORY]))


def due_to_tell(scope: Scope, now: datetime) -> tuple[Listed, ...]:
    """Open alarms that nobody was told of, once quiet hours are over; nothing before."""
    if is_quiet(scope, now):
        return ()
    return tuple(one for one in listed(scope) if one.told_at is None and one.acknowledged_at is None)


def rules(scope: Scope) -> tuple[Rule, ...]:
    """Those that hold today or later, newest first."""
    scope.require(Permission.VIEW_FIGURES)
    today = reading_day(scope)
    rows = MuteRule.objects.filter(company_id=scope.company_id, deleted_at=None).order_by("-pk")
    return tuple(as_rule(row) for row in rows if row.until is None or row.until >= today)


def last_watch(scope: Scope) -> LastWatch | None:
    scope.require(Permission.VIEW_FIGURES)
    row = WatchRecord.objects.filter(company_id=scope.company_id).first()
    return LastWatch(row.day, row.snapshot, row.made_at, row.series, row.withheld) if row else None


def as_rule(row: MuteRule) -> Rule:
    return Rule(row.pk, row.metric, row.dimension, row.value, row.until, row.reason)


def own_rows(scope: Scope) -> QuerySet[StoredAlarm]:
    scope.require(Permission.VIEW_FIGURES)
    return StoredAlarm.objects.filter(company_id=scope.company_id)


def own_row(scope: Scope, fingerprint: str) -> StoredAlarm:
    row = own_rows(scope).select_for_update(of=("self",)).filter(fingerprint=fingerprint).first()
    if row is None:
        raise NotFoundError(
            _("There is no alarm %(id)s in %(company)s.") % {"id": fingerprint, "company": scope.name}
        )
    return row


def _read(scope: Scope, rows: QuerySet[StoredAlarm]) -> list[Listed]:
    held, today = rules(scope), reading_day(scope)
    found = []
    for row in rows:
        alarm = read(row)
        is_muted = any(rule.holds(alarm, today) for rule in held)
        found.append(
            Listed(
                alarm,
                row.fingerprint,
                row.found_at,
                row.told_at,
                row.acknowledged_at,
                row.acknowledged_as,
                is_muted,
            )
        )
    return found
