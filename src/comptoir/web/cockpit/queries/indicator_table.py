"""The table of indicators as a file: numbers alone, each with its unit."""

from decimal import Decimal
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy

from comptoir.core.tables.api import CellKind, Table, TableColumn
from comptoir.measure.metrics.api import Unit
from comptoir.web.cockpit.queries.indicators import IndicatorLine, Indicators

PERCENT = 100


def as_table(found: Indicators, currency: str) -> Table:
    """Shares are in per cent, so that a column of several units can be read."""
    columns = [
        TableColumn("label", gettext_lazy("Indicator")),
        TableColumn("unit", gettext_lazy("Unit")),
        TableColumn("period", format_lazy("{} ({})", gettext_lazy("Period"), found.period), CellKind.NUMBER),
        TableColumn("compared", gettext_lazy("Compared"), CellKind.NUMBER),
        TableColumn("change", gettext_lazy("Evolution"), CellKind.CHANGE),
        TableColumn("points", gettext_lazy("Evolution in points"), CellKind.NUMBER),
        TableColumn(
            "month", format_lazy("{} ({})", gettext_lazy("Month to date"), found.month), CellKind.NUMBER
        ),
        TableColumn(
            "year", format_lazy("{} ({})", gettext_lazy("Year to date"), found.year), CellKind.NUMBER
        ),
        TableColumn("note", gettext_lazy("Note")),
    ]
    return Table(columns, [_row(line, currency) for line in found.lines])


def _row(line: IndicatorLine, currency: str) -> dict[str, Any]:
    unit = line.metric.unit
    scale = PERCENT if unit is Unit.SHARE else 1
    places = Decimal("0.01") if unit in (Unit.MONEY, Unit.SHARE) else Decimal("0.0001")
    row: dict[str, Any] = {
        column: None if shown.figure is None else (Decimal(shown.figure) * scale).quantize(places).normalize()
        for column, shown in line.figures.items()
    }
    value, before = row.get("period"), row.get("compared")
    if value is not None and before is not None:
        if unit is Unit.SHARE:
            row["points"] = value - before
        elif before:
            row["change"] = ((value - before) / abs(before)).quantize(Decimal("0.000001"))
    words = {Unit.MONEY: f"{currency} {line.unit}".strip(), Unit.SHARE: "%"}
    return {
        **row,
        "label": str(line.label),
        "unit": words.get(unit, ""),
        "note": str(line.lacks or line.note),
    }
