"""What the calendar does to a French shop: traffic and readiness to buy, day by day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from comptoir.core.calendar import key_events, soldes
from comptoir.core.calendar.dates import easter
from comptoir.simulator.market import Event, Season
from comptoir.simulator.streams import Floats, Ints, Streams

_DAY = timedelta(days=1)
PAY_DAYS = (28, 29, 30, 31, 1, 2, 3, 4)


@dataclass(frozen=True)
class Days:
    """The days of a world, its warm-up first."""

    start: date
    first: date
    last: date

    @cached_property
    def count(self) -> int:
        return (self.last - self.start).days + 1

    @property
    def warm_up(self) -> int:
        return (self.first - self.start).days

    @cached_property
    def all(self) -> list[date]:
        return [self.start + number * _DAY for number in range(self.count)]

    @cached_property
    def weekdays(self) -> Ints:
        numbers: Ints = (np.arange(self.count) + self.start.weekday()) % 7
        return numbers

    def index(self, day: date) -> int:
        return (day - self.start).days

    @property
    def epoch(self) -> Ints:
        """Days since 1970."""
        return np.arange(self.count, dtype=np.int64) + (self.start - date(1970, 1, 1)).days


@dataclass(frozen=True)
class Pulse:
    """Factors of each day; 1 is an ordinary one."""

    traffic: Floats
    conversion: Floats


def monthly(values: tuple[float, ...] | list[float], days: list[date]) -> Floats:
    """A smooth year through the middles of the months, of mean 1."""
    shape = np.array(values, float)
    shape = shape / shape.mean()
    position = np.array([day.month - 1 + (day.day - 15.5) / 30.5 for day in days])
    around = np.concatenate([shape[-1:], shape, shape[:1]])
    year: Floats = np.interp(position, np.arange(-1, 13), around)
    return year


def windows(code: str, before: int, after: int, days: Days) -> Iterator[tuple[int, int]]:
    """First and past-the-last index of each occurrence of an event; soldes last their legal weeks."""
    for year in range(days.start.year - 1, days.last.year + 2):
        if code in {"soldes_winter", "soldes_summer"}:
            period = soldes.winter(year) if code == "soldes_winter" else soldes.summer(year)
            if not period:
                continue
            begin, end = period.start, period.end
        else:
            begin = end = key_events.key_events("FR", year)[code]
        low, high = days.index(begin) - before, days.index(end) + after + 1
        if high > 0 and low < days.count:
            yield max(low, 0), min(high, days.count)


def pulse(season: Season, days: Days, streams: Streams) -> Pulse:
    dates = days.all
    weekdays = np.array(season.weekdays) / np.mean(season.weekdays)
    traffic = monthly(season.months, dates) * weekdays[days.weekdays]
    conversion = np.ones(days.count)
    for code, event in season.events.items():
        for low, high in windows(code, event.before, event.after, days):
            shape = _shape(code, event, high - low)
            traffic[low:high] *= 1 + (event.traffic - 1) * shape
            conversion[low:high] *= 1 + (event.conversion - 1) * shape
    holidays = _holidays(days)
    traffic *= np.array([season.holiday if day in holidays else 1.0 for day in dates])
    conversion *= np.array([season.pay_days if day.day in PAY_DAYS else 1.0 for day in dates])
    return Pulse(traffic * _weather(season, days.count, streams), conversion)


def _shape(code: str, event: Event, length: int) -> Floats:
    """Soldes begin with a rush and fade; a feast is prepared with growing haste; others peak on their day."""
    if code.startswith("soldes"):
        return np.exp(-np.arange(length) / 9.0)
    if event.before > 2 * max(event.after, 1):
        return np.linspace(0.25, 1.0, length)
    if code == "black_friday":
        return np.exp(-np.abs(np.arange(length) - event.before) / 2.5)
    return np.ones(length)


def _weather(season: Season, count: int, streams: Streams) -> Floats:
    """Common shocks that outlive the day, as rain and heat do; of mean 1."""
    draws = streams.generator("weather").standard_normal(count)
    memory = season.weather_memory
    state, level = np.empty(count), 0.0
    for day, draw in enumerate(draws):
        level = memory * level + np.sqrt(1 - memory**2) * draw
        state[day] = level
    return np.exp(season.weather * state - season.weather**2 / 2)


def _holidays(days: Days) -> set[date]:
    """Public holidays of France, by the law's own list."""
    found = set()
    for year in range(days.start.year, days.last.year + 1):
        fixed = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
        found |= {date(year, month, day) for month, day in fixed}
        found |= {easter(year) + offset * _DAY for offset in (1, 39, 50)}
    return found
