"""How far a month has come. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reached:
    """How far a month has come."""

    of_whole: float
    """Actual / the target of the whole month."""
    to_date: float | None
    """Actual / what of the target falls on the days that are over; None before the first."""


def reached(actual: float, target: float, elapsed: float) -> Reached:
    """`elapsed`: the part of the month's sales that falls on the days that are over, by season."""
    return Reached(actual / target, actual / (target * elapsed) if elapsed > 0 else None)
