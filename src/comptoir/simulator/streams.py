"""Chance with names: what one part draws moves no other part, and a longer world keeps its past.

Two kinds. `generator(name)` draws in the order of time, for arrays that have one row a day or a customer.
`uniform(name, keys)` gives each key its own number, whatever other keys exist: an order that a counterfactual
removes leaves the fate of all others unchanged.
"""

from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)


def _number(name: str, seed: int) -> int:
    return int.from_bytes(blake2b(f"{seed}:{name}".encode(), digest_size=8).digest(), "little")


@dataclass(frozen=True)
class Streams:
    seed: int

    def generator(self, name: str) -> np.random.Generator:
        return np.random.Generator(np.random.PCG64(np.random.SeedSequence(_number(name, self.seed))))

    def uniform(self, name: str, keys: Ints) -> Floats:
        """Strictly between 0 and 1; SplitMix64 of the key, offset by the stream."""
        mixed = (keys.astype(np.uint64) + np.uint64(1)) * _STEP + np.uint64(_number(name, self.seed))
        mixed = (mixed ^ (mixed >> np.uint64(30))) * _FIRST
        mixed = (mixed ^ (mixed >> np.uint64(27))) * _SECOND
        mixed ^= mixed >> np.uint64(31)
        return ((mixed >> np.uint64(11)).astype(np.float64) + 0.5) / 2.0**53

    def happens(self, name: str, keys: Ints, probability: Floats | float) -> Flags:
        return self.uniform(name, keys) < probability

    def chosen(self, name: str, keys: Ints, weights: Floats) -> Ints:
        """An index for each key, with the odds of `weights`."""
        edges = np.cumsum(weights / weights.sum())
        return np.minimum(np.searchsorted(edges, self.uniform(name, keys), side="right"), len(weights) - 1)

    def waiting(self, name: str, keys: Ints) -> Floats:
        """Exponential, of mean 1."""
        return -np.log(self.uniform(name, keys))

    def poisson(self, name: str, keys: Ints, mean: Floats) -> Ints:
        """By inversion: for small means only, with 40 at most."""
        left = self.uniform(name, keys)
        chance = np.exp(-mean)
        count = np.zeros(len(keys), np.int64)
        alive = left >= chance
        for number in range(1, 41):
            left = left - chance
            chance = chance * mean / number
            count += alive
            alive &= left >= chance
            if not alive.any():
                break
        return count
