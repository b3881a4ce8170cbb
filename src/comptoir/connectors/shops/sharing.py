"""A sum dealt out to the cent."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def cents(value: Decimal) -> Decimal:
    return value.quantize(CENT, rounding=ROUND_HALF_UP)


def shared(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """`total`, rounded to the cent, in parts by weight that add up to it: cents that are left over go to the largest
    remainders, of equal ones to the first. Weights are not negative; where all are zero, the first takes it all."""
    if not weights:
        return []
    whole, total = sum(weights, Decimal(0)), cents(total)
    if not whole:
        return [total, *[Decimal(0)] * (len(weights) - 1)]
    sign, total = (-1 if total < 0 else 1), abs(total)
    exact = [total * weight / whole for weight in weights]
    parts = [part.quantize(CENT, rounding=ROUND_DOWN) for part in exact]
    left = int((total - sum(parts)) / CENT)
    by_remainder = sorted(range(len(parts)), key=lambda place: parts[place] - exact[place])
    for place in by_remainder[:left]:
        parts[place] += CENT
    return [sign * part for part in parts]
