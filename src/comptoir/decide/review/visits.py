"""Since when a person has not looked. Reading a page is no act upon the company: it is not in the trail."""

from datetime import date

from django.db import transaction

from comptoir.core.companies.api import Scope
from comptoir.decide.review.models import Visit


def note_visit(scope: Scope) -> date | None:
    """Today is a visit. The day of the one before today; None at the first."""
    if scope.actor_id is None:
        return None
    today = scope.today()
    with transaction.atomic():
        visit, _is_new = Visit.objects.select_for_update(of=("self",)).get_or_create(
            company_id=scope.company_id, person_id=scope.actor_id, defaults={"last_day": today}
        )
        if visit.last_day < today:
            visit.day_before, visit.last_day = visit.last_day, today
            visit.save(update_fields=("day_before", "last_day"))
    return visit.day_before


def last_visit(scope: Scope) -> date | None:
    """The same, without being a visit."""
    return (
        Visit.objects.filter(company_id=scope.company_id, person_id=scope.actor_id)
        .values_list("day_before", flat=True)
        .first()
    )
