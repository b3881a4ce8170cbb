"""Which days a report of a template covers, and how it is built. Heavy."""

from datetime import date

from django.utils.translation import gettext as _

from comptoir.check.reports.building.weekly import weekly
from comptoir.check.reports.shapes import Report
from comptoir.check.reports.weeks import Week, week_of
from comptoir.core.companies.api import Scope
from comptoir.core.errors import ConflictError, InputError
from comptoir.decide.findings.api import last_evening


def span_of(scope: Scope, template: str, evening: date | None) -> Week:
    """The last week that is over on that evening; on the last one where none is named."""
    last = last_evening(scope)
    if last is None:
        raise ConflictError(_("Nothing is loaded yet."), advice=_("Import your orders first."))
    if evening is not None and evening > scope.today():
        raise InputError(_("« %(day)s » has not come yet.") % {"day": evening})
    return week_of(scope, evening or last)


def made(scope: Scope, template: str, span: Week, last: Report | None) -> Report:
    return weekly(scope, span, last)
