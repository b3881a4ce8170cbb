"""A daily series and what is known of its days, as plain numbers. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

type Floats = NDArray[np.float64]
type Flags = NDArray[np.bool_]
type Places = NDArray[np.int64]

HORIZON = 28
LEAST_DAYS = 56
"""Eight weeks: fewer tell no weekday from chance."""
LEAST_SELLING = 28
"""Days with a figure other than 0: fewer are single sales, which no line foretells."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """Known days that move sales. Each year's is another occasion of the same code."""

    code: str
    name: str
    start: date
    end: date
    is_public_holiday: bool = False
    ratio: float | None = None
    """What a person expects of these days: 1.3 is 30 % more than without. It replaces what was learnt."""


@dataclass(frozen=True, slots=True)
class Series:
    first: date
    values: Floats
    """One a day; nan where the figure is missing or not to be trusted."""

    @property
    def days(self) -> int:
        return len(self.values)

    @property
    def last(self) -> date:
        return self.day(self.days - 1)

    def day(self, place: int) -> date:
        return self.first + timedelta(days=place)

    def until(self, count: int) -> "Series":
        """Its first days only."""
        return replace(self, values=self.values[:count])


def middle(values: Floats) -> float:
    """The median of what is known whole: a fifth of the time of the library's, and the same to the last bit."""
    half = len(values) // 2
    if len(values) % 2:
        return float(np.partition(values, half)[half])
    low, high = np.partition(values, (half - 1, half))[half - 1 : half + 1]
    return float((low + high) / 2)


@dataclass(frozen=True, slots=True)
class Inconclusive:
    """No answer, and why: a code of `words.REASONS`."""

    reason: str


def why_not(series: Series) -> Inconclusive | None:
    known = series.values[~np.isnan(series.values)]
    if len(known) == 0:
        return Inconclusive("empty")
    if len(known) < LEAST_DAYS:
        return Inconclusive("short")
    if 0 < np.count_nonzero(known) < LEAST_SELLING:
        return Inconclusive("thin")
    if not np.any(known != known[0]):
        return Inconclusive("constant")
    return None


def places_of(occasion: Occasion, first: date, count: int) -> tuple[int, int]:
    """Where its days begin and end (excluded) among `count` days from `first`; both alike where it lies outside."""
    start = min(max((occasion.start - first).days, 0), count)
    return start, min(max((occasion.end - first).days + 1, start), count)


def codes(occasions: Iterable[Occasion]) -> tuple[str, ...]:
    return tuple(sorted({one.code for one in occasions}))
