"""When a connection is due, and how fresh it is. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

LATE_AFTER = {"hour": timedelta(hours=3), "day": timedelta(hours=30)}
"""Without a success for that long a connection is late."""
PERIOD = {"hour": timedelta(minutes=50), "day": timedelta(hours=8)}
"""Less than the rhythm, so that a run that began late (by day, one that a person asked for at noon) does not skip
the next one."""
RETRY = timedelta(hours=6)
"""A failure that waits for a person is tried again that often all the same: the key may have been renewed."""


class Freshness(StrEnum):
    NEVER = "never"
    FRESH = "fresh"
    LATE = "late"
    BROKEN = "broken"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a connection."""

    rhythm: str
    is_paused: bool
    attempted_at: datetime | None
    succeeded_at: datetime | None
    is_failing: bool
    is_permanent: bool


def freshness(standing: Standing, now: datetime) -> Freshness:
    """In the order of what a person must know first."""
    if standing.is_paused:
        return Freshness.PAUSED
    if standing.is_failing and standing.is_permanent:
        return Freshness.BROKEN
    if standing.succeeded_at is None:
        return Freshness.LATE if standing.is_failing else Freshness.NEVER
    late_after = LATE_AFTER.get(standing.rhythm)
    if late_after is not None and now - standing.succeeded_at > late_after:
        return Freshness.LATE
    return Freshness.FRESH


def is_due(standing: Standing, now: datetime, *, is_night: bool) -> bool:
    """Whether the schedule should read it now. Once a night those of the day are due."""
    if standing.is_paused or standing.rhythm not in PERIOD:
        return False
    if standing.rhythm == "day" and not is_night and standing.succeeded_at is not None:
        return False
    if standing.attempted_at is None:
        return True
    waited = now - standing.attempted_at
    if standing.is_failing and standing.is_permanent:
        return waited >= RETRY
    return waited >= PERIOD["hour" if standing.is_failing else standing.rhythm]
