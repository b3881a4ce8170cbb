"""When a report is due by the clock of its company: each due instant once, whatever the hours that clocks skip or play
twice. Pure."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

LONGEST_MONTH = 31


class Rhythm(StrEnum):
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Rule:
    rhythm: Rhythm
    weekday: int
    """ISO: 1 is Monday. Read for a week."""
    month_day: int
    """1 to 31; a shorter month ends earlier. Read for a month."""
    draft_at: time
    send_at: time
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Due:
    """One turn of a schedule. Its day is its name: a schedule has one turn a day at most."""

    day: date
    draft: datetime
    """In UTC: instants of one zone compare by their local hands, which an autumn night turns back."""
    send: datetime

    @property
    def evening(self) -> date:
        """The last evening that the report may cover."""
        return self.day - timedelta(days=1)


def due_on(rule: Rule, day: date) -> Due:
    draft = _instant(day, rule.draft_at, rule.zone)
    return Due(day, draft, max(draft, _instant(day, rule.send_at, rule.zone)))


def last_due(rule: Rule, now: datetime) -> Due:
    """The last turn whose draft is due: whoever slept through several is told of this one alone."""
    return next(due for due in _backwards(rule, now.astimezone(rule.zone).date()) if due.draft <= now)


def next_due(rule: Rule, now: datetime) -> Due:
    """The first turn whose draft is yet to come."""
    day = now.astimezone(rule.zone).date()
    while not (falls_on(rule, day) and due_on(rule, day).draft > now):
        day += timedelta(days=1)
    return due_on(rule, day)


def falls_on(rule: Rule, day: date) -> bool:
    if rule.rhythm is Rhythm.WEEK:
        return day.isoweekday() == rule.weekday
    return day.day == min(rule.month_day, monthrange(day.year, day.month)[1])


def _backwards(rule: Rule, day: date) -> Iterator[Due]:
    while True:
        if falls_on(rule, day):
            yield due_on(rule, day)
        day -= timedelta(days=1)


def _instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """An hour that the clocks skip comes an hour later; one that they play twice is its first."""
    return datetime.combine(day, at, zone).astimezone(UTC)
