"""The verbs on cost rules: permission, one transaction, audit."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.audit.api import put_away, record, revise, take_back
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import ConflictError, InputError
from comptoir.measure.costs.engine import NOTHING, SITE, CostKind, CostRule, channel_of
from comptoir.measure.costs.models import StoredRule
from comptoir.measure.costs.queries import as_rule, own_row, own_rows

_FIELDS = (
    "kind",
    "sales_channel",
    "payment_method",
    "country",
    "share",
    "per_order",
    "per_unit",
    "valid_from",
    "valid_to",
    "note",
)
_LARGEST = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule as a person describes it, in the company's currency. A part that is None says nothing; 0 says: nothing
    is charged."""

    kind: CostKind
    valid_from: date
    valid_to: date | None = None
    share: Decimal | None = None
    per_order: Decimal | None = None
    per_unit: Decimal | None = None
    sales_channel: str = ""
    payment_method: str = ""
    country: str = ""
    note: str = ""


def add_rule(scope: Scope, draft: Draft) -> CostRule:
    scope.require(Permission.EDIT_COSTS)
    after = _checked(scope, draft)
    with transaction.atomic():
        row = StoredRule(
            company_id=scope.company_id,
            currency=scope.currency,
            created_by_id=scope.actor_id,
            created_at=clock.now(),
            **after,
        )
        _check_alone(scope, row)
        row.save()
        record(scope, "cost_rule.added", _target(row), **_told(after))
    return as_rule(row)


def edit_rule(scope: Scope, rule_id: int, draft: Draft) -> CostRule:
    scope.require(Permission.EDIT_COSTS)
    after = _checked(scope, draft)
    return _changed(scope, rule_id, "cost_rule.edited", lambda row: after)


def end_rule(scope: Scope, rule_id: int, last_day: date) -> CostRule:
    """The rule holds until that day, it included; editing the rule undoes it."""
    scope.require(Permission.EDIT_COSTS)

    def ended(row: StoredRule) -> dict[str, Any]:
        _check_days(row.valid_from, last_day)
        return {"valid_to": last_day}

    return _changed(scope, rule_id, "cost_rule.ended", ended)


def delete_rule(scope: Scope, rule_id: int) -> CostRule:
    """As if it had never been; `restore_rule` undoes it."""
    scope.require(Permission.EDIT_COSTS)
    with transaction.atomic():
        row = own_row(scope, rule_id)
        put_away(scope, row, "cost_rule.deleted", _target(row), **_told(_fields_of(row)))
    return as_rule(row)


def restore_rule(scope: Scope, rule_id: int) -> CostRule:
    scope.require(Permission.EDIT_COSTS)
    with transaction.atomic():
        row = own_row(scope, rule_id, is_deleted=True)
        _check_alone(scope, row)
        take_back(scope, row, "cost_rule.restored", _target(row), kind=row.kind)
    return as_rule(row)


def _changed(
    scope: Scope, rule_id: int, verb: str, fields: Callable[[StoredRule], dict[str, Any]]
) -> CostRule:
    with transaction.atomic():
        row = own_row(scope, rule_id)
        alone = partial(_check_alone, scope, row)
        revise(scope, row, _FIELDS, fields(row), verb, _target(row), told=_told, check=alone)
    return as_rule(row)


def _checked(scope: Scope, draft: Draft) -> dict[str, Any]:
    sums = (draft.share, draft.per_order, draft.per_unit)
    if all(one is None for one in sums):
        raise InputError(
            _("The rule does not say what is charged."), advice=_("Where nothing is charged, write 0.")
        )
    if draft.share is not None and not 0 <= draft.share <= 1:
        raise InputError(_("The share lies outside 0 to 100 %."))
    if any(one is not None and not 0 <= one <= _LARGEST for one in sums[1:]):
        raise InputError(_("A sum is below 0, or above a million."))
    _check_days(draft.valid_from, draft.valid_to)
    if draft.kind is CostKind.MARKETPLACE and draft.sales_channel and channel_of(draft.sales_channel) == SITE:
        raise InputError(
            _("The own site pays no marketplace commission."),
            advice=_("Name the channel of the marketplace."),
        )
    return {
        "kind": draft.kind.value,
        "sales_channel": draft.sales_channel.strip(),
        "payment_method": draft.payment_method.strip(),
        "country": draft.country.strip(),
        # As the columns keep them, so that a change is told from none.
        "share": (draft.share or NOTHING).quantize(Decimal("0.000001")),
        "per_order": (draft.per_order or NOTHING).quantize(Decimal("0.0001")),
        "per_unit": (draft.per_unit or NOTHING).quantize(Decimal("0.0001")),
        "valid_from": draft.valid_from,
        "valid_to": draft.valid_to,
        "note": draft.note.strip(),
    }


def _check_days(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise InputError(_("The rule ends before it begins."), advice=_("Exchange the two days."))


def _check_alone(scope: Scope, row: StoredRule) -> None:
    """Two rules of the same scope from the same day on: which one holds would be chance."""
    mine = as_rule(row)
    for other in own_rows(scope).filter(kind=row.kind, valid_from=row.valid_from).exclude(pk=row.pk):
        if as_rule(other).scope == mine.scope and other.currency == row.currency:
            raise ConflictError(
                _("There is a rule of this kind for the same orders from the same day on."),
                advice=_("Change that one, or choose another first day."),
            )


def _fields_of(row: StoredRule) -> dict[str, Any]:
    return {name: getattr(row, name) for name in _FIELDS}


def _told(fields: dict[str, Any]) -> dict[str, Any]:
    """For the audit trail: what is said, without what is empty."""
    return {name: value for name, value in fields.items() if value not in ("", None)}


def _target(row: StoredRule) -> str:
    return f"cost_rule:{row.pk}"
