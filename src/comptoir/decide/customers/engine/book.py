"""All customers of a company up to a day, in columns: the days and sums that every analysis starts from."""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from comptoir.decide.customers.engine.purchases import Floats, Ints, Purchases

UNIT = 10_000
"""Sums are whole numbers of the fourth decimal: exact, so that no rounding moves a customer across a limit."""
NO_DAY = -1


@dataclass(frozen=True, slots=True)
class Book:
    """One place for each customer, in the order of their keys. Days are counted from 1970-01-01."""

    until: int
    """The day of the calculation, it included."""
    key: Ints
    first: Ints
    last: Ints
    second: Ints
    """The first day with an order after the first one; `NO_DAY` where there is none."""
    days: Ints
    """Days with an order."""
    orders: Ints
    amount: Ints
    """Bought in all, in units."""
    first_amount: Ints
    """Bought on the first day."""

    @property
    def size(self) -> int:
        return len(self.key)

    @property
    def spent(self) -> Floats:
        return self.amount / UNIT

    def sales(self, inside: NDArray[np.bool_]) -> Decimal:
        """What these customers bought in all, exactly."""
        return Decimal(int(self.amount[inside].sum())) / UNIT

    @staticmethod
    def units(amount: Decimal) -> int:
        """A sum as `amount` holds it."""
        return int(amount * UNIT)

    def purchases(self) -> Purchases:
        """Repeat purchases by day: several orders of one day are one."""
        repeats = self.days - 1
        again = (self.amount - self.first_amount) / UNIT
        value = np.where(repeats > 0, again / np.maximum(repeats, 1), 0.0)
        return Purchases(repeats, self.last - self.first, self.until - self.first, value)
