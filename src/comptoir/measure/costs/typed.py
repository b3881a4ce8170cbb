"""The verbs and reads of running costs: a figure for each month and kind, which can be undone."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from comptoir.core import clock
from comptoir.core.audit.api import record
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import InputError
from comptoir.core.sheets import Cells, Held, Sheet, to_undo
from comptoir.core.sheets import undo as take_back
from comptoir.core.spreading import CENT
from comptoir.measure.costs.models import RunningChange, RunningCost
from comptoir.measure.costs.running import MonthlyCost, RunningCosts, RunningKind

_LARGEST = Decimal(10) ** 12
_VERB, _TARGET = "running_costs", "running_costs"


def running_costs(scope: Scope) -> RunningCosts:
    """Every month typed, in the order of days."""
    scope.require(Permission.VIEW_FIGURES)
    rows = RunningCost.objects.filter(company_id=scope.company_id)
    return tuple(MonthlyCost(RunningKind(row.kind), row.month, row.amount, row.currency) for row in rows)


def set_running_costs(scope: Scope, months: Mapping[tuple[RunningKind, date], Decimal | None]) -> int | None:
    """None removes a month. The number of the change, which `undo_running_costs` takes; None where nothing changed."""
    scope.require(Permission.EDIT_COSTS)
    after: dict[str, Held] = {}
    for (kind, month), amount in months.items():
        if amount is not None and not 0 <= amount <= _LARGEST:
            raise InputError(
                _("A cost is not below 0."), advice=_("Leave the month empty where nothing is known.")
            )
        cell = f"{kind.value} {month.replace(day=1).isoformat()}"
        after[cell] = (
            None if amount is None else {"value": str(amount.quantize(CENT)), "currency": scope.currency}
        )
    with transaction.atomic():
        row = _SHEET.change(scope, after)
        if row is None:
            return None
        told = {cell[:-3]: held["value"] if held else "-" for cell, held in row.after["months"].items()}
        record(scope, f"{_VERB}.set", _TARGET, months=told)
    return int(row.pk)


def undo_running_costs(scope: Scope, change: int) -> None:
    """Every month as it was before that change, if none was changed again since."""
    scope.require(Permission.EDIT_COSTS)
    with transaction.atomic():
        row = to_undo(scope, RunningChange, change)
        take_back(scope, _SHEET, row)
        record(scope, f"{_VERB}.undone", _TARGET, months=len(row.before["months"]))


def _held(scope: Scope, cells: Collection[str]) -> dict[str, Held]:
    rows = RunningCost.objects.filter(company_id=scope.company_id)
    found = {
        f"{row.kind} {row.month.isoformat()}": {"value": str(row.amount), "currency": row.currency}
        for row in rows
    }
    return {cell: found.get(cell) for cell in cells}


def _write(scope: Scope, cells: Cells) -> None:
    for cell, held in cells.items():
        kind, month = cell.split(" ")
        key: dict[str, Any] = {"company_id": scope.company_id, "kind": kind, "month": month}
        if held is None:
            RunningCost.objects.filter(**key).delete()
        else:
            fields = {
                "amount": Decimal(held["value"]),
                "currency": held["currency"],
                "updated_at": clock.now(),
            }
            RunningCost.objects.update_or_create(**key, defaults=fields)


_SHEET = Sheet(RunningChange, _held, _write)
