"""What the forms of companies offer, named in the language of the page."""

from datetime import date
from zoneinfo import available_timezones

from babel import Locale
from babel.core import get_global
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

type Choices = list[tuple[str, str]]

WEEKDAYS = [
    (1, _("Monday")),
    (2, _("Tuesday")),
    (3, _("Wednesday")),
    (4, _("Thursday")),
    (5, _("Friday")),
    (6, _("Saturday")),
    (7, _("Sunday")),
]


def currencies() -> Choices:
    """Those that are legal tender somewhere today."""
    names = _locale().currencies
    return sorted(((code, f"{code} · {names.get(code, code)}") for code in _tender()), key=lambda one: one[0])


def timezones() -> Choices:
    return [(name, name.replace("_", " ")) for name in sorted(available_timezones()) if _is_a_place(name)]


def countries(allowed: frozenset[str]) -> Choices:
    names = _locale().territories
    return sorted(((code, str(names.get(code, code))) for code in allowed), key=lambda one: one[1])


def _tender() -> set[str]:
    today = (date.max.year, 1, 1)
    histories = get_global("territory_currencies").values()
    return {
        code
        for history in histories
        for code, _start, end, is_tender in history
        if is_tender and (end is None or end >= today)
    }


def _is_a_place(zone: str) -> bool:
    return zone == "UTC" or ("/" in zone and not zone.startswith(("Etc/", "posix/", "right/", "SystemV/")))


def _locale() -> Locale:
    return Locale.parse(get_language() or "fr", sep="-")
