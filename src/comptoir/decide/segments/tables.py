"""Segments as tables, to read and to export."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from comptoir.core.tables.api import CellKind, Table, TableColumn
from comptoir.decide.segments.figures import Figures
from comptoir.decide.segments.queries import Overlap, Segment


def segments_table(segments: Iterable[Segment], figures: Iterable[Figures], currency: str) -> Table:
    columns = (
        TableColumn("segment", _("Segment")),
        TableColumn("customers", _("Customers"), CellKind.NUMBER),
        TableColumn("share", _("Share of customers"), CellKind.PERCENT),
        TableColumn("orders", _("Orders"), CellKind.NUMBER),
        TableColumn("sales", _("Sales ordered, excl. tax"), CellKind.MONEY, currency),
        TableColumn("each", _("By customer"), CellKind.MONEY, currency),
        TableColumn("median", _("Median days since the last order"), CellKind.NUMBER),
        TableColumn("soon", _("Expected to buy within 90 days"), CellKind.NUMBER),
    )
    return Table(columns, [_line(*pair) for pair in zip(segments, figures, strict=True)], title=_("Segments"))


def _line(one: Segment, found: Figures) -> dict[str, Any]:
    return {
        "segment": one.name,
        "customers": found.customers,
        "share": found.share,
        "orders": found.orders,
        "sales": found.sales,
        "each": found.each,
        "median": found.median_days,
        "soon": found.buyers_soon,
    }


def overlap_table(found: Overlap, places: Sequence[int] | None = None) -> Table:
    """Each line: of a segment's customers, the share that is in each other one as well."""
    shown = list(range(len(found.segments))) if places is None else list(places)
    columns = (
        TableColumn("segment", _("Of the customers of")),
        TableColumn("customers", _("Customers"), CellKind.NUMBER),
        *(TableColumn(f"s{n}", found.segments[n].name, CellKind.PERCENT) for n in shown),
    )
    rows = [
        {
            "segment": found.segments[row].name,
            "customers": found.shared[row][row],
            **{f"s{column}": found.share(row, column) for column in shown},
        }
        for row in shown
    ]
    return Table(columns, rows, title=_("Overlap of segments"))
