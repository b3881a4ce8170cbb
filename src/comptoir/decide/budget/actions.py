"""The verbs on the budget: permission, then one change that the audit trail tells and that can be undone."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from comptoir.core.amounts import LARGEST, AmountsSheet
from comptoir.core.companies.api import Permission, Scope
from comptoir.core.errors import InputError
from comptoir.core.spreading import CENT, spread
from comptoir.decide.budget.engine.lines import RUNNING, TYPED, Line
from comptoir.decide.budget.files import Read, read
from comptoir.decide.budget.metrics import METRICS
from comptoir.decide.budget.models import BudgetChange, BudgetFigure
from comptoir.decide.targets.api import Place, season_of

_SHEET: AmountsSheet[Line, BudgetChange] = AmountsSheet("budget", BudgetFigure, BudgetChange)

type Figures = Mapping[tuple[Line, date], Decimal | None]
"""By line and month; none removes what is budgeted."""


def set_budget(scope: Scope, figures: Figures) -> int | None:
    """The number of the change, which `undo` takes; None where nothing changed."""
    scope.require(Permission.EDIT_TARGETS)
    for line, _month in figures:
        _check(line)
    return _SHEET.set(scope, figures)


def import_file(scope: Scope, body: bytes) -> tuple[int | None, Read]:
    """What is understood is set; the number of that change, and what was read and refused."""
    scope.require(Permission.EDIT_TARGETS)
    found = read(body)
    return set_budget(scope, found.figures), found


def spread_year(scope: Scope, line: Line, year: int, total: Decimal) -> int | None:
    """A year's figure over its months: as the line falls on them, else as net sales do; what a team costs, evenly."""
    scope.require(Permission.EDIT_TARGETS)
    _check(line)
    if not 0 < total <= LARGEST:
        raise InputError(_("The figure of a year is above 0."))
    parts = spread(total.quantize(CENT), list(_weights(scope, line, year)))
    figures = {(line, date(year, month, 1)): part for month, part in enumerate(parts, start=1)}
    return _SHEET.set(scope, figures, "spread", year=year, line=line.value, total=total)


def undo(scope: Scope, change: int) -> None:
    """Every figure as it was before that change, if none was changed again since."""
    scope.require(Permission.EDIT_TARGETS)
    _SHEET.undo(scope, change)


def _check(line: Line) -> None:
    if line not in TYPED:
        raise InputError(_("This line is worked out from the others: it is not budgeted by itself."))


def _weights(scope: Scope, line: Line, year: int) -> tuple[Decimal, ...]:
    if line in RUNNING:
        return (Decimal(1),) * 12
    try:
        return season_of(scope, Place(METRICS[line]), year).weights
    except InputError:
        return season_of(scope, Place(METRICS[Line.NET_SALES]), year).weights
