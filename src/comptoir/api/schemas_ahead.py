"""The shapes of what is coming, and of why it moved."""

from datetime import date
from decimal import Decimal
from typing import Any

from ninja import Schema


class ForecastOut(Schema):
    company: str
    metric: str
    at: date
    levels: list[float]
    method: str
    series: list[dict[str, Any]]
    """One, or one for each of the largest values of the dimension asked, named by it: `model`, `last_day`, `rows` (day,
    expected, low80, high80, low95, high95), `effects` of events; or `inconclusive` and its `reason`."""


class DriversOut(Schema):
    """As docs/drivers.md describes each field."""

    company: str
    metric: str
    language: str
    inconclusive: Any = None
    unit: str | None = None
    currency: str | None = None
    tax: str | None = None
    snapshot: int | None = None
    period: dict[str, Any] | None = None
    compared: dict[str, Any] | None = None
    before: str | None = None
    after: str | None = None
    change: str | None = None
    factors: list[dict[str, Any]] = []
    residual: str | None = None
    segments: list[dict[str, Any]] = []
    visits: str | None = None
    tracking_coverage: list[str] | None = None
    question: str | None = None
    sentence: str | None = None
    notes: list[dict[str, Any]] = []


class AccountLineOut(Schema):
    line: str
    label: str
    actual: Decimal | None
    budget: Decimal | None
    landing: Decimal | None
    low80: Decimal | None
    high80: Decimal | None
    gap: Decimal | None
    gap_share: Decimal | None
    last_year: Decimal | None
    evolution: Decimal | None
    method: str | None
    is_partial: bool


class AccountOut(Schema):
    """From gross sales to the margin; costs as positive amounts."""

    company: str
    currency: str
    tax: str
    snapshot: int | None
    period: dict[str, date]
    last_day: date | None
    is_over: bool
    months_budgeted: int
    level: float
    inconclusive: str | None
    notes: list[str]
    lines: list[AccountLineOut]


class StandingOut(Schema):
    metric: str
    dimension: str
    part: str
    month: str
    last_day: date
    target: float | None
    owner: str
    actual: float | None
    share_of_target: float | None
    pace: float | None
    landing: float | None
    low80: float | None
    high80: float | None
    chance: float | None
    method: str
    reason: str
    """Why there is no landing; empty where there is one."""
