"""What each customer may be worth within a horizon, with an interval.

Given that a customer is active, its rate and its chance to leave are spread by the laws that the model leaves once the
past is known; so are its values. A purchase's sum is drawn from them, so that the interval is one of what will be
seen, not only of its mean. The parameters are drawn as well, as far from their estimates as the likelihood allows.
"""

from dataclasses import dataclass

import numpy as np

from comptoir.decide.customers.engine.bg_nbd import BgNbd
from comptoir.decide.customers.engine.gamma_gamma import GammaGamma
from comptoir.decide.customers.engine.purchases import DAYS_OF_A_WEEK, Floats, Groups, Ints, Purchases

LEVEL = 0.8
METHOD = "predictive distribution (BG/NBD x Gamma-Gamma) with parameter uncertainty by inverse Hessian"
DRAWS = 1_000
SEED = 1_997
MOST_CELLS = 1_000
"""Kinds of customers that are drawn: with more of them, ages and many purchases are told apart less finely."""


@dataclass(frozen=True, slots=True)
class Models:
    orders: BgNbd
    values: GammaGamma


@dataclass(frozen=True, slots=True)
class Worth:
    """Customer by customer, in the order of the purchases."""

    orders: Floats
    """Purchases expected within the horizon."""
    value: Floats
    """Of all of them together."""
    low: Floats
    high: Floats
    orders_low: Floats
    orders_high: Floats
    alive: Floats
    returns: Floats
    """The chance of buying at least once."""


def worth(models: Models, purchases: Purchases, groups: Groups, days: int) -> Worth:
    """Over the next `days` days."""
    weeks = days / DAYS_OF_A_WEEK
    place = groups.place
    alive, orders = models.orders.alive(groups), models.orders.expected(groups, weeks)
    mean = models.values.mean(groups.x[place], purchases.value)
    counts, sums = _quantiles(models, groups, weeks, alive)
    spent = np.where(purchases.value > 0, groups.x[place] * purchases.value, 0.0)
    scale = models.values.v + spent
    return Worth(
        orders[place],
        orders[place] * mean,
        sums[0][place] * scale,
        sums[1][place] * scale,
        counts[0][place],
        counts[1][place],
        alive[place],
        models.orders.returns(groups, weeks)[place],
    )


type _Pair = tuple[Floats, Floats]


def _quantiles(models: Models, groups: Groups, weeks: float, alive: Floats) -> tuple[_Pair, _Pair]:
    """For each kind of customer: low and high of its purchases, and of their sum in units of what it spent before.

    What an active customer does depends on its purchases and its age; that it may have left moves the quantile down.
    """
    cells, cell = _cells(groups)
    low, high = (1 - LEVEL) / 2, (1 + LEVEL) / 2
    gone = 1 - alive
    ranks = [np.clip((at - gone) / np.maximum(alive, 1e-12), 0.0, 1.0) for at in (low, high)]
    found = [np.zeros((2, len(groups.count))) for _ in range(2)]
    rng = np.random.default_rng(SEED)
    drawn = _drawn(models, rng)
    members, starts = np.argsort(cell, kind="stable"), np.zeros(len(cells) + 1, dtype=np.int64)
    starts[1:] = np.cumsum(np.bincount(cell, minlength=len(cells)))
    for number, (x, age) in enumerate(cells):
        count, total = _future(drawn, models.values, float(x), float(age), weeks, rng)
        mine = members[starts[number] : starts[number + 1]]
        for side, rank in enumerate(ranks):
            where = np.minimum((rank[mine] * DRAWS).astype(np.int64), DRAWS - 1)
            is_left = rank[mine] <= 0
            found[0][side][mine] = np.where(is_left, 0.0, count[where])
            found[1][side][mine] = np.where(is_left, 0.0, total[where])
    return (found[0][0], found[0][1]), (found[1][0], found[1][1])


def _cells(groups: Groups) -> tuple[Floats, Ints]:
    """Purchases and ages that are drawn once, and which of them stands for each kind."""
    span = int(groups.age.max(initial=0)) + 1
    step = 1
    while True:
        ages = groups.age // step
        kinds, place = np.unique(_alike(groups.repeats, step) * span + ages, return_inverse=True)
        if len(kinds) <= MOST_CELLS or step > span:
            break
        step *= 2
    size = np.bincount(place, groups.count)
    repeats = np.bincount(place, groups.count * groups.repeats) / size
    weeks = np.bincount(place, groups.count * groups.age) / size / DAYS_OF_A_WEEK
    return np.column_stack((repeats, weeks)), place


def _alike(repeats: Ints, step: int) -> Ints:
    """Few purchases stay apart; many are put together by the powers of a number that grows with the step."""
    if step == 1:
        return repeats
    apart = 32 // step + 4
    wide = np.log(np.maximum(repeats, apart) / apart) / np.log1p(step / 32)
    return np.where(repeats < apart, repeats, apart + wide.astype(np.int64))


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Parameters as they may be, one of each for each draw."""

    r: Floats
    alpha: Floats
    a: Floats
    b: Floats
    p: Floats
    q: Floats
    v: Floats


def _drawn(models: Models, rng: np.random.Generator) -> _Drawn:
    orders, values = models.orders, models.values
    of_orders = _near((orders.r, orders.alpha, orders.a, orders.b), orders.covariance, rng)
    of_values = _near((values.p, values.q, values.v), values.covariance, rng)
    (r, alpha, a, b), (p, q, v) = of_orders, of_values
    return _Drawn(r, alpha, a, b, p, q, v)


def _near(estimates: tuple[float, ...], covariance: Floats | None, rng: np.random.Generator) -> Floats:
    logs = np.log(estimates)[:, None] + np.zeros((len(estimates), DRAWS))
    if covariance is not None:
        logs = rng.multivariate_normal(logs[:, 0], covariance, DRAWS).T
    drawn: Floats = np.exp(logs)
    return drawn


def _future(
    drawn: _Drawn, mean: GammaGamma, x: float, age: float, weeks: float, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Purchases of an active customer within the horizon, and their sum, both sorted."""
    rate = rng.standard_gamma(drawn.r + x) / (drawn.alpha + age)
    leaves = np.maximum(rng.beta(drawn.a, drawn.b + x), 1e-9)
    count = np.minimum(rng.poisson(np.minimum(rate * weeks, 1e9)), rng.geometric(leaves)).astype(np.float64)
    spent = np.where(count > 0, rng.standard_gamma(np.maximum(drawn.p * count, 1e-9)), 0.0)
    total = spent / rng.standard_gamma(drawn.q + drawn.p * x)
    # What was spent before is put in by the customer; v as it was drawn counts as far as that leaves it room.
    before = x * mean.p * mean.v / (mean.q - 1)
    return np.sort(count), np.sort(total * (drawn.v + before) / (mean.v + before))
