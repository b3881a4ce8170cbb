"""What the models read of customers: frequency, recency, age, and what their repeat purchases were worth."""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]
type Ints = NDArray[np.int64]

DAYS_OF_A_WEEK = 7.0


@dataclass(frozen=True, slots=True)
class Purchases:
    """One place for each customer; days are counted from each customer's first purchase."""

    repeats: Ints
    """Days with a purchase after the first one."""
    last_after: Ints
    """Days from the first purchase to the last."""
    age: Ints
    """Days from the first purchase to the day of the calculation."""
    value: Floats
    """Mean value of a repeat purchase; 0 where there is none."""

    @property
    def size(self) -> int:
        return len(self.repeats)

    def groups(self) -> "Groups":
        """Customers alike to the model, counted: a million of them are a few tens of thousands of kinds."""
        span = int(self.age.max(initial=0)) + 1
        keys = (self.repeats * span + self.last_after) * span + self.age
        kinds, place, count = np.unique(keys, return_inverse=True, return_counts=True)
        rest, age = np.divmod(kinds, span)
        repeats, last_after = np.divmod(rest, span)
        return Groups(repeats, last_after, age, count.astype(np.float64), place)


@dataclass(frozen=True, slots=True)
class Groups:
    repeats: Ints
    last_after: Ints
    age: Ints
    count: Floats
    place: Ints
    """The kind of each customer."""

    @property
    def x(self) -> Floats:
        return self.repeats.astype(np.float64)

    @property
    def recency(self) -> Floats:
        return self.last_after / DAYS_OF_A_WEEK

    @property
    def weeks(self) -> Floats:
        return self.age / DAYS_OF_A_WEEK

    def by_age(self) -> tuple[Ints, Ints]:
        """One kind of each number of purchases at each age, and which of them stands for each kind."""
        keys = self.repeats * (int(self.age.max(initial=0)) + 1) + self.age
        _kinds, first, place = np.unique(keys, return_index=True, return_inverse=True)
        return first, place

    def every(self, step: int) -> "Groups":
        """The kinds of every so-many-th customer."""
        if step <= 1:
            return self
        count = np.bincount(self.place[::step], minlength=len(self.count)).astype(np.float64)
        met = count > 0
        none = np.zeros(0, dtype=np.int64)
        return Groups(self.repeats[met], self.last_after[met], self.age[met], count[met], none)

    @classmethod
    def one(cls, repeats: int, recency: float, weeks: float) -> Self:
        """A single kind, told in weeks."""
        days = np.array([[repeats], [round(recency * 7)], [round(weeks * 7)]], dtype=np.int64)
        return cls(days[0], days[1], days[2], np.ones(1), np.zeros(1, dtype=np.int64))
