"""Sales split by country, sales channel, product, category or customer type."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from comptoir.core.companies.api import Scope
from comptoir.core.errors import UsageError
from comptoir.core.money import quantise
from comptoir.core.tables.api import Cell, CellKind, Table, TableColumn
from comptoir.measure.metrics.api import CHANGED, LABEL, Metric, dimensions, metric, run
from comptoir.measure.reading.api import CELLS, DEDUCTED, Figure, Reading, names_of, product_names, tax_words

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
LINES_IN_SIGHT = 25
ALL_IN_SIGHT = 1000
"""More lines than these are no reading matter: the export holds them."""


@dataclass(frozen=True, slots=True)
class Breakdown:
    by: str
    shown: Table
    found: int
    """How many lines match; the table may hold the first of them alone."""
    sort: str
    words: str
    unit: Any
    notes: "tuple[Note, ...]"


def breakdown(
    scope: Scope,
    reading: Reading,
    by: str,
    sort: str,
    words: str,
    locale: str,
    most: int | None = LINES_IN_SIGHT,
) -> Breakdown:
    """The lines of one dimension, sorted and filtered, with the whole at the top; `most` of them, or all."""
    by = by or next(iter(TABS))
    if by not in TABS:
        raise UsageError(
            _("There is no table by « %(by)s ».") % {"by": by},
            _("Allowed: %(allowed)s.") % {"allowed": ", ".join(TABS)},
        )
    sort = sort or DEFAULT_SORT
    metrics = _split_by(by)
    names = [one.name for one in metrics]
    query = replace(reading.query(names, by=(by,)), with_whole=True)
    if by == "product":
        query = replace(query, **_sight(scope, reading, metrics, sort, words, most))
    result = run(scope, query)
    whole = result.total
    called = _called(scope, reading, by, result.rows, locale)
    lines = [_line(row, whole, by, metrics, called) for row in result.rows]
    total = {**_figures(whole, whole, metrics), by: _("Whole")}
    columns = _columns(by, metrics, scope.currency, with_change=reading.comparison is not None)
    table, found = Table(columns, lines, total, title=TABS[by]), result.found
    if by != "product":  # few lines: their names are known here alone
        table = table.matching(words).sorted_by(sort.lstrip("-"), descending=sort.startswith("-"))
        found = len(table.rows)
        table = replace(table, rows=table.rows[:most])
    return Breakdown(
        by=by,
        shown=table,
        found=found,
        sort=sort,
        words=words,
        unit=tax_words(metric(SALES), reading.tax),
        notes=result.notes,
    )


def _sight(
    scope: Scope, reading: Reading, metrics: tuple[Metric, ...], sort: str, words: str, most: int | None
) -> dict[str, Any]:
    """Which products are asked, and in which order: a shop has too many to sort them here."""
    column, sign = sort.lstrip("-"), "-" if sort.startswith("-") else ""
    columns = {"product": "product", "name": LABEL, "share": SALES, **{one.name: one.name for one in metrics}}
    if reading.comparison is not None:
        columns["change"] = f"{SALES}{CHANGED}"
    is_named = bool(words.strip()) or column == "name"
    return {
        "order": sign + columns[column] if column in columns else "",
        "limit": most,
        "matching": words,
        "labels": product_names(scope, None, reading.period) if is_named else {},
    }


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
        columns.append(
            TableColumn(
                one.name,
                one.label,
                kind,
                currency if kind is CellKind.MONEY else "",
                is_deducted=one.name in DEDUCTED,
            )
        )
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
    line[by] = (value if by == "product" else name or value) or capfirst(_("unknown"))
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
