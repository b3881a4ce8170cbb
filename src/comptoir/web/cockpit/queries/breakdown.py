"""Sales split by country, sales channel, product, category or customer type."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.core.companies.api import Scope
from comptoir.core.errors import UsageError
from comptoir.core.money import quantise
from comptoir.core.tables.api import Cell, CellKind, Table, TableColumn
from comptoir.measure.metrics.api import Metric, dimensions, metric, run
from comptoir.web.cockpit.figures import CELLS, Figure, tax_words
from comptoir.web.cockpit.queries.names import names_of, product_names
from comptoir.web.cockpit.reading import Reading

if TYPE_CHECKING:
    from comptoir.measure.metrics.api import Note, Row

TABS = {
    "country": gettext_lazy("Country"),
    "sales_channel": gettext_lazy("Sales channel"),
    "product": gettext_lazy("Product"),
    "category": gettext_lazy("Category"),
    "customer_type": gettext_lazy("Customer type"),
}
METRICS = ("net_sales", "orders", "units", "aov", "discounts", "returns")
SALES = METRICS[0]
DEFAULT_SORT = f"-{SALES}"
LINES_IN_SIGHT = 100


@dataclass(frozen=True, slots=True)
class Breakdown:
    by: str
    table: Table
    """Every line that matches, for exports."""
    shown: Table
    """The first of them, for the page."""
    found: int
    sort: str
    words: str
    unit: Any
    notes: "tuple[Note, ...]"


def breakdown(scope: Scope, reading: Reading, by: str, sort: str, words: str, locale: str) -> Breakdown:
    """The lines of one dimension, sorted and filtered, with the whole at the top."""
    by = by or next(iter(TABS))
    if by not in TABS:
        raise UsageError(
            _("There is no table by « %(by)s ».") % {"by": by},
            _("Allowed: %(allowed)s.") % {"allowed": ", ".join(TABS)},
        )
    sort = sort or DEFAULT_SORT
    metrics = _split_by(by)
    names = [one.name for one in metrics]
    result = run(scope, reading.query(names, by=(by,)))
    whole = run(scope, reading.query(names)).total
    called = _called(scope, reading, by, result.rows, locale)
    lines = [_line(row, whole, by, metrics, called) for row in result.rows]
    total = {**_figures(whole, whole, metrics), by: _("Whole")}
    columns = _columns(by, metrics, scope.currency, with_change=reading.comparison is not None)
    table = Table(columns, lines, total, title=TABS[by])
    table = table.matching(words).sorted_by(sort.lstrip("-"), descending=sort.startswith("-"))
    return Breakdown(
        by=by,
        table=table,
        shown=Table(columns, table.rows[:LINES_IN_SIGHT], total, title=TABS[by]),
        found=len(table.rows),
        sort=sort,
        words=words,
        unit=tax_words(metric(SALES), reading.tax),
        notes=result.notes,
    )


def _split_by(by: str) -> tuple[Metric, ...]:
    """Those of the metrics that know the dimension: a product has no orders of its own."""
    known = (metric(name) for name in METRICS)
    return tuple(one for one in known if by in {dimension.name for dimension in dimensions(one)})


def _columns(by: str, metrics: tuple[Metric, ...], currency: str, *, with_change: bool) -> list[TableColumn]:
    columns = [TableColumn(by, TABS[by])]
    if by == "product":
        columns.append(TableColumn("name", _("Name")))
    for one in metrics:
        kind = CELLS.get(one.unit, CellKind.NUMBER)
        columns.append(TableColumn(one.name, one.label, kind, currency if kind is CellKind.MONEY else ""))
        if one.name == SALES:
            columns.append(TableColumn("share", _("Share"), CellKind.PERCENT))
            if with_change:
                columns.append(TableColumn("change", _("Evolution"), CellKind.CHANGE))
    return columns


def _called(
    scope: Scope, reading: Reading, by: str, rows: "tuple[Row, ...]", locale: str
) -> Mapping[str, str]:
    values = [value for row in rows if (value := row.dimensions.get(by))]
    return product_names(scope, values, reading.period) if by == "product" else names_of(by, values, locale)


def _line(
    row: "Row", whole: "Row", by: str, metrics: tuple[Metric, ...], called: Mapping[str, str]
) -> dict[str, Cell]:
    """A product keeps its reference and has its name beside it; other values are called by their name."""
    line = _figures(row, whole, metrics)
    value = row.dimensions.get(by) or ""
    name = called.get(value, "")
    line[by] = (value if by == "product" else name or value) or _("unknown")
    line["name"] = name if by == "product" else None
    return line


def _figures(row: "Row", whole: "Row", metrics: tuple[Metric, ...]) -> dict[str, Cell]:
    figures: dict[str, Cell] = {one.name: row.values.get(one.name) for one in metrics}
    sales, before = row.values.get(SALES), row.compared.get(SALES)
    figures["share"] = _ratio(sales, whole.values.get(SALES))
    moved = None if sales is None or before is None else sales - before
    figures["change"] = _ratio(moved, abs(Decimal(before)) if before is not None else None)
    return figures


def _ratio(part: Figure, whole: Figure) -> Decimal | None:
    return quantise(Decimal(part) / Decimal(whole), 6) if part is not None and whole else None
