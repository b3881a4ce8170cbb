"""The third stage: run the statements and merge what they say.

A cell is one bucket of one combination of dimensions. Facts meet here, already summed.
"""

from datetime import date, datetime
from typing import Any

from ibis.expr import types as ir

from comptoir.core.periods import Grain, Period
from comptoir.measure.metrics.figures import Number
from comptoir.measure.metrics.plan import Plan
from comptoir.measure.metrics.rollups import Read, reads, rollup_table
from comptoir.measure.metrics.slots import Span
from comptoir.measure.metrics.source import FactSource
from comptoir.measure.metrics.statements import Branch, from_fact, from_rollup

type Labels = tuple[str | None, ...]
"""The values of the dimensions, in the order asked."""
type Key = tuple[date, Labels]
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
