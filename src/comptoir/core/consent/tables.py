"""What was collected, as a table to read and to export. Counts alone: no address."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from comptoir.core.consent.models import Collected
from comptoir.core.consent.words import Ground
from comptoir.core.tables.api import CellKind, Line, Table, TableColumn


def collected_table(rows: Iterable[Collected]) -> Table:
    columns = (
        TableColumn("origin", _("Where it was collected")),
        TableColumn("at", _("Taken in"), CellKind.INSTANT),
        TableColumn("ground", _("Ground")),
        TableColumn("given", pgettext("consents", "Given"), CellKind.NUMBER),
        TableColumn("withdrawn", pgettext("consents", "Withdrawn"), CellKind.NUMBER),
        TableColumn("file", _("File")),
        TableColumn("by", _("By")),
    )
    lines: list[Line] = [
        {
            "origin": row.origin,
            "at": row.created_at,
            "ground": str(Ground(row.ground).label).partition(":")[0].strip(),
            "given": row.given,
            "withdrawn": row.withdrawn,
            "file": row.file_name,
            "by": str(row.created_by or ""),
        }
        for row in rows
    ]
    return Table(columns, lines, title=_("Collected consents"))
