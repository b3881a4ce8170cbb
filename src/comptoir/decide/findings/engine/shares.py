"""Shares that are larger than those of the others: units returned of units sold, product by product."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

type Floats = NDArray[np.float64]

LEVEL = 0.80
"""Of every interval here."""
_HALF_NORMAL = 0.4549
"""Median of a squared standard normal: what the median squared deviation is without any excess."""


@dataclass(frozen=True, slots=True)
class Shares:
    """In the order of the counts."""

    share: Floats
    others: Floats
    """The same of all others together."""
    low: Floats
    high: Floats
    p_value: Floats
    """The chance of so large a share, were it that of the others."""


def larger_shares(counts: ArrayLike, totals: ArrayLike) -> Shares | None:
    """Each against all others; None where there are none. Counts come in clumps (two of a kind go back in one parcel):
    by how much they vary more than single ones would is estimated from all of them, by the median, so that a few bad
    ones do not hide themselves.

    Interval: Jeffreys, 80 %, on the counts so thinned.
    """
    k, n = np.asarray(counts, float), np.asarray(totals, float)
    if len(k) < 2:
        return None
    others, thin_k, thin_n, p_values = _judged(k, n)
    tail = (1 - LEVEL) / 2
    low, high = (
        np.asarray(special.betaincinv(thin_k + 0.5, thin_n - thin_k + 0.5, level))
        for level in (tail, 1 - tail)
    )
    return Shares(k / n, others, low, high, p_values)


def chances(counts: ArrayLike, totals: ArrayLike) -> Floats:
    """The p-values of `larger_shares` alone."""
    k, n = np.asarray(counts, float), np.asarray(totals, float)
    return np.ones(len(k)) if len(k) < 2 else _judged(k, n)[-1]


def _judged(k: Floats, n: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """The share of the others, counts and totals thinned by their clumps, and the p-values."""
    others = (k.sum() - k) / np.maximum(n.sum() - n, 1e-12)
    spread = np.sqrt(np.maximum(n * others * (1 - others), 1e-12))
    clumps = max(1.0, float(np.median(((k - n * others) / spread) ** 2)) / _HALF_NORMAL)
    thin_k, thin_n = k / clumps, n / clumps
    # The tail of a binomial, which the incomplete beta continues to counts that are not whole.
    tails = special.betainc(np.maximum(thin_k, 1e-12), thin_n - thin_k + 1, others)
    return others, thin_k, thin_n, np.asarray(np.where(thin_k > 0, tails, 1.0))
