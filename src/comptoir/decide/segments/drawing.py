"""The chart of the page."""

from typing import Any

from django.utils.translation import gettext as _

from comptoir.core.charts.api import HeatCell, heat
from comptoir.core.money import format_number, format_percent
from comptoir.decide.segments.queries import Overlap

IN_SIGHT = 12
"""Segments of the map; the file holds all."""


def overlap_map(found: Overlap, locale: str) -> dict[str, Any]:
    places = range(min(len(found.segments), IN_SIGHT))
    cells = []
    for row in places:
        for column in places:
            share = None if row == column else found.share(row, column)
            both = format_number(found.shared[row][column], locale)
            cells.append(
                HeatCell(
                    f"{row + 1} · {found.segments[row].name}",
                    str(column + 1),
                    share,
                    "" if share is None else format_number(share * 100, locale),
                    ((_("Customers in both"), both), (_("Share"), format_percent(share, locale))),
                )
            )
    return heat(
        cells,
        row_name=_("Of the customers of"),
        column_name=_("are also in (numbered as on the left), in %"),
        most=1,
        row_height=40,
    )
