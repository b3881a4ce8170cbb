"""The account as the catalogue measures it, month by month, and what is typed of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from comptoir.core.companies.api import Permission, Scope
from comptoir.core.periods import Grain, Period
from comptoir.decide.budget.engine.account import closed
from comptoir.decide.budget.engine.lines import Amounts, Line
from comptoir.decide.budget.metrics import METRICS
from comptoir.decide.budget.models import BudgetFigure
from comptoir.measure.costs.api import running_costs
from comptoir.measure.metrics.api import Query, metric, run

if TYPE_CHECKING:
    from comptoir.measure.metrics.api import Result

RECENT = 91
"""Days whose shares the days to come are taken to keep."""
_TOLD = ("partial", "costs_in", "days_known")
"""Notes of the catalogue that belong beside an account."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the costs in a period."""

    notes: tuple[Any, ...]
    partial: frozenset[Line]
    snapshot: int | None


def months_measured(scope: Scope, period: Period) -> Mapping[date, Amounts]:
    result = run(scope, _query(period, Grain.MONTH))
    return {row.period: closed(_exact(row.values)) for row in result.rows}


def recent_days(scope: Scope, last: date) -> Amounts:
    result = run(scope, _query(Period(last - timedelta(days=RECENT - 1), last), Grain.TOTAL))
    return closed(_exact(result.total.values))


def known_of(scope: Scope, period: Period) -> Known:
    result = run(scope, _query(period, Grain.TOTAL))
    told = [
        note
        for note in result.notes
        if note.code in _TOLD and (note.code != "costs_in" or "cm3" in note.metrics)
    ]
    partial = {name for note in told if note.code == "partial" for name in note.metrics}
    return Known(
        (*_lacking(result), *dict.fromkeys(str(note.text) for note in told)),
        frozenset(line for line, name in METRICS.items() if name in partial),
        result.snapshot,
    )


def _lacking(result: "Result") -> tuple[str, ...]:
    """Why the account ends before its last margin, and what to connect: the first of them that is missing."""
    for line in (Line.GROSS_MARGIN, Line.CM2, Line.CM3):
        name = METRICS[line]
        if name in result.unavailable:
            label = metric(name).label
            return (_("%(line)s: %(reason)s") % {"line": label, "reason": result.unavailable[name]},)
    return ()


def _query(period: Period, grain: Grain) -> Query:
    return Query(tuple(METRICS.values()), grain=grain, period=period, tax="excluded")


def _exact(values: Mapping[str, Decimal | int | None]) -> Amounts:
    """As measured. What is left once the team is paid is known of months of which any of its costs is."""
    found = {line: _decimal(values.get(name)) for line, name in METRICS.items()}
    running = [
        value for line in (Line.PEOPLE, Line.TOOLS, Line.AGENCIES) if (value := found[line]) is not None
    ]
    margin = found[Line.CM3]
    if margin is not None and running:
        found[Line.RESULT] = margin - sum(running, Decimal(0))
    return found


def _decimal(value: Decimal | int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def budget_of(scope: Scope, period: Period) -> Mapping[date, Amounts]:
    """What is typed of each month, in the company's currency."""
    scope.require(Permission.VIEW_FIGURES)
    rows = BudgetFigure.objects.filter(
        company_id=scope.company_id, currency=scope.currency, month__range=(period.start, period.end)
    )
    found: dict[date, dict[Line, Decimal | None]] = {}
    for row in rows:
        found.setdefault(row.month, {})[Line(row.line)] = row.amount
    return found


def running_of(scope: Scope) -> Mapping[date, Mapping[Line, Decimal]]:
    """People, tools and agencies as typed, by month."""
    found: dict[date, dict[Line, Decimal]] = {}
    for one in running_costs(scope):
        if one.currency == scope.currency:
            found.setdefault(one.month, {})[Line(one.kind.value)] = one.amount
    return found
