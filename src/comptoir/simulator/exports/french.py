"""Dates as French tools write them."""

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from comptoir.simulator.exports.text import joined

MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
SHORT_MONTHS = (
    *("janv.", "févr.", "mars", "avr.", "mai", "juin"),
    *("juil.", "août", "sept.", "oct.", "nov.", "déc."),
)


def long_day(day: date) -> str:
    """« 6 janvier 2025 »."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def week_of(mondays: pa.Array) -> pa.Array:
    """« Semaine du 6 janv. 2025 »."""
    month = pa.array(SHORT_MONTHS).take(pc.subtract(pc.month(mondays), 1))
    day, year = (part(mondays).cast(pa.string()) for part in (pc.day, pc.year))
    return joined("Semaine du ", day, " ", month, " ", year)
