"""What an analysis hands over: what it noticed, before it is known whether chance explains it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from comptoir.core.ledger.api import Basis, Effect
from comptoir.core.periods import Period

MONTH_DAYS = 30
"""Every stake is told over so many days."""


class Doubt(StrEnum):
    """Why a figure is less sure than its interval says."""

    CREDITED = "credited"
    PARTIAL_COSTS = "partial_costs"
    UPPER_BOUND = "upper_bound"
    LONG_PERIOD = "long_period"


class LackingError(Exception):
    """The analysis cannot look; the sentence says why and what to connect."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A piece of evidence: a metric as it was asked, so that it can be asked again."""

    metric: str
    value: Decimal | None
    period: Period
    where: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Candidate:
    subject: Mapping[str, str]
    """Dimension and value: with the analysis, what makes it the same finding tomorrow."""
    p_value: float | None
    """None: a count, which no chance explains."""
    stake: Effect | None
    """None: not told in money, for want of data."""
    numbers: Mapping[str, str]
    """What its sentences speak of, unwritten: languages write numbers in their own way."""
    evidence: tuple[Figure, ...]
    doubts: frozenset[Doubt] = frozenset()
    expires: date | None = None
    """Where it ends by itself; else as long as its analysis says."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one analysis saw."""

    candidates: tuple[Candidate, ...] = ()
    tried: int = 0
    """How many things were judged, those without anything to tell included."""
    lacking: object = ""
    """Why it could not look, in words."""


def effect(low: float, mid: float, high: float, basis: Basis) -> Effect:
    """An interval in cents, in order whatever the rounding."""
    cents = sorted(Decimal(f"{value:.2f}") for value in (low, mid, high))
    return Effect(cents[0], Decimal(f"{mid:.2f}"), cents[2], basis)


def days_before(day: date, days: int) -> Period:
    """The last so many days, the day included."""
    return Period(date.fromordinal(day.toordinal() - days + 1), day)
