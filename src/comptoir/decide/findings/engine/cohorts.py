"""Whether the customers of one month come back less than those of the months before, at the same age."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from comptoir.core.laws import beta_ppf, hypergeometric_cdf

LEVEL = 0.80
_HALF_NORMAL = 0.4549
"""Median of a squared standard normal: what the median squared deviation is without any excess."""


@dataclass(frozen=True, slots=True)
class Fewer:
    share: float
    elders: float
    """The same of all elders together."""
    low: float
    """Of the difference, elders - share."""
    high: float
    p_value: float
    """The chance that so few come back, were there no difference."""


def fewer(back: float, size: float, elders_back: Sequence[float], elders_size: Sequence[float]) -> Fewer:
    """Fisher's exact test of the cohort against its elders together.

    Months differ among themselves by season as well: by how much more than single customers would is estimated from
    the elders, by the median, and thins all counts. Interval: 80 %, each share by Jeffreys, put together by the square
    root of squares (Newcombe's way).
    """
    k, n = np.asarray(elders_back, float), np.asarray(elders_size, float)
    all_back, all_size = k.sum(), n.sum()
    usual = (all_back + back) / max(all_size + size, 1.0)
    spread = np.sqrt(np.maximum(n * usual * (1 - usual), 1e-12))
    middle = all_back / max(all_size, 1.0)
    clumps = max(1.0, float(np.median(((k - n * middle) / spread) ** 2)) / _HALF_NORMAL)
    mine, theirs = (back / clumps, size / clumps), (all_back / clumps, all_size / clumps)
    # Whole numbers, rounded to where they show less.
    few, of = math.ceil(mine[0]), max(math.floor(mine[1]), math.ceil(mine[0]))
    many, out_of = math.floor(theirs[0]), max(math.floor(theirs[1]), math.floor(theirs[0]))
    p_value = hypergeometric_cdf(few, of + out_of, few + many, of)
    share, elders = back / max(size, 1.0), middle
    low, high = _difference(mine, theirs, share, elders)
    return Fewer(share, elders, low, high, p_value)


def _difference(
    mine: tuple[float, float], theirs: tuple[float, float], share: float, elders: float
) -> tuple[float, float]:
    tail = (1 - LEVEL) / 2
    (own_low, own_high), (all_low, all_high) = (
        beta_ppf([tail, 1 - tail], k + 0.5, n - k + 0.5).tolist() for k, n in (mine, theirs)
    )
    middle = elders - share
    low = middle - math.hypot(elders - all_low, own_high - share)
    high = middle + math.hypot(all_high - elders, share - own_low)
    return float(low), float(high)
