"""Days as the reader's language writes them: « 1er janv. », "1 Jan" where there is little room."""

from datetime import date

from babel.dates import format_date
from django import template
from django.utils.translation import get_language

from comptoir.core.money import format_long_day, ordinal_first

register = template.Library()


@register.filter
def short_day(day: date) -> str:
    return ordinal_first(format_date(day, "d MMM", locale=_locale()), _locale())


@register.filter
def long_day(day: date) -> str:
    """`1er janvier 2026`."""
    return format_long_day(day, _locale())


def _locale() -> str:
    return (get_language() or "fr").replace("-", "_")
