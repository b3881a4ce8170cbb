"""The verbs and reads of running costs: a figure for each month and kind, which can be undone."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from comptoir.core.amounts import AmountsSheet
from comptoir.core.companies.api import Permission, Scope
from comptoir.measure.costs.models import RunningChange, RunningCost
from comptoir.measure.costs.running import MonthlyCost, RunningCosts, RunningKind

_SHEET: AmountsSheet[RunningKind, RunningChange] = AmountsSheet("running_costs", RunningCost, RunningChange)


def running_costs(scope: Scope) -> RunningCosts:
    """Every month typed, in the order of days."""
    scope.require(Permission.VIEW_FIGURES)
    rows = RunningCost.objects.filter(company_id=scope.company_id)
    return tuple(MonthlyCost(RunningKind(row.line), row.month, row.amount, row.currency) for row in rows)


def set_running_costs(scope: Scope, months: Mapping[tuple[RunningKind, date], Decimal | None]) -> int | None:
    """None removes a month. The number of the change, which `undo_running_costs` takes; None where nothing changed."""
    scope.require(Permission.EDIT_COSTS)
    return _SHEET.set(scope, months)


def undo_running_costs(scope: Scope, change: int) -> None:
    """Every month as it was before that change, if none was changed again since."""
    scope.require(Permission.EDIT_COSTS)
    _SHEET.undo(scope, change)
