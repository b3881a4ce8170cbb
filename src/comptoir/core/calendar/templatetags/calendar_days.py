"""Days as the reader's language writes them when there is little room: « 7 janv. », "7 Jan"."""

from datetime import date

from babel.dates import format_date
from django import template
from django.utils.translation import get_language

from comptoir.core.money import ordinal_first

register = template.Library()


@register.filter
def short_day(day: date) -> str:
    locale = (get_language() or "fr").replace("-", "_")
    return ordinal_first(format_date(day, "d MMM", locale=locale), locale)
