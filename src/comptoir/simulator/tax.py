"""Prices with tax to prices without it, in whole cents."""

import numpy as np

from comptoir.simulator.streams import Floats, Ints

_PARTS = 10_000
"""Rates are kept to a hundredth of a percent."""


def without_tax(cents: Ints, rate: Floats | float) -> Ints:
    """Rounded half up; the tax of a line is what lies between."""
    divisor = _PARTS + np.rint(np.asarray(rate) * _PARTS).astype(np.int64)
    net: Ints = (2 * np.abs(cents) * _PARTS + divisor) // (2 * divisor)
    return np.sign(cents) * net
