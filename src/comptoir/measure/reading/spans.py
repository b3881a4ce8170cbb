"""Days that a figure needs behind it: returns that had time to come, customers that had time to come back."""

from datetime import timedelta

from comptoir.core.periods import Comparison, Period
from comptoir.measure.reading.reading import Reading

MATURE_DAYS = 45
"""14 days to withdraw, 14 to refund, plus delivery: younger orders may still come back."""
YEAR = timedelta(days=365)


def mature(reading: Reading) -> tuple[Period, Comparison | None]:
    """The period of the page, moved into the past as far as its orders are too young; and its comparison."""
    too_young = (reading.period.end - (reading.today - timedelta(days=MATURE_DAYS))).days
    period = reading.period.moved(timedelta(days=-max(too_young, 0)))
    return period, reading.comparison if reading.comparison is not Comparison.EVENT else Comparison.YEAR


def repeat_cohort(reading: Reading) -> Period:
    """Only customers won at least a year ago can have come back within a year: the twelve months before."""
    last = reading.today - YEAR - timedelta(days=1)
    return Period(last - YEAR + timedelta(days=1), last)
