"""What an on/off test of a lever could see, before it is begun."""

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from statistics import NormalDist, fmean, pvariance

LEVEL, POWER = 0.95, 0.80
TEST_WEEKS = 8
LEAST_WEEKS = 8


def smallest_effect(weekly: Sequence[float], weeks: int = TEST_WEEKS) -> float | None:
    """The smallest change, as a share of the week's sales, that `weeks` weeks switched on and off by turns would show
    (level 95 %, power 80 %, two-sided).

    The spread is that of the changes from week to week, halved, so that a season is not taken for chance. None with
    fewer than eight weeks, or without sales.
    """
    mean = fmean(weekly) if weekly else 0.0
    if len(weekly) < LEAST_WEEKS or mean <= 0:
        return None
    changes = [after - before for before, after in pairwise(weekly)]
    spread = sqrt(pvariance(changes, 0.0) / 2)
    normal = NormalDist()
    needed = normal.inv_cdf(0.5 + LEVEL / 2) + normal.inv_cdf(POWER)
    return needed * spread * sqrt(4 / weeks) / mean
