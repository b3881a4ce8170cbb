"""The third and fourth stages: run the statements, merge their cells, turn measures into figures.

A cell is one bucket of one combination of dimensions. Facts meet here, already summed; ratios come last,
from exact numerators and denominators.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from ibis.expr import types as ir

from comptoir.core.periods import Grain, Period
from comptoir.measure.metrics.catalogue.base import Metric, Term, Unit
from comptoir.measure.metrics.plan import Plan, parts
from comptoir.measure.metrics.source import FactSource
from comptoir.measure.metrics.statements import statement

type Labels = tuple[str | None, ...]
"""The values of the dimensions, in the order asked."""
type Key = tuple[date, Labels]
type Number = Decimal | int
type Value = Number | None
type Cells = dict[Key, dict[str, Number]]


def measured(source: FactSource, plan: Plan, period: Period, rates: ir.Table | None) -> Cells:
    """Every measure of the plan over the period. What no row speaks of is absent."""
    is_total = plan.question.grain is Grain.TOTAL
    width = len(plan.question.by)
    cells: Cells = {}
    for branch in plan.branches:
        expression = statement(source, branch, plan.question, period, plan.loaded.end, rates)
        for row in source.rows(expression):
            start, values = (period.start, row) if is_total else (_day(row[0]), row[1:])
            cell = cells.setdefault((start, tuple(values[:width])), {})
            for name, value in zip(branch.measures, values[width:], strict=True):
                if value is not None:
                    cell[name] = value
    return cells


def _day(value: Any) -> date:
    """Engines give the truncation of a date as a date or as its midnight."""
    return value.date() if isinstance(value, datetime) else value


def figure(
    metric: Metric, cell: Mapping[str, Number], tax: str, whole: Mapping[str, Number] | None = None
) -> Value:
    """The metric of one cell; `whole` is the cell at month 0 of the same cohort, for shares of it."""
    formula = metric.formula
    if formula is None:
        return None
    value = _sum(formula.numerator, cell, tax)
    if formula.share_of_first:
        return _divided(value, _sum(formula.numerator, whole or {}, tax))
    if formula.denominator:
        return _divided(value, _sum(formula.denominator, cell, tax))
    return _whole_number(value) if metric.unit is Unit.COUNT else Decimal(value)


def _sum(terms: tuple[Term, ...], cell: Mapping[str, Number], tax: str) -> Number:
    return sum((term.weight * cell.get(name, 0) for term in terms for name in parts(term, tax)), 0)


def _divided(numerator: Number, denominator: Number) -> Decimal | None:
    """Nothing is divided by nothing: without orders there is no average order, not an average of 0."""
    return Decimal(numerator) / Decimal(denominator) if denominator else None


def _whole_number(value: Number) -> Number:
    return int(value) if value == int(value) else value
