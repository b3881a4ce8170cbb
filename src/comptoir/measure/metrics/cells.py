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
from comptoir.measure.metrics.rollups import Read, reads, rollup_table
from comptoir.measure.metrics.slots import Span
from comptoir.measure.metrics.source import FactSource
from comptoir.measure.metrics.statements import Branch, from_fact, from_rollup

type Labels = tuple[str | None, ...]
"""The values of the dimensions, in the order asked."""
type Key = tuple[date, Labels]
type Number = Decimal | int
type Value = Number | None
type Cells = dict[Key, dict[str, Number]]


def measured(source: FactSource, plan: Plan, period: Period, rates: ir.Table | None) -> Cells:
    """Every measure of the plan over the period. What no row speaks of is absent."""
    cells: Cells = {}
    for branch in plan.branches:
        if rates is not None and branch.has_money:
            # Rates apply to rows, one by one: what is summed already has lost them.
            expression = from_fact(source, branch, plan.question, plan.loaded.end, Span.of(period), rates)
            _add(cells, plan, period, branch, source.rows(expression))
            continue
        for read in reads(branch, plan.question, period):
            _add(cells, plan, period, branch, _run(source, plan, read))
    return cells


def _run(source: FactSource, plan: Plan, read: Read) -> list[tuple[Any, ...]]:
    question, branch = plan.question, read.branch
    rollup = rollup_table(source, read.rollup) if read.rollup else None

    def make() -> ir.Table:
        if rollup is not None:
            return from_rollup(rollup, branch, question, Span.open())
        return from_fact(source, branch, question, plan.loaded.end, Span.open())

    shape = (branch, question.by, question.filters, question.grain, question.week_start, plan.loaded.end)
    return source.rows_over(read.period, (shape, read.rollup if rollup is not None else None), make)


def _add(cells: Cells, plan: Plan, period: Period, branch: Branch, rows: list[tuple[Any, ...]]) -> None:
    is_total = plan.question.grain is Grain.TOTAL
    width = len(plan.question.by)
    for row in rows:
        start, values = (period.start, row) if is_total else (_day(row[0]), row[1:])
        cell = cells.setdefault((start, tuple(values[:width])), {})
        for name, value in zip(branch.measures, values[width:], strict=True):
            if value is not None:
                cell[name] = cell[name] + value if name in cell else value


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
