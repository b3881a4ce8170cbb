"""A year of events, cut into months and weeks for the page."""

from calendar import Calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from comptoir.core.calendar.event import Event
from comptoir.core.periods import Period, month_end


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    is_of_month: bool
    events: tuple[Event, ...]

    @property
    def mark(self) -> str:
        """The kind that colours the day: an incident before all, a public holiday last. An incident of a few
        metrics alone would hide what moved sales."""
        telling = [event for event in self.events if not event.concerns]
        ranked = sorted(telling, key=lambda event: (not event.is_incident, event.kind == "holiday"))
        return str(ranked[0].kind) if ranked else ""


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    weeks: tuple[tuple[Day, ...], ...]
    events: tuple[Event, ...]


def months_of(year: int, events: Iterable[Event], week_start: int) -> list[Month]:
    """The twelve months, each with its weeks and with the events that touch it."""
    events, weeks = tuple(events), Calendar(firstweekday=week_start - 1)
    return [_month(date(year, number, 1), events, weeks) for number in range(1, 13)]


def _month(first: date, events: tuple[Event, ...], weeks: Calendar) -> Month:
    inside = Period(first, month_end(first))
    mine = tuple(event for event in events if event.period.overlap(inside))
    rows = weeks.monthdatescalendar(first.year, first.month)
    return Month(first, tuple(tuple(_day(day, first, mine) for day in row) for row in rows), mine)


def _day(day: date, first: date, events: tuple[Event, ...]) -> Day:
    is_of_month = day.month == first.month
    return Day(day, is_of_month, tuple(e for e in events if day in e.period) if is_of_month else ())
