"""Reading the trail of a company."""

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from comptoir.core.audit.models import Entry
from comptoir.core.companies.api import Permission, Scope


def entries(
    scope: Scope, *, verb: str = "", actor: str = "", start: date | None = None, end: date | None = None
) -> QuerySet[Entry]:
    """The entries of the company, newest first; `start` and `end` are days of the company, both included."""
    scope.require(Permission.VIEW_AUDIT)
    found = Entry.objects.filter(company_id=scope.company_id)
    if verb:
        found = found.filter(verb=verb)
    if actor:
        found = found.filter(actor_label__icontains=actor)
    if start:
        found = found.filter(at__gte=datetime.combine(start, time(), scope.zone))
    if end and end < date.max:
        found = found.filter(at__lt=datetime.combine(end + timedelta(days=1), time(), scope.zone))
    return found


def newest_entry(scope: Scope) -> int:
    """A number that grows with every verb done in the company: what was worked out before it may be of old choices."""
    found = Entry.objects.filter(company_id=scope.company_id).order_by("-pk").values_list("pk", flat=True)
    return found.first() or 0


def verbs(scope: Scope) -> list[str]:
    """The verbs that occur in the trail of the company."""
    scope.require(Permission.VIEW_AUDIT)
    found = Entry.objects.filter(company_id=scope.company_id).order_by("verb")
    return list(found.values_list("verb", flat=True).distinct())
