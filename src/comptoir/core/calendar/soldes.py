"""The legal sales of France, by the rule and its dated exceptions. Pure.

Code de commerce L310-3 and arrêté of 27 May 2019, in force since 2020: four weeks, from the second
Wednesday of January (the first if the second falls after the 12th) and from the last Wednesday of June
(the one before if the last falls after the 28th). Online shops follow the national dates wherever they
are. Before 2020 the length was another: no dates are given rather than wrong ones.
"""

from datetime import date, timedelta

from comptoir.core.calendar.dates import WEDNESDAY, last, nth
from comptoir.core.periods import Period

IN_FORCE_SINCE = 2020
_LENGTH = timedelta(days=4 * 7 - 1)
_WEEK = timedelta(days=7)

# Moved by decree during the epidemic.
_WINTER_BY_DECREE = {2021: Period(date(2021, 1, 20), date(2021, 3, 2))}
_SUMMER_BY_DECREE = {
    2020: Period(date(2020, 7, 15), date(2020, 8, 11)),
    2021: Period(date(2021, 6, 30), date(2021, 7, 27)),
}


def winter(year: int) -> Period | None:
    if year < IN_FORCE_SINCE or year in _WINTER_BY_DECREE:
        return _WINTER_BY_DECREE.get(year)
    second = nth(2, WEDNESDAY, 1, year)
    start = second - _WEEK if second.day > 12 else second
    return Period(start, start + _LENGTH)


def summer(year: int) -> Period | None:
    if year < IN_FORCE_SINCE or year in _SUMMER_BY_DECREE:
        return _SUMMER_BY_DECREE.get(year)
    start = last(WEDNESDAY, 6, year)
    start = start - _WEEK if start.day > 28 else start
    return Period(start, start + _LENGTH)
