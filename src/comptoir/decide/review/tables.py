"""The figures of a review as a table to export."""

from decimal import Decimal

from django.utils.translation import gettext as _

from comptoir.core.tables.api import CellKind, Line, Table, TableColumn
from comptoir.decide.review.parts import FigureLine, Figures
from comptoir.decide.review.shown import sign_words
from comptoir.measure.reading.api import Figure


def as_table(figures: Figures) -> Table:
    columns = (
        TableColumn("metric", _("Metric")),
        TableColumn("label", _("Name")),
        TableColumn("value", _("Value"), CellKind.NUMBER),
        TableColumn("before", _("Days before"), CellKind.NUMBER),
        TableColumn("last_year", _("Last year"), CellKind.NUMBER),
        TableColumn("low", _("Expected from"), CellKind.NUMBER),
        TableColumn("high", _("Expected to"), CellKind.NUMBER),
        TableColumn("judged", _("Judgement")),
    )
    return Table(columns, [_line(line) for line in figures.lines], title=_("Review"))


def _line(line: FigureLine) -> Line:
    expected = line.expected
    return {
        "metric": line.metric.name,
        "label": str(line.metric.label),
        "value": _number(line.value),
        "before": _number(line.before),
        "last_year": _number(line.last_year),
        "low": expected.low if expected else None,
        "high": expected.high if expected else None,
        "judged": sign_words(line),
    }


def _number(value: Figure) -> Decimal | None:
    return None if value is None else Decimal(value)
