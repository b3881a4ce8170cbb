"""How people cut their exports: month by month, or all in one."""

from datetime import date, timedelta
from typing import Literal

from comptoir.simulator.dirt import Period

Cut = Literal["month", "whole"]


def periods(first: date, last: date, cut: Cut) -> list[Period]:
    """The months between two days, the first and the last as far as they go; or all their days at once."""
    if cut == "whole":
        return [(first, last)]
    found: list[Period] = []
    start = first
    while start <= last:
        after = _next_month(start)
        found.append((start, min(last, after - timedelta(days=1))))
        start = after
    return found


def label(period: Period, cut: Cut) -> str:
    """2025-01, or 2023-2026."""
    first, last = period
    if cut == "month":
        return f"{first:%Y-%m}"
    return f"{first:%Y}" if first.year == last.year else f"{first:%Y}-{last:%Y}"


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
