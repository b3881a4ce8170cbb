"""The shapes that the API answers."""

from datetime import date, datetime
from typing import Any

from ninja import Schema


class CompanyOut(Schema):
    slug: str
    name: str
    currency: str
    timezone: str
    language: str
    country: str
    week_start: int
    tax: str
    role: str
    """Of who asks."""


class MetricsOut(Schema):
    company: str
    currency: str | None
    timezone: str
    snapshot: int | None
    rows: list[dict[str, Any]]
    """`period` (the first day), the dimensions asked, each metric, and `<metric>__compare`; money as text."""
    found: int | None = None
    """How many rows there are, where only a part of them was asked."""
    definitions: dict[str, Any]


class MetricOut(Schema):
    name: str
    label: str
    formula: str
    unit: str
    good: str
    """The direction that is good for the business."""
    dimensions: list[str]
    sources: list[str]
    """What a company connects so that it can be answered."""
    is_computed: bool
    """False: declared, no source carries it yet."""


class ExplanationOut(Schema):
    """A figure's formula, source and freshness: what a page opens beside it."""

    metric: str
    formula: str
    sentence: str
    unit: str
    good: str
    sources: list[str]
    facts: list[str]
    dimensions: list[str]
    by: list[str]
    filters: dict[str, list[str | None]]
    tax: str | None
    currency: str | None
    notes: str
    origin: str
    snapshot: int | None
    refreshed_at: datetime | None
    cost_rules: list[str]
    """The company's cost rules that may be in the figure, where no bill speaks of an order."""


class SnapshotOut(Schema):
    number: int
    created_at: datetime
    reason: str
    rows: dict[str, Any]
    is_readable: bool
    """False: only its history is kept."""


class ImportOut(Schema):
    number: int
    state: str
    file_name: str
    mapping_name: str
    started_at: datetime
    finished_at: datetime | None
    rows_read: int
    rows_loaded: int
    rows_unchanged: int
    rows_rejected: int
    rows_repeated: int
    snapshot: int | None
    error: str


class RejectOut(Schema):
    file: str
    """Of a zip of several; empty elsewhere."""
    line: int
    column: str
    value: str
    reason: str
    """A stable code."""
    explanation: str
    order: str


class EventOut(Schema):
    start: date
    end: date
    name: str
    kind: str
    is_incident: bool


class JobOut(Schema):
    id: int
    task: str
    title: str
    state: str
    progress_done: int
    progress_total: int
    progress_message: str
    error: str
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None


class ConnectionOut(Schema):
    """A shop or tool that is read by its interface."""

    id: int
    vendor: str
    name: str
    source: str
    state: str
    """fresh, late, broken or paused, among others."""
    read: str
    up_to_date_until: str | None
    last_success: str | None
    error: str
