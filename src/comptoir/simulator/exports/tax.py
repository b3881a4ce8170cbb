"""Prices with tax to prices without it, in whole cents."""

import numpy as np
import numpy.typing as npt

from comptoir.simulator.exports.text import Whole

_PARTS = 10_000
"""Rates are kept to a hundredth of a percent."""


def without_tax(cents: Whole, rate: npt.NDArray[np.float64]) -> Whole:
    """Half up: a shop keeps a line without tax and with tax to the cent, and the tax is what lies between."""
    divisor = _PARTS + np.rint(rate * _PARTS).astype(np.int64)
    net: Whole = (2 * np.abs(cents) * _PARTS + divisor) // (2 * divisor)
    return np.sign(cents) * net
