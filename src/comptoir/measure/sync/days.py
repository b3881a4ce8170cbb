"""The days that a form of comparisons asks for."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from comptoir.core.errors import UsageError


def days_of(given: Mapping[str, str]) -> tuple[date, date]:
    """`from` and `to`, as typed. UsageError where one of them is no day."""
    try:
        return date.fromisoformat(given.get("from", "")), date.fromisoformat(given.get("to", ""))
    except ValueError as error:
        raise UsageError(
            _("This is not a day."), _("Allowed: a day of the calendar, as 2026-01-31.")
        ) from error
