"""Days, weeks, months: the periods a figure may cover and those it is compared with.

A comparison follows the habits of the trade: days, weeks and free ranges look 364 days back, so that
weekdays face the same weekdays; months, quarters and years look at the same calendar days. A period that
still runs is compared with the same elapsed days, never with the whole.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from comptoir.core.errors import InputError, UsageError, closest

ALIGNED_YEAR = timedelta(days=364)


class Grain(StrEnum):
    """The width of a bucket; also the kind of a period."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    TOTAL = "total"


class Comparison(StrEnum):
    PREVIOUS = "previous"
    YEAR = "year"
    EVENT = "event"


MONTHS: Mapping[Grain, int] = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` to `end`, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise InputError(
                _("The period goes from %(start)s to %(end)s.") % {"start": self.start, "end": self.end},
                advice=_("Its last day must not come before its first."),
            )

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.start <= day <= self.end

    def __iter__(self) -> Iterator[date]:
        return (self.start + timedelta(days=n) for n in range(self.days))

    def moved(self, by: timedelta) -> "Period":
        return Period(self.start + by, self.end + by)

    def overlap(self, other: "Period") -> "Period | None":
        """The days that both cover."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start <= end else None

    @property
    def months(self) -> tuple[str, ...]:
        """The months touched, as `YYYY-MM`."""
        first, last = (day.year * 12 + day.month - 1 for day in (self.start, self.end))
        return tuple(f"{n // 12:04d}-{n % 12 + 1:02d}" for n in range(first, last + 1))


def bucket_start(day: date, grain: Grain, week_start: int = 1) -> date:
    """The first day of the day's bucket. A total has no bucket of its own: the day is given back."""
    if grain is Grain.WEEK:
        return day - timedelta(days=(day.isoweekday() - week_start) % 7)
    if grain in MONTHS:
        return date(day.year, day.month - (day.month - 1) % MONTHS[grain], 1)
    return day


def bucket(day: date, grain: Grain, week_start: int = 1) -> Period:
    """The whole bucket in which the day lies (the day itself for a total)."""
    start = bucket_start(day, grain, week_start)
    if grain is Grain.WEEK:
        return Period(start, start + timedelta(days=6))
    if grain in MONTHS:
        return Period(start, add_months(start, MONTHS[grain]) - timedelta(days=1))
    return Period(start, start)


@lru_cache(maxsize=512)
def buckets(period: Period, grain: Grain, week_start: int = 1) -> tuple[Period, ...]:
    """The buckets that the period touches, whole. For a total, the period itself."""
    if grain is Grain.TOTAL:
        return (period,)
    found = [bucket(period.start, grain, week_start)]
    while found[-1].end < period.end:
        found.append(bucket(found[-1].end + timedelta(days=1), grain, week_start))
    return tuple(found)


def add_months(day: date, months: int) -> date:
    """The same day so many months away, or the last day of a shorter month."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, month_end(date(year, month + 1, 1)).day))


def month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _moved_months(period: Period, months: int) -> Period:
    end = add_months(period.end, months)
    return Period(add_months(period.start, months), month_end(end) if _ends_month(period.end) else end)


def _ends_month(day: date) -> bool:
    return day == month_end(day)


def kind_of(period: Period, today: date, week_start: int = 1) -> Grain:
    """What kind of period this is: a year, a quarter, whole months (finished or still running), or free days.

    A range that runs to yesterday or today counts as the month, quarter or year it has begun.
    """
    if period.start.day != 1:
        is_week = period == bucket(period.start, Grain.WEEK, week_start)
        return Grain.WEEK if is_week else Grain.DAY
    is_running = period.end in (today, today - timedelta(days=1))
    if not (_ends_month(period.end) or is_running):
        return Grain.DAY
    for grain in (Grain.MONTH, Grain.QUARTER, Grain.YEAR):
        whole = bucket(period.start, grain, week_start)
        if period.start == whole.start and (
            period.end == whole.end or (is_running and period.end <= whole.end)
        ):
            return grain
    return Grain.MONTH


def compare_period(
    period: Period, kind: Grain | None, comparison: Comparison, today: date, week_start: int = 1
) -> Period:
    """The period that this one is compared with.

    `kind` is the grain of the figures or the kind of the preset; without one (or for a total) it is read
    from the period. A commercial event is not a matter of arithmetic: ask the calendar.
    """
    if kind is None or kind is Grain.TOTAL:
        kind = kind_of(period, today, week_start)
    if comparison is Comparison.EVENT:
        raise UsageError("The same event last year is found by the calendar, not by counting days.")
    if comparison is Comparison.YEAR:
        return _moved_months(period, -12) if kind in MONTHS else period.moved(-ALIGNED_YEAR)
    if kind is Grain.DAY:
        return period.moved(-timedelta(days=period.days))
    span = len(buckets(period, kind, week_start))
    if kind is Grain.WEEK:
        return period.moved(-timedelta(days=7 * span))
    moved = _moved_months(period, -span * MONTHS[kind])
    whole = bucket(moved.start, kind, week_start)
    if kind is Grain.QUARTER and span == 1 and moved.start == whole.start and moved.end < whole.end:
        # Quarters begin with months of different lengths: only a count of days is the same elapsed time.
        return Period(whole.start, min(whole.start + timedelta(days=period.days - 1), whole.end))
    return moved


@dataclass(frozen=True, slots=True)
class Preset:
    """A period that people pick by its name. Today is left out: it is not over."""

    name: str
    label: Promise
    kind: Grain
    build: Callable[[date, int], Period]
    """From yesterday and the first day of the week."""

    def period(self, today: date, week_start: int = 1) -> Period:
        return self.build(today - timedelta(days=1), week_start)


def _last_days(count: int) -> Callable[[date, int], Period]:
    return lambda yesterday, _week: Period(yesterday - timedelta(days=count - 1), yesterday)


def _to_date(grain: Grain) -> Callable[[date, int], Period]:
    return lambda yesterday, week: Period(bucket_start(yesterday, grain, week), yesterday)


def _finished(grain: Grain, count: int = 1) -> Callable[[date, int], Period]:
    """The last `count` buckets that are over."""

    def build(yesterday: date, week: int) -> Period:
        last = bucket(yesterday, grain, week)
        if last.end > yesterday:
            last = bucket(last.start - timedelta(days=1), grain, week)
        start = (
            last.start - timedelta(days=7 * (count - 1))
            if grain is Grain.WEEK
            else add_months(last.start, -MONTHS[grain] * (count - 1))
        )
        return Period(start, last.end)

    return build


PRESETS: Mapping[str, Preset] = {
    preset.name: preset
    for preset in (
        Preset("yesterday", _("Yesterday"), Grain.DAY, _last_days(1)),
        Preset("last_7_days", _("Last 7 days"), Grain.DAY, _last_days(7)),
        Preset("last_28_days", _("Last 28 days"), Grain.DAY, _last_days(28)),
        Preset("last_90_days", _("Last 90 days"), Grain.DAY, _last_days(90)),
        Preset("week_to_date", _("This week"), Grain.WEEK, _to_date(Grain.WEEK)),
        Preset("last_week", _("Last week"), Grain.WEEK, _finished(Grain.WEEK)),
        Preset("month_to_date", _("This month"), Grain.MONTH, _to_date(Grain.MONTH)),
        Preset("last_month", _("Last month"), Grain.MONTH, _finished(Grain.MONTH)),
        Preset("quarter_to_date", _("This quarter"), Grain.QUARTER, _to_date(Grain.QUARTER)),
        Preset("last_quarter", _("Last quarter"), Grain.QUARTER, _finished(Grain.QUARTER)),
        Preset("year_to_date", _("This year"), Grain.YEAR, _to_date(Grain.YEAR)),
        Preset("last_year", _("Last year"), Grain.YEAR, _finished(Grain.YEAR)),
        Preset("last_12_months", _("Last 12 months"), Grain.MONTH, _finished(Grain.MONTH, 12)),
    )
}


def preset(name: str) -> Preset:
    """The preset of that name; UsageError with the closest known name otherwise."""
    if name in PRESETS:
        return PRESETS[name]
    guess = closest(name, PRESETS)
    raise UsageError(
        _("There is no period « %(name)s ».") % {"name": name},
        _("Known: %(known)s.") % {"known": ", ".join(PRESETS)},
        _("Did you mean « %(guess)s »?") % {"guess": guess} if guess else "",
    )
