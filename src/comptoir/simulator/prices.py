"""How a French shop writes its prices."""

import numpy as np

from comptoir.simulator.streams import Floats, Ints

SMALL, MIDDLING = 1500, 6000
"""Cents: below, ,50 is written too; from there on, whole euros."""


def shop_price(cents: Ints | Floats) -> Ints:
    """The nearest price that a French shop would write: ,90 or ,50 for little, ,90 for more, whole for much."""
    amount = np.asarray(cents)
    below_90 = np.floor((amount - 90) / 100) * 100 + 90
    of_90 = np.where(amount - below_90 <= 50, below_90, below_90 + 100)
    half = np.floor(amount / 100) * 100 + 50
    small = np.where(np.abs(amount - half) < np.abs(amount - of_90), half, of_90)
    whole = np.floor(amount / 100 + 0.5) * 100
    written = np.select([amount < SMALL, amount < MIDDLING], [small, of_90], whole)
    return written.astype(np.int64)
