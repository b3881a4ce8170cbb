"""Laws of chance as plain functions: tails and quantiles, without the large library that also knows them.

A morning's command starts within a second; `scipy.stats` alone would take half of it, and what is taken from the
library is loaded when a law is asked for. Pure.
"""

import numpy as np
import scipy
from numpy.typing import ArrayLike, NDArray

type Floats = NDArray[np.float64]

_NEARLY_ONE = 1 + 1e-9


def student_cdf(value: float, freedom: float) -> float:
    return float(scipy.special.stdtr(freedom, value))


def student_sf(value: float, freedom: float) -> float:
    return float(scipy.special.stdtr(freedom, -value))


def student_ppf(share: float, freedom: float) -> float:
    return float(scipy.special.stdtrit(freedom, share))


def gamma_ppf(share: float, shape: float, rate: float) -> float:
    return float(scipy.special.gammaincinv(shape, share)) / rate


def binomial_sf(count: float, tried: float, share: float) -> float:
    """The chance of more than `count` among `tried`."""
    if count < 0:
        return 1.0
    return float(scipy.special.betainc(count + 1, tried - count, share)) if count < tried else 0.0


def beta_ppf(share: ArrayLike, a: float, b: float) -> Floats:
    return np.asarray(scipy.special.betaincinv(a, b, np.asarray(share, float)), float)


def hypergeometric_cdf(count: int, total: int, marked: int, drawn: int) -> float:
    """The chance of `count` or fewer marked ones among those drawn from `total` without putting back."""
    least, most = max(0, drawn - (total - marked)), min(marked, drawn)
    if count >= most:
        return 1.0
    found = np.arange(least, count + 1, dtype=float)
    logs = (
        _log_choices(marked, found)
        + _log_choices(total - marked, drawn - found)
        - _log_choices(total, np.asarray(float(drawn)))
    )
    return float(np.exp(logs).sum())


def _log_choices(of: int, taken: Floats) -> Floats:
    return np.asarray(-scipy.special.betaln(of - taken + 1, taken + 1) - np.log(of + 1))


def false_discovery(p_values: ArrayLike) -> Floats:
    """The smallest false discovery rate at which each would count (Benjamini and Hochberg)."""
    given = np.asarray(p_values, float)
    order, total = np.argsort(given), len(given)
    stepped = given[order] * total / np.arange(1, total + 1)
    found = np.empty(total)
    found[order] = np.minimum(np.minimum.accumulate(stepped[::-1])[::-1], 1.0)
    return found


def counts_cdf(count: ArrayLike, mean: ArrayLike, ratio: ArrayLike = 1.0) -> Floats:
    """The chance of `count` or fewer, such as units sold, of this mean, whose variance is `ratio` times it: single
    sales (Poisson), or sales in clumps (negative binomial) above 1. Shapes broadcast."""
    whole, means, ratios = np.broadcast_arrays(
        np.floor(np.asarray(count, float)), np.asarray(mean, float), np.asarray(ratio, float)
    )
    size, share, is_plain = _clumped(means, ratios)
    reached = np.maximum(whole, 0.0)
    chance = np.where(
        is_plain, scipy.special.pdtr(reached, means), scipy.special.betainc(size, reached + 1, share)
    )
    return np.where(whole < 0, 0.0, chance)


def counts_ppf(share: ArrayLike, mean: ArrayLike, ratio: ArrayLike = 1.0) -> Floats:
    """The smallest count that the law of `counts_cdf` reaches with the chance `share`."""
    shares, means, ratios = np.broadcast_arrays(
        np.asarray(share, float), np.asarray(mean, float), np.asarray(ratio, float)
    )
    size, clump, is_plain = _clumped(means, ratios)
    inverse = np.where(
        is_plain, scipy.special.pdtrik(shares, means), scipy.special.nbdtrik(shares, size, clump)
    )
    above = np.where(means > 0, np.ceil(inverse), 0.0)
    below = np.maximum(above - 1, 0.0)
    return np.where(counts_cdf(below, means, ratios) >= shares, below, above)


def _clumped(mean: Floats, ratio: Floats) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Size and share of the negative binomial law, and where there is none: any pair of them stands there."""
    is_plain = (ratio <= _NEARLY_ONE) | (mean <= 0)
    ratios = np.where(is_plain, 2.0, ratio)
    return np.where(is_plain, 1.0, mean) / (ratios - 1), 1 / ratios, is_plain
