"""The events of a country that nobody has to type: legal sales, key events, public holidays."""

from collections.abc import Callable, Iterator
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from comptoir.core.calendar import soldes
from comptoir.core.calendar.event import Event
from comptoir.core.calendar.key_events import key_events
from comptoir.core.calendar.models import EventKind
from comptoir.core.calendar.public_holidays import public_holidays
from comptoir.core.periods import Period

NAMES = {
    "soldes_winter": _("Winter sales"),
    "soldes_summer": _("Summer sales"),
    "valentine": _("Valentine's Day"),
    "mothers_day": _("Mother's Day"),
    "fathers_day": _("Father's Day"),
    "back_to_school": _("Back to school"),
    "singles_day": _("Singles' Day"),
    "black_friday": _("Black Friday"),
    "cyber_monday": _("Cyber Monday"),
    "christmas": _("Christmas"),
}


SEARCH_CONSOLE_IMPRESSIONS = Period(date(2025, 5, 13), date(2026, 4, 27))
"""Google logged impressions wrongly in Search Console; clicks were right."""


type IsUsed = Callable[[int], bool]
"""Whether the company of that number uses a tool."""
USED: dict[str, IsUsed] = {}


def tell_incidents_when(tool: str, is_used: IsUsed) -> None:
    """A room that knows whether a company uses the tool says so: what the tool told of its own faults is then its."""
    USED[tool] = is_used


def incidents_of_tools(company_id: int, period: Period) -> list[Event]:
    """What tools have told of their own faults, for the companies that use them."""
    days, is_used = SEARCH_CONSOLE_IMPRESSIONS, USED.get("search_console")
    if is_used is None or not days.overlap(period) or not is_used(company_id):
        return []
    return [
        Event(
            days.start,
            days.end,
            str(_("Search Console: impressions miscounted")),
            EventKind.DATA_INCIDENT,
            "search_console_impressions",
            str(
                _("Impressions, click-through rate and position of these days are not reliable; clicks are.")
            ),
            ("seo_impressions", "seo_ctr", "seo_position"),
        )
    ]


def computed_events(country: str, period: Period) -> list[Event]:
    """Those that touch the period, in order of days."""
    years = range(period.start.year, period.end.year + 1)
    events = [event for year in years for event in _of_year(country, year)]
    return sorted(
        (event for event in events if event.period.overlap(period)),
        key=lambda event: (event.day_start, event.day_end),
    )


def legal_sales(country: str, year: int) -> list[Event]:
    """The soldes of that year; they exist in French law only."""
    if country != "FR":
        return []
    found = {"soldes_winter": soldes.winter(year), "soldes_summer": soldes.summer(year)}
    return [
        Event(days.start, days.end, str(NAMES[code]), EventKind.SOLDES, code)
        for code, days in found.items()
        if days
    ]


def _of_year(country: str, year: int) -> Iterator[Event]:
    yield from legal_sales(country, year)
    days = key_events(country, year)
    for code, day in days.items():
        yield Event(day, day, str(NAMES[code]), EventKind.KEY_EVENT, code)
    language = (get_language() or "fr").partition("-")[0]
    for holiday in public_holidays(country, year, language):
        if holiday.day != days["christmas"]:  # said once, as a key event
            yield Event(
                holiday.day,
                holiday.day,
                holiday.name,
                EventKind.HOLIDAY,
                f"holiday:{holiday.code.casefold()}",
            )
