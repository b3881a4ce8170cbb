"""BG/NBD (Fader, Hardie, Lee 2005): how many purchases to expect of whom, by maximum likelihood. Time in weeks.

While a customer is active, purchases come at a rate of its own (gamma: r, alpha); after each one it may leave for good
(beta: a, b).
"""

from dataclasses import dataclass

import numpy as np
from scipy.special import betaincinv, digamma, expit, gammaln, hyp2f1

from comptoir.decide.customers.engine.answers import Inconclusive, Why
from comptoir.decide.customers.engine.purchases import Floats, Groups
from comptoir.decide.customers.engine.slopes import ENOUGH, dot, maximum

LEAST_CUSTOMERS, LEAST_REPEATERS = 50, 20
STARTS = ((0.5, 5.0, 1.0, 2.5), (1.0, 10.0, 0.5, 5.0))
WIDEST = 12.0
"""Parameters are looked for between e^-12 and e^12: beyond, the data do not tell them."""
LARGE = 50.0
"""Of a or b: beyond, customers are as good as alike in how they leave, and the series loses its digits."""
_NEAR_ONE = 1e-7
_PARTS = 200


@dataclass(frozen=True, slots=True)
class BgNbd:
    r: float
    alpha: float
    a: float
    b: float
    log_likelihood: float = float("nan")
    covariance: Floats | None = None
    """Of the logarithms of r, alpha, a, b."""

    def alive(self, groups: Groups) -> Floats:
        """The chance of still being active. It is not the chance of buying again."""
        x = groups.x
        odds = (
            np.log(self.a)
            - np.log(self.b + np.maximum(x, 1) - 1)
            + (self.r + x) * np.log((self.alpha + groups.weeks) / (self.alpha + groups.recency))
        )
        return np.where(x > 0, expit(-odds), 1.0)

    def expected(self, groups: Groups, weeks: float) -> Floats:
        """Purchases expected within so many weeks from now."""
        alike, place = groups.by_age()
        x, waits = groups.x[alike], self.alpha + groups.weeks[alike]
        if_active = self._series(x, waits, weeks) if self.a <= LARGE and self.b <= LARGE else None
        if if_active is None or not np.isfinite(if_active).all():
            if_active = self._averaged(x, waits, weeks)
        expected: Floats = self.alive(groups) * if_active[place]
        return expected

    def _series(self, x: Floats, waits: Floats, weeks: float) -> Floats:
        """The published formula by Euler's transformation: nothing overflows, however many the purchases."""
        z = weeks / (waits + weeks)
        a = self.a if abs(self.a - 1) > _NEAR_ONE else 1 + _NEAR_ONE
        series = hyp2f1(a + self.b - 1 - self.r, a - 1, a + self.b + x - 1, z)
        found: Floats = (a + self.b + x - 1) / (a - 1) * (1 - (1 - z) ** (a - 1) * series)
        return found

    def _averaged(self, x: Floats, waits: Floats, weeks: float) -> Floats:
        """The same averaged over what the chance to leave may be: for parameters too large for the series."""
        total = np.zeros_like(x)
        for rank in (np.arange(_PARTS) + 0.5) / _PARTS:
            leaves = np.maximum(betaincinv(self.a, self.b + x, rank), 1e-12)
            total += -np.expm1((self.r + x) * -np.log1p(leaves * weeks / waits)) / leaves
        return total / _PARTS

    def returns(self, groups: Groups, weeks: float) -> Floats:
        """The chance of buying at least once within so many weeks."""
        waits = self.alpha + groups.weeks
        none = np.exp((self.r + groups.x) * np.log(waits / (waits + weeks)))
        buys: Floats = self.alive(groups) * (1 - none)
        return buys


def fit(groups: Groups) -> BgNbd | Inconclusive:
    customers, repeaters = int(groups.count.sum()), int(groups.count[groups.repeats > 0].sum())
    if customers < LEAST_CUSTOMERS:
        return Inconclusive(Why.FEW_CUSTOMERS, LEAST_CUSTOMERS, customers)
    if repeaters < LEAST_REPEATERS:
        return Inconclusive(Why.FEW_REPEATS, LEAST_REPEATERS, repeaters)
    part = groups.every(customers // ENOUGH)
    found = maximum(
        _Likelihood(groups), customers, _Likelihood(part) if part is not groups else None, STARTS, WIDEST
    )
    if found is None:
        return Inconclusive(Why.NO_FIT)
    r, alpha, a, b = (float(value) for value in np.exp(found.logs))
    return BgNbd(r, alpha, a, b, -found.lowest * customers, found.covariance)


class _Likelihood:
    """Minus the mean log-likelihood of a customer, and its slope by the logarithm of each parameter.

    Logarithms are taken once for each different number of days, gammas once for each number of purchases.
    """

    def __init__(self, groups: Groups) -> None:
        self._total = groups.count.sum()
        self._xs, self._of_x = np.unique(groups.x, return_inverse=True)
        self._weight_of_x = np.bincount(self._of_x, groups.count)
        self._ages, self._of_age = np.unique(groups.weeks, return_inverse=True)
        self._recencies, self._of_recency = np.unique(groups.recency, return_inverse=True)
        self._x, self._count = groups.x, groups.count
        self._again = groups.x > 0

    def __call__(self, logs: Floats) -> tuple[float, Floats]:
        r, alpha, a, b = np.exp(logs)
        by_age, by_recency = np.log(alpha + self._ages), np.log(alpha + self._recencies)
        log_age, log_recency = by_age[self._of_age], by_recency[self._of_recency]
        power = r + self._x
        shift = np.maximum(self._x, 1) - 1
        stays = -power * log_age
        left = np.log(a) - np.log(b + shift) - power * log_recency
        is_left = np.where(self._again, expit(left - stays), 0.0)
        either = np.where(self._again, np.logaddexp(stays, left), stays)
        xs = self._xs
        own = (
            gammaln(r + xs)
            - gammaln(r)
            + r * np.log(alpha)
            + gammaln(a + b)
            + gammaln(b + xs)
            - gammaln(b)
            - gammaln(a + b + xs)
        )
        value = dot(self._weight_of_x, own) + dot(self._count, either)
        weighed = self._count * is_left
        kept = self._count - weighed
        by_age, by_recency = 1 / (alpha + self._ages), 1 / (alpha + self._recencies)
        slope_r = digamma(r + xs) - digamma(r) + np.log(alpha)
        slope_a = digamma(a + b) - digamma(a + b + xs)
        slope_b = slope_a + digamma(b + xs) - digamma(b)
        slope = np.array(
            [
                r * (dot(self._weight_of_x, slope_r) - dot(kept, log_age) - dot(weighed, log_recency)),
                self._total * r
                - alpha
                * (
                    dot(kept, power * by_age[self._of_age])
                    + dot(weighed, power * by_recency[self._of_recency])
                ),
                a * (dot(self._weight_of_x, slope_a)) + weighed.sum(),
                b * (dot(self._weight_of_x, slope_b) - dot(weighed, 1 / (b + shift))),
            ]
        )
        return float(-value / self._total), -slope / self._total
