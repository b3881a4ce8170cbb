"""What is known of consents on a day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, QuerySet
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.consent.models import Collected, ConsentEvent
from comptoir.core.consent.words import Purpose
from comptoir.core.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Standing:
    """The last word of a person on a purpose."""

    is_given: bool
    day: date
    ground: str


@dataclass(frozen=True, slots=True)
class PurposeCount:
    purpose: Purpose
    given: int
    withdrawn: int

    @property
    def label(self) -> Any:
        return self.purpose.label


def standing(scope: Scope, purpose: Purpose, at: date) -> dict[str, Standing]:
    """Address -> what the person last said of the purpose up to the evening of `at`.

    Of one day, a withdrawal is the last word. Who calls shows counts only, unless the person may see personal data.
    """
    scope.require(Permission.VIEW_FIGURES)
    rows = (
        live_events(scope)
        .filter(purpose=purpose, day__lte=at)
        .order_by("day", "-is_given", "pk")
        .values_list("contact__email", "is_given", "day", "collected__ground")
    )
    return {email: Standing(given, day, ground) for email, given, day, ground in rows.iterator()}


def counts(scope: Scope, at: date) -> list[PurposeCount]:
    found = []
    for purpose in Purpose:
        said = standing(scope, purpose, at).values()
        given = sum(one.is_given for one in said)
        found.append(PurposeCount(purpose, given, len(said) - given))
    return found


def collected(scope: Scope) -> list[Collected]:
    """The latest first."""
    scope.require(Permission.VIEW_FIGURES)
    rows = Collected.objects.filter(company_id=scope.company_id, deleted_at=None)
    return list(rows.select_related("created_by"))


def own_row(scope: Scope, number: int, *, is_deleted: bool = False) -> Collected:
    row = Collected.objects.filter(
        company_id=scope.company_id, pk=number, deleted_at__isnull=not is_deleted
    ).first()
    if row is None:
        raise NotFoundError(_("There are no such collected consents."))
    return row


def live_events(scope: Scope) -> QuerySet[ConsentEvent]:
    """Without what was taken out."""
    return ConsentEvent.objects.filter(collected__company_id=scope.company_id, collected__deleted_at=None)


def state_of_consents(scope: Scope) -> tuple[int, int]:
    """Changes with every consent taken in, taken out, put back or erased."""
    found = live_events(scope).aggregate(last=Max("pk"), count=Count("pk"))
    return found["last"] or 0, found["count"]
