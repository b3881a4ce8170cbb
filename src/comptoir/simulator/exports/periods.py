"""How people cut their exports: by month or by year."""

from datetime import date, timedelta
from typing import Literal

from comptoir.simulator.dirt import Period

Cut = Literal["month", "year"]


def periods(first: date, last: date, cut: Cut) -> list[Period]:
    """The months or years between two days, the first and the last as far as they go."""
    found: list[Period] = []
    start = first
    while start <= last:
        after = date(start.year + 1, 1, 1) if cut == "year" or start.month == 12 else _next_month(start)
        found.append((start, min(last, after - timedelta(days=1))))
        start = after
    return found


def label(period: Period, cut: Cut) -> str:
    """2025, or 2025-01."""
    return f"{period[0]:%Y}" if cut == "year" else f"{period[0]:%Y-%m}"


def _next_month(day: date) -> date:
    return date(day.year, day.month + 1, 1)
