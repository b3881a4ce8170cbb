"""Where visits come from, what they cost and what is credited to them."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.text import format_lazy
from django.utils.translation import gettext as _

from comptoir.core.companies.api import Scope
from comptoir.core.tables.api import Cell, CellKind, Table, TableColumn
from comptoir.measure.metrics.api import Metric, dimension, run
from comptoir.measure.reading.api import CELLS, Reading, names_of, tax_words
from comptoir.web.cockpit.queries.facts import knows_acquisition

if TYPE_CHECKING:
    from comptoir.measure.metrics.api import Note, Row

BY = "traffic_channel"
METRICS = ("sessions", "conversion_rate", "attributed_sales", "ad_spend", "net_sales", "ad_cost_ratio")
COUNTED = {
    "sessions": "sessions",
    "attributed_sales": "sessions",
    "ad_spend": "ad_impressions",
    "net_sales": "orders",
}
"""Sums that are 0 both where nothing was and where nothing is known by this channel -> what tells them apart."""
COST_RATIO = "ad_cost_ratio"
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
    query = reading.query((*METRICS, *COUNTED.values()), by=(BY,), compared=False)
    result = run(scope, replace(query, with_whole=True))
    metrics = tuple(
        one for one in result.metrics if one.name in METRICS and one.name not in result.unavailable
    )
    names = names_of(BY, (), locale)
    lines = [_line(row, metrics) for row in result.rows]
    for line, row in zip(lines, result.rows, strict=True):
        value = row.dimensions.get(BY) or ""
        line[BY] = names.get(value, value) or _("No channel known")
    total = {**_line(result.total, metrics), BY: _("Whole")}
    table = Table(_columns(metrics, reading, scope.currency), [line for line in lines if _says(line)], total)
    table = table.sorted_by(sort.lstrip("-"), descending=sort.startswith("-"))
    shown = {one.name for one in metrics}
    notes = tuple(note for note in result.notes if not note.metrics or shown & set(note.metrics))
    return Acquisition(table, sort, metrics, notes)


def _columns(metrics: tuple[Metric, ...], reading: Reading, currency: str) -> list[TableColumn]:
    labels: dict[str, Any] = {"net_sales": _("Net sales of the orders"), COST_RATIO: _("COS")}
    columns = [TableColumn(BY, dimension(BY).label)]
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


def _line(row: "Row", metrics: tuple[Metric, ...]) -> dict[str, Cell]:
    """Nothing of a channel is a dash: what one source calls otherwise is unknown to it, not 0."""
    line: dict[str, Cell] = {one.name: row.values.get(one.name) for one in metrics}
    for name, counted in COUNTED.items():
        if not line.get(name) and not row.values.get(counted):
            line[name] = None
    spend, sales = line.get("ad_spend"), line.get("net_sales")
    if not (isinstance(spend, Decimal) and isinstance(sales, Decimal) and spend > 0):
        line[COST_RATIO] = None
    return line


def _says(line: dict[str, Cell]) -> bool:
    return any(value is not None for name, value in line.items() if name != BY)
