"""The evening that a company is looked from when nobody names one."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope
from comptoir.core.errors import ConflictError, UsageError
from comptoir.measure.ingest.api import told_until
from comptoir.measure.reading.api import loaded_days

QUIET_DAYS = 45
"""After so many days without an order, a shop rests: it is looked at from its last order."""


def last_evening(scope: Scope) -> date | None:
    """Yesterday, or the last day that imports have told of where it is older; of a shop that rests, the day of its last
    order; None where nothing is loaded."""
    loaded = loaded_days(scope)
    if loaded is None:
        return None
    evening = scope.today() - timedelta(days=1)
    told = told_until(scope)
    if told is not None:
        evening = min(evening, max(told, loaded.end))
    return loaded.end if loaded.end < evening - timedelta(days=QUIET_DAYS) else evening


def reading_day(scope: Scope) -> date:
    """The day after it: findings expire, and are muted, by the time of the shop."""
    evening = last_evening(scope)
    return evening + timedelta(days=1) if evening else scope.today()


def told_evening(scope: Scope, at: date | None) -> date:
    """The evening that is asked, else the last one. UsageError for a day to come, ConflictError where nothing is
    loaded."""
    if at is not None and at > scope.today():
        raise UsageError(
            _("« %(day)s » has not come yet.") % {"day": at}, _("Allowed: today or a day before.")
        )
    last = last_evening(scope)
    if last is None:
        raise ConflictError(_("Nothing is loaded yet."), advice=_("Import your orders first."))
    return at or last
