"""Shares that are larger than those of the others: units returned of units sold, product by product."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

LEVEL = 0.80
"""Of every interval here."""
_HALF_NORMAL = 0.4549
"""Median of a squared standard normal: what the median squared deviation is without any excess."""


@dataclass(frozen=True, slots=True)
class Share:
    share: float
    others: float
    """The same of all others together."""
    low: float
    high: float
    p_value: float
    """The chance of so large a share, were it that of the others."""


def larger_shares(counts: Sequence[float], totals: Sequence[float]) -> list[Share]:
    """Each against all others. Counts come in clumps (two of a kind go back in one parcel): by how much they vary more
    than single ones would is estimated from all of them, by the median, so that a few bad ones do not hide themselves.

    Interval: Jeffreys, 80 %, on the counts so thinned.
    """
    k, n = np.asarray(counts, float), np.asarray(totals, float)
    if len(k) < 2:
        return []
    others = (k.sum() - k) / np.maximum(n.sum() - n, 1e-12)
    spread = np.sqrt(np.maximum(n * others * (1 - others), 1e-12))
    clumps = max(1.0, float(np.median(((k - n * others) / spread) ** 2)) / _HALF_NORMAL)
    thin_k, thin_n = k / clumps, n / clumps
    # The tail of a binomial, which the incomplete beta continues to counts that are not whole.
    tails = special.betainc(np.maximum(thin_k, 1e-12), thin_n - thin_k + 1, others)
    p_values = np.asarray(np.where(thin_k > 0, tails, 1.0))
    tail = (1 - LEVEL) / 2
    low, high = (
        np.asarray(special.betaincinv(thin_k + 0.5, thin_n - thin_k + 0.5, level))
        for level in (tail, 1 - tail)
    )
    return [
        Share(*(float(column[place]) for column in (k / n, others, low, high, p_values)))
        for place in range(len(k))
    ]
