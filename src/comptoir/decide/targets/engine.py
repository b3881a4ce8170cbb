"""Spreading a yearly figure, and how far a month has come. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

CENT = Decimal("0.01")


def spread(total: Decimal, weights: Sequence[Decimal], step: Decimal = CENT) -> list[Decimal]:
    """The total in parts as large as their weights, each a whole number of steps; their sum is the total.

    What rounding leaves goes to the parts that lost most by it.
    """
    whole = sum(weights, Decimal(0))
    if whole <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("weights are above nothing")
    exact = [total * weight / whole for weight in weights]
    parts = [(one / step).to_integral_value(ROUND_FLOOR) * step for one in exact]
    left = int(((total - sum(parts, Decimal(0))) / step).to_integral_value())
    for place in sorted(range(len(parts)), key=lambda n: (parts[n] - exact[n], n))[:left]:
        parts[place] += step
    return parts


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
