"""What a company takes for worth an alarm, and the hours in which it wants none."""

from dataclasses import dataclass
from datetime import datetime, time
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.core.audit.api import record
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import InputError
from comptoir.decide.anomalies.models import LEAST_MONEY, AlarmChoices

MOST_MONEY = Decimal(10_000_000)


@dataclass(frozen=True, slots=True)
class Choices:
    least_money: Decimal = LEAST_MONEY
    """Of what a week like the day would cost or bring; less than this alarms nobody."""
    quiet_from: time | None = None
    quiet_to: time | None = None
    """Local hours in which nothing is told; both or none. From 20:00 to 08:00 goes over midnight."""

    def is_quiet(self, local: time) -> bool:
        start, end = self.quiet_from, self.quiet_to
        if start is None or end is None or start == end:
            return False
        return start <= local < end if start < end else local >= start or local < end


def choices_of(scope: Scope) -> Choices:
    row = AlarmChoices.objects.filter(company_id=scope.company_id).first()
    return Choices(row.least_money, row.quiet_from, row.quiet_to) if row else Choices()


def is_quiet(scope: Scope, now: datetime) -> bool:
    """Whether the instant lies in the quiet hours of the company."""
    return choices_of(scope).is_quiet(now.astimezone(scope.zone).time())


def choose(scope: Scope, choices: Choices) -> Choices:
    """For the looks to come. InputError for a sum out of bounds or half of an interval."""
    scope.require(Permission.EDIT_FINDINGS)
    if not 0 <= choices.least_money <= MOST_MONEY:
        raise InputError(_("The least money lies between 0 and ten million."))
    if (choices.quiet_from is None) is not (choices.quiet_to is None):
        raise InputError(_("Quiet hours have a beginning and an end."), _("Leave both empty for none."))
    with transaction.atomic():
        before = choices_of(scope)
        if before != choices:
            AlarmChoices.objects.update_or_create(
                company_id=scope.company_id,
                defaults={
                    "least_money": choices.least_money,
                    "quiet_from": choices.quiet_from,
                    "quiet_to": choices.quiet_to,
                },
            )
            record(scope, "alarm_choices.edited", "alarms", before=_told(before), after=_told(choices))
    return choices


def _told(choices: Choices) -> dict[str, Any]:
    told = {"least_money": f"{choices.least_money:.2f}"}
    if choices.quiet_from and choices.quiet_to:
        told["quiet"] = f"{choices.quiet_from:%H:%M}-{choices.quiet_to:%H:%M}"
    return told
