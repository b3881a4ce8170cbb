"""Where visits come from, what they cost and what is credited to them."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope
from comptoir.core.tables.api import Cell, CellKind, Table, TableColumn
from comptoir.measure.metrics.api import Metric, dimension, run
from comptoir.measure.reading.api import (
    CELLS,
    COST_RATIO,
    LEVER,
    LEVER_COUNTS,
    LEVER_METRICS,
    Reading,
    lever_line,
    names_of,
    tax_words,
)
from comptoir.web.cockpit.queries.facts import knows_acquisition

if TYPE_CHECKING:
    from comptoir.measure.metrics.api import Note

DEFAULT_SORT = "-sessions"


@dataclass(frozen=True, slots=True)
class Acquisition:
    shown: Table
    sort: str
    metrics: tuple[Metric, ...]
    """Those that have a column, and an explanation."""
    notes: "tuple[Note, ...]"


def acquisition(scope: Scope, reading: Reading, sort: str, locale: str) -> Acquisition | None:
    """A line for each traffic channel; None while no source tells of visits or of ads."""
    if not knows_acquisition(scope):
        return None
    sort = sort or DEFAULT_SORT
    query = reading.query((*LEVER_METRICS, *LEVER_COUNTS.values()), by=(LEVER,), compared=False)
    result = run(scope, replace(query, with_whole=True))
    metrics = tuple(
        one for one in result.metrics if one.name in LEVER_METRICS and one.name not in result.unavailable
    )
    names = names_of(LEVER, (), locale)
    told = [one.name for one in metrics]
    lines = [lever_line(row, told) for row in result.rows]
    for line, row in zip(lines, result.rows, strict=True):
        value = row.dimensions.get(LEVER) or ""
        line[LEVER] = names.get(value, value) or _("No channel known")
    total = {**lever_line(result.total, told), LEVER: _("Whole")}
    table = Table(_columns(metrics, reading, scope.currency), [line for line in lines if _says(line)], total)
    table = table.sorted_by(sort.lstrip("-"), descending=sort.startswith("-"))
    shown = {one.name for one in metrics}
    notes = tuple(note for note in result.notes if not note.metrics or shown & set(note.metrics))
    return Acquisition(table, sort, metrics, notes)


def _columns(metrics: tuple[Metric, ...], reading: Reading, currency: str) -> list[TableColumn]:
    labels: dict[str, Any] = {"net_sales": _("Net sales of the orders"), COST_RATIO: _("COS")}
    columns = [TableColumn(LEVER, dimension(LEVER).label)]
    for one in metrics:
        kind = CELLS.get(one.unit, CellKind.NUMBER)
        tax = tax_words(one, reading.tax)
        label = labels.get(one.name, one.label)
        columns.append(
            TableColumn(
                one.name,
                format_lazy("{} {}", label, tax) if tax else label,
                kind,
                currency if kind is CellKind.MONEY else "",
            )
        )
    return columns


def _says(line: dict[str, Cell]) -> bool:
    return any(value is not None for name, value in line.items() if name != LEVER)
