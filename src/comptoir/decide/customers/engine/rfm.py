"""Recency, frequency, value: a mark from 1 to 5 for each, and the segment that the marks make.

A mark is 1 plus five times the share of customers that stand strictly below, rounded down. Equal customers always get
equal marks, and whole numbers alone are compared.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from comptoir.decide.customers.engine.book import Book
from comptoir.decide.customers.engine.purchases import Ints

MARKS = 5


class Segment(StrEnum):
    CHAMPIONS = "champions"
    LOYAL = "loyal"
    POTENTIAL = "potential"
    NEW = "new"
    PROMISING = "promising"
    ATTENTION = "attention"
    SLEEPY = "sleepy"
    AT_RISK = "at_risk"
    DEAR = "dear"
    """Once the best, long silent."""
    DORMANT = "dormant"


_ROWS: Mapping[int, tuple[Segment, ...]] = {
    5: (Segment.NEW, Segment.POTENTIAL, Segment.POTENTIAL, Segment.CHAMPIONS, Segment.CHAMPIONS),
    4: (Segment.PROMISING, Segment.POTENTIAL, Segment.POTENTIAL, Segment.LOYAL, Segment.LOYAL),
    3: (Segment.SLEEPY, Segment.SLEEPY, Segment.ATTENTION, Segment.LOYAL, Segment.LOYAL),
    2: (Segment.DORMANT, Segment.DORMANT, Segment.AT_RISK, Segment.AT_RISK, Segment.DEAR),
    1: (Segment.DORMANT, Segment.DORMANT, Segment.AT_RISK, Segment.AT_RISK, Segment.DEAR),
}
"""Mark of recency -> the segment by the mark of frequency, 1 to 5."""
SEGMENTS = tuple(Segment)
GRID = np.array([[SEGMENTS.index(one) for one in _ROWS[r]] for r in range(1, MARKS + 1)], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Rfm:
    recency: Ints
    frequency: Ints
    value: Ints
    segment: Ints
    """The place in `SEGMENTS`."""


def rfm(book: Book) -> Rfm:
    recency, frequency, value = marks(book.last), marks(book.orders), marks(book.amount)
    return Rfm(recency, frequency, value, GRID[recency - 1, frequency - 1])


def marks(values: Ints) -> Ints:
    """1 to 5, the highest for the largest."""
    found = np.ones(len(values), dtype=np.int64)
    if not len(values):
        return found
    # A mark is passed by what is above the value at that rank: four ranks tell all, without a sort.
    ranks = [-(-mark * len(values) // MARKS) - 1 for mark in range(1, MARKS)]
    for limit in np.partition(values, ranks)[ranks]:
        found += values > limit
    return found
