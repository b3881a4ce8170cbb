"""The page as a file: a line a company, figures as numbers."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from comptoir.core.tables.api import Cell, CellKind, Table, TableColumn
from comptoir.web.home.lines import Line

_COLUMNS = (
    TableColumn("company", _("Company")),
    TableColumn("urgency", _("Urgency (points)"), CellKind.NUMBER),
    TableColumn("until", _("Month up to"), CellKind.DATE),
    TableColumn("currency", _("Currency")),
    TableColumn("sales", _("Net sales of the month, excluding tax"), CellKind.NUMBER),
    TableColumn("landing", _("Landing of the month"), CellKind.NUMBER),
    TableColumn("target", _("Target of the month"), CellKind.NUMBER),
    TableColumn("missed", _("Landing against target"), CellKind.CHANGE),
    TableColumn("tax", _("Landing and target, tax")),
    TableColumn("alarms", _("Alarms"), CellKind.NUMBER),
    TableColumn("late", _("Late actions"), CellKind.NUMBER),
    TableColumn("broken", _("Sources to repair"), CellKind.NUMBER),
    TableColumn("stale", _("Sources that are late"), CellKind.NUMBER),
    TableColumn("to_approve", _("Reports to approve"), CellKind.NUMBER),
    TableColumn("rejected", _("Rows refused"), CellKind.NUMBER),
    TableColumn("doubles", _("Doubles to settle"), CellKind.NUMBER),
    TableColumn("import", _("Last import"), CellKind.INSTANT),
    TableColumn("steps", _("First steps done"), CellKind.NUMBER),
)


def as_table(lines: list[Line]) -> Table:
    return Table(_COLUMNS, [_row(line) for line in lines], title=_("Companies"))


def _row(line: Line) -> dict[str, Cell]:
    figures, seen = line.figures, line.signals
    progress = figures.progress if figures and not figures.is_resting else None
    landing = progress.landing if progress else None
    return {
        "company": line.scope.name,
        "urgency": line.urgency.points,
        "until": figures.period.end if figures else None,
        "currency": line.scope.currency,
        "sales": figures.sales if figures else None,
        "landing": _cents(landing.expected) if landing else None,
        "target": progress.target if progress else None,
        "missed": _exact(line.missed),
        "tax": line.scope.tax,
        "alarms": seen.alarms,
        "late": seen.late,
        "broken": seen.broken,
        "stale": seen.stale,
        "to_approve": seen.to_approve,
        "rejected": line.rejects.rows,
        "doubles": line.doubles,
        "import": line.last_import,
        "steps": line.steps.done,
    }


def _exact(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(repr(round(value, 6)))


def _cents(value: float) -> Decimal:
    return Decimal(f"{value:.2f}")
