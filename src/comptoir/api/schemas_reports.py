"""The shapes of reports."""

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema


class ReportLineOut(Schema):
    id: int
    template: str
    period: str
    first_day: date = Field(..., alias="from")
    last_day: date = Field(..., alias="to")
    state: str
    snapshot: int
    built_at: datetime
    approved_by: str | None


class ReportsOut(Schema):
    found: int
    reports: list[ReportLineOut]


class SaidOut(Schema):
    key: str
    """Of the sentence, part or block."""
    text: str
    by: str
    at: datetime


class ReportOut(ReportLineOut):
    report: dict[str, Any]
    """As it was built: header, parts, their blocks and figures; what is empty is left out."""
    corrections: list[SaidOut]
    comments: list[SaidOut]
