"""Which company comes first: a sum of points whose every part is told. Pure.

The rule stands in docs/home.md: whoever changes it here changes it there.
"""

from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    """What makes a company urgent, in the order in which equal points are told."""

    BROKEN = "broken"
    LANDING = "landing"
    ALARMS = "alarms"
    LATE = "late"
    STALE = "stale"
    TO_APPROVE = "to_approve"
    TO_CHECK = "to_check"


@dataclass(frozen=True, slots=True)
class Signals:
    """What is known of a company this morning."""

    missed: float | None = None
    """The landing of the month against its target: -0.1 is a tenth short. None without target or forecast."""
    is_out_of_reach: bool = False
    """Even the upper end of the 80 % interval stays below the target."""
    alarms: int = 0
    """Open ones."""
    late: int = 0
    """Actions of the plan past their day."""
    broken: int = 0
    """Connections to be repaired."""
    stale: int = 0
    """Connections that are late, and orders by file that are."""
    to_approve: int = 0
    """Reports whose draft waits for the approval of who looks."""
    to_check: int = 0
    """Questions that wait for somebody: rows refused, orders known twice, files begun, jobs that failed."""


@dataclass(frozen=True, slots=True)
class Urgency:
    points: int
    causes: tuple[tuple[Cause, int], ...]
    """Each with its points, the heaviest first; none where all is well."""


OUT_OF_REACH = 20
"""Points of a target that the month will most likely miss, before what is missing."""
A_PERCENT = 1
MOST_MISSED = 30
EACH = {
    Cause.BROKEN: 12,
    Cause.ALARMS: 8,
    Cause.LATE: 5,
    Cause.STALE: 6,
    Cause.TO_APPROVE: 6,
    Cause.TO_CHECK: 3,
}
MOST = {
    Cause.BROKEN: 36,
    Cause.ALARMS: 40,
    Cause.LATE: 25,
    Cause.STALE: 18,
    Cause.TO_APPROVE: 12,
    Cause.TO_CHECK: 9,
}


def urgency(seen: Signals) -> Urgency:
    """More of any signal never makes a company less urgent."""
    counts = {
        Cause.BROKEN: seen.broken,
        Cause.ALARMS: seen.alarms,
        Cause.LATE: seen.late,
        Cause.STALE: seen.stale,
        Cause.TO_APPROVE: seen.to_approve,
        Cause.TO_CHECK: seen.to_check,
    }
    points = {cause: min(EACH[cause] * count, MOST[cause]) for cause, count in counts.items()}
    points[Cause.LANDING] = _landing(seen)
    order = list(Cause)
    told = [(cause, value) for cause, value in points.items() if value > 0]
    told.sort(key=lambda one: (-one[1], order.index(one[0])))
    return Urgency(sum(points.values()), tuple(told))


def _landing(seen: Signals) -> int:
    """A point for each whole per cent short; a target within the interval may still be reached."""
    if seen.missed is None or seen.missed >= 0:
        return 0
    short = min(int(round(-seen.missed * 100, 6)) * A_PERCENT, MOST_MISSED)
    return short + (OUT_OF_REACH if seen.is_out_of_reach else 0)
