"""When customers come back: the share that ordered again within so many days of their first order."""

from dataclasses import dataclass

import numpy as np

from comptoir.decide.customers.engine.book import NO_DAY, Book

WITHIN = (7, 14, 30, 60, 90, 120, 180, 270, 365)
LEAST = 30
"""Customers whose time is over; fewer say nothing."""


@dataclass(frozen=True, slots=True)
class Return:
    days: int
    customers: int
    """Those whose first order lies at least so many days back."""
    returned: int

    @property
    def share(self) -> float:
        return self.returned / self.customers


@dataclass(frozen=True, slots=True)
class Timing:
    returns: tuple[Return, ...]
    quartiles: tuple[int, int, int] | None
    """Days from the first order to the second of those who came back: a quarter, half, three quarters of them."""


def timing(book: Book) -> Timing:
    again = book.second != NO_DAY
    gap = np.where(again, book.second - book.first, -1)
    age = book.until - book.first
    found = []
    for days in WITHIN:
        ripe = age >= days
        customers = int(ripe.sum())
        if customers >= LEAST:
            found.append(Return(days, customers, int((ripe & again & (gap <= days)).sum())))
    gaps = np.sort(gap[again])
    quartiles = None
    if len(gaps) >= LEAST:
        one, two, three = (int(gaps[len(gaps) * part // 4]) for part in (1, 2, 3))
        quartiles = (one, two, three)
    return Timing(tuple(found), quartiles)
