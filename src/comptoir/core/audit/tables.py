"""The trail as a table, for the page and the export."""

import json
from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from comptoir.core.audit.models import Entry
from comptoir.core.audit.words import label_of, via_label
from comptoir.core.tables.api import CellKind, Line, Table, TableColumn

COLUMNS = (
    TableColumn("at", _("When"), CellKind.INSTANT),
    TableColumn("actor", _("Who")),
    TableColumn("verb", _("What")),
    TableColumn("target", _("On what")),
    TableColumn("details", _("Details")),
    TableColumn("via", _("Through")),
)


def trail_table(entries: Iterable[Entry], zone: ZoneInfo) -> Table:
    rows: list[Line] = [
        {
            "at": entry.at.astimezone(zone),
            "actor": entry.actor_label,
            "verb": str(label_of(entry.verb)),
            "target": entry.target,
            "details": _compact(entry.details),
            "via": str(via_label(entry.via)),
        }
        for entry in entries
    ]
    return Table(columns=COLUMNS, rows=rows, title=_("Audit trail"))


def _compact(details: dict[str, object]) -> str:
    return ", ".join(f"{name}: {_written(value)}" for name, value in details.items())


def _written(value: object) -> str:
    if isinstance(value, list) and len(value) == 2 and not any(isinstance(one, list | dict) for one in value):
        return f"{value[0]} → {value[1]}"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
