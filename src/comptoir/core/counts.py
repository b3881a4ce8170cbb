"""The law of counts such as units sold, for many of them at once: single sales (Poisson), or in clumps (negative
binomial). Pure; needs scipy, so it is never imported at the start of the site."""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

type Floats = NDArray[np.float64]

_NEARLY_ONE = 1.0 + 1e-9


def quantile(share: float, mean: ArrayLike, ratio: ArrayLike) -> Floats:
    """The count that is not exceeded `share` of the time; the variance is `ratio` times the mean."""
    means, ratios, is_plain = _laws(mean, ratio)
    clumped = stats.nbinom.ppf(share, means / (ratios - 1), 1 / ratios)
    return np.where(is_plain, stats.poisson.ppf(share, np.asarray(mean, float)), clumped)


def _laws(mean: ArrayLike, ratio: ArrayLike) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Mean and ratio where the law is negative binomial, any pair of them elsewhere; of nothing there is no such
    law."""
    means, ratios = np.broadcast_arrays(np.asarray(mean, float), np.asarray(ratio, float))
    is_plain = (ratios <= _NEARLY_ONE) | (means <= 0)
    return np.where(is_plain, 1.0, means), np.where(is_plain, 2.0, ratios), is_plain
