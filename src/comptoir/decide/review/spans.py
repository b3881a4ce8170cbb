"""The days that a review covers, and those it compares them with. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from comptoir.core.periods import Comparison, Grain, Period, bucket_start, compare_period

VISIT = "visit"
"""Since the person's last visit."""
_DAYS: Mapping[str, int] = {"30d": 30, "90d": 90, "365d": 365}
_RUNNING: Mapping[str, Grain] = {"week": Grain.WEEK, "month": Grain.MONTH}
PERIODS = ("day", *_RUNNING, *_DAYS)
LONGEST_VISIT = 28
"""Days: whoever was away for longer reads the last thirty days."""
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Span:
    name: str
    period: Period
    kind: Grain
    """How the days before are found: see `core.periods`."""
    week_start: int = 1

    @property
    def end(self) -> date:
        return self.period.end

    @property
    def compared(self) -> Period:
        """As many days before; where a few days are looked at, the same weekdays."""
        return compare_period(self.period, self.kind, Comparison.PREVIOUS, self.end, self.week_start)


def span_of(name: str, at: date, week_start: int = 1) -> Span:
    """The days up to the evening of `at`: a running week or month counts the days that are over."""
    if name in _RUNNING:
        grain = _RUNNING[name]
        return Span(name, Period(bucket_start(at, grain, week_start), at), grain, week_start)
    days = _DAYS.get(name, 1)
    return Span(name, Period(at - timedelta(days=days - 1), at), _kind(days), week_start)


def since(visit: date | None, at: date, week_start: int = 1) -> Span:
    """The days that were not over at the last visit; a day where there was none."""
    if visit is None or visit > at:
        return span_of("day", at, week_start)
    days = (at - visit).days + 1
    if days > LONGEST_VISIT:
        return span_of("30d", at, week_start)
    return Span(VISIT, Period(visit, at), _kind(days), week_start)


def _kind(days: int) -> Grain:
    """Few days face the same weekdays of weeks before; whole weeks and longer ranges the days just before."""
    return Grain.WEEK if days % _WEEK and days < LONGEST_VISIT else Grain.DAY
