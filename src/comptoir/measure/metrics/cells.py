"""The third stage: run the statements and merge what they say.

A cell is one bucket of one combination of dimensions. Facts meet here, already summed; they stay in columns,
for a breakdown by product has tens of thousands of cells of which a page shows a few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from comptoir.core.periods import Grain, Period
from comptoir.measure.metrics.aligning import aligned
from comptoir.measure.metrics.catalogue.measures import MEASURES, Kind
from comptoir.measure.metrics.plan import Plan, way
from comptoir.measure.metrics.rollups import Read, reads, rollup_table
from comptoir.measure.metrics.slots import Span
from comptoir.measure.metrics.source import FactSource
from comptoir.measure.metrics.statements import Branch, from_fact, from_first_seen, from_rollup

if TYPE_CHECKING:
    from ibis.expr import types as ir

type Cells = pa.Table
"""`period` (first day of the bucket), `dim_0`…, then a column for each measure; null where no row speaks."""

PERIOD = "period"
EXACT = pa.decimal128(38, 4)


def dimension_columns(plan: Plan) -> list[str]:
    return [f"dim_{n}" for n in range(len(plan.question.by))]


def keys_of(plan: Plan) -> list[str]:
    """The columns that tell a cell from any other."""
    return [PERIOD, *dimension_columns(plan)]


def measured(source: FactSource, plan: Plan, period: Period, rates: ir.Table | None) -> Cells:
    """Every measure of the plan over the period. A cell of which no row speaks is absent."""
    parts = [_empty(plan)]
    for branch, asking in together(plan.branches, period).items():
        for found in _found(source, plan, branch, period, rates):
            parts += (_typed(found, one, plan, period) for one in asking)
    return merged(parts, keys_of(plan))


def together(branches: Iterable[Branch], period: Period) -> dict[Branch, list[Branch]]:
    """The branches that count the same rows, under one that answers them all: those within days that hold the
    whole period are no narrower than those without."""
    groups: dict[tuple[Branch, object], list[Branch]] = {}
    for branch in branches:
        is_whole = any(period.start in days and period.end in days for days in branch.within)
        rows = replace(branch, measures=(), along="", within=() if is_whole else branch.within)
        groups.setdefault((rows, way(branch.measures[0])), []).append(branch)
    return {
        replace(rows, measures=tuple(sorted({name for one in asking for name in one.measures}))): asking
        for (rows, _way), asking in groups.items()
    }


def _found(
    source: FactSource, plan: Plan, branch: Branch, period: Period, rates: ir.Table | None
) -> Iterator[pa.Table]:
    if rates is not None and branch.has_money:
        # Rates apply to rows, one by one: what is summed already has lost them.
        expression = from_fact(source, branch, plan.question, plan.loaded.end, Span.of(period), rates)
        yield source.arrow(expression)
        return
    for read in reads(branch, plan.question, period):
        yield _run(source, plan, read)


def merged(parts: Sequence[Cells], keys: list[str]) -> Cells:
    """The parts as one table: what speaks of the same cell stands in one line, added up. No part has a cell twice."""
    together = pa.concat_tables(parts, promote_options="default")
    values = [name for name in together.column_names if name not in keys]
    days = pc.unique(together[PERIOD])
    # Where all are of one day it tells none apart, and lines are found by one key in half the time.
    telling = [name for name in keys if name != PERIOD or len(keys) == 1 or len(days) != 1]
    pair = _alignable(parts, telling)
    if pair is not None:
        unspoken = together.slice(0, 0).select([*telling, *values])
        summed = pa.concat_tables([aligned(*pair, telling[0]), unspoken], promote_options="default")
    else:
        # In this thread: handing out so few lines takes longer than adding them up.
        summed = together.group_by(telling, use_threads=False).aggregate([(name, "sum") for name in values])
        summed = summed.rename_columns([*telling, *values])
    if PERIOD not in telling:
        summed = summed.append_column(PERIOD, pa.repeat(days[0], summed.num_rows))
    return summed.select(together.column_names).cast(together.schema)


def _alignable(parts: Iterable[Cells], telling: list[str]) -> tuple[Cells, Cells] | None:
    """The two parts that speak, where one key tells their lines apart and nothing of both is to be added up."""
    spoken = [part for part in parts if part.num_rows]
    if len(telling) != 1 or len(spoken) != 2:
        return None
    one, other = (part.drop_columns([PERIOD]) if PERIOD not in telling else part for part in spoken)
    return (one, other) if set(one.column_names) & set(other.column_names) == set(telling) else None


def in_all(cells: Cells, plan: Plan, period: Period) -> Cells:
    """The cells as one, without dimensions: for measures that add up."""
    measures = [name for name in cells.column_names if name not in keys_of(plan)]
    sums = {name: pa.array([pc.sum(cells[name]).as_py()], cells[name].type) for name in measures}
    return pa.table({PERIOD: pa.array([period.start], pa.date32()), **sums})


def _run(source: FactSource, plan: Plan, read: Read) -> pa.Table:
    question, branch = plan.question, read.branch
    rollup = rollup_table(source, read.rollup) if read.rollup else None

    matures = any(MEASURES[name].matured_days for name in branch.measures)
    last_day = plan.loaded.end if matures else date.max

    def make() -> ir.Table:
        if rollup is None:
            return from_fact(source, branch, question, last_day, Span.open())
        if read.is_first_seen:
            return from_first_seen(rollup.table, branch, question, Span.open())
        is_by_month = read.rollup is not None and read.rollup.layout.is_by_month
        return from_rollup(rollup.table, branch, question, last_day, Span.open(), is_by_month=is_by_month)

    shape = (branch, question.by, question.filters, question.grain, question.week_start, last_day)
    return source.arrow_over(read.period, (shape, read.rollup if rollup is not None else None), make)


def _typed(found: pa.Table, branch: Branch, plan: Plan, period: Period) -> Cells:
    """The same columns in the same types, whatever the engine calls them."""
    if plan.question.grain is Grain.TOTAL:
        starts = pa.repeat(pa.scalar(period.start, pa.date32()), found.num_rows)
        found = found.add_column(0, PERIOD, starts)
    schema = [(PERIOD, pa.date32()), *((name, pa.string()) for name in dimension_columns(plan))]
    schema += [(name, _type(name)) for name in branch.measures]
    typed = found.select([name for name, _type_ in schema]).cast(pa.schema(schema))
    return typed.rename_columns([*keys_of(plan), *branch.columns])


def _type(measure: str) -> pa.DataType:
    return EXACT if MEASURES[measure].kind in (Kind.SUM, Kind.LAST) else pa.int64()


def _empty(plan: Plan) -> Cells:
    measures = sorted(
        {one for branch in plan.branches for one in zip(branch.columns, branch.measures, strict=True)}
    )
    schema = [(PERIOD, pa.date32()), *((name, pa.string()) for name in dimension_columns(plan))]
    schema += [(column, _type(name)) for column, name in measures]
    return pa.schema(schema).empty_table()
