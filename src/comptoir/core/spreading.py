"""An amount in parts that make exactly the whole. Pure."""

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Decimal

CENT = Decimal("0.01")


def spread(total: Decimal, weights: Sequence[Decimal], step: Decimal = CENT) -> list[Decimal]:
    """The total in parts as large as their weights, each a whole number of steps; their sum is the total.

    What rounding leaves goes to the parts that lost most by it.
    """
    whole = sum(weights, Decimal(0))
    if whole <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("weights are above nothing")
    return rounded([total * weight / whole for weight in weights], total, step)


def rounded(exact: Sequence[Decimal], total: Decimal, step: Decimal = CENT) -> list[Decimal]:
    """The amounts as whole numbers of steps that make the total, itself one, to which they come within a step."""
    parts = [(one / step).to_integral_value(ROUND_FLOOR) * step for one in exact]
    left = int(((total - sum(parts, Decimal(0))) / step).to_integral_value())
    for place in sorted(range(len(parts)), key=lambda n: (parts[n] - exact[n], n))[:left]:
        parts[place] += step
    return parts
