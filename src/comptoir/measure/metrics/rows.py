"""The lines as rows: what each is called, and its figures in both periods."""

from collections.abc import Sequence

from comptoir.core.periods import Period
from comptoir.measure.metrics.catalogue.base import Metric
from comptoir.measure.metrics.cells import PERIOD, Cells, dimension_columns
from comptoir.measure.metrics.days import Days
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
    if not cells.num_columns:
        cells = chosen.keys  # a table without columns has forgotten how many lines it has
    loaded: dict[Days, list[bool]] = {}  # most metrics of a question know the same days
    told = []
    for metric in known:
        days = plan.days[metric.name]
        if days not in loaded:
            loaded[days] = is_loaded(plan, days, chosen.keys, period).to_pylist()
        told.append(_where(loaded[days], figures(metric, plan.question.tax, cells, chosen.first)))
    return [dict(zip(names, line, strict=True)) for line in zip(*told, strict=True)]


def _where(loaded: list[bool], column: Sequence[Value]) -> list[Value]:
    return [value if is_known else None for value, is_known in zip(column, loaded, strict=True)]
