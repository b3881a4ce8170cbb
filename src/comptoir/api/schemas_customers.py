"""The shapes of what is told of customers: sums, and rows under the surrogate key alone."""

from datetime import date
from decimal import Decimal
from typing import Any

from ninja import Schema


class MarkedOut(Schema):
    customer: str
    """The surrogate key."""
    last_order: date
    orders: int
    sales: Decimal
    recency: int
    frequency: int
    value: int
    segment: str


class RfmOut(Schema):
    at: date
    found: int
    """How many customers there are."""
    customers: list[MarkedOut]


class PartOut(Schema):
    segment: str
    label: str
    customers: int
    orders: int
    sales: Decimal
    median_days_since_last: int | None


class PartsOut(Schema):
    at: date
    currency: str
    segments: list[PartOut]


class CohortMonthOut(Schema):
    cohort: str
    size: int
    month: int
    """Months since the first order."""
    customers: int
    retention: float
    net_sales: Decimal | None
    gross_margin: Decimal | None


class CohortsOut(Schema):
    at: date
    currency: str
    last_month_runs: bool
    cohorts: list[CohortMonthOut]


class LifetimeOut(Schema):
    customer: str
    expected_orders: float
    clv: float
    low: float
    high: float


class LifetimesOut(Schema):
    """As docs/customers.md describes each field; without an answer `inconclusive` says why."""

    model: str
    unit: str
    at: date
    horizon_days: int
    inconclusive: str | None = None
    value: str | None = None
    value_rate: float | None = None
    currency: str | None = None
    interval: dict[str, Any] | None = None
    parameters: dict[str, float] | None
    log_likelihood: float | None
    log_likelihood_value: float | None = None
    found: int
    customers: list[LifetimeOut]
    backtest: dict[str, Any] | None


class SavedSegmentOut(Schema):
    id: int
    segment: str
    conditions: str
    customers: int
    share: float | None
    orders: int
    sales: Decimal
    median_days_since_last: int | None
    expected_to_buy_within_90_days: int | None


class SavedSegmentsOut(Schema):
    at: date
    currency: str
    segments: list[SavedSegmentOut]
