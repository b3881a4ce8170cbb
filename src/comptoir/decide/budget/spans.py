"""The months that an account may cover: one, a quarter, the year, or the year up to a month."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from comptoir.core.periods import Grain, Period, add_months, bucket, month_end


class Width(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    TO_DATE = "to_date"
    """From January to the month."""


@dataclass(frozen=True, slots=True)
class Span:
    width: Width
    month: date
    """A day of it."""

    @property
    def period(self) -> Period:
        if self.width is Width.TO_DATE:
            return Period(date(self.month.year, 1, 1), month_end(self.month))
        return bucket(self.month, Grain(self.width.value))

    @property
    def months(self) -> tuple[date, ...]:
        return months_of(self.period)

    @property
    def year(self) -> int:
        return self.month.year

    def moved(self, by: int) -> "Span":
        """The one so many of its kind away; a year to date moves by months."""
        steps = {Width.QUARTER: 3, Width.YEAR: 12}.get(self.width, 1)
        return Span(self.width, add_months(self.month.replace(day=1), by * steps))


def months_of(period: Period) -> tuple[date, ...]:
    return tuple(date.fromisoformat(f"{month}-01") for month in period.months)
