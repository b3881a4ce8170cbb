"""Which days of a series make one alarm. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

LASTING = 0.05
"""The chance of a day up to which what began goes on: it needs no second proof."""
WEEK = 7
QUIET_DAYS = 2
"""Usual days in a row that end it: one calm day between two bad ones ends nothing."""


@dataclass(frozen=True, slots=True)
class Episode:
    first: int
    last: int
    """The last day that was out of the ordinary."""
    is_over: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """One day of a series."""

    begins: bool
    """Whether it makes an alarm."""
    chance: float
    """By the day or by its week, whichever is rarer; nan where the day is not known, which ends nothing."""
    sign: int
    """Above (1) or below (-1) what was expected, by the same of the two."""
    own_sign: int
    """Of the day alone."""
    is_by_week: bool = False


def episodes(days: Sequence[Judged]) -> list[Episode]:
    """What turns round is another alarm; one that a week shows began when its days began to go that way."""
    found: list[Episode] = []
    first = last = -1
    calm = 0
    for place, day in enumerate(days):
        is_going_on = first >= 0 and day.sign == days[last].sign and day.chance <= LASTING
        if day.begins and not is_going_on:
            if first >= 0:
                found.append(Episode(first, last, is_over=True))
            earliest = max(place - WEEK + 1, found[-1].last + 1 if found else 0)
            first, is_going_on = _begun(days, place, earliest), True
        if is_going_on:
            last, calm = place, 0
        elif first >= 0 and not isnan(day.chance):
            calm += 1
            if calm == QUIET_DAYS:
                found.append(Episode(first, last, is_over=True))
                first, calm = -1, 0
    if first >= 0:
        found.append(Episode(first, last, is_over=False))
    return found


def _begun(days: Sequence[Judged], place: int, earliest: int) -> int:
    first, sign = place, days[place].sign
    while days[place].is_by_week and first > earliest and days[first - 1].own_sign == sign:
        first -= 1
    return first
