"""Alarms as rows: each is kept once, written anew while it lasts, and ends by itself."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from comptoir.core import clock
from comptoir.core.companies.api import Scope
from comptoir.decide.anomalies.choosing import is_quiet
from comptoir.decide.anomalies.found import Alarm, Basis, Fault, Kind, Look, Money, Point
from comptoir.decide.anomalies.models import StoredAlarm, WatchRecord

_FIGURES = ("actual", "expected", "low", "high", "change")


def keep(scope: Scope, look: Look) -> None:
    """What the look has seen is written; what of its days it does not see any more is over. Twice does no harm.

    What people said of an alarm (acknowledged) stays.
    """
    now = clock.now()
    with transaction.atomic():
        WatchRecord.objects.update_or_create(
            company_id=scope.company_id,
            defaults={
                "day": look.day,
                "snapshot": look.snapshot,
                "made_at": now,
                "series": look.series,
                "withheld": look.withheld,
            },
        )
        rows = list(
            StoredAlarm.objects.select_for_update().filter(company_id=scope.company_id, is_over=False)
        )
        seen = {_written(scope, rows, one, look, now).pk for one in look.alarms}
        gone = [row.pk for row in rows if row.pk not in seen]
        StoredAlarm.objects.filter(pk__in=gone).update(is_over=True)


def _written(scope: Scope, rows: Iterable[StoredAlarm], one: Alarm, look: Look, now: datetime) -> StoredAlarm:
    row = (
        _same(rows, one)
        or StoredAlarm.objects.filter(company_id=scope.company_id, fingerprint=one.fingerprint).first()
    )
    if row is None:
        row = StoredAlarm(
            company_id=scope.company_id,
            fingerprint=one.fingerprint,
            first_day=one.first_day,
            found_at=now,
            # What was over before anybody looked is history, not news.
            told_at=now if one.is_over or not is_quiet(scope, now) else None,
        )
    row.kind, row.fault = one.kind.value, one.fault.value if one.fault else ""
    row.metric, row.dimension, row.value = one.metric, one.dimension, one.value
    row.last_day, row.is_over = one.last_day, one.is_over
    row.content = alarm_content(one)
    row.money_so_far, row.money_week, row.basis = (
        (one.money.so_far, one.money.week, one.money.basis.value) if one.money else (None, None, "")
    )
    row.false_rate, row.snapshot = one.false_rate, look.snapshot
    row.save()
    return row


def _same(rows: Iterable[StoredAlarm], one: Alarm) -> StoredAlarm | None:
    """The open alarm of the same series that these days go on with: looks no longer see its first days."""
    for row in rows:
        is_of_series = read(row).series == one.series
        if is_of_series and row.first_day <= one.last_day and one.first_day <= row.last_day:
            return row
    return None


def alarm_content(one: Alarm) -> dict[str, Any]:
    figures: dict[str, Any] = {name: getattr(one, name) for name in _FIGURES}
    points = [[p.day.isoformat(), p.actual, p.expected, p.low, p.high] for p in one.points]
    return {**figures, "note": one.note, "points": points}


def points_of(content: Mapping[str, Any]) -> tuple[Point, ...]:
    return tuple(Point(date.fromisoformat(day), *figures) for day, *figures in content["points"])


def figures_of(content: Mapping[str, Any]) -> dict[str, Any]:
    return {name: content[name] for name in _FIGURES}


def read(row: StoredAlarm) -> Alarm:
    content: Mapping[str, Any] = row.content
    money = None
    if row.money_so_far is not None and row.money_week is not None:
        money = Money(row.money_so_far, row.money_week, Basis(row.basis))
    return Alarm(
        Kind(row.kind),
        row.metric,
        row.dimension,
        row.value,
        row.first_day,
        row.last_day,
        row.is_over,
        Fault(row.fault) if row.fault else None,
        money=money,
        false_rate=row.false_rate,
        note=content["note"],
        points=points_of(content),
        **figures_of(content),
    )
