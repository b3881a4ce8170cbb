"""Laws of chance as plain functions: tails and quantiles, without the large library that also knows them.

A morning's command starts within a second; `scipy.stats` alone would take half of it. Pure.
"""

import math
from dataclasses import dataclass

from scipy import special

_EQUAL = 1e-9


def student_cdf(value: float, freedom: float) -> float:
    return float(special.stdtr(freedom, value))


def student_sf(value: float, freedom: float) -> float:
    return float(special.stdtr(freedom, -value))


def student_ppf(share: float, freedom: float) -> float:
    return float(special.stdtrit(freedom, share))


def gamma_ppf(share: float, shape: float, rate: float) -> float:
    return float(special.gammaincinv(shape, share)) / rate


def binomial_sf(count: float, tried: float, share: float) -> float:
    """The chance of more than `count` among `tried`."""
    if count < 0:
        return 1.0
    return float(special.betainc(count + 1, tried - count, share)) if count < tried else 0.0


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of this mean whose variance is `ratio` times it: Poisson, or negative binomial above 1."""

    mean: float
    ratio: float = 1.0

    def cdf(self, count: float) -> float:
        """The chance of `count` or fewer."""
        if count < 0:
            return 0.0
        whole = math.floor(count)
        if self.mean == 0:
            return 1.0
        if self.ratio <= 1 + _EQUAL:
            return float(special.gammaincc(whole + 1, self.mean))
        size, share = self.mean / (self.ratio - 1), 1 / self.ratio
        return float(special.betainc(size, whole + 1, share))

    def ppf(self, share: float) -> float:
        """The smallest count that the law reaches with that chance."""
        high = max(1, math.ceil(self.mean))
        while self.cdf(high) < share:
            high *= 2
        low = -1
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if self.cdf(middle) >= share else (middle, high)
        return float(high)
