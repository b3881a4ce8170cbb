"""The dates that move sales, by rule. Pure.

French Days are not here: their dates are agreed each year and follow no rule; a company adds them as a
promotion. Carriers' last days before Christmas are theirs to announce, so they are not here either.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from comptoir.core.calendar.dates import MONDAY, SATURDAY, SUNDAY, THURSDAY, easter, last, nth

_DAY = timedelta(days=1)


def black_friday(year: int) -> date:
    return nth(4, THURSDAY, 11, year) + _DAY


def cyber_monday(year: int) -> date:
    return black_friday(year) + 3 * _DAY


def mothers_day_of_france(year: int) -> date:
    """The last Sunday of May; the first of June when that one is Pentecost."""
    day = last(SUNDAY, 5, year)
    return day + 7 * _DAY if day == easter(year) + 49 * _DAY else day


def fathers_day(year: int) -> date:
    return nth(3, SUNDAY, 6, year)


def back_to_school(year: int) -> date:
    """The first working day of September. The true day is set by decree, a few days around it."""
    first = date(year, 9, 1)
    return nth(1, MONDAY, 9, year) if first.weekday() >= SATURDAY else first


def _second_sunday_of_may(year: int) -> date:
    return nth(2, SUNDAY, 5, year)


def _first_sunday_of_may(year: int) -> date:
    return nth(1, SUNDAY, 5, year)


def _fourth_sunday_of_lent(year: int) -> date:
    return easter(year) - 21 * _DAY


_EVERYWHERE: Mapping[str, Callable[[int], date]] = {
    "valentine": lambda year: date(year, 2, 14),
    "singles_day": lambda year: date(year, 11, 11),
    "black_friday": black_friday,
    "cyber_monday": cyber_monday,
    "christmas": lambda year: date(year, 12, 25),
}

# A country that is not listed has no such day here: none is better than a wrong one.
_MOTHERS_DAY: Mapping[str, Callable[[int], date]] = {
    "FR": mothers_day_of_france,
    **dict.fromkeys(("US", "CA", "AU", "DE", "AT", "CH", "IT", "BE", "NL"), _second_sunday_of_may),
    **dict.fromkeys(("ES", "PT"), _first_sunday_of_may),
    **dict.fromkeys(("GB", "IE"), _fourth_sunday_of_lent),
}
_FATHERS_DAY = dict.fromkeys(("FR", "US", "CA", "GB", "IE", "NL"), fathers_day)


def key_events(country: str, year: int) -> dict[str, date]:
    """Code and day of each key event of the year for shops that sell in `country`."""
    rules = dict(_EVERYWHERE)
    if country in _MOTHERS_DAY:
        rules["mothers_day"] = _MOTHERS_DAY[country]
    if country in _FATHERS_DAY:
        rules["fathers_day"] = _FATHERS_DAY[country]
    if country == "FR":
        rules["back_to_school"] = back_to_school
    return {code: rule(year) for code, rule in rules.items()}
