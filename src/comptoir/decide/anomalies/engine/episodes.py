"""Which days of a series make one alarm. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

LASTING = 0.05
"""The chance of a day up to which what began goes on: it needs no second proof."""
QUIET_DAYS = 2
"""Usual days in a row that end it: one calm day between two bad ones ends nothing."""


@dataclass(frozen=True, slots=True)
class Episode:
    first: int
    last: int
    """The last day that was out of the ordinary."""
    is_over: bool


def episodes(begins: Sequence[bool], chances: Sequence[float], signs: Sequence[int]) -> list[Episode]:
    """`begins`: whether the day alone makes an alarm; `chances`: nan where the day is not known, which ends nothing;
    `signs`: above (1) or below (-1) what was expected. What turns round is another alarm."""
    found: list[Episode] = []
    first = last = -1
    calm = 0
    for place, (begun, chance, sign) in enumerate(zip(begins, chances, signs, strict=True)):
        is_going_on = first >= 0 and sign == signs[first] and chance <= LASTING
        if first >= 0 and begun and not is_going_on:
            found.append(Episode(first, last, is_over=True))
            first = -1
        if begun and first < 0:
            first, is_going_on = place, True
        if is_going_on:
            last, calm = place, 0
        elif first >= 0 and not isnan(chance):
            calm += 1
            if calm == QUIET_DAYS:
                found.append(Episode(first, last, is_over=True))
                first, calm = -1, 0
    if first >= 0:
        found.append(Episode(first, last, is_over=False))
    return found
