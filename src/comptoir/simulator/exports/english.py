"""Dates as English tools write them."""

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from comptoir.simulator.exports.text import joined

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def long_day(day: date) -> str:
    """« January 6, 2025 »."""
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def week_of(mondays: pa.Array) -> pa.Array:
    """« Week of Jan 6, 2025 »."""
    month = pa.array([name[:3] for name in MONTHS]).take(pc.subtract(pc.month(mondays), 1))
    day, year = (part(mondays).cast(pa.string()) for part in (pc.day, pc.year))
    return joined("Week of ", month, " ", day, ", ", year)
