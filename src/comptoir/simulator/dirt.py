"""What is wrong with real files: chosen by the world's seed, applied to exports, never to the truth."""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from comptoir.simulator.world import World

Period = tuple[date, date]


@dataclass(frozen=True)
class Dirt:
    """How much of each kind. A period is a file of orders, as they are cut."""

    late_refunds: int = 2
    """Periods exported as soon as they ended, and once more when their refunds had come."""
    edited_orders: int = 6
    """Orders that the first of those exports has with a unit more than the shop sent and billed in the end."""
    renamed_columns: int = 1
    """Periods whose file calls the reference of the item otherwise."""
    missing_days: int = 1
    """Days that the audience tool did not measure."""

    @classmethod
    def none(cls) -> Self:
        return cls(0, 0, 0, 0)

    def found_in(self, world: World, periods: list[Period]) -> "Spots":
        """Where it is in the files of this world."""
        early = _drawn(world, "early", periods[:-1], self.late_refunds)
        orders = _drawn(world, "edited", _open_orders(world, early), self.edited_orders)
        others = [period for period in periods if period not in early]
        inside = [world.first + timedelta(days=n) for n in range(1, (world.last - world.first).days)]
        return Spots(
            early=frozenset(early),
            edited=frozenset(orders),
            renamed=frozenset(_drawn(world, "renamed", others, self.renamed_columns)),
            missing=frozenset(_drawn(world, "missing", inside, self.missing_days)),
        )


@dataclass(frozen=True)
class Spots:
    early: frozenset[Period]
    edited: frozenset[int]
    renamed: frozenset[Period]
    missing: frozenset[date]


def _open_orders(world: World, periods: list[Period]) -> list[int]:
    """Orders of the shop's own customers that were sold in these periods."""
    sold = pc.is_in(world.orders["status"], pa.array(["completed", "processing"]))
    known = world.orders.filter(pc.and_(sold, pc.is_valid(world.orders["customer"])))
    numbers: list[int] = []
    for first, last in sorted(periods):
        after = pc.greater_equal(known["day"], pa.scalar(first, pa.date32()))
        before = pc.less_equal(known["day"], pa.scalar(last, pa.date32()))
        numbers += known.filter(pc.and_(after, before))["order"].to_pylist()
    return numbers


def _drawn[T](world: World, name: str, among: list[T], count: int) -> list[T]:
    """`count` of them at most; each kind is drawn by itself, so that one more does not move the others."""
    stream = np.random.default_rng([world.seed, zlib.crc32(f"dirt {name}".encode())])
    places: Iterable[int] = stream.choice(len(among), min(count, len(among)), replace=False) if among else []
    return [among[place] for place in sorted(int(place) for place in places)]
