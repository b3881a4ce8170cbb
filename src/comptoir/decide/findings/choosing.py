"""What a company takes for worth a finding: the least money, and how long its suppliers take."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.core.audit.api import record
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import InputError
from comptoir.decide.findings.models import DELAY_DAYS, LEAST_MONEY, FindingChoices

MOST_MONEY = Decimal(10_000_000)
LONGEST_DELAY = 365


@dataclass(frozen=True, slots=True)
class Choices:
    least_money: Decimal = LEAST_MONEY
    """Of what is at stake in 30 days; less than this is not shown."""
    delay_days: int = DELAY_DAYS
    """From an order to a supplier until the goods are on the shelf."""


def choices_of(scope: Scope) -> Choices:
    row = FindingChoices.objects.filter(company_id=scope.company_id).first()
    return Choices(row.least_money, row.delay_days) if row else Choices()


def choose(scope: Scope, choices: Choices) -> Choices:
    """For the looks to come. InputError for a sum or a delay out of bounds."""
    scope.require(Permission.EDIT_FINDINGS)
    if not 0 <= choices.least_money <= MOST_MONEY:
        raise InputError(_("The least money lies between 0 and ten million."))
    if not 1 <= choices.delay_days <= LONGEST_DELAY:
        raise InputError(_("The delay lies between 1 and 365 days."))
    with transaction.atomic():
        before = choices_of(scope)
        if before != choices:
            FindingChoices.objects.update_or_create(
                company_id=scope.company_id,
                defaults={
                    "least_money": choices.least_money,
                    "delay_days": choices.delay_days,
                    "changed_by_id": scope.actor_id,
                },
            )
            record(scope, "finding_choices.edited", "findings", before=_told(before), after=_told(choices))
    return choices


def _told(choices: Choices) -> dict[str, object]:
    return {"least_money": choices.least_money, "delay_days": choices.delay_days}
