"""The lines as rows: what each is called, and its figures in both periods."""

from collections.abc import Sequence

from comptoir.core.periods import Period
from comptoir.measure.metrics.catalogue.base import Metric
from comptoir.measure.metrics.cells import PERIOD, Cells, dimension_columns
from comptoir.measure.metrics.figures import Value, figures
from comptoir.measure.metrics.lines import Lines, is_loaded
from comptoir.measure.metrics.plan import Plan
from comptoir.measure.metrics.result import Row


def rows(plan: Plan, known: list[Metric], chosen: Lines) -> tuple[Row, ...]:
    names = [found.name for found in plan.question.by]
    count = chosen.keys.num_rows
    labels = zip(*(chosen.keys[name].to_pylist() for name in dimension_columns(plan)), strict=True)
    called = [dict(zip(names, line, strict=True)) for line in labels] if names else [{}] * count
    now = _figures(plan, known, chosen, chosen.now, plan.period)
    then = _figures(plan, known, chosen, chosen.then, plan.compared) if plan.compared else [{}] * count
    return tuple(map(Row, chosen.keys[PERIOD].to_pylist(), called, now, then))


def _figures(
    plan: Plan, known: list[Metric], chosen: Lines, cells: Cells, period: Period | None
) -> list[dict[str, Value]]:
    """Line by line: 0 for a loaded bucket without rows, unknown where nothing is loaded."""
    names = [metric.name for metric in known]
    if not names:
        return [{} for _line in range(chosen.keys.num_rows)]
    columns = [figures(metric, plan.question.tax, cells, chosen.first) for metric in known]
    told = [
        _where(plan, metric, chosen, period, column) for metric, column in zip(known, columns, strict=True)
    ]
    return [dict(zip(names, line, strict=True)) for line in zip(*told, strict=True)]


def _where(
    plan: Plan, metric: Metric, chosen: Lines, period: Period | None, column: Sequence[Value]
) -> list[Value]:
    loaded = is_loaded(plan, metric, chosen.keys, period).to_pylist()
    return [value if is_known else None for value, is_known in zip(column, loaded, strict=True)]
