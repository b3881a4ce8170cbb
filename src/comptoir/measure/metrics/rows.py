"""The cells as rows: a row for each bucket, or for each combination of dimensions met."""

from collections.abc import Callable, Mapping
from datetime import date
from itertools import chain

from comptoir.core.periods import Period, buckets
from comptoir.measure.metrics.catalogue.base import Metric
from comptoir.measure.metrics.cells import Cells, Key, Labels
from comptoir.measure.metrics.figures import Cell, Value, figure
from comptoir.measure.metrics.plan import Plan
from comptoir.measure.metrics.result import Row

COHORT = "months_since_first"
_NOTHING: Cell = {}

type Reader = Callable[[Key], dict[str, Value]]


def rows(plan: Plan, known: list[Metric], cells: Cells, compared: Cells) -> tuple[Row, ...]:
    """Every bucket without dimensions; with dimensions, every combination met in either period."""
    question = plan.question
    ours = buckets(plan.period, question.grain, question.week_start)
    starts = [bucket.start for bucket in ours]
    now = _reader(plan, known, cells, dict(zip(starts, ours, strict=True)))
    then: Reader = _no_comparison
    if plan.compared:
        theirs = buckets(plan.compared, question.grain, question.week_start)
        then = _reader(plan, known, compared, dict(zip(starts, theirs, strict=False)))
    keys = {*cells, *compared} if question.by else {(start, ()) for start in starts}
    names = [found.name for found in question.by]
    return tuple(
        Row(
            key[0],
            dict(zip(names, key[1], strict=True)),
            now(key),
            then(key),
        )
        for key in sorted(keys, key=_order)
    )


def _no_comparison(key: Key) -> dict[str, Value]:
    return {}


def _order(key: Key) -> tuple[date, list[tuple[bool, str]]]:
    """By day, then by the values of the dimensions, the unknown ones last."""
    return key[0], [(label is None, label or "") for label in key[1]]


def _reader(plan: Plan, known: list[Metric], cells: Cells, facing: Mapping[date, Period]) -> Reader:
    """Gives the figures of a cell: 0 for a loaded bucket without rows, unknown where nothing is loaded."""
    figures = {metric.name: figure(metric, plan.question.tax) for metric in known}
    unknown = dict.fromkeys(figures)
    loaded = {start for start, bucket in facing.items() if bucket.overlap(plan.loaded)}
    at = next((n for n, found in enumerate(plan.question.by) if found.name == COHORT), None)

    def read(key: Key) -> dict[str, Value]:
        if key[0] not in loaded:
            return dict(unknown)
        cell = cells.get(key, _NOTHING)
        first = _NOTHING if at is None else cells.get((key[0], _month_0(key[1], at)), _NOTHING)
        return {name: work_out(cell, first) for name, work_out in figures.items()}

    return read


def _month_0(labels: Labels, at: int) -> Labels:
    return tuple(chain(labels[:at], ("0",), labels[at + 1 :]))
