"""Which pairs of items stand together more often than chance puts them there.

Each pair is held against a Poisson count of what two unrelated items would show; of the pairs told, one in twenty at
most is expected to be chance (Benjamini-Hochberg over all pairs that could be, those never met included).
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammainc

from comptoir.decide.customers.engine.purchases import Floats, Ints

FALSE_SHARE = 0.05


def by_chance(together: Ints, expected: Floats) -> Floats:
    """For each pair met, the chance of a count at least as high."""
    found: Floats = np.asarray(gammainc(together, expected), dtype=np.float64)
    return found


def more_than_chance(chance: Floats, possible: int) -> NDArray[np.bool_]:
    """For each pair met, by its chance; `possible` is the number of pairs that could be."""
    order = np.argsort(chance, kind="stable")
    limits = FALSE_SHARE * np.arange(1, len(chance) + 1) / max(possible, 1)
    passing = np.flatnonzero(chance[order] <= limits)
    found = np.zeros(len(chance), dtype=np.bool_)
    if len(passing):
        found[order[: passing[-1] + 1]] = True
    return found
