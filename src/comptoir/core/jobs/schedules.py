"""When a task is due by itself. Pure: no clock, no database."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from comptoir.core.errors import UsageError

type Rhythm = Literal["quarter", "hour", "day", "month"] | Weekday
type Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RHYTHMS = ("quarter", "hour", "day", *_WEEKDAYS, "month")


@dataclass(frozen=True, slots=True)
class Schedule:
    """A task is due once per slot; a slot is written as the local time it starts."""

    rhythm: Rhythm
    at: time

    def latest_slot(self, now: datetime, zone: ZoneInfo) -> datetime:
        """The last slot that has begun at `now`, in local time.

        Whoever slept through several slots asks for the last one only: the work is caught up once.
        """
        local = now.astimezone(zone)
        if self.rhythm == "quarter":
            return local.replace(minute=local.minute // 15 * 15, second=0, microsecond=0)
        if self.rhythm == "hour":
            start = local.replace(minute=self.at.minute, second=0, microsecond=0)
            return start if start <= local else start - timedelta(hours=1)
        day = local.date()
        while True:
            slot = datetime.combine(day, self.at, zone)
            if self._falls_on(day) and slot <= local:
                return slot
            day -= timedelta(days=1)

    def _falls_on(self, day: date) -> bool:
        if self.rhythm == "month":
            return day.day == 1
        return self.rhythm == "day" or day.weekday() == _WEEKDAYS.index(self.rhythm)


def every(rhythm: Rhythm, at: time = time(0)) -> Schedule:
    """`every("day", at=time(7))`, `every("monday", at=time(7))`, `every("month")` (its first day),
    `every("hour", at=time(0, 15))` (a quarter past each hour), `every("quarter")` (of an hour).
    Times are the company's own.
    """
    if rhythm not in _RHYTHMS:
        raise UsageError(f"A schedule every « {rhythm} » is not known.", f"Allowed: {', '.join(_RHYTHMS)}.")
    return Schedule(rhythm, at)


def slot_key(slot: datetime) -> str:
    """Local time without its offset: the hour that the clocks play twice in autumn is one slot."""
    return f"slot:{slot:%Y-%m-%dT%H:%M}"
