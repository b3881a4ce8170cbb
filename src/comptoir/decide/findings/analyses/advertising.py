"""Paid channels that cost more than the margin on the sales credited to them: as a whole, and on some weekdays."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from comptoir.core.ledger.api import Basis
from comptoir.core.periods import Grain, Period
from comptoir.decide.findings.candidate import (
    MONTH_DAYS,
    Candidate,
    Doubt,
    Figure,
    LackingError,
    Outcome,
    effect,
)
from comptoir.decide.findings.engine.credit import LEAST_DAYS, Loss, daily_loss, worse_days
from comptoir.decide.findings.facts import USUAL_DAYS, Facts, exact, maybe, number

RECENT_DAYS = 28
_CREDITED = frozenset({Doubt.CREDITED})


@dataclass(frozen=True, slots=True)
class Days:
    """What a channel cost and was credited with, day by day."""

    days: tuple[date, ...]
    spend: tuple[float, ...]
    credited: tuple[float, ...]

    @property
    def weekdays(self) -> tuple[int, ...]:
        return tuple(day.isoweekday() for day in self.days)


def costly(facts: Facts) -> Outcome:
    """Spend - rate of contribution margin 2 x credited sales, over 30 days.

    Credited sales are those that the audience tool sees, divided by the share of orders that it sees.
    """
    period = facts.last(RECENT_DAYS)
    seen, channels = _coverage(facts, period), _channels(facts, period)
    candidates = []
    for name, days in channels.items():
        credited = [value / seen for value in days.credited]
        found = daily_loss(days.spend, credited, facts.worth.rate)
        if found is not None and found.mean > 0:
            candidates.append(
                _candidate(facts, {"traffic_channel": name}, days, found, len(days.days), period, seen)
            )
    return Outcome(tuple(candidates), len(channels))


def wasteful(facts: Facts) -> Outcome:
    """The same by day of the week over a quarter, where the day loses and loses more than the other days."""
    period = facts.last(USUAL_DAYS)
    seen, channels = _coverage(facts, period), _channels(facts, period)
    candidates, tried = [], 0
    for name, days in channels.items():
        lost = [
            spend - facts.worth.rate * credited / seen
            for spend, credited in zip(days.spend, days.credited, strict=True)
        ]
        for weekday, found in worse_days(lost, days.weekdays).items():
            tried += 1
            if found.mean > 0:
                subject = {"traffic_channel": name, "weekday": str(weekday)}
                candidates.append(_candidate(facts, subject, days, found, len(days.days) / 7, period, seen))
    return Outcome(tuple(candidates), tried)


def _channels(facts: Facts, period: Period) -> Mapping[str, Days]:
    """Channels that are paid for and of which the audience tool tells visits."""
    if facts.worth.basis is not Basis.MARGIN:
        raise LackingError(facts.margin_words)
    metrics = ("ad_spend", "attributed_sales", "sessions")
    rows = facts.ask(metrics, period, ("traffic_channel",), Grain.DAY).rows
    found: dict[str, list[tuple[date, float, float]]] = {}
    for row in rows:
        name, credited = row.dimensions["traffic_channel"], maybe(row, "attributed_sales")
        if name and credited is not None and number(row, "sessions") and number(row, "ad_spend"):
            found.setdefault(name, []).append((row.period, number(row, "ad_spend"), credited))
    return {
        name: Days(*(tuple(column) for column in zip(*days, strict=True)))
        for name, days in found.items()
        if len(days) >= LEAST_DAYS
    }


def _coverage(facts: Facts, period: Period) -> float:
    """The share of orders that the audience tool sees; 1 where nobody knows."""
    found = maybe(facts.loosely(("tracking_coverage",), period).total, "tracking_coverage")
    return min(found, 1.0) if found else 1.0


def _candidate(
    facts: Facts,
    subject: Mapping[str, str],
    days: Days,
    found: Loss,
    told_days: float,
    period: Period,
    seen: float,
) -> Candidate:
    """`told_days`: of the period, those on which the loss falls."""
    chosen = [
        place for place, weekday in enumerate(days.weekdays) if subject.get("weekday") in (None, str(weekday))
    ]
    spend, credited = (sum(column[place] for place in chosen) for column in (days.spend, days.credited))
    month = told_days / period.days * MONTH_DAYS
    return Candidate(
        subject,
        found.p_value,
        effect(found.low * month, found.mean * month, found.high * month, Basis.MARGIN),
        {
            **subject,
            "spend": f"{spend:.2f}",
            "credited": f"{credited / seen:.2f}",
            "margin": f"{credited / seen * facts.worth.rate:.2f}",
            "rate": f"{facts.worth.rate:.4f}",
            "seen": f"{seen:.4f}",
            "break_even": f"{1 / facts.worth.rate:.2f}",
            "days": str(period.days),
        },
        (
            facts.plain("ad_spend", spend, period, **subject),
            facts.plain("attributed_sales", credited, period, **subject),
            Figure("cm2_rate", exact(facts.worth.rate), facts.last(USUAL_DAYS)),
        ),
        facts.worth.doubts | _CREDITED,
    )
