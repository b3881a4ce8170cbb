"""Looks from evenings of the past: what decides them beside the facts, and how they are kept."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from comptoir.core.companies.api import Scope
from comptoir.decide.anomalies.found import Alarm, Basis, Fault, Kind, Look, Money
from comptoir.decide.anomalies.storing import alarm_content, figures_of, points_of
from comptoir.decide.evenings.api import Evening, kept

READS = (
    "core_calendar.CalendarEvent",
    "measure_choices.FigureChoices",
    "measure_costs.StoredRule",
    "measure_costs.RunningCost",
    "decide_anomalies.AlarmChoices",
    "decide_findings.FindingChoices",
    "decide_forecasts.EventEffect",
)
"""A test holds that a look reads nothing else that people write. Rules that mute have no say: they hide from lists."""


def kept_look(scope: Scope, day: date, snapshot: int, look: Callable[[], Look]) -> Look:
    return kept(scope, Evening("alarms", day, snapshot, READS, as_json, from_json), look)


def as_json(look: Look) -> dict[str, Any]:
    """Amounts as text, so that they stay exact."""
    return {
        "day": look.day.isoformat(),
        "snapshot": look.snapshot,
        "alarms": [_alarm(one) for one in look.alarms],
        "series": look.series,
        "withheld": look.withheld,
        "first_day": look.first_day.isoformat(),
    }


def _alarm(one: Alarm) -> dict[str, Any]:
    money = one.money
    return {
        **alarm_content(one),
        "kind": one.kind.value,
        "fault": one.fault.value if one.fault else "",
        "series": [one.metric, one.dimension, one.value],
        "days": [one.first_day.isoformat(), one.last_day.isoformat()],
        "is_over": one.is_over,
        "money": [str(money.so_far), str(money.week), money.basis.value] if money else None,
        "false_rate": one.false_rate,
    }


def from_json(told: Mapping[str, Any]) -> Look:
    return Look(
        date.fromisoformat(told["day"]),
        told["snapshot"],
        tuple(_read(one) for one in told["alarms"]),
        told["series"],
        told["withheld"],
        date.fromisoformat(told["first_day"]),
    )


def _read(told: Mapping[str, Any]) -> Alarm:
    money = None
    if told["money"]:
        so_far, week, basis = told["money"]
        money = Money(Decimal(so_far), Decimal(week), Basis(basis))
    metric, dimension, value = told["series"]
    first, last = map(date.fromisoformat, told["days"])
    return Alarm(
        Kind(told["kind"]),
        metric,
        dimension,
        value,
        first,
        last,
        told["is_over"],
        Fault(told["fault"]) if told["fault"] else None,
        money=money,
        false_rate=told["false_rate"],
        note=told["note"],
        points=points_of(told),
        **figures_of(told),
    )
