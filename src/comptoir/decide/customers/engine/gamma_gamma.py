"""Gamma-Gamma (Fader, Hardie 2013): what a purchase of whom is worth, by maximum likelihood.

The values of a customer's purchases spread around a mean of its own (gamma: p, nu), and the means around that of all
(gamma: q, v). Values are taken to be independent of how often somebody buys.
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import digamma, gammaln

from comptoir.decide.customers.engine.answers import Inconclusive, Why
from comptoir.decide.customers.engine.purchases import Floats, Purchases
from comptoir.decide.customers.engine.slopes import ENOUGH, dot, maximum

LEAST_CUSTOMERS = 20
STARTS = ((3.0, 3.0, 2.0),)
WIDEST = 14.0


@dataclass(frozen=True, slots=True)
class GammaGamma:
    p: float
    q: float
    v: float
    log_likelihood: float = float("nan")
    covariance: Floats | None = None
    """Of the logarithms of p, q, v."""

    def mean(self, repeats: Floats, value: Floats) -> Floats:
        """The expected value of a purchase of a customer whose repeat purchases were worth so much on average."""
        known = np.where(value > 0, repeats, 0.0)
        return self.p * (self.v + known * value) / (self.p * known + self.q - 1)


def fit(purchases: Purchases) -> GammaGamma | Inconclusive:
    """By the customers who came back and paid: a mean of nothing has no place in a gamma distribution."""
    told = (purchases.repeats > 0) & (purchases.value > 0)
    x, m = purchases.repeats[told].astype(np.float64), purchases.value[told]
    if len(x) < LEAST_CUSTOMERS:
        return Inconclusive(Why.FEW_REPEATS, LEAST_CUSTOMERS, len(x))
    scale = float(m.mean())  # so that the search does not depend on the currency
    step = max(len(x) // ENOUGH, 1)
    sample = _Likelihood(x[::step], m[::step] / scale) if step > 1 else None
    found = maximum(_Likelihood(x, m / scale), len(x), sample, STARTS, WIDEST)
    if found is None:
        return Inconclusive(Why.NO_FIT)
    p, q, v = (float(value) for value in np.exp(found.logs))
    if q <= 1:
        return Inconclusive(Why.NO_MEAN)
    log_likelihood = -len(x) * (found.lowest + float(np.log(scale)))
    return GammaGamma(p, q, v * scale, log_likelihood, found.covariance)


class _Likelihood:
    """Minus the mean log-likelihood of a customer, and its slope by the logarithm of each parameter."""

    def __init__(self, x: Floats, m: Floats) -> None:
        self._sum, self._size = x * m, len(x)
        self._xs, place = np.unique(x, return_inverse=True)
        self._place, self._count = place, np.bincount(place).astype(np.float64)
        self._x, self._sum_x = x, float(x.sum())
        self._log_m, self._x_log_m = float(np.log(m).sum()), dot(x, np.log(m))
        self._x_log_x = dot(x, np.log(x))

    def __call__(self, logs: Floats) -> tuple[float, Floats]:
        p, q, v = np.exp(logs)
        xs, count = self._xs, self._count
        wide = self._sum + v
        power = p * self._x + q
        log_wide = np.log(wide)
        value = (
            dot(count, gammaln(p * xs + q) - gammaln(p * xs))
            + self._size * (q * logs[2] - gammaln(q))
            + p * (self._x_log_m + self._x_log_x)
            - self._log_m
            - dot(power, log_wide)
        )
        of_power = digamma(p * xs + q)
        slope = np.array(
            [
                p
                * (
                    dot(count, xs * (of_power - digamma(p * xs)))
                    + self._x_log_m
                    + self._x_log_x
                    - dot(self._x, log_wide)
                ),
                q * (dot(count, of_power) + self._size * (logs[2] - digamma(q)) - log_wide.sum()),
                self._size * q - v * (dot(power, 1 / wide)),
            ]
        )
        return float(-value / self._size), -slope / self._size
