"""The shapes of what the morning tells."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ninja import Schema


class ReviewOut(Schema):
    """As docs/review.md describes each field."""

    company: str
    language: str
    currency: str
    tax: str
    at: date
    period: dict[str, str]
    compared: dict[str, str]
    last_year: dict[str, str] | None
    snapshot: int
    refreshed_at: str | None
    essentials: list[str]
    """Three sentences."""
    nothing_worth_doing: bool
    figures: list[dict[str, Any]]
    landings: list[dict[str, Any]]
    findings: Any
    alarms: list[dict[str, Any]]
    late: list[dict[str, Any]] | None
    """None for a past day: what is late is told of today alone."""


class LookOut(Schema):
    company: str
    currency: str
    at: date | None
    """The evening that was looked from; none before the first look."""
    snapshot: int | None
    found: int
    """How many there are, where only a part of them was asked."""


class FindingOut(Schema):
    fingerprint: str
    analysis: str
    title: str
    subject: dict[str, str]
    stake: dict[str, str] | None
    """low, mid and high: money over 30 days, in `basis`."""
    basis: str
    how: str
    confidence: str
    confidence_why: str
    actions: list[str]
    """Kinds of action that would answer it."""
    evidence: list[dict[str, Any]]
    at: date
    expires: date
    first_day: date | None = None
    muted: dict[str, Any] | None = None


class FindingsOut(LookOut):
    unit: str
    least_money: Decimal
    tried: int
    """Things judged; chance is put aside over all of them."""
    findings: list[FindingOut]
    could_not_look: list[dict[str, Any]]


class AlarmOut(Schema):
    fingerprint: str
    kind: str
    fault: str | None
    title: str
    text: str
    metric: str
    dimension: str | None
    value: str | None
    first_day: date
    last_day: date
    over: bool
    actual: float | None
    expected: float | None
    low: float | None
    high: float | None
    change: float | None
    money: dict[str, str] | None
    false_rate: float | None
    found_at: datetime | None = None
    acknowledged_at: datetime | None = None
    is_muted: bool | None = None


class AlarmsOut(LookOut):
    least_money_of_a_week: Decimal
    series: int
    not_judged: int
    looked_at_since: date | None = None
    alarms: list[AlarmOut]


class ActionOut(Schema):
    id: int
    kind: str
    title: str
    hypothesis: str
    metric: str
    scope: dict[str, Any]
    effect: dict[str, Any] | None
    currency: str
    owner: str
    starts_on: date | None
    due_on: date | None
    effort_days: Decimal | None
    cost: Decimal | None
    state: str
    drop_reason: str
    fingerprint: str
    evidence: dict[str, Any]
    proposed_by: str
    proposed_at: datetime


class ActionsOut(Schema):
    found: int
    actions: list[ActionOut]
