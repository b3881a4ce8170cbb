"""Alarms as values: what a look found, what is stored, what pages and commands tell."""

import json
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext_lazy as _


class Kind(StrEnum):
    """Whether the business moved or what is known of it is at fault."""

    BUSINESS = "business"
    DATA = "data"


class Fault(StrEnum):
    """What is wrong with the data."""

    MISSING_DAY = "missing_day"
    LATE_SOURCE = "late_source"
    CONNECTION = "connection"
    TRACKING = "tracking"


class Basis(StrEnum):
    """What the money of an alarm is."""

    MARGIN = "cm2"
    SALES = "net_sales"
    SPEND = "ad_spend"

    @property
    def label(self) -> Any:
        return _BASES[self]


_BASES = {
    Basis.MARGIN: _("contribution margin 2"),
    Basis.SALES: _("net sales"),
    Basis.SPEND: _("advertising spend"),
}


@dataclass(frozen=True, slots=True)
class Money:
    """Above zero: worse than expected. Cents."""

    so_far: Decimal
    """Over the days of the alarm that are known."""
    week: Decimal
    """Were seven days like these."""
    basis: Basis


@dataclass(frozen=True, slots=True)
class Point:
    """A day of the chart."""

    day: date
    actual: float | None
    expected: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Alarm:
    kind: Kind
    metric: str
    """Of a fault: what shows it."""
    dimension: str
    """Empty: the whole company."""
    value: str
    """Of the dimension; of a fault, what is at fault."""
    first_day: date
    last_day: date
    is_over: bool
    fault: Fault | None = None
    actual: float | None = None
    """Of the last day; of a tracker, the share of orders that it sees."""
    expected: float | None = None
    low: float | None = None
    high: float | None = None
    change: float | None = None
    """Over all its days, -0.2: a fifth less than expected."""
    money: Money | None = None
    false_rate: float | None = None
    """Of alarms as clear as its clearest day, the share that may be chance."""
    note: str = ""
    """What the source itself says of the fault."""
    points: tuple[Point, ...] = ()

    @property
    def series(self) -> tuple[str, str, str, str]:
        return (self.fault or self.kind, self.metric, self.dimension, self.value)

    @property
    def fingerprint(self) -> str:
        """The same series from the same first day: what it says may change, the alarm stays."""
        told = json.dumps([*self.series, self.first_day.isoformat()], ensure_ascii=False)
        return sha256(told.encode()).hexdigest()[:16]

    @property
    def is_worse(self) -> bool:
        """Whether it costs; a fault of the data always needs somebody."""
        return self.money is None or self.money.week > 0


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a company saw."""

    day: date
    snapshot: int | None
    alarms: tuple[Alarm, ...]
    """Those of the days looked back at, those that are over included."""
    series: int
    """Series that could be judged on the day."""
    withheld: int
    """Of them, those that a fault of the data makes doubtful."""
    first_day: date
    """The first day looked at."""


def rank(one: Alarm) -> tuple[int, float, str, str]:
    """Faults of the data first, for they hide the rest; then what costs most, then what brings most."""
    week = float(one.money.week) if one.money else 0.0
    order = 0 if one.kind is Kind.DATA else 1 if one.is_worse else 2
    return order, -abs(week), one.first_day.isoformat(), one.fingerprint
