"""The law of counts such as units sold: single sales (Poisson), or in clumps (negative binomial). Pure; needs scipy, so
it is never imported at the start of the site."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

type Floats = NDArray[np.float64]

_NEARLY_ONE = 1.0 + 1e-9


def clumping(first: Sequence[float], second: Sequence[float]) -> float:
    """How much more units sold vary between two like spells than single sales would (1), over all items: people buy by
    two, and paces drift. Items that sold twice or less tell nothing."""
    a, b = np.asarray(first, float), np.asarray(second, float)
    told = a + b > 2
    if not told.any():
        return 1.0
    return max(1.0, float(np.mean((a[told] - b[told]) ** 2 / (a[told] + b[told]))))


def quantile(share: float, mean: ArrayLike, ratio: ArrayLike) -> Floats:
    """The count that is not exceeded `share` of the time; the variance is `ratio` times the mean."""
    means, ratios, is_plain = _laws(mean, ratio)
    clumped = stats.nbinom.ppf(share, means / (ratios - 1), 1 / ratios)
    return np.where(is_plain, stats.poisson.ppf(share, np.asarray(mean, float)), clumped)


def chance_of_at_most(count: float, mean: ArrayLike, ratio: ArrayLike) -> Floats:
    """Of a count of this mean whose variance is `ratio` times it."""
    means, ratios, is_plain = _laws(mean, ratio)
    clumped = stats.nbinom.cdf(count, means / (ratios - 1), 1 / ratios)
    return np.where(is_plain, stats.poisson.cdf(count, np.asarray(mean, float)), clumped)


def _laws(mean: ArrayLike, ratio: ArrayLike) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Mean and ratio where the law is negative binomial, any pair of them elsewhere; of nothing there is no such
    law."""
    means, ratios = np.broadcast_arrays(np.asarray(mean, float), np.asarray(ratio, float))
    is_plain = (ratios <= _NEARLY_ONE) | (means <= 0)
    return np.where(is_plain, 1.0, means), np.where(is_plain, 2.0, ratios), is_plain
