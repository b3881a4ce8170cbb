"""Figures of thousands of lines in columns of floats: for statistics, which need neither the last cent nor a row."""

import pyarrow as pa
import pyarrow.compute as pc

from comptoir.core.periods import Period
from comptoir.measure.metrics.catalogue.base import Metric
from comptoir.measure.metrics.cells import Cells
from comptoir.measure.metrics.figures import ranks
from comptoir.measure.metrics.lines import Lines, is_loaded
from comptoir.measure.metrics.plan import Plan

COMPARED = "__compare"


def columns(plan: Plan, known: list[Metric], chosen: Lines) -> pa.Table:
    """A column for each dimension and each metric, and the metric of the period compared under `name__compare`.

    As in `rows`: 0 for a loaded bucket without rows, null where nothing is loaded; null as well for a metric without
    source.
    """
    count = chosen.keys.num_rows
    found = {one.name: chosen.keys[f"dim_{place}"] for place, one in enumerate(plan.question.by)}
    is_known = {metric.name for metric in known}
    for metric in plan.question.metrics:
        for name, cells, period in (
            (metric.name, chosen.now, plan.period),
            (metric.name + COMPARED, chosen.then, plan.compared),
        ):
            if period is None:
                continue
            told = metric.name in is_known
            found[name] = (
                _told(metric, plan, chosen, cells, period) if told else pa.nulls(count, pa.float64())
            )
    return pa.table(found)


def _told(metric: Metric, plan: Plan, chosen: Lines, cells: Cells, period: Period) -> pa.ChunkedArray:
    # A table without a column has lost its lines: no fact at all speaks of what is asked, and each line is 0.
    cells = cells if cells.num_columns else chosen.keys
    figures = pc.cast(ranks(metric, plan.question.tax, cells), pa.float64())
    return pc.if_else(is_loaded(plan, plan.days[metric.name], chosen.keys, period), figures, None)
