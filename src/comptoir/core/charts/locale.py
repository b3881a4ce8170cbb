"""Numbers and dates of charts in the language of the page, built from Babel's data for Vega."""

from babel import Locale
from babel.dates import get_day_names, get_month_names
from babel.numbers import get_decimal_symbol, get_group_symbol

from comptoir.core.charts.theme import Json


def number_locale(locale: str) -> Json:
    """`formatLocale` of Vega. Currencies are written by the subtitle of a chart, not by its axis."""
    known = Locale.parse(locale.replace("-", "_"))
    spaced = known.language == "fr"
    return {
        "decimal": get_decimal_symbol(known),
        "thousands": get_group_symbol(known),
        "grouping": [3],
        "currency": ["", ""],
        "minus": "−",
        "percent": "\N{NARROW NO-BREAK SPACE}%" if spaced else "%",
    }


def time_locale(locale: str) -> Json:
    """`timeFormatLocale` of Vega; its weeks begin on Sunday."""
    known = Locale.parse(locale.replace("-", "_"))
    months, short_months = get_month_names("wide", locale=known), get_month_names("abbreviated", locale=known)
    days, short_days = get_day_names("wide", locale=known), get_day_names("abbreviated", locale=known)
    sunday_first = (6, 0, 1, 2, 3, 4, 5)
    date = "%d/%m/%Y" if known.language == "fr" else "%Y-%m-%d"
    return {
        "dateTime": f"{date} %H:%M",
        "date": date,
        "time": "%H:%M",
        "periods": ["AM", "PM"],
        "days": [days[day] for day in sunday_first],
        "shortDays": [short_days[day] for day in sunday_first],
        "months": [months[month] for month in range(1, 13)],
        "shortMonths": [short_months[month] for month in range(1, 13)],
    }
