"""Ranges of days: what is loaded of a fact, which may have gaps."""

from collections.abc import Iterable
from datetime import date, timedelta

from comptoir.core.periods import Period

type Days = tuple[Period, ...]
"""In order, none touching another."""

_ONE = timedelta(days=1)


def common(ours: Days, theirs: Days) -> Days:
    """The days in both."""
    return tuple(both for one in ours for other in theirs if (both := one.overlap(other)) is not None)


def united(ranges: Iterable[Period]) -> Days:
    """The days in any of the ranges."""
    found: list[Period] = []
    for one in sorted(ranges, key=lambda period: (period.start, period.end)):
        if found and one.start <= found[-1].end + _ONE:
            found[-1] = Period(found[-1].start, max(found[-1].end, one.end))
        else:
            found.append(one)
    return tuple(found)


def count(days: Days) -> int:
    return sum(one.days for one in days)


def hull(days: Iterable[Period]) -> Period | None:
    """From the first day to the last."""
    found = list(days)
    return Period(min(one.start for one in found), max(one.end for one in found)) if found else None


def ranges_of(days: Iterable[date]) -> Days:
    return united(Period(day, day) for day in days)
