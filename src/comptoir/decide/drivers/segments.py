"""Which segments a change comes from, and whether by their size or by what they do. Pure.

An amount by segments: the whole volume (orders) x the segment's share of it x its rate (sales per order). A rate by
segments: the segment's share of the volume x its own rate. In both, `mix` is what comes from a segment's share having
moved, `rate` from what it does itself; the amount also has `volume`, the part that every segment has in the whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from comptoir.decide.drivers.engine import Leaf, Product, shapley

ZERO, HALF = Fraction(0), Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure in both periods."""

    before: Fraction = ZERO
    after: Fraction = ZERO

    @property
    def change(self) -> Fraction:
        return self.after - self.before

    @property
    def middle(self) -> Fraction:
        return (self.before + self.after) * HALF

    def __add__(self, other: "Pair") -> "Pair":
        return Pair(self.before + other.before, self.after + other.after)

    def over(self, other: "Pair") -> "Pair":
        """The ratio, in each period; where nothing can be divided by, that of the other period."""
        found = [a / b if b else None for a, b in ((self.before, other.before), (self.after, other.after))]
        known = next((one for one in found if one is not None), ZERO)
        return Pair(*(known if one is None else one for one in found))


@dataclass(frozen=True, slots=True)
class Part:
    """What a segment makes of the change: together volume, mix and rate are its effect."""

    name: str
    value: Pair
    """The amount of the segment, or its own rate."""
    volume: Fraction
    mix: Fraction
    rate: Fraction
    share: Pair
    """Its share of the volume."""
    held: Fraction = ZERO
    """What it made of the whole before: its amount, or its share x its rate."""

    @property
    def effect(self) -> Fraction:
        return self.volume + self.mix + self.rate


def whole(pairs: Iterable[Pair]) -> Pair:
    return sum(pairs, Pair())


def of_amount(values: Mapping[str, Pair], volumes: Mapping[str, Pair]) -> list[Part]:
    """Each segment's part in the change of the sum of `values`."""
    total = whole(volumes.values())
    if not (total.before and total.after):
        # Without volume in one of the periods there is no share: each segment simply comes or goes.
        return [
            Part(name, value, ZERO, ZERO, value.change, Pair(), value.before)
            for name, value in values.items()
        ]
    return [_part(name, value, volumes.get(name, Pair()), total) for name, value in values.items()]


def _part(name: str, value: Pair, volume: Pair, total: Pair) -> Part:
    share = volume.over(total)
    if (value.before and not volume.before) or (value.after and not volume.after):
        # Money without volume, such as returns of last month's orders: no share tells it.
        return Part(name, value, ZERO, ZERO, value.change, share, value.before)
    rate = value.over(volume)
    tree = Product(
        (
            Leaf("volume", total.before, total.after),
            Leaf("mix", share.before, share.after),
            Leaf("rate", rate.before, rate.after),
        )
    )
    effects = {key: Fraction(effect) for key, effect in shapley(tree).items()}
    return Part(name, value, effects["volume"], effects["mix"], effects["rate"], share, value.before)


def of_rate(values: Mapping[str, Pair], volumes: Mapping[str, Pair]) -> list[Part]:
    """Each segment's part in the change of the sum of `values` over the sum of `volumes`."""
    total = whole(volumes.values())
    overall = whole(values.values()).over(total)
    found = []
    for name in dict.fromkeys((*volumes, *values)):
        value, volume = values.get(name, Pair()), volumes.get(name, Pair())
        share, rate = volume.over(total), value.over(volume)
        # Shares add up to one: a share that grows helps only as far as its rate is above the whole's.
        mix = share.change * (rate.middle - overall.middle)
        # The share x the movement of the rate; and what stands without any volume.
        own = value.over(total).change - share.change * rate.middle
        found.append(Part(name, rate, ZERO, mix, own, share, value.over(total).before))
    return found


FEW = 3
MOST_OF_IT = Fraction(4, 5)


def telling(parts: Sequence[Part], change: Fraction, few: int = FEW) -> list[Part]:
    """The few that explain most of the change: the largest effects of its own sign, until four fifths are told."""
    sign = 1 if change >= 0 else -1
    with_it = sorted((part for part in parts if part.effect * sign > 0), key=lambda part: -abs(part.effect))
    found: list[Part] = []
    told = ZERO
    for part in with_it[:few]:
        if abs(told) >= abs(change) * MOST_OF_IT:
            break
        found.append(part)
        told += part.effect
    return found


def surprise(parts: Sequence[Part]) -> Fraction:
    """How unevenly the change falls on the segments, against what each was before: 0 where all move alike.

    Half the sum of what separates each segment's effect from its share of the whole before, over the whole's movement.
    """
    size = sum((abs(part.held) for part in parts), ZERO)
    moved = sum((abs(part.effect) for part in parts), ZERO)
    change = sum((part.effect for part in parts), ZERO)
    if not size or not moved:
        return ZERO
    return sum((abs(part.effect - change * abs(part.held) / size) for part in parts), ZERO) / moved / 2
