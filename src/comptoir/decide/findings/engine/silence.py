"""Whether customers who bought often have fallen silent: each against its own rhythm."""

import numpy as np
from numpy.typing import NDArray

from comptoir.core.laws import false_discovery

type Floats = NDArray[np.float64]
type Ints = NDArray[np.int64]


def silences(repeats: Ints, last: Floats, until: Floats) -> Floats:
    """The chance of so long a silence at the end, for each customer who goes on as before.

    `last` and `until` count from its first purchase. Were purchases spread evenly over that time, all of them lie
    before `last` with the chance (last / until) ^ purchases: exactly, whatever the customer's pace. Time may run in
    orders of the whole shop instead of days: then no season is taken for a silence.
    """
    share = np.clip(last / np.maximum(until, 1e-12), 0.0, 1.0)
    found: Floats = np.where(repeats > 0, share ** np.maximum(repeats, 1), 1.0)
    return found


def quiet_ones(p_values: Floats, rate: float) -> tuple[NDArray[np.bool_], float]:
    """Those whose silence chance does not explain, at most a share `rate` of them wrongly (Benjamini and Hochberg), and
    the chance that there would be any at all if nobody had fallen silent (Simes)."""
    if not len(p_values):
        return np.zeros(0, dtype=np.bool_), 1.0
    adjusted = false_discovery(p_values)
    return adjusted <= rate, float(adjusted.min())


def orders_lost(before: Floats, now: Floats, worth: Floats, z: float = 1.2816) -> tuple[float, float, float]:
    """Low, middle, high (80 %) of what customers would have bought at their former chance less what is expected at that
    of now; each buys or not, by itself."""
    middle = float(((before - now) * worth).sum())
    spread = float(np.sqrt((worth**2 * (before * (1 - before) + now * (1 - now))).sum()))
    return middle - z * spread, middle, middle + z * spread
